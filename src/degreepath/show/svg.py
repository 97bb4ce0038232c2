"""The geometry of the report's pictures. Templates draw them, so every word in them is escaped like any other."""

from dataclasses import dataclass

AXIS_WIDTH, AXIS_MARGIN = 320, 10
BAR_WIDTH = 200
THINNEST, NOTHING = 1.5, 0.005


@dataclass(frozen=True)
class AxisPicture:
    """One axis: where the line begins, ends and has its middle, and where the student stands on it."""

    width: int
    left: float
    middle: float
    right: float
    place: float


@dataclass(frozen=True)
class BarPicture:
    """One bar that grows from the middle to the right or, drawn hollow, to the left."""

    width: int
    middle: float
    start: float
    length: float
    hollow: bool


def axis_picture(value: float) -> AxisPicture:
    """Return the picture of a place -1 … +1 between two poles."""
    left, right = float(AXIS_MARGIN), float(AXIS_WIDTH - AXIS_MARGIN)
    middle = (left + right) / 2
    return AxisPicture(
        AXIS_WIDTH, left, middle, right, round(middle + _bounded(value) * (right - left) / 2, 1)
    )


def bar_picture(value: float) -> BarPicture:
    """Return the picture of an interest -1 … +1; a bar too short to see is drawn as a thin line."""
    middle = BAR_WIDTH / 2
    length = max(round(abs(_bounded(value)) * (middle - 1), 1), THINNEST) if abs(value) >= NOTHING else 0.0
    hollow = value < 0
    return BarPicture(BAR_WIDTH, middle, round(middle - length, 1) if hollow else middle, length, hollow)


def _bounded(value: float) -> float:
    return max(-1.0, min(1.0, value))
