"""The list of roles, and the page of one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from degreepath.advice.doors import Door, Doors, DoorState
from degreepath.knowledge import Knowledge
from degreepath.knowledge.model import Listed, Pay, Program, Role
from degreepath.pages import facts
from degreepath.pages.blocks import Block, Item, Links, Page, Paragraph, Table, cells, items
from degreepath.pages.facts import Notes, first_sentence
from degreepath.pages.wording import sentence, short_name
from degreepath.text import joined

MOST_OF_WAY_IN, MOST_FOR_A_ROLE = 155, 2
WEIGHT_WORDS = {3: "At its centre", 2: "Also important", 1: "Some of"}
MEDIAN = "The median is the middle: half of those counted get less, half get more."
NO_PAY = "no published figure for this job: ask people who do it."


def listing(knowledge: Knowledge, doors: Doors) -> Page:
    """Return the list of roles with their `doors` in the two general degrees; the work of each is a section behind it."""
    degrees = tuple(short_name(program) for program in knowledge.archetypes)
    rows = cells(
        (role.name, *(doors[role.id][p.id].state for p in knowledge.archetypes), role.id)
        for role in knowledge.roles
    )
    works = items(Item(first_sentence(role.work), lead=role.name) for role in knowledge.roles)
    example = knowledge.roles[0].id
    links = (
        (f"degreepath roles {example}", "read about one: the work, pay, the way in"),
        (f"degreepath programs --role {example}", "the courses that lead there"),
    )
    return facts.page_of(
        Notes(knowledge),
        "Roles: the jobs, and which general degree leads there",
        (Table(("Role", *degrees, "Type this"), rows), Links(links)),
        ("work", "What one does there", [works]),
    )


def page(
    knowledge: Knowledge, role: Role, doors: Mapping[str, Door], today: int, country: str | None = None
) -> Page:
    """Return the page of `role` with the door of every program; `country` is whose pay comes first, `today` the year."""
    notes = Notes(knowledge, today)
    task = role.try_this
    way = role.way_in  # the section `more` has it whole
    way_in = way.text if len(way.text) <= MOST_OF_WAY_IN else first_sentence(way.text)
    degrees = cells((p.name, facts.door_cell(knowledge, doors[p.id])) for p in knowledge.archetypes)
    real = f"Real courses with a module list: {lead_counts(knowledge, doors, today)}."
    return facts.page_of(
        notes,
        role.name,
        (
            Paragraph(role.work, lead="The work"),
            Paragraph(role.suits, lead="Suits"),
            Paragraph(sentence(facts.needs_in_words(knowledge, role.must)), lead="Needs"),
            Paragraph(sentence(facts.topic_names(knowledge, role.helps)), lead="Helps"),
            Paragraph(notes.aged(way_in, way.source), lead="The way in", cites=notes.cite(way.source)),
            pay_line(notes, knowledge.pay_of(role), country),
            Table(("", ""), degrees),
            Paragraph(real, dim=True),
            Paragraph(task.do, lead="This week"),
            Paragraph(task.next, lead="Go further"),
        ),
        ("pay", "Pay", pay_blocks(notes, knowledge.pay_of(role))),
        ("outside", "Ways in outside both degrees", _outside(notes, role)),
        ("programs", "Programs that lead there", _programs(notes, role, doors)),
        ("needs", "What it needs, and why", _needs(notes, role)),
        ("more", "The way in, portfolio, professional bodies, outlook", more_blocks(notes, role)),
        (
            "try",
            "After the task of this week",
            (Paragraph(task.liked, lead="Liked it"), Paragraph(task.hated, lead="Did not")),
        ),
    )


def document(knowledge: Knowledge, doors: Doors) -> dict[str, Any]:
    """Return the roles that `doors` are about as JSON."""
    return {"schema": facts.SCHEMA, "roles": records(knowledge, doors)}


def records(knowledge: Knowledge, doors: Doors) -> list[dict[str, Any]]:
    """Return everything known about the roles that `doors` are about: pay figures in full, the door of each program."""
    return [
        {
            **knowledge.role[name].model_dump(mode="json"),
            "pay": [figure.model_dump(mode="json") for figure in knowledge.pay_of(knowledge.role[name])],
            "door": {program: door.state for program, door in row.items()},
        }
        for name, row in doors.items()
    ]


def pay_line(
    notes: Notes, figures: tuple[Pay, ...], country: str | None = None, lead: str = "Pay"
) -> Paragraph:
    """Return the first figure of `country`, or the first of all, told whole."""
    if not figures:
        return Paragraph(NO_PAY, lead=lead)
    figure = next((figure for figure in figures if figure.country == country), figures[0])
    return Paragraph(facts.pay_words(figure, notes.today), lead=lead, cites=notes.cite(figure.source))


def pay_blocks(notes: Notes, figures: tuple[Pay, ...]) -> Iterator[Block]:
    """Yield every figure whole, with the year before, openings, usual entry and how to read it."""
    if not figures:
        yield Paragraph(NO_PAY)
    if any(figure.median is not None for figure in figures):
        yield Paragraph(MEDIAN)
    yield items(_figure(notes, figure) for figure in figures)


def _figure(notes: Notes, figure: Pay) -> Item:
    more = (
        figure.earlier and f"The year before: {figure.earlier}.",
        figure.openings is not None and f"Openings: about {figure.openings:,} a year, as projected.",
        figure.usual_entry and f"Usual way in, officially: {figure.usual_entry}.",
        figure.note,
    )
    cites = notes.cite(figure.source, figure.projections)
    return Item(facts.pay_words(figure, notes.today), cites=cites, more=tuple(line for line in more if line))


def lead_counts(knowledge: Knowledge, doors: Mapping[str, Door], today: int) -> str:
    """Return how many of the real courses with a module list lead to a role; closed and old ones do not count."""
    listed = [c for c in knowledge.courses if c.listed is not Listed.NONE and not facts.is_example(c, today)]
    states = [doors[course.id].state for course in listed]
    yes, choose = states.count(DoorState.YES), states.count(DoorState.CHOOSE)
    return f"{yes} of {len(listed)} lead there" + (f", {choose} more if you choose" if choose else "")


def _outside(notes: Notes, role: Role) -> Iterator[Block]:
    commands = ((f"degreepath programs {way.program}",) if way.program else () for way in role.routes)
    yield items(replace(notes.fact(way), more=more) for way, more in zip(role.routes, commands, strict=True))


def _programs(notes: Notes, role: Role, doors: Mapping[str, Door]) -> Iterator[Block]:
    """Yield the article's word, the courses that lead there as a table, and how many others there are."""
    knowledge = notes.knowledge
    if degrees := [knowledge.program[name] for name in role.listed_for]:
        named = joined(degree.name for degree in degrees)
        cites = notes.cite(*(degree.modules_source for degree in degrees))
        yield Paragraph(f"The article behind the two general degrees lists it for {named}.", cites=cites)
    yield from course_blocks(knowledge, knowledge.courses, doors, notes.today)


def course_blocks(
    knowledge: Knowledge, courses: tuple[Program, ...], doors: Mapping[str, Door], today: int
) -> tuple[Block, ...]:
    """Return the courses that lead to a role, the surest first and the old ones last, those to ask, how many do not."""
    held = [(course, doors[course.id]) for course in courses]
    held.sort(key=lambda pair: (facts.is_example(pair[0], today), pair[1].state.rank))
    rows = cells(
        (
            course.id,
            course.country or "",
            facts.list_year(course, today),
            facts.taught_count(door),
            facts.door_cell(knowledge, door),
        )
        for course, door in held
        if door.state.leads
    )
    ask = ", ".join(course.id for course, door in held if door.state is DoorState.ASK)
    closed = sum(door.state is DoorState.NO for _, door in held)
    return (
        Table(("Course", "Country", "List", "Teaches", "Door"), rows),
        Paragraph(ask or "none", lead="Ask"),
        Paragraph(facts.counted(closed, "course"), lead="No"),
    )


def _needs(notes: Notes, role: Role) -> Iterator[Block]:
    wants: dict[int, list[str]] = {weight: [] for weight in WEIGHT_WORDS}
    for interest, weight in role.wants.items():
        wants[weight].append(notes.knowledge.interest[interest].name)
    lines = (Item(", ".join(names), lead=WEIGHT_WORDS[weight]) for weight, names in wants.items() if names)
    yield Paragraph(role.needs_because, cites=notes.cite(*role.needs_source))
    yield items(lines, "Interests")


def more_blocks(notes: Notes, role: Role) -> Iterator[Block]:
    """Yield the way in, portfolio, professional bodies, the official name, outlook and where sources disagree."""
    nearest = role.occupation
    cites = notes.cite(nearest.source) if nearest else ()
    yield notes.said(role.way_in, lead="The way in")
    yield notes.said(role.portfolio, lead="Portfolio")
    yield notes.said(role.bodies, lead="Bodies")
    if nearest:
        text = f"{nearest.title} ({nearest.code}). {nearest.match}"
        yield Paragraph(text, lead="Official name", cites=cites)
    yield items(map(notes.fact, role.outlook), "Outlook")
    yield items(map(notes.fact, role.conflicts), "Where sources disagree")


# ── Pay of several roles, for one reader ─────────────────────────────────────────────────────────
def pay_figures(
    knowledge: Knowledge, roles: Iterable[Role], country: str | None
) -> list[tuple[Pay, list[Role]]]:
    """Return pay figures, each with the roles it is shown for: those of `country`, or of two countries.

    Of a country it is the nearest figure, and of those rather one that names a spread.
    """
    found: dict[str, tuple[Pay, list[Role]]] = {}
    for role in roles:
        by_country: dict[str | None, Pay] = {}
        for figure in sorted(knowledge.pay_of(role), key=lambda one: None in {one.low, one.high}):
            by_country.setdefault(figure.country, figure)
        own = by_country.get(country)
        for figure in [own] if own else list(by_country.values())[:MOST_FOR_A_ROLE]:
            found.setdefault(figure.id, (figure, []))[1].append(role)
    return list(found.values())


def pay_items(notes: Notes, roles: Sequence[Role], country: str | None) -> Iterator[Item]:
    """Yield what these roles pay, a figure each, and of which it is not known."""
    known = set[str]()
    for figure, paid in pay_figures(notes.knowledge, roles, country):
        known |= {role.id for role in paid}
        yield Item(
            facts.pay_words(figure, notes.today),
            lead=joined(role.name for role in paid),
            cites=notes.cite(figure.source),
            more=(figure.note,) if figure.note else (),
        )
    unknown = [role.name for role in roles if role.id not in known]
    if unknown:
        yield Item("not known: ask people who do it.", lead=joined(unknown))
