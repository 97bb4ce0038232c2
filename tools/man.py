"""Write the manual page build/degreepath.1 from the help of every command: part of `make release`, never committed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from degreepath import __version__
from degreepath.cli.app import app

PAGE = Path(__file__).parents[1] / "build" / "degreepath.1"
EXITS = {
    0: "done",
    1: "our bug",
    2: "usage, or no terminal",
    3: "data or answers that cannot be used",
    4: "files",
    130: "Ctrl-C",
    143: "terminated",
}
VARIABLES = {
    "DEGREEPATH_DATA": "the same as --data",
    "DEGREEPATH_DEBUG": "show the traceback of a bug",
    "NO_COLOR": "no colours",
    "PAGER": "shows what is longer than the screen; empty: nothing does",
}


def page() -> str:
    """Return the manual page as troff."""
    parts = [
        f'.TH DEGREEPATH 1 "" "degreepath {__version__}"',
        ".SH NAME",
        "degreepath \\- Music Production or Music Technology, and why",
    ]
    for name in _names(get_command(app)):
        parts += [f".SH {name.upper() or 'SYNOPSIS'}", ".nf", _troff(_help(name)), ".fi"]
    for title, rows in (("EXIT STATUS", EXITS), ("ENVIRONMENT", VARIABLES)):
        parts += [f".SH {title}", *(f".TP\n{key}\n{_troff(words)}" for key, words in rows.items())]
    return "\n".join(parts) + "\n"


def _names(command: Any, name: str = "") -> Iterator[str]:
    yield name
    for word in getattr(command, "commands", {}):
        yield from _names(command.get_command(None, word), f"{name} {word}".strip())


def _help(name: str) -> str:
    line = [*name.split(), "--help"]
    return CliRunner().invoke(app, line, prog_name="degreepath", env={"COLUMNS": "76"}).stdout.strip()


def _troff(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(Path.cwd()) if PAGE.is_relative_to(Path.cwd()) else PAGE)
