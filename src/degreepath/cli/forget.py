"""`degreepath forget [ID|--all]`."""

import sys
from typing import Annotated

import typer

from degreepath.cli import complete
from degreepath.cli.say import fitted, say
from degreepath.cli.terminal import is_terminal
from degreepath.errors import STOPPED, AnswersError, UsageError


def forget(
    result: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            show_default=False,
            help="The id of a kept result.",
            autocompletion=complete.kept_results,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Erase all results and unfinished quizzes, and their folder.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Erase one kept result, or everything. Asks first.

    \b
    Examples:
      degreepath forget 2026-11-22-a
      degreepath forget --all --yes
    """
    if everything and result:
        raise UsageError("Name one result or say --all, not both.")
    if everything:
        _forget_all(yes=yes)
    elif result:
        _forget_one(result, yes=yes)
    else:
        raise UsageError(
            "Say what to erase: the id of a result ('degreepath results' lists them), or --all for everything."
        )


def _forget_one(name: str, *, yes: bool) -> None:
    from degreepath.records.forget import erase_result
    from degreepath.records.results import find_kept
    from degreepath.show.results import date_words, said_words

    try:
        kept = find_kept(name)
        what = f"the result {kept.id} of {date_words(kept)} ({said_words(kept.said)})"
        name = kept.id
    except AnswersError:
        name = name.strip().lower()
        what = f"the result {name}, which cannot be read any more"
    if _agreed(what, yes=yes):
        erase_result(name)
        _tell(f"Erased: {what}.")


def _forget_all(*, yes: bool) -> None:
    from degreepath.records.forget import erase_all, store
    from degreepath.records.private import data_home

    kept = store()
    if not kept.exists:
        typer.echo("Nothing is kept on this computer, so there is nothing to erase.")
        return
    counts = [
        _counted(kept.results, "result", "results"),
        _counted(kept.unfinished, "unfinished quiz", "unfinished quizzes"),
    ]
    if kept.others:
        counts.append(_counted(kept.others, "other file", "other files"))
    what = f"{', '.join(counts)} and their folder"
    where = str(data_home())
    if _agreed(what, where, yes=yes):
        erase_all()
        _tell(f"Erased: {what}. Nothing is kept any more.", where)


def _agreed(what: str, *where: str, yes: bool) -> bool:
    """Say what will be erased, and `where` it is, and ask. Raises UsageError where nobody can be asked."""
    if yes:
        return True
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        raise UsageError(f"This would erase {what}, and asks first, but nobody can be asked here; add --yes.")
    say(f"This erases {what}. It cannot be brought back.", *where)
    try:
        agreed = typer.confirm("Erase it?", default=False, err=True)
    except typer.Abort:
        say("", "Nothing was erased.")
        raise typer.Exit(STOPPED) from None
    if not agreed:
        say("Nothing was erased.")
    return agreed


def _tell(*paragraphs: str) -> None:
    """Tell on stdout what was done; a path is a paragraph of its own, to be copied whole."""
    typer.echo("\n".join(fitted(sys.stdout, *paragraphs)))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
