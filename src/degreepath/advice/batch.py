"""The same advice for many students at once: verdict and roles on numpy arrays; the scores come from `arrays`.

This is the twin of the pure core, used for classes and for the simulation alike. A property test holds the two together:
labels equal, scores to 1e-9. Rows are students; columns are questions, interests or roles in file order.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields

import numpy as np

from degreepath.advice import arrays, interests, scoring, verdict
from degreepath.advice.answers import MODULUS, OFFSET, stamp_part
from degreepath.advice.arrays import Estimates, Flags, Floats, Ints, Plan, Small, plan_of
from degreepath.advice.recommend import ENOUGH_LIKED, LOWEST_FIT, TOP_ROLES, Fit
from degreepath.advice.verdict import Band, Unclear
from degreepath.knowledge.knowledge import Knowledge

BANDS = tuple(Band)
WHYS = tuple(Unclear)
BLOCK = 4096
"""How many students are scored at a time: so many that numpy is worth it, so few that the arrays stay near the processor."""


@dataclass(frozen=True)
class Sheets:
    """Many answer sheets: `answers` 1..5 (0: not answered) by question, `marks` +1, -1 or 0 by interest, `goal` a role's place or -1."""

    answers: Small
    marks: Small
    goal: np.ndarray[tuple[int, ...], np.dtype[np.int16]]

    def blocks(self) -> Iterator["Sheets"]:
        """Yield the sheets in parts of at most BLOCK, one part at least."""
        for start in range(0, max(len(self.goal), 1), BLOCK):
            rows = slice(start, start + BLOCK)
            yield Sheets(self.answers[rows], self.marks[rows], self.goal[rows])


@dataclass(frozen=True)
class Advice:
    """The advice for many students. Programs and roles are places in file order, -1 for none; `band` and `why` places in BANDS, WHYS.

    `role_scores` is students × roles, `top` students × 3.
    """

    program: Ints
    leader: Ints
    rival: Ints
    band: Ints
    why: Ints
    confidence: Floats
    margin: Floats
    noise: Floats
    careless: Flags
    straight_line: Flags
    for_goal: Flags
    outside_first: Flags
    answered: Ints
    top: Ints
    role_scores: Floats
    interests: Floats


def advise(knowledge: Knowledge, sheets: Sheets) -> Advice:
    """Return what `verdict.judge` and `recommend.top_roles` say of every sheet, worked out on all processors."""
    plan = plan_of(knowledge)
    if len(sheets.goal) <= BLOCK:
        return _advise(plan, sheets)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        parts = list(threads.map(lambda block: _advise(plan, block), sheets.blocks()))
    names = [field.name for field in fields(Advice)]
    return Advice(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def _advise(plan: Plan, sheets: Sheets) -> Advice:
    found = Estimates(plan, sheets.answers, sheets.marks)
    scores = found.x @ plan.roles.T
    goal = sheets.goal.astype(np.int64)
    leads = plan.leads[:, np.maximum(goal, 0)].T & (goal >= 0)[:, None]
    nowhere = (goal >= 0) & ~leads.any(axis=1)
    for_goal = leads.sum(axis=1) == 1
    rho = arrays.attention(scores)
    values = found.x @ plan.degrees.T + rho @ plan.careers.T
    second = np.where(for_goal, leads[:, 1], np.diff(np.round(values, scoring.TIE_DIGITS), axis=1)[:, 0] > 0)
    turn = np.where(second, -1.0, 1.0)
    margin = (found.x @ plan.contrast + rho @ plan.gap) * turn
    delta = arrays.gradient(plan, rho)
    pulls = arrays.mean_pulls(found, delta)
    sure = arrays.chance_ahead(found, delta, pulls, margin)
    straight = _straight_line(plan, sheets.answers)
    careless = found.noise > verdict.CARELESS_NOISE
    answered = (sheets.answers > 0).sum(axis=1)
    outside = (goal < 0) & (found.touched >= verdict.FEWEST_INTERESTS) & _other_things(plan, found.x)
    best = np.round(scores, scoring.TIE_DIGITS).argmax(axis=1)
    dead_end = nowhere | ((goal < 0) & ~plan.leads[second.astype(int), best])
    told = (found.touched >= verdict.FEWEST_INTERESTS) & (np.abs(values) >= verdict.ZERO).any(axis=1)
    band = _bands(
        sure, told & ~outside & ~dead_end, straight, (found.pairs > 0) & (sheets.marks != 0).any(axis=1)
    )
    clear = np.flatnonzero(band == BANDS.index(Band.CLEAR))
    weak = careless[clear] | (answered[clear] < verdict.FEWEST_ANSWERS)
    weak |= ~plan.opens[second[clear].astype(int), best[clear]]
    weak |= ((sheets.marks[clear] > 0) & plan.disagrees[1 - second[clear].astype(int)]).any(axis=1)
    band[clear[weak]] = BANDS.index(Band.LIKELY)
    left = clear[~weak & arrays.can_turn(found, pulls, margin)[clear]]
    signed = (margin * turn)[left]
    few = arrays.turned_by_few(plan, found.rows(left), sheets.answers[left], pulls[left], signed)
    band[left[few]] = BANDS.index(Band.LIKELY)
    close = band == BANDS.index(Band.TOO_CLOSE)
    against = (for_goal & (sure < 1 - verdict.LOWEST_CONFIDENCE[Band.LEANING])) | nowhere
    why = np.where(against, WHYS.index(Unclear.GOAL), _why(found, straight, careless))
    leader = plan.archetypes[second.astype(int)]
    return Advice(
        program=np.where(for_goal | ~close, leader, -1),
        leader=leader,
        rival=plan.archetypes[1 - second.astype(int)],
        band=band,
        why=np.where(close & ~outside, why, -1),
        confidence=np.maximum(sure, 0.5),
        margin=margin,
        noise=found.noise,
        careless=careless,
        straight_line=straight,
        for_goal=for_goal,
        outside_first=outside | nowhere,
        answered=answered,
        top=_top_roles(plan, sheets, found.x, scores, goal),
        role_scores=scores,
        interests=found.x,
    )


def _bands(sure: Floats, told: Flags, straight: Flags, marks_count: Flags) -> Ints:
    """Return the band of each chance; too close where nothing can be `told`, and of a straight line unless its `marks_count`."""
    band = np.full(len(sure), BANDS.index(Band.TOO_CLOSE))
    for name, lowest in reversed(verdict.LOWEST_CONFIDENCE.items()):
        band[sure >= lowest] = BANDS.index(name)
    leaning = np.where(marks_count, BANDS.index(Band.LEANING), BANDS.index(Band.TOO_CLOSE))
    band = np.where(straight & (band != BANDS.index(Band.TOO_CLOSE)), leaning, band)
    return np.where(told, band, BANDS.index(Band.TOO_CLOSE))


def _straight_line(plan: Plan, answers: Small) -> Flags:
    given = answers > 0
    highest = answers.max(axis=1, keepdims=True)
    same = (~given | (answers == highest)).all(axis=1)
    both = given[:, plan.sign > 0].any(axis=1) & given[:, plan.sign < 0].any(axis=1)
    straight: Flags = same & both & (given.sum(axis=1) >= interests.STRAIGHT_LINE)
    return straight


def _other_things(plan: Plan, x: Floats) -> Flags:
    """Return whether something without sound is liked clearly more: `verdict.likes_other_things`."""
    with_sound = x[:, plan.sound].max(axis=1) if plan.sound.any() else np.zeros(len(x))
    other = x[:, ~plan.sound].max(axis=1) if not plan.sound.all() else with_sound
    liked: Flags = (with_sound <= verdict.SOUND_LIKED) & (other - with_sound >= verdict.OUTSIDE_LEAD)
    return liked


def _why(found: Estimates, straight: Flags, careless: Flags) -> Ints:
    spread = found.x.max(axis=1) - found.x.min(axis=1)
    cases = [straight, found.touched < verdict.FEWEST_INTERESTS, careless, spread < verdict.FLAT_SPREAD]
    names = [Unclear.FLAT, Unclear.TOO_FEW, Unclear.CONTRADICTORY, Unclear.FLAT]
    return np.select(cases, [WHYS.index(name) for name in names], WHYS.index(Unclear.TIE))


def _top_roles(plan: Plan, sheets: Sheets, x: Floats, scores: Floats, goal: Ints) -> Ints:
    """Return the places of the roles to show: `recommend.top_roles`."""
    main = (plan.wants == plan.wants.max(axis=1, keepdims=True)).astype(np.float64)
    suits = ((x > verdict.ZERO) & (sheets.marks >= 0)) @ main.T >= np.minimum(main.sum(axis=1), ENOUGH_LIKED)
    left = np.where(suits & (scores >= LOWEST_FIT[Fit.FAIR]), np.round(scores, scoring.TIE_DIGITS), -np.inf)
    rows = np.arange(len(scores))
    top = np.full((len(scores), TOP_ROLES + 1), -1)
    top[:, 0] = goal
    left[rows[goal >= 0], goal[goal >= 0]] = -np.inf
    for place in range(1, TOP_ROLES + 1):
        best = left.argmax(axis=1)
        top[:, place] = np.where(left[rows, best] > -np.inf, best, -1)
        left[rows, best] = -np.inf
    with_goal = (goal >= 0)[:, None]
    return np.where(with_goal, top[:, :TOP_ROLES], top[:, 1:])


def stamps(knowledge: Knowledge, sheets: Sheets) -> Ints:
    """Return `answers.stamp` of every sheet as a number of twelve digits, without the letter before it."""
    parts = plan_of(knowledge).stamps
    whole = stamp_part(knowledge, "sheet") + sheets.answers.astype(np.int64) @ parts["answer"]
    whole += (sheets.marks > 0).astype(np.int64) @ parts["most"] + (sheets.marks < 0).astype(
        np.int64
    ) @ parts["least"]
    whole += np.where(sheets.goal >= 0, parts["goal"][np.maximum(sheets.goal, 0)], 0)
    numbers: Ints = OFFSET + whole % MODULUS
    return numbers
