"""From answers to interests, by partial pooling: docs/method.md section 1.

Each interest is drawn from its own answers towards the student's own level, the more so the fewer answers there are. For a
given set of answered questions the interests are linear in the answers without intercept, so every answer has an exact share
in every score.
"""

from dataclasses import dataclass
from math import fsum

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.fit import Vector
from degreepath.knowledge.knowledge import Knowledge

ANSWER_NOISE = 0.35
SPREAD_BETWEEN_INTERESTS = 0.45
SPREAD_BETWEEN_STUDENTS = 0.35
OPENER_MARK = 0.6
OPENER_WEIGHT = 0.69
STRAIGHT_LINE = 6


@dataclass(frozen=True)
class Reading:
    """One answer as evidence: `value` in [-1, 1] for `interest`; `question` is None for a mark of the opener."""

    interest: str
    question: str | None
    value: float
    weight: float


@dataclass(frozen=True)
class Estimate:
    """The student's interests. All tuples run over the interests in file order.

    `weight` is n_d, `mean` y_d, `pooling` B_d, `value` x_d, `level_share` the weight of y_d in the student's own level g.
    """

    ids: tuple[str, ...]
    readings: tuple[Reading, ...]
    weight: Vector
    mean: Vector
    pooling: Vector
    value: Vector
    level_share: Vector

    @property
    def answered(self) -> int:
        """How many answers to questions count."""
        return sum(reading.question is not None for reading in self.readings)

    @property
    def touched(self) -> int:
        """How many interests the student said something about: a question answered, or a mark."""
        return len({r.interest for r in self.readings if r.question or r.value})


def is_straight_line(sheet: AnswerSheet, knowledge: Knowledge) -> bool:
    """Tell whether the same number was given to every statement, those that say opposite things included."""
    directions = {knowledge.question[q].reverse for q in sheet.answers}
    return (
        len(sheet.answers) >= STRAIGHT_LINE and len(set(sheet.answers.values())) == 1 and len(directions) > 1
    )


def read_answers(knowledge: Knowledge, sheet: AnswerSheet) -> tuple[Reading, ...]:
    """Return the sheet as readings in file order; reverse-keyed answers are turned round, a straight line says nothing."""
    readings = []
    if marks := sheet.marks:
        for interest in knowledge.interests:
            mark = OPENER_MARK * marks.get(interest.id, 0)
            readings.append(Reading(interest.id, None, mark, OPENER_WEIGHT))
    if not is_straight_line(sheet, knowledge):
        for question in knowledge.questions:
            if question.id in sheet.answers:
                liking = (sheet.answers[question.id] - 3) / 2
                readings.append(
                    Reading(question.interest, question.id, -liking if question.reverse else liking, 1.0)
                )
    return tuple(readings)


def estimate_interests(knowledge: Knowledge, sheet: AnswerSheet) -> Estimate:
    """Return the interests that the sheet speaks for."""
    readings = read_answers(knowledge, sheet)
    ids = tuple(interest.id for interest in knowledge.interests)
    weight = dict.fromkeys(ids, 0.0)
    total = dict.fromkeys(ids, 0.0)
    for reading in readings:
        weight[reading.interest] += reading.weight
        total[reading.interest] += reading.weight * reading.value
    n = tuple(weight.values())
    y = tuple(total[d] / weight[d] if weight[d] else 0.0 for d in ids)
    pooling, level_share, _ = pool(n)
    level = fsum(share * mean for share, mean in zip(level_share, y, strict=True))
    x = tuple(level + b * (mean - level) for b, mean in zip(pooling, y, strict=True))
    return Estimate(ids, readings, n, y, pooling, x, level_share)


def pool(weight: Vector, noise: float = ANSWER_NOISE) -> tuple[Vector, Vector, float]:
    """Return B_d, the share of each interest's mean in the student's level g, and the variance v_g of that level."""
    noise2, spread2 = noise**2, SPREAD_BETWEEN_INTERESTS**2
    pooling = tuple(n / (n + noise2 / spread2) for n in weight)
    precision = tuple(1 / (spread2 + noise2 / n) if n else 0.0 for n in weight)
    level_variance = 1 / (fsum(precision) + 1 / SPREAD_BETWEEN_STUDENTS**2)
    return pooling, tuple(k * level_variance for k in precision), level_variance


def shares(estimate: Estimate, direction: Vector) -> Vector:
    """Return each reading's share in the score `direction · interests`, in the order of `estimate.readings`.

    An answer moves its own interest (B_d) and, a little, the student's level and with it every interest. The shares sum to
    the score exactly.
    """
    spill = fsum(u * (1 - b) for u, b in zip(direction, estimate.pooling, strict=True))
    pull = {
        d: (u * b + share * spill) / n if n else 0.0
        for d, u, b, share, n in zip(
            estimate.ids, direction, estimate.pooling, estimate.level_share, estimate.weight, strict=True
        )
    }
    return tuple(reading.weight * reading.value * pull[reading.interest] for reading in estimate.readings)
