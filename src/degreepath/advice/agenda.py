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
    """Return the points where two sheets differ by two steps or more or in direction: the widest first, then in file order.

    A mark counts only against the opposite mark: that one of them marked something else is no disagreement.
    """
    goals = difference.goals
    points = [
        Point(Apart.OPPOSITE, interest=marked.interest, first=marked.before, second=marked.after)
        for marked in difference.marks
        if marked.before * marked.after < 0
    ]
    answers = sorted(difference.answers.items(), key=lambda item: -abs(item[1][0] - item[1][1]))
    for question, (first, second) in answers:
        opposite = (first - MIDDLE) * (second - MIDDLE) < 0
        if opposite or abs(first - second) >= STEPS:
            apart = Apart.OPPOSITE if opposite else Apart.STRONGER
            points.append(Point(apart, question=question, first=first, second=second))
    if goals[0] and goals[1] and goals[0] != goals[1]:
        points.append(Point(Apart.GOAL, first=goals[0], second=goals[1]))
    return tuple(points)
