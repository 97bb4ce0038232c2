"""What a command line names (the knowledge base of this run, answer sheets, kept results, imported figures), and what TAB offers."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from contextvars import ContextVar
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from degreepath.cli.stderr import say
from degreepath.errors import FileError, UsageError

if TYPE_CHECKING:
    from degreepath.advice.recommend import Recommendation
    from degreepath.knowledge import Knowledge
    from degreepath.outcomes.imported import Release
    from degreepath.records.kept import Opened

ENVIRONMENT = "DEGREEPATH_DATA"
STDIN = "-"
NOTHING_KEPT = (
    "There is no kept result; take the quiz first, or name an answer sheet with --answers FILE "
    "('degreepath questions --format toml' prints one to fill in)."
)

_chosen: ContextVar[Path | None] = ContextVar("data")


# ── What the shell offers at TAB: ids, from a knowledge base that may be half written. Whatever is wrong, it offers nothing ──
Complete = Callable[[typer.Context, str], list[str]]


def _offering(found: Callable[[typer.Context], Iterable[str]]) -> Complete:
    """Return what completes one of the words that `found` returns."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        with suppress(Exception):
            return [word for word in found(ctx) if word.startswith(incomplete)]
        return []

    return complete


def _records(table: str, ctx: typer.Context) -> dict[str, Any]:
    """Return the records of a table by id, with those in the folder that --data or else the environment names."""
    from degreepath.knowledge.load import read_draft

    return read_draft(ctx.find_root().params.get("folder") or chosen_data()).records[table]


def _kept_names(_: typer.Context) -> Iterable[str]:
    from degreepath.records.kept import kept_names

    return kept_names()


PROGRAMS = _offering(lambda ctx: _records("programs", ctx))
ROLES = _offering(lambda ctx: _records("roles", ctx))
COMPARED = _offering(lambda ctx: _records("roles" if ctx.params.get("roles") else "programs", ctx))
SOURCES = _offering(lambda ctx: _records("sources", ctx))
COUNTRIES = _offering(
    lambda ctx: sorted({p.country for p in _records("programs", ctx).values() if p.country})
)
KEPT = _offering(_kept_names)


def argument(metavar: str, text: str, offer: Complete | None = None) -> Any:
    """Return an argument with its help, and what TAB offers for it."""
    return typer.Argument(metavar=metavar, help=text, show_default=False, autocompletion=offer)


def option(name: str, metavar: str, text: str, offer: Complete | None = None) -> Any:
    """Return an option that takes a value, with its help, and what TAB offers for it."""
    return typer.Option(name, metavar=metavar, help=text, show_default=False, autocompletion=offer)


def sheet_argument(metavar: str) -> Any:
    """Return an argument that `opened` reads."""
    text = "The id of a kept result, or an answer sheet (TOML or JSON; '-': stdin)."
    return argument(metavar, text, KEPT)


ResultOption = Annotated[str | None, option("--result", "ID", "For the student of this kept result.", KEPT)]
AnswersOption = Annotated[
    Path | None, option("--answers", "FILE", "Take the answers from FILE ('-': stdin); nothing is asked.")
]
NoInputOption = Annotated[bool, typer.Option("--no-input", help="Never ask.")]


def choose_data(folder: Path | None) -> None:
    """Make `folder` the overlay of this run; None: ours alone."""
    _chosen.set(folder.expanduser() if folder else None)


def chosen_data() -> Path | None:
    """Return the overlay of this run. Completing runs no option, so there it is what the environment names."""
    named = os.environ.get(ENVIRONMENT)
    return _chosen.get(Path(named).expanduser() if named else None)


def current_knowledge() -> "Knowledge":
    """Return the knowledge base of this run. Raises KnowledgeError or FileError if it cannot be used."""
    from degreepath.knowledge.load import load_knowledge

    return load_knowledge(chosen_data())


def imported_folder() -> Path:
    """Return the folder of imported official figures; it need not exist."""
    from degreepath.records.private import data_home

    return data_home() / "figures"


def imported() -> "tuple[Release, ...]":
    """Return the official figures that were imported, the newest release first. Raises FileError if they cannot be read."""
    if not imported_folder().is_dir():
        return ()
    from degreepath.outcomes.imported import releases_in

    return releases_in(imported_folder())


def today() -> date:
    """Return the present day: the clock is read here alone, everything below is told the day or the year."""
    return datetime.now(tz=UTC).date()


def bytes_of(file: str, most: int, what: str) -> bytes:
    """Return what is in `file` ('-': on stdin), and of more than `most` bytes enough to tell that it is too much.

    Raises FileError; `what` is what that calls it.
    """
    if file == STDIN:
        return sys.stdin.buffer.read(most + 1)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise FileError(f"{what} {file} cannot be read ({error.strerror}); check the name.") from None


def opened(name: str, knowledge: "Knowledge") -> "Opened":
    """Return the sheet called `name`: '-' for stdin, a kept result by its id, otherwise an answer sheet by its file.

    stderr says what has changed since a result was kept, and how many of its answers no longer count. Raises UsageError,
    AnswersError or FileError.
    """
    from degreepath.records.kept import open_sheet

    found = answers_in(Path(name)) if name == STDIN else open_sheet(name, knowledge)
    if found.kept:
        from degreepath.pages.results import change_note

        say(*filter(None, [change_note(knowledge, found.kept, found.lost)]))
    return found


def answers_in(file: Path) -> "Opened":
    """Return the sheet in an answer file ('-': on stdin). Raises AnswersError or FileError."""
    from degreepath.records.kept import Opened
    from degreepath.records.private import MAX_BYTES
    from degreepath.records.sheet_file import sheet_of

    name = "The answer sheet on stdin" if str(file) == STDIN else str(file)
    return Opened(name, sheet_of(bytes_of(str(file), MAX_BYTES, "The answer sheet"), name))


def advice_for(knowledge: "Knowledge", result: str | None, answers: Path | None) -> "Recommendation | None":
    """Return the advice for the kept result or the answers that a command line names; None if it names neither."""
    if not (result or answers):
        return None
    from degreepath.advice.recommend import recommend

    return recommend(knowledge, sheet_for(knowledge, result, answers).sheet)


def sheet_for(knowledge: "Knowledge", result: str | None, answers: Path | None) -> "Opened":
    """Return the sheet of the kept result or the answers that a command line names. Raises UsageError if it names both."""
    if result and answers:
        raise UsageError("Name either a kept result or --answers FILE, not both.")
    from degreepath.records.kept import find_kept

    return answers_in(answers) if answers else opened(find_kept(result or "").id, knowledge)


def newest_kept() -> str:
    """Return the id of the newest kept result that can be read; stderr names those passed over. Raises UsageError if there is none."""
    from degreepath.records.kept import Broken, all_kept

    for found in all_kept():
        if not isinstance(found, Broken):
            return found.id
        say(f"degreepath: {found.reason}")
    raise UsageError(NOTHING_KEPT)
