"""Where unfinished quizzes lie on the disk: one file for each, locked while its quiz runs, gone when it ends.

A quiz holds a lock on its file's name as long as its process lives, and the lock goes with the process however that ends.
So two quizzes at once never meet in one file, and an unlocked file is one that somebody left and may take up again.
"""

import contextlib
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

from degreepath.records.private import data_home, private_folder, write_private
from degreepath.records.unfinished import Unfinished

FOLDER = "unfinished"


class Slot:
    """The place of one unfinished quiz on the disk, locked for as long as this object is open."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path, self._lock = path, lock

    def save(self, quiz: Unfinished) -> None:
        """Put `quiz` on the disk before this returns. May raise OSError."""
        write_private(self.path, quiz.model_dump_json(by_alias=True, exclude_none=True))

    def close(self) -> None:
        """Let go of the quiz; its file stays for later."""
        os.close(self._lock)

    def discard(self) -> None:
        """Remove the quiz from the disk: it has ended."""
        for path in (self.path, self.path.with_suffix(".lock")):
            with contextlib.suppress(OSError):
                path.unlink()
        self.close()


def new_slot() -> Slot:
    """Return the place for a new quiz, and sweep up what killed quizzes left behind. May raise OSError."""
    folder = private_folder(FOLDER)
    _sweep(folder)
    path = folder / f"{secrets.token_hex(8)}.json"
    lock = _locked(path)
    if lock is None:  # another quiz, just sweeping, looked at our lock first: take another name
        return new_slot()
    return Slot(path, lock)


def _sweep(folder: Path) -> None:
    """Remove half-written files, and locks of quizzes that have no file, where no process holds them."""
    for left in (*folder.glob("*.tmp"), *folder.glob("*.lock")):
        path = left.with_name(f"{left.name.partition('.')[0]}.json")
        if (left.suffix == ".lock" and path.exists()) or (lock := _locked(path)) is None:
            continue
        for name in {left, path.with_suffix(".lock")} if not path.exists() else {left}:
            name.unlink(missing_ok=True)
        os.close(lock)


def waiting() -> Iterator[Path]:
    """Yield the files of unfinished quizzes that no running quiz holds, newest first."""
    folder = data_home() / FOLDER
    try:
        found = [(path.stat().st_mtime_ns, path) for path in folder.glob("*.json")]
    except OSError:
        return
    yield from (path for _, path in sorted(found, reverse=True) if _is_free(path))


def take(path: Path) -> Slot | None:
    """Return the place of the unfinished quiz at `path`, now ours; None if it has ended or somebody else has it."""
    lock = _locked(path)
    if lock is None:
        return None
    if path.exists():
        return Slot(path, lock)
    os.close(lock)
    return None


def _is_free(path: Path) -> bool:
    lock = _locked(path)
    if lock is None:
        return False
    os.close(lock)
    return True


def _locked(path: Path) -> int | None:
    """Return an open lock on the quiz at `path`, or None if another process holds it. May raise OSError."""
    while True:
        handle = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            return None
        if os.fstat(handle).st_nlink:
            return handle
        os.close(handle)  # swept away between our opening and our locking it


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
