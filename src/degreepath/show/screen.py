"""Pages on the screen. Nothing is cut: what does not fit beside something else is put beneath it, and long words wrap."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import assert_never

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from degreepath.show.ascii import in_ascii
from degreepath.show.blocks import Axis, Grid, Item, Ledger, Listing, Page, Row, Section
from degreepath.show.numbers import signed

SIDE_BY_SIDE = 80
MOST_COLUMNS = 3
GAP = 2
ID_BESIDE_TEXT = 60
WIDEST_ID = 30
SUB_BULLET = "·"
WIDEST_AXIS = 31
NARROWEST_AXIS = 5
LEDGER_BESIDE = 60
MARK_STYLES = {"●": "green", "◐": "yellow", "?": "magenta", "○": "red"}


class Screen:
    """A page that lays itself out for the width and the characters of the terminal it is printed on."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from _Writer(console, options.max_width, ascii_only=options.ascii_only).page(self.page)


class _Writer:
    def __init__(self, console: Console, width: int, *, ascii_only: bool) -> None:
        self.console = console
        self.width = width
        self.ascii_only = ascii_only

    def shown(self, text: str) -> str:
        return in_ascii(text) if self.ascii_only else text

    def text(self, text: str, style: str = "") -> Text:
        return Text(self.shown(text), style, overflow="fold")

    def page(self, page: Page) -> RenderResult:
        yield self.text(page.title, "bold underline")
        for line in page.lines:
            yield self.text(line)
        for block in page.blocks:
            match block:
                case Section():
                    yield from self.section(block)
                case Grid():
                    yield from self.grid(block)
                case Listing():
                    yield from self.listing(block)
                case Axis():
                    yield from self.axis(block)
                case Ledger():
                    yield from self.ledger(block)
                case _:
                    assert_never(block)

    def heading(self, title: str) -> RenderResult:
        if title:
            yield Text()
            yield self.text(title, "bold")

    def section(self, section: Section) -> RenderResult:
        yield from self.heading(section.title)
        yield from self.lines(self.items(section.items, self.width))

    def lines(self, lines: Iterable[Text]) -> RenderResult:
        """Yield lines that fit as they are. Tables, one in another, would say the same in twice the time."""
        joined = Text("\n").join(lines)
        if joined:
            yield from joined.render(self.console, end="\n")

    def items(self, items: tuple[Item, ...], width: int) -> Iterator[Text]:
        """Yield the lines of statements; each hangs behind its mark."""
        edge = max((cell_len(self.shown(item.mark)) for item in items), default=0) + 1
        for item in items:
            mark = self.text(self.shown(item.mark).ljust(edge), MARK_STYLES.get(item.mark, ""))
            for line in self.item(item, max(1, width - edge)):
                yield Text.assemble(mark, line)
                mark = Text(" " * edge)

    def item(self, item: Item, width: int) -> Iterator[Text]:
        text = self.text("")
        if item.lead:
            text.append_text(self.text(f"{item.lead}: " if item.text else item.lead, "bold"))
        text.append_text(self.text(item.text))
        text.append_text(self.text(item.cited, "dim"))
        yield from text.wrap(self.console, width)
        yield from self.items(tuple(Item(more, mark=SUB_BULLET) for more in item.more), width)

    def grid(self, grid: Grid) -> RenderResult:
        beside = self.width >= SIDE_BY_SIDE and len(grid.names) <= MOST_COLUMNS
        for row in grid.rows:
            yield from self.heading(row.title)
            yield from self.lines((self.beside if beside else self.beneath)(grid.names, row))

    def beside(self, names: tuple[str, ...], row: Row) -> Iterator[Text]:
        width = (self.width - GAP * (len(names) - 1)) // len(names)
        titles = (self.text(name, "underline").wrap(self.console, width) for name in names)
        for cells in (titles, (self.items(cell, width) for cell in row.cells)):
            for parts in zip_longest(*cells, fillvalue=Text()):
                line = Text()
                for place, part in enumerate(parts):
                    line.pad_right(place * (width + GAP) - line.cell_len)
                    line.append_text(part)
                yield line

    def beneath(self, names: tuple[str, ...], row: Row) -> Iterator[Text]:
        for name, cell in zip(names, row.cells, strict=True):
            yield from self.text(name, "underline").wrap(self.console, self.width)
            yield from (Text.assemble(" ", line) for line in self.items(cell, self.width - 1))

    def listing(self, listing: Listing) -> RenderResult:
        yield from self.heading(listing.title)
        beside = self.width >= ID_BESIDE_TEXT
        table = Table.grid(padding=(0, GAP, 0, 0))
        table.add_column(overflow="fold", max_width=WIDEST_ID)
        table.add_column(overflow="fold")
        for entry in listing.entries:
            name, body = self.text(entry.id, "bold"), self.text(entry.text)
            if entry.detail:
                body.append_text(self.text(f"\n{entry.detail}", "dim"))
            if beside:
                table.add_row(name, body)
            else:
                yield name
                yield Padding(body, (0, 0, 0, 2))
        if beside:
            yield table

    def axis(self, axis: Axis) -> RenderResult:
        room = min(WIDEST_AXIS, self.width - len(axis.low) - len(axis.high) - 2) // 2 * 2 + 1
        if room >= NARROWEST_AXIS:
            place = round((axis.value + 1) / 2 * (room - 1))
            line = "".join("#" if i == place else "|" if i == room // 2 else "-" for i in range(room))
            yield self.text(f"{axis.low} {line} {axis.high}")
        yield Padding(self.text(axis.words), (0, 0, 0, 2))

    def ledger(self, ledger: Ledger) -> RenderResult:
        yield from self.heading(ledger.title)
        table = Table.grid(padding=(0, GAP, 0, 0))
        beside = self.width >= LEDGER_BESIDE or len(ledger.columns) == 1
        for _ in ledger.columns if beside else ("",):
            table.add_column(justify="right", no_wrap=len(ledger.columns) == 1)
        table.add_column(overflow="fold")
        if len(ledger.columns) > 1 and beside:
            table.add_row(*(self.text(name, "bold") for name in ledger.columns), Text())
        for label, values in ledger.lines:
            style = "bold" if label == ledger.lines[-1][0] else ""
            if beside:
                table.add_row(*(self.text(signed(value), style) for value in values), self.text(label, style))
            else:
                table.add_row(Text(), self.text(label, "bold"))
                for name, value in zip(ledger.columns, values, strict=True):
                    table.add_row(self.text(signed(value)), self.text(name))
        yield table
