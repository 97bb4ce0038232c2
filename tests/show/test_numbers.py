from hypothesis import given
from hypothesis import strategies as st

from degreepath.show.numbers import in_hundred, points, points_adding_up, signed

PARTS = st.lists(st.floats(-3, 3), min_size=1, max_size=12)


@given(PARTS, st.integers(-2, 2))
def test_printed_parts_add_up(parts: list[float], slip: int):
    """Whoever adds the printed parts by hand gets the printed total."""
    total = points(sum(parts)) + slip
    assert sum(points_adding_up(parts, total)) == total


@given(PARTS)
def test_printed_parts_stay_near_their_values(parts: list[float]):
    """No printed part is more than a point and a half away from the real one."""
    printed = points_adding_up(parts, points(sum(parts)))
    assert all(abs(shown - part * 100) <= 1.5 for shown, part in zip(printed, parts, strict=True))


def test_signs_are_shown():
    """Plus, minus and nothing are told apart by a real sign."""
    assert [signed(value) for value in (12, 0, -3)] == ["+12", "0", "−3"]


def test_nothing_is_certain():
    """A confidence of 1 is never printed as 100 of 100 cases."""
    assert [in_hundred(value) for value in (1.0, 0.996, 0.5)] == [99, 99, 50]
