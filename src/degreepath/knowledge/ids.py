"""The ids of one table, and the countries, without parsing and checking the rest: for completion while a person types."""

import re
from pathlib import Path

from degreepath.knowledge.folder import data_folder


def ids_of(table: str, overlay: Path | None = None) -> tuple[str, ...]:
    """Return the ids of `table` (programs, roles or sources), in the order of the loaded knowledge base.

    Ours stand in the file of the table's name; those of `overlay` may stand in any, broken or not. An id is found if
    nothing in brackets stands between the head of its record and it.
    """
    return _found(table, rf"""^\[\[{table}\]\][^\[]*?^id *= *["']([a-z0-9-]+)["']""", overlay)


def countries(overlay: Path | None = None) -> tuple[str, ...]:
    """Return the countries of programs, as they stand there; no other table has them."""
    return _found("programs", r"""^country *= *["']([^"'\n]+)["']""", overlay)


def _found(table: str, pattern: str, overlay: Path | None) -> tuple[str, ...]:
    ours, theirs = _files(data_folder()), _files(overlay) if overlay else {}
    whole = ours.keys() <= theirs.keys()  # a base of its own, read alone
    field = re.compile(pattern, re.MULTILINE)
    paths = [*([] if whole else [ours[table]]), *theirs.values()]
    return tuple(dict.fromkeys(name for path in paths for name in field.findall(path.read_text("utf-8-sig"))))


def _files(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("[!.]*.toml"))}
