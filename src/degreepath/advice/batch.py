"""The twin of the pure core: the same advice for many students at once on numpy arrays, for classes and for the simulation.

A property test holds the two together: labels equal, scores to 1e-9. Rows are students; columns are questions, interests or
roles in file order.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from degreepath.advice import interests, scoring, verdict
from degreepath.advice.answers import MODULUS, OFFSET, stamp_part
from degreepath.advice.arrays import (
    Estimates,
    Flags,
    Floats,
    Ints,
    Plan,
    Small,
    plan_of,
    times,
    turned_by_few,
)
from degreepath.advice.scoring import ENOUGH_LIKED, LIKED, LOWEST_FIT, MUCH_ALIKE, TOP_ROLES, Fit
from degreepath.advice.verdict import Band, Unclear
from degreepath.knowledge import Knowledge

BANDS = tuple(Band)
WHYS = tuple(Unclear)
CLEAR, LIKELY, LEANING, TOO_CLOSE = range(len(BANDS))
BLOCK = 4096
"""How many students are scored at a time: so many that numpy is worth it, so few that the arrays stay near the processor."""


@dataclass(frozen=True)
class Sheets:
    """Many answer sheets: `answers` 1..5 (0: not answered) by question, `marks` +1, -1 or 0 by interest, `goal` a role's place or -1."""

    answers: Small
    marks: Small
    goal: np.ndarray[tuple[int, ...], np.dtype[np.int16]]

    def blocks(self) -> Iterator["Sheets"]:
        """Yield the sheets in parts of at most BLOCK, one part at least, column by column in memory: see `arrays.times`."""
        for start in range(0, max(len(self.goal), 1), BLOCK):
            rows = slice(start, start + BLOCK)
            answers, marks = map(np.asfortranarray, (self.answers[rows], self.marks[rows]))
            yield Sheets(answers, marks, self.goal[rows])


class Advice:
    """What `verdict.judge` and `scoring.top_roles` say of many students.

    Programs and roles are places in file order, -1 for none; `band` and `why` places in BANDS and WHYS.
    """

    def __init__(self, plan: Plan, sheets: Sheets) -> None:
        found = Estimates(plan, sheets.answers, sheets.marks)
        goal = sheets.goal.astype(np.int64)
        self.interests, self.noise = found.x, found.noise
        self.role_scores, rho, ahead = plan.scores(found.x)
        self.top, best = _top_roles(plan, sheets, found.x, self.role_scores)
        leads = plan.leads[:, np.maximum(goal, 0)].T & (goal >= 0)[:, None]
        nowhere = (goal >= 0) & ~leads.any(axis=1)
        self.for_goal = leads.sum(axis=1) == 1
        behind = np.round(ahead, scoring.TIE_DIGITS) < 0
        first = np.where(self.for_goal, leads[:, 1], behind).astype(np.int64)
        self.leader, self.rival = plan.archetypes[first], plan.archetypes[1 - first]
        self.margin = np.where(first, -ahead, ahead)
        pulls = found.pulls(delta := plan.gradient(rho))
        sure = found.chance_ahead(delta, pulls, self.margin)
        self.confidence = np.maximum(sure, 0.5)
        enough = found.touched >= verdict.FEWEST_INTERESTS
        outside = (goal < 0) & enough & _other_things(plan, found.x, verdict.SOUND_LIKED)
        self.outside_first = outside | nowhere
        self.answered = (sheets.answers > 0).sum(axis=1)
        self.straight_line = _straight_line(plan, sheets.answers)
        self.careless = found.noise > verdict.CARELESS_NOISE
        dead_end = nowhere | ((goal < 0) & ~plan.leads[first, best])
        flat = plan.fits(self.role_scores.max(axis=1)) < LOWEST_FIT[Fit.GOOD]
        untold = (found.touched < verdict.FEWEST_INTERESTS) | outside | flat | self.straight_line | dead_end
        self.band = TOO_CLOSE - np.digitize(sure, sorted(verdict.LOWEST_CONFIDENCE.values()))
        self.band[untold] = TOO_CLOSE
        beside = enough & _other_things(plan, found.x, verdict.SOUND_LIKED + verdict.ONE_STEP)
        weak = (
            beside
            | self.careless
            | (self.answered < verdict.FEWEST_ANSWERS)
            | _either(plan, sheets, first, best)
        )
        left = np.flatnonzero((self.band == CLEAR) & ~weak & found.can_turn(pulls, self.margin))
        weak[left] = turned_by_few(plan, found.rows(left), sheets.answers[left])
        self.band[(self.band == CLEAR) & weak] = LIKELY
        surer = (goal < 0) & _rival_is_surer(plan, self.top, first)
        self.band[surer & (self.band <= LIKELY)] = LEANING
        close = self.band == TOO_CLOSE
        self.program = np.where(self.for_goal | ~close, self.leader, -1)
        against = (self.for_goal & (sure < 1 - verdict.LOWEST_CONFIDENCE[Band.LEANING])) | nowhere
        why = np.where(
            against, WHYS.index(Unclear.GOAL), _why(found, self.straight_line, self.careless, flat)
        )
        self.why = np.where(close & ~outside, why, -1)


def advise(knowledge: Knowledge, sheets: Sheets) -> Advice:
    """Return the advice for every sheet, worked out on all processors."""
    plan = plan_of(knowledge)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        parts = list(threads.map(lambda block: Advice(plan, block), sheets.blocks()))
    for name in vars(parts[0]):
        setattr(parts[0], name, np.concatenate([getattr(part, name) for part in parts]))
    return parts[0]


def _either(plan: Plan, sheets: Sheets, first: Ints, best: Ints) -> Flags:
    """Return whether the other degree is as good a way to the best role, or a mark speaks for it, or for neither."""
    as_good = plan.doors[first, best] >= plan.doors[1 - first, best]
    more = np.sign(plan.teaches[first] - plan.teaches[1 - first])
    untaught = (sheets.marks > 0) & ~plan.teaches.any(axis=0)
    either: Flags = as_good | (untaught | (sheets.marks * more < 0)).any(axis=1)
    return either


def _rival_is_surer(plan: Plan, top: Ints, first: Ints) -> Flags:
    """Return whether the other degree is the surer way to each role that is shown: `verdict.rival_is_surer`."""
    shown, roles, first = top >= 0, np.maximum(top, 0), first[:, None]
    there = np.less(plan.doors[1 - first, roles], plan.doors[first, roles])
    surer: Flags = shown.any(axis=1) & (there | ~shown).all(axis=1)
    return surer


def _straight_line(plan: Plan, answers: Small) -> Flags:
    given = answers > 0
    same = (~given | (answers == answers.max(axis=1, keepdims=True))).all(axis=1)
    both = given[:, plan.sign > 0].any(axis=1) & given[:, plan.sign < 0].any(axis=1)
    straight: Flags = same & both & (given.sum(axis=1) >= interests.STRAIGHT_LINE)
    return straight


def _other_things(plan: Plan, x: Floats, most: float) -> Flags:
    """Return whether something without sound is liked clearly more: `verdict.studies_outside`."""
    with_sound = x[:, plan.sound].max(axis=1, initial=-1)
    other = x[:, ~plan.sound].max(axis=1, initial=-1)
    liked: Flags = (with_sound <= most) & (other - with_sound >= verdict.OUTSIDE_LEAD)
    return liked


def _why(found: Estimates, straight: Flags, careless: Flags, flat: Flags) -> Ints:
    cases = [straight, found.touched < verdict.FEWEST_INTERESTS, careless, flat]
    names = [Unclear.FLAT, Unclear.TOO_FEW, Unclear.CONTRADICTORY, Unclear.FLAT]
    return np.select(cases, [WHYS.index(name) for name in names], WHYS.index(Unclear.TIE))


def _top_roles(plan: Plan, sheets: Sheets, x: Floats, scores: Floats) -> tuple[Ints, Ints]:
    """Return the places of the roles to show, the goal first, and of the best fit: `scoring.top_roles`, `scoring.best_role`."""
    wants = plan.wants.T.astype(np.float64)
    main = (wants == wants.max(axis=0)).astype(np.float64)
    most, least = ((sheets.marks == way).astype(np.float64) for way in (1, -1))
    liked, fits, number = (
        ((x > LIKED) & (sheets.marks >= 0)).astype(np.float64),
        plan.fits(scores),
        main.sum(axis=0),
    )
    suits = (times(liked, main) >= np.minimum(number, ENOUGH_LIKED)) & (fits >= LOWEST_FIT[Fit.FAIR])
    rounded = np.round(scores, scoring.TIE_DIGITS)
    left = np.where(suits, rounded, -np.inf)
    fitting = np.where(suits.any(axis=1), left.argmax(axis=1), rounded.argmax(axis=1))
    aiming = np.flatnonzero(sheets.goal >= 0)
    left[aiming, sheets.goal[aiming]] = np.inf
    passed = times(least, wants) > (times(most, main) == number)
    passed |= (fits < LOWEST_FIT[Fit.GOOD]) & (times(most, (wants > 0).astype(np.float64)) == 0)
    left, passed = map(np.ascontiguousarray, (left, passed))  # from here on, student by student
    alike = plan.roles @ plan.roles.T >= MUCH_ALIKE
    students, top = np.arange(len(left)), np.full((len(left), TOP_ROLES), -1)
    for place in range(TOP_ROLES):  # the first of several that are highest
        best = left.argmax(axis=1)
        top[:, place] = np.where(left[students, best] > -np.inf, best, -1)
        left[students, best] = -np.inf
        passed |= alike[best]
        np.copyto(left, -np.inf, where=passed & (place > 0 or (sheets.goal < 0)[:, None]))
    return top, fitting


def stamps(knowledge: Knowledge, sheets: Sheets) -> Ints:
    """Return `answers.stamp` of every sheet as a number of twelve digits, without the letter before it."""
    model = scoring.scoring_model(knowledge)

    def parts(kind: str, names: Iterable[str]) -> Ints:
        return np.array([stamp_part(knowledge, f"{kind} {name}") for name in names])

    goals = np.append(parts("goal", model.roles), 0)  # the last is none
    whole = stamp_part(knowledge, "sheet") + goals[sheets.goal]
    whole += sheets.answers.astype(np.int64) @ parts("answer", (q.id for q in knowledge.questions))
    for kind, sign in (("most", 1), ("least", -1)):
        whole += (sheets.marks == sign).astype(np.int64) @ parts(kind, model.interests)
    numbers: Ints = OFFSET + whole % MODULUS
    return numbers
