"""Numbers as they are printed: parts add up, and nothing is certain."""

from hypothesis import given
from hypothesis import strategies as st

from degreepath.pages.wording import in_hundred, points, points_adding_up

PARTS = st.lists(st.floats(-3, 3), min_size=1, max_size=12)


@given(PARTS, st.integers(-2, 2))
def test_printed_parts_add_up(parts: list[float], slip: int) -> None:
    """Whoever adds the printed parts by hand gets the printed total."""
    total = points(sum(parts)) + slip
    assert sum(points_adding_up(parts, total)) == total


@given(PARTS)
def test_printed_parts_stay_near_their_values(parts: list[float]) -> None:
    """No printed part is more than a point and a half away from the real one."""
    printed = points_adding_up(parts, points(sum(parts)))
    assert all(abs(shown - part * 100) <= 1.5 for shown, part in zip(printed, parts, strict=True))


def test_nothing_is_certain() -> None:
    """A confidence of 1 is never printed as 100 of 100 cases."""
    assert [in_hundred(value) for value in (1.0, 0.996, 0.5)] == [99, 99, 50]
