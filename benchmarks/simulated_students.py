"""Simulated students, as docs/method.md makes them, and how one takes the quiz. Seeded: the same seed gives the same students."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from degreepath.advice import batch
from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.arrays import Floats, Ints, Small, plan_of
from degreepath.advice.batch import Advice, Sheets
from degreepath.advice.interests import ANSWER_NOISE
from degreepath.knowledge import Knowledge
from degreepath.quiz.session import Move, Say, Session, Stage

BASE, WANTED = -0.35, 1.2 / 3
OWN_TASTE, OWN_LEVEL = 0.35, 0.2
OPENER_NOISE = 0.25
SKIPPED = 0.08
MARKS = 3


@dataclass(frozen=True, eq=False)
class Students:
    """Many students with their answer sheets; `truth` is what they really like, None where there is none (dice)."""

    knowledge: Knowledge
    name: str
    sheets: Sheets
    truth: Floats | None = None

    def __len__(self) -> int:
        return len(self.sheets.goal)

    @cached_property
    def advice(self) -> Advice:
        """What they are told."""
        return batch.advise(self.knowledge, self.sheets)

    @property
    def top(self) -> Ints:
        """The place of the role that fits each best."""
        best: Ints = self.advice.role_scores.argmax(axis=1)
        return best

    def answering(self, answers: Small) -> "Students":
        """Return the same students with other answers."""
        return replace(self, sheets=replace(self.sheets, answers=answers.astype(np.int8)))

    def without_opener(self) -> "Students":
        """Return the same students without marks."""
        return replace(self, sheets=replace(self.sheets, marks=np.zeros_like(self.sheets.marks)))

    def only(self, rows: Any) -> "Students":
        """Return some of them."""
        sheets = Sheets(self.sheets.answers[rows], self.sheets.marks[rows], self.sheets.goal[rows])
        return replace(self, sheets=sheets, truth=None if self.truth is None else self.truth[rows])

    def first(self, count: int) -> "Students":
        """Return the first `count` of them."""
        return self.only(slice(count))

    def sheet(self, place: int) -> AnswerSheet:
        """Return one student's sheet as the pure core reads it."""
        said = zip(self.knowledge.questions, self.sheets.answers[place].tolist(), strict=True)
        marks = list(zip(self.knowledge.interests, self.sheets.marks[place].tolist(), strict=True))
        most, least = (tuple(d.id for d, mark in marks if mark == way) for way in (1, -1))
        return AnswerSheet(opener=Opener(most=most, least=least), answers={q.id: a for q, a in said if a})


def resembling(knowledge: Knowledge, count: int, seed: int, noise: float = ANSWER_NOISE) -> Students:
    """Return students who each resemble one role."""
    rng = np.random.default_rng(seed)
    wants = plan_of(knowledge).wants[rng.integers(0, len(knowledge.roles), count)]
    return _honest(knowledge, "resemble a role", wants, rng, noise)


def between(knowledge: Knowledge, count: int, seed: int, noise: float = ANSWER_NOISE) -> Students:
    """Return students who each want what either of two different roles wants."""
    rng, wants = np.random.default_rng(seed), plan_of(knowledge).wants
    one = rng.integers(0, len(wants), count)
    other = (one + rng.integers(1, len(wants), count)) % len(wants)
    return _honest(knowledge, "between two roles", np.maximum(wants[one], wants[other]), rng, noise)


def by_dice(knowledge: Knowledge, count: int, seed: int) -> Students:
    """Return sheets filled in by dice, opener included."""
    rng = np.random.default_rng(seed)
    answers = rng.integers(1, 6, (count, len(knowledge.questions)), dtype=np.int8)
    return Students(knowledge, "dice", _sheets(answers, rng.random((count, len(knowledge.interests)))))


def _honest(knowledge: Knowledge, name: str, wants: Ints, rng: np.random.Generator, noise: float) -> Students:
    plan, shape = plan_of(knowledge), wants.shape
    truth = BASE + WANTED * wants + rng.normal(0, OWN_TASTE, shape) + rng.normal(0, OWN_LEVEL, (shape[0], 1))
    felt = truth[:, plan.about] + rng.normal(0, noise, (shape[0], len(plan.about)))
    answers = (np.clip(np.rint(felt * 2), -2, 2) * plan.sign + 3).astype(np.int8)
    answers[rng.random(answers.shape) < SKIPPED] = 0
    return Students(knowledge, name, _sheets(answers, truth + rng.normal(0, OPENER_NOISE, shape)), truth)


def _sheets(answers: Small, liking: Floats) -> Sheets:
    """Return sheets without a goal; the three interests liked most and least are marked."""
    order = np.argsort(liking, axis=1, kind="stable")
    marks = np.zeros(liking.shape, np.int8)
    np.put_along_axis(marks, order[:, -MARKS:], 1, axis=1)
    np.put_along_axis(marks, order[:, :MARKS], -1, axis=1)
    return Sheets(answers, marks, np.full(len(answers), -1, np.int16))


def play(
    knowledge: Knowledge, opener: Opener | None, answers: Mapping[str, int], *, full: bool = False
) -> Session:
    """Return the session of a student who stops where the quiz offers it; what `answers` does not hold is skipped."""
    opener = opener or Opener()
    session = Session(knowledge, full=full).after(Move.GO_ON)
    while session.step.stage is not Stage.END:
        marks = {Stage.MOST: opener.most, Stage.LEAST: opener.least}.get(session.step.stage)
        session = session.after(
            Say(answers.get(session.step.question) if session.step.question else marks or None)
        )
    return session
