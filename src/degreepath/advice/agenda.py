"""Where two people see the same student differently: the points worth a talk. Only differences, and nobody is right."""

from dataclasses import dataclass
from enum import StrEnum

from degreepath.advice.compare_sheets import SheetDifference

STEPS = 2
MIDDLE = 3


class Apart(StrEnum):
    """How two views of one thing differ."""

    OPPOSITE = "opposite"
    STRONGER = "stronger"
    GOAL = "goal"


@dataclass(frozen=True)
class Point:
    """One point of a talk: a `question` with both answers (1..5), an `interest` with both marks (+1, -1), or both goals."""

    apart: Apart
    question: str | None = None
    interest: str | None = None
    first: int | str = 0
    second: int | str = 0


def agenda(difference: SheetDifference) -> tuple[Point, ...]:
    """Return the points where two sheets differ by two steps or more or in direction.

    Goals come first, then opposite directions (marks, then answers), then the rest; the widest first, then in file order.
    A mark counts only against the opposite mark: that one of them marked something else is no disagreement.
    """
    goals = difference.goals
    points = [
        Point(_apart(*pair), question=question, first=pair[0], second=pair[1])
        for question, pair in sorted(difference.answers.items(), key=lambda item: -_steps(item[1]))
        if _steps(pair) >= STEPS or _apart(*pair) is Apart.OPPOSITE
    ]
    marks = [
        Point(Apart.OPPOSITE, interest=marked.interest, first=marked.before, second=marked.after)
        for marked in difference.marks
        if marked.before * marked.after < 0
    ]
    both = [Point(Apart.GOAL, first=goals[0], second=goals[1])] if goals[0] and goals[1] else []
    return (
        *(point for point in both if point.first != point.second),
        *marks,
        *(point for point in points if point.apart is Apart.OPPOSITE),
        *(point for point in points if point.apart is Apart.STRONGER),
    )


def _steps(pair: tuple[int, int]) -> int:
    return abs(pair[0] - pair[1])


def _apart(first: int, second: int) -> Apart:
    return Apart.OPPOSITE if (first - MIDDLE) * (second - MIDDLE) < 0 else Apart.STRONGER
