"""Opening a class file: CSV as form services export it, Parquet or XLSX, as a lazy table of the columns we know.

The table has `row` (as a spreadsheet counts: the header is row 1) and the known columns under our names, as text or as numbers;
nothing is checked yet. `student_id` and `name` are always text, so "0012" stays "0012".
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path

import polars as pl

from degreepath.cohort.columns import ID, Columns, find_columns, recognised
from degreepath.cohort.csv_records import NOT_TEXT, Row, read_rows
from degreepath.cohort.plain import SAMPLE, is_plain
from degreepath.cohort.unpacked import MANY_ROWS, ROWS_A_BYTE, require_modest
from degreepath.errors import AnswersError, FileError, UsageError
from degreepath.knowledge.knowledge import Knowledge

FIRST_ROW = 2
BATCH = 50_000
DELIMITERS = ",;\t"
ROW = "row"
TEXTS = (ID, "name")
NO_CELLS = (pl.Binary, pl.Duration, pl.Object)
"""Types of a Parquet column that no text can be made of, as none can of lists."""


class Way(Enum):
    """How to read a class file: the fastest that works is taken."""

    NUMBERS = "numbers"  # a plain file whose answers are all 1..5
    CELLS = "cells"  # as the cells are: a plain file with words or mistakes among the answers, or Parquet, or XLSX
    ROW_BY_ROW = "row by row"  # quotes, ragged rows, bytes that are not text


@dataclass(frozen=True)
class Reject:
    """One reason to set a row aside. It never holds what the student wrote."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True)
class ClassFile:
    """An opened class file; `rejects` are rows that could not even be divided into cells."""

    frame: pl.LazyFrame
    columns: Columns
    rejects: tuple[Reject, ...] = ()


def ways(path: Path) -> tuple[Way, ...]:
    """Return the ways to try for `path`, fastest first. Raises FileError or UsageError if it is no class file at all."""
    if not path.is_file():
        raise FileError(f"There is no file {path}; check the name.")
    if path.suffix.casefold() in {".csv", ".tsv", ".txt"}:
        return tuple(Way)
    if path.suffix.casefold() in {".parquet", ".xlsx"}:
        return (Way.CELLS,)
    raise UsageError(f"{path} is not a .csv, .parquet or .xlsx file; export the answers as CSV.")


def open_class(path: Path, knowledge: Knowledge, way: Way, workplace: Path) -> ClassFile | None:
    """Open `path`, or return None if `way` does not fit. `workplace` is an empty private folder for what must be kept meanwhile."""
    match path.suffix.casefold():
        case ".parquet":
            return _open_parquet(path, knowledge)
        case ".xlsx":
            return _open_xlsx(path, knowledge)
        case _:
            return _open_csv(path, knowledge, way, workplace)


def _open_parquet(path: Path, knowledge: Knowledge) -> ClassFile:
    try:
        schema = pl.scan_parquet(path).collect_schema()
        rows = pl.scan_parquet(path).select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, OSError):
        raise AnswersError(f"{path} is not a readable Parquet file; write it anew or export CSV.") from None
    if rows > MANY_ROWS and rows > ROWS_A_BYTE * path.stat().st_size:
        raise AnswersError(
            f"{path} holds {rows:,} rows in a very small file: no real answers pack so tightly. Export CSV."
        )
    names = schema.names()
    columns = find_columns(names, knowledge)
    for name, place in columns.places.items():
        kind = schema[names[place]]
        if kind.is_nested() or kind in NO_CELLS:
            raise AnswersError(
                f"The column '{name}' of {path} is of type {type(kind).__name__}; write every cell as one number or text."
            )
    frame = pl.scan_parquet(path, row_index_name=_index(names), row_index_offset=FIRST_ROW)
    return ClassFile(_known(frame, columns, names, _index(names)), columns)


def _open_xlsx(path: Path, knowledge: Knowledge) -> ClassFile:
    try:
        import fastexcel
    except ImportError:
        raise UsageError("Reading .xlsx needs the extra 'excel': pip install 'degreepath[excel]'.") from None
    require_modest(path)
    try:
        sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string")
        table = sheet.to_polars()
    except fastexcel.FastExcelError:
        raise AnswersError(f"{path} is not a readable .xlsx file; save it again or export CSV.") from None
    if table.is_empty():
        raise AnswersError(f"{path} is empty; its first row must hold the headers.")
    columns = find_columns([text or "" for text in table.row(0)], knowledge)
    frame = table.slice(1).with_row_index("_row", offset=FIRST_ROW).lazy()
    return ClassFile(_known(frame, columns, table.columns, "_row"), columns)


def _open_csv(path: Path, knowledge: Knowledge, way: Way, workplace: Path) -> ClassFile | None:
    delimiter, headers, lines = _header(path, knowledge)
    columns = find_columns(headers, knowledge)
    if way is Way.ROW_BY_ROW:
        rejects: list[Reject] = []
        rows = read_rows(path, delimiter, columns.width, lines)
        parts = list(_parts(rows, columns, rejects, workplace))
        return ClassFile(pl.scan_parquet(parts), columns, tuple(rejects))
    if not is_plain(path, delimiter, columns.width, lines):
        return None
    names = [f"column_{place}" for place in range(columns.width)]
    types: dict[str, pl.DataType] = dict.fromkeys(names, pl.String())
    if way is Way.NUMBERS:
        types |= {
            names[place]: pl.Int8() for name, place in columns.places.items() if name in knowledge.question
        }
    frame = pl.scan_csv(
        path, separator=delimiter, has_header=False, skip_lines=lines, quote_char=None, schema=types,
        row_index_name="_row", row_index_offset=FIRST_ROW,
    )  # fmt: skip
    return ClassFile(_known(frame, columns, names, "_row"), columns)


def _known(frame: pl.LazyFrame, columns: Columns, names: list[str], index: str) -> pl.LazyFrame:
    column = {name: pl.col(names[columns.places[name]]).alias(name) for name in columns.names}
    column |= {name: column[name].cast(pl.String) for name in TEXTS if name in column}
    return frame.select(pl.col(index).cast(pl.Int64).alias(ROW), column.pop(ID), *column.values())


def _index(names: list[str]) -> str:
    """Return a name for the row numbers that is not taken."""
    return "_" * (max(map(len, names), default=0) + 1)


def _header(path: Path, knowledge: Knowledge) -> tuple[str, list[str], int]:
    """Return the delimiter, the headers and the number of lines they take."""
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise AnswersError(f"{path} is UTF-16 text; save it as 'CSV UTF-8' and try again.")
    text = start.decode("utf-8-sig", errors="surrogateescape")
    if not text.strip():
        raise AnswersError(f"{path} is empty; its first row must hold the headers.")
    found = []
    for delimiter in DELIMITERS:
        reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
        try:
            headers = next(reader)
        except csv.Error:
            continue
        found.append((recognised(headers, knowledge), delimiter, headers, reader.line_num))
    if not found:
        raise AnswersError(
            f"The first row of {path} cannot be read as headers; export the answers as CSV again."
        )
    _, delimiter, headers, lines = max(found, key=lambda each: each[0])
    return delimiter, headers, lines


def _parts(rows: Iterator[Row], columns: Columns, rejects: list[Reject], workplace: Path) -> Iterator[Path]:
    """Write the rows that have cells into Parquet files of 50,000; collect the others in `rejects`."""
    schema = {ROW: pl.Int64(), **dict.fromkeys(columns.names, pl.String())}
    number = 0
    while True:
        batch = list(islice(rows, BATCH))
        good: dict[str, list[int | str | None]] = {name: [] for name in schema}
        for row in batch:
            cells = {name: row.cells[place] for name, place in columns.places.items()} if row.cells else {}
            broken = next((name for name, cell in cells.items() if not _is_text(cell)), None)
            if row.reason or broken:
                rejects.append(Reject(row.number, broken or "", row.reason or NOT_TEXT))
                continue
            good[ROW].append(row.number)
            for name in columns.names:
                good[name].append(cells[name] or None)
        part = workplace / f"part-{number:05}.parquet"
        pl.DataFrame(good, schema=schema).write_parquet(part)
        yield part
        number += 1
        if len(batch) < BATCH:
            return


def _is_text(cell: str) -> bool:
    try:
        cell.encode()
    except UnicodeEncodeError:
        return False
    return True
