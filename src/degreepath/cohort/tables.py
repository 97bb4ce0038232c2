"""From a file to rows of cells. The first bytes say what a file is: text with separators, a workbook, or Parquet."""

import codecs
import csv
import io
import os
import re
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from degreepath.errors import AnswersError, FileError

if TYPE_CHECKING:
    import polars as pl

HEAD, SAMPLE, BATCH, LONGEST, MOST_COLUMNS = 30, 1 << 18, 25_000, 1_000, 300
"""Rows and letters in which the header is looked for; rows that are read at a time; letters of a cell that are."""
UNREADABLE = (BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, LookupError, ParseError)
"""What libraries say of a file that is cut off, packed in a rare way, encrypted, or not what it begins like."""
Record = tuple[int, Sequence[str]]
"""The number of a row, and its cells."""


class FloodError(Exception):
    """What a file holds takes too much room."""


@dataclass(frozen=True)
class Table:
    """One way to see a file: `head` holds its first rows by their numbers, `found` says which way this is.

    `read` gives the columns at some places below a header, as `frames` does. `aside`: rows that could not be divided into
    cells, and why, known when all is read.
    """

    head: Mapping[int, Sequence[str]]
    found: tuple[str, ...]
    read: "Callable[[int, Collection[int]], Iterable[pl.DataFrame]]"
    aside: list[tuple[int, str]] = field(default_factory=list)

    def below(self, header: int, places: Collection[int], path: Path) -> "Iterator[pl.DataFrame]":
        """Yield the columns at `places` from the rows below the row `header`. Raises FileError or AnswersError."""
        with told(path):
            yield from self.read(header, places)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell in a sentence what goes wrong in reading `path`. Raises FileError or AnswersError."""
    try:
        yield
    except UNREADABLE:
        raise AnswersError(
            f"{path} cannot be read to its end; save it again without a password, or as CSV."
        ) from None
    except FloodError:
        raise AnswersError(f"{path} holds far more than a class does; export it once more, as CSV.") from None
    except OSError as error:
        raise FileError(f"{path} cannot be read ({error.strerror}); check that it is yours.") from None


@contextmanager
def tables(path: Path) -> Iterator[list[Table]]:
    """Give the tables that `path` may hold: one for each separator or sheet. Raises FileError or AnswersError."""
    from degreepath.cohort.workbooks import sheets

    if not path.is_file():
        raise FileError(f"There is no file {path}; check the name.")
    with ExitStack() as stack:
        with told(path):
            file = stack.enter_context(path.open("rb"))
            start = file.read(4)
            if start == b"PK\x03\x04":
                choices = sheets(stack.enter_context(ZipFile(file)))
            elif start == b"PAR1":
                choices = [stack.enter_context(_parquet(path))]
            elif path.suffix.casefold() in {".xlsx", ".xls", ".ods", ".parquet"}:
                raise BadZipFile
            else:
                choices = _texts(file)
        yield choices


def frames(records: Iterable[Record], places: Collection[int]) -> "Iterator[pl.DataFrame]":
    """Yield rows in parts: their numbers as "row", and the cells at `places`, each column under its place as a name."""
    import polars as pl

    records, width, names = iter(records), max(places) + 1, dict.fromkeys(map(str, places), pl.String)
    while part := list(islice(records, BATCH)):
        rows = (cells for _, cells in part)
        columns = list(islice(zip_longest(*rows, [""] * width, fillvalue=""), width))
        frame = pl.DataFrame([columns[place][:-1] for place in places], names)
        yield frame.with_columns(pl.all().replace("", None), row=pl.Series([number for number, _ in part]))


# ── Text ─────────────────────────────────────────────────────────────────────────────────────────
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
LONG_LINE, MOST_LINES, MOST_OPEN, CHUNK = 1 << 20, 20, 1_000, 1 << 23
"""Letters of a line. A cell has no more lines: a quotation mark open for longer was opened by mistake. After so many, no
cell has several lines."""
NOTHING, MOST_EMPTY = " ,;\t|\r\n", 1 << 20
"""What an empty line is made of; a spreadsheet has no more lines than this, so a file with more empty ones is no class."""


def _texts(file: IO[bytes]) -> list[Table]:
    encoding, found = _encoding(file)
    file.seek(0)
    start = file.read(SAMPLE)
    end = "\n" if b"\n" in start or b"\r" not in start else "\r"
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, errors="replace", newline=end)
    lines = [f"{line}\n" for line in text.read(SAMPLE).split(end)]
    named = re.match(r'"?sep=(.)"?\r?$', lines[0], re.IGNORECASE)
    separators = [named.group(1)] if named else SEPARATORS
    return [_text_table(text, lines, bool(named), separator, found) for separator in separators]


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
                return "utf-8-sig", ("some letters are damaged",)
            return "cp1252", ("the text is Windows-1252",)
    return "utf-8-sig", ()


def _records(lines: Sequence[str], separator: str, width: int = 0) -> Iterator[Record]:
    """Yield for each record, which may be several lines, where the next begins, and its cells.

    A quotation mark that is never closed must cost no other row: a record that does not come out right (`width` cells)
    over several lines is given up at its first, and reading goes on at the next.
    """
    at = given_up = 0
    while at < len(lines):
        line, end = lines[at], at + 1
        cells = line.rstrip("\r\n").split(separator)
        if '"' in line:
            reach = MOST_LINES if given_up < MOST_OPEN else 1
            rest = (lines[place] for place in range(at, min(at + reach, len(lines))))
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


def _text_table(
    text: IO[str], lines: Sequence[str], skip: int, separator: str, found: tuple[str, ...]
) -> Table:
    """Return a text as a table. `lines` are its first ones, of which `skip` are no records."""
    above = list(islice(_records(lines[skip:], separator), HEAD))
    said = () if separator == "," else (f"the separator is a {SEPARATORS.get(separator, separator)}",)
    aside = list[tuple[int, str]]()

    def records(header: int) -> Iterator[Record]:
        end, names = above[header - 1]
        why = f"has more cells than the header ({len(names)}): put text with a separator in it in quotes"
        text.seek(0)
        below = list(islice(_lines(text), skip + end, None))
        for number, (_, cells) in enumerate(_records(below, separator, len(names)), header + 1):
            if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
                aside.append((number, why))
            else:
                yield number, cells[: len(names)]

    head = {number: cells for number, (_, cells) in enumerate(above, 1)}
    return Table(head, (*said, *found), lambda header, places: frames(records(header), places), aside)


def _lines(text: IO[str]) -> Iterator[str]:
    empty = 0
    for line in iter(partial(text.readline, LONG_LINE), ""):
        empty = 0 if line.strip(NOTHING) else empty + 1
        if len(line) == LONG_LINE or empty > MOST_EMPTY:
            raise FloodError
        yield line


# ── Parquet ──────────────────────────────────────────────────────────────────────────────────────
# Its library may ask for any amount of memory, or abort the program: it works in a process of its own, which ends itself
# when it takes too much. Nothing is put on the disk.
MOST_MEMORY, TOO_MUCH, MANY_ROWS = 320_000_000, 9, 100_000


@contextmanager
def _parquet(path: Path) -> Iterator[Table]:
    """Start the process that reads `path` and sends it in parts; it ends with the context."""
    import polars as pl

    command = [sys.executable, "-m", "degreepath.cohort.tables", str(path.resolve())]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "POLARS_MAX_THREADS": "2"}
    none = subprocess.DEVNULL  # the library writes a page about a damaged file
    with subprocess.Popen(command, stdin=none, stdout=subprocess.PIPE, stderr=none, env=environment) as child:  # noqa: S603 -- our own program
        out = cast("IO[bytes]", child.stdout)

        def parts() -> Iterator[pl.DataFrame]:
            while (size := int.from_bytes(out.read(8))) and len(part := out.read(size)) == size:
                yield pl.read_ipc(part)
            if code := child.wait():
                raise FloodError if code == TOO_MUCH else EOFError

        def read(header: int, places: Collection[int]) -> Iterator[pl.DataFrame]:
            row = header + 1
            for part in chain([first], rest):
                yield part.select(pl.nth(place).alias(str(place)) for place in places).with_row_index(
                    "row", row
                )
                row += part.height

        try:
            rest = parts()
            first = next(rest)
            yield Table({1: first.columns}, (), read)
        finally:
            child.kill()


def _serve(path: str) -> None:
    """Send the Parquet file `path` in parts, each with its size before it: numbers as they are, everything else as text."""
    import polars as pl

    threading.Thread(target=_end_in_time, daemon=True).start()
    scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
    rows, columns = scan.select(pl.len()).collect().item(), list[pl.Expr]()
    if rows > max(MANY_ROWS, Path(path).stat().st_size):
        os._exit(TOO_MUCH)  # answers that differ do not pack so tightly
    for place, (name, kind) in enumerate(scan.collect_schema().items()):
        column = pl.nth(place)
        if kind.is_nested() or kind in {pl.Binary, pl.Object}:
            column = pl.lit(None, pl.String).alias(f"{name} ({kind})")
        elif kind.is_float():
            column = column.fill_nan(None).cast(pl.String).str.strip_suffix(".0")
        elif not kind.is_integer():
            column = column.cast(pl.String).str.head(LONGEST)
        columns.append(column)
    shown = scan.select(columns)
    if not rows:
        _send(shown.collect())
    for part in shown.collect_batches(chunk_size=BATCH):
        _send(part)
    sys.stdout.flush()


def _send(part: "pl.DataFrame") -> None:
    if part.estimated_size() > MOST_MEMORY:
        os._exit(TOO_MUCH)
    sent = part.write_ipc(None).getbuffer()
    sys.stdout.buffer.write(len(sent).to_bytes(8))
    sys.stdout.buffer.write(sent)


def _end_in_time() -> None:
    """End this process as soon as it holds more than MOST_MEMORY; only where the system tells how much that is."""
    pages = Path("/proc/self/statm")
    while pages.exists():
        if int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") > MOST_MEMORY:
            os._exit(TOO_MUCH)
        time.sleep(0.005)


if __name__ == "__main__":
    _serve(sys.argv[1])
