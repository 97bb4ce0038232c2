"""Rows 1 to 7 and 14, 15: what must hold whatever the student says."""

import numpy as np
from row import Row, World, percent
from students import Ints, Students, sheet
from vectorised import advise, evidence, interests, program_scores

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.coverage import open_door
from degreepath.advice.ledger import by_interest, by_role, contrast
from degreepath.advice.programs import program_score
from degreepath.advice.scored import score_sheet
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Module, ModuleStatus, Program

EXACT = 1e-9


def ledger_error(knowledge: Knowledge, answers: AnswerSheet) -> float:
    """Return the largest difference between a sum of parts and its whole, in roles, programs and the contrast."""
    scored = score_sheet(knowledge, answers)
    model = scored.model
    errors = [0.0]
    for direction, score in zip(model.role_directions, scored.scores, strict=True):
        ledger = by_interest(scored, direction)
        errors.append(abs(sum(part.value for part in ledger) - score))
        errors += [abs(sum(answer.value for answer in part.answers) - part.value) for part in ledger]
    wholes = [
        program_score(model, p, scored.estimate.value, scored.attention) for p in range(len(model.programs))
    ]
    for p, whole in enumerate(wholes):
        study = sum(part.value for part in by_interest(scored, model.program_directions[p]))
        career = sum(part.value for part in by_role(scored, p))
        errors.append(abs(study + career - whole))
    leader, rival = model.archetypes[:2]
    reasons = contrast(scored, model.programs[leader], model.programs[rival])
    errors.append(abs(sum(reason.value for reason in reasons) - (wholes[leader] - wholes[rival])))
    return max(errors)


def sums(world: World) -> Row:
    """Row 1."""
    sheets = [
        sheet(world.knowledge, group[0], row)
        for group in (world.resembling, world.random)
        for row in range(100)
    ]
    worst = max(ledger_error(world.knowledge, answers) for answers in sheets)
    return Row(
        1, "parts sum to the whole", "<= 1e-9", "9e-16", f"{worst:.0e}", worst <= EXACT, {"error": worst}
    )


def raising(world: World, count: int = 2000) -> Row:
    """Row 2: every answer raised one step, on sheets with and without skips and opener."""
    t, violations, tried = world.tables, 0, 0
    wanted = np.array(
        [
            [d in role.wants for d in (i.id for i in world.knowledge.interests)]
            for role in world.knowledge.roles
        ]
    )
    groups = (world.resembling[0], world.between[0].without_opener(), world.random[0])
    for students in (group.first(count) for group in groups):
        before = advise(t, students.answers, students.marks).roles
        for question, d in enumerate(t.questions):
            raised = students.answers.copy()
            raised[:, question] += t.sign[question]
            can = (
                (students.answers[:, question] > 0) & (raised[:, question] >= 1) & (raised[:, question] <= 5)
            )
            change = (advise(t, raised, students.marks).roles - before)[can][:, wanted[:, d]]
            violations += int((change < -EXACT).sum())
            tried += change.size
    return Row(
        2, "raising an answer a role wants never lowers it", "0 violations", "0", f"{violations} of {tried}", violations == 0,
        {"violations": violations, "tried": tried},
    )  # fmt: skip


def reachable(world: World) -> Row:
    """Row 3: someone gets every role and every archetype first."""
    roles, degrees = set(world.random[1].role.tolist()), set(world.random[1].degree.tolist())
    missing = [r.id for i, r in enumerate(world.knowledge.roles) if i not in roles]
    missing += [p.id for i, p in enumerate(world.knowledge.archetypes) if i not in degrees]
    return Row(
        3, "every role and archetype can be first", "all", "all", "all" if not missing else f"never: {', '.join(missing)}",
        not missing, {"never": missing},
    )  # fmt: skip


def blank(world: World) -> Row:
    """Row 4: no answers, the same number to every statement, the same liking of every interest."""
    t = world.tables
    same = np.repeat(np.arange(6)[:, None], len(t.questions), axis=1)
    keyed = 3 + t.sign * np.arange(-2, 3)[:, None]
    worst = max(
        float(max(np.abs(a.roles).max(), np.abs(a.programs).max()))
        for a in (advise(t, s, None) for s in (same, keyed))
    )
    told = max(int(advise(t, s, None).band.max()) for s in (same, keyed))
    return Row(
        4, "no answers, all neutral, all equal: scores 0, no recommendation", "exact", "6e-16", f"{worst:.0e}",
        worst <= EXACT and told == 0, {"score": worst},
    )  # fmt: skip


def shares(world: World) -> Row:
    """Row 5."""
    ok, figure, texts = True, {}, []
    for name, (_, advice) in (("with opener", world.random), ("without", world.random_without_opener)):
        degree = np.bincount(advice.degree, minlength=len(world.knowledge.archetypes)) / len(advice.degree)
        role = np.bincount(advice.role, minlength=len(world.knowledge.roles)) / len(advice.role)
        even = role * len(role)
        ok &= bool(np.abs(degree - 0.5).max() <= 0.04 and even.min() >= 1 / 3 and even.max() <= 2)
        figure[name] = {
            "degrees": {
                p.id: round(float(s), 4) for p, s in zip(world.knowledge.archetypes, degree, strict=True)
            },
            "roles": {r.id: round(float(s), 4) for r, s in zip(world.knowledge.roles, role, strict=True)},
        }
        texts.append(
            f"{100 * degree[0]:.1f} : {100 * degree[1]:.1f}, roles {even.min():.2f} to {even.max():.2f} ({name})"
        )
    return Row(
        5, "random sheets: archetypes 50 ± 4, roles 1/3 to 2 times their even share", "yes", "46.9 : 53.1", "; ".join(texts),
        ok, figure,
    )  # fmt: skip


def symmetry(world: World) -> Row:
    """Row 6, the part that is arithmetic; order, skips and names are tests of the pure core."""
    students, advice = world.resembling
    turned = np.where(students.answers > 0, 6 - students.answers, 0)
    marks = None if students.marks is None else -students.marks
    worst = float(np.abs(advise(world.tables, turned, marks).roles + advice.roles).max())
    return Row(6, "s(-a) = -s(a)", "exact", "exact", f"{worst:.0e}", worst <= EXACT, {"error": worst})


def level(world: World) -> Row:
    """Row 7: every liking one step up, on sheets that leave room for it."""
    room = np.where(world.tables.sign > 0, [[1], [4]], [[2], [5]])
    complete = _moved(world, world.random[0].answers.clip(*room))
    honest = world.resembling[0]
    skipped = np.where(honest.answers > 0, honest.answers.clip(*room), 0)
    with_skips = max(_moved(world, skipped), _moved(world, skipped, honest))
    return Row(
        7, "all answers one step up: degree changes (complete; with 8 % skips)", "0; <= 2 %", "0; .8 to 1.9 %",
        f"{percent(complete, 2)}; {percent(with_skips, 2)}", complete == 0 and with_skips <= 0.02,
        {"complete": complete, "with_skips": with_skips},
    )  # fmt: skip


def _moved(world: World, answers: Ints, students: Students | None = None) -> float:
    t, marks = world.tables, students.marks if students else None
    seen = [evidence(t, np.where(answers > 0, answers + step * t.sign, 0), marks) for step in (0, 1)]
    before, after = (program_scores(t, interests(e.weight, e.total)).argmax(axis=1) for e in seen)
    return float((before != after).mean())


def independence(world: World) -> Row:
    """Row 14: roles taken away one at a time, for students whose top role is another. Programs never enter each other's score."""
    t, changed = world.tables, {}
    for r, role in enumerate(world.knowledge.roles):
        keep = np.arange(len(t.roles)) != r
        without = t.changed(roles=t.roles[keep], value=t.value[:, keep])
        moved = [
            (program_scores(without, advice.x).argmax(axis=1) != advice.degree)[advice.role != r]
            for _, advice in (world.resembling, world.between)
        ]
        changed[role.id] = round(float(np.concatenate(moved).mean()), 4)
    worst = max(changed, key=lambda role: changed[role])
    mean = float(np.mean(list(changed.values())))
    return Row(
        14, "removing a role that is not first changes the degree", "<= 4 %", "3.8 %",
        f"mean {percent(mean)}, most {percent(changed[worst])} ({worst})", changed[worst] <= 0.04, {"changed": changed},
    )  # fmt: skip


def modules(world: World) -> Row:
    """Row 15: every topic added as a core module, every elective made core, in every program."""
    lowered = tried = 0
    for program in world.knowledge.programs:
        for richer in _richer(world.knowledge, program):
            for role in world.knowledge.roles:
                before, after = open_door(program, role), open_door(richer, role)
                tried += 1
                lowered += after.low < before.low or after.high < before.high
    return Row(
        15, "adding a module, or elective → core, never lowers viability", "exact", "exact", f"{lowered} of {tried}",
        lowered == 0, {"lowered": lowered, "tried": tried},
    )  # fmt: skip


def _richer(knowledge: Knowledge, program: Program) -> list[Program]:
    added = [
        program.model_copy(update={"modules": (*program.modules, Module(title="New", topics=(topic.id,)))})
        for topic in knowledge.topics
    ]
    for place, module in enumerate(program.modules):
        if module.status is ModuleStatus.ELECTIVE:
            core = module.model_copy(update={"status": ModuleStatus.CORE})
            modules = (*program.modules[:place], core, *program.modules[place + 1 :])
            added.append(program.model_copy(update={"modules": modules}))
    return added
