"""What a page is made of: a summary that fits one screen, named sections, and a handful of blocks. Frozen, no wording.

Every form (terminal, Markdown, HTML, PDF) renders every page; a new page needs nothing in `render/`, a new form nothing here.
The forms say by themselves which sections lie behind a summary and how to see them: a page need not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from degreepath.advice.doors import DoorState


@dataclass(frozen=True)
class Cell:
    """What stands in one place of a table: words, with a door's state or a bar of 0 to 5 beside them.

    The state is told in words by the form: `text` is only what there is to say beyond it.
    """

    text: str = ""
    door: DoorState | None = None
    bar: int | None = None

    @property
    def words(self) -> str:
        """All that it says, a door's state first."""
        return ": ".join(filter(None, (self.door.value if self.door else "", self.text)))


@dataclass(frozen=True)
class Paragraph:
    """A few sentences, alone or as a line of a list.

    `lead` stands before them in bold, `cites` are the numbers of their sources, `more` lines beneath; `url`, in a list, is the
    only thing on a page that becomes a link. Paragraphs with leads that follow each other are set as labels with their text
    beside them. A lead without text is a line to write on by hand.
    """

    text: str
    lead: str = ""
    cites: tuple[int, ...] = ()
    more: tuple[str, ...] = ()
    dim: bool = False
    url: str = ""


@dataclass(frozen=True)
class Items:
    """A list, numbered or not; `boxes` are drawn where it is ticked off by hand."""

    items: tuple[Paragraph, ...]
    title: str = ""
    numbered: bool = False
    boxes: bool = False


@dataclass(frozen=True)
class Table:
    """Columns with titles and rows of cells. Where it does not fit the width, each row is told line by line: title, cell.

    `keep` is how many first columns hold names that must not be broken. Columns of numbers are set to the right.
    `versus`: the columns are things compared, and the first one says in what.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    keep: int = 1
    numbered: bool = False
    versus: bool = False


@dataclass(frozen=True)
class Scale:
    """A place between two poles, -1 … +1, and the same in words."""

    low: str
    high: str
    value: float
    words: str


@dataclass(frozen=True)
class Headline:
    """The framed answer of a page: `title` and one or two sentences; `steps` of 4 and a `word` say how sure, if anything does."""

    title: str
    sentences: tuple[str, ...]
    word: str = ""
    steps: int | None = None
    label: str = ""


@dataclass(frozen=True)
class Links:
    """Commands to type, each with what it shows."""

    links: tuple[tuple[str, str], ...]


Block = Headline | Paragraph | Items | Table | Scale | Links
Made = Iterable[Block] | Callable[[], Iterable[Block]]
"""Blocks, or a function that is asked for them when they are first read."""


@dataclass(frozen=True)
class Section:
    """A named part of a page: `id` is what one types after --only, `key` the letter that opens it after a quiz.

    A list of nothing is left out.
    """

    id: str
    title: str
    made: Made
    key: str = ""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What stands in it."""
        made = self.made() if callable(self.made) else self.made
        return tuple(block for block in made if not (isinstance(block, Items) and not block.items))


@dataclass(frozen=True)
class Page:
    """A title, a summary that fits a screen, and sections behind it.

    The title is shown unless the summary begins with a headline, which says it better. `version` is that of the knowledge
    base: a document to hand over names it.
    """

    title: str
    summary: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    version: str = ""

    def only(self, ids: Iterable[str]) -> "Page":
        """Return the page with the named sections and without its summary."""
        wanted = set(ids)
        return replace(self, summary=(), sections=tuple(s for s in self.sections if s.id in wanted))

    @property
    def brief(self) -> "Page":
        """The page without its sections."""
        return replace(self, sections=())


# ── Making blocks ────────────────────────────────────────────────────────────────────────────────
Row = Iterable[Cell | str]
"""What stands in a row of a table; words and the states of doors stand for cells that hold nothing else."""


def cells(rows: Iterable[Row]) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells of the rows of a table."""
    return tuple(tuple(map(_cell, row)) for row in rows)


def _cell(told: Cell | str) -> Cell:
    if isinstance(told, DoorState):
        return Cell(door=told)
    return Cell(told) if isinstance(told, str) else told


def items(
    found: Iterable[Paragraph], title: str = "", *, numbered: bool = False, boxes: bool = False
) -> Items:
    """Return a list; `boxes` are drawn where it is ticked off by hand."""
    return Items(tuple(found), title, numbered, boxes)


def telling(made: Made) -> tuple[Block, ...]:
    """Return the blocks in which anything stands."""
    return tuple(block for block in (made() if callable(made) else made) if not _empty(block))


def _empty(block: Block) -> bool:
    match block:
        case Paragraph(text="", lead="") | Items(items=()) | Table(rows=()) | Links(links=()):
            return True
    return False
