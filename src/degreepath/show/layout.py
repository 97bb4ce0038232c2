"""The few shapes that pages are made of. Data enters as `Text`, never as markup."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text


def title(text: str) -> RenderableType:
    """Return the title of a page."""
    return Text(text, style="bold underline")


def section(heading: str, *parts: RenderableType | str) -> RenderableType:
    """Return a section: a blank line, its heading, its parts."""
    return Group(Text(), Text(heading, style="bold"), *(Text(p) if isinstance(p, str) else p for p in parts))


def bullets(lines: Iterable[str | Text], mark: str = "-") -> RenderableType:
    """Return a list whose wrapped lines stay under their first word."""
    return Group(*(hanging(line if isinstance(line, Text) else Text(line), f"{mark} ") for line in lines))


def hanging(text: Text, mark: str) -> RenderableType:
    """Return `text` behind `mark`, its further lines indented to match."""
    grid = Table.grid(padding=0)
    grid.add_column(width=len(mark), no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    grid.add_row(Text(mark), text)
    return grid


def indented(part: RenderableType, columns: int = 2) -> RenderableType:
    """Return `part` moved to the right."""
    return Padding(part, (0, 0, 0, columns))
