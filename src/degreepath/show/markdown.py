"""Pages as Markdown that pastes well into a mail: headings and lists, no tables, data kept inert."""

import re
from collections.abc import Iterator
from typing import assert_never

from degreepath.show.blocks import BULLET, Axis, Grid, Item, Ledger, Listing, Page, Section
from degreepath.show.numbers import signed

_URL = re.compile(r"(https?://[^\s<>]+)")
_SPECIAL = re.compile(r"([\\`*_\[<>|~]|&(?=#?\w+;))")
_LIST_START = re.compile(r"^(\d+)([.)])")


def to_markdown(page: Page) -> str:
    """Return `page` as Markdown."""
    lines = [f"# {escape(page.title)}", ""]
    for line in page.lines:
        lines += [escape(line), ""]
    for block in page.blocks:
        match block:
            case Section():
                lines += [*_heading(2, block.title), *_items(block.items), ""]
            case Grid():
                lines += _grid(block)
            case Listing():
                lines += [*_heading(2, block.title), *_entries(block), ""]
            case Axis():
                lines += [f"- **{escape(block.low)} – {escape(block.high)}:** {escape(block.words)}"]
            case Ledger():
                lines += [*_heading(2, block.title), *_ledger(block), ""]
            case _:
                assert_never(block)
    return "\n".join(lines).rstrip() + "\n"


def escape(text: str) -> str:
    """Return `text` so that Markdown shows it as it is; a web address becomes a link to itself."""
    parts = _URL.split(text)
    parts = [f"<{part}>" if i % 2 else _SPECIAL.sub(r"\\\1", part) for i, part in enumerate(parts)]
    escaped = _LIST_START.sub(r"\1\\\2", "".join(parts))
    return f"\\{escaped}" if escaped[:1] in {"#", "+", "-"} else escaped


def _heading(level: int, title: str) -> list[str]:
    return [f"{'#' * level} {escape(title)}", ""] if title else []


def _items(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        mark = "" if item.mark in {BULLET, ""} else f"{item.mark} "
        lead = f"**{escape(item.lead)}{':' if item.text else ''}** " if item.lead else ""
        yield f"- {mark}{lead}{escape(item.text)}{item.cited}".rstrip()
        yield from (f"  - {escape(more)}" for more in item.more)


def _grid(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        yield from _heading(2, row.title)
        for name, cell in zip(grid.names, row.cells, strict=True):
            yield from _heading(3, name)
            yield from _items(cell)
            yield ""


def _entries(listing: Listing) -> Iterator[str]:
    for entry in listing.entries:
        yield f"- `{entry.id}` {escape(entry.text)}"
        if entry.detail:
            yield f"  - {escape(entry.detail)}"


def _ledger(ledger: Ledger) -> Iterator[str]:
    for label, values in ledger.lines:
        named = (
            signed(value) if len(values) == 1 else f"{escape(name)} {signed(value)}"
            for name, value in zip(ledger.columns, values, strict=True)
        )
        yield f"- {escape(label)}: {', '.join(named)}"
