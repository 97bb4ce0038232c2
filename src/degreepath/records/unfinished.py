"""Unfinished quizzes, one private file for each, locked while it runs.

The lock goes with its process, however that ends: a file that is not locked is a quiz that somebody left.
"""

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from pydantic import Field

from degreepath.records import private
from degreepath.records.kept import Kept
from degreepath.records.private import UNFINISHED, data_home, ours


class Unfinished(Kept):
    """A quiz that has not ended: the names of the steps shown, and the place among them."""

    full: bool = Field(False, description="every question is asked")
    beyond: bool = Field(False, description="at the end the student asked for the other questions too")
    trail: tuple[str, ...] = Field(max_length=1000)
    at: int = Field(ge=0)


class Slot:
    """The place of one unfinished quiz on the disk, locked for as long as this object is open."""

    def __init__(self, path: Path, file: IO[Any] | None = None) -> None:
        self.path, self._file = path, file

    @property
    def saved(self) -> datetime:
        """When the quiz was saved."""
        return datetime.fromtimestamp(_moment(self.path), UTC)

    def save(self, quiz: Unfinished) -> None:
        """Put `quiz` on the disk before this returns. May raise OSError; then what was saved before is still there."""
        private.private_folder(UNFINISHED)  # 'forget --all' in another window may have taken it away
        if private.WINDOWS:  # there, nothing takes the place of an open file
            self.close()
        file = private.write_private(self.path, quiz.text)
        self.close()
        self._file = file

    def read(self) -> Unfinished:
        """Return the quiz that lies here. Raises OSError or ValueError if it cannot be read."""
        return Unfinished.model_validate_json(private.read_private(self.path))

    def close(self) -> None:
        """Let go of the quiz; its file stays for later."""
        if self._file:
            self._file.close()

    def discard(self) -> None:
        """Remove the quiz from the disk: it has ended."""
        self.close()
        with contextlib.suppress(OSError):
            self.path.unlink()


def new_slot() -> Slot:
    """Return the place for a new quiz; nothing is on the disk before it is saved."""
    return Slot(data_home() / UNFINISHED / f"{os.urandom(8).hex()}.json")


def left_quizzes() -> Iterator[Slot]:
    """Yield every quiz that was left and that no running quiz holds, the newest first; it is ours until it is closed."""
    for path in sorted(ours(UNFINISHED), key=_moment, reverse=True):
        if path.suffix == ".json" and (file := private.take(path)):
            yield Slot(path, file)


def _moment(path: Path) -> float:
    return path.lstat().st_mtime if path.exists() else 0.0  # its quiz may just have ended
