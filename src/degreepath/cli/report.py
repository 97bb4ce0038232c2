"""`degreepath report`: one file to hand over."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli import complete, output
from degreepath.cli.sheets import newest_kept, sheet_in, tell_change
from degreepath.errors import UsageError

if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet
    from degreepath.knowledge.knowledge import Knowledge

NOTHING_KEPT = (
    "There is no kept result to report; take the quiz first, or name an answer sheet with --answers FILE "
    "('degreepath questions --format toml' prints one to fill in)."
)


class ReportFormat(StrEnum):
    """The form of a report."""

    HTML = "html"
    MARKDOWN = "markdown"
    PDF = "pdf"
    JSON = "json"


def report(
    result: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="A kept result; without it the newest one.",
            show_default=False,
            autocompletion=complete.kept_results,
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Take the answers from FILE ('-': stdin) instead."),
    ] = None,
    form: Annotated[ReportFormat, output.format_option("The form of the report.")] = ReportFormat.HTML,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """Write your result as one file to hand over: why, how sure, which jobs, what to ask, which sources.

    \b
    Examples:
      degreepath report --answers answers.toml -o report.html
      degreepath report --answers answers.toml -o report.pdf
      degreepath report --answers answers.toml --format markdown
    """
    from degreepath.advice.recommend import recommend
    from degreepath.cli.knowledge import current_knowledge
    from degreepath.show import report as show

    if answers and result:
        raise UsageError("Name either a kept result or --answers FILE, not both.")
    output.refuse_terminal(form, out)
    knowledge = current_knowledge()
    sheet = sheet_in(answers) if answers else _kept(knowledge, result)
    advice = recommend(knowledge, sheet)
    output.deliver(
        form,
        out,
        force=force,
        page=lambda: show.page(knowledge, advice),
        record=lambda: show.document(knowledge, advice),
    )


def _kept(knowledge: "Knowledge", name: str | None) -> "AnswerSheet":
    """Return the sheet of the kept result `name`, or of the newest one that can be read, as far as it still holds."""
    from degreepath.records.results import find_kept, still_holding

    kept = find_kept(name) if name else newest_kept()
    if not kept:
        raise UsageError(NOTHING_KEPT)
    sheet = still_holding(kept, knowledge)
    tell_change(knowledge, sheet)
    return sheet.sheet
