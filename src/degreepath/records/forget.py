"""Erasing: one kept result, or everything degreepath keeps for this user, its folder included."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from degreepath.errors import FileError
from degreepath.records import results, slots
from degreepath.records.private import data_home


@dataclass(frozen=True)
class Store:
    """What is kept: how many results and unfinished quizzes, how many other files, and whether the folder exists at all."""

    results: int
    unfinished: int
    others: int
    exists: bool


def store() -> Store:
    """Return what is kept for this user. Raises FileError."""
    home = data_home()
    kept = len(results.kept_names())
    try:
        files = [path for path in home.rglob("*") if not path.is_dir()]
    except OSError as error:
        raise _refused(home, error) from None
    quizzes = sum(path.parent == home / slots.FOLDER and path.suffix == ".json" for path in files)
    return Store(kept, quizzes, len(files) - kept - quizzes, exists=home.is_symlink() or home.exists())


def erase_result(name: str) -> None:
    """Erase the result with that id, and its folder if it was the last one. Raises FileError."""
    path = results.path_of(name)
    try:
        path.unlink(missing_ok=True)
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    except OSError as error:
        raise _refused(path, error) from None


def erase_all() -> None:
    """Erase the whole folder of this user, and the folder itself. Raises FileError; what could be erased is gone then too."""
    home = data_home()
    try:
        if home.is_symlink():
            shutil.rmtree(home.resolve())
            home.unlink()
        elif home.exists():
            shutil.rmtree(home)
    except OSError as error:
        raise _refused(Path(error.filename or home), error) from None


def _refused(path: Path, error: OSError) -> FileError:
    return FileError(f"{path} cannot be erased ({error.strerror}); check that it is yours, then try again.")
