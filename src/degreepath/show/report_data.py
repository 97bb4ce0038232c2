"""Reports and pages as plain data for the templates: dicts, lists, strings and numbers, free of characters that could fool a reader."""

from typing import Any, assert_never

from degreepath.knowledge.record import clean_text
from degreepath.show.blocks import BULLET, Axis, Block, Grid, Item, Ledger, Listing, Page, Section
from degreepath.show.report_blocks import Part, Report, Table, ledger_table

Data = dict[str, Any]


def as_data(page: Page | Report) -> Data:
    """Return a page or a report as data: `kind` says which template it fits."""
    return report_data(page) if isinstance(page, Report) else page_data(page)


def report_data(report: Report) -> Data:
    """Return a report as data."""
    return _cleaned(
        {
            "kind": "report",
            "title": report.title,
            "degree": report.degree,
            "band": report.band,
            "lines": list(report.lines),
            "standing": report.standing,
            "axes": [_axis(axis) for axis in report.axes],
            "axes_note": report.axes_note,
            "bars": [{"name": bar.name, "value": bar.value, "words": bar.words} for bar in report.bars],
            "bars_note": report.bars_note,
            "reasons": [_block(section) for section in report.reasons],
            "roles": [
                {
                    "name": card.name,
                    "figure": card.figure,
                    "text": card.text,
                    "note": card.note,
                    "doors": [_item(door) for door in card.doors],
                }
                for card in report.roles
            ],
            "roles_note": report.roles_note,
            "next": _block(report.next_step),
            "parts": [_part(part) for part in report.parts],
            "stamp": report.stamp,
            "version": report.version,
        }
    )


def page_data(page: Page) -> Data:
    """Return a page as data."""
    blocks = [_block(block) for block in page.blocks]
    widest = max((len(block.names) for block in page.blocks if isinstance(block, Grid)), default=0)
    return _cleaned(
        {
            "kind": "page",
            "title": page.title,
            "lines": list(page.lines),
            "blocks": blocks,
            "columns": widest,
            "version": page.version,
        }
    )


def _part(part: Part) -> Data:
    return {"id": part.id, "title": part.title, "blocks": [_block(block) for block in part.blocks]}


def _block(block: Block | Table) -> Data:
    match block:
        case Section():
            return {
                "kind": "section",
                "title": block.title,
                "statements": [_item(item) for item in block.items],
            }
        case Table():
            return _table(block)
        case Ledger():
            return _table(ledger_table(block))
        case Grid():
            return {
                "kind": "grid",
                "names": list(block.names),
                "rows": [
                    {"title": row.title, "cells": [[_item(item) for item in cell] for cell in row.cells]}
                    for row in block.rows
                ],
            }
        case Listing():
            entries = tuple(
                Item(entry.text, lead=entry.id, more=(entry.detail,) if entry.detail else ())
                for entry in block.entries
            )
            return _block(Section(block.title, entries))
        case Axis():
            return {"kind": "axis", **_axis(block)}
        case _:
            assert_never(block)


def _axis(axis: Axis) -> Data:
    return {"low": axis.low, "high": axis.high, "value": axis.value, "words": axis.words}


def _item(item: Item) -> Data:
    return {
        "mark": "" if item.mark == BULLET else item.mark,
        "bullet": item.mark == BULLET,
        "lead": item.lead,
        "text": item.text,
        "cites": list(item.cites),
        "more": list(item.more),
    }


def _table(table: Table) -> Data:
    return {
        "kind": "table",
        "title": table.title,
        "caption": table.caption,
        "head": table.head,
        "columns": list(table.columns),
        "numbers": list(table.numbers),
        "rows": [
            {"head": _item(head), "cells": [_item(cell) for cell in cells]} for head, cells in table.rows
        ],
    }


def _cleaned(value: Data) -> Data:
    return {key: _clean(inside) for key, inside in value.items()}


def _clean(value: Any) -> Any:
    """Return `value` with every string in it on one line and free of control and bidirectional characters."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_clean(inside) for inside in value]
    if isinstance(value, dict):
        return {key: _clean(inside) for key, inside in value.items()}
    return value
