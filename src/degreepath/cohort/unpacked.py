"""How large a class file is inside: .xlsx and .parquet are packed, so a small file can fill the memory when it is read."""

import re
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from degreepath.errors import AnswersError

MOST_BYTES = 64_000_000
MOST_CELLS = 2_000_000
MANY_ROWS = 1_500_000
ROWS_A_BYTE = 10
"""A Parquet file with many rows may not hold more in a byte: a whole country's answers never do, one row repeated does."""
BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What the library says of a zip that is cut off, packed in a rare way, encrypted, or no zip at all."""

_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["'](\d{1,9})["'][^>]*(?<!/)>""")
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,9})["'][^>]*(?<!/)>""")


def require_modest(path: Path) -> None:
    """Raise AnswersError if the workbook at `path` is too large to open.

    What opens it makes room for every cell from the first to the last, so that one stray cell in the last row is enough.
    """
    try:
        with ZipFile(path) as book:
            left = MOST_BYTES
            for name in book.namelist():
                with book.open(name) as file:
                    part = file.read(left + 1)
                left -= len(part)
                if left < 0 or _cells(part) > MOST_CELLS:
                    raise AnswersError(
                        f"{path} is too large to open, or has a stray cell far from the others; export CSV instead."
                    )
    except BROKEN:
        raise AnswersError(f"{path} is not a readable .xlsx file; save it again or export CSV.") from None


def _cells(sheet: bytes) -> int:
    """Return how many cells lie between the first and the last of a worksheet; 0 for the other parts of a workbook."""
    if b"sheetData" not in sheet:
        return 0
    row = max((int(found.group(1)) for found in _ROW.finditer(sheet)), default=1)
    column = 1
    for found in _CELL.finditer(sheet):
        row, column = max(row, int(found.group(2))), max(column, _number(found.group(1)))
    return row * column


def _number(letters: bytes) -> int:
    """Return the number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
