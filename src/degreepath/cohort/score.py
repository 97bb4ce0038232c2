"""From a class that was read to advice for each student, by `advice/batch.py`, and to counts. Places and flags as arrays; nothing in words."""

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from degreepath.advice.arrays import Flags, Floats, Ints, plan_of
from degreepath.advice.batch import BANDS, WHYS, Advice, Sheets, advise, stamps
from degreepath.advice.doors import DoorState, open_door
from degreepath.advice.reasons import MUCH
from degreepath.advice.scoring import DISLIKED, LIKED, LOWEST_FIT, Fit
from degreepath.advice.verdict import FEWEST_ANSWERS, HIGHEST_CONFIDENCE, NO_ROLES, Band, Unclear
from degreepath.cohort.read import ClassFile
from degreepath.knowledge import Knowledge

FITS, DOORS = tuple(Fit), tuple(DoorState)
PART = 50_000
"""Students scored at a time: what the arithmetic needs for each is far more than its result."""
SURE = (BANDS.index(Band.CLEAR), BANDS.index(Band.LIKELY))


class Flag(StrEnum):
    """What a student is warned of on the result page, whatever is named there."""

    STRAIGHT_LINE = "straight-line"
    CARELESS = "careless"
    FEW_ANSWERS = "few-answers"
    GOAL_DISLIKED = "goal-disliked"


class Talk(StrEnum):
    """Why a student needs a talk, the most pressing first; docs/cohorts.md says when each holds."""

    GOAL_CLOSED = "goal-closed"
    OUTSIDE = "outside"
    GOAL = "goal"
    UNEXPECTED = "unexpected"
    CARELESS = "careless"
    FLAT = "flat"
    TOO_FEW = "too-few"
    TIE = "tie"


@dataclass(frozen=True, eq=False)
class Scores:
    """The advice for a class, one row of each array a student, in the order of `read`.

    `program` and `roles` (students × 3, the goal first): places in the knowledge base, -1 for none; `band`, `why` and
    `fit_words`: places in BANDS, WHYS and FITS; doors: places in DOORS, -1 where there is nothing to hold against.
    `plan_door` leads to the goal, or without one to the first role. `flags` and `talk` hold bit i for the i-th Flag and Talk.
    """

    read: ClassFile = field(repr=False)
    program: Ints
    band: Ints
    why: Ints
    confidence: Floats
    for_goal: Flags
    outside_first: Flags
    roles: Ints
    fits: Floats
    fit_words: Ints
    goal_doors: Ints
    plan_door: Ints
    flags: Ints
    talk: Ints
    stamps: Ints

    def __len__(self) -> int:
        return len(self.read)

    @property
    def knowledge(self) -> Knowledge:
        """What the class was scored against."""
        return self.read.knowledge

    @cached_property
    def talk_first(self) -> Ints:
        """The places of the students with a reason for a talk, the most pressing first; then who has most reasons."""
        asked = np.flatnonzero(self.talk)
        bits = self.talk[asked, None] >> np.arange(len(Talk)) & 1
        return asked[np.lexsort((asked, -bits.sum(axis=1), bits.argmax(axis=1)))]


def nameless(read: ClassFile) -> ClassFile:
    """Return a class without the students' names."""
    return replace(read, names=read.names.str.head(0))


def score_class(read: ClassFile) -> Scores:
    """Return the advice for every student of a class that was read: what `recommend` says of each alone."""
    parts = [_part(read.only(slice(at, at + PART))) for at in range(0, max(len(read), 1), PART)]
    return Scores(read, **{name: np.concatenate([part[name] for part in parts]) for name in parts[0]})


def _part(read: ClassFile) -> dict[str, npt.NDArray[Any]]:
    knowledge, sheets, goal, plan = read.knowledge, read.sheets, read.goals, read.plans
    found, arithmetic = advise(knowledge, sheets), plan_of(knowledge)
    silent = (goal < 0) & (found.outside_first | np.isin(found.why, [WHYS.index(why) for why in NO_ROLES]))
    roles = np.where(silent[:, None], -1, found.top)
    scores = np.where(roles >= 0, np.take_along_axis(found.role_scores, np.maximum(roles, 0), axis=1), np.nan)
    fits = arithmetic.fits(scores)
    words = np.searchsorted(-np.array(list(LOWEST_FIT.values())), -fits)
    doors, aim = _doors(knowledge), np.where(goal >= 0, goal, roles[:, 0])
    plan_door = np.where((plan >= 0) & (aim >= 0), doors[plan, aim], -1)
    disliked = _goal_disliked(knowledge, sheets, found)
    named = found.program >= 0
    flags = {
        Flag.STRAIGHT_LINE: found.straight_line & named,
        Flag.CARELESS: found.careless & named,
        Flag.FEW_ANSWERS: found.answered < FEWEST_ANSWERS,
        Flag.GOAL_DISLIKED: disliked,
    }
    return {
        **{name: getattr(found, name) for name in ("program", "band", "why", "for_goal", "outside_first")},
        "confidence": np.minimum(found.confidence, np.array([*HIGHEST_CONFIDENCE.values()])[found.band]),
        "roles": roles,
        "fits": fits,
        "fit_words": np.where(roles >= 0, words, -1),
        "goal_doors": np.where(goal[:, None] >= 0, doors[arithmetic.archetypes][:, goal].T, -1),
        "plan_door": plan_door,
        "flags": _bits(flags),
        "talk": _talk(read, found, plan_door, disliked),
        "stamps": stamps(knowledge, sheets),
    }


def _bits(flags: Mapping[Any, Flags]) -> Ints:
    """Return the sets of what holds: bit i for the i-th, in the order of Flag or Talk."""
    sets: Ints = np.sum([flag.astype(np.int64) << bit for bit, flag in enumerate(flags.values())], axis=0)
    return sets


@lru_cache(maxsize=4)
def _doors(knowledge: Knowledge) -> Ints:
    """Return the door of each program to each role, as places in DOORS."""
    rows = [
        [DOORS.index(open_door(program, role).state) for role in knowledge.roles]
        for program in knowledge.programs
    ]
    return np.array(rows, np.int64)


def _goal_disliked(knowledge: Knowledge, sheets: Sheets, found: Advice) -> Flags:
    """Return whether the goal wants much what is disliked: `reasons.disliked_interests`, as the result page asks for it."""
    arithmetic = plan_of(knowledge)
    against = (sheets.answers > 0) & (sheets.answers < 3) & (arithmetic.sign > 0)
    said = (against @ arithmetic.asked > 0) | (sheets.marks < 0)
    low = found.interests < np.where(sheets.marks < 0, LIKED, DISLIKED)
    said &= sheets.marks <= 0
    disliked = (said & low & (arithmetic.wants[np.maximum(sheets.goal, 0)] >= MUCH)).any(axis=1)
    here: Flags = (sheets.goal >= 0) & disliked
    return here


def _talk(read: ClassFile, found: Advice, plan_door: Ints, disliked: Flags) -> Ints:
    programs, goal, plan = read.knowledge.programs, read.goals, read.plans
    places = {program.id: place for place, program in enumerate(programs)}
    nearest = np.array([places[program.archetype or program.id] for program in programs])
    why = {each: found.why == WHYS.index(each) for each in Unclear}
    shut = np.where(plan >= 0, plan_door == DOORS.index(DoorState.NO), found.outside_first)
    reasons: dict[Talk, Flags] = {
        Talk.GOAL_CLOSED: (goal >= 0) & shut,
        Talk.OUTSIDE: (goal < 0) & found.outside_first,
        Talk.GOAL: why[Unclear.GOAL] | disliked,
        Talk.UNEXPECTED: np.isin(found.band, SURE) & (plan >= 0) & (nearest[plan] != found.program),
        Talk.CARELESS: found.careless,
        Talk.FLAT: found.straight_line | why[Unclear.FLAT],
        Talk.TOO_FEW: why[Unclear.TOO_FEW] | (found.answered < FEWEST_ANSWERS),
        Talk.TIE: why[Unclear.TIE],
    }
    return _bits(reasons)


# ── Counts ───────────────────────────────────────────────────────────────────────────────────────
FEWEST_SHOWN, STEP = 10, 5
LEFT_OUT = 0.6
"""The chance that, after one student, another one is left out of a count: one or two on average."""
OUTSIDE, NONE = "outside", "none"
"""Of students for whom no degree is named: look outside both first; all others."""
Counts = Mapping[str, int | None]
"""How many students are in each group; None is not told."""


@dataclass(frozen=True)
class Summary:
    """A class in numbers.

    `degrees`: who was named which degree, OUTSIDE or NONE; `degree_bands` the same by band, not for sharing. `first_roles`: the
    role shown first. `reasons`: for a talk, of which one student may have several.
    `for_sharing`: every count is a lower bound, and small groups are hidden.
    """

    students: int | None
    degrees: Counts
    degree_bands: Mapping[str, Mapping[str, int]]
    bands: Counts
    first_roles: Counts
    reasons: Counts
    to_talk: int | None
    for_sharing: bool = False


def summarise(scores: Scores) -> Summary:
    """Return the counts of a class, whole."""
    knowledge, none = scores.knowledge, scores.program < 0
    places = {program.id: place for place, program in enumerate(knowledge.programs)}
    groups = {degree.id: scores.program == places[degree.id] for degree in knowledge.archetypes}
    groups |= {OUTSIDE: none & scores.outside_first, NONE: none & ~scores.outside_first}
    return Summary(
        students=len(scores),
        degrees={name: int(here.sum()) for name, here in groups.items()},
        degree_bands={name: _counted(scores.band[here], BANDS) for name, here in groups.items()},
        bands=_counted(scores.band, BANDS),
        first_roles=_counted(scores.roles[:, 0], [role.id for role in knowledge.roles]),
        reasons={talk.value: int((scores.talk >> place & 1).sum()) for place, talk in enumerate(Talk)},
        to_talk=int((scores.talk > 0).sum()),
    )


def _counted(places: Ints, names: Sequence[str]) -> dict[str, int]:
    return dict(zip(names, np.bincount(places[places >= 0], minlength=len(names)).tolist(), strict=True))


def for_sharing(summary: Summary, scores: Scores) -> Summary:
    """Return as much of `summary` as may leave the room; docs/cohorts.md says what is promised of it.

    What is left out of each number by chance is drawn anew for each class, but the same class always makes the same summary:
    nothing is learnt from making it again and again.
    """
    read = scores.read
    said = [each.tobytes() for each in (read.answers, read.marks, read.goals, read.plans)]
    chance = random.Random(hashlib.sha256(b"".join(said) + "\n".join(read.ids).encode()).digest())  # noqa: S311 -- chance, not a secret

    def told(count: int | None) -> int | None:
        left_out = 0
        while chance.random() < LEFT_OUT:
            left_out += 1
        return at_least(count or 0, left_out)

    tables = ("degrees", "bands", "first_roles", "reasons")
    hidden = {name: {group: told(n) for group, n in getattr(summary, name).items()} for name in tables}
    students, to_talk = told(summary.students), told(summary.to_talk)
    return Summary(students=students, to_talk=to_talk, degree_bands={}, for_sharing=True, **hidden)


def at_least(count: int, left_out: int) -> int | None:
    """Return the number that is shown for `count` when `left_out` of them are not counted; None if none is."""
    least = (count - left_out) // STEP * STEP
    return least if least >= FEWEST_SHOWN else None
