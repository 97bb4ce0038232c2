"""What is known about one program, as statements: the cells of a comparison and the sections of a program's page."""

from itertools import groupby

from degreepath.advice.awards import award_rule
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Module, ModuleStatus, Program, ProgramKind
from degreepath.knowledge.record import Fact
from degreepath.knowledge.source import is_old
from degreepath.show.blocks import Item
from degreepath.show.notes import Notes, dated, unpublished

STATUS_WORDS = {
    ModuleStatus.CORE: "Compulsory",
    ModuleStatus.ELECTIVE: "Elective",
    ModuleStatus.INTRO: "Only introduced",
}
INCOMPLETE = "What is not in the list may still be taught: ask."


def label(program: Program) -> str:
    """Return the name of a program, with its institution where the name does not end in one: "Music (Stanford)"."""
    if program.institution and not program.name.endswith(")"):
        return f"{program.name}, {program.institution}"
    return program.name


def dated_label(program: Program, today: int) -> str:
    """Return the name of a program, with the year of its module list where that is old: an example, not an offer."""
    return (
        f"{label(program)}: list of {program.as_of}, old" if is_old(program.as_of, today) else label(program)
    )


def topic_name(knowledge: Knowledge, topic: str) -> str:
    """Return a topic's name."""
    return knowledge.topic[topic].name


def topics_by_status(program: Program) -> dict[ModuleStatus, tuple[str, ...]]:
    """Return the ids of the topics a program teaches, each under the surest status it is taught with."""
    seen: set[str] = set()
    found = {}
    for status in ModuleStatus:
        here = [t for module in program.modules if module.status is status for t in module.topics]
        found[status] = tuple(t for t in dict.fromkeys(here) if t not in seen)
        seen.update(here)
    return found


def kind_words(program: Program) -> str:
    """Return what sort of program this is."""
    if program.kind is ProgramKind.ARCHETYPE:
        return "a general degree, as one article describes it; real courses differ"
    school = program.institution or "a school that is not named"
    return (
        f"a real course of {school} ({program.country})" if program.country else f"a real course of {school}"
    )


def kind(notes: Notes, program: Program) -> tuple[Item, ...]:
    """Return what sort of program this is, and that it is closed where that is known."""
    closed = (notes.fact(program.closed, lead="Closed"),) if program.closed else ()
    return (Item(kind_words(program)), *closed)


def list_words(program: Program, today: int) -> str:
    """Return how old and how complete the module list is."""
    if program.kind is ProgramKind.ARCHETYPE:
        return "a general picture, not the list of one school"
    year = "undated" if program.as_of is None else dated(f"of {program.as_of}", today)
    return f"module list {year}, {'complete' if program.modules_complete else 'not complete'}"


def study(notes: Notes, program: Program) -> tuple[Item, ...]:
    """Return what one studies."""
    return (Item(program.about), *map(notes.fact, program.study))


def award(notes: Notes, program: Program) -> tuple[Item, ...]:
    """Return the award, and for a course whether it is an exception to the usual one."""
    source = program.modules_source if program.award_note is None else program.award_note.source
    items = [Item(program.award, cites=notes.cite(source))]
    if program.award_note:
        items.append(notes.fact(program.award_note))
    nearest = notes.knowledge.program.get(program.archetype or "")
    if nearest and program.id in award_rule(notes.knowledge, nearest).counter_examples:
        items.append(Item(f"An exception to the rule that a {nearest.name} degree is {nearest.award}."))
    return tuple(items)


def rule(knowledge: Knowledge, archetype: Program) -> Item:
    """Return how often the usual award of an archetype holds among its real courses, with the exceptions by name."""
    counted = award_rule(knowledge, archetype)
    lead = f"{archetype.name}, {archetype.award}"
    if not counted.total:
        return Item("there is no real course in our list to test this on.", lead=lead)

    def named(courses: tuple[str, ...]) -> str:
        return "; ".join(
            f"{label(knowledge.program[name])}: {knowledge.program[name].award}" for name in courses
        )

    awards, verb = " or ".join(counted.awards), "is" if counted.holds == 1 else "are"
    more = []
    if counted.counter_examples:
        more.append(f"Exceptions: {named(counted.counter_examples)}")
    if counted.not_counted:
        more.append(f"Not counted, because no bachelor's degree is named: {named(counted.not_counted)}")
    text = f"of the {counted.total} real bachelor's degrees of this kind in our list, {counted.holds} {verb} {awards}."
    return Item(text, lead=lead, more=tuple(more))


def subjects(notes: Notes, program: Program) -> tuple[Item, ...]:
    """Return the topics taught, by how surely."""
    if not any(module.topics for module in program.modules):
        return unpublished()
    items = [
        Item(", ".join(topic_name(notes.knowledge, topic) for topic in topics), lead=STATUS_WORDS[status])
        for status, topics in topics_by_status(program).items()
        if topics
    ]
    slots = program.elective_slots
    if slots is not None:
        items.append(Item(f"{slots or 'none'}", lead="Electives you can take"))
    return (*items, module_list(notes, program))


def module_list(notes: Notes, program: Program) -> Item:
    """Return how old and how complete the module list is, and what follows from that."""
    words = list_words(program, notes.today)
    ask = "" if program.modules_complete else f" {INCOMPLETE}"
    return Item(f"{words[0].upper()}{words[1:]}.{ask}", cites=notes.cite(program.modules_source))


def software(notes: Notes, program: Program) -> tuple[Item, ...]:
    """Return the software named, facts of one source on one line."""
    if not program.software:
        return unpublished()

    def source(fact: Fact) -> str:
        return fact.source

    groups = [(name, [fact.text for fact in facts]) for name, facts in groupby(program.software, source)]
    return tuple(Item(notes.aged(", ".join(texts), name), cites=notes.cite(name)) for name, texts in groups)


def fact_or_unknown(notes: Notes, fact: Fact | None) -> tuple[Item, ...]:
    """Return one fact, or that it is not published."""
    return (notes.fact(fact),) if fact else unpublished()


def structure(notes: Notes, program: Program) -> tuple[Item, ...]:
    """Return the credits and how they are made up."""
    if not program.credits and not program.structure:
        return _per_school(program)
    cites = notes.cite(program.modules_source)
    whole = (Item(program.credits, lead="In all", cites=cites),) if program.credits else ()
    return (
        *whole,
        *(
            Item(part.part, lead=str(part.credits), cites=() if whole else cites)
            for part in program.structure
        ),
    )


def entry(notes: Notes, program: Program) -> tuple[Item, ...]:
    """Return what an applicant must have or show."""
    if not program.entry:
        return _per_school(program)
    return tuple(
        Item(
            notes.aged(condition.text, condition.source),
            lead=condition.kind.capitalize(),
            cites=notes.cite(condition.source),
        )
        for condition in program.entry
    )


def _per_school(program: Program) -> tuple[Item, ...]:
    return (
        unpublished(" each school, they differ") if program.kind is ProgramKind.ARCHETYPE else unpublished()
    )


def claims(notes: Notes, program: Program) -> tuple[Item, ...]:
    """Return what interested parties say, marked as their claims."""
    return tuple(map(notes.claim, program.claims)) or (Item("none recorded"),)


def checks(program: Program) -> tuple[Item, ...]:
    """Return what to look at before applying."""
    return tuple(map(Item, program.checks)) or (
        Item("Which modules are compulsory, and which run every year?"),
    )


def module_item(notes: Notes, module: Module) -> Item:
    """Return one module with its code, credits and topics."""
    extra = ", ".join(
        part for part in (module.code, f"{module.credits} credits" if module.credits else None) if part
    )
    topics = ", ".join(topic_name(notes.knowledge, topic) for topic in module.topics)
    return Item(
        f"{module.title} ({extra})" if extra else module.title,
        cites=notes.cite(module.source),
        more=(f"teaches: {topics}",) if topics else (),
    )
