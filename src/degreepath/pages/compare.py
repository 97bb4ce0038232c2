"""Two to seven programs, or roles, side by side: what decides in one table, the rest in sections."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from itertools import zip_longest
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from degreepath.advice.doors import Door, Doors, DoorState
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import Fact
from degreepath.knowledge.find import award_rule
from degreepath.knowledge.model import Listed, Measure, ModuleStatus, Outcome, Program, ProgramKind, Role
from degreepath.outcomes import imported as measures
from degreepath.pages import facts
from degreepath.pages.blocks import Block, Cell, Item, Page, Paragraph, Row, Table, cells, items
from degreepath.pages.facts import NOT_KNOWN, Notes, first_sentence
from degreepath.pages.program import entry_blocks, rule_words
from degreepath.pages.program import records as program_records
from degreepath.pages.role import lead_counts, more_blocks, pay_blocks, pay_line
from degreepath.pages.role import records as role_records
from degreepath.pages.wording import bar, inside, label, short_name
from degreepath.text import joined, some

if TYPE_CHECKING:
    from degreepath.advice.recommend import RoleScore

LETTERS = "ABCDEFG"
MOST_NAMES = 3
"""So many names stand over columns; of more programs only their letters do."""
NARROW = 58
"""How many letters of a text stand in a column of more than two; the page of the program or role has the whole."""
SURER = "Surer here: there only if you choose the right electives, or ask first."
NOT_COMPARABLE = " They are about groups of different kinds: they do not say which course does better."
SHARED = "A figure that stands under several roles is one count: it does not say which of them pays more."
Programs = tuple[Program, ...]
Roles = tuple[Role, ...]
Outcomes = Mapping[str, tuple[Outcome, ...]]


def page(
    knowledge: Knowledge, between: Doors, figures: Outcomes, today: int, own: tuple[str, ...] = ()
) -> Page:
    """Return the comparison; `today` is the present year, against which facts are old.

    `figures`: the programs in order, with the official figures about each; `between`: their doors to all roles. `own`: the
    roles of a student's result, to stand first; give them for the screen alone.
    """
    programs = tuple(knowledge.program[name] for name in figures)
    notes, two = Notes(knowledge, today), len(programs) == 2
    doors = {role: tuple(row.values()) for role, row in between.items()}
    mine = [(f"You: {knowledge.role[r].name}", *(door.state for door in doors[r])) for r in own]
    jobs = _jobs_of_two(knowledge, doors) if two else []
    agreed = [row[0] for row in doors.values() if len({door.state for door in row}) == 1]
    every: list[Row] = [
        (knowledge.role[role].name, *(facts.door_cell(knowledge, door) for door in row))
        for role, row in doors.items()
    ]
    degrees = [program for program in programs if program.kind is ProgramKind.ARCHETYPE]
    letters = zip(LETTERS, programs, strict=False) if len(programs) > MOST_NAMES else ()
    return facts.page_of(
        notes,
        f"{joined(map(short_name, programs), 'or')}?" if two else f"{len(programs)} programs side by side",
        (
            *(Paragraph(label(program), letter) for letter, program in letters),
            _versus(programs, [*mine, *_rows(notes, programs), *jobs]),
            Paragraph(SURER if jobs else "Where this is from:", cites=_cites(notes, programs), dim=True),
            *([] if two else [_where_they_differ(knowledge, doors)]),
            replace(facts.by_door(knowledge, agreed), title=f"The same in {'both' if two else 'all'}"),
        ),
        ("doors", "Every role, and why", [_versus(programs, every)]),
        ("modules", "What is taught", _subjects(knowledge, programs)),
        (
            "award",
            "How often the award rule holds",
            (Paragraph(rule_words(knowledge, one), one.name) for one in degrees),
        ),
        ("outcomes", "What became of graduates", _outcomes(notes, programs, figures)),
        ("entry", "To get in", [block for p in programs for block in entry_blocks(notes, p, label(p))]),
    )


def document(knowledge: Knowledge, programs: Programs, doors: Doors) -> dict[str, Any]:
    """Return the comparison as JSON: the programs, where roles differ, how often the award rules hold, the sources."""
    return {
        **facts.head(knowledge),
        "programs": program_records(knowledge, programs, doors),
        "door": {role: {p: door.state for p, door in row.items()} for role, row in doors.items()},
        "award_rules": [asdict(award_rule(knowledge, archetype)) for archetype in knowledge.archetypes],
        "sources": _sources(knowledge, {f"programs {program.id}" for program in programs}),
    }


def _sources(knowledge: Knowledge, records: set[str]) -> list[dict[str, Any]]:
    """Return as JSON the sources that `records` ("roles composer") cite anywhere, in file order."""
    found = facts.uses(knowledge)
    return [one.model_dump(mode="json") for one in knowledge.sources if records & found[one.id].keys()]


def _versus(programs: Programs, rows: Iterable[Row]) -> Table:
    heads = [label(program) if len(programs) <= MOST_NAMES else "" for program in programs]
    if len(programs) > 2:
        heads = [f"{letter} {name}" for letter, name in zip(LETTERS, heads, strict=False)]
    return Table(("", *heads), cells(rows), versus=True)


def _cites(notes: Notes, programs: Programs) -> tuple[int, ...]:
    """Return the numbers of the sources of everything in the rows that decide."""
    found = [fact.source for p in programs for fact in (p.science, p.humanities, *p.software) if fact]
    return notes.cite(*(program.modules_source for program in programs), *found)


def _row(title: str, texts: Iterable[str]) -> Row:
    told = list(texts)
    return (title, *(shorten(t, NARROW, placeholder=" …") if len(told) > 2 else t for t in told))


def _rows(notes: Notes, programs: Programs) -> list[Row]:
    """Return the rows that decide; a row of which nothing is known for any program is left out."""
    knowledge = notes.knowledge

    def studied(program: Program) -> str:
        taught = facts.topics_taught(program).items()
        core = [inside(knowledge.topic[t].name) for t, status in taught if status is ModuleStatus.CORE]
        return some(core, 3 if len(programs) == 3 else 6)

    texts: dict[str, Callable[[Program], str]] = {
        "In a word": lambda one: first_sentence(one.about).rstrip("."),
        "You study": studied,
        "Maths": lambda one: _in_short(one, one.science),
        "Writing": lambda one: _in_short(one, one.humanities),
        "Software": lambda one: some([fact.text for fact in one.software], 4),
        "Award": lambda one: _award(knowledge, one),
        "Module list": lambda one: facts.listed_words(one, notes.today),
    }
    told = {title: [text(program) for program in programs] for title, text in texts.items()}
    unknown = [NOT_KNOWN if p.kind is ProgramKind.COURSE else "each school decides" for p in programs]
    return [
        _row(title, (text or other for text, other in zip(row, unknown, strict=True)))
        for title, row in told.items()
        if any(row)
    ]


def _in_short(program: Program, fact: Fact | None) -> str:
    if fact and program.kind is ProgramKind.ARCHETYPE:
        return f"{inside(fact.text.split(':')[0])}, as a tendency"
    return first_sentence(fact.text).rstrip(".") if fact else ""


def _award(knowledge: Knowledge, program: Program) -> str:
    if program.kind is ProgramKind.COURSE:
        return program.award
    rule = award_rule(knowledge, program)
    rare = 2 * rule.holds <= rule.total
    said = f"{program.award}, says the article; so are" if rare else f"{program.award}: a tendency,"
    return f"{said} {rule.holds} of {rule.total} real ones"


def _jobs_of_two(knowledge: Knowledge, doors: Mapping[str, tuple[Door, ...]]) -> list[Row]:
    """Return the rows of the roles that only one of two programs leads to, or leads to more surely."""
    sides: dict[str, list[dict[DoorState, list[str]]]] = {"Only here": [{}, {}], "Surer here": [{}, {}]}
    for role, pair in doors.items():
        for place, (here, there) in enumerate((pair, pair[::-1])):
            if here.state.rank < there.state.rank:
                only = here.state.leads and there.state is DoorState.NO
                side = sides["Only here" if only else "Surer here"][place]
                side.setdefault(here.state, []).append(knowledge.role[role].name)
    rows: list[Row] = []
    for title, both in sides.items():
        columns = [[Cell(", ".join(side[s]), s) for s in DoorState if s in side] for side in both]
        found = zip_longest(*columns, fillvalue=Cell())
        rows += [("also" if n else title, *pair) for n, pair in enumerate(found)]
    return rows


def _where_they_differ(knowledge: Knowledge, doors: Mapping[str, tuple[Door, ...]]) -> Table:
    """Return the roles to which not all programs have the same door, those with the same doors on one line, letters by door."""
    groups: dict[tuple[DoorState, ...], list[str]] = {}
    for role, row in doors.items():
        groups.setdefault(tuple(door.state for door in row), []).append(knowledge.role[role].name)
    rows = []
    for states, names in groups.items():
        letters = (" ".join(LETTERS[i] for i, s in enumerate(states) if s is state) for state in DoorState)
        if len(set(states)) > 1:
            rows.append((", ".join(names), *letters))
    return Table(("Jobs", *DoorState), cells(rows), keep=0)


def _subjects(knowledge: Knowledge, programs: Programs) -> tuple[Block, ...]:
    """Return subject by subject how each program teaches it; those that all teach alike stand on one line."""
    alike: dict[str, list[str]] = {}
    rows: list[Row] = []
    known = [facts.topics_taught(program) for program in programs]
    perhaps = [{topic for module in one.modules for topic in module.may} for one in programs]
    for topic in knowledge.topics:
        found = [facts.STATUS_WORDS[topics[topic.id]] if topic.id in topics else "" for topics in known]
        shut = (
            one.listed is Listed.WHOLE and topic.id not in may
            for one, may in zip(programs, perhaps, strict=True)
        )
        told = [status or ("no" if no else "ask") for status, no in zip(found, shut, strict=True)]
        if any(found) and len(set(told)) == 1:
            alike.setdefault(told[0], []).append(inside(topic.name))
        elif any(found):
            rows.append((topic.name, *told))
    same = (Item(", ".join(names), lead=f"The same in all, {word}") for word, names in alike.items())
    return _versus(programs, rows), items(same)


def _outcomes(notes: Notes, programs: Programs, figures: Outcomes) -> Iterator[Block]:
    """Yield the official figures measure by measure, with a warning where they do not count the same kind of group."""
    rows, sources, warn = [], [], ""
    for measure in Measure:
        found = [next((o for o in figures.get(p.id, ()) if o.measure is measure), None) for p in programs]
        known = [outcome for outcome in found if outcome]
        if known:
            told = (measures.line(outcome) if outcome else NOT_KNOWN for outcome in found)
            rows.append((measures.label(measure), *told))
            sources += [outcome.source for outcome in known]
            if len({(one.level, one.subject) for one in known}) > 1:
                warn = NOT_COMPARABLE
    if rows:
        yield _versus(programs, rows)
        yield Paragraph(f"Official figures.{warn}", cites=notes.cite(*sources))


def roles_page(
    knowledge: Knowledge,
    doors: Doors,
    today: int,
    country: str | None = None,
    fits: "Mapping[str, RoleScore] | None" = None,
) -> Page:
    """Return the comparison of the roles that `doors` lead to from every program; `country`: whose pay comes first.

    `fits`: how well each role fits a student, by id. Give it for the screen alone.
    """
    roles = tuple(knowledge.role[name] for name in doors)
    notes = Notes(knowledge, today)
    figures = [figure for role in roles for figure in knowledge.pay_of(role)]
    shared = Paragraph(SHARED if len(figures) > len(set(figures)) else "", dim=True)
    pay = tuple(pay_line(notes, knowledge.pay_of(role), country, lead=role.name) for role in roles)
    shown, behind = (pay, ()) if len(roles) == 2 else ((), pay)
    whole = (b for r in roles for b in (Paragraph(r.name), *pay_blocks(notes, knowledge.pay_of(r))))
    ways = (b for r in roles for b in (Paragraph(r.name), *more_blocks(notes, r)))
    rows = cells(_role_rows(knowledge, roles, doors, today, fits or {}))
    return facts.page_of(
        notes,
        f"{joined((role.name for role in roles), 'or')}?",
        (Table(("", *(role.name for role in roles)), rows, versus=True), *shown),
        ("pay", "Pay", (*behind, shared, *whole)),
        ("ways", "The way in, portfolio, outlook", ways),
    )


def roles_document(knowledge: Knowledge, doors: Doors) -> dict[str, Any]:
    """Return the comparison of the roles that `doors` are about as JSON, with the sources of what is known about them."""
    pay = {f"pay {figure.id}" for name in doors for figure in knowledge.pay_of(knowledge.role[name])}
    sources = _sources(knowledge, pay | {f"roles {name}" for name in doors})
    return {**facts.head(knowledge), "roles": role_records(knowledge, doors), "sources": sources}


def _role_rows(
    knowledge: Knowledge, roles: Roles, doors: Doors, today: int, fits: "Mapping[str, RoleScore]"
) -> Iterator[Row]:
    yield _row("The work", (first_sentence(role.work) for role in roles))
    if fits:
        yield ("Fits you", *(Cell(fits[r.id].fits, bar=bar(fits[r.id].fit)) for r in roles))
    yield _row("Suits", (role.suits for role in roles))
    yield _row("Needs", (facts.needs_in_words(knowledge, role.must) for role in roles))
    for degree in knowledge.archetypes:
        yield (short_name(degree), *(doors[role.id][degree.id].state for role in roles))
    yield _row("Real courses", (lead_counts(knowledge, doors[role.id], today) for role in roles))
    yield _row("This week", (role.try_this.do for role in roles))
