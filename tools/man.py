"""Writes the man page docs/degreepath.1 from the help of every command; `--check` only compares."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from degreepath.cli.app import app

PAGE = Path(__file__).parents[1] / "docs" / "degreepath.1"
EXITS = {
    0: "done",
    1: "our bug",
    2: "usage",
    3: "unusable data or answers",
    4: "files",
    130: "Ctrl-C",
    143: "terminated",
}
VARIABLES = {
    "DEGREEPATH_DATA": "the same as --data",
    "DEGREEPATH_DEBUG": "show the traceback of a bug",
    "NO_COLOR": "no colours",
}


def page() -> str:
    """Return the man page as troff."""
    parts = [".TH DEGREEPATH 1", ".SH NAME", "degreepath \\- Music Production or Music Technology, and why"]
    for name in (*_names(get_command(app)), "cohort template"):
        parts += [f".SH {'SYNOPSIS' if not name else name.upper()}", ".nf", _troff(_help(name)), ".fi"]
    for title, rows in (("EXIT STATUS", EXITS), ("ENVIRONMENT", VARIABLES)):
        parts += [f".SH {title}", *(f".TP\n{key}\n{_troff(words)}" for key, words in rows.items())]
    return "\n".join(parts) + "\n"


def _names(command: Any, name: str = "") -> Iterator[str]:
    yield name
    for word, child in getattr(command, "commands", {}).items():
        yield from _names(child, f"{name} {word}".strip())


def _help(name: str) -> str:
    return (
        CliRunner()
        .invoke(app, [*name.split(), "--help"], prog_name="degreepath", env={"COLUMNS": "76"})
        .stdout.strip()
    )


def _troff(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(
            PAGE.read_text(encoding="utf-8") != page() and "docs/degreepath.1 is old: run python tools/man.py"
        )
    PAGE.write_text(page(), encoding="utf-8")
