"""Which question to ask next, and when to stop. docs/method.md section 5.

For the leader and each rival, δ is the gradient of their score difference. The more a question would reduce the variance of
a difference that is still open, the more it is worth asking.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import NormalDist

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.confidence import FEWEST_INTERESTS, ZERO
from degreepath.advice.fit import Vector
from degreepath.advice.interests import (
    ANSWER_NOISE,
    SPREAD_BETWEEN_INTERESTS,
    SPREAD_BETWEEN_STUDENTS,
    estimate_interests,
)
from degreepath.advice.model import ScoringModel, scoring_model
from degreepath.advice.programs import margin_gradient, program_score, role_attention, role_scores
from degreepath.knowledge.knowledge import Knowledge

SETTLED_PROGRAM = 0.98
SETTLED_ROLE = 0.91
NEGLIGIBLE = 1e-4
STANDARD_NORMAL = NormalDist()
NOISE2, SPREAD2, LEVEL2 = ANSWER_NOISE**2, SPREAD_BETWEEN_INTERESTS**2, SPREAD_BETWEEN_STUDENTS**2


@dataclass(frozen=True)
class NextQuestion:
    """What to ask next. `question` is None if nothing is left to ask.

    `program_change` and `role_change` are the chances (0..1) that the rest of the quiz would change the degree or the top
    role; `more` is how many further questions it is expected to take until the result is settled.
    """

    question: str | None
    settled: bool
    program_change: float
    role_change: float
    more: int


@dataclass(frozen=True)
class _Rival:
    """One leader–rival pair, of degrees or of roles: how far apart they are, and the gradient of the difference."""

    margin: float
    delta: Vector
    is_program: bool


@dataclass(frozen=True)
class _Plan:
    """The interest to ask about next, how many questions until settled, and the chances of a change as things stand."""

    interest: int | None
    more: int
    program_change: float
    role_change: float


def next_question(knowledge: Knowledge, sheet: AnswerSheet, shown: Iterable[str] = ()) -> NextQuestion:
    """Return what to ask after `sheet`; questions in `shown` (asked and skipped) are not asked again."""
    done = set(sheet.answers).union(shown)
    left: dict[str, list[str]] = {}
    for question in knowledge.questions:
        if question.id not in done:
            left.setdefault(question.interest, []).append(question.id)
    model = scoring_model(knowledge)
    estimate = estimate_interests(knowledge, sheet)
    rivals = _rivals(model, estimate.value, sheet.goal)
    remaining = [len(left.get(d, ())) for d in model.interests]
    plan = _ask(rivals, list(estimate.weight), remaining)
    enough = estimate.touched >= FEWEST_INTERESTS
    return NextQuestion(
        question=None if plan.interest is None else left[model.interests[plan.interest]][0],
        settled=plan.more == 0 and (enough or plan.interest is None),
        program_change=plan.program_change,
        role_change=plan.role_change,
        more=plan.more,
    )


def _rivals(model: ScoringModel, interests: Vector, goal: str | None) -> list[_Rival]:
    """Return what could overtake the leading degree and the leading role; a degree closed to the goal cannot."""
    scores = role_scores(model, interests)
    attention = role_attention(scores)
    closed = model.closed_to(goal)
    in_question = [p for p in model.archetypes if p not in closed] or model.archetypes
    programs = {p: program_score(model, p, interests, attention) for p in in_question}
    leader = max(programs, key=lambda p: (programs[p], -p))
    best = max(range(len(scores)), key=lambda r: (scores[r], -r))
    pairs = [
        _Rival(programs[leader] - programs[p], margin_gradient(model, leader, p, attention), is_program=True)
        for p in programs
        if p != leader
    ]
    for r, u in enumerate(model.role_directions):
        if r != best:
            delta = tuple(a - b for a, b in zip(model.role_directions[best], u, strict=True))
            pairs.append(_Rival(scores[best] - scores[r], delta, is_program=False))
    return pairs


class _Spread:
    """var(n) of one difference, kept as two sums so that one more answer costs one step instead of a new sum."""

    def __init__(self, delta: Vector, weight: list[float]) -> None:
        self.delta = delta
        unpooled = list(map(_unpooled, weight))
        self.own = fsum(d * d * u for d, u in zip(delta, unpooled, strict=True))
        self.common = fsum(d * u for d, u in zip(delta, unpooled, strict=True))

    def variance(self, precision: float, d: int = 0, before: float = 0.0, after: float = 0.0) -> float:
        """Return the variance, as it would be if 1 − B of interest `d` went from `before` to `after`."""
        own = self.own + self.delta[d] ** 2 * (after - before)
        common = self.common + self.delta[d] * (after - before)
        return SPREAD2 * own + common**2 / (precision + 1 / LEVEL2)


def _precision(n: float) -> float:
    return 1 / (SPREAD2 + NOISE2 / n) if n else 0.0


def _unpooled(n: float) -> float:
    return 1 - n / (n + NOISE2 / SPREAD2)


def _flips(rivals: list[_Rival], now: list[float], then: list[float]) -> list[tuple[float, float]]:
    """Return for each rival the chance that the rest of the quiz overturns the leader, and the variance that can still go."""
    flips = []
    for rival, before, after in zip(rivals, now, then, strict=True):
        open_variance = before - after
        chance = STANDARD_NORMAL.cdf(-rival.margin / sqrt(open_variance)) if open_variance > ZERO else 0.0
        flips.append((chance, open_variance))
    return flips


def _changes(rivals: list[_Rival], flips: list[tuple[float, float]]) -> tuple[float, float]:
    program = fsum(chance for rival, (chance, _) in zip(rivals, flips, strict=True) if rival.is_program)
    role = fsum(chance for rival, (chance, _) in zip(rivals, flips, strict=True) if not rival.is_program)
    return min(program, 1.0), min(role, 1.0)


def _ask(rivals: list[_Rival], weight: list[float], remaining: list[int]) -> _Plan:
    """Plan the questions until the result is settled, all margins staying as they are."""
    everything = [n + more for n, more in zip(weight, remaining, strict=True)]
    last = fsum(map(_precision, everything))
    then = [_Spread(rival.delta, everything).variance(last) for rival in rivals]
    count = 0
    while True:
        precision = fsum(map(_precision, weight))
        spreads = [_Spread(rival.delta, weight) for rival in rivals]
        flips = _flips(rivals, [spread.variance(precision) for spread in spreads], then)
        program, role = _changes(rivals, flips)
        settled = 1 - program >= SETTLED_PROGRAM and 1 - role >= SETTLED_ROLE
        d = None if settled and count else _most_useful(spreads, flips, weight, remaining)
        if count == 0:
            first, program_now, role_now = d, program, role
        if settled or d is None:
            break
        weight = [n + (i == d) for i, n in enumerate(weight)]
        remaining = [m - (i == d) for i, m in enumerate(remaining)]
        count += 1
    return _Plan(first, count, program_now, role_now)


def _most_useful(
    spreads: list[_Spread], flips: list[tuple[float, float]], weight: list[float], remaining: list[int]
) -> int | None:
    """Return the interest whose next answer takes most out of the differences that are still open; ties in file order."""
    precision = fsum(map(_precision, weight))
    open_pairs = [
        (spread, chance / variance, spread.variance(precision))
        for spread, (chance, variance) in zip(spreads, flips, strict=True)
        if chance > NEGLIGIBLE and variance > ZERO
    ]
    best, gain = None, -1.0
    for d, n in enumerate(weight):
        if not remaining[d]:
            continue
        later = precision - _precision(n) + _precision(n + 1)
        before, after = _unpooled(n), _unpooled(n + 1)
        value = fsum(
            share * (now - spread.variance(later, d, before, after)) for spread, share, now in open_pairs
        )
        if value > gain + ZERO:
            best, gain = d, value
    return best
