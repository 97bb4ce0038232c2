"""The door audit: which roles a program or a pasted module list keeps open; and what to ask at the open day."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import to_jsonable_python

from degreepath.advice.doors import Audit, Door, DoorState, Need
from degreepath.knowledge import Knowledge
from degreepath.knowledge.model import Listed, Program
from degreepath.pages import facts
from degreepath.pages.blocks import Block, Items, Links, Page, Paragraph, Row, Table, cells, items
from degreepath.pages.facts import STATUS_WORDS, Notes
from degreepath.pages.wording import PAGES, label, sentence, short_name
from degreepath.text import joined, some

if TYPE_CHECKING:
    from degreepath.advice.recommend import Recommendation
    from degreepath.modules.as_program import ModuleList

IN_FULL = 2
ROLES_ALONE, ROLES_BESIDE_QUESTIONS = 14, 9
"""So many roles stand one by one on the summary; the others are named by door."""
STDIN = "stdin"
GENERAL = {name: Paragraph(text, lead) for name, (lead, text) in PAGES["questions"].items()}
"""What to ask every school: `doors.GENERAL`, which a course's own facts may answer, and two that no web page answers."""


@dataclass(frozen=True)
class Checked:
    """All that a door audit shows: a program held against roles. `found` is a pasted list as it was read, `name` its file."""

    program: Program
    audit: Audit
    name: str = ""
    found: "ModuleList | None" = None


def page(knowledge: Knowledge, checked: Checked, today: int, own: tuple[str, ...] = ()) -> Page:
    """Return the audit; `own` are the roles of a student's result, to stand first on the screen."""
    program, audit = checked.program, checked.audit
    order = (*own, *(door.role for door in audit.doors))
    doors = sorted(audit.doors, key=lambda door: order.index(door.role))
    leads = [door for door in doors if door.state.leads or door.role in own]
    shown = leads[: ROLES_BESIDE_QUESTIONS if audit.questions else ROLES_ALONE]
    rest = [door for door in doors if door not in shown and door.state is not DoorState.ASK]
    by_role = (facts.door_table(knowledge, shown, 27), facts.by_door(knowledge, rest))
    full = tuple(_in_full(knowledge, program, doors))
    general = (
        items(map(Paragraph, program.checks), "About this course", boxes=True),
        items(map(GENERAL.__getitem__, audit.general), "Nothing we read answers this", boxes=True),
    )
    asked = general if program.listed is Listed.NONE else _questions(knowledge, audit, 2 if leads else 5)
    unsure = checked.found.questions if checked.found else ()
    return facts.page_of(
        Notes(knowledge),
        f"{checked.name or label(program)}: which roles it leads to",
        (
            Paragraph(_about(checked, today)),
            items(map(Paragraph, unsure), "First, about the list"),
            *(full if len(doors) <= IN_FULL else by_role),
            *asked,
            _next(checked),
        ),
        ("doors", "Every role: what it needs, what is on the list", full),
        ("questions", "For the open day", (*_questions(knowledge, audit), *general)),
        ("titles", "How the list was read", _reading(knowledge, checked)),
    )


def document(knowledge: Knowledge, checked: Checked) -> dict[str, Any]:
    """Return the audit as JSON."""
    program, found = checked.program, checked.found
    return {
        **facts.head(knowledge),
        "program": None if checked.name else program.id,
        "listed": program.listed,
        "questions": to_jsonable_python(checked.audit.questions),
        "complete": program.listed is Listed.WHOLE,
        "elective_slots": program.elective_slots,
        "modules": [module.model_dump(mode="json") for module in program.modules],
        "roles": list(map(facts.door_record, checked.audit.doors)),
        "general_questions": checked.audit.general,
        "list_questions": found.questions if found else (),
        "notes": [f"{out.line}: {out.why}" for out in found.left_out] if found else [],
    }


def _about(checked: Checked, today: int) -> str:
    """Return what was read, how many roles have which door, and how to get in."""
    if checked.program.listed is Listed.NONE:
        return facts.NO_LIST
    states = [door.state for door in checked.audit.doors]
    counts = ", ".join(f"{states.count(state)} {state}" for state in DoorState if state in states)
    read = sentence(facts.list_words(checked.program, today))
    entry = "; ".join(facts.without_repeats([one.text.rstrip(".") for one in checked.program.entry]))
    get_in = f" To get in: {entry}." if entry else ""
    return f"{read} {facts.counted(len(states), 'role')}: {counts}.{get_in}"


def _questions(knowledge: Knowledge, audit: Audit, most: int | None = None) -> Iterator[Block]:
    """Yield what to ask about the roles that are not decided: the subject, whom it decides, how usual it is."""
    rows = []
    for question in audit.questions[:most]:
        perhaps = f" (perhaps in “{question.titles[0]}”)" if question.titles else ""
        roles = ", ".join(knowledge.role[role].name for role in question.roles)
        subject = facts.needs_in_words(knowledge, (question.topics,)) + perhaps
        rows.append((subject, roles, f"{question.usual} of {question.lists}"))
    if rows:
        electives = all(door.by_elective_only for door in audit.doors if door.state is DoorState.ASK)
        asked = "? Ask: as an elective?" if electives else "? Ask: is this taught?"
        yield Table((asked, "It decides", "Usual"), cells(rows), keep=0)
        rest = len(audit.questions) - len(rows)
        more = f" {rest} more: --only questions." if rest else ""
        lists = audit.questions[0].lists
        yield Paragraph(f"Usual: so many of {lists} lists of this kind teach it.{more}", dim=True)


def _in_full(knowledge: Knowledge, program: Program, doors: list[Door]) -> Iterator[Block]:
    """Yield for each role the modules that teach what it needs, and its door."""
    status = {module.title: STATUS_WORDS[module.status] for module in reversed(program.modules)}
    for door in doors:
        rows: list[Row] = []
        for need in door.needs:
            words = facts.needs_in_words(knowledge, (need.topics,))
            rows.append((f"must: {words}" if need.must else words, _taught(need, status)))
        rows.append(("so", facts.door_cell(knowledge, door)))
        title = f"{knowledge.role[door.role].name}: {facts.taught_count(door)} on the list"
        yield Table(("", ""), cells(rows), title=title, keep=0)


def _taught(need: Need, status: dict[str, str]) -> str:
    if not need.modules:
        return "not on the list: ask" if need.open else "not taught"
    named = some([f"“{title}” ({status[title]})" for title in need.modules], 3)
    return named if need.met else f"{named}; ask how far it goes"


def _reading(knowledge: Knowledge, checked: Checked) -> Iterator[Block]:
    """Yield what each title of a pasted list was taken for, those that are unclear or say nothing to us, and what was left out."""
    if not checked.found:
        return
    taught, unclear, nothing = [], [], []
    for module, read in zip(checked.program.modules, checked.found.modules, strict=True):
        if module.topics:
            topics = facts.topic_names(knowledge, module.topics)
            taught.append((module.title, STATUS_WORDS[module.status], topics, read.because))
        if module.may:
            unclear.append(Paragraph(f"{facts.topic_names(knowledge, module.may, 'or')}?", module.title))
        if not (module.topics or module.may):
            nothing.append(module.title)
    left_out = (Paragraph(out.why, out.line) for out in checked.found.left_out)
    yield Table(("Title", "", "Teaches", "Because"), cells(taught), keep=0)
    yield items(unclear, "Unclear titles: they may teach this, but it is not counted")
    yield items([Paragraph("; ".join(nothing))] if nothing else [], "Titles that name none of our subjects")
    yield items(left_out, "Lines that were not taken for modules")


def _next(checked: Checked) -> Links:
    if not checked.name:
        return facts.links("check")
    # a list that came through a pipe has to be put into some file first
    file = "FILE" if checked.name == STDIN else shlex.quote(checked.name)
    return facts.links(f"pasted-{checked.program.listed}", file=file)


def open_day(knowledge: Knowledge, result: "Recommendation") -> Iterator[Items]:
    """Yield what to ask in groups: what matters for this student and is not known, about the degree, anywhere."""
    verdict = result.verdict
    degrees = [verdict.program] if verdict.program else [verdict.leader, verdict.rival]
    about = knowledge.program[verdict.program].name if verdict.program else "both degrees"
    for title, asked in (
        ("Not known of these courses, and it matters for your roles", _unknown(knowledge, result)),
        (f"About {about}", _about_degrees(knowledge, result, degrees)),
        ("Everywhere", GENERAL.values()),
    ):
        if (group := items(asked, title, boxes=True)).items:
            yield group


def _unknown(knowledge: Knowledge, result: "Recommendation") -> Iterator[Paragraph]:
    """Yield the topics that a role of the student needs and of which nobody has said whether these courses teach them."""
    asked: dict[tuple[str, ...], list[str]] = {}
    for choice in (*result.courses.choices, *result.courses.ask_first):
        needs = (topics for door in choice.doors for topics in door.to_ask)
        topics = tuple(
            dict.fromkeys(topic for need in needs for topic in need)
        )  # each once: several roles need it
        asked.setdefault(topics, []).append(label(knowledge.program[choice.program]))
    for topics, labels in asked.items():
        if topics:
            what = "Which of these do you teach" if len(topics) > 1 else "Do you teach this"
            words = facts.topic_names(knowledge, topics, "or")
            yield Paragraph(f"{what}, so that one can work with it: {words}?", lead="; ".join(labels))


def _about_degrees(knowledge: Knowledge, result: "Recommendation", degrees: list[str]) -> Iterator[Paragraph]:
    """Yield what to ask about the named degree, or both: the electives that the roles need, then its own questions."""
    for door in result.doors:
        if door.program in degrees and door.state is DoorState.CHOOSE and door.electives:
            lead = f"{knowledge.role[door.role].name} with {short_name(knowledge.program[door.program])}"
            yield Paragraph(f"May I take {joined(door.electives)}?", lead=lead)
    for program in (knowledge.program[degree] for degree in degrees):
        lead = short_name(program) if len(degrees) > 1 else ""
        yield from (Paragraph(check, lead=lead) for check in program.checks)
