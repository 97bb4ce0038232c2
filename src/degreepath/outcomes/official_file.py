"""What a person downloaded, a CSV file or a zip of them, read row by row."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from degreepath.errors import FileError, KnowledgeError

Progress = Callable[[str, float], None]
"""Called while a file is read, with its name and the share read so far, from 0 to 1."""
HELD_BACK = {"", "PS", "PrivacySuppressed", "NA", "NULL"}
"""The words for a figure that is held back or missing, which is never zero."""
_MONTH_IN_NAME = re.compile(r"(0[1-9]|1[0-2])[0-3]\d(20\d\d)(?!\d)")
"""Month, day and year, as the College Scorecard names its files."""
AGAIN, NEWER = "Download it again", "The official format has changed: look for a newer degreepath"


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
        """Return the names of the columns. Like all reading: KnowledgeError for what is no whole CSV file, FileError."""
        with self._opened() as (rows, _):
            return [column.strip() for column in next(rows, [])]

    def rows(
        self, needed: Sequence[str], also: Sequence[str], progress: Progress
    ) -> Iterator[dict[str, str]]:
        """Yield each row by the columns `needed`, and those of `also` that are there; one that repeats is joined."""
        header = self.header()
        count = 0
        at = {name: [i for i, own in enumerate(header) if own == name] for name in (*needed, *also)}
        for column in needed:
            if len(at[column]) != 1:
                state = "there twice" if at[column] else "missing"
                raise self.wrong(f"the column {column} is {state}", NEWER)
        with self._opened() as (rows, raw):
            for count, row in enumerate(filter(None, rows)):
                if len(row) != len(header):
                    raise self.wrong(f"row {count + 1} has {len(row)} of {len(header)} columns")
                if count % 5_000 == 4_999:
                    progress(self.name, raw.tell() / max(self.size, raw.tell(), 1))
                if count:
                    yield {name: " ".join([row[i].strip() for i in at[name]]) for name in at if at[name]}
            if not count:
                raise self.wrong("there is no row below its header")
            progress(self.name, 1.0)

    def number(self, column: str, text: str) -> float | None:
        """Return a number, or None where it is held back. Raises KnowledgeError for a word that we do not know."""
        if text in HELD_BACK:
            return None
        if not re.fullmatch(r"\d+(\.\d+)?", text):
            what = f"'{text[:40]}' in the column {column} is no number and no word for a missing one"
            raise self.wrong(what, NEWER)
        return float(text)

    def wrong(self, what: str, fix: str = AGAIN) -> KnowledgeError:
        """Return the error for something wrong in this file."""
        return KnowledgeError(f"{self.name}: {what}. {fix}; nothing was imported.")

    @contextmanager
    def _opened(self) -> Iterator[tuple[Iterator[list[str]], IO[bytes]]]:
        try:
            place = self.path if self.member is None else zipfile.Path(self.path, self.member)
            with place.open("rb") as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
                yield csv.reader(text), raw
        except (csv.Error, EOFError, UnicodeError, zipfile.BadZipFile, zlib.error, RuntimeError):
            raise self.wrong("it is broken, locked, or no CSV file in UTF-8") from None
        except OSError as error:
            raise FileError(f"{self.path} cannot be read ({error.strerror}); check the path.") from None


def files_in(path: Path) -> list[OfficialFile]:
    """Return the CSV files that `path` is or holds. Raises FileError, or KnowledgeError for a broken zip."""
    try:
        about = path.stat()
        changed = datetime.fromtimestamp(about.st_mtime, UTC)
        parts: list[tuple[str | None, int, int, int]] = [(None, about.st_size, changed.year, changed.month)]
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as folded:
                tables = (m for m in folded.infolist() if m.filename.lower().endswith(".csv"))
            # macOS adds shadows of its own, which end in .csv too
            members = [member for member in tables if not Path(member.filename).name.startswith("._")]
            parts = [(member.filename, member.file_size, *member.date_time[:2]) for member in members]
    except zipfile.BadZipFile:
        raise KnowledgeError(f"{path.name}: the zip is not whole. {AGAIN}.") from None
    except OSError as error:
        raise FileError(f"{path} cannot be read ({error.strerror}); check the path.") from None
    year, month = max((part[2:] for part in parts), default=(0, 0))
    if named := _MONTH_IN_NAME.search(path.name):
        month, year = map(int, named.groups())
    return [OfficialFile(path, member, size, f"{year}-{month:02}") for member, size, _, _ in parts]
