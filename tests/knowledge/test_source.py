"""How old a fact may be."""

from degreepath.knowledge.source import is_old


def test_facts_are_old_after_five_years() -> None:
    """What is five years old is shown as it is, what is six with a warning; of what is undated nobody can say."""
    assert [is_old(year, 2026) for year in (2026, 2021, 2020, 1990, None)] == [
        False,
        False,
        True,
        True,
        False,
    ]
