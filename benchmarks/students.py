"""Simulated students, as docs/method.md makes them. Seeded: the same seed gives the same students."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.interests import ANSWER_NOISE
from degreepath.knowledge.knowledge import Knowledge

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BASE, WANTED = -0.35, 1.2 / 3
OWN_TASTE, OWN_LEVEL = 0.35, 0.2
OPENER_NOISE = 0.25
SKIPPED = 0.08
CARELESS = 0.5
MARKS = 3


@dataclass(frozen=True)
class Students:
    """Many students. `answers` holds 1..5 as given (0 = skipped), `marks` +1 most, -1 least, 0 neither (None: no opener).

    `truth` is what they really like, None where there is no truth (random sheets); `like` the role (or roles) they resemble.
    """

    name: str
    answers: Ints
    marks: Ints | None
    truth: Floats | None = None
    like: Ints | None = None

    def __len__(self) -> int:
        return len(self.answers)

    def without_opener(self) -> "Students":
        return replace(self, marks=None)

    def first(self, count: int) -> "Students":
        """Return the first `count` of them."""
        rows = slice(count)
        return Students(
            self.name,
            self.answers[rows],
            None if self.marks is None else self.marks[rows],
            None if self.truth is None else self.truth[rows],
            None if self.like is None else self.like[rows],
        )


def wants(knowledge: Knowledge) -> Floats:
    """Return the roles' wants as a table, roles by interests."""
    return np.array(
        [[role.wants.get(i.id, 0) for i in knowledge.interests] for role in knowledge.roles], dtype=float
    )


def signs(knowledge: Knowledge) -> Ints:
    """Return +1 for each question, -1 for a reversed one."""
    return np.array([-1 if question.reverse else 1 for question in knowledge.questions])


def question_interests(knowledge: Knowledge) -> Ints:
    """Return for each question the index of its interest."""
    index = {interest.id: d for d, interest in enumerate(knowledge.interests)}
    return np.array([index[question.interest] for question in knowledge.questions])


def resembling(knowledge: Knowledge, count: int, seed: int, noise: float = ANSWER_NOISE) -> Students:
    """Return students who each resemble one role."""
    rng = np.random.default_rng(seed)
    like = rng.integers(0, len(knowledge.roles), count)
    students = _honest(knowledge, wants(knowledge)[like], rng, noise)
    return replace(students, name="resemble a role", like=like[:, None])


def between(knowledge: Knowledge, count: int, seed: int, noise: float = ANSWER_NOISE) -> Students:
    """Return students who each want what either of two different roles wants."""
    rng = np.random.default_rng(seed)
    one = rng.integers(0, len(knowledge.roles), count)
    other = (one + rng.integers(1, len(knowledge.roles), count)) % len(knowledge.roles)
    table = wants(knowledge)
    like = np.stack([one, other], axis=1)
    students = _honest(knowledge, np.maximum(table[one], table[other]), rng, noise)
    return replace(students, name="between two roles", like=like)


def random_sheets(knowledge: Knowledge, count: int, seed: int) -> Students:
    """Return sheets filled in by dice, opener included."""
    rng = np.random.default_rng(seed)
    answers = rng.integers(1, 6, (count, len(knowledge.questions)))
    return Students("random sheets", answers, _marks(rng.random((count, len(knowledge.interests)))))


def careless(knowledge: Knowledge, count: int, seed: int) -> Students:
    """Return students who resemble a role but give every second answer, on average, by dice."""
    students = resembling(knowledge, count, seed)
    rng = np.random.default_rng(seed + 1)
    dice = rng.integers(1, 6, students.answers.shape)
    by_dice = rng.random(students.answers.shape) < CARELESS
    return replace(students, name="careless", answers=np.where(by_dice, dice, students.answers))


def sheet(knowledge: Knowledge, students: Students, row: int) -> AnswerSheet:
    """Return one student's answer sheet as the pure core reads it."""
    answers = {q.id: int(a) for q, a in zip(knowledge.questions, students.answers[row], strict=True) if a}
    if students.marks is None:
        return AnswerSheet(answers=answers)
    ids = [interest.id for interest in knowledge.interests]
    most = tuple(d for d, mark in zip(ids, students.marks[row], strict=True) if mark > 0)
    least = tuple(d for d, mark in zip(ids, students.marks[row], strict=True) if mark < 0)
    return AnswerSheet(answers=answers, opener=Opener(most=most, least=least))


def _honest(knowledge: Knowledge, wanted: Floats, rng: np.random.Generator, noise: float) -> Students:
    shape = wanted.shape
    truth = BASE + WANTED * wanted + rng.normal(0, OWN_TASTE, shape) + rng.normal(0, OWN_LEVEL, (shape[0], 1))
    keyed = truth[:, question_interests(knowledge)]
    felt = keyed + rng.normal(0, noise, keyed.shape)
    points = np.clip(np.rint(felt * 2), -2, 2).astype(np.int64) * signs(knowledge) + 3
    points[rng.random(points.shape) < SKIPPED] = 0
    return Students("honest", points, _marks(truth + rng.normal(0, OPENER_NOISE, shape)), truth)


def _marks(liking: Floats) -> Ints:
    order = np.argsort(liking, axis=1, kind="stable")
    marks = np.zeros(liking.shape, dtype=np.int64)
    np.put_along_axis(marks, order[:, -MARKS:], 1, axis=1)
    np.put_along_axis(marks, order[:, :MARKS], -1, axis=1)
    return marks
