"""The list of roles, and the page of one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from degreepath.advice.doors import Door, Doors, DoorState
from degreepath.knowledge import Knowledge
from degreepath.knowledge.model import Listed, Pay, Program, Role
from degreepath.pages import facts
from degreepath.pages.blocks import Block, Page, Paragraph, Table, cells, items
from degreepath.pages.facts import Notes, first_sentence
from degreepath.pages.wording import TEXTS, label, sentence, short_name
from degreepath.text import joined

MOST_OF_WAY_IN, MOST_OF_DOOR, MOST_FOR_A_ROLE = 155, 60, 2
WEIGHT_WORDS = {3: "At its centre", 2: "Also important", 1: "Some of"}
MEDIAN = "The median is the middle: half of those counted get less, half get more."
NO_PAY = "no published figure for this job: ask people who do it."


def listing(knowledge: Knowledge, doors: Doors) -> Page:
    """Return the list of roles with their `doors` in the two general degrees; the work of each is a section behind it."""
    heads = ("Role", *map(short_name, knowledge.archetypes), "Type this")
    states = {role: [row[degree.id].state for degree in knowledge.archetypes] for role, row in doors.items()}
    rows = cells((role.name, *states[role.id], role.id) for role in knowledge.roles)
    works = items(Paragraph(first_sentence(role.work), role.name) for role in knowledge.roles)
    return facts.page_of(
        Notes(knowledge),
        "Roles: the jobs, and which general degree leads there",
        (Table(heads, rows), facts.links("roles", role=knowledge.roles[0].id)),
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
    real = TEXTS["sections"]["real_courses"].format(count=lead_counts(notes, doors))
    after = (Paragraph(task.liked, lead="Liked it"), Paragraph(task.hated, lead="Did not"))
    return facts.page_of(
        notes,
        role.name,
        (
            Paragraph(role.work, lead="The work"),
            Paragraph(role.suits, lead="Suits"),
            Paragraph(sentence(facts.needs_in_words(knowledge, role.must)), lead="Needs"),
            Paragraph(sentence(facts.topic_names(knowledge, role.helps)), lead="Helps"),
            Paragraph(notes.aged(way_in, way.source), lead="The way in", cites=notes.cite(way.source)),
            pay_line(notes, role, country),
            Table(("", ""), degrees),
            Paragraph(real, dim=True),
            Paragraph(task.do, lead="First try"),
            Paragraph(task.next, lead="Go further"),
        ),
        ("pay", "Pay", pay_blocks(notes, role)),
        ("outside", "Ways in outside both degrees", lambda: [items(map(notes.way, role.routes))]),
        ("programs", "Programs that lead there", _programs(notes, role, doors)),
        ("needs", "What it needs, and why", _needs(notes, role)),
        ("more", "The way in, portfolio, professional bodies, outlook", more_blocks(notes, role)),
        ("try", "After the task of this week", after),
    )


def document(knowledge: Knowledge, doors: Doors) -> dict[str, Any]:
    """Return everything known about the roles that `doors` are about as JSON: pay figures in full, the door of each program."""
    found = []
    for name, row in doors.items():
        role, pay = knowledge.role[name], knowledge.pay_of(knowledge.role[name])
        figures = [figure.model_dump(mode="json") for figure in pay]
        added = {"pay": figures, "door": {program: door.state for program, door in row.items()}}
        found.append(role.model_dump(mode="json") | added)
    return {"schema": facts.SCHEMA, "roles": found}


def pay_line(notes: Notes, role: Role, country: str | None, lead: str = "Pay") -> Paragraph:
    """Return the first figure of `country`, or the first of all, told whole."""
    figures = notes.knowledge.pay_of(role)
    own = [figure for figure in figures if figure.country == country]
    return notes.pay([*own, *figures][0], lead) if figures else Paragraph(NO_PAY, lead)


def pay_blocks(notes: Notes, role: Role) -> Iterator[Block]:
    """Yield every figure whole, with the year before, openings, usual entry and how to read it."""
    figures = notes.knowledge.pay_of(role)
    if not figures:
        yield Paragraph(NO_PAY)
    if any(figure.median is not None for figure in figures):
        yield Paragraph(MEDIAN)
    yield items(_figure(notes, figure) for figure in figures)


def _figure(notes: Notes, figure: Pay) -> Paragraph:
    more = (
        figure.earlier and f"The year before: {figure.earlier}.",
        figure.openings is not None and f"Openings: about {figure.openings:,} a year, as projected.",
        figure.usual_entry and f"Usual way in, officially: {figure.usual_entry}.",
        figure.note,
    )
    cites = notes.cite(figure.source, figure.projections)
    return replace(notes.pay(figure), cites=cites, more=tuple(line for line in more if line))


def lead_counts(notes: Notes, doors: Mapping[str, Door]) -> str:
    """Return how many of the real courses with a module list lead to a role; closed and old ones do not count."""
    listed = [course for course in notes.knowledge.courses if course.listed is not Listed.NONE]
    states = [doors[course.id].state for course in listed if not facts.is_example(course, notes.today)]
    yes, choose = states.count(DoorState.YES), states.count(DoorState.CHOOSE)
    return f"{yes} of {len(states)} lead there" + (f", {choose} more if you choose" if choose else "")


def _programs(notes: Notes, role: Role, doors: Mapping[str, Door]) -> Iterator[Block]:
    """Yield the article's word, the courses that lead there as a table, and how many others there are."""
    if degrees := [notes.knowledge.program[name] for name in role.listed_for]:
        named = joined(degree.name for degree in degrees)
        cites = notes.cite(*(degree.modules_source for degree in degrees))
        yield Paragraph(f"The article behind the two general degrees lists it for {named}.", cites=cites)
    yield from course_blocks(notes, notes.knowledge.courses, doors)


def course_blocks(notes: Notes, courses: Iterable[Program], doors: Mapping[str, Door]) -> Iterator[Block]:
    """Yield the courses that lead to a role, the surest first and the old ones last, those to ask, how many do not."""
    held = [(course, doors[course.id]) for course in courses]
    held.sort(key=lambda pair: (facts.is_example(pair[0], notes.today), pair[1].state.rank))
    rows = []
    for course, door in held:
        if door.state.leads:
            about = course.id, label(course), course.country or "", facts.list_year(course, notes.today)
            rows.append((*about, facts.door_cell(notes.knowledge, door, MOST_OF_DOOR)))
    yield Table(("Course", "", "Country", "List", "Door"), cells(rows))
    ask = [course for course, door in held if door.state is DoorState.ASK and not course.closed]
    to_ask = cells((course.id, label(course), course.country or "") for course in ask)
    yield Table(("Ask", "", "Country"), to_ask)
    closed = sum(door.state is DoorState.NO for _, door in held)
    yield Paragraph(facts.counted(closed, "course"), lead="No")


def _needs(notes: Notes, role: Role) -> Iterator[Block]:
    yield Paragraph(role.needs_because, cites=notes.cite(*role.needs_source))
    wants: dict[int, list[str]] = {weight: [] for weight in WEIGHT_WORDS}
    for interest, weight in role.wants.items():
        wants[weight].append(notes.knowledge.interest[interest].name)
    yield items(
        (Paragraph(", ".join(names), WEIGHT_WORDS[weight]) for weight, names in wants.items() if names),
        "Interests",
    )


def more_blocks(notes: Notes, role: Role) -> Iterator[Block]:
    """Yield the way in, portfolio, professional bodies, the official name, outlook and where sources disagree."""
    nearest = role.occupation
    cites = notes.cite(nearest.source) if nearest else ()
    yield notes.fact(role.way_in, lead="The way in")
    yield notes.fact(role.portfolio, lead="Portfolio")
    yield notes.fact(role.bodies, lead="Bodies")
    if nearest:
        text = f"{nearest.title} ({nearest.code}). {nearest.match}"
        yield Paragraph(text, lead="Official name", cites=cites)
    yield items(map(notes.fact, role.outlook), "Outlook")
    yield items(map(notes.fact, role.conflicts), "Where sources disagree")


# ── Pay of several roles, for one reader ─────────────────────────────────────────────────────────
def pay_figures(knowledge: Knowledge, roles: Iterable[Role], country: str | None) -> dict[Pay, list[Role]]:
    """Return pay figures, each with the roles it is shown for: those of `country`, or of two countries.

    Of a country it is the nearest figure, and of those rather one that names a spread.
    """
    found: dict[Pay, list[Role]] = {}
    for role in roles:
        by_country: dict[str | None, Pay] = {}
        for figure in sorted(knowledge.pay_of(role), key=lambda one: None in {one.low, one.high}):
            by_country.setdefault(figure.country, figure)
        own = by_country.get(country)
        for figure in [own] if own else list(by_country.values())[:MOST_FOR_A_ROLE]:
            found.setdefault(figure, []).append(role)
    return found
