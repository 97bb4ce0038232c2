"""The recommendation on the screen."""

from rich.console import Group, RenderableType
from rich.text import Text

from degreepath.advice.confidence import Band
from degreepath.advice.coverage import Viability
from degreepath.advice.recommendation import AnswerShare, Recommendation, RoleScore
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show.layout import bullets, hanging, indented, section, title
from degreepath.show.numbers import in_hundred
from degreepath.show.sums import sums
from degreepath.show.wording import (
    ANSWER_WORDS,
    BAND_SENTENCES,
    BAND_WORDS,
    UNCLEAR_REASONS,
    UNCLEAR_STEPS,
    UNCLEAR_TITLES,
    VIABILITY_SYMBOLS,
    VIABILITY_WORDS,
    axis_words,
)

TOP_ROLES = 3
AXIS_WIDTH = 21


def page(knowledge: Knowledge, result: Recommendation) -> RenderableType:
    """Return the whole recommendation: verdict, standing, roles, reasons, sums, checks, next step."""
    parts = [verdict(knowledge, result)]
    if any(result.interests.values()):
        parts += [standing(result), top_roles(knowledge, result), reasons(knowledge, result), sums(knowledge, result)]
        parts += [checks(knowledge, result)]
    return Group(*parts, next_step(knowledge, result), not_claimed())


def names(knowledge: Knowledge, result: Recommendation) -> dict[str, str]:
    """Return the names of the two degrees that are compared."""
    verdict = result.verdict
    return {"leader": knowledge.program[verdict.leader].name, "rival": knowledge.program[verdict.rival].name}


def verdict(knowledge: Knowledge, result: Recommendation) -> RenderableType:
    """Return the degree and how sure, or the reason why none is named."""
    judged, both = result.verdict, names(knowledge, result)
    if judged.why_unclear:
        heading = UNCLEAR_TITLES[judged.why_unclear]
        lines = [UNCLEAR_REASONS[judged.why_unclear].format(**both)]
    else:
        heading = f"{both['leader']}: {BAND_WORDS[judged.band]}"
        again = in_hundred(judged.confidence)
        lines = [
            BAND_SENTENCES[judged.band].format(**both),
            f"If your answers say what you like, this degree fits you better than {both['rival']} in about {again} cases of 100.",
        ]
    if judged.careless and judged.band is not Band.TOO_CLOSE:
        lines.append(
            "Careful: your answers to similar statements differ more than usual, so we never call this result clear."
        )
    return Group(title(heading), Text(), *(Text(line) for line in lines))


def standing(result: Recommendation) -> RenderableType:
    """Return the student's place on both axes, as a line and in words."""
    axes = result.axes
    return section(
        "Where you stand",
        axis(axes.creative_technical, "creative", "technical"),
        axis(axes.design_operate, "operate", "design"),
        Text(
            "Design: build equipment, software or rooms. Operate: work with them in a studio, on a stage or at a broadcaster.",
            style="dim",
        ),
    )


def axis(value: float, low: str, high: str) -> RenderableType:
    """Return one axis; the words say the same as the mark."""
    place = round((value + 1) / 2 * (AXIS_WIDTH - 1))
    line = "".join("*" if i == place else "|" if i == AXIS_WIDTH // 2 else "-" for i in range(AXIS_WIDTH))
    return Group(Text(f"{low:>8} {line} {high}"), indented(Text(f"You are {axis_words(value, low, high)} ({value:+.2f})."), 9))


def top_roles(knowledge: Knowledge, result: Recommendation) -> RenderableType:
    """Return the three best-fitting roles: what one does, where they can be reached, what they hang on."""
    shown = [role_summary(knowledge, role, place) for place, role in enumerate(result.roles[:TOP_ROLES], start=1)]
    lead = "Fit runs from 0 to 100; 50 means neither for nor against. Look at all three: the first is often not the last word."
    return section("Roles that fit you best", Text(lead, style="dim"), *shown)


def role_summary(knowledge: Knowledge, scored: RoleScore, place: int) -> RenderableType:
    """Return one role of the three."""
    role = knowledge.role[scored.id]
    head = Text.assemble((f"{place}. {role.name}", "bold"), f"  fit {scored.fit:.0f} of 100")
    doors = [
        Text.assemble(
            f"{VIABILITY_SYMBOLS[scored.viability[p.id]]} {p.name}: ", (VIABILITY_WORDS[scored.viability[p.id]], "bold")
        )
        for p in knowledge.archetypes
    ]
    return Group(Text(), head, indented(Group(Text(role.work), *doors, Text(hangs_on(knowledge, scored.id)))))


def hangs_on(knowledge: Knowledge, role_id: str) -> str:
    """Return the topics that a role hangs on, as a sentence."""
    role = knowledge.role[role_id]
    all_of = [knowledge.topic[t].name for t in role.all_of]
    any_of = [" or ".join(knowledge.topic[t].name for t in group) for group in role.any_of]
    return f"It hangs on: {'; '.join(all_of + any_of)}."


def reasons(knowledge: Knowledge, result: Recommendation) -> RenderableType:
    """Return the strongest reasons for and against, each with the answers behind it."""
    both = names(knowledge, result)
    if result.verdict.band is Band.TOO_CLOSE:
        heads = (f"What speaks for {both['leader']}", f"What speaks for {both['rival']}")
    else:
        heads = (f"Why {both['leader']}", f"What speaks against it, and for {both['rival']}")
    parts = []
    for head, group in zip(heads, (result.reasons_for, result.reasons_against), strict=True):
        lines = [reason_text(knowledge, reason.interest, reason.role, reason.answers, reason.value) for reason in group]
        parts.append(section(head, bullets(lines) if lines else Text("Nothing of weight.")))
    return Group(*parts)


def reason_text(
    knowledge: Knowledge, interest: str | None, role: str | None, answers: tuple[AnswerShare, ...], value: float
) -> Text:
    """Return one reason: what it is, how many points, and the answers behind it."""
    from degreepath.show.numbers import points, signed

    if interest:
        what = f"{knowledge.interest[interest].name}: how much of it you would study"
    else:
        what = f"{knowledge.role[role or ''].name}: which degree leads there"
    behind = "; ".join(answer_words(knowledge, answer, interest) for answer in answers)
    text = Text.assemble((what, "bold"), f" ({signed(points(value))} points).")
    return text.append(f" You said: {behind}." if behind else "")


def answer_words(knowledge: Knowledge, answer: AnswerShare, interest: str | None) -> str:
    """Return an answer as the student gave it."""
    if answer.question is None:
        name = f" ({knowledge.interest[interest].name})" if interest else ""
        return f"{'most' if answer.answer > 0 else 'least'} exciting{name}"
    return f"{ANSWER_WORDS[answer.answer]} ({answer.answer}) to “{knowledge.question[answer.question].text.rstrip('.')}”"


def checks(knowledge: Knowledge, result: Recommendation) -> RenderableType:
    """Return what to look at before applying, for the student's own roles."""
    lines = []
    for check in result.to_check:
        program, role = knowledge.program[check.program].name, knowledge.role[check.role].name
        if check.viability is Viability.POSSIBLE:
            lines.append(f"{role} with {program}: only through the right electives ({', '.join(check.electives)}).")
        elif check.viability is Viability.UNKNOWN:
            lines.append(f"{role} with {program}: ask whether it teaches {topics(knowledge, check.unknown)}.")
        else:
            lacking = check.missing + check.introduced
            lines.append(f"{role} with {program}: closed, because it does not teach {topics(knowledge, lacking)} far enough.")
    degree = result.verdict.program or result.verdict.leader
    lines += [f"{knowledge.program[degree].name}: {line}" for line in knowledge.program[degree].checks]
    return section("Check before you apply", bullets(lines))


def topics(knowledge: Knowledge, ids: tuple[str, ...]) -> str:
    """Return topic names as a list in words."""
    return ", ".join(knowledge.topic[t].name for t in ids)


def next_step(knowledge: Knowledge, result: Recommendation) -> RenderableType:
    """Return the one thing to do next, and the commands that help."""
    judged = result.verdict
    if judged.why_unclear:
        lines = [Text(UNCLEAR_STEPS[judged.why_unclear].format(**names(knowledge, result)))]
    else:
        role = knowledge.role[result.roles[0].id]
        lines = [Text(f"Try this, this week: {role.try_this.do}"), Text(f"If you like it: {role.try_this.liked}")]
        lines.append(Text(f"If you hate it: {role.try_this.hated}"))
    commands = [f"degreepath roles {role.id}" for role in result.roles[:1] if not judged.why_unclear]
    commands.append(f"degreepath compare {judged.leader} {judged.rival}")
    return section("Your next step", *lines, *(hanging(Text(command), "> ") for command in commands))


def not_claimed() -> RenderableType:
    """Return what this advice does not claim."""
    return section(
        "What this does not say",
        Text(
            "It compares what you like with what degrees teach and roles need. It does not measure talent, cannot promise "
            "a job, and does not know your grades or what you can pay. Liking a field explains only a small part of being "
            "happy in a job. Talk to a person who knows you before you decide.",
            style="dim",
        ),
    )
