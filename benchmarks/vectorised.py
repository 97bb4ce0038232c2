"""The scoring of docs/method.md for many answer sheets at once. Constants, directions and doors come from `degreepath.advice`."""

import math
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from students import Floats, Ints, Students, question_interests, signs

from degreepath.advice.confidence import (
    CARELESS_NOISE,
    FEWEST_ANSWERS,
    FEWEST_INTERESTS,
    LOWEST_CONFIDENCE,
    PRIOR_PAIRS,
    ZERO,
)
from degreepath.advice.coverage import REACHABLE
from degreepath.advice.interests import (
    ANSWER_NOISE,
    OPENER_MARK,
    OPENER_WEIGHT,
    SPREAD_BETWEEN_INTERESTS,
    SPREAD_BETWEEN_STUDENTS,
    STRAIGHT_LINE,
)
from degreepath.advice.model import scoring_model
from degreepath.advice.points import normal_points
from degreepath.advice.programs import CAREER_WEIGHT, ROLE_FOCUS
from degreepath.knowledge.knowledge import Knowledge

SPREAD2, LEVEL2 = SPREAD_BETWEEN_INTERESTS**2, SPREAD_BETWEEN_STUDENTS**2
Flags = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
_erfc = np.frompyfunc(math.erfc, 1, 1)


def normal_cdf(z: Floats) -> Floats:
    """Return Φ(z)."""
    return 0.5 * np.asarray(_erfc(-z / math.sqrt(2)), dtype=float)


@dataclass(frozen=True)
class Tables:
    """What of the scoring depends on the knowledge base alone. `value` is V, archetypes by roles."""

    roles: Floats
    programs: Floats
    value: Floats
    questions: Ints
    sign: Ints

    @property
    def advantage(self) -> Floats:
        return np.asarray(self.value - self.value.mean(axis=1, keepdims=True))

    def changed(self, roles: Floats | None = None, value: Floats | None = None) -> "Tables":
        """Return the tables with other role directions or another coverage."""
        return replace(
            self, roles=self.roles if roles is None else roles, value=self.value if value is None else value
        )


def tables(knowledge: Knowledge) -> Tables:
    """Return the tables of the knowledge base, the archetypes being its programs."""
    model = scoring_model(knowledge)
    return Tables(
        roles=np.array(model.role_directions),
        programs=np.array([model.program_directions[p] for p in model.archetypes]),
        value=np.array([[door.value for door in model.doors[p]] for p in model.archetypes]),
        questions=question_interests(knowledge),
        sign=signs(knowledge),
    )


@dataclass(frozen=True)
class Evidence:
    """Answers as evidence: `keyed` in [-1, 1] by question, `said` whether it counts; `weight` n, `total` Σ h·a by interest."""

    keyed: Floats
    said: Flags
    weight: Floats
    total: Floats
    touched: Ints


def evidence(t: Tables, answers: Ints, marks: Ints | None) -> Evidence:
    """Read answers and opener marks; a straight line says nothing."""
    said = answers > 0
    highest, lowest = answers.max(axis=1), np.where(said, answers, 9).min(axis=1)
    both_ways = (said & (t.sign > 0)).any(axis=1) & (said & (t.sign < 0)).any(axis=1)
    straight = (said.sum(axis=1) >= STRAIGHT_LINE) & (highest == lowest) & both_ways
    said = said & ~straight[:, None]
    keyed = np.where(said, (answers - 3) / 2 * t.sign, 0.0)
    member = (t.questions[:, None] == np.arange(t.roles.shape[1])).astype(float)
    weight, total = said @ member, keyed @ member
    touched = weight > 0
    if marks is not None:
        weight, total = weight + OPENER_WEIGHT, total + OPENER_WEIGHT * OPENER_MARK * marks
        touched = touched | (marks != 0)
    return Evidence(keyed, said, weight, total, touched.sum(axis=1))


def pooling(weight: Floats, noise: Floats | float = ANSWER_NOISE) -> tuple[Floats, Floats, Floats]:
    """Return B, k and v_g; `noise` may be one number or one for each student."""
    noise2 = np.square(np.asarray(noise, dtype=float)).reshape(-1, 1)
    known = weight > 0
    precision = np.where(known, 1 / (SPREAD2 + noise2 / np.where(known, weight, 1.0)), 0.0)
    return weight / (weight + noise2 / SPREAD2), precision, 1 / (precision.sum(axis=1) + 1 / LEVEL2)


def interests(weight: Floats, total: Floats) -> Floats:
    """Return x."""
    b, k, level_variance = pooling(weight)
    mean = total / np.where(weight > 0, weight, 1.0)
    level = (level_variance * (k * mean).sum(axis=1))[:, None]
    return np.asarray(level + b * (mean - level))


def attention(scores: Floats) -> Floats:
    """Return ρ."""
    rho = np.exp((scores - scores.max(axis=1, keepdims=True)) / ROLE_FOCUS)
    return np.asarray(rho / rho.sum(axis=1, keepdims=True))


def role_scores(t: Tables, x: Floats) -> Floats:
    """Return s, students by roles."""
    return np.asarray(x @ t.roles.T)


def program_scores(t: Tables, x: Floats) -> Floats:
    """Return the archetypes' scores, students by archetypes."""
    return np.asarray(x @ t.programs.T + CAREER_WEIGHT * attention(role_scores(t, x)) @ t.advantage.T)


def margin_gradient(t: Tables, x: Floats) -> Floats:
    """Return δ of the first archetype's score minus the second's."""
    rho = attention(role_scores(t, x))
    pull = CAREER_WEIGHT / ROLE_FOCUS * rho * (t.advantage[0] - t.advantage[1])
    middle = rho @ t.roles
    return np.asarray(
        t.programs[0] - t.programs[1] + pull @ t.roles - pull.sum(axis=1, keepdims=True) * middle
    )


def variance(delta: Floats, weight: Floats, noise: Floats | float = ANSWER_NOISE) -> Floats:
    """Return δ′ Cov δ; `delta` is students by interests, or students by pairs by interests."""
    b, _, level_variance = pooling(weight, noise)
    if delta.ndim == 3:
        b, level_variance = b[:, None, :], level_variance[:, None]
    return np.asarray(
        SPREAD2 * (delta**2 * (1 - b)).sum(axis=-1) + level_variance * (delta * (1 - b)).sum(axis=-1) ** 2
    )


def own_noise(t: Tables, seen: Evidence, marks: Ints | None) -> Floats:
    """Return σ̂ of each student."""
    squares, pairs = np.zeros(len(seen.keyed)), np.zeros(len(seen.keyed))
    for a, b in combinations(range(len(t.questions)), 2):
        if t.questions[a] == t.questions[b]:
            both = seen.said[:, a] & seen.said[:, b]
            pairs += both
            squares += both * (seen.keyed[:, a] - seen.keyed[:, b]) ** 2 / 2
    if marks is not None:
        mark = marks[:, t.questions]
        both = seen.said & (mark != 0)
        pairs += both.sum(axis=1)
        squares += (both * (seen.keyed - OPENER_MARK * mark) ** 2 / (1 + 1 / OPENER_WEIGHT)).sum(axis=1)
    return np.asarray(np.sqrt((PRIOR_PAIRS * ANSWER_NOISE**2 + squares) / (PRIOR_PAIRS + pairs)))


@dataclass(frozen=True)
class Advice:
    """What the students are told. `degree` and `role` are indices, `role` the top role; `band` 0 too close … 3 clear."""

    x: Floats
    roles: Floats
    programs: Floats
    degree: Ints
    role: Ints
    margin: Floats
    confidence: Floats
    noise: Floats
    careless: Flags
    band: Ints
    weight: Floats


def advise(t: Tables, answers: Ints, marks: Ints | None) -> Advice:
    """Score answers."""
    seen = evidence(t, answers, marks)
    x = interests(seen.weight, seen.total)
    programs = program_scores(t, x)
    roles = role_scores(t, x)
    margin = np.abs(programs[:, 0] - programs[:, 1])
    noise = own_noise(t, seen, marks)
    spread = np.sqrt(variance(margin_gradient(t, x), seen.weight, noise))
    confidence = np.where(spread > ZERO, normal_cdf(margin / np.where(spread > ZERO, spread, 1.0)), 0.5)
    careless = noise > CARELESS_NOISE
    band = sum((confidence >= lowest).astype(int) for lowest in LOWEST_CONFIDENCE.values())
    unchecked = careless | (seen.said.sum(axis=1) < FEWEST_ANSWERS)
    band = np.where(unchecked, np.minimum(band, len(LOWEST_CONFIDENCE) - 1), band)
    degree, role = programs.argmax(axis=1), roles.argmax(axis=1)
    unsaid = (
        (np.abs(programs).max(axis=1) < ZERO)
        | (seen.touched < FEWEST_INTERESTS)
        | (t.value[degree, role] < REACHABLE)
    )
    return Advice(
        x, roles, programs, degree, role, margin, confidence, noise, careless,
        np.where(unsaid, 0, band), seen.weight,
    )  # fmt: skip


def advise_students(t: Tables, students: Students) -> Advice:
    """Score simulated students."""
    return advise(t, students.answers, students.marks)


def role_first(t: Tables, advice: Advice) -> Floats:
    """Return the share of the 256 points in which each student's top role stays first."""
    points = np.array(normal_points(advice.x.shape[1] + 1))
    b, _, level_variance = pooling(advice.weight, advice.noise)
    first = np.empty(len(advice.x))
    for row in range(0, len(first), 500):
        part = slice(row, row + 500)
        own = SPREAD_BETWEEN_INTERESTS * np.sqrt(1 - b[part])
        common = np.sqrt(level_variance[part])[:, None] * (1 - b[part])
        likely = advice.x[part][:, None] + own[:, None] * points[:, 1:] + common[:, None] * points[:, :1]
        first[part] = ((likely @ t.roles.T).argmax(axis=2) == advice.role[part][:, None]).mean(axis=1)
    return first
