"""`degreepath whatif`: change answers of a sheet and see what moves."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.output import ForceOption, Format, FormatOption, OutOption, deliver, on_screen, page
from degreepath.errors import UsageError

if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet
    from degreepath.knowledge.knowledge import Knowledge

TRY = "Change an answer, for example song=4 (song= skips it; Enter to stop)"


def whatif(
    sheet_file: Annotated[Path, typer.Argument(metavar="SHEET", help="An answer sheet (TOML or JSON).")],
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
    Example:
      degreepath whatif sheet.toml --set song=5 --set repair=1
    """
    from degreepath.advice.answers import require_known
    from degreepath.advice.recommend import recommend
    from degreepath.records.sheet_file import read_sheet
    from degreepath.show import whatif as show

    knowledge = current_knowledge()
    before = read_sheet(sheet_file)
    require_known(before, knowledge)
    after = before
    for change in changes or []:
        after = _changed(knowledge, after, change)
    results = recommend(knowledge, before), recommend(knowledge, after)
    deliver(
        form,
        out,
        force=force,
        text=lambda: show.page(knowledge, *results),
        record=lambda: show.document(*results),
        markdown=lambda: show.markdown(knowledge, *results),
    )
    if form is Format.TEXT and not changes and not no_input and on_screen(out) and sys.stdin.isatty():
        _explore(knowledge, before)


def _explore(knowledge: "Knowledge", before: "AnswerSheet") -> None:
    """Let the student change answer after answer and see what each does; the sheet in the file stays as it is."""
    from degreepath.advice.recommend import recommend
    from degreepath.show import whatif as show

    first, after = recommend(knowledge, before), before
    while True:
        page(show.answers(knowledge, after))
        change = typer.prompt(TRY, default="", show_default=False, err=True).strip()
        if not change:
            return
        try:
            after = _changed(knowledge, after, change)
        except UsageError as error:
            typer.echo(str(error), err=True)
        else:
            page(show.page(knowledge, first, recommend(knowledge, after)))


def _changed(knowledge: "Knowledge", sheet: "AnswerSheet", change: str) -> "AnswerSheet":
    question, answer = _read_change(change)
    if question not in knowledge.question:
        raise UsageError(
            f"There is no question called '{question[:60]}'; 'degreepath questions' lists them all."
        )
    return sheet.skipping(question) if answer is None else sheet.answering(question, answer)


def _read_change(change: str) -> tuple[str, int | None]:
    question, equals, answer = change.partition("=")
    if not equals or answer not in {"", "1", "2", "3", "4", "5"}:
        raise UsageError(
            f"'--set {change[:60]}' is not QUESTION=N with N from 1 to 5; for example --set song=4."
        )
    return question, int(answer) if answer else None
