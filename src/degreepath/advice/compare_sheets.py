"""What differs between two answer sheets, and whether it is more than answer noise.

The same person answers a little differently on another day. A score is a number f(x) of the interests x, and a sheet knows x
only with the covariance Cov of docs/method.md section 6 (`confidence.variance`). For two sheets A and B, answered independently,

    change = f(x_B) − f(x_A)        standard error = √( δ_A′ Cov_A δ_A  +  δ_B′ Cov_B δ_B )

with δ the gradient of f at each sheet and each sheet's own answer noise σ̂ in its Cov. The change is called more than answer
noise if |change| > z · standard error, z = Φ⁻¹(1 − .05 / 2k): noise alone reaches that in at most 5 of 100 pairs of sheets. k is
how many scores of a kind are looked at together: 1 for the degrees' difference, the number of interests, the number of roles;
otherwise one of fourteen interests would nearly always seem to have changed. Cov is what is not known about the student, which
is a little more than what a second sitting moves, so the test errs on the side of "noise".
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.confidence import variance
from degreepath.advice.fit import Vector, dot
from degreepath.advice.programs import margin_gradient
from degreepath.advice.recommend import recommend
from degreepath.advice.recommendation import Recommendation
from degreepath.advice.scored import Scored, score_sheet
from degreepath.knowledge.knowledge import Knowledge

FALSE_ALARMS = 0.05


@dataclass(frozen=True)
class Change:
    """One score on both sheets; `error` is the standard error of the change, `limit` the most that noise explains."""

    before: float
    after: float
    error: float
    limit: float

    @property
    def size(self) -> float:
        """How far the score moved, with its sign."""
        return self.after - self.before

    @property
    def real(self) -> bool:
        """Whether the change is more than answer noise."""
        return abs(self.size) > self.limit


@dataclass(frozen=True)
class Marked:
    """An interest that one sheet or both marked: +1 most exciting, -1 least, 0 neither."""

    interest: str
    before: int
    after: int


@dataclass(frozen=True)
class SheetDifference:
    """Two sheets against one knowledge base, and everything that differs.

    `answers` holds the questions both answered, differently; `only_before` and `only_after` those that one sheet answered.
    `leader` and `rival` are the first sheet's, and `margin` is how far the one is ahead of the other on both sheets.
    `interests` and `roles` hold every interest and role, in file order.
    """

    before: Recommendation
    after: Recommendation
    both_answered: int
    answers: dict[str, tuple[int, int]]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    marks: tuple[Marked, ...]
    leader: str
    rival: str
    margin: Change
    interests: dict[str, Change]
    roles: dict[str, Change]

    @property
    def goals(self) -> tuple[str | None, str | None]:
        """The goal declared on each sheet."""
        return self.before.sheet.goal, self.after.sheet.goal

    @property
    def nothing(self) -> bool:
        """Whether both sheets say the same."""
        same_goal = self.goals[0] == self.goals[1]
        return same_goal and not (self.answers or self.only_before or self.only_after or self.marks)


def compare_sheets(knowledge: Knowledge, before: AnswerSheet, after: AnswerSheet) -> SheetDifference:
    """Return what differs between two sheets. Raises AnswersError if one names what the knowledge base does not have."""
    results = recommend(knowledge, before), recommend(knowledge, after)
    scored = score_sheet(knowledge, before), score_sheet(knowledge, after)
    model = scored[0].model
    verdict = results[0].verdict
    pair = model.programs.index(verdict.leader), model.programs.index(verdict.rival)
    old, new = before.answers, after.answers
    both = [q.id for q in knowledge.questions if q.id in old and q.id in new]
    unit = [tuple(float(d == e) for e in range(len(model.interests))) for d in range(len(model.interests))]
    return SheetDifference(
        before=results[0],
        after=results[1],
        both_answered=len(both),
        answers={q: (old[q], new[q]) for q in both if old[q] != new[q]},
        only_before=tuple(q.id for q in knowledge.questions if q.id in old and q.id not in new),
        only_after=tuple(q.id for q in knowledge.questions if q.id in new and q.id not in old),
        marks=changed_marks(knowledge, before, after),
        leader=verdict.leader,
        rival=verdict.rival,
        margin=_change(
            [
                (s.margin(*pair), variance(s.estimate, margin_gradient(model, *pair, s.attention), s.noise))
                for s in scored
            ],
            together=1,
        ),
        interests={
            name: _linear_change(scored, unit[d], len(model.interests))
            for d, name in enumerate(model.interests)
        },
        roles={
            name: _linear_change(scored, model.role_directions[r], len(model.roles))
            for r, name in enumerate(model.roles)
        },
    )


def changed_marks(knowledge: Knowledge, before: AnswerSheet, after: AnswerSheet) -> tuple[Marked, ...]:
    """Return the interests that the two sheets mark differently, in file order."""
    old, new = before.marks, after.marks
    marks = (Marked(i.id, old.get(i.id, 0), new.get(i.id, 0)) for i in knowledge.interests)
    return tuple(marked for marked in marks if marked.before != marked.after)


def _linear_change(scored: tuple[Scored, Scored], direction: Vector, together: int) -> Change:
    """Return the change of the score `direction · interests`, one of `together` that are looked at."""
    return _change(
        [
            (
                dot(direction, s.estimate.value),
                variance(s.estimate, direction, s.noise),
            )
            for s in scored
        ],
        together,
    )


def _change(readings: list[tuple[float, float]], together: int) -> Change:
    """Return the change between two scores, each given with its variance."""
    (before, before_variance), (after, after_variance) = readings
    error = sqrt(before_variance + after_variance)
    return Change(before, after, error, error * NormalDist().inv_cdf(1 - FALSE_ALARMS / 2 / together))
