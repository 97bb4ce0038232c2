"""Rows 1 to 7, 14 and 15: what must hold whatever the student says."""

from dataclasses import replace

import numpy as np
from simulated_students import Students
from world import EXACT, Row, World, altered, degree, moves, percent, row

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.arrays import Estimates
from degreepath.advice.batch import Sheets, advise
from degreepath.advice.doors import open_door
from degreepath.advice.reasons import by_interest, by_role, contrast
from degreepath.advice.scoring import score_sheet
from degreepath.knowledge import Knowledge
from degreepath.knowledge.model import Module, ModuleStatus, Program


def ledger_error(knowledge: Knowledge, sheet: AnswerSheet) -> float:
    """Return the largest difference between a sum of parts and its whole, in roles, degrees and the contrast."""
    scored = score_sheet(knowledge, sheet)
    model, errors = scored.model, []
    for direction, score in zip(model.role_directions, scored.scores, strict=True):
        ledger = by_interest(scored, direction)
        errors.append(abs(sum(part.value for part in ledger) - score))
        errors += [abs(sum(answer.value for answer in part.answers) - part.value) for part in ledger]
    for p in model.archetypes:
        parts = [part.value for part in by_interest(scored, model.program_directions[p])]
        parts += [part.value for part in by_role(scored, p)]
        errors.append(abs(sum(parts) - scored.program_score(p)))
    leader, rival = model.archetypes
    points = contrast(scored, model.programs[leader], model.programs[rival])
    errors.append(abs(sum(point.value for point in points) - scored.margin(leader, rival)))
    return max(errors)


def sums(world: World) -> Row:
    groups = (world.resembling, world.dice)
    worst = max(ledger_error(world.knowledge, students.sheet(n)) for students in groups for n in range(100))
    return row(1, f"{worst:.0e}", worst <= EXACT, error=worst)


def straight_lines(world: World, count: int) -> Students:
    """Return sheets with the same answer throughout, whole or with gaps, half of them with one answer a step off."""
    rng, size = np.random.default_rng(1), (count, len(world.knowledge.questions))
    answers = np.repeat(rng.integers(1, 6, (count, 1), dtype=np.int8), size[1], axis=1)
    off = np.arange(count // 2)
    answers[off, rng.integers(0, size[1], len(off))] += np.where(answers[off, 0] < 5, 1, -1).astype(np.int8)
    answers[(rng.random(size) < 0.1) & (rng.random((count, 1)) < 0.5)] = 0
    students = world.dice.first(count).answering(answers)
    marks = students.sheets.marks * (rng.random((count, 1)) < 0.5)
    return replace(students, sheets=replace(students.sheets, marks=marks))


def raising(world: World, count: int = 2000) -> Row:
    """Row 2: every answer one step up, on sheets with and without skips and opener, and on straight lines."""
    violations = tried = 0
    count = min(count, world.count)
    groups = [s.first(count) for s in (world.resembling, world.between.without_opener(), world.dice)]
    for students in (*groups, straight_lines(world, count)):
        for question, step, can, sheets in moves(world, students):
            if step > 0:
                change = (
                    Estimates(world.plan, sheets.answers, sheets.marks).x @ world.plan.roles.T
                    - students.advice.role_scores[can]
                )
                wanted = change[:, world.plan.wants[:, world.plan.about[question]] > 0]
                violations, tried = violations + int((wanted < -EXACT).sum()), tried + wanted.size
    return row(2, f"{violations} of {tried}", violations == 0, violations=violations, tried=tried)


def reachable(world: World) -> Row:
    """Row 3: someone gets every role and every degree first."""
    first = {world.knowledge.roles[r].id for r in set(world.dice.top.tolist())}
    first |= {world.knowledge.programs[p].id for p in set(world.dice.advice.leader.tolist())}
    ids = [role.id for role in world.knowledge.roles] + [degree.id for degree in world.knowledge.archetypes]
    never = [name for name in ids if name not in first]
    return row(3, f"never: {', '.join(never)}" if never else "all", not never, never=never)


def blank(world: World) -> Row:
    """Row 4: no answers, the same number to every statement, the same liking of every interest."""
    same = np.repeat(np.arange(6)[:, None], len(world.plan.sign), axis=1)
    keyed = 3 + world.plan.sign * np.arange(-2, 3)[:, None]
    advice = world.dice.without_opener().first(11).answering(np.concatenate([same, keyed])).advice
    worst = float(max(np.abs(advice.role_scores).max(), np.abs(advice.margin).max()))
    return row(4, f"{worst:.0e}", worst <= EXACT and bool((advice.program < 0).all()), score=worst)


def shares(world: World) -> Row:
    ok, figure, texts, roles = True, {}, [], world.knowledge.roles
    for name, students in (("with opener", world.dice), ("without", world.dice.without_opener())):
        degrees = np.array([(students.advice.leader == p).mean() for p in world.plan.archetypes])
        even = np.bincount(students.top, minlength=len(roles)) / len(students) * len(roles)
        ok &= bool(np.abs(degrees - 0.5).max() <= 0.04 and even.min() >= 1 / 3 and even.max() <= 2)
        figure[name] = {r.id: round(float(s), 3) for r, s in zip(roles, even, strict=True)}
        shown = f"{100 * degrees[0]:.1f} : {100 * degrees[1]:.1f}"
        texts.append(f"{shown}, {even.min():.2f} to {even.max():.2f} ({name})")
    return row(5, "; ".join(texts), ok, times_even_share=figure)


def symmetry(world: World) -> Row:
    """Row 6, the part that is arithmetic; order, skips and names are tests of the pure core."""
    sheets = world.resembling.sheets
    turned = Sheets(
        np.where(sheets.answers > 0, 6 - sheets.answers, 0).astype(np.int8), -sheets.marks, sheets.goal
    )
    worst = float(
        np.abs(advise(world.knowledge, turned).role_scores + world.resembling.advice.role_scores).max()
    )
    return row(6, f"{worst:.0e}", worst <= EXACT, error=worst)


def level(world: World) -> Row:
    """Row 7: every liking, and then every number, one step up, on sheets that leave room for it."""
    sign, figure = world.plan.sign.astype(np.int8), {}
    keyed = np.where(sign > 0, [[1], [4]], [[2], [5]])
    for name, students in (("complete", world.dice.without_opener()), ("with skips", world.resembling)):
        given = students.sheets.answers > 0
        for way, room, step in (
            ("liking", keyed, sign),
            ("number", np.array([[1], [4]]), np.ones_like(sign)),
        ):
            answers = np.where(given, students.sheets.answers.clip(*room), 0)
            before, after = (students.answering(answers + n * step * given).advice.leader for n in (0, 1))
            figure[f"{name}, {way}"] = float((before != after).mean())
    complete, skips = (
        max(figure["complete, liking"], figure["complete, number"]),
        figure["with skips, liking"],
    )
    return row(7, f"{percent(complete, 2)}; {percent(skips, 2)}", complete == 0 and skips <= 0.02, **figure)


def independence(world: World) -> Row:
    """Row 14: roles taken away one at a time, for students whose top role is another. Degrees never enter each other's score."""
    changed, plan = {}, world.plan
    for r, role in enumerate(world.knowledge.roles):
        keep = np.arange(len(plan.roles)) != r
        gap = plan.gap[keep] - plan.gap[keep].mean()
        without = altered(plan, roles=plan.roles[keep], gap=gap)
        others = [s.advice.interests[s.top != r] for s in (world.resembling, world.between)]
        x = np.concatenate(others)
        changed[role.id] = round(float((degree(without, x) != degree(plan, x)).mean()), 4)
    worst, mean = max(changed, key=lambda role: changed[role]), sum(changed.values()) / len(changed)
    reached = f"mean {percent(mean)}, most {percent(changed[worst])} ({worst})"
    return row(14, reached, changed[worst] <= 0.04, changed=changed)


def modules(world: World) -> Row:
    """Row 15: every topic added as a core module, every elective made core, in every program."""
    lowered = tried = 0
    for program in world.knowledge.programs:
        doors = [open_door(program, role) for role in world.knowledge.roles]
        for richer in _richer(world.knowledge, program):
            for role, before in zip(world.knowledge.roles, doors, strict=True):
                after = open_door(richer, role)
                tried += 1
                lowered += after.low < before.low or after.high < before.high
    return row(15, f"{lowered} of {tried} lowered", lowered == 0, lowered=lowered, tried=tried)


def _richer(knowledge: Knowledge, program: Program) -> list[Program]:
    new = [Module(title="New", topics=(topic.id,)) for topic in knowledge.topics]
    lists = [(*program.modules, module) for module in new]
    for place, module in enumerate(program.modules):
        if module.status is ModuleStatus.ELECTIVE:
            core = module.model_copy(update={"status": ModuleStatus.CORE, "group": None})
            lists.append((*program.modules[:place], core, *program.modules[place + 1 :]))
    return [program.model_copy(update={"modules": modules}) for modules in lists]
