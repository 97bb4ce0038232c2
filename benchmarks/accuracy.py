"""Rows 8 to 13, 16 and 17: how right, how sure, how short, how stable."""

from itertools import combinations, product
from typing import Any

import numpy as np
from adaptive import ask
from row import Row, World, percent
from students import Floats, Students, sheet
from vectorised import Advice, Tables, advise, program_scores, role_first, role_scores

from degreepath.advice.coverage import REACHABLE, TAUGHT
from degreepath.advice.fit import direction
from degreepath.advice.scored import score_sheet
from degreepath.advice.whatif import smallest_flip
from degreepath.knowledge.knowledge import Knowledge

SURE = 0.90
CLEAR = 3
BINS = np.arange(0.5, 1.0, 0.05)


def one_step(world: World) -> Row:
    """Row 8: each answer moved one step either way, for students told a degree at stated >= .9."""
    t, tried, flipped = world.tables, 0, 0
    for students, advice in (world.resembling, world.between):
        sure = advice.confidence >= SURE
        answers, degree = students.answers[sure], advice.degree[sure]
        marks = None if students.marks is None else students.marks[sure]
        for question, step in product(range(len(t.questions)), (-1, 1)):
            moved = answers.copy()
            moved[:, question] += step
            can = (answers[:, question] > 0) & (moved[:, question] >= 1) & (moved[:, question] <= 5)
            after = advise(t, moved[can], None if marks is None else marks[can]).degree
            tried += int(can.sum())
            flipped += int((after != degree[can]).sum())
    share = flipped / tried
    return Row(
        8, "one answer one step flips the degree at stated >= .9", "<= .05 %", "0.00 %", percent(share, 3), share <= 0.0005,
        {"share": share, "moves": tried},
    )  # fmt: skip


def right(t: Tables, students: Students, advice: Advice) -> Floats:
    """Return 1 for each student whose degree is the one that their true interests give."""
    assert students.truth is not None
    return np.asarray(program_scores(t, students.truth).argmax(axis=1) == advice.degree, dtype=float)


def calibration(world: World) -> Row:
    """Row 9."""
    figure: dict[str, Any] = {}
    sure_right, errors = [], []
    for name, (students, advice) in world.honest.items():
        correct = right(world.tables, students, advice)
        place = np.minimum(((advice.confidence - 0.5) / 0.05).astype(int), len(BINS) - 1)
        table, error = [], 0.0
        for number, lowest in enumerate(BINS):
            inside = place == number
            if inside.any():
                stated, reached = float(advice.confidence[inside].mean()), float(correct[inside].mean())
                error += abs(stated - reached) * float(inside.mean())
                table.append(
                    {"from": round(float(lowest), 2), "students": int(inside.sum()), "stated": round(stated, 4), "right": round(reached, 4)}
                )  # fmt: skip
        sure = advice.confidence >= SURE
        truth = (
            role_scores(world.tables, students.truth).argmax(axis=1)
            if students.truth is not None
            else advice.role
        )
        sure_right.append(float(correct[sure].mean()))
        errors.append(error)
        figure[name] = {
            "right_when_sure": round(sure_right[-1], 4), "mean_error": round(error, 4), "degree_right": round(float(correct.mean()), 4),
            "role_right": round(float((truth == advice.role).mean()), 4), "table": table,
        }  # fmt: skip
    return Row(
        9, "stated >= .9 is right >= .9 everywhere; mean error <= .03", ">= .9; <= .03", ".94 to .99; .011 to .037",
        f"{min(sure_right):.3f} to {max(sure_right):.3f}; {min(errors):.3f} to {max(errors):.3f}",
        min(sure_right) >= SURE and max(errors) <= 0.03, figure,
    )  # fmt: skip


def flags(world: World) -> Row:
    """Row 10."""
    dice, bare = world.random[1], world.random_without_opener[1]
    honest = [world.resembling[1], world.between[1]]
    clear, flagged = float((dice.band == CLEAR).mean()), float(dice.careless.mean())
    wrongly = max(float(advice.careless.mean()) for advice in honest)
    bare_wrongly = max(
        float(advise(world.tables, students.answers, None).careless.mean())
        for students, _ in (world.resembling, world.between)
    )
    half = float(world.careless[1].careless.mean())
    quick = ask(world.tables, world.random[0])
    hasty = advise(world.tables, quick.answers, world.random[0].marks)
    noisy = max(
        float(world.noisy_resembling[1].careless.mean()), float(world.noisy_between[1].careless.mean())
    )
    hasty_clear = float((hasty.band == CLEAR).mean())
    return Row(
        10, "random sheets clear; flagged; honest ones flagged wrongly", "<= 1; >= 95; <= 1 %", "1.1; 93; 1.1 %",
        f"{percent(clear)}; {percent(flagged)}; {percent(wrongly)}. After the short quiz {percent(hasty_clear)} clear", clear <= 0.01 and flagged >= 0.95 and wrongly <= 0.01,
        {"clear": clear, "flagged": flagged, "wrongly": wrongly,
         "without_opener": {"clear": float((bare.band == CLEAR).mean()), "flagged": float(bare.careless.mean()), "wrongly": bare_wrongly},
         "half_by_dice_flagged": half, "noisy_flagged": noisy,
         "clear_after_adaptive_quiz": hasty_clear, "flagged_after_adaptive_quiz": float(hasty.careless.mean())},
    )  # fmt: skip


def short(world: World, number: int) -> Row:
    """Rows 11 and 12: the adaptive quiz against the full one."""
    students, full = world.resembling if number == 11 else world.between
    degree_target, role_target, most = (0.995, 0.98, 9) if number == 11 else (0.98, 0.96, 11)
    quiz = ask(world.tables, students)
    advice = advise(world.tables, quiz.answers, students.marks)
    degree, role = float((advice.degree == full.degree).mean()), float((advice.role == full.role).mean())
    mean = float(quiz.asked.mean())
    top = np.argsort(-advice.roles, axis=1)[:, :3]
    three = float((top == full.role[:, None]).any(axis=1).mean())
    return Row(
        number, f"adaptive against full, students who {students.name}: degree, top role, questions".replace("who between", "between"),
        f">= {percent(degree_target)}; >= {percent(role_target, 0)}; <= {most}",
        "99.2 %; 97.6 %; 8.8" if number == 11 else "97.7 %; 95.6 %; 10.8",
        f"{percent(degree, 2)}; {percent(role, 2)}; {mean:.2f}",
        degree >= degree_target and role >= role_target and mean <= most,
        {
            "degree": degree, "role": role, "role_in_top_three": three, "questions": mean,
            "percentiles": {str(p): int(np.percentile(quiz.asked, p)) for p in (5, 25, 50, 75, 95)},
            "of": len(world.knowledge.questions),
        },
    )  # fmt: skip


def dead_ends(world: World) -> Row:
    """Row 13: degrees that are recommended though they do not lead to the student's own top role."""
    figure, shares, sure = {}, [], 0
    for name, (_, advice) in (("resemble a role", world.resembling), ("between two roles", world.between)):
        closed = world.tables.value[advice.degree, advice.role] < REACHABLE
        told = closed & (advice.band > 0)
        certain = (advice.confidence >= SURE) | (role_first(world.tables, advice) >= SURE)
        shares.append(float(told.mean()))
        sure += int((told & certain).sum())
        figure[name] = {
            "recommended": shares[-1], "sure": int((told & certain).sum()), "before_abstention": float(closed.mean()),
            "recommended_at_all": float((advice.band > 0).mean()),
        }  # fmt: skip
    return Row(
        13, "dead ends: at stated >= .9; overall", "0; <= 1.5 %", "0; 1.5 %",
        f"{sure}; {percent(max(shares), 2)}", sure == 0 and max(shares) <= 0.015, figure,
    )  # fmt: skip


def smallest(world: World, count: int = 100) -> Row:
    """Row 16: the smallest flip, applied, against every change of one and of two answers."""
    t, ids = world.tables, [p.id for p in world.knowledge.archetypes]
    flips = small = compared = found = 0
    for group in (world.resembling, world.random):
        for row in range(count):
            students, advice = group[0], group[1]
            answers = sheet(world.knowledge, students, row)
            leader = int(advice.degree[row])
            flip = smallest_flip(score_sheet(world.knowledge, answers), ids[leader], ids[1 - leader])
            best = _brute_force(t, students, row, leader)
            if flip:
                found += 1
                changed = students.answers[[row]].copy()
                places = [q.id for q in world.knowledge.questions]
                for change in flip.changes:
                    changed[0, places.index(change.question)] = change.after
                flips += int(
                    advise(t, changed, None if students.marks is None else students.marks[[row]]).degree[0]
                    != leader
                )
            if best:
                compared += 1
                small += int(flip is not None and (len(flip.changes), flip.steps) <= best)
    return Row(
        16, "smallest flip: flips when applied; as small as brute force (2 answers)", "100; >= 99 %", "149/150",
        f"{flips}/{found}; {small}/{compared}", flips == found and small >= 0.99 * compared,
        {"applied": found, "flipped": flips, "compared": compared, "as_small": small},
    )  # fmt: skip


def _brute_force(t: Tables, students: Students, row: int, leader: int) -> tuple[int, int] | None:
    """Return the fewest answers (1 or 2) and steps that flip, or None."""
    answers = students.answers[row]
    given = np.flatnonzero(answers)
    moves = [((q, to),) for q in given for to in range(1, 6) if to != answers[q]]
    pairs = [(a[0], b[0]) for a, b in combinations(moves, 2) if a[0][0] != b[0][0]]
    for size, changes in ((1, moves), (2, pairs)):
        sheets = np.repeat(answers[None], len(changes), axis=0)
        for place in range(size):
            columns, values = zip(*(change[place] for change in changes), strict=True)
            sheets[np.arange(len(changes)), columns] = values
        marks = None if students.marks is None else np.repeat(students.marks[[row]], len(changes), axis=0)
        flipped = advise(t, sheets, marks).degree != leader
        if flipped.any():
            return size, int(np.abs(sheets - answers).sum(axis=1)[flipped].min())
    return None


def sensitivity(world: World) -> Row:
    """Row 17: each role weight one step up or down; each cell of the coverage table set to another status."""
    x = np.concatenate([world.resembling[1].x, world.between[1].x])
    degree = np.concatenate([world.resembling[1].degree, world.between[1].degree])
    weights = _weights(world.knowledge, world.tables, x, degree)
    cells = _cells(world.knowledge, world.tables, x, degree)
    weight, cell = max(weights, key=lambda w: weights[w]), max(cells, key=lambda c: cells[c])
    return Row(
        17, "one role weight ± 1 changes advice; the coverage cell that moves most", "<= 3 %; report", "2.6; 11.6 %",
        f"{percent(weights[weight])} ({weight}); {percent(cells[cell])} ({cell})", weights[weight] <= 0.03,
        {"weights": weights, "cells": cells, "weight": weight, "cell": cell},
    )  # fmt: skip


def _weights(knowledge: Knowledge, t: Tables, x: Floats, degree: Floats) -> dict[str, float]:
    ids, moved = tuple(i.id for i in knowledge.interests), {}
    for r, role in enumerate(knowledge.roles):
        for interest, step in product(ids, (-1, 1)):
            weight = role.wants.get(interest, 0) + step
            if 0 <= weight <= 3:
                wants = {d: w for d, w in {**role.wants, interest: weight}.items() if w}
                roles = t.roles.copy()
                roles[r] = direction(wants, ids)
                change = (program_scores(t.changed(roles=roles), x).argmax(axis=1) != degree).mean()
                moved[f"{role.id} {interest} {step:+d}"] = round(float(change), 4)
    return moved


def _cells(knowledge: Knowledge, t: Tables, x: Floats, degree: Floats) -> dict[str, float]:
    moved = {}
    levels = (*TAUGHT.values(), 0.0)
    for (p, program), (r, role) in product(enumerate(knowledge.archetypes), enumerate(knowledge.roles)):
        changes = []
        for taught in levels:
            value = t.value.copy()
            value[p, r] = taught
            changes.append(float((program_scores(t.changed(value=value), x).argmax(axis=1) != degree).mean()))
        moved[f"{program.id} {role.id}"] = round(max(changes), 4)
    return moved
