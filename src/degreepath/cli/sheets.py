"""Answer sheets that a command line names: a file, stdin, or a kept result."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from degreepath.cli import complete
from degreepath.cli.say import say

if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet
    from degreepath.advice.kept import KeptResult
    from degreepath.knowledge.knowledge import Knowledge
    from degreepath.records.results import Opened

STDIN = "-"


def sheet_argument(metavar: str) -> Any:
    """Return an argument that `opened` reads."""
    return typer.Argument(
        metavar=metavar,
        show_default=False,
        help="The id of a kept result, or an answer sheet (TOML or JSON; '-': stdin).",
        autocompletion=complete.kept_results,
    )


def from_stdin(most: int) -> bytes:
    """Return what comes in on stdin, and of more than `most` bytes enough to tell that it is too much."""
    return sys.stdin.buffer.read(most + 1)


def sheet_in(path: Path) -> "AnswerSheet":
    """Return the answer sheet in `path` ('-': on stdin). Raises FileError or AnswersError."""
    from degreepath.records.sheet_file import MAX_BYTES, read_sheet, sheet_of

    if str(path) == STDIN:
        return sheet_of(from_stdin(MAX_BYTES), "The answer sheet on stdin")
    return read_sheet(path)


def opened(name: str, knowledge: "Knowledge") -> "Opened":
    """Return the sheet called `name`: '-' for stdin, a kept result by its id, otherwise an answer sheet by its file.

    Raises UsageError, AnswersError or FileError.
    """
    from degreepath.records.results import Opened, open_sheet

    return Opened("stdin", sheet_in(Path(name))) if name == STDIN else open_sheet(name, knowledge)


def tell_change(knowledge: "Knowledge", sheet: "Opened") -> None:
    """Say on stderr what has changed since a result was kept, and how many of its answers no longer count."""
    from degreepath.show.results import change_note

    if sheet.kept and (note := change_note(knowledge, sheet.kept, sheet.lost)):
        say(note)


def newest_kept() -> "KeptResult | None":
    """Return the newest kept result that can be read; a line on stderr names those passed over. Raises FileError."""
    from degreepath.records.results import Broken, all_kept

    for found in all_kept():
        if not isinstance(found, Broken):
            return found
        say(f"degreepath: {found.reason}")
    return None
