"""`degreepath forget [ID|--all]`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from degreepath.cli import complete
from degreepath.cli.inputs import argument
from degreepath.cli.stderr import agreed, fitted
from degreepath.errors import AnswersError, UsageError

KINDS = {
    ("results", ".json"): ("kept result", "kept results"),
    ("unfinished", ".json"): ("unfinished quiz", "unfinished quizzes"),
}


def forget(
    result: Annotated[str | None, argument("[ID]", "The id of a kept result.", complete.kept_results)] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Erase all results and unfinished quizzes.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Erase one kept result, or all that is kept of you. Asks first.

    \b
    Examples:
      degreepath forget 2026-11-22-a
      degreepath forget --all --yes
    """
    from degreepath.records.private import erase, kept_files

    if bool(result) == everything:
        raise UsageError(
            "Say what to erase: the id of one result ('degreepath results' lists them), or --all."
        )
    files, what = _one(result) if result else _all(kept_files())
    if not files:
        typer.echo("Nothing is kept on this computer, so there is nothing to erase.")
    elif yes or agreed(f"erase {what}", "Erase it?", *map(str, files)):
        erase(files)
        typer.echo("\n".join(fitted(sys.stdout, f"Erased: {what}.", *map(str, files))))


def _one(name: str) -> tuple[tuple[Path, ...], str]:
    """Return the file of a kept result and what it is. Raises UsageError if there is none."""
    from degreepath.records.kept import find_kept, path_of

    name = name.strip().lower()
    try:
        what = f"the result {find_kept(name).id}"
    except AnswersError:
        what = f"the result {name}, which cannot be read any more"
    return (path_of(name),), what


def _all(files: tuple[Path, ...]) -> tuple[tuple[Path, ...], str]:
    """Return the files with how many there are of each kind."""
    counts = {words: sum((f.parent.name, f.suffix) == kind for f in files) for kind, words in KINDS.items()}
    return files, ", ".join(f"{number} {words[number != 1]}" for words, number in counts.items() if number)
