"""What differs between two answer sheets, whether it is more than answer noise, and what is worth a talk.

The same person answers a little differently on another day. A score is a number f(x) of the interests x, and a sheet knows x
only with the covariance Cov of docs/method.md section 6 (`interests.variance`). For two sheets A and B, answered independently,

    change = f(x_B) − f(x_A)        standard error = √( δ_A′ Cov_A δ_A  +  δ_B′ Cov_B δ_B )

with δ the gradient of f at each sheet and each sheet's own answer noise σ̂ in its Cov. The change is called more than answer
noise if |change| > z · standard error, z = Φ⁻¹(1 − .05 / 2k): noise alone reaches that in at most 5 of 100 pairs of sheets. k is
how many scores of a kind are looked at together: 1 for the degrees' difference, the number of interests, the number of roles;
otherwise one of sixteen interests would nearly always seem to have changed. Cov is what is not known about the student, which
is a little more than what a second sitting moves, so the test errs on the side of "noise".
"""

from enum import StrEnum
from math import sqrt
from statistics import NormalDist

from degreepath.advice.answers import AnswerSheet, require_known
from degreepath.advice.interests import Vector, variance
from degreepath.advice.recommend import top_roles
from degreepath.advice.scoring import Scored, dot, margin_gradient, score_sheet
from degreepath.advice.verdict import Verdict, judge
from degreepath.knowledge.fields import Record
from degreepath.knowledge.knowledge import Knowledge

FALSE_ALARMS = 0.05
WIDE = 2
MIDDLE = 3


class Change(Record):
    """One score on both sheets; `error` is the standard error of the change, `limit` the most that noise explains."""

    before: float
    after: float
    error: float
    limit: float

    @property
    def real(self) -> bool:
        """Whether the change is more than answer noise."""
        return abs(self.after - self.before) > self.limit


class Marked(Record):
    """An interest that one sheet or both marked: +1 most exciting, -1 least, 0 neither."""

    interest: str
    before: int
    after: int


class SheetDifference(Record):
    """Two sheets against one knowledge base, and everything that differs.

    `answers` holds the questions both answered, differently; `only_before` and `only_after` those that one sheet answered.
    `margin` is how far the first sheet's leader is ahead of its rival on both. Pairs are (before, after).
    """

    verdicts: tuple[Verdict, Verdict]
    top: tuple[tuple[str, ...], tuple[str, ...]]
    goals: tuple[str | None, str | None]
    both_answered: int
    answers: dict[str, tuple[int, int]]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    marks: tuple[Marked, ...]
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


def compare_sheets(knowledge: Knowledge, before: AnswerSheet, after: AnswerSheet) -> SheetDifference:
    """Return what differs between two sheets. Raises AnswersError if one names what the knowledge base does not have."""
    for sheet in (before, after):
        require_known(sheet, knowledge)
    scored = score_sheet(knowledge, before), score_sheet(knowledge, after)
    verdicts = judge(scored[0]), judge(scored[1])
    model = scored[0].model
    pair = model.programs.index(verdicts[0].leader), model.programs.index(verdicts[0].rival)
    old, new = before.answers, after.answers
    both = [q.id for q in knowledge.questions if q.id in old and q.id in new]
    size = len(model.interests)
    unit = [tuple(float(d == e) for e in range(size)) for d in range(size)]
    margins = [
        (s.margin(*pair), variance(s.estimate, margin_gradient(model, *pair, s.attention), s.noise))
        for s in scored
    ]
    return SheetDifference(
        verdicts=verdicts,
        top=(top_roles(scored[0]), top_roles(scored[1])),
        goals=(before.goal, after.goal),
        both_answered=len(both),
        answers={q: (old[q], new[q]) for q in both if old[q] != new[q]},
        only_before=tuple(q.id for q in knowledge.questions if q.id in old and q.id not in new),
        only_after=tuple(q.id for q in knowledge.questions if q.id in new and q.id not in old),
        marks=changed_marks(knowledge, before, after),
        margin=_change(margins, together=1),
        interests={name: _linear_change(scored, unit[d], size) for d, name in enumerate(model.interests)},
        roles={
            name: _linear_change(scored, model.role_directions[r], len(model.roles))
            for r, name in enumerate(model.roles)
        },
    )


def changed_marks(knowledge: Knowledge, before: AnswerSheet, after: AnswerSheet) -> tuple[Marked, ...]:
    """Return the interests that the two sheets mark differently, in file order."""
    old, new = before.marks, after.marks
    marks = (
        Marked(interest=i.id, before=old.get(i.id, 0), after=new.get(i.id, 0)) for i in knowledge.interests
    )
    return tuple(marked for marked in marks if marked.before != marked.after)


def _linear_change(scored: tuple[Scored, Scored], direction: Vector, together: int) -> Change:
    """Return the change of the score `direction · interests`, one of `together` that are looked at."""
    scores = [(dot(direction, s.estimate.value), variance(s.estimate, direction, s.noise)) for s in scored]
    return _change(scores, together)


def _change(readings: list[tuple[float, float]], together: int) -> Change:
    """Return the change between two scores, each given with its variance."""
    (before, before_variance), (after, after_variance) = readings
    error = sqrt(before_variance + after_variance)
    limit = error * NormalDist().inv_cdf(1 - FALSE_ALARMS / 2 / together)
    return Change(before=before, after=after, error=error, limit=limit)


class Apart(StrEnum):
    """How two views of one thing differ."""

    OPPOSITE = "opposite"
    STRONGER = "stronger"
    GOAL = "goal"


class Point(Record):
    """One point of a talk: a `question` with both answers (1..5), an `interest` with both marks (+1, -1), or both goals."""

    apart: Apart
    question: str | None = None
    interest: str | None = None
    first: int | str = 0
    second: int | str = 0


def agenda(difference: SheetDifference) -> tuple[Point, ...]:
    """Return the points where two sheets differ by two steps or more or in direction: only differences, and nobody is right.

    Goals come first, then opposite directions (marks, then answers), then the rest; the widest first, then in file order.
    A mark counts only against the opposite mark: that one of them marked something else is no disagreement.
    """
    goals = difference.goals
    points = [
        Point(apart=_apart(*pair), question=question, first=pair[0], second=pair[1])
        for question, pair in sorted(difference.answers.items(), key=lambda item: -_steps(item[1]))
        if _steps(pair) >= WIDE or _apart(*pair) is Apart.OPPOSITE
    ]
    marks = [
        Point(apart=Apart.OPPOSITE, interest=marked.interest, first=marked.before, second=marked.after)
        for marked in difference.marks
        if marked.before * marked.after < 0
    ]
    differ = goals[0] and goals[1] and goals[0] != goals[1]
    both = [Point(apart=Apart.GOAL, first=goals[0] or "", second=goals[1] or "")] if differ else []
    opposite = [point for point in points if point.apart is Apart.OPPOSITE]
    return (*both, *marks, *opposite, *(point for point in points if point.apart is Apart.STRONGER))


def _steps(pair: tuple[int, int]) -> int:
    return abs(pair[0] - pair[1])


def _apart(first: int, second: int) -> Apart:
    return Apart.OPPOSITE if (first - MIDDLE) * (second - MIDDLE) < 0 else Apart.STRONGER
