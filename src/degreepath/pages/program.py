"""The programs to choose from, the list of some of them, the page of one, and courses known by official figures only."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from degreepath.advice.doors import Door, Doors, DoorState
from degreepath.knowledge.fields import Fact
from degreepath.knowledge.find import award_rule
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.model import Listed, Module, ModuleStatus, Outcome, Program, ProgramKind, Role
from degreepath.outcomes.imported import OfficialCourse, line, meaning
from degreepath.pages import facts
from degreepath.pages.blocks import Block, Cell, Item, Items, Links, Page, Paragraph, Section, Table
from degreepath.pages.facts import OTHER_COURSE, cells, counted, items, topic_names
from degreepath.pages.notes import NOT_KNOWN, Notes
from degreepath.pages.role import course_blocks
from degreepath.pages.wording import inside, joined, label, sentence, short

NEAREST = (
    "Each course counts for the general degree it is nearest to. Known: all its compulsory modules were read."
)
EXAMPLE = "An example of such a course, not an offer: its module list is old."


def overview(knowledge: Knowledge) -> Page:
    """Return what there is to choose from: the two general degrees, and the countries with a section of courses each."""
    degrees = tuple(cells(p.id, p.name, p.award) for p in knowledge.archetypes)
    rows = []
    for name, number in Counter(course.country or "" for course in knowledge.courses).most_common():
        here = [course for course in knowledge.courses if (course.country or "") == name]
        near = (sum(course.archetype == p.id for course in here) for p in knowledge.archetypes)
        known = sum(course.listed in {Listed.WHOLE, Listed.COMPULSORY} for course in here)
        rows.append(cells(name, *map(str, (number, *near, known))))
    heads = ("Country", "Courses", *map(short, knowledge.archetypes), "Known")
    links = (
        ("degreepath programs --country UK", "the courses of one country"),
        ("degreepath programs --role composer", "the courses that lead to a role"),
        ("degreepath programs production", "read one"),
        OTHER_COURSE,
    )
    courses = Section("courses", "All courses", _tables(knowledge, knowledge.courses))
    title = f"Programs: two general degrees and {len(knowledge.courses)} real courses"
    tables = (Table(("General degree", "", "Award"), degrees), Table(heads, tuple(rows)))
    summary = (*tables, Paragraph(NEAREST, dim=True), Links(links))
    return Page(title, summary, (courses,), knowledge.version)


def listing(
    knowledge: Knowledge, country: str | None, role: Role | None, doors: Doors, more: tuple[Section, ...] = ()
) -> Page:
    """Return the courses of `country` that lead to `role`, either of them left out if None; `doors` are those to it.

    `more` are sections of courses that we have no modules for.
    """
    courses = tuple(c for c in knowledge.courses if country in {None, c.country})
    where = f" in {country}" if country else ""
    if not role:
        title = f"{counted(len(courses), 'course')}{where}"
        return Page(title, _tables(knowledge, courses), more, knowledge.version)
    title = f"Courses{where} that lead to {role.name}"
    return Page(
        title, course_blocks(knowledge, courses, doors[role.id], knowledge.year), more, knowledge.version
    )


def _tables(knowledge: Knowledge, courses: Iterable[Program]) -> tuple[Block, ...]:
    """Return the courses in a table for each general degree that they are near to."""
    near: dict[str | None, list[tuple[Cell, ...]]] = {}
    for one in courses:
        row = cells(one.id, label(one), one.award, facts.listed_words(one, knowledge.year))
        near.setdefault(one.archetype, []).append(row)
    heads = ("Course", "", "Award", "Module list")
    degrees = [p for p in knowledge.archetypes if p.id in near]
    return tuple(Table(heads, tuple(near[p.id]), title=f"Near {p.name}") for p in degrees)


def page(
    knowledge: Knowledge, program: Program, between: Doors, figures: tuple[Outcome, ...], today: int
) -> Page:
    """Return the page of `program` with its doors to all roles and the official `figures` about it."""
    notes = Notes(knowledge, today)
    doors = [row[program.id] for row in between.values()]
    surest = sorted(doors, key=lambda door: list(DoorState).index(door.state))
    other = next(p.id for p in knowledge.archetypes if p.id not in (program.id, program.archetype))
    links = (
        (f"degreepath check {program.id}", "what to ask at the open day"),
        (f"degreepath compare {program.id} {other}", "beside the other degree"),
    )
    summary = (
        Paragraph(program.about),
        *_about(notes, program),
        *(Paragraph(sentence(line(one)), "Graduates", notes.cite(one.source)) for one in figures[:1]),
        facts.by_door(knowledge, doors) if program.modules else Paragraph(facts.NO_LIST, lead="Leads to"),
        Links(links),
    )
    claims = items(map(notes.claim, program.claims), "What sellers claim (we have not checked it)")
    sections = facts.sections(
        ("modules", "Modules", _modules(notes, program)),
        ("doors", "Where it leads, and why", [facts.door_table(knowledge, surest)]),
        ("entry", "To get in", entry_blocks(notes, program)),
        ("outcomes", "What became of graduates, officially", _outcomes(notes, figures)),
        ("more", "Study, award, maths, writing, software, claims", (*_more(notes, program), *claims)),
    )
    return Page(label(program), summary, (*sections, *notes.sources()), knowledge.version)


def document(knowledge: Knowledge, programs: Iterable[Program], doors: Doors) -> dict[str, Any]:
    """Return `programs` as JSON."""
    return {"schema": facts.SCHEMA, "programs": records(knowledge, programs, doors)}


def records(knowledge: Knowledge, programs: Iterable[Program], doors: Doors) -> list[dict[str, Any]]:
    """Return everything known about programs: topics by status, outcomes, the door to each role."""
    return [_record(knowledge, one, [row[one.id] for row in doors.values()]) for one in programs]


def _record(knowledge: Knowledge, program: Program, doors: Iterable[Door]) -> dict[str, Any]:
    topics = facts.topics_taught(program)
    return {
        **program.model_dump(mode="json"),
        "topics": {s: [topic for topic, status in topics.items() if status is s] for s in ModuleStatus},
        "outcomes": [outcome.model_dump(mode="json") for outcome in knowledge.outcomes_of(program)],
        # `check` has each need with its modules: here they would make megabytes
        "roles": [facts.door_record(door, needs=False) for door in doors],
    }


def _about(notes: Notes, program: Program) -> list[Block]:
    """Return what sort of program it is, how much of its module list was read, and how to get in."""
    country = f" ({program.country})" if program.country else ""
    general = f"A general degree, {program.award}; real courses differ."
    kind = general if _is_general(program) else sentence(f"A real course{country}; {program.award}")
    blocks: list[Block] = [Paragraph(kind, lead="What it is", cites=notes.cite(program.modules_source))]
    if program.closed:
        blocks.append(notes.said(program.closed, lead="Closed"))
    elif facts.is_example(program, notes.today):
        blocks.append(Paragraph(EXAMPLE, lead="Old"))
    blocks.append(Paragraph(sentence(facts.list_words(program, notes.today)), lead="Module list"))
    entry = " ".join(sentence(notes.aged(one.text.rstrip("."), one.source)) for one in program.entry)
    cites = notes.cite(*dict.fromkeys(condition.source for condition in program.entry))
    return [*blocks, Paragraph(entry or _unknown(program), lead="To get in", cites=cites)]


def _is_general(program: Program) -> bool:
    return program.kind is ProgramKind.ARCHETYPE


def _unknown(program: Program) -> str:
    return "Each school decides: ask." if _is_general(program) else sentence(NOT_KNOWN)


def entry_blocks(notes: Notes, program: Program, title: str = "") -> tuple[Block, ...]:
    """Return what an applicant must have or show, one condition a line, and what to check before applying."""
    conditions = [
        Item(notes.aged(c.text, c.source), lead=c.kind.capitalize(), cites=notes.cite(c.source))
        for c in program.entry
    ]
    return (
        *items(conditions or [Item(_unknown(program))], title),
        *items(map(Item, program.checks), "Check before you apply"),
    )


def _outcomes(notes: Notes, figures: tuple[Outcome, ...]) -> tuple[Block, ...]:
    """Return all official figures, with what each measures."""
    return items(
        Item(sentence(line(one)), cites=notes.cite(one.source), more=(meaning(one.measure),))
        for one in figures
    )


def _modules(notes: Notes, program: Program) -> tuple[Block, ...]:
    """Return how much of the list was read and why we say so, then the modules with what each teaches."""
    read = f"{sentence(facts.list_words(program, notes.today))} {sentence(program.listed_because)}"
    blocks: list[Block] = [Paragraph(read, cites=notes.cite(program.modules_source))]
    blocks += [Paragraph(sentence(group.rule)) for group in program.groups]
    if program.elective_slots is not None:
        blocks.append(Paragraph(f"You can take {counted(program.elective_slots, 'elective')}."))
    for status, words in facts.STATUS_WORDS.items():
        rows = tuple(_module_row(notes, m) for m in program.modules if m.status is status)
        blocks += [Table((words.capitalize(), "Teaches"), rows, keep=0)] if rows else []
    return tuple(blocks)


def _module_row(notes: Notes, module: Module) -> tuple[Cell, ...]:
    worth = f"{module.credits} credits" if (module.credits or "").isdigit() else module.credits
    extra = ", ".join(filter(None, (module.code, worth)))
    perhaps = f"perhaps {topic_names(notes.knowledge, module.may, 'or')}: ask" if module.may else ""
    teaches = topic_names(notes.knowledge, module.topics) or perhaps
    cites = "".join(f" [{number}]" for number in notes.cite(module.source))
    because = ": ".join(filter(None, (teaches, module.because)))
    return cells(f"{module.title} ({extra})" if extra else module.title, because + cites)


def _more(notes: Notes, program: Program) -> tuple[Block, ...]:
    def told(fact: Fact | None, lead: str) -> Paragraph:
        return notes.said(fact, lead=lead) if fact else Paragraph(NOT_KNOWN, lead=lead)

    software = ", ".join(notes.aged(fact.text, fact.source) for fact in program.software)
    cites = notes.cite(*dict.fromkeys(fact.source for fact in program.software))
    parts = (f"{part.credits} {inside(part.part)}" for part in program.structure)
    labels = (
        told(program.award_note, "Award") if program.award_note else Paragraph(program.award, "Award"),
        Paragraph(rule_words(notes.knowledge, program) if _is_general(program) else "", lead="How often"),
        told(program.science, "Maths"),
        told(program.humanities, "Writing"),
        Paragraph(software or NOT_KNOWN, "Software", cites),
        Paragraph("; ".join(filter(None, (program.credits, *parts))), lead="Credits"),
    )
    return (
        *(one for one in labels if one.text),
        *items(map(notes.fact, program.study), "You study"),
        *items(map(notes.fact, program.facts), "Also worth knowing"),
    )


def rule_words(knowledge: Knowledge, archetype: Program) -> str:
    """Return how often the usual award of a general degree holds among its real courses, and the exceptions by name."""
    rule = award_rule(knowledge, archetype)
    awards = joined(rule.awards, "or")
    text = f"{rule.holds} of {rule.total} real degrees of this kind are {awards}: a tendency, not a rule."
    rest = {"Others": rule.counter_examples, "Not counted, no bachelor's degree": rule.not_counted}
    for lead, courses in rest.items():
        named = "; ".join(f"{course}: {knowledge.program[course].award}" for course in courses)
        text += f" {lead}: {named}." if named else ""
    return text


ONLY_FIGURES = (
    "These are in the official files that you imported, but we have no modules of them. To see where one leads, paste its "
    "module list into a file and type: degreepath check --modules FILE"
)


def official_sections(
    knowledge: Knowledge, courses: Sequence[OfficialCourse], today: int
) -> tuple[Section, ...]:
    """Return the section of `courses` with every figure whole on its line, and that of their sources; none without courses."""
    if not courses:
        return ()
    notes = Notes(knowledge, today)
    items = tuple(
        Item(
            ", ".join(filter(None, (course.school, course.award, course.mode))),
            lead=course.title,
            cites=notes.cite(*{outcome.source: None for outcome in course.outcomes}),
            more=tuple(map(line, course.outcomes)),
            url=course.link,
        )
        for course in courses
    )
    official = Section(
        "official", "Known by their official figures only", (Paragraph(ONLY_FIGURES), Items(items))
    )
    return (official, *notes.sources())
