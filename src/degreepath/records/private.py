"""The user's own folder for degreepath: private, and written so that a file is either the old one or the new one."""

import contextlib
import os
import tempfile
from pathlib import Path

from platformdirs import user_data_path

APP = "degreepath"


def data_home() -> Path:
    """Return the folder of everything degreepath keeps for this user; it need not exist."""
    return user_data_path(APP, appauthor=False)


def private_folder(*parts: str) -> Path:
    """Return the folder below `data_home()`, made if needed, that nobody but the user can look into. May raise OSError."""
    folder = data_home()
    for place in (folder, folder.joinpath(*parts)):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if place.stat().st_mode & 0o077:
            place.chmod(0o700)
    return folder.joinpath(*parts)


def write_private(path: Path, text: str) -> None:
    """Write `text` to `path` for the user's eyes only, on the disk before this returns. May raise OSError."""
    handle, name = tempfile.mkstemp(prefix=f"{path.stem}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
