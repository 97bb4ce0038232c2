"""Numbers as they are printed. Scores are told in points, a hundred to one, so that printed parts can add up exactly."""

from collections.abc import Sequence

POINTS = 100
BAR_STEPS = (52.5, 55.5, 59.5, 62.5)
"""The fits at which a bar grows from 1 to 5; the first three are those of the words fair, good and strong."""


def points(value: float) -> int:
    """Return a score in whole points."""
    return round(value * POINTS)


def points_adding_up(values: Sequence[float], total: int) -> list[int]:
    """Return `values` in whole points that add up to `total`, each as near to its own value as that allows.

    The largest-remainder method: all are rounded down, then those that lost most get one point back.
    """
    exact = [value * POINTS for value in values]
    printed = [int(value // 1) for value in exact]
    by_loss = sorted(range(len(exact)), key=lambda i: printed[i] - exact[i])
    step = 1 if total >= sum(printed) else -1
    for turn in range(abs(total - sum(printed))):
        index = by_loss[turn % len(by_loss)] if step > 0 else by_loss[-1 - turn % len(by_loss)]
        printed[index] += step
    return printed


def signed(value: int) -> str:
    """Return +12, 0 or −12 with a real minus sign."""
    return "0" if value == 0 else f"{value:+d}".replace("-", "−")


def in_hundred(confidence: float) -> int:
    """Return a confidence as 'so many times in a hundred', never 0 and never 100: nothing is certain."""
    return max(1, min(99, round(confidence * 100)))


def bar(fit: float) -> int:
    """Return the length of the bar of a role's fit, 1 to 5."""
    return 1 + sum(fit >= step for step in BAR_STEPS)
