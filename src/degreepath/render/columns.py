"""Tables in columns where they fit the width, otherwise row by row: a title and a cell, as many on a line as fit."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

from degreepath.advice.doors import DoorState
from degreepath.pages.blocks import Cell, Table
from degreepath.render import symbols
from degreepath.render.look import ACCENT, GAP, Look

NARROWEST, TALLEST, BAR_LENGTH = 12, 5, 5
DOOR_STYLES = dict(zip(DoorState, ("green", "yellow", "magenta", "red"), strict=True))
_NUMBER = re.compile(r"[+−-]?\d[\d,.]*( ?%)?")


def table(look: Look, block: Table) -> Iterator[Text]:
    """Yield the lines of a table."""
    if block.title:
        yield from look.wrapped(look.text(block.title, "bold"))
    edge = len(str(len(block.rows))) + 1
    style = "dim" if block.versus else "bold" if block.keep else ""
    rows = []
    for place, row in enumerate(block.rows, start=1):
        cells = [_cell(look, cell, "" if i else style) for i, cell in enumerate(row)]
        if block.numbered:
            cells[0] = Text.assemble(f"{place}. " if look.plain else str(place).ljust(edge), cells[0])
        rows.append(cells)
    right = [_is_numeric(row[i].plain.strip() for row in rows) for i in range(len(block.columns))]
    widths = [] if look.plain else _widths(look, block, rows, right)
    if not widths:
        yield from _told(look, block, rows)
        return
    heads = [look.text(title, f"bold {ACCENT}" if block.versus else "dim") for title in block.columns]
    for cells in [heads, *rows] if any(block.columns) else rows:
        yield from _row(look, cells, widths, right)
        if cells is heads and block.versus:
            yield look.sign("─" * (sum(widths) + GAP * (len(widths) - 1)), "dim")


def _cell(look: Look, cell: Cell, style: str) -> Text:
    text = Text(overflow="fold", end="")
    if cell.bar is not None and not look.plain:
        text.append_text(look.measure("▰▱", cell.bar, BAR_LENGTH)).append(" ")
    if cell.door and not look.plain:
        text.append_text(look.sign(symbols.DOORS[cell.door], DOOR_STYLES[cell.door])).append(" ")
    return text.append_text(look.text(symbols.words(cell), style))


def _is_numeric(cells: Iterable[str]) -> bool:
    said = [cell for cell in cells if cell]
    return bool(said) and all(map(_NUMBER.fullmatch, said))


def _widths(look: Look, block: Table, rows: list[list[Text]], right: list[bool]) -> list[int]:
    """Return the widths of the columns; none where the rows are better told one by one."""
    columns = [[look.text(title), *(row[i] for row in rows)] for i, title in enumerate(block.columns)]
    natural = [max(cell.cell_len for cell in column) for column in columns]
    room = look.width - GAP * (len(columns) - 1)
    if sum(natural) <= room:
        loose = sum(natural) + len(natural) <= room
        return [whole + loose for whole in natural]
    words = [max(cell_len(word) for cell in column for word in cell.plain.split(" ")) for column in columns]
    least = [
        whole if i < block.keep or right[i] else min(whole, max(word, NARROWEST))
        for i, (whole, word) in enumerate(zip(natural, words, strict=True))
    ]
    spare, wanted = room - sum(least), sum(natural) - sum(least)
    if spare < 0:
        return []
    widths = [low + (whole - low) * spare // wanted for low, whole in zip(least, natural, strict=True)]
    tall = any(whole > TALLEST * width for whole, width in zip(natural, widths, strict=True))
    return [] if tall else widths


def _row(look: Look, cells: list[Text], widths: list[int], right: list[bool]) -> Iterator[Text]:
    columns = [look.wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=Text()):
        line = Text()
        for place, (part, width) in enumerate(zip(parts, widths, strict=True)):
            pad = " " * (width - part.cell_len)
            line.append(" " * GAP if place else "")
            line = Text.assemble(line, *((pad, part) if right[place] else (part, pad)))
        line.rstrip()
        yield line


def _told(look: Look, block: Table, rows: list[list[Text]]) -> Iterator[Text]:
    """Yield each row: its name, then its other cells, each behind the title of its column; a bar explains itself."""
    drawn = {i for row in block.rows for i, cell in enumerate(row) if cell.bar is not None and not look.plain}
    if block.columns[0] and not block.versus:
        untold = ", ".join(block.columns[i] for i in sorted(drawn))
        yield from look.wrapped(look.text(block.columns[0] + (f" ({untold})" if untold else ""), "dim"))
    for cells, (name, *texts) in zip(block.rows, rows, strict=True):
        lines = [name]
        for title, cell, text in zip(block.columns[1:], cells[1:], texts, strict=True):
            if not text.plain:
                continue
            named = title if look.plain or cell.bar is None else ""
            colon = ":" if look.plain or not cell.door else ""
            pair = Text.assemble(look.text(named + colon, "dim"), " ", text) if named else text
            room = look.width - (look.gap if len(lines) > 1 else 0) - lines[-1].cell_len - look.gap
            if (len(lines) > 1) if look.plain else (pair.cell_len <= room):
                lines[-1] = Text.assemble(lines[-1], "; " if look.plain else " " * look.gap, pair)
            else:
                lines.append(pair)
        yield from look.wrapped(lines[0])
        for line in lines[1:]:
            yield from look.wrapped(line, indent=look.gap)
