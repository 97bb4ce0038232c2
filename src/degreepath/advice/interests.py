"""From answers to interests, by partial pooling: docs/method.md section 1.

Each interest is drawn from its own answers towards the student's own level, the more so the fewer answers there are. For a
given set of answered questions the interests are linear in the answers without intercept, so every answer has an exact share
in every score.

Yes-saying (the same answer whatever is asked) is measured where one interest has a plain and a turned-round answer: there it
is the half of their sum, and liking cancels. Where enough such pairs are answered it is taken out of every interest, so a
sheet with the same answer throughout says exactly nothing.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import fsum, sqrt

from degreepath.advice.answers import AnswerSheet
from degreepath.knowledge.knowledge import Knowledge

ANSWER_NOISE = 0.35
SPREAD_BETWEEN_INTERESTS = 0.45
SPREAD_BETWEEN_STUDENTS = 0.35
OPENER_MARK = 0.6
OPENER_WEIGHT = 0.69
PRIOR_PAIRS = 6
PAIRS_FOR_YES_SAYING = 8
STRAIGHT_LINE = 6

Vector = tuple[float, ...]
"""One number for each interest, or each role, in file order."""


@dataclass(frozen=True)
class Reading:
    """One answer as evidence: `value` in [-1, 1] for `interest`; `question` is None for a mark of the opener."""

    interest: str
    question: str | None
    value: float
    weight: float
    reverse: bool = False


@dataclass(frozen=True)
class Estimate:
    """The student's interests. All tuples run over the interests in file order.

    `weight` is n_d, `pooling` B_d, `value` x_d, `level_share` the weight of y_d in the student's own level g, `keying` how
    much of y_d is yes-saying (+1 plain answers only, -1 turned-round ones only), `paired` whether d has an answer of both.
    """

    ids: tuple[str, ...]
    readings: tuple[Reading, ...]
    weight: Vector
    pooling: Vector
    value: Vector
    level_share: Vector
    keying: Vector
    paired: tuple[bool, ...]

    @property
    def answered(self) -> int:
        """How many questions were answered."""
        return sum(reading.question is not None for reading in self.readings)

    @property
    def touched(self) -> int:
        """How many interests the student said something about: a question answered, or a mark."""
        return len({r.interest for r in self.readings if r.question or r.value})

    @property
    def pairs(self) -> int:
        """How many interests measure yes-saying, 0 where they, or the answers to correct, are too few.

        With fewer of either, what is taken out could turn the share of an answer round.
        """
        pairs, asked = sum(self.paired), {reading.interest for reading in self.readings if reading.question}
        return pairs if pairs >= PAIRS_FOR_YES_SAYING and len(asked) == len(self.ids) else 0


def estimate_interests(knowledge: Knowledge, sheet: AnswerSheet) -> Estimate:
    """Return the interests that the sheet speaks for."""
    readings = _read(knowledge, sheet)
    ids = tuple(interest.id for interest in knowledge.interests)
    own: dict[str, list[Reading]] = {d: [] for d in ids}
    for reading in readings:
        own[reading.interest].append(reading)
    weight = tuple(fsum(r.weight for r in own[d]) for d in ids)
    mean = tuple(
        fsum(r.weight * r.value for r in own[d]) / n if n else 0.0 for d, n in zip(ids, weight, strict=True)
    )
    keying = tuple(
        fsum(-1 if r.reverse else 1 for r in own[d] if r.question) / n if n else 0.0
        for d, n in zip(ids, weight, strict=True)
    )
    paired = tuple(len({r.reverse for r in own[d] if r.question}) > 1 for d in ids)
    pooling, level_share, _ = pool(weight)
    estimate = Estimate(ids, readings, weight, pooling, mean, level_share, keying, paired)
    yes_saying = fsum(share * r.value for share, r in zip(yes_saying_shares(estimate), readings, strict=True))
    corrected = tuple(y - k * yes_saying for y, k in zip(mean, keying, strict=True))
    level = fsum(share * y for share, y in zip(level_share, corrected, strict=True))
    x = tuple(level + b * (y - level) for b, y in zip(pooling, corrected, strict=True))
    return Estimate(ids, readings, weight, pooling, x, level_share, keying, paired)


def _read(knowledge: Knowledge, sheet: AnswerSheet) -> tuple[Reading, ...]:
    """Return the sheet as readings in file order; reverse-keyed answers are turned round."""
    readings = []
    if marks := sheet.marks:
        for interest in knowledge.interests:
            mark = OPENER_MARK * marks.get(interest.id, 0)
            readings.append(Reading(interest.id, None, mark, OPENER_WEIGHT))
    for q in knowledge.questions:
        if q.id in sheet.answers:
            liking = (sheet.answers[q.id] - 3) / 2
            readings.append(Reading(q.interest, q.id, -liking if q.reverse else liking, 1.0, q.reverse))
    return tuple(readings)


def yes_saying_shares(estimate: Estimate) -> Vector:
    """Return what each reading adds to the student's yes-saying, in the order of `estimate.readings`.

    In a pair it is the half of what the plain and the turned-round answer have in common; the mean over all pairs.
    """
    pairs = estimate.pairs
    if not pairs:
        return (0.0,) * len(estimate.readings)
    paired = {d for d, both in zip(estimate.ids, estimate.paired, strict=True) if both}
    count: defaultdict[tuple[str, bool], int] = defaultdict(int)
    for reading in estimate.readings:
        if reading.question:
            count[reading.interest, reading.reverse] += 1
    return tuple(
        (-1 if r.reverse else 1) / (2 * pairs * count[r.interest, r.reverse])
        if r.question and r.interest in paired
        else 0.0
        for r in estimate.readings
    )


def is_straight_line(sheet: AnswerSheet, knowledge: Knowledge) -> bool:
    """Tell whether the same number was given to every statement, those that say opposite things included."""
    directions = {knowledge.question[q].reverse for q in sheet.answers}
    return (
        len(sheet.answers) >= STRAIGHT_LINE and len(set(sheet.answers.values())) == 1 and len(directions) > 1
    )


def pool(weight: Vector, noise: float = ANSWER_NOISE) -> tuple[Vector, Vector, float]:
    """Return B_d, the share of each interest's mean in the student's level g, and the variance v_g of that level."""
    noise2, spread2 = noise**2, SPREAD_BETWEEN_INTERESTS**2
    pooling = tuple(n / (n + noise2 / spread2) for n in weight)
    precision = tuple(1 / (spread2 + noise2 / n) if n else 0.0 for n in weight)
    level_variance = 1 / (fsum(precision) + 1 / SPREAD_BETWEEN_STUDENTS**2)
    return pooling, tuple(k * level_variance for k in precision), level_variance


def shares(estimate: Estimate, direction: Vector) -> Vector:
    """Return each reading's share in the score `direction · interests`, in the order of `estimate.readings`.

    An answer moves its own interest (B_d) and, a little, the student's level and yes-saying and with them every interest.
    The shares sum to the score exactly.
    """
    pulls = mean_pulls(estimate, direction)
    pull = {d: p / n if n else 0.0 for d, p, n in zip(estimate.ids, pulls, estimate.weight, strict=True)}
    lost = fsum(p * k for p, k in zip(pulls, estimate.keying, strict=True))
    return tuple(
        (r.weight * pull[r.interest] - lost * share) * r.value
        for r, share in zip(estimate.readings, yes_saying_shares(estimate), strict=True)
    )


def mean_pulls(estimate: Estimate, direction: Vector) -> Vector:
    """Return how much the mean y_d of each interest moves the score `direction · interests`."""
    spill = fsum(u * (1 - b) for u, b in zip(direction, estimate.pooling, strict=True))
    return tuple(
        u * b + share * spill
        for u, b, share in zip(direction, estimate.pooling, estimate.level_share, strict=True)
    )


def variance(estimate: Estimate, delta: Vector, noise: float) -> float:
    """Return δ′ Cov δ, the variance of a score difference with gradient `delta`, yes-saying's own noise included."""
    pooling, _, level_variance = pool(estimate.weight, noise)
    own = fsum(part**2 * (1 - b) for part, b in zip(delta, pooling, strict=True))
    common = fsum(part * (1 - b) for part, b in zip(delta, pooling, strict=True))
    corrected = 0.0
    if estimate.pairs:
        keyed = fsum(p * k for p, k in zip(mean_pulls(estimate, delta), estimate.keying, strict=True))
        corrected = keyed**2 * noise**2 / (2 * estimate.pairs)
    return SPREAD_BETWEEN_INTERESTS**2 * own + level_variance * common**2 + corrected


def answer_noise(estimate: Estimate) -> float:
    """Return σ̂, the student's own answer noise, from the pairs of answers on one interest and six pairs' worth of prior.

    A mark of the opener pairs with the answers too; being a weak answer, it may differ from them by more.
    """
    by_interest: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in estimate.readings:
        if reading.question or reading.value:
            by_interest[reading.interest].append(reading)
    pairs = [pair for readings in by_interest.values() for pair in combinations(readings, 2)]
    squares = fsum((a.value - b.value) ** 2 / (1 / a.weight + 1 / b.weight) for a, b in pairs)
    return sqrt((PRIOR_PAIRS * ANSWER_NOISE**2 + squares) / (PRIOR_PAIRS + len(pairs)))
