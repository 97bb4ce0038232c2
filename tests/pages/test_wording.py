"""Words for everything that can be said, and numbers as they are printed: parts add up, and nothing is certain."""

from hypothesis import given
from hypothesis import strategies as st

from degreepath.advice.doors import DoorState
from degreepath.advice.verdict import Band, Unclear
from degreepath.knowledge.model import EntryKind
from degreepath.pages.wording import TEXTS, in_hundred, points, points_adding_up, signed
from degreepath.records.kept import Likeness

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


def test_points_are_rounded_so_that_they_add_up() -> None:
    """Parts that would each round down still add up to the rounded total, each at most one point off."""
    assert points_adding_up([0.004, 0.004, 0.004], 1) == [1, 0, 0]
    assert sum(points_adding_up([-0.126, 0.333, 0.019], 23)) == 23
    assert (points(0.126), signed(-3), signed(0), signed(4)) == (13, "−3", "0", "+4")


def test_every_code_has_its_words() -> None:
    """Whatever a result can say, the tables have words for it, and for nothing else."""
    assert list(TEXTS["bands"]) == list(Band)
    assert set(TEXTS["unclear"]["title"]) == set(Unclear)
    for table in ("sentence", "step"):
        assert set(TEXTS["unclear"][table]) == set(Unclear) - {Unclear.GOAL}
    for table in ("meaning", "before"):
        assert list(TEXTS["door"][table]) == list(DoorState)
    assert list(TEXTS["entry"]) == list(EntryKind)
    assert list(TEXTS["likeness"]) == list(Likeness)
