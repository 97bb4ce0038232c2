"""Writing files whole or not at all, and cells that no spreadsheet takes for a formula."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from degreepath.errors import FileError

FORMULA_STARTS = "=+-@\t\r＝＋－＠"
SAFE_PREFIX = "'"


def require_free(path: Path, *, force: bool) -> None:
    """Raise FileError if `path` exists already (without `force`) or cannot be put there."""
    if path.exists() and not force:
        raise FileError(f"{path} exists already; choose another name or add --force to overwrite it.")
    if path.is_dir() or not path.parent.is_dir():
        raise FileError(f"{path} cannot be written; choose a file name in a folder that exists.")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a private file beside `path` to write into; it takes the place of `path` only if nothing goes wrong, Ctrl-C included."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise FileError(f"{path} cannot be written ({error.strerror}); choose another place.") from None
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def safe_text(text: str) -> str:
    """Return `text` as a spreadsheet shows it without working it out: what begins like a formula gets an apostrophe."""
    return SAFE_PREFIX + text if text[:1] and text[0] in FORMULA_STARTS else text
