"""A module list in plain text: headings that say what is compulsory, columns told apart, one module a line."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from degreepath.knowledge.module_lines import (
    Heading,
    Line,
    is_code,
    is_number,
    is_status,
    read_line,
    status_of,
    tidy,
)
from degreepath.knowledge.program import ModuleStatus

_COLUMNS = {"title": "title", "module": "title", "course": "title", "name": "title", "module title": "title",
            "course title": "title", "module name": "title", "code": "code", "course code": "code", "module code": "code",
            "status": "status", "type": "status", "core/elective": "status", "credits": "credits", "units": "credits",
            "hours": "credits", "ects": "credits"}  # fmt: skip
_COMPLETE = re.compile(
    r"(?:this |the )?list (?:is )?(in)?complete\.?|complete\s*[:=]\s*(yes|true|no|false)", re.IGNORECASE
)
LONGEST_LINE = 1_000  # no title is as long; what looks for credits, codes and cells would take minutes over a book in one line
UNSAID = "The list does not say which modules are compulsory; we read those as electives. Write 'Core:' above them to change that."


@dataclass(frozen=True)
class TextList:
    """What a plain text says. `unsaid` is how to read a module of which it does not say whether it is compulsory.

    Where the list names electives, the rest is compulsory; where it names none, all may be electives: the careful reading.
    """

    lines: tuple[Line, ...]
    unsaid: ModuleStatus
    complete: bool | None
    elective_slots: int | None
    notes: tuple[str, ...]


@dataclass
class _State:
    """Where the reader of a text list stands: the status in force and what was met on the way."""

    status: ModuleStatus | None = None
    status_outside_time: bool | None = None
    choose: tuple[int | None, ...] = ()
    complete: bool | None = None
    notes: tuple[str, ...] = ()

    def meet(self, heading: Heading) -> None:
        """Take in a heading. A year below "Core" keeps the status; a year above "Core" ends it."""
        if heading.contradictory:
            self.notes += (
                f"'{heading.text}' says both compulsory and elective; we read it as elective, the careful way.",
            )
        if heading.status is ModuleStatus.ELECTIVE:
            self.choose += (heading.choose,)
        if heading.time:
            if self.status_outside_time is None:
                self.status_outside_time = self.status is not None
            if not self.status_outside_time:
                self.status = None
        elif heading.status is not None:
            self.status = heading.status


def read_list(text: str) -> TextList:
    """Return the modules of a plain text, with what its headings say of them."""
    state, found = _State(), []
    for item in _lines(text, state):
        if isinstance(item, Heading):
            state.meet(item)
        else:
            found.append(replace(item, status=item.status or state.status))
    says_elective = any(line.status is ModuleStatus.ELECTIVE for line in found)
    notes = state.notes
    if not says_elective and any(line.status is None for line in found):
        notes += (UNSAID,)
    slots = None if not state.choose or None in state.choose else sum(filter(None, state.choose))
    unsaid = ModuleStatus.CORE if says_elective else ModuleStatus.ELECTIVE
    return TextList(tuple(found), unsaid, state.complete, slots, notes)


def _lines(text: str, state: _State) -> Iterator[Heading | Line]:
    rows = [row for line in text.splitlines() if (row := line[:LONGEST_LINE]).strip()]
    columns, separator = _header(rows[0]) if rows else ({}, "")
    for line in rows[1:] if columns else rows:
        said = _COMPLETE.fullmatch(line.strip().strip(".").strip())
        if said:
            state.complete = not said.group(1) and (said.group(2) or "yes").casefold() in {"yes", "true"}
            continue
        if columns:
            item: Heading | Line | None = _by_columns(_cells(line, separator), columns)
        else:
            item = _by_shape(line)
        if item is not None:
            yield item


def _header(line: str) -> tuple[dict[str, int], str]:
    for separator in ("\t", ";", "|", ","):
        cells = [cell.strip().casefold() for cell in line.strip().strip("|").split(separator)]
        columns = {_COLUMNS[cell]: i for i, cell in reversed(list(enumerate(cells))) if cell in _COLUMNS}
        if len(cells) > 1 and "title" in columns:
            return columns, separator
    return {}, ""


def _cells(line: str, separator: str) -> list[str]:
    plain = line.strip().strip("|") if separator == "|" else line
    return [tidy(cell) for cell in next(csv.reader([plain], delimiter=separator, skipinitialspace=True), [])]


def _by_columns(cells: list[str], columns: dict[str, int]) -> Line | None:
    def cell(name: str) -> str:
        return cells[columns[name]] if name in columns and columns[name] < len(cells) else ""

    title = cell("title") or cell("code")
    if not any(c.isalpha() for c in title):
        return None
    return Line(
        title,
        status_of(cell("status")) if cell("status") else None,
        cell("code") or None,
        cell("credits") or None,
    )


def _by_shape(line: str) -> Heading | Line | None:
    """Read a line whose columns, if any, are told apart by tabs, bars, wide gaps or commas."""
    cells = [
        tidy(cell)
        for cell in re.split(r"\t+|\s*\|\s*|\s{3,}|\s{2,}(?=\d+(?:\.\d+)?\s*$)", line.strip().strip("|"))
    ]
    if len(cells) == 1 and "," in line:
        *said, last = _cells(line, ",")
        cells = [", ".join(said), last] if is_number(last) else cells
    cells = [cell for cell in cells if cell]
    if len(cells) < 2:
        return read_line(line)
    codes = [cell for cell in cells if is_code(cell)]
    statuses = [cell for cell in cells if is_status(cell)]
    texts = [cell for cell in cells if not is_number(cell) and cell not in (*codes, *statuses)]
    item = read_line(max(texts or codes or statuses or cells, key=len))
    if not isinstance(item, Line):
        return item
    return replace(
        item,
        status=item.status or next((status_of(cell) for cell in statuses), None),
        code=item.code or next(iter(codes), None),
        credits=item.credits or next((cell for cell in cells if is_number(cell)), None),
    )
