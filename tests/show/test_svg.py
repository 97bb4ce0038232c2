"""The pictures of a report: they stay inside their frame and need no colour."""

import pytest

from degreepath.show.svg import axis_picture, bar_picture


@pytest.mark.parametrize(("value", "place"), [(-1, 10), (0, 160), (1, 310), (5, 310)])
def test_a_place_on_an_axis_stays_on_the_line(value: float, place: float) -> None:
    """Whatever the number, the point is drawn on the line between the two poles."""
    assert axis_picture(value).place == place


@pytest.mark.parametrize(
    ("value", "start", "length", "hollow"),
    [(1, 100, 99, False), (-1, 1, 99, True), (0, 100, 0, False), (0.006, 100, 1.5, False), (-9, 1, 99, True)],
)
def test_bars_tell_likes_from_dislikes_without_colour(
    value: float, start: float, length: float, hollow: bool
) -> None:
    """A liking is a full bar to the right, a disliking a hollow one to the left, and nothing is no bar."""
    bar = bar_picture(value)
    assert (bar.start, bar.length, bar.hollow) == (start, length, hollow)
