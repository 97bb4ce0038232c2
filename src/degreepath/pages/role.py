"""The list of roles, and the page of one."""

from collections.abc import Iterator, Mapping
from typing import Any

from degreepath.advice.doors import Door, Doors, DoorState
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.model import Listed, Pay, Program, Role
from degreepath.pages import facts
from degreepath.pages.blocks import Block, Cell, Item, Links, Page, Paragraph, Table
from degreepath.pages.facts import cells, first_sentence, items
from degreepath.pages.notes import Notes
from degreepath.pages.wording import joined, sentence, short

MOST_OF_WAY_IN = 155
WEIGHT_WORDS = {3: "At its centre", 2: "Also important", 1: "Some of"}
MEDIAN = "The median is the middle: half of those counted get less, half get more. At the 10th percentile one in ten gets less."
NO_PAY = "no published figure for this job: ask people who do it."


def listing(knowledge: Knowledge, doors: Doors) -> Page:
    """Return the list of roles with their `doors` in the two general degrees; the work of each is a section behind it."""
    degrees = tuple(short(program) for program in knowledge.archetypes)
    rows = tuple(
        (
            Cell(role.name),
            *(Cell(door=doors[role.id][p.id].state) for p in knowledge.archetypes),
            Cell(role.id),
        )
        for role in knowledge.roles
    )
    works = (Item(first_sentence(role.work), lead=role.name) for role in knowledge.roles)
    example = knowledge.roles[0].id
    links = (
        (f"degreepath roles {example}", "read about one: the work, pay, the way in"),
        (f"degreepath programs --role {example}", "the courses that lead there"),
    )
    title = "Roles: the jobs, and which general degree leads there"
    summary = (Table(("Role", *degrees, "Type this"), rows), Links(links))
    sections = facts.sections(("work", "What one does there", items(works)))
    return Page(title, summary, sections, knowledge.version)


def page(
    knowledge: Knowledge, role: Role, doors: Mapping[str, Door], today: int, country: str | None = None
) -> Page:
    """Return the page of `role` with the door of every program; `country` is whose pay comes first, `today` the year."""
    notes = Notes(knowledge, today)
    task = role.try_this
    way = role.way_in  # the section `more` has it whole
    way_in = way.text if len(way.text) <= MOST_OF_WAY_IN else first_sentence(way.text)
    summary = (
        Paragraph(role.work, lead="The work"),
        Paragraph(role.suits, lead="Suits"),
        Paragraph(sentence(facts.needs_in_words(knowledge, role.must)), lead="Needs"),
        Paragraph(sentence(facts.topic_names(knowledge, role.helps)), lead="Helps"),
        Paragraph(notes.aged(way_in, way.source), lead="The way in", cites=notes.cite(way.source)),
        pay_line(notes, knowledge.pay_of(role), country),
        *_degrees(knowledge, doors, today),
        Paragraph(task.do, lead="This week"),
        Paragraph(task.next, lead="Go further"),
    )
    tried = (Paragraph(task.liked, lead="Liked it"), Paragraph(task.hated, lead="Did not"))
    sections = facts.sections(
        ("pay", "Pay", pay_blocks(notes, knowledge.pay_of(role))),
        ("outside", "Ways in outside both degrees", items(_outside(notes, role))),
        ("programs", "Programs that lead there", _programs(notes, role, doors)),
        ("needs", "What it needs, and why", _needs(notes, role)),
        ("more", "The way in, portfolio, professional bodies, outlook", more_blocks(notes, role)),
        ("try", "After the task of this week", tried),
    )
    return Page(role.name, summary, (*sections, *notes.sources()), knowledge.version)


def document(knowledge: Knowledge, doors: Doors) -> dict[str, Any]:
    """Return the roles that `doors` are about as JSON."""
    return {"schema": facts.SCHEMA, "roles": records(knowledge, doors)}


def records(knowledge: Knowledge, doors: Doors) -> list[dict[str, Any]]:
    """Return everything known about the roles that `doors` are about: pay figures in full, the door of each program."""
    return [_record(knowledge, knowledge.role[name], row) for name, row in doors.items()]


def _record(knowledge: Knowledge, role: Role, doors: Mapping[str, Door]) -> dict[str, Any]:
    return {
        **role.model_dump(mode="json"),
        "pay": [figure.model_dump(mode="json") for figure in knowledge.pay_of(role)],
        "door": {program: door.state for program, door in doors.items()},
    }


def pay_line(
    notes: Notes, figures: tuple[Pay, ...], country: str | None = None, lead: str = "Pay"
) -> Paragraph:
    """Return the first figure of `country`, or the first of all, told whole."""
    if not figures:
        return Paragraph(NO_PAY, lead=lead)
    figure = next((figure for figure in figures if figure.country == country), figures[0])
    return Paragraph(facts.pay_words(figure, notes.today), lead=lead, cites=notes.cite(figure.source))


def pay_blocks(notes: Notes, figures: tuple[Pay, ...]) -> tuple[Block, ...]:
    """Return every figure whole, with the year before, openings, usual entry and how to read it."""
    how = (Paragraph(MEDIAN),) if any(figure.median is not None for figure in figures) else ()
    return (*how, *items(_figure(notes, figure) for figure in figures)) or (Paragraph(NO_PAY),)


def _figure(notes: Notes, figure: Pay) -> Item:
    more = (
        figure.earlier and f"The year before: {figure.earlier}.",
        figure.openings is not None and f"Openings: about {figure.openings:,} a year, as projected.",
        figure.usual_entry and f"Usual way in, officially: {figure.usual_entry}.",
        figure.note,
    )
    cites = notes.cite(figure.source, figure.projections)
    return Item(facts.pay_words(figure, notes.today), cites=cites, more=tuple(line for line in more if line))


def _degrees(knowledge: Knowledge, doors: Mapping[str, Door], today: int) -> tuple[Block, ...]:
    """Return whether the general degrees lead to the role, and how many real courses do."""
    rows = tuple(
        (Cell(degree.name), Cell(facts.why(knowledge, doors[degree.id]), doors[degree.id].state))
        for degree in knowledge.archetypes
    )
    real = f"Real courses with a module list: {lead_counts(knowledge, doors, today)}."
    return Table(("", ""), rows), Paragraph(real, dim=True)


def lead_counts(knowledge: Knowledge, doors: Mapping[str, Door], today: int) -> str:
    """Return how many of the real courses with a module list lead to a role; closed and old ones do not count."""
    listed = [c for c in knowledge.courses if c.listed is not Listed.NONE and not facts.is_example(c, today)]
    states = [doors[course.id].state for course in listed]
    yes, choose = states.count(DoorState.YES), states.count(DoorState.CHOOSE)
    return f"{yes} of {len(listed)} lead there" + (f", {choose} more if you choose" if choose else "")


def _outside(notes: Notes, role: Role) -> Iterator[Item]:
    for way in role.routes:
        more = (f"degreepath programs {way.program}",) if way.program else ()
        yield Item(notes.aged(way.text, way.source), cites=notes.cite(way.source), more=more)


def _programs(notes: Notes, role: Role, doors: Mapping[str, Door]) -> tuple[Block, ...]:
    """Return the article's word, the courses that lead there as a table, and how many others there are."""
    knowledge = notes.knowledge
    courses = course_blocks(knowledge, knowledge.courses, doors, notes.today)
    degrees = [knowledge.program[name] for name in role.listed_for]
    if not degrees:
        return courses
    named = joined(degree.name for degree in degrees)
    cites = notes.cite(*dict.fromkeys(degree.modules_source for degree in degrees))
    return (
        Paragraph(f"The article behind the two general degrees lists it for {named}.", cites=cites),
        *courses,
    )


def course_blocks(
    knowledge: Knowledge, courses: tuple[Program, ...], doors: Mapping[str, Door], today: int
) -> tuple[Block, ...]:
    """Return the courses that lead to a role, the surest first and the old ones last, those to ask, how many do not."""
    order = list(DoorState)
    held = [(course, doors[course.id]) for course in courses]
    held.sort(key=lambda pair: (facts.is_example(pair[0], today), order.index(pair[1].state)))
    rows = tuple(
        (
            *cells(course.id, course.country or "", facts.list_year(course, today), facts.taught_count(door)),
            Cell(facts.why(knowledge, door), door.state),
        )
        for course, door in held
        if door.state.leads
    )
    ask = ", ".join(course.id for course, door in held if door.state is DoorState.ASK)
    closed = sum(door.state is DoorState.NO for _, door in held)
    labels = (Paragraph(ask or "none", lead="Ask"), Paragraph(facts.counted(closed, "course"), lead="No"))
    return (*((Table(("Course", "Country", "List", "Teaches", "Door"), rows),) if rows else ()), *labels)


def _needs(notes: Notes, role: Role) -> tuple[Block, ...]:
    interest = notes.knowledge.interest
    named = {
        w: [interest[one].name for one, wanted in role.wants.items() if wanted == w] for w in WEIGHT_WORDS
    }
    wants = (Item(", ".join(names), lead=WEIGHT_WORDS[weight]) for weight, names in named.items() if names)
    because = Paragraph(role.needs_because, cites=notes.cite(*role.needs_source))
    return (because, *items(wants, "Interests"))


def more_blocks(notes: Notes, role: Role) -> tuple[Block, ...]:
    """Return the way in, portfolio, professional bodies, the official name, outlook and where sources disagree."""
    official: tuple[Paragraph, ...] = ()
    if role.occupation:
        nearest = role.occupation
        text = f"{nearest.title} ({nearest.code}). {nearest.match}"
        official = (Paragraph(text, lead="Official name", cites=notes.cite(nearest.source)),)
    return (
        notes.said(role.way_in, lead="The way in"),
        notes.said(role.portfolio, lead="Portfolio"),
        notes.said(role.bodies, lead="Bodies"),
        *official,
        *items(map(notes.fact, role.outlook), "Outlook"),
        *items(map(notes.fact, role.conflicts), "Where sources disagree"),
    )
