"""`degreepath whatif`: change answers of a sheet and see what moves."""

from pathlib import Path
from typing import Annotated

import typer

from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.output import ForceOption, Format, FormatOption, OutOption, deliver
from degreepath.errors import UsageError


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
) -> None:
    """Change answers of a sheet and see what moves.

    Without --set it shows the smallest change that turns the result.

    \b
    Example:
      degreepath whatif sheet.toml --set song=5 --set repair=1
    """
    from degreepath.advice.recommend import recommend
    from degreepath.records.sheet_file import read_sheet
    from degreepath.show import whatif as show

    knowledge = current_knowledge()
    before = read_sheet(sheet_file)
    after = before
    for change in changes or []:
        question, answer = _read_change(change)
        if question not in knowledge.question:
            raise UsageError(
                f"There is no question called '{question[:60]}'; 'degreepath questions' lists them all."
            )
        after = after.skipping(question) if answer is None else after.answering(question, answer)
    results = recommend(knowledge, before), recommend(knowledge, after)
    deliver(
        form,
        out,
        force=force,
        text=lambda: show.page(knowledge, *results),
        record=lambda: show.document(*results),
        markdown=lambda: show.markdown(knowledge, *results),
    )


def _read_change(change: str) -> tuple[str, int | None]:
    question, equals, answer = change.partition("=")
    if not equals or answer not in {"", "1", "2", "3", "4", "5"}:
        raise UsageError(
            f"'--set {change[:60]}' is not QUESTION=N with N from 1 to 5; for example --set song=4."
        )
    return question, int(answer) if answer else None
