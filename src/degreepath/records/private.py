"""The user's own folder for degreepath: private, each file there the old one or the new one whole, erased when asked.

Nothing here follows a symbolic link, and only files that carry a name as we give it are ever read, counted or erased.
"""

import contextlib
import os
import re
import sys
from collections.abc import Iterable
from errno import EEXIST, ENOTDIR
from pathlib import Path
from typing import IO

from platformdirs import user_data_path

from degreepath.errors import FileError

RESULTS, UNFINISHED = "results", "unfinished"
HALF = ".tmp"
NAMES = {
    RESULTS: re.compile(r"\d{4}-\d\d-\d\d-[a-z]+(\.json|\.[0-9a-f]{12}\.tmp)"),
    UNFINISHED: re.compile(r"[0-9a-f]{16}(\.json|\.[0-9a-f]{12}\.tmp)"),
}
"""The names of our files, by folder."""
MAX_BYTES = 256_000
"""More than any file that holds one student's sheet, with or without what was said of it."""
WINDOWS = sys.platform == "win32"
_AS_IT_IS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def data_home() -> Path:
    """Return the folder of everything degreepath keeps for this user; it need not exist."""
    return user_data_path("degreepath", appauthor=False)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def private_folder(name: str) -> Path:
    """Return the folder `name` below `data_home()`, made if needed, that nobody but the user can look into. May raise OSError."""
    for folder in (data_home(), data_home() / name):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_folder(folder):
            raise NotADirectoryError(ENOTDIR, "its folder is a link to another place", str(folder))
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    return data_home() / name


def ours(name: str) -> list[Path]:
    """Return our files in the folder `name`; none if there is no such folder, or a link in its place. Raises FileError."""
    folder = data_home() / name
    try:
        there = _is_folder(data_home()) and _is_folder(folder)
        found = sorted(folder.iterdir()) if there else []
        return [path for path in found if NAMES[name].fullmatch(path.name) and not _is_folder(path)]
    except OSError as error:
        raise FileError(
            f"{folder} cannot be read ({error.strerror}); check that the folder is yours."
        ) from None


def write_private(path: Path, text: str, *, new: bool = False) -> IO[str]:
    """Write `text` to `path` for the user's eyes only, on the disk before this returns. May raise OSError.

    A `new` file takes no other's place: where one is already there this raises FileExistsError. Returned is the file, locked
    until it is closed: no other process takes it up or sweeps it away. (On Windows nothing is locked.)
    """
    half = path.with_name(f"{path.stem}.{os.urandom(6).hex()}{HALF}")
    handle = os.open(half, os.O_CREAT | os.O_EXCL | os.O_RDWR | _AS_IT_IS, 0o600)
    file = os.fdopen(handle, "w", encoding="utf-8")
    try:
        _lock(file)
        file.write(text)
        file.flush()
        os.fsync(handle)
        if WINDOWS:  # there, an open file cannot be moved
            file.close()
        (_move_to_free_place if new else Path.replace)(half, path)
    except BaseException:
        file.close()
        raise
    finally:
        half.unlink(missing_ok=True)
    return file


def _move_to_free_place(half: Path, path: Path) -> None:
    try:
        os.link(half, path)
    except OSError as error:
        if isinstance(error, FileExistsError) or os.path.lexists(path):
            raise FileExistsError(EEXIST, os.strerror(EEXIST), str(path)) from None
        half.replace(path)  # a disk that knows no links


def read_private(path: Path) -> bytes:
    """Return what is in our file at `path`, at most `MAX_BYTES`. Raises OSError, also where it is a link; a pipe is empty."""
    with os.fdopen(os.open(path, os.O_RDONLY | _AS_IT_IS), "rb") as file:
        return file.read(MAX_BYTES)


def take(path: Path) -> IO[bytes] | None:
    """Return our file at `path`, open and locked; None if it is not there (any more) or another process has it."""
    with contextlib.suppress(OSError):
        file = os.fdopen(os.open(path, os.O_RDWR | _AS_IT_IS), "r+b", buffering=0)
        with contextlib.suppress(OSError):
            if _lock(file) and os.path.samestat(os.fstat(file.fileno()), path.lstat()):
                return file
        file.close()
    return None


def _lock(file: IO[str] | IO[bytes]) -> bool:
    """Lock an open file until it is closed, however the process ends; False if another process has it."""
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True


def sweep() -> None:
    """Remove the half-written files that killed processes left behind; one that is being written is left alone."""
    for name in NAMES:
        with contextlib.suppress(OSError, FileError):
            for half in ours(name):
                if half.suffix == HALF and (file := take(half)):
                    file.close()
                    half.unlink(missing_ok=True)


def kept_files() -> tuple[Path, ...]:
    """Return every file that we keep for this user. Raises FileError."""
    return tuple(path for name in NAMES for path in ours(name))


def erase(files: Iterable[Path]) -> None:
    """Erase `files`, and our folders once nothing lies in them. Raises FileError; what could be erased is gone then too."""
    refused = []
    for path in files:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            refused.append(
                f"{path} cannot be erased ({error.strerror}); check that it is yours, then try again."
            )
    for folder in (*(data_home() / name for name in NAMES), data_home()):
        with contextlib.suppress(OSError):
            folder.rmdir()
    if refused:
        raise FileError(refused[0])
