"""What a page is made of, before anyone decides whether it becomes a screen or Markdown. Frozen, no wording."""

from dataclasses import dataclass

BULLET = "-"


@dataclass(frozen=True)
class Item:
    """One statement: `mark` before it, `lead` in bold, `cites` the numbers of its sources, `more` lines beneath."""

    text: str
    lead: str = ""
    cites: tuple[int, ...] = ()
    mark: str = BULLET
    more: tuple[str, ...] = ()

    @property
    def cited(self) -> str:
        """The numbers of the sources as they are printed: ' [1] [3]'."""
        return "".join(f" [{number}]" for number in self.cites)


@dataclass(frozen=True)
class Section:
    """A heading and the statements under it."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Row:
    """One aspect of the programs or roles of a grid: a cell of statements for each."""

    title: str
    cells: tuple[tuple[Item, ...], ...]


@dataclass(frozen=True)
class Grid:
    """Programs or roles side by side, or row after row where there is no room."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Entry:
    """One line of a list: the id to type, and what it stands for."""

    id: str
    text: str
    detail: str = ""


@dataclass(frozen=True)
class Listing:
    """A heading and a list of things that can be looked up."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Axis:
    """A place between two poles, -1 … +1, and the same in words."""

    low: str
    high: str
    value: float
    words: str


@dataclass(frozen=True)
class Ledger:
    """A sum: a line of whole points for each part, the last line being the total of the others."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[int, ...]], ...]


Block = Section | Grid | Listing | Axis | Ledger


@dataclass(frozen=True)
class Page:
    """A title, a few opening lines, and blocks.

    `version` is that of the knowledge base: a document to hand over (HTML, PDF) names it.
    """

    title: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    version: str = ""
