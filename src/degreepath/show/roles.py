"""The list of roles, and the page of one."""

from typing import Any

from degreepath.advice.coverage import Viability, open_door
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.role import Role, Route
from degreepath.show import role_items as of
from degreepath.show.blocks import Entry, Item, Listing, Page, Section
from degreepath.show.documents import SCHEMA, role_record
from degreepath.show.door_items import legend
from degreepath.show.notes import Notes
from degreepath.show.pay_items import pay
from degreepath.show.program_items import dated_label, label
from degreepath.show.wording import VIABILITY_SYMBOLS

MOST_UNKNOWN_NAMED = 8
OTHERS_UNKNOWN = (
    "all the others in 'degreepath programs'. We do not have their whole module lists, so ask; "
    "'degreepath programs PROGRAM' says about which subjects."
)


def page(knowledge: Knowledge, role: Role | None, today: int) -> Page:
    """Return the list of roles, or the page of `role`; `today` is the present year."""
    return _one(knowledge, role, Notes(knowledge, today)) if role else _all(knowledge)


def document(knowledge: Knowledge, role: Role | None = None) -> dict[str, Any]:
    """Return all roles, or `role` alone, as JSON."""
    roles = (role,) if role else knowledge.roles
    return {"schema": SCHEMA, "roles": [role_record(knowledge, one) for one in roles]}


def _all(knowledge: Knowledge) -> Page:
    entries = tuple(Entry(role.id, role.name, _first_sentence(role.work)) for role in knowledge.roles)
    line = f"{len(entries)} jobs. Read one with: degreepath roles ROLE, for example: degreepath roles {entries[0].id}"
    return Page("Roles", (line,), (Listing("", entries),))


def _first_sentence(text: str) -> str:
    return text.split(". ", maxsplit=1)[0].rstrip(".") + "."


def _one(knowledge: Knowledge, role: Role, notes: Notes) -> Page:
    sections = [
        Section("Who it suits", (Item(role.suits), *of.wants(knowledge, role))),
        Section("Subjects it needs", of.subjects_needed(notes, role)),
        Section("Which programs lead there", _programs(notes, role)),
        Section("The way in", (notes.fact(role.way_in),)),
        Section("Portfolio", (notes.fact(role.portfolio),)),
        Section("Professional bodies", (notes.fact(role.bodies),)),
        Section("Pay", (*pay(notes, knowledge.pay_of(role)), *_occupation(notes, role))),
        Section("Outlook", notes.facts(role.outlook)),
    ]
    if role.conflicts:
        sections.append(Section("Where sources disagree", tuple(map(notes.fact, role.conflicts))))
    if role.routes:
        sections.append(
            Section("Ways in outside both degrees", tuple(_route(notes, route) for route in role.routes))
        )
    sections += [Section("Try this week", of.try_this(role)), legend(), notes.sources()]
    return Page(role.name, (role.work,), tuple(sections))


def _programs(notes: Notes, role: Role) -> tuple[Item, ...]:
    knowledge = notes.knowledge
    listing = [program for program in knowledge.archetypes if program.id in role.listed_for]
    names, cites = (
        " and ".join(map(label, listing)),
        notes.cite(*dict.fromkeys(p.modules_source for p in listing)),
    )
    said = (
        [Item(names, lead="The article behind the two general degrees lists it for", cites=cites)]
        if listing
        else []
    )
    return (*of.degrees(knowledge, role), *said, *_courses(notes, role))


def _courses(notes: Notes, role: Role) -> list[Item]:
    doors = [(course, open_door(course, role).viability) for course in notes.knowledge.courses]
    by_viability = {v: [dated_label(c, notes.today) for c, found in doors if found is v] for v in Viability}
    return [_group(viability, names) for viability, names in by_viability.items() if names]


def _group(viability: Viability, names: list[str]) -> Item:
    lead, mark = of.course_count(len(names), viability), VIABILITY_SYMBOLS[viability]
    if viability.leads:
        return Item("", lead=lead, mark=mark, more=tuple(names))
    if viability is Viability.UNKNOWN and len(names) > MOST_UNKNOWN_NAMED:
        return Item(OTHERS_UNKNOWN, lead=lead, mark=mark)
    return Item("; ".join(names), lead=lead, mark=mark)


def _occupation(notes: Notes, role: Role) -> tuple[Item, ...]:
    nearest = role.occupation
    if not nearest:
        return ()
    text = f"{nearest.title} ({nearest.code}). {nearest.match}"
    return (Item(text, lead="Nearest official occupation", cites=notes.cite(nearest.source)),)


def _route(notes: Notes, route: Route) -> Item:
    more = (f"Read: degreepath programs {route.program}",) if route.program else ()
    return Item(notes.aged(route.text, route.source), cites=notes.cite(route.source), more=more)
