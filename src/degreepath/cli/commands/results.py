"""`degreepath results`, `forget`: kept results to list, read, compare, talk about, erase."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli.app import new_group
from degreepath.cli.inputs import (
    KEPT,
    NoInputOption,
    argument,
    current_knowledge,
    newest_kept,
    opened,
    sheet_argument,
)
from degreepath.cli.output import PAGE, Output, gives
from degreepath.cli.stderr import agreed, fitted, say
from degreepath.errors import AnswersError, UsageError

if TYPE_CHECKING:
    from degreepath.pages.blocks import Page

app = new_group(
    """List, read and compare the results you kept.

    Without a command it lists them. Two people's sheets on one student become points for a talk.

    \b
    Examples:
      degreepath results
      degreepath results show 2026-11-22-a
    """,
    first="list",
)
First = Annotated[str, sheet_argument("A")]
Second = Annotated[str, sheet_argument("B")]


@app.command("list")
@gives(*PAGE)
def list_results(out: Output) -> None:
    """List them, the newest first: day, degree, how sure, top role.

    \b
    Example:
      degreepath results list
    """
    from degreepath.pages import results as pages
    from degreepath.records.kept import Broken, all_kept

    found = list(all_kept())
    broken = {item.id: item.reason for item in found if isinstance(item, Broken)}
    kept = [item for item in found if not isinstance(item, Broken)]
    say(*(f"degreepath: {reason}" for reason in broken.values()))
    out.deliver(lambda: pages.list_page(kept), lambda: pages.list_document(kept, broken), private=True)


@app.command("show")
@gives(*PAGE)
def show_result(
    out: Output,
    result: Annotated[str | None, argument("[ID]", "A kept result; without it the newest one.", KEPT)] = None,
    no_input: NoInputOption = False,
) -> None:
    """Read one, worked out with the present knowledge base; in a terminal a key opens each section, or asks on.

    \b
    Example:
      degreepath results show 2026-11-22-a
    """
    from degreepath.advice.recommend import recommend
    from degreepath.pages import results as pages
    from degreepath.records.kept import find_kept, still_holding

    knowledge = current_knowledge()
    kept = find_kept(result or newest_kept())
    sheet = still_holding(kept, knowledge)
    advice = recommend(knowledge, sheet.sheet)

    def page() -> "Page":
        return pages.page(knowledge, kept, advice, sheet.lost)

    if out.on_screen and not (no_input or out.only or out.everything):
        from degreepath.cli.commands.quiz import follow
        from degreepath.quiz.asking import taken_up
        from degreepath.quiz.plain import choose_front

        front, _ = choose_front(plain=out.plain)
        follow(out, lambda: taken_up(knowledge, sheet.sheet, front), kept.id, page())
    else:
        out.deliver(page, lambda: pages.document(knowledge, kept, advice, sheet.lost), private=True)


@app.command("difference")
@gives(*PAGE)
def difference(out: Output, a: First, b: Second) -> None:
    """Show what changed between two results, and whether that is more than answer noise.

    \b
    Example:
      degreepath results difference 2026-11-01-a 2026-11-22-a
    """
    from degreepath.advice.difference import compare_sheets
    from degreepath.pages import difference as pages

    knowledge = current_knowledge()
    first, second = opened(a, knowledge), opened(b, knowledge)
    names = first.name, second.name
    found = compare_sheets(knowledge, first.sheet, second.sheet)
    out.deliver(
        lambda: pages.page(knowledge, names, found), lambda: pages.document(names, found), private=True
    )


@app.command("talk")
@gives(*PAGE)
def talk(out: Output, a: First, b: Second) -> None:
    """Show where two people differ about one student, as points for a talk.

    For a student and a counsellor or parent: only where they differ much, and never who is right.

    \b
    Example:
      degreepath results talk 2026-11-22-a parent.toml
    """
    from degreepath.advice.difference import compare_sheets
    from degreepath.pages import difference as pages

    knowledge = current_knowledge()
    first, second = opened(a, knowledge), opened(b, knowledge)
    found = compare_sheets(knowledge, first.sheet, second.sheet)
    out.deliver(
        lambda: pages.talk_page(knowledge, found), lambda: pages.talk_document(knowledge, found), private=True
    )


KINDS = {
    ("results", ".json"): ("kept result", "kept results"),
    ("unfinished", ".json"): ("unfinished quiz", "unfinished quizzes"),
}


def forget(
    result: Annotated[str | None, argument("[ID]", "The id of a kept result.", KEPT)] = None,
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
