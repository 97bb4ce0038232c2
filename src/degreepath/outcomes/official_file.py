"""What a person downloaded, a CSV file or a zip of them, read row by row; whatever is wrong with it is a sentence."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from degreepath.errors import FileError, KnowledgeError

Progress = Callable[[str, float], None]
"""Called while a file is read, with its name and the share read so far, from 0 to 1."""
MOST_UNFOLDED = 2_000_000_000
HELD_BACK = {"", "PS", "PrivacySuppressed", "NA", "NULL"}
"""The words for a figure that is held back or missing, which is never zero."""
_MONTH_IN_NAME = re.compile(r"(0[1-9]|1[0-2])[0-3]\d(20\d\d)(?!\d)")
"""Month, day and year, as the College Scorecard names its files."""


@dataclass(frozen=True)
class OfficialFile:
    """One CSV file, by itself or as a member of a zip, with the year and month it is of, such as '2025-07'."""

    path: Path
    member: str | None
    size: int
    released: str

    @property
    def name(self) -> str:
        return Path(self.member or self.path).name

    def header(self) -> list[str]:
        """Return the names of the columns. Raises KnowledgeError if it is no CSV file, FileError if unreadable."""
        with self._opened() as (rows, _):
            return [column.strip() for column in next(rows, [])]

    def rows(self, progress: Progress) -> Iterator[list[str]]:
        """Yield the rows below the header. Raises KnowledgeError if one is not whole, FileError if unreadable."""
        with self._opened() as (rows, raw):
            width, count = len(next(rows, [])), 0
            for count, row in enumerate(rows, 1):
                if row and len(row) != width:
                    what = f"row {count + 1} has {len(row)} of {width} columns"
                    raise self.wrong(what, "The file is not whole: download it again")
                if count % 5_000 == 0:
                    progress(self.name, raw.tell() / max(self.size, raw.tell(), 1))
                if row:
                    yield row
            if not count:
                raise self.wrong("there is no row below its header", "Download it again")
            progress(self.name, 1.0)

    def places(self, needed: Sequence[str]) -> Mapping[str, int]:
        """Return where each needed column stands. Raises KnowledgeError for one that is missing or stands twice."""
        header = self.header()
        for column in needed:
            if (times := header.count(column)) != 1:
                what = f"the column {column} is {'missing' if not times else 'there twice'}"
                raise self.wrong(what, "The official format has changed: look for a newer degreepath")
        return {column: header.index(column) for column in needed}

    def number(self, column: str, text: str) -> float | None:
        """Return a number, or None where it is held back. Raises KnowledgeError for a word that we do not know."""
        if (text := text.strip()) in HELD_BACK:
            return None
        if not re.fullmatch(r"\d+(\.\d+)?", text):
            what = f"'{text[:40]}' in the column {column} is no number and no word for a missing one"
            raise self.wrong(what, "We cannot tell what it means: look for a newer degreepath")
        return float(text)

    def wrong(self, what: str, fix: str) -> KnowledgeError:
        """Return the error for something wrong in this file."""
        return KnowledgeError(f"{self.name}: {what}. {fix}; nothing was imported.")

    @contextmanager
    def _opened(self) -> Iterator[tuple[Iterator[list[str]], IO[bytes]]]:
        try:
            place = self.path if self.member is None else zipfile.Path(self.path, self.member)
            with place.open("rb") as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
                yield csv.reader(text), raw
        except (csv.Error, EOFError, UnicodeError, zipfile.BadZipFile, zlib.error, RuntimeError):
            raise self.wrong("it is broken, locked, or no CSV file in UTF-8", "Download it again") from None
        except OSError as error:
            raise FileError(f"{self.path} cannot be read ({error.strerror}); check the path.") from None


def files_in(path: Path) -> list[OfficialFile]:
    """Return the CSV files that `path` is or holds.

    Raises FileError if it cannot be read, KnowledgeError if it is a broken zip or unfolds to more than we read.
    """
    try:
        about = path.stat()
        dates = [datetime.fromtimestamp(about.st_mtime, UTC).timetuple()[:2]]
        parts: list[tuple[str | None, int]] = [(None, about.st_size)]
        if zipfile.is_zipfile(path) or path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as folded:
                members = [member for member in folded.infolist() if _is_table(member.filename)]
            parts = [(member.filename, member.file_size) for member in members]
            dates = [member.date_time[:2] for member in members] or dates
    except zipfile.BadZipFile:
        raise KnowledgeError(f"{path.name}: the zip is not whole. Download it again.") from None
    except OSError as error:
        raise FileError(f"{path} cannot be read ({error.strerror}); check the path.") from None
    if sum(size for member, size in parts if member) > MOST_UNFOLDED:
        raise KnowledgeError(f"{path.name}: it unfolds to more than we read. Give only the CSV files needed.")
    named = _MONTH_IN_NAME.search(path.name)
    released = f"{named[2]}-{named[1]}" if named else "{}-{:02}".format(*max(dates))
    return [OfficialFile(path, member, size, released) for member, size in parts]


def _is_table(member: str) -> bool:
    """Tell whether a member of a zip is a table; what macOS adds of its own ends in .csv too."""
    return member.lower().endswith(".csv") and not Path(member).name.startswith("._")
