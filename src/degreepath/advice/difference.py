"""What differs between two answer sheets, whether it is more than answer noise, and what is worth a talk.

The same person answers a little differently on another day. A score has changed by more than answer noise if noise alone
reaches |f(x_B) − f(x_A)| > z · √( δ_A′ Cov_A δ_A + δ_B′ Cov_B δ_B ), z = Φ⁻¹(1 − .05 / 2k), in at most 5 of 100 pairs of
sheets; k is how many scores of a kind are looked at together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

from degreepath.advice.answers import AnswerSheet, require_known
from degreepath.advice.interests import Vector, dot, variance
from degreepath.advice.scoring import Scored, score_sheet, top_roles
from degreepath.advice.verdict import Verdict, judge
from degreepath.knowledge import Knowledge

FALSE_ALARMS = 0.05
WIDE = 2
MIDDLE = 3


@dataclass(frozen=True)
class Change:
    """One score on both sheets; `error` is the standard error of the change, `limit` the most that noise explains."""

    before: float
    after: float
    error: float
    limit: float
    more_than_noise: bool


class Apart(StrEnum):
    """How two views of one thing differ; in this order they are talked about."""

    GOAL = "goal"
    OPPOSITE = "opposite"
    STRONGER = "stronger"


@dataclass(frozen=True)
class Point:
    """One point of a talk: a `question` with both answers (1..5), an `interest` with both marks (+1, -1), or both goals."""

    apart: Apart
    question: str | None
    interest: str | None
    first: int | str
    second: int | str


@dataclass(frozen=True)
class SheetDifference:
    """Two sheets against one knowledge base, and everything that differs.

    `answers` holds the questions both answered, differently; `only_before` and `only_after` those that one sheet answered.
    `marks` are +1 most exciting, -1 least, 0 neither. `margin` is how far the first sheet's leader is ahead of its rival on
    both. Pairs are (before, after).
    """

    verdicts: tuple[Verdict, Verdict]
    top: tuple[tuple[str, ...], tuple[str, ...]]
    goals: tuple[str | None, str | None]
    both_answered: int
    answers: dict[str, tuple[int, int]]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    marks: dict[str, tuple[int, int]]
    margin: Change
    interests: dict[str, Change]
    roles: dict[str, Change]

    @property
    def nothing(self) -> bool:
        """Whether both sheets say the same."""
        same_goal = self.goals[0] == self.goals[1]
        return same_goal and not (self.answers or self.only_before or self.only_after or self.marks)

    @property
    def degree_changed(self) -> bool:
        """Whether the two sheets lead to different degrees, or one of them to none."""
        return self.verdicts[0].program != self.verdicts[1].program

    @property
    def agenda(self) -> tuple[Point, ...]:
        """Return the points where two sheets differ by two steps or more or in direction: only differences, and nobody is right.

        Goals come first, then opposite directions (marks, then answers), then the rest; the widest first, then in file order.
        A mark counts only against the opposite mark: that one of them marked something else is no disagreement.
        """
        one, other = self.goals
        points = [Point(Apart.GOAL, None, None, one, other)] if one and other and one != other else []
        marks = self.marks.items()
        points += [Point(Apart.OPPOSITE, None, d, *pair) for d, pair in marks if pair[0] * pair[1] < 0]
        for question, (first, second) in sorted(
            self.answers.items(), key=lambda one: -abs(one[1][0] - one[1][1])
        ):
            if (first - MIDDLE) * (second - MIDDLE) < 0:
                points.append(Point(Apart.OPPOSITE, question, None, first, second))
            elif abs(first - second) >= WIDE:
                points.append(Point(Apart.STRONGER, question, None, first, second))
        return tuple(sorted(points, key=lambda point: list(Apart).index(point.apart)))


def compare_sheets(knowledge: Knowledge, before: AnswerSheet, after: AnswerSheet) -> SheetDifference:
    """Return what differs between two sheets. Raises AnswersError if one names what the knowledge base does not have."""
    for sheet in (before, after):
        require_known(sheet, knowledge)
    scored = score_sheet(knowledge, before), score_sheet(knowledge, after)
    verdicts, model = (judge(scored[0]), judge(scored[1])), scored[0].model
    pair = model.programs.index(verdicts[0].leader), model.programs.index(verdicts[0].rival)
    old, new, ids = before.answers, after.answers, range(len(model.interests))
    both = [q.id for q in knowledge.questions if q.id in old and q.id in new]
    marks = {d: (before.marks.get(d, 0), after.marks.get(d, 0)) for d in model.interests}
    units = [tuple(float(d == e) for e in ids) for d in ids]
    return SheetDifference(
        verdicts=verdicts,
        top=(top_roles(scored[0]), top_roles(scored[1])),
        goals=(before.goal, after.goal),
        both_answered=len(both),
        answers={q: (old[q], new[q]) for q in both if old[q] != new[q]},
        only_before=tuple(q.id for q in knowledge.questions if q.id in old and q.id not in new),
        only_after=tuple(q.id for q in knowledge.questions if q.id in new and q.id not in old),
        marks={d: pair for d, pair in marks.items() if pair[0] != pair[1]},
        margin=_change([(s, s.margin(*pair), s.gradient(*pair)) for s in scored], together=1),
        interests=_changes(scored, model.interests, units),
        roles=_changes(scored, model.roles, model.role_directions),
    )


def _changes(
    scored: tuple[Scored, Scored], names: tuple[str, ...], directions: Sequence[Vector]
) -> dict[str, Change]:
    """Return by name the changes of the scores `direction · interests`."""
    return {
        name: _change([(s, dot(direction, s.estimate.value), direction) for s in scored], together=len(names))
        for name, direction in zip(names, directions, strict=True)
    }


def _change(scores: list[tuple[Scored, float, Vector]], together: int) -> Change:
    """Return the change between two scores, each given with its gradient, of `together` that are looked at."""
    error = sqrt(sum(variance(s.estimate, gradient, s.noise) for s, _, gradient in scores))
    limit = error * NormalDist().inv_cdf(1 - FALSE_ALARMS / 2 / together)
    before, after = (score for _, score, _ in scores)
    return Change(before, after, error, limit, more_than_noise=abs(after - before) > limit)
