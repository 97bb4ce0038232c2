"""From a file to rows of cells: text with separators here, what is packed in packed.py. The first bytes say what a file is."""

import codecs
import csv
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from degreepath.errors import AnswersError, FileError

if TYPE_CHECKING:
    import polars as pl

HEAD, SAMPLE, BATCH, CHUNK, LONGEST = 30, 1 << 18, 25_000, 1 << 23, 1_000
"""Rows and bytes in which the header is looked for; rows and bytes that are read at a time; letters of a cell that are."""
MOST_COLUMNS, MOST_LINES, MOST_OPEN, LONG_LINE = 300, 20, 1_000, 1 << 20
"""A cell has no more lines: a quotation mark open for longer was opened by mistake. After so many, no cell has several lines.

A longer line is cut.
"""
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
UNREADABLE = (
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    ParseError,
)
"""What libraries say of a file that is cut off, packed in a rare way, encrypted, or not what it begins like."""
Record = tuple[int, Sequence[str]]
"""The number of a row, and its cells."""


@dataclass(frozen=True)
class Batch:
    """Rows below the header: their numbers, and the wanted columns as text, each under its position as a name.

    `aside`: rows that cannot be divided into cells, and why.
    """

    rows: Sequence[int]
    frame: "pl.DataFrame"
    aside: Sequence[tuple[int, str]] = ()


class FloodError(Exception):
    """What is packed in a file takes too much room."""


class UnreadableError(Exception):
    """A file is damaged or locked."""


@dataclass(frozen=True)
class Table:
    """One way to see a file: `head` holds its first rows by their numbers, `found` says which way this is."""

    head: Mapping[int, Sequence[str]]
    found: tuple[str, ...]
    read: Callable[[int, Sequence[int]], Iterable[Batch]]

    def batches(self, header: int, places: Sequence[int]) -> Iterator[Batch]:
        """Yield the columns at `places` from the rows below the row `header`. Raises UnreadableError or FloodError."""
        try:
            yield from self.read(header, places)
        except UNREADABLE as error:
            raise UnreadableError from error


@contextmanager
def tables(path: Path) -> Iterator[list[Table]]:
    """Give the tables that `path` may hold: one for each separator or sheet. Raises FileError or AnswersError."""
    if not path.is_file():
        raise FileError(f"There is no file {path}; check the name.")
    try:
        with path.open("rb") as file, ExitStack() as stack:
            try:
                choices = _choices(path, file, stack)
            except UNREADABLE as error:
                raise UnreadableError from error
            yield choices
    except UnreadableError:
        raise AnswersError(
            f"{path} cannot be read to its end; save it again without a password, or as CSV."
        ) from None
    except FloodError:
        raise AnswersError(f"{path} holds far more than a class does; export it once more, as CSV.") from None
    except OSError as error:
        raise FileError(f"{path} cannot be read ({error.strerror}); check that it is yours.") from None


def _choices(path: Path, file: IO[bytes], stack: ExitStack) -> list[Table]:
    from degreepath.cohort.packed import parquet, sheets

    start = file.read(4)
    if start == b"PK\x03\x04":
        return sheets(stack.enter_context(ZipFile(file)))
    if start == b"PAR1":
        return [stack.enter_context(parquet(path))]
    if path.suffix.casefold() in {".xlsx", ".xls", ".ods", ".parquet"}:
        raise BadZipFile
    return _texts(file)


def batched(records: Iterator[Record], places: Sequence[int], width: int = 0) -> Iterator[Batch]:
    """Yield the rows in batches; those that have more cells than `width`, if there is one, are set aside."""
    import polars as pl

    why = f"has more cells than the header ({width}): put text with a separator in it in quotes"
    while part := list(islice(records, BATCH)):
        wide = {number for number, row in part if width and any(cell.strip() for cell in row[width:])}
        kept = [(number, row) for number, row in part if number not in wide]
        columns = {
            str(place): [row[place] or None if place < len(row) else None for _, row in kept]
            for place in places
        }
        frame = pl.DataFrame(columns, dict.fromkeys(columns, pl.String))
        yield Batch([number for number, _ in kept], frame, [(number, why) for number in sorted(wide)])


def plain_batch(lines: bytes, separator: str, places: Sequence[int], row: int) -> Batch:
    """Return whole lines of UTF-8 without quotation marks, from `row` on. Raises PolarsError if one has too many cells."""
    import polars as pl

    frame = pl.read_csv(lines, separator=separator, has_header=False, infer_schema=False, quote_char=None)
    wanted = frame.select(pl.col(frame.columns[place]).alias(str(place)) for place in places)
    return Batch(range(row, row + frame.height), wanted)


# ── Text ─────────────────────────────────────────────────────────────────────────────────────────
def _texts(file: IO[bytes]) -> list[Table]:
    file, found = _utf8(file)
    lines = file.read(SAMPLE).decode("utf-8-sig", "replace").split("\n")
    told = re.match(r'"?sep=(.)"?\r?$', lines[0], re.IGNORECASE)
    skip, choices = (1 if told else 0), []
    for separator in [told.group(1)] if told else SEPARATORS:
        records = list(islice(_records(lines[skip:], separator), HEAD))
        head = {row: cells for row, (_, cells) in enumerate(records, 1)}
        above = {row: (skip + end, len(cells)) for row, (end, cells) in enumerate(records, 1)}
        said = () if separator == "," else (f"the separator is a {SEPARATORS.get(separator, separator)}",)
        choices.append(Table(head, (*said, *found), partial(_text_batches, file, separator, above)))
    return choices


def _utf8(file: IO[bytes]) -> tuple[IO[bytes], tuple[str, ...]]:
    """Return the file as UTF-8 with line ends of our time, and what to say of its letters."""
    encoding, found = _encoding(file)
    file.seek(0)
    start = file.read(SAMPLE)
    file.seek(0)
    if encoding == "utf-8" and (b"\n" in start or b"\r" not in start):
        return file, found
    text = file.read().decode(encoding, "replace")
    return io.BytesIO((text if "\n" in text else text.replace("\r", "\n")).encode()), found


def _encoding(file: IO[bytes]) -> tuple[str, tuple[str, ...]]:
    """Return how the letters are written, and what to say of it: UTF-8 if all is, else UTF-16 or Windows-1252."""
    file.seek(0)
    if file.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return "utf-16", ("the text is UTF-16",)
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    while chunk := file.read(CHUNK):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            text = chunk.decode("utf-8", "replace")
            if sum(not letter.isascii() for letter in text) > 2 * text.count("\ufffd"):
                return "utf-8", ("some letters are damaged",)
            return "cp1252", ("the text is Windows-1252",)
    return "utf-8", ()


def _records(lines: Sequence[str], separator: str, width: int = 0) -> Iterator[Record]:
    """Yield for each record, which may be several lines, where the next begins, and its cells.

    A quotation mark that is never closed must cost no other row: a record that does not come out right (`width` cells)
    over several lines is given up at its first, and reading goes on at the next.
    """
    at = given_up = 0
    while at < len(lines):
        cells, end = lines[at][:LONG_LINE].rstrip("\r").split(separator), at + 1
        if '"' in lines[at]:
            reach = MOST_LINES if given_up < MOST_OPEN else 1
            rest = (f"{lines[place]}\n" for place in range(at, min(at + reach, len(lines))))
            reader = csv.reader(rest, delimiter=separator, strict=True)
            try:
                quoted = next(reader)
            except csv.Error:
                quoted = []
            if quoted and (reader.line_num == 1 or len(quoted) == width or not width):
                cells, end = quoted, at + reader.line_num
            else:
                cells, given_up = [cell.strip('"') for cell in cells], given_up + 1
        yield end, cells
        at = end


def _text_batches(
    file: IO[bytes], separator: str, above: Mapping[int, tuple[int, int]], header: int, places: Sequence[int]
) -> Iterator[Batch]:
    """Yield the rows below the header: fast as long as they are plain, then with care.

    `above`: for each of the first rows, at which line it ends, and its number of cells.
    """
    import polars as pl

    row, (end, width) = header + 1, above[header]
    file.seek(0)
    next(islice(file, end - 1, end), None)
    while chunk := file.read(CHUNK) + file.readline(CHUNK):
        if len(chunk) == 2 * CHUNK and chunk.rfind(b"\n") < CHUNK:  # a line of megabytes
            raise FloodError
        try:
            if not _is_plain(chunk, separator.encode(), width):
                break
            batch = plain_batch(chunk, separator, places, row)
        except pl.exceptions.PolarsError:
            break
        yield batch
        row += len(batch.rows)
    lines = (chunk + file.read()).decode("utf-8-sig", "replace").split("\n")
    records = enumerate(_records(lines, separator, width), row)
    yield from batched(((number, cells) for number, (_, cells) in records), places, width)


def _is_plain(chunk: bytes, separator: bytes, width: int) -> bool:
    """Tell whether a fast reader, which refuses lines with too many cells, cannot misread these lines.

    It fills up lines with too few cells; but if none has too many, the average is only right if none has too few.
    """
    lines = chunk.count(b"\n") + (not chunk.endswith(b"\n"))
    right = chunk.count(separator) == (width - 1) * lines and width > 1
    return right and not (b'"' in chunk or b"\0" in chunk) and chunk.count(b"\r") == chunk.count(b"\r\n")
