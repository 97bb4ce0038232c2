"""Pages and results as data: JSON, rows of cells for a workbook, and dicts for the templates of HTML and PDF."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, assert_never

from degreepath.knowledge.fields import clean_text
from degreepath.pages.blocks import Block, Headline, Items, Links, Page, Paragraph, Scale, Section, Table
from degreepath.render.symbols import is_address, words

Row = Sequence[str | int | None]
_NUMBER = re.compile(r"\d{1,3}(,\d{3})*|\d{1,9}")


def to_json(document: dict[str, Any]) -> str:
    """Return a document as text, without NaN."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def to_rows(page: Page) -> list[Row]:
    """Return `page` whole as rows of a sheet: a table stays a table, everything else is a line; between blocks an empty row."""
    rows: list[Row] = []
    for section in (Section("", page.title, page.summary), *page.sections):
        rows += [[], [section.title]]
        for block in section.blocks:
            rows += [[], *_rows(block)]
    return rows[1:]


def _rows(block: Block) -> Iterator[Row]:
    match block:
        case Headline():
            yield [block.title, block.word]
            yield from ([sentence] for sentence in block.sentences)
        case Paragraph():
            yield [block.lead, block.text] if block.lead else [block.text]
            yield from ([line] for line in block.more)
        case Items():
            yield from ([[block.title]] if block.title else [])
            for item in block.items:
                yield list(filter(None, (item.lead, item.text, *item.more, item.url)))
        case Table():
            yield from ([[block.title]] if block.title else [])
            yield list(block.columns)
            yield from ([_number_or_text(words(cell)) for cell in row] for row in block.rows)
        case Scale():
            yield [block.low, block.high, block.words]
        case Links():
            yield from block.links
        case _:
            assert_never(block)


def _number_or_text(text: str) -> str | int:
    return int(text.replace(",", "")) if _NUMBER.fullmatch(text) else text


def as_data(page: Page) -> dict[str, Any]:
    """Return `page` whole for a template: a dict for each block, with its `kind`; every string on one clean line."""
    blocks = [*page.summary, *(block for section in page.sections for block in section.blocks)]
    compared = (len(block.columns) for block in blocks if isinstance(block, Table) and block.versus)
    headed = any(isinstance(block, Headline) for block in page.summary)
    return {**_plain(page), "headed": headed, "columns": max(compared, default=0)}


def _plain(value: Any) -> Any:
    """Return dataclasses as dicts with the name of their class as `kind`, and only web addresses as `url`."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, tuple):
        return [_plain(inside) for inside in value]
    if is_dataclass(value):
        names = ("blocks" if field.name == "made" else field.name for field in fields(value))
        data = {name: _plain(getattr(value, name)) for name in names}
        if data.get("url") and not is_address(data["url"]):
            data |= {"url": "", "more": [*data["more"], data["url"]]}
        return {"kind": type(value).__name__.lower(), **data}
    return value
