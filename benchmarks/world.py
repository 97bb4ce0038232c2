"""What is measured: the rows of the table in docs/method.md, and the simulated students they are measured on."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from copy import copy
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from simulated_students import Students, between, by_dice, play, resembling

from degreepath.advice.arrays import Estimates, Flags, Floats, Ints, Plan, plan_of
from degreepath.advice.batch import Sheets
from degreepath.knowledge import Knowledge

SEED = 20261122
OTHER_NOISE = 0.5
PROCESSES = 2
EXACT = 1e-9
PROPERTIES = {
    1: ("parts sum to the whole", "<= 1e-9"),
    2: ("raising an answer a role wants never lowers it, straight lines included", "0 violations"),
    3: ("every role and every general degree can be first", "all"),
    4: ("no answers, all neutral, all equal: scores 0, no degree named", "exact"),
    5: ("dice: degrees 50 ± 4 %, each role 1/3 to 2 times its even share", "yes"),
    6: ("the opposite answers give the opposite scores", "exact"),
    7: ("all answers one step up: another degree (complete; with 8 % skips)", "0; <= 2 %"),
    8: ("one answer one step turns the degree at stated >= .9", "<= .05 %"),
    9: ("stated >= .9 is right as often, in every group; mean error", ">= .9; <= .03"),
    10: ("dice: clear after all questions, after the short quiz; flagged; honest ones flagged", "<= 1, <= 2, >= 95, <= 1 %"),
    11: ("short quiz as all questions, who resembles a role: degree, top role; mean, fewest", ">= 99.5, >= 98 %; <= 13, >= 8"),
    12: ("the same, between two roles", ">= 98, >= 96 %; <= 14, >= 8"),
    13: ("dead ends: with a goal; top role at stated >= .9; overall", "0; 0; <= 1.5 %"),
    14: ("taking away a role that is not first changes the degree", "<= 4 %"),
    15: ("one module more, or an elective made core, never lowers a door", "exact"),
    16: ("smallest change: turns when applied; as small as a search of 2 answers finds", "100; >= 99 %"),
    17: ("one role weight ± 1 changes the degree; the door that moves most", "<= 3 %; report"),
    18: ("next question; whole recommendation (ms; 20 roles, 30 programs)", "<= 5; <= 60"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A property, what it should reach, and what was measured. `figure` is for machines."""

    number: int
    property: str
    target: str
    reached: str
    ok: bool
    figure: dict[str, Any]


def row(number: int, reached: str, ok: bool, **figure: Any) -> Row:
    """Return the row of that number."""
    return Row(number, *PROPERTIES[number], reached, bool(ok), figure)


class World:
    """The knowledge base and its simulated students: `count` in a group, `quizzes` of whom take the short quiz."""

    def __init__(self, knowledge: Knowledge, count: int, quizzes: int) -> None:
        self.knowledge, self.count, self.quizzes = knowledge, count, min(count, quizzes)
        self.plan = plan_of(knowledge)
        self.resembling = resembling(knowledge, count, SEED)
        self.between = between(knowledge, count, SEED + 1)
        self.dice = by_dice(knowledge, count, SEED + 4)

    @cached_property
    def honest(self) -> dict[str, Students]:
        """The students with true interests, by name."""
        one, two = self.resembling, self.between
        noisy = [
            make(self.knowledge, self.count, SEED + n, OTHER_NOISE)
            for n, make in ((2, resembling), (3, between))
        ]
        return {one.name: one, two.name: two} | {f"{s.name}, noise {OTHER_NOISE}": s for s in noisy}

    def short(self, students: Students) -> tuple[Students, Ints]:
        """Return what the first of these students answer in the short quiz, and how many questions it asks each."""
        some = students.first(self.quizzes)
        with ProcessPoolExecutor(PROCESSES) as pool:
            taken = list(pool.map(partial(_quiz, some), range(len(some)), chunksize=50))
        shown = np.array([[q.id in asked for q in self.knowledge.questions] for asked in taken])
        return some.answering(some.sheets.answers * shown), np.array([len(asked) for asked in taken])


def _quiz(students: Students, place: int) -> tuple[str, ...]:
    sheet = students.sheet(place)
    return play(students.knowledge, sheet.opener, sheet.answers).questions


def degree(plan: Plan, x: Floats) -> Ints:
    """Return the general degree that is ahead for these interests."""
    _, _, ahead = plan.scores(x)
    return plan.archetypes[(ahead < 0).astype(np.int64)]


def leaders(plan: Plan, sheets: Sheets) -> Ints:
    """Return the general degree that is ahead on these sheets, none of which names a goal."""
    return degree(plan, Estimates(plan, sheets.answers, sheets.marks).x)


def altered(plan: Plan, **parts: Floats) -> Plan:
    """Return the plan with some of its arrays replaced."""
    changed = copy(plan)
    vars(changed).update(parts)
    return changed


def moves(world: World, students: Students) -> Iterator[tuple[int, int, Flags, Sheets]]:
    """Yield every answer moved one step up and down: question, step in liking, who can move it, the sheets of those."""
    answers = students.sheets.answers
    for question, sign in enumerate(world.plan.sign.astype(np.int8)):
        for step in (1, -1):
            moved = answers.copy()
            moved[:, question] += step * sign
            can = (answers[:, question] > 0) & (moved[:, question] >= 1) & (moved[:, question] <= 5)
            yield question, step, can, students.answering(moved).only(can).sheets


def percent(share: float, digits: int = 1) -> str:
    """Return a share as a percentage."""
    return f"{100 * share:.{digits}f} %"
