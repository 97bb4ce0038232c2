"""The asking order and the stop rule of docs/method.md section 5, for many students at once."""

from dataclasses import dataclass

import numpy as np
from students import Floats, Ints, Students
from vectorised import (
    LEVEL2,
    SPREAD2,
    Flags,
    Tables,
    evidence,
    interests,
    margin_gradient,
    normal_cdf,
    program_scores,
    role_scores,
    variance,
)

from degreepath.advice.confidence import ZERO
from degreepath.advice.interests import ANSWER_NOISE
from degreepath.advice.next_question import NEGLIGIBLE, SETTLED_PROGRAM, SETTLED_ROLE


@dataclass(frozen=True)
class Short:
    """The adaptive quiz: how many questions were put to each student, and the answers that they gave."""

    asked: Ints
    answers: Ints


@dataclass(frozen=True)
class Rivals:
    """Leader–rival pairs: the archetypes first, then the top role against every role (itself included, at no chance)."""

    margin: Floats
    delta: Floats


def rivals(t: Tables, x: Floats) -> Rivals:
    """Return the pairs for each student."""
    programs, roles = program_scores(t, x), role_scores(t, x)
    sign = np.where(programs[:, 0] >= programs[:, 1], 1.0, -1.0)[:, None]
    best = roles.argmax(axis=1)
    margin = np.concatenate(
        [np.abs(programs[:, :1] - programs[:, 1:2]), roles.max(axis=1, keepdims=True) - roles], axis=1
    )
    delta = np.concatenate(
        [(sign * margin_gradient(t, x))[:, None], t.roles[best][:, None] - t.roles], axis=1
    )
    return Rivals(margin, delta)


def flips(pairs: Rivals, weight: Floats, everything: Floats) -> tuple[Floats, Floats]:
    """Return for each pair the chance that the rest of the quiz overturns the leader, and the variance that can still go."""
    still = variance(pairs.delta, weight) - variance(pairs.delta, everything)
    possible = still > ZERO
    chance = np.where(possible, normal_cdf(-pairs.margin / np.sqrt(np.where(possible, still, 1.0))), 0.0)
    return chance, still


def settled(chance: Floats) -> Flags:
    """Tell whose quiz may stop."""
    program, role = chance[:, 0], np.minimum(chance[:, 1:].sum(axis=1), 1.0)
    return np.asarray((1 - program >= SETTLED_PROGRAM) & (1 - role >= SETTLED_ROLE))


def most_useful(pairs: Rivals, chance: Floats, still: Floats, weight: Floats, remaining: Ints) -> Ints:
    """Return the interest to ask about next, -1 if nothing is left; ties in file order."""
    counts = (chance > NEGLIGIBLE) & (still > ZERO)
    share = np.where(counts, chance / np.where(counts, still, 1.0), 0.0)
    unpooled = 1 - weight / (weight + ANSWER_NOISE**2 / SPREAD2)
    after = 1 - (weight + 1) / (weight + 1 + ANSWER_NOISE**2 / SPREAD2)
    known = np.where(weight > 0, weight, 1.0)
    precision = np.where(weight > 0, 1 / (SPREAD2 + ANSWER_NOISE**2 / known), 0.0)
    later = precision.sum(axis=1, keepdims=True) - precision + 1 / (SPREAD2 + ANSWER_NOISE**2 / (weight + 1))
    common = (pairs.delta * unpooled[:, None]).sum(axis=2)
    now = common**2 / (precision.sum(axis=1, keepdims=True) + 1 / LEVEL2)
    best, gain = np.full(len(weight), -1), np.full(len(weight), -1.0)
    for d in range(weight.shape[1]):
        less = (after[:, d] - unpooled[:, d])[:, None]
        own = SPREAD2 * pairs.delta[:, :, d] ** 2 * less
        then = (common + pairs.delta[:, :, d] * less) ** 2 / (later[:, d, None] + 1 / LEVEL2)
        value = (share * (now - own - then)).sum(axis=1)
        better = (remaining[:, d] > 0) & (value > gain + ZERO)
        best, gain = np.where(better, d, best), np.where(better, value, gain)
    return best


def ask(t: Tables, students: Students) -> Short:
    """Put questions to each student, after the opener, until the stop rule says that the result is settled."""
    places = [np.flatnonzero(t.questions == d) for d in range(t.roles.shape[1])]
    number = np.array([len(place) for place in places])
    order = np.full((len(places), number.max() + 1), -1)
    for row, place in enumerate(places):
        order[row, : len(place)] = place
    shown = np.zeros((len(students), len(places)), dtype=np.int64)
    answers = np.zeros_like(students.answers)
    going = np.arange(len(students))
    while len(going):
        marks = None if students.marks is None else students.marks[going]
        seen = evidence(t, answers[going], marks)
        remaining = number - shown[going]
        pairs = rivals(t, interests(seen.weight, seen.total))
        chance, still = flips(pairs, seen.weight, seen.weight + remaining)
        d = most_useful(pairs, chance, still, seen.weight, remaining)
        keep = ~settled(chance) & (d >= 0)
        going, d = going[keep], d[keep]
        question = order[d, shown[going, d]]
        answers[going, question] = students.answers[going, question]
        shown[going, d] += 1
    return Short(shown.sum(axis=1), answers)
