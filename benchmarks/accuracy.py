"""Rows 8 to 13, 16 and 17: how right, how sure, how short, how stable."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
from simulated_students import Students
from world import Row, World, altered, degree, leaders, moves, percent, row

from degreepath.advice.arrays import Floats, Plan
from degreepath.advice.batch import BANDS
from degreepath.advice.doors import TAUGHT
from degreepath.advice.flip import smallest_flip
from degreepath.advice.scoring import (
    CAREER_WEIGHT,
    direction,
    ranked,
    score_sheet,
    scoring_model,
    shares_first,
)
from degreepath.advice.verdict import Band

SURE = 0.90
CLEAR = BANDS.index(Band.CLEAR)
BINS = np.arange(0.5, 1.01, 0.05)


def one_step(world: World) -> Row:
    """Row 8: each answer moved one step either way, for students told a degree at stated >= .9."""
    tried = turned = 0
    for students in (world.resembling, world.between):
        sure = students.only(students.advice.confidence >= SURE)
        for _, _, can, sheets in moves(world, sure):
            tried += int(can.sum())
            turned += int((leaders(world.plan, sheets) != sure.advice.leader[can]).sum())
    return row(8, percent(turned / tried, 3), turned / tried <= 0.0005, turned=turned, moves=tried)


def calibration(world: World) -> Row:
    """Row 9: is the degree named that the true interests give, as often as is stated?"""
    figure = {}
    for name, students in world.honest.items():
        assert students.truth is not None
        stated = students.advice.confidence
        right = degree(world.plan, students.truth) == students.advice.leader
        place, sure = np.digitize(stated, BINS), float(right[stated >= SURE].mean())
        gaps = [abs(float((stated - right)[place == n].sum())) / len(students) for n in np.unique(place)]
        top = (students.truth @ world.plan.roles.T).argmax(axis=1) == students.top
        figure[name] = {
            "right_when_sure": sure,
            "mean_error": sum(gaps),
            "right": float(right.mean()),
            "role": float(top.mean()),
        }
    sure_right, errors = (
        [each[what] for each in figure.values()] for what in ("right_when_sure", "mean_error")
    )
    reached = f"{min(sure_right):.3f} to {max(sure_right):.3f}; {min(errors):.3f} to {max(errors):.3f}"
    return row(9, reached, min(sure_right) >= SURE and max(errors) <= 0.03, **figure)


def flags(world: World) -> Row:
    """Row 10: sheets filled in by dice, after all questions and after the short quiz."""
    hasty, _ = world.short(world.dice)
    clear, hasty_clear = (float((s.advice.band == CLEAR).mean()) for s in (world.dice, hasty))
    groups = {"dice": world.dice, "dice, short quiz": hasty, **world.honest}
    flagged = {name: float(students.advice.careless.mean()) for name, students in groups.items()}
    wrongly = max(flagged[students.name] for students in (world.resembling, world.between))
    reached = ", ".join(map(percent, (clear, hasty_clear, flagged["dice"], wrongly)))
    ok = clear <= 0.01 and hasty_clear <= 0.02 and flagged["dice"] >= 0.95 and wrongly <= 0.01
    return row(10, reached, ok, clear=clear, clear_after_short_quiz=hasty_clear, flagged=flagged)


def short(world: World, number: int) -> Row:
    """Rows 11 and 12: the short quiz against all questions."""
    least_degree, least_role, most = (0.995, 0.98, 13) if number == 11 else (0.98, 0.96, 14)
    everything = world.resembling if number == 11 else world.between
    brief, asked = world.short(everything)
    full = everything.first(len(brief))
    degrees, roles = (
        float((brief.advice.leader == full.advice.leader).mean()),
        float((brief.top == full.top).mean()),
    )
    ok = degrees >= least_degree and roles >= least_role and asked.mean() <= most and asked.min() >= 8
    percentiles = {str(p): int(np.percentile(asked, p)) for p in (5, 25, 50, 75, 95)}
    reached = f"{percent(degrees)}, {percent(roles)}; {asked.mean():.1f}, {asked.min()}"
    return row(
        number, reached, ok, students=len(full), questions=float(asked.mean()), percentiles=percentiles
    )


def dead_ends(world: World) -> Row:
    """Row 13: degrees that are named though they do not lead to the student's goal, or to the role that fits best."""
    shares, sure, with_goal, leads = {}, 0, 0, world.plan.leads
    rng = np.random.default_rng(3)
    for students in (world.resembling, world.between):
        closed = (students.advice.program >= 0) & ~leads[_which(world, students), students.top]
        shares[students.name] = float(closed.mean())
        sure += sum(
            bool(students.advice.confidence[n] >= SURE) or _first(students, int(n)) >= SURE
            for n in np.flatnonzero(closed)
        )
        goal = rng.integers(0, len(leads.T), len(students)).astype(np.int16)
        aiming = replace(students, sheets=replace(students.sheets, goal=goal))
        with_goal += int(((aiming.advice.program >= 0) & ~leads[_which(world, aiming), goal]).sum())
    reached = f"{with_goal}; {sure}; {percent(max(shares.values()), 2)}"
    ok = with_goal == 0 and sure == 0 and max(shares.values()) <= 0.015
    return row(13, reached, ok, with_goal=with_goal, sure=sure, shares=shares)


def _which(world: World, students: Students) -> np.ndarray:
    which: np.ndarray = (students.advice.leader == world.plan.archetypes[1]).astype(np.int64)
    return which


def _first(students: Students, place: int) -> float:
    """Return the share of 256 possible students for whom the role that fits best stays first."""
    scored = score_sheet(students.knowledge, students.sheet(place))
    return shares_first(scored)[ranked(scored.scores)[0]]


def smallest(world: World, count: int = 60) -> Row:
    """Row 16: the smallest change, applied, against every change of one and of two answers."""
    turns = small = compared = found = 0
    ids = [program.id for program in world.knowledge.programs]
    questions = [question.id for question in world.knowledge.questions]
    for students, place in product((world.resembling, world.between, world.dice), range(count)):
        one, advice = students.only([place]), students.advice
        scored = score_sheet(world.knowledge, students.sheet(place))
        flip = smallest_flip(scored, ids[advice.leader[place]], ids[advice.rival[place]])
        if flip:
            changed = one.sheets.answers.copy()
            for change in flip.changes:
                changed[0, questions.index(change.question)] = change.after
            found, turns = (
                found + 1,
                turns + int(one.answering(changed).advice.leader[0] != advice.leader[place]),
            )
        if best := _search(world.plan, one):
            compared, small = (
                compared + 1,
                small + int(flip is not None and (len(flip.changes), flip.steps) <= best),
            )
    reached = f"{turns} of {found}; {small} of {compared}"
    return row(16, reached, turns == found and small >= 0.99 * compared, compared=compared, as_small=small)


def _search(plan: Plan, one: Students) -> tuple[int, int] | None:
    """Return the fewest answers (1 or 2) and steps that turn one student's degree, or None."""
    answers = one.sheets.answers[0]
    single = [((q, to),) for q in np.flatnonzero(answers) for to in range(1, 6) if to != answers[q]]
    pairs = [(*a, *b) for a, b in combinations(single, 2) if a[0][0] != b[0][0]]
    for changes in (single, pairs):
        tried = np.repeat(answers[None], len(changes), axis=0)
        for n, change in enumerate(changes):
            for question, to in change:
                tried[n, question] = to
        turned = (
            leaders(plan, one.only(np.zeros(len(changes), int)).answering(tried).sheets)
            != one.advice.leader[0]
        )
        if turned.any():
            return len(changes[0]), int(np.abs(tried - answers).sum(axis=1)[turned].min())
    return None


def sensitivity(world: World) -> Row:
    """Row 17: each role weight one step up or down; each door of the general degrees set to another value."""
    x = np.concatenate([students.advice.interests for students in (world.resembling, world.between)])
    weights, doors = _weights(world, x), _doors(world, x)
    weight, door = (max(moved, key=lambda name: moved[name]) for moved in (weights, doors))
    reached = f"{percent(weights[weight])} ({weight}); {percent(doors[door])} ({door})"
    return row(17, reached, weights[weight] <= 0.03, weight=weights[weight], doors=doors)


def _weights(world: World, x: Floats) -> dict[str, float]:
    plan, ids = world.plan, tuple(interest.id for interest in world.knowledge.interests)
    before, moved = degree(plan, x), {}
    for (r, role), interest, step in product(enumerate(world.knowledge.roles), ids, (-1, 1)):
        weight = role.wants.get(interest, 0) + step
        if 0 <= weight <= 3:
            roles = plan.roles.copy()
            roles[r] = direction({d: w for d, w in {**role.wants, interest: weight}.items() if w}, ids)
            moved[f"{role.id} {interest} {step:+d}"] = float(
                (degree(altered(plan, roles=roles), x) != before).mean()
            )
    return moved


def _doors(world: World, x: Floats) -> dict[str, float]:
    plan, model, moved = world.plan, scoring_model(world.knowledge), {}
    values = np.array([[door.value for door in model.archetype_doors[p]] for p in model.archetypes])
    before = degree(plan, x)
    for (p, program), (r, role) in product(
        enumerate(world.knowledge.archetypes), enumerate(world.knowledge.roles)
    ):
        changes = []
        for taught in (*TAUGHT.values(), 0.0):
            other = values.copy()
            other[p, r] = taught
            careers = CAREER_WEIGHT * (other - other.mean(axis=1, keepdims=True))
            changes.append(float((degree(altered(plan, gap=careers[0] - careers[1]), x) != before).mean()))
        moved[f"{program.id} {role.id}"] = round(max(changes), 4)
    return moved
