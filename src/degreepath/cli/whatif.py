"""`degreepath whatif`: change answers of a sheet and see what moves."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.output import ForceOption, Format, FormatOption, OutOption, deliver, on_screen
from degreepath.cli.say import say
from degreepath.cli.sheets import opened, sheet_argument, tell_change
from degreepath.cli.terminal import is_terminal
from degreepath.errors import UsageError

if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet
    from degreepath.advice.recommendation import Recommendation
    from degreepath.knowledge.knowledge import Knowledge

TRY = "Change an answer, for example song=4 (song= skips it; Enter to stop)"


def whatif(
    sheet: Annotated[str, sheet_argument("SHEET")],
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="QUESTION=N",
            help="Change one answer to 1..5; QUESTION= skips it. May be repeated.",
        ),
    ] = None,
    form: FormatOption = Format.TEXT,
    out: OutOption = None,
    force: ForceOption = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
) -> None:
    """Change answers of a sheet and see what moves.

    Without --set it shows the smallest change that turns the result; in a terminal you can then try changes.

    \b
    Examples:
      degreepath whatif 2026-11-22-a
      degreepath whatif sheet.toml --set song=5 --set repair=1
    """
    from degreepath.advice.answers import require_known
    from degreepath.advice.recommend import recommend
    from degreepath.show import whatif as show

    knowledge = current_knowledge()
    found = opened(sheet, knowledge)
    before = after = found.sheet
    require_known(before, knowledge)
    tell_change(knowledge, found)
    for change in changes or []:
        after = _changed(knowledge, after, change, "--set ")
    results = recommend(knowledge, before), recommend(knowledge, after)
    deliver(
        form,
        out,
        force=force,
        page=lambda: show.page(knowledge, *results),
        record=lambda: show.document(*results),
    )
    if form is Format.TEXT and not changes and not no_input and on_screen(out) and is_terminal(sys.stdin):
        _explore(knowledge, results[0])


def _explore(knowledge: "Knowledge", before: "Recommendation") -> None:
    """Let the student change answer after answer and see what each does; the sheet itself stays as it is."""
    from degreepath.advice.recommend import recommend
    from degreepath.show import render
    from degreepath.show import whatif as show

    after = before.sheet
    while True:
        render.show(show.answers(knowledge, after))
        change = typer.prompt(TRY, default="", show_default=False, err=True).strip()
        if not change:
            return
        try:
            after = _changed(knowledge, after, change)
        except UsageError as error:
            say(str(error))
        else:
            render.show(show.page(knowledge, before, recommend(knowledge, after)))


def _changed(knowledge: "Knowledge", sheet: "AnswerSheet", change: str, option: str = "") -> "AnswerSheet":
    """Return `sheet` with one change; `option` is what stood before it on the command line. Raises UsageError."""
    question, answer = _read_change(change, option)
    if question not in knowledge.question:
        raise UsageError(
            f"There is no question called '{question[:60]}'; 'degreepath questions' lists them all."
        )
    return sheet.skipping(question) if answer is None else sheet.answering(question, answer)


def _read_change(change: str, option: str) -> tuple[str, int | None]:
    question, equals, answer = change.partition("=")
    if not equals or answer not in {"", "1", "2", "3", "4", "5"}:
        raise UsageError(
            f"'{option}{change[:60]}' is not QUESTION=N with N from 1 to 5; for example {option}song=4."
        )
    return question, int(answer) if answer else None
