"""Two to seven programs, or roles, side by side: what decides in one table, the rest in sections."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import chain, zip_longest
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from degreepath.advice.doors import Door, Doors, DoorState
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import Fact
from degreepath.knowledge.find import award_rule
from degreepath.knowledge.model import Listed, Measure, ModuleStatus, Outcome, Program
from degreepath.outcomes import imported as measures
from degreepath.pages import facts
from degreepath.pages.blocks import Block, Cell, Page, Paragraph, Row, Table, cells, items
from degreepath.pages.facts import NOT_KNOWN, Notes, first_sentence
from degreepath.pages.program import document as programs_document
from degreepath.pages.program import entry_blocks, rule_words
from degreepath.pages.role import document as roles_alone
from degreepath.pages.role import lead_counts, more_blocks, pay_blocks, pay_line
from degreepath.pages.wording import PAGES, bar, inside, is_general, label, short_name
from degreepath.text import joined, some

if TYPE_CHECKING:
    from degreepath.advice.recommend import Recommendation

LETTERS = "ABCDEFG"
MOST_NAMES = 3
"""So many names stand over columns; of more programs only their letters do."""
NARROW = 58
"""How many letters of a text stand in a column of more than two; the page of the program or role has the whole."""
SAYS: dict[str, str] = PAGES["compare"]
Programs = tuple[Program, ...]
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
    rules = [Paragraph(rule_words(knowledge, one), one.name) for one in programs if is_general(one)]
    letters = zip(LETTERS, programs, strict=False) if len(programs) > MOST_NAMES else ()
    return facts.page_of(
        notes,
        f"{joined(map(short_name, programs), 'or')}?" if two else f"{len(programs)} programs side by side",
        (
            *(Paragraph(label(program), letter) for letter, program in letters),
            _versus(programs, [*mine, *_rows(notes, programs), *jobs]),
            Paragraph(
                SAYS["surer" if any("Surer here" in row for row in jobs) else "from"],
                cites=_cites(notes, programs),
                dim=True,
            ),
            *([] if two else [_where_they_differ(knowledge, doors)]),
            facts.by_door(knowledge, agreed, f"The same in {'both' if two else 'all'}"),
        ),
        ("doors", "Every role, and why", [_versus(programs, every)]),
        ("modules", "What is taught", _subjects(knowledge, programs)),
        ("award", "How often the award rule holds", rules),
        ("outcomes", "What became of graduates", _outcomes(notes, programs, figures)),
        ("entry", "To get in", [block for p in programs for block in entry_blocks(notes, p, label(p))]),
    )


def document(knowledge: Knowledge, programs: Programs, doors: Doors) -> dict[str, Any]:
    """Return the comparison as JSON: the programs, where roles differ, how often the award rules hold, the sources."""
    return {
        **facts.head(knowledge),
        **programs_document(knowledge, programs, doors),
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


def _rows(notes: Notes, programs: Programs) -> Iterator[Row]:
    """Yield the rows that decide; a row of which nothing is known for any program is left out."""
    known = {
        "In a word": [first_sentence(one.about).rstrip(".") for one in programs],
        "You study": [_studied(notes.knowledge, one, 3 if len(programs) == 3 else 6) for one in programs],
        "Maths": [_in_short(one, one.science) for one in programs],
        "Essays": [_in_short(one, one.humanities) for one in programs],
        "Software": [some([fact.text for fact in one.software], 4) for one in programs],
        "Award": [_award(notes.knowledge, one) for one in programs],
        "Module list": [facts.listed_words(one, notes.today) for one in programs],
    }
    unknown = ["each school decides" if is_general(one) else NOT_KNOWN for one in programs]
    for title, texts in known.items():
        if any(texts):
            yield _row(title, (text or other for text, other in zip(texts, unknown, strict=True)))


def _studied(knowledge: Knowledge, program: Program, most: int) -> str:
    taught = facts.topics_taught(program).items()
    core = [inside(knowledge.topic[topic].name) for topic, status in taught if status is ModuleStatus.CORE]
    return some(core, most)


def _in_short(program: Program, fact: Fact | None) -> str:
    if fact and is_general(program):
        return f"{inside(fact.text.split(':')[0])}, as a tendency"
    return first_sentence(fact.text).rstrip(".") if fact else ""


def _award(knowledge: Knowledge, program: Program) -> str:
    if not is_general(program):
        return program.award
    rule = award_rule(knowledge, program)
    rare = 2 * rule.holds <= rule.total
    held = f"{rule.holds} of {rule.total} real ones"
    if rare:
        return f"said to be {program.award.removeprefix('usually ')}: {held} are"
    return f"{program.award}: a tendency, {held}"


def _jobs_of_two(knowledge: Knowledge, doors: Mapping[str, tuple[Door, ...]]) -> list[Row]:
    """Return the rows of the roles that only one of two programs leads to, or leads to more surely."""
    titles = "Only here", "Surer here", "Perhaps"
    sides: dict[str, list[dict[DoorState, list[str]]]] = {title: [{}, {}] for title in titles}
    for role, pair in doors.items():
        for place, (here, there) in enumerate((pair, pair[::-1])):
            if here.state.rank < there.state.rank:
                only = here.state.leads and there.state is DoorState.NO
                side = sides[titles[0 if only else 1 if here.state.leads else 2]][place]
                side.setdefault(here.state, []).append(knowledge.role[role].name)
    rows: list[Row] = []
    for title, both in sides.items():
        columns = [[Cell(", ".join(side[s]), s) for s in DoorState if s in side] for side in both]
        found = zip_longest(*columns, fillvalue=Cell())
        rows += [(title, *pair) for pair in found]
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
    for topic in knowledge.topics:
        if not any(topic.id in topics for topics in known):
            continue
        told = [_taught(topic.id, *pair) for pair in zip(programs, known, strict=True)]
        if len(set(told)) == 1:
            alike.setdefault(told[0], []).append(inside(topic.name))
        else:
            rows.append((topic.name, *told))
    same = (Paragraph(", ".join(names), lead=f"The same in all, {word}") for word, names in alike.items())
    return _versus(programs, rows), items(same)


def _taught(topic: str, program: Program, known: Mapping[str, ModuleStatus]) -> str:
    """Return how a program teaches a topic: not at all only if no other module can, not even by an unclear title."""
    if topic in known:
        return facts.STATUS_WORDS[known[topic]]
    perhaps = program.listed is not Listed.WHOLE or any(topic in module.may for module in program.modules)
    return "ask" if perhaps else "no"


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
                warn = SAYS["not_comparable"]
    if rows:
        yield _versus(programs, rows)
        yield Paragraph(f"Official figures. {warn}".rstrip(), cites=notes.cite(*sources))


def roles_page(
    knowledge: Knowledge, doors: Doors, today: int, advice: "Recommendation | None" = None
) -> Page:
    """Return the comparison of the roles that `doors` lead to from every program.

    `advice`: of a student, whose country's pay comes first and whom each role fits more or less.
    """
    roles = [knowledge.role[name] for name in doors]
    notes, names = Notes(knowledge, today), [role.name for role in roles]
    figures = [figure for role in roles for figure in knowledge.pay_of(role)]
    shared = [Paragraph(SAYS["shared"], dim=True)] if len(figures) > len(set(figures)) else []
    paid = ({figure.country or "" for figure in knowledge.pay_of(role)} for role in roles)
    both, mine = set.intersection(*paid), advice.sheet.country if advice else None
    country = mine if mine in both or not both else min(both)
    pay = [pay_line(notes, role, country, role.name) for role in roles]
    shown, behind = (pay, []) if len(roles) == 2 else ([], pay)
    whole = (block for role in roles for block in (Paragraph(role.name), *pay_blocks(notes, role)))
    ways = (block for role in roles for block in (Paragraph(role.name), *more_blocks(notes, role)))
    return facts.page_of(
        notes,
        f"{joined(names, 'or')}?",
        (Table(("", *names), cells(_role_rows(notes, doors, advice)), versus=True), *shown),
        ("pay", "Pay", chain(behind, shared, whole)),
        ("ways", "The way in, portfolio, outlook", ways),
    )


def roles_document(knowledge: Knowledge, doors: Doors) -> dict[str, Any]:
    """Return the comparison of the roles that `doors` are about as JSON, with the sources of what is known about them."""
    pay = {f"pay {figure.id}" for name in doors for figure in knowledge.pay_of(knowledge.role[name])}
    sources = _sources(knowledge, pay | {f"roles {name}" for name in doors})
    return {**facts.head(knowledge), **roles_alone(knowledge, doors), "sources": sources}


def _role_rows(notes: Notes, doors: Doors, advice: "Recommendation | None") -> Iterator[Row]:
    knowledge = notes.knowledge
    roles = [knowledge.role[name] for name in doors]
    yield _row("The work", (first_sentence(role.work) for role in roles))
    if advice:
        fits = (advice.role[name] for name in doors)
        yield ("Fits you", *(Cell(one.fits, bar=bar(one.fit)) for one in fits))
    yield _row("Suits", (role.suits for role in roles))
    yield _row("Needs", (facts.needs_in_words(knowledge, role.must) for role in roles))
    for degree in knowledge.archetypes:
        yield (short_name(degree), *(row[degree.id].state for row in doors.values()))
    yield _row("Real courses", (lead_counts(notes, row) for row in doors.values()))
    yield _row("First try", (role.try_this.do for role in roles))
