"""Two to seven programs held against each other."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from degreepath.advice.awards import award_rule
from degreepath.advice.coverage import open_door
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Program
from degreepath.show import program_items as of
from degreepath.show.blocks import Grid, Item, Page, Row, Section
from degreepath.show.documents import cited, head, program_record
from degreepath.show.door_items import legend
from degreepath.show.notes import Notes
from degreepath.show.role_rows import role_rows

if TYPE_CHECKING:
    from degreepath.show.own_result import Fit

Programs = tuple[Program, ...]


def page(knowledge: Knowledge, programs: Programs, today: int, fit: "Fit | None" = None) -> Page:
    """Return the comparison; `today` is the present year, against which facts are old.

    `fit` is how well the programs fit a student. Give it for the screen alone: no document to hand over carries it.
    """
    notes = Notes(knowledge, today)
    names = tuple(map(of.label, programs))
    what, *others = _first_rows(notes, programs)
    first = Grid(names, (what, *((fit.row,) if fit else ()), *others))
    rest = Grid(names, tuple(_rows(notes, programs)))
    return Page(
        title=" or ".join(of.label(program) for program in programs) + "?",
        lines=(
            *(fit.lines if fit else ("Facts only; which one fits you is another question: degreepath quiz",)),
            "A number in square brackets names a source, listed at the end.",
        ),
        blocks=(first, *_award_rules(knowledge, programs), rest, legend(), notes.sources(), _next(programs)),
        version=knowledge.version,
    )


def document(knowledge: Knowledge, programs: Programs) -> dict[str, Any]:
    """Return the comparison as JSON: the programs, where roles differ, how often the award rules hold, the sources."""
    viability = {
        role.id: {program.id: open_door(program, role).viability.value for program in programs}
        for role in knowledge.roles
    }
    records = [program_record(knowledge, program) for program in programs]
    named = set(cited(records))
    return {
        **head(knowledge),
        "programs": records,
        "viability": viability,
        "award_rules": [asdict(award_rule(knowledge, archetype)) for archetype in knowledge.archetypes],
        "sources": [source.model_dump(mode="json") for source in knowledge.sources if source.id in named],
    }


def _row(
    notes: Notes, programs: Programs, title: str, cell: Callable[[Notes, Program], tuple[Item, ...]]
) -> Row:
    return Row(title, tuple(cell(notes, program) for program in programs))


def _first_rows(notes: Notes, programs: Programs) -> list[Row]:
    return [
        _row(notes, programs, "What it is", of.kind),
        _row(notes, programs, "What you study", of.study),
        _row(notes, programs, "Award", of.award),
    ]


def _award_rules(knowledge: Knowledge, programs: Programs) -> list[Section]:
    items = tuple(of.rule(knowledge, program) for program in programs if program in knowledge.archetypes)
    return [Section("How often the award rule holds", items)] if items else []


def _rows(notes: Notes, programs: Programs) -> list[Row]:
    row = partial(_row, notes, programs)
    rows = [
        row("Subjects", of.subjects),
        row("Software", of.software),
        row("Science and maths", lambda notes, program: of.fact_or_unknown(notes, program.science)),
        row("Humanities and writing", lambda notes, program: of.fact_or_unknown(notes, program.humanities)),
        *role_rows(notes.knowledge, programs),
        row("Credits", of.structure),
        row("To get in", of.entry),
    ]
    if any(program.facts for program in programs):
        rows.append(row("Also worth knowing", lambda notes, program: notes.facts(program.facts)))
    rows.append(row("Check before you apply", lambda _, program: of.checks(program)))
    if any(program.claims for program in programs):
        rows.append(row("What sellers claim (we have not checked it)", of.claims))
    return rows


def _next(programs: Programs) -> Section:
    commands = ["degreepath roles ROLE", *(f"degreepath programs {program.id}" for program in programs)]
    return Section("Read on", tuple(map(Item, commands)))
