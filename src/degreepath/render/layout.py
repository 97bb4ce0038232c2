"""Pages as lines of text, for a terminal or a file. Nothing is cut: what does not fit beside something is told beneath it.

Colour only repeats what words say; what matters is bold, what is less is dim.
"""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import assert_never, cast

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from degreepath.advice.doors import DoorState
from degreepath.knowledge.fields import clean_text
from degreepath.pages.blocks import Block, Cell, Headline, Items, Links, Page, Paragraph, Scale, Table
from degreepath.render import BOX, BULLET, DOORS, heard
from degreepath.text import in_ascii

ACCENT, GAP, WIDE = "cyan", 2, 60
FRAME_FROM, WIDEST_FRAME, WIDEST_LABEL, STEPS = 30, 80, 22, 4
NARROWEST, TALLEST, BAR_LENGTH, SCALE_WIDTH, NARROWEST_SCALE = 12, 5, 5, 31, 5
DOOR_STYLES = dict(zip(DoorState, ("green", "yellow", "magenta", "red"), strict=True))
_NUMBER = re.compile(r"[+−-]?\d[\d,.]*( ?%)?")
_CONSOLE = Console()  # asked for by rich, and not looked at, where lines are wrapped


@dataclass(frozen=True)
class Look:
    """`plain` is for a screen reader: no bars, frames, bullets or columns. Without `signs` everything is ASCII."""

    width: int
    signs: bool = True
    plain: bool = False

    def text(self, text: str, style: str = "") -> Text:
        """Return words from anywhere, free of characters that could move the cursor or turn them round."""
        return self.sign(clean_text(heard(text) if self.plain else text), style)

    def sign(self, sign: str, style: str = "") -> Text:
        """Return what we draw ourselves, as it is."""
        return Text(sign if self.signs else in_ascii(sign), style, overflow="fold", end="")

    def measure(self, signs: str, number: int, most: int) -> Text:
        """Return a bar or steps: `number` of the first of two signs, the second up to `most`."""
        return self.sign(signs[0] * number + signs[1] * (most - number), ACCENT)

    def wrapped(self, text: Text, width: int | None = None, *, indent: int = 0) -> Iterator[Text]:
        """Yield `text` in lines, all behind `indent` spaces; only words longer than a line are broken."""
        room = (self.width if width is None else width) - indent
        short = text.cell_len <= room and "\n" not in text.plain
        for line in [text.copy()] if short else text.wrap(_CONSOLE, max(1, room)):
            line.rstrip()
            yield Text.assemble(" " * indent, line) if indent else line

    def said(self, text: str, lead: str = "", cites: tuple[int, ...] = (), style: str = "") -> Text:
        """Return a statement: what it is about in bold, what is said, the numbers of its sources."""
        about = self.text(f"{lead}:" if text and lead else lead, "bold")
        numbers = "".join(f" [{number}]" for number in cites)
        return Text.assemble(about, " " if lead and text else "", self.text(text, style), (numbers, "dim"))


def page_lines(look: Look, page: Page, *, all_sections: bool) -> Iterator[Text]:
    """Yield the summary, and the sections: those asked for, all, or in a line how to see them."""
    if page.summary and isinstance(page.summary[0], Headline):
        yield from _headline(look, page.summary[0])
        indent = GAP if look.width >= WIDE and not look.plain else 0  # in line with what stands in the frame
        inside = replace(look, width=look.width - indent)
        yield from (Text.assemble(" " * indent, line) for line in block_lines(inside, page.summary[1:]))
    elif page.summary:
        yield from (*look.wrapped(look.text(page.title, "bold")), Text(), *block_lines(look, page.summary))
    if page.summary and page.sections and not all_sections:
        ids = ", ".join(section.id for section in page.sections)
        yield from (Text(), *look.wrapped(look.text(f"More: --all or --only {ids}", "dim")))
        return
    for place, section in enumerate(page.sections):
        yield from (Text(),) if place or page.summary else ()
        title = look.text(section.title, "bold")
        if not look.plain and title.cell_len + 6 <= look.width:
            rest = min(look.width, WIDEST_FRAME) - title.cell_len - 4
            title = Text.assemble(look.sign("──", "dim"), " ", title, " ", look.sign("─" * rest, "dim"))
        yield from (*look.wrapped(title), *block_lines(look, section.blocks))


def block_lines(look: Look, blocks: tuple[Block, ...]) -> Iterator[Text]:
    """Yield blocks with a blank line between them, but for a note under a table and labels that belong together."""
    before: Block | None = None
    for labelled, run in groupby(blocks, lambda block: isinstance(block, Paragraph) and bool(block.lead)):
        for part in [tuple(run)] if labelled else zip(run):
            note = isinstance(part[0], Paragraph) and part[0].dim and isinstance(before, Table | Items)
            if before and not note and not isinstance(before, Headline):
                yield Text()
            before = part[0]
            if isinstance(before, Items | Table) and before.title:
                yield from look.wrapped(look.text(before.title, "bold"))
            labels = _labels(look, cast("tuple[Paragraph, ...]", part)) if labelled else ()
            yield from labels or _block(look, before)


def _block(look: Look, block: Block) -> Iterator[Text]:
    match block:
        case Headline():
            return _headline(look, block)
        case Paragraph():
            return _statement(look, look.said(block.text, "", block.cites, "dim" * block.dim), block.more)
        case Items():
            return _items(look, block)
        case Table():
            return _table(look, block)
        case Scale():
            return _scale(look, block)
        case Links():
            return _links(look, block)
        case _:
            assert_never(block)


def _statement(look: Look, said: Text, more: Iterable[str]) -> Iterator[Text]:
    yield from look.wrapped(said)
    for line in more:
        yield from look.wrapped(look.text(line), indent=GAP)


def _headline(look: Look, block: Headline) -> Iterator[Text]:
    width = min(look.width, WIDEST_FRAME)
    inner = width - 4 if look.width >= FRAME_FROM and not look.plain else look.width
    sentences = [line for said in block.sentences for line in look.wrapped(look.text(said), inner)]
    if look.plain:
        words = ", ".join(filter(None, (block.title, block.word)))
        yield from (*look.wrapped(look.said(words, block.label)), *sentences)
        return
    sure = look.text(block.word, "bold")
    if block.steps is not None:
        sure = Text.assemble(look.measure("■□", block.steps, STEPS), " ", sure)
    lines = list(look.wrapped(look.text(block.title, f"bold {ACCENT}"), inner))
    room = inner - lines[-1].cell_len - sure.cell_len
    if room >= GAP:
        lines[-1] = Text.assemble(lines[-1], " " * room, sure)
    elif sure:
        lines.append(sure)
    lines += sentences
    if look.width < FRAME_FROM:
        yield from (*look.wrapped(look.text(block.label, "dim")), *lines)
        return
    title = look.text(block.label, "bold")
    title = Text.assemble(" ", title, " ") if title else title
    top = look.sign("─" * (width - 3 - title.cell_len) + "╮", ACCENT)
    side = look.sign("│", ACCENT)
    yield Text.assemble(look.sign("╭─", ACCENT), title, top)
    for line in lines:
        yield Text.assemble(side, " ", line, " " * (width - 4 - line.cell_len), " ", side)
    yield look.sign("╰" + "─" * (width - 2) + "╯", ACCENT)


def _labels(look: Look, run: tuple[Paragraph, ...]) -> Iterator[Text]:
    """Yield paragraphs with leads: beside their labels where there is room, otherwise behind them."""
    edge = max(cell_len(paragraph.lead) for paragraph in run)
    beside = not look.plain and look.width >= WIDE and edge + GAP <= WIDEST_LABEL
    for paragraph in run:
        style, label = "dim" * paragraph.dim, look.text(paragraph.lead, "bold")
        if not paragraph.text:
            yield Text.assemble(label, " ", "_" * max(8, look.width // 2))
            continue
        said = look.said(paragraph.text, "" if beside else paragraph.lead, paragraph.cites, style)
        for text in (said, *(look.text(line, style) for line in paragraph.more)):
            columns = ([label, text], [edge, look.width - edge - GAP])
            yield from _row(look, *columns) if beside else look.wrapped(text)
            label = Text()


def _items(look: Look, block: Items) -> Iterator[Text]:
    longest = 0 if look.plain else len(str(len(block.items)))
    for number, item in enumerate(block.items, start=1):
        mark = look.sign(BOX if block.boxes else BULLET, "" if block.boxes else "dim")
        if block.numbered or look.plain:
            mark = Text(f"{number}{'.' * look.plain}".ljust(longest) if block.numbered else "")
        mark.append(" " if mark else "")
        edge = mark.cell_len
        inside = replace(look, width=look.width - edge)
        lines = list(_statement(inside, look.said(item.text, item.lead, item.cites), item.more))
        lines += inside.wrapped(look.text(item.url, "dim"), indent=GAP) if item.url else ()
        for line in lines:
            yield Text.assemble(mark, line)
            mark = Text(" " * edge)


def _scale(look: Look, block: Scale) -> Iterator[Text]:
    room = min(SCALE_WIDTH, look.width - cell_len(block.low) - cell_len(block.high) - 2)
    room -= 1 - room % 2
    if room >= NARROWEST_SCALE and not look.plain:
        place = round((max(-1.0, min(1.0, block.value)) + 1) / 2 * (room - 1))
        line = "─" * (room // 2) + "┼" + "─" * (room // 2)
        parts = (look.sign(line[:place], "dim"), look.sign("●", ACCENT), look.sign(line[place + 1 :], "dim"))
        yield Text.assemble(look.text(block.low), " ", *parts, " ", look.text(block.high))
    yield from look.wrapped(look.text(block.words))


def _links(look: Look, block: Links) -> Iterator[Text]:
    edge = max(cell_len(what) for what, _ in block.links) + GAP
    beside = not look.plain and all(edge + cell_len(shows) <= look.width for _, shows in block.links)
    for what, shows in block.links:
        command = look.text(what, "bold")
        if beside:
            yield Text.assemble(command, " " * (edge - command.cell_len), look.text(shows, "dim"))
        else:
            yield from look.wrapped(look.text(f"{shows}:")) if shows else ()
            yield from look.wrapped(command, indent=GAP if shows else 0)


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────
def _table(look: Look, block: Table) -> Iterator[Text]:
    edge = len(str(len(block.rows))) + 1
    style = "dim" if block.versus else "bold" if block.keep else ""
    rows = []
    for place, row in enumerate(block.rows, start=1):
        cells = [_cell(look, cell, "" if i else style) for i, cell in enumerate(row)]
        if block.numbered:
            cells[0] = Text.assemble(f"{place}. " if look.plain else str(place).ljust(edge), cells[0])
        rows.append(cells)
    columns = [[cell.plain.strip() for cell in column if cell] for column in zip(*rows, strict=True)]
    right = {i for i, said in enumerate(columns) if said and all(map(_NUMBER.fullmatch, said))}
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
        text.append_text(look.sign(DOORS[cell.door], DOOR_STYLES[cell.door])).append(" ")
    return text.append_text(look.text(cell.words, style))


def _widths(look: Look, block: Table, rows: list[list[Text]], right: Container[int]) -> list[int]:
    """Return the widths of the columns; none where the rows are better told one by one."""
    columns = [[look.text(title), *(row[i] for row in rows)] for i, title in enumerate(block.columns)]
    natural = [max(cell.cell_len for cell in column) for column in columns]
    room = look.width - GAP * (len(columns) - 1)
    if sum(natural) <= room:
        loose = sum(natural) + len(natural) <= room
        return [whole + loose for whole in natural]
    words = [max(cell_len(word) for cell in column for word in cell.plain.split(" ")) for column in columns]
    least = [
        whole if i < block.keep or i in right else min(whole, max(word, NARROWEST))
        for i, (whole, word) in enumerate(zip(natural, words, strict=True))
    ]
    spare, wanted = room - sum(least), sum(natural) - sum(least)
    if spare < 0:
        return []
    widths = [low + (whole - low) * spare // wanted for low, whole in zip(least, natural, strict=True)]
    tall = any(whole > TALLEST * width for whole, width in zip(natural, widths, strict=True))
    return [] if tall else widths


def _row(look: Look, cells: list[Text], widths: list[int], right: Container[int] = ()) -> Iterator[Text]:
    """Yield cells beside each other in columns, those of the places `right` set to the right."""
    columns = [look.wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns):
        lines = [part or Text() for part in parts]
        for place, (line, width) in enumerate(zip(lines, widths, strict=True)):
            (line.pad_left if place in right else line.pad_right)(width - line.cell_len)
        whole = Text(" " * GAP).join(lines)
        whole.rstrip()
        yield whole


def _told(look: Look, block: Table, rows: list[list[Text]]) -> Iterator[Text]:
    """Yield each row: its name, then its other cells, each behind the title of its column; a bar explains itself."""
    gap = GAP if look.width >= WIDE else 1
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
            room = look.width - gap * min(len(lines), 2) - lines[-1].cell_len
            if (len(lines) > 1) if look.plain else (pair.cell_len <= room):
                lines[-1] = Text.assemble(lines[-1], "; " if look.plain else " " * gap, pair)
            else:
                lines.append(pair)
        yield from look.wrapped(lines[0])
        for line in lines[1:]:
            yield from look.wrapped(line, indent=gap)
