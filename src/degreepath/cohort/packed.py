"""What is packed: XLSX, read as a stream and as its sheets show it, and Parquet, read by a process of its own.

Nothing is unfolded whole, and nothing is put on the disk. The library for Parquet may ask for any amount of memory or abort
the program, so its process ends itself when it takes too much.
"""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial, reduce
from itertools import islice
from pathlib import Path
from typing import IO, cast
from xml.etree.ElementTree import Element, XMLPullParser
from zipfile import ZipFile

from degreepath.cohort import tables
from degreepath.cohort.tables import HEAD, LONGEST, MOST_COLUMNS, Batch, FloodError, Record, Table

# ── XLSX ─────────────────────────────────────────────────────────────────────────────────────────
MOST_BYTES, FEW_BYTES, TIGHTEST = 1 << 26, 1 << 20, 50
"""What one part may unfold to; and where that is more than a few bytes, to how many times its packed size."""
MOST_ROWS, MOST_SHEETS, LONGEST_TAG = 1 << 20, 20, 1 << 18
_DATES = dict.fromkeys([*range(14, 23), *range(27, 37), *range(45, 59)], "yyyy-mm-dd hh:mm")
DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 -- sheets have no zone


def _elements(book: ZipFile, part: str, *wanted: str) -> Iterator[tuple[str, Element]]:
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
                name = element.tag.rpartition("}")[2]
                if name in wanted:
                    yield name, element
                    element.clear()
    parser.close()


def sheets(book: ZipFile) -> list[Table]:
    """Return a table for each sheet of a workbook."""
    parts = {name.casefold(): name for name in book.namelist()}
    relations = _elements(book, parts["xl/_rels/workbook.xml.rels"], "Relationship")
    targets = {relation.get("Id"): relation.get("Target", "") for _, relation in relations}
    named = []
    for _, sheet in _elements(book, parts["xl/workbook.xml"], "sheet"):
        target = targets[next(value for key, value in sheet.items() if key.endswith("}id"))]
        part = parts.get((target[1:] if target.startswith("/") else f"xl/{target}").casefold(), "")
        named += [(sheet.get("name", ""), part)] if "worksheets" in part else []
    formats = _formats(book, parts["xl/styles.xml"]) if "xl/styles.xml" in parts else []
    texts = _elements(book, parts["xl/sharedstrings.xml"], "si") if "xl/sharedstrings.xml" in parts else ()
    strings = [_text(element) for _, element in texts]
    found = []
    for title, part in named[:MOST_SHEETS]:
        rows = partial(_rows, book, part, strings, formats)
        said = (f"read the sheet '{title}'",) if len(named) > 1 else ()
        found.append(Table(dict(islice(rows(), HEAD)), said, partial(_sheet_batches, rows)))
    return found


def _formats(book: ZipFile, part: str) -> list[str]:
    """Return the number format of each style of cell."""
    codes, formats = dict(_DATES), list[str]()
    for name, element in _elements(book, part, "numFmt", "cellXfs"):
        if name == "numFmt":
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
    for _, row in _elements(book, part, "row"):
        number = int(row.get("r", number + 1))
        cells, place = list[str](), -1
        for cell in row:
            place = _column(cell.get("r", "")) if "r" in cell.attrib else place + 1
            if place < MOST_COLUMNS:
                cells += [""] * (place + 1 - len(cells))
                cells[place] = _cell(cell, strings, formats)
        if number > MOST_ROWS:
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


def _sheet_batches(
    rows: Callable[[], Iterator[Record]], header: int, places: Sequence[int]
) -> Iterator[Batch]:
    return tables.batched((row for row in rows() if row[0] > header), places)


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


# ── Parquet ──────────────────────────────────────────────────────────────────────────────────────
MOST_MEMORY, TOO_MUCH, MANY_ROWS = 320_000_000, 9, 100_000
MARK, UNFIT = "\x1f", r"[\x00\x1f\r\n]"


@contextmanager
def parquet(path: Path) -> Iterator[Table]:
    """Start the process that reads `path` and writes it as plain lines; it ends with the context."""
    command = [sys.executable, "-m", "degreepath.cohort.packed", str(path.resolve())]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "POLARS_MAX_THREADS": "2"}
    none = subprocess.DEVNULL  # the library writes a page about a damaged file
    with subprocess.Popen(command, stdin=none, stdout=subprocess.PIPE, stderr=none, env=environment) as child:  # noqa: S603 -- our own program
        lines = cast("IO[bytes]", child.stdout)

        def whole(text: bytes) -> bytes:
            if not text and (code := child.wait()):
                raise FloodError if code == TOO_MUCH else EOFError
            return text

        def batches(header: int, places: Sequence[int]) -> Iterator[Batch]:
            row = header + 1
            while chunk := whole(lines.read(tables.CHUNK) + lines.readline()):
                batch = tables.plain_batch(chunk, MARK, places, row)
                yield batch
                row += len(batch.rows)

        try:
            head = whole(lines.readline()).decode().rstrip("\n").split(MARK)
            yield Table({1: head}, (), batches)
        finally:
            child.kill()


def _serve(path: str) -> None:
    """Write the Parquet file `path` as lines, its names first, every cell as text."""
    import polars as pl

    threading.Thread(target=_end_in_time, daemon=True).start()
    scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
    schema, rows = scan.collect_schema(), scan.select(pl.len()).collect().item()
    if rows > max(MANY_ROWS, Path(path).stat().st_size):
        os._exit(TOO_MUCH)  # answers that differ do not pack so tightly
    names, columns = list[str](), list[pl.Expr]()
    for place, (name, kind) in enumerate(schema.items()):
        column, odd = pl.nth(place), kind.is_nested() or kind in {pl.Binary, pl.Object}
        names.append(re.sub(UNFIT, " ", f"{name} ({kind})" if odd else name))
        if odd:
            column = pl.lit(None, pl.String)
        elif kind.is_float():
            column = column.fill_nan(None).cast(pl.String).str.strip_suffix(".0")
        elif not kind.is_integer():
            column = column.cast(pl.String).str.head(LONGEST).str.replace_all(UNFIT, " ")
        columns.append(column.alias(str(place)))
    sys.stdout.buffer.write(f"{MARK.join(names)}\n".encode())
    for start in range(0, rows, tables.BATCH):
        frame = scan.slice(start, tables.BATCH).select(columns).collect()
        frame.write_csv(sys.stdout.buffer, include_header=False, separator=MARK, quote_style="never")
    sys.stdout.flush()


def _end_in_time() -> None:
    """End this process as soon as it holds more than MOST_MEMORY; only where the system tells how much that is."""
    pages = Path("/proc/self/statm")
    while pages.exists():
        if int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") > MOST_MEMORY:
            os._exit(TOO_MUCH)
        time.sleep(0.005)


if __name__ == "__main__":
    _serve(sys.argv[1])
