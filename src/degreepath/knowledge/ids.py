"""The ids of one table, without parsing and checking the rest: for completion while a person types."""

import re
from pathlib import Path

from degreepath.knowledge.folder import data_folder


def ids_of(table: str, overlay: Path | None = None) -> tuple[str, ...]:
    """Return the ids of `table` (programs, roles or sources), in the order of the loaded knowledge base.

    Ours stand in the file of the table's name; those of `overlay` may stand in any, broken or not. An id is found if
    nothing in brackets stands between the head of its record and it.
    """
    ours, theirs = _files(data_folder()), _files(overlay) if overlay else {}
    whole = ours.keys() <= theirs.keys()  # a base of its own, read alone
    record = re.compile(rf"""^\[\[{table}\]\][^\[]*?^id *= *["']([a-z0-9-]+)["']""", re.MULTILINE)
    paths = [*([] if whole else [ours[table]]), *theirs.values()]
    return tuple(
        dict.fromkeys(name for path in paths for name in record.findall(path.read_text("utf-8-sig")))
    )


def _files(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("[!.]*.toml"))}
