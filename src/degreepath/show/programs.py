"""The list of programs, and the page of one."""

from collections.abc import Iterator
from typing import Any

from degreepath.advice.coverage import Viability, open_door
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import ModuleStatus, Program, ProgramKind
from degreepath.show import program_items as of
from degreepath.show.blocks import Entry, Item, Listing, Page, Section
from degreepath.show.documents import SCHEMA, program_record
from degreepath.show.door_items import legend, role_item
from degreepath.show.notes import NOT_PUBLISHED, Notes, unpublished

MODULE_TITLES = {
    ModuleStatus.CORE: "Compulsory modules",
    ModuleStatus.ELECTIVE: "Elective modules",
    ModuleStatus.INTRO: "Modules that only introduce their subjects",
}


def page(knowledge: Knowledge, program: Program | None, today: int) -> Page:
    """Return the list of programs, or the page of `program`; `today` is the present year."""
    return _one(knowledge, program, Notes(knowledge, today)) if program else _all(knowledge, today)


def document(knowledge: Knowledge, program: Program | None = None) -> dict[str, Any]:
    """Return all programs, or `program` alone, as JSON."""
    programs = (program,) if program else knowledge.programs
    return {"schema": SCHEMA, "programs": [program_record(knowledge, one) for one in programs]}


def _all(knowledge: Knowledge, today: int) -> Page:
    lines = (
        "Read one with: degreepath programs PROGRAM, for example: degreepath programs production",
        f"Where a module list is not complete: {of.INCOMPLETE[0].lower()}{of.INCOMPLETE[1:]}",
        "Hold several against each other with: degreepath compare production technology",
    )
    countries = dict.fromkeys(course.country or "" for course in knowledge.courses)
    listings = [Listing("The two general degrees", _entries(knowledge.archetypes, today))]
    for country in countries:
        courses = tuple(course for course in knowledge.courses if (course.country or "") == country)
        title = f"Real courses: {country or f'country {NOT_PUBLISHED}'}"
        listings.append(Listing(title, _entries(courses, today)))
    return Page("Programs", lines, tuple(listings))


def _entries(programs: tuple[Program, ...], today: int) -> tuple[Entry, ...]:
    return tuple(
        Entry(program.id, of.label(program), f"{program.award}; {of.list_words(program, today)}")
        for program in programs
    )


def _one(knowledge: Knowledge, program: Program, notes: Notes) -> Page:
    closed = [Section("No longer offered", (notes.fact(program.closed),))] if program.closed else []
    sections = [
        *closed,
        Section("What you study", tuple(map(notes.fact, program.study)) or unpublished()),
        Section("Award", (*of.award(notes, program), *_rule(knowledge, program))),
        Section("Credits", of.structure(notes, program)),
        Section("To get in", of.entry(notes, program)),
        *_modules(notes, program),
        Section("Software", of.software(notes, program)),
        Section("Science and maths", of.fact_or_unknown(notes, program.science)),
        Section("Humanities and writing", of.fact_or_unknown(notes, program.humanities)),
        Section("Where it leads", _roles(knowledge, program)),
        Section("Check before you apply", of.checks(program)),
    ]
    if program.facts:
        sections.append(Section("Also worth knowing", notes.facts(program.facts)))
    if program.claims:
        sections.append(Section("What sellers claim (we have not checked it)", of.claims(notes, program)))
    kind = of.kind_words(program)
    lines = (program.about, f"This is {kind}.")
    return Page(of.label(program), lines, (*sections, legend(), notes.sources(), _next(knowledge, program)))


def _modules(notes: Notes, program: Program) -> Iterator[Section]:
    if not program.modules:
        yield Section("Modules", unpublished())
        return
    yield Section("Modules", (of.module_list(notes, program),))
    for status, title in MODULE_TITLES.items():
        modules = tuple(
            of.module_item(notes, module) for module in program.modules if module.status is status
        )
        if modules:
            slots = program.elective_slots if status is ModuleStatus.ELECTIVE else None
            yield Section(
                f"{title} ({len(modules)}{'' if slots is None else f', you can take {slots}'})", modules
            )


def _rule(knowledge: Knowledge, program: Program) -> tuple[Item, ...]:
    return (of.rule(knowledge, program),) if program.kind is ProgramKind.ARCHETYPE else ()


def _roles(knowledge: Knowledge, program: Program) -> tuple[Item, ...]:
    doors = [(role, open_door(program, role)) for role in knowledge.roles]
    return tuple(
        role_item(knowledge, program, role, door)
        for viability in Viability
        for role, door in doors
        if door.viability is viability
    )


def _next(knowledge: Knowledge, program: Program) -> Section:
    near = (program.id, program.archetype)
    other = next(degree.id for degree in knowledge.archetypes if degree.id not in near)
    return Section(
        "Read on", (Item(f"degreepath compare {program.id} {other}"), Item("degreepath roles ROLE"))
    )
