"""What a report is made of beyond the blocks of a page: a first page that is enough on its own, then parts. Frozen, no wording."""

from dataclasses import dataclass

from degreepath.show.blocks import Axis, Block, Item, Ledger, Page, Section
from degreepath.show.numbers import signed


@dataclass(frozen=True)
class Bar:
    """One interest as a bar from the middle, -1 … +1, and the number printed beside it."""

    name: str
    value: float
    words: str


@dataclass(frozen=True)
class Card:
    """One role on the first page; `doors` are the degrees, each with its mark and its word."""

    name: str
    figure: str
    text: str
    doors: tuple[Item, ...]
    note: str


@dataclass(frozen=True)
class Table:
    """Rows and columns with a caption. `head` names the first column; each row is its heading and one item for every column.

    `numbers` are the columns (from 0) that hold figures and are set to the right.
    """

    title: str
    caption: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Item, tuple[Item, ...]], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Part:
    """A chapter of the later pages; `id` is where a link inside the report leads."""

    id: str
    title: str
    blocks: tuple[Block | Table, ...]


@dataclass(frozen=True)
class Report:
    """The whole report. `degree` and `band` are the verdict in two pieces; `title` is both in one line."""

    title: str
    degree: str
    band: str
    lines: tuple[str, ...]
    standing: str
    axes: tuple[Axis, ...]
    axes_note: str
    bars: tuple[Bar, ...]
    bars_note: str
    reasons: tuple[Section, ...]
    roles: tuple[Card, ...]
    roles_note: str
    next_step: Section
    parts: tuple[Part, ...]
    stamp: str
    version: str


def ledger_table(ledger: Ledger, caption: str = "", head: str = "") -> Table:
    """Return a sum as a table, for forms that have tables; without a `caption` its title says what it is."""
    return Table(
        title=ledger.title,
        caption=caption or ledger.title or "Points",
        head=head,
        columns=ledger.columns,
        rows=tuple(
            (Item("", lead=name, mark=""), tuple(Item(signed(value), mark="") for value in values))
            for name, values in ledger.lines
        ),
        numbers=tuple(range(len(ledger.columns))),
    )


def table_section(table: Table) -> Section:
    """Return a table as a list, for forms without tables: each row a statement, each cell a line 'column: mark text'."""
    head = (Item(table.caption, mark=""),) if table.caption else ()
    rows = (
        Item(
            row.text,
            lead=row.lead,
            mark=row.mark,
            cites=row.cites,
            more=(
                *row.more,
                *(
                    line
                    for column, cell in zip(table.columns, cells, strict=True)
                    for line in _cell(column, cell)
                ),
            ),
        )
        for row, cells in table.rows
    )
    return Section(table.title, (*head, *rows))


def _cell(column: str, cell: Item) -> list[str]:
    mark = f"{cell.mark} " if cell.mark else ""
    lead = f"{cell.lead}: " if cell.lead and cell.text else cell.lead
    said = f"{mark}{lead}{cell.text}{cell.cited}"
    if not cell.more:
        return [f"{column}: {said}"] if said else []
    return [f"{column}: {said}" if said else f"{column}:", *cell.more]


def as_page(report: Report) -> Page:
    """Return the report as a page of headings and lists, which becomes Markdown."""
    blocks: list[Block] = []
    if report.bars:
        blocks += [
            Section(report.standing, ()),
            *report.axes,
            Section("", (Item(report.axes_note, mark=""),)),
        ]
        bars = tuple(Item(bar.words, lead=bar.name) for bar in report.bars)
        blocks.append(Section("Your interests", (Item(report.bars_note, mark=""), *bars)))
    blocks += report.reasons
    if report.roles:
        cards = tuple(
            Item(
                card.text,
                lead=f"{card.name}, {card.figure}",
                mark=f"{place}.",
                more=(card.note, *(f"{door.mark} {door.lead}: {door.text}" for door in card.doors)),
            )
            for place, card in enumerate(report.roles, start=1)
        )
        blocks.append(Section("Roles that fit you best", (Item(report.roles_note, mark=""), *cards)))
    blocks.append(report.next_step)
    for part in report.parts:
        inside = [table_section(block) if isinstance(block, Table) else block for block in part.blocks]
        first = inside[0] if inside else None
        if not (isinstance(first, Section) and first.title == ""):
            blocks.append(Section(part.title, ()))
        else:
            inside[0] = Section(part.title, first.items)
        blocks += inside
    return Page(report.title, report.lines, tuple(blocks))
