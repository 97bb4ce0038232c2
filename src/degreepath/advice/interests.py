"""From answers to interests, how sure each is, and how careless the student was: docs/method.md sections 1 and 6.

For a given set of answered questions the interests are linear in the answers without intercept, so every answer has an exact
share in every score.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, count, islice
from math import fsum, isqrt, sqrt
from operator import mul
from statistics import NormalDist

from degreepath.advice.answers import AnswerSheet
from degreepath.knowledge import Knowledge

ANSWER_NOISE = 0.35
SPREAD_BETWEEN_INTERESTS = 0.45
SPREAD_BETWEEN_STUDENTS = 0.35
OPENER_MARK = 0.6
OPENER_WEIGHT = 0.69
PRIOR_PAIRS = 4
PAIRS_FOR_YES_SAYING = 8
STRAIGHT_LINE = 6
POINTS = 256

Vector = tuple[float, ...]
"""One number for each interest, or each role, in file order."""


def dot(a: Iterable[float], b: Iterable[float]) -> float:
    """Return the scalar product of two vectors of the same length, rounded once: the same on every Python."""
    return fsum(map(mul, a, b))


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
    """The student's interests `value` = x, in file order, with `weight` n_d.

    `columns` is what each reading adds to every interest for each unit of its value, `spoilt` what yes-saying would: it is
    taken out where it is measured, on `pairs` interests.
    """

    ids: tuple[str, ...]
    readings: tuple[Reading, ...]
    weight: Vector
    value: Vector
    columns: tuple[Vector, ...]
    spoilt: Vector
    pairs: int

    @property
    def touched(self) -> int:
        """How many interests the student said something about: a question answered, or a mark."""
        return len({r.interest for r in self.readings if r.question or r.value})


def estimate_interests(knowledge: Knowledge, sheet: AnswerSheet) -> Estimate:
    """Return the interests that the sheet speaks for."""
    readings = _read(knowledge, sheet)
    ids = tuple(interest.id for interest in knowledge.interests)
    own = [[reading for reading in readings if reading.interest == d] for d in ids]
    weight = tuple(fsum(r.weight for r in on) for on in own)
    pooling, level_share, _ = pool(weight)
    means = {
        d: tuple(b * (d == e) + share * (1 - b) for e, b in zip(ids, pooling, strict=True))
        for d, share in zip(ids, level_share, strict=True)
    }
    size, yes_saying, pairs = dict(zip(ids, weight, strict=True)), *_yes_saying(readings, ids)
    keyed = [(means[r.interest], (-1 if r.reverse else 1) / size[r.interest]) for r in readings if r.question]
    spoilt = tuple(fsum(mean[e] * key for mean, key in keyed) for e in range(len(ids)))
    columns = tuple(
        tuple(
            r.weight / size[r.interest] * part - share * lost
            for part, lost in zip(means[r.interest], spoilt, strict=True)
        )
        for r, share in zip(readings, yes_saying, strict=True)
    )
    value = tuple(
        fsum(c[e] * r.value for c, r in zip(columns, readings, strict=True)) for e in range(len(ids))
    )
    return Estimate(ids, readings, weight, value, columns, spoilt, pairs)


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


def _yes_saying(readings: tuple[Reading, ...], ids: tuple[str, ...]) -> tuple[Vector, int]:
    """Return what each reading adds to yes-saying, and on how many pairs it is measured.

    In a pair it is the half of what the plain and the turned-round answer have in common. With fewer pairs, or interests
    not asked about, what is taken out could turn the share of an answer round: then nothing is.
    """
    asked = Counter((r.interest, r.reverse) for r in readings if r.question)
    paired = {d for d in ids if asked[d, False] and asked[d, True]}
    if len(paired) < PAIRS_FOR_YES_SAYING or len({d for d, _ in asked}) < len(ids):
        return (0.0,) * len(readings), 0
    shares = (
        (-1 if r.reverse else 1) / (2 * len(paired) * asked[r.interest, r.reverse])
        if r.question and r.interest in paired
        else 0.0
        for r in readings
    )
    return tuple(shares), len(paired)


def is_straight_line(sheet: AnswerSheet, knowledge: Knowledge) -> bool:
    """Tell whether the same number was given to every statement, those that say opposite things included."""
    directions = {knowledge.question[q].reverse for q in sheet.answers}
    same = len(set(sheet.answers.values())) == 1
    return same and len(directions) > 1 and len(sheet.answers) >= STRAIGHT_LINE


def pool(weight: Vector, noise: float = ANSWER_NOISE) -> tuple[Vector, Vector, float]:
    """Return B_d, the share of each interest's mean in the student's level g, and the variance v_g of that level."""
    noise2, spread2 = noise**2, SPREAD_BETWEEN_INTERESTS**2
    pooling = tuple(n / (n + noise2 / spread2) for n in weight)
    precision = tuple(1 / (spread2 + noise2 / n) if n else 0.0 for n in weight)
    level_variance = 1 / (fsum(precision) + 1 / SPREAD_BETWEEN_STUDENTS**2)
    return pooling, tuple(k * level_variance for k in precision), level_variance


def effects(estimate: Estimate, direction: Vector) -> Vector:
    """Return what each reading adds to the score `direction · interests` for each unit of its value: exact shares."""
    return tuple(dot(direction, column) for column in estimate.columns)


def variance(estimate: Estimate, delta: Vector, noise: float) -> float:
    """Return δ′ Cov δ, the variance of a score difference with gradient `delta`, yes-saying's own noise included."""
    pooling, _, level_variance = pool(estimate.weight, noise)
    unpooled = tuple(part * (1 - b) for part, b in zip(delta, pooling, strict=True))
    whole = SPREAD_BETWEEN_INTERESTS**2 * dot(delta, unpooled) + level_variance * fsum(unpooled) ** 2
    if estimate.pairs:
        whole += (dot(delta, estimate.spoilt) * noise) ** 2 / (2 * estimate.pairs)
    return whole


def place(estimate: Estimate, loadings: Sequence[float]) -> float:
    """Return the place on an axis, -1 to 1: interests weighted by it, centred so that the answering level drops out."""
    mean = fsum(loadings) / len(loadings)
    centred = [loading - mean for loading in loadings]
    return dot(centred, estimate.value) / fsum(map(abs, centred))


def pairs_of(estimate: Estimate) -> list[tuple[Reading, Reading]]:
    """Return all pairs of answers on one interest, marks of the opener among them."""
    said = [reading for reading in estimate.readings if reading.question or reading.value]
    return [(a, b) for a, b in combinations(said, 2) if a.interest == b.interest]


def answer_noise(estimate: Estimate) -> float:
    """Return σ̂, the student's own answer noise, from the pairs of answers on one interest and four pairs' worth of prior.

    A mark of the opener pairs with the answers too; being a weak answer, it may differ from them by more.
    """
    pairs = pairs_of(estimate)
    squares = fsum((a.value - b.value) ** 2 / (1 / a.weight + 1 / b.weight) for a, b in pairs)
    return sqrt((PRIOR_PAIRS * ANSWER_NOISE**2 + squares) / (PRIOR_PAIRS + len(pairs)))


@lru_cache(maxsize=4)
def normal_points(dimensions: int) -> tuple[Vector, ...]:
    """Return 256 points of the standard normal distribution, the second half the mirror of the first.

    A Kronecker sequence on the square roots of primes, moved by half a step: deterministic, evenly spread.
    """
    primes = (n for n in count(2) if all(n % k for k in range(2, isqrt(n) + 1)))
    steps = [sqrt(prime) % 1 for prime in islice(primes, dimensions)]
    inverse = NormalDist().inv_cdf
    half = [tuple(inverse(((i + 0.5) * step) % 1) for step in steps) for i in range(POINTS // 2)]
    return tuple(half) + tuple(tuple(-part for part in point) for point in half)


def possible_students(estimate: Estimate, noise: float) -> list[Vector]:
    """Return the interests of 256 students who could have given these answers: points of N(x, Cov)."""
    pooling, _, level_variance = pool(estimate.weight, noise)
    own = [SPREAD_BETWEEN_INTERESTS * sqrt(1 - b) for b in pooling]
    common = [sqrt(level_variance) * (1 - b) for b in pooling]
    parts = list(zip(estimate.value, own, common, strict=True))
    return [
        tuple(x + s * z + c * first for (x, s, c), z in zip(parts, rest, strict=True))
        for first, *rest in normal_points(len(own) + 1)
    ]
