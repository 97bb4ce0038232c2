"""Rows of a CSV file, one by one, when the file is not plain enough for a fast reader: quotes, broken lines, wrong widths.

A quotation mark that is opened and never closed must cost one row, not the rest of the file; so a row that does not come out right
over several lines is given up at its first line, and reading goes on at the next.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

MOST_LINES = 40
UNCLOSED = "has a quotation mark that is never closed"
NOT_TEXT = "is not UTF-8 text"


@dataclass(frozen=True)
class Row:
    """One row below the header: its number as a spreadsheet counts (the header is row 1), and its cells or why there are none."""

    number: int
    cells: tuple[str, ...]
    reason: str = ""


def read_rows(path: Path, delimiter: str, width: int, header_lines: int) -> Iterator[Row]:
    """Yield every row of `path` that is not blank; a row that has not `width` cells has a reason instead."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as file:
        for _ in range(header_lines):
            file.readline()
        yield from _rows(file, delimiter, width)


def _rows(file: TextIO, delimiter: str, width: int) -> Iterator[Row]:
    waiting: list[str] = []
    number = 1
    while line := waiting.pop(0) if waiting else file.readline():
        number += 1
        if not line.strip("\r\n"):
            continue
        first = row = _row(number, line, delimiter, width)
        lines = [line]
        while row.reason == UNCLOSED and len(lines) < MOST_LINES:
            following = waiting.pop(0) if waiting else file.readline()
            if not following:
                break
            lines.append(following)
            if not _row(number, following, delimiter, width).reason:
                break  # that line is a row of its own, so the mark was never meant to be closed
            row = _row(number, "".join(lines), delimiter, width)
        if row.reason and len(lines) > 1:
            waiting = lines[1:] + waiting
            row = first
        yield row


def _row(number: int, text: str, delimiter: str, width: int) -> Row:
    reader = csv.reader(text.rstrip("\r\n").splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        cells = tuple(next(reader, ()))
        more = next(reader, None) is not None
    except csv.Error as error:
        ended = "end of data" in str(error)
        return Row(number, (), UNCLOSED if ended else "cannot be divided into cells")
    if more or len(cells) != width:
        return Row(
            number,
            (),
            f"has {len(cells)} columns instead of {width}" if not more else "cannot be divided into cells",
        )
    return Row(number, cells)
