"""Workbooks (XLSX): read as a stream and as their sheets show them, never unfolded whole, and written."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial, reduce
from importlib import import_module
from itertools import islice
from posixpath import join
from typing import Any, cast
from xml.etree.ElementTree import Element, XMLPullParser
from zipfile import ZipFile

from degreepath.cohort.tables import HEAD, LONGEST, MOST_COLUMNS, FloodError, Record, Table, frames
from degreepath.errors import FileError, MissingExtraError

MOST_BYTES, FEW_BYTES, TIGHTEST = 1 << 26, 1 << 20, 50
"""What one part may unfold to; and where that is more than a few bytes, to how many times its packed size."""
LAST_ROW, MOST_SHEETS, LONGEST_TAG = 1 << 20, 20, 1 << 18
_DATES = dict.fromkeys([*range(14, 23), *range(27, 37), *range(45, 59)], "yyyy-mm-dd hh:mm")
DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 -- sheets have no zone


def _elements(book: ZipFile, part: str, *wanted: str) -> Iterator[Element]:
    """Yield the elements of a part that are called one of `wanted`, each when it ends, and forget it."""
    size = book.getinfo(part)
    if size.file_size > min(MOST_BYTES, max(FEW_BYTES, TIGHTEST * size.compress_size)):
        raise FloodError
    parser: XMLPullParser[Element] = XMLPullParser()
    with book.open(part) as file:
        while chunk := file.read(LONGEST_TAG):
            if b">" not in chunk:  # a tag with a hundred thousand attributes takes the library ages
                raise FloodError
            parser.feed(chunk)
            for _, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
                if element.tag.rpartition("}")[2] in wanted:
                    yield element
                    element.clear()
    parser.close()


def sheets(book: ZipFile) -> list[Table]:
    """Return a table for each sheet of a workbook."""
    parts = {name.casefold(): name for name in book.namelist()}
    relations = _elements(book, parts["xl/_rels/workbook.xml.rels"], "Relationship")
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    named = []
    for sheet in _elements(book, parts["xl/workbook.xml"], "sheet"):
        target = targets[next(value for key, value in sheet.items() if key.endswith("}id"))]
        part = parts.get(join("/xl", target)[1:].casefold(), "")
        named += [(sheet.get("name", ""), part)] if "worksheets" in part else []
    formats = _formats(book, parts["xl/styles.xml"]) if "xl/styles.xml" in parts else []
    texts = _elements(book, parts["xl/sharedstrings.xml"], "si") if "xl/sharedstrings.xml" in parts else ()
    strings = [_text(element) for element in texts]

    def table(title: str, part: str) -> Table:
        rows = partial(_rows, book, part, strings, formats)
        said = (f"read the sheet '{title}'",) if len(named) > 1 else ()
        return Table(
            dict(islice(rows(), HEAD)),
            said,
            lambda header, places: frames((row for row in rows() if row[0] > header), places),
        )

    return [table(*sheet) for sheet in named[:MOST_SHEETS]]


def _formats(book: ZipFile, part: str) -> list[str]:
    """Return the number format of each style of cell."""
    codes, formats = dict(_DATES), list[str]()
    for element in _elements(book, part, "numFmt", "cellXfs"):
        if "formatCode" in element.attrib:
            codes[int(element.get("numFmtId", 0))] = element.get("formatCode", "")
        else:
            formats = [codes.get(int(style.get("numFmtId", 0)), "") for style in element]
    return formats


def _text(element: Element) -> str:
    """Return the text of an element, all its runs together, without formulas and how runs are pronounced."""
    runs = (run.iter() for run in element if run.tag.rpartition("}")[2] not in {"f", "rPh"})
    return "".join(part.text or "" for run in runs for part in run)[:LONGEST]


def _rows(book: ZipFile, part: str, strings: Sequence[str], formats: Sequence[str]) -> Iterator[Record]:
    """Yield the number and the cells of each row that has any; those far to the right are left out."""
    number = 0
    for row in _elements(book, part, "row"):
        number = int(row.get("r", number + 1))
        cells, place = list[str](), -1
        for cell in row:
            place = _column(cell.get("r", "")) if "r" in cell.attrib else place + 1
            if place < MOST_COLUMNS:
                cells += [""] * (place + 1 - len(cells))
                cells[place] = _cell(cell, strings, formats)
        if number > LAST_ROW:
            raise ValueError
        if cells:
            yield number, cells


def _column(name: str) -> int:
    """Return the position of the column of a cell such as AB7."""
    found = re.fullmatch(r"([A-Z]{1,3})\d{1,7}", name)
    if not found:
        raise ValueError
    return reduce(lambda n, letter: n * 26 + ord(letter) - 64, found[1], 0) - 1


def _cell(cell: Element, strings: Sequence[str], formats: Sequence[str]) -> str:
    value, kind = _text(cell), cell.get("t", "n")
    if kind == "s":
        return strings[int(value)]
    if kind == "n" and value:
        return shown(value, formats[int(cell.get("s", 0))] if formats else "")
    return {"1": "true", "0": "false"}.get(value, value) if kind == "b" else value


def shown(value: str, code: str) -> str:
    """Return the number in a cell as its sheet shows it: 7 is 0007 under the format 0000. A date with a time is as ISO has it."""
    if not code and value.isdigit():
        return value
    code = re.sub(r"\[[^\]]*\]|[_*].", "", code.split(";", maxsplit=1)[0])
    text = re.sub(r'"([^"]*)"|\\(.)', r"\1\2", code)
    padded = re.fullmatch(r"([^0#.,:%]*)#*(0+)([^0#.,:%]*)", text)
    try:
        number = float(value)
        if not padded and re.search("[dmy]", re.sub(r'"[^"]*"', "", code), re.IGNORECASE):
            return _date(DAY_0 + timedelta(seconds=round(number * 86400)), text.casefold())
        digits = str(int(number)) if number.is_integer() else f"{number:.15g}"
    except (ValueError, OverflowError):
        return value
    return f"{padded[1]}{digits.zfill(len(padded[2]))}{padded[3]}" if padded else digits


def _date(day: datetime, code: str) -> str:
    ways = {"d": str(day.day), "dd": f"{day:%d}", "m": str(day.month), "mm": f"{day:%m}", "yy": f"{day:%y}"}
    ways["yyyy"] = f"{day:%Y}"
    if re.search("[hs]", code) or "yy" not in code or not ways.keys() >= set(re.findall("d+|m+|y+", code)):
        return f"{day:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00")
    return re.sub("d+|m+|y+", lambda part: ways[part.group()], code)


# ── Writing ─────────────────────────────────────────────────────────────────────────────────────
MOST_ROWS = LAST_ROW - 1
WIDEST = 360
"""The widest that a column is made, in pixels."""
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Row = Sequence[str | int | float | bool | None]


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook. `header` stays in view, is printed on each page, and can be filtered by; none: plain lines."""

    title: str
    rows: Iterable[Row]
    header: Sequence[str] = ()
    choices: Mapping[int, str | list[str]] = field(default_factory=dict)
    """What can be chosen in the columns at these places: words, or a range of cells ("=Words!$A$1:$A$9")."""


def to_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook. Raises FileError if it cannot hold so many rows, MissingExtraError without its library."""
    try:
        xlsxwriter = import_module("xlsxwriter")
    except ImportError:
        raise MissingExtraError("Writing .xlsx", "cohort") from None
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **PLAIN}) as book:
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.title), sheet, cell, head)
    return file.getvalue()


def _write_sheet(page: Any, sheet: Sheet, cell: Any, head: Any) -> None:
    rows = list(sheet.rows)
    if len(rows) > MOST_ROWS:
        raise FileError(f"A workbook cannot hold {len(rows):,} students; write .csv or .parquet.")
    if sheet.header:
        page.write_row(0, 0, sheet.header, head)
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        page.autofilter(0, 0, max(len(rows), 1), len(sheet.header) - 1)
    for number, row in enumerate(rows, start=1 if sheet.header else 0):
        page.write_row(number, 0, row, cell)
    page.autofit(WIDEST)
    for place, choices in sheet.choices.items():
        about = {"validate": "list", "source": choices, "ignore_blank": True}
        page.data_validation(1, place, 1000, place, about)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(0)
