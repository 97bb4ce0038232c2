"""`degreepath report`: one file to hand over."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from degreepath.cli import complete, output
from degreepath.errors import UsageError

if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet
    from degreepath.knowledge.knowledge import Knowledge

NOTHING_KEPT = (
    "There is no kept result yet; take the quiz first, or name an answer sheet with --answers FILE "
    "('degreepath questions --format toml' prints one to fill in)."
)


class ReportFormat(StrEnum):
    """The form of a report."""

    HTML = "html"
    MARKDOWN = "markdown"
    PDF = "pdf"
    JSON = "json"


SUFFIXES = {
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".md": ReportFormat.MARKDOWN,
    ".markdown": ReportFormat.MARKDOWN,
    ".pdf": ReportFormat.PDF,
    ".json": ReportFormat.JSON,
}


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
    form: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            help="The form of the report; without it the ending of FILE decides, then html.",
            show_default=False,
        ),
    ] = None,
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

    if answers and result:
        raise UsageError("Name either a kept result or --answers FILE, not both.")
    form = form or SUFFIXES.get(out.suffix.lower() if out else "", ReportFormat.HTML)
    if form in {ReportFormat.HTML, ReportFormat.PDF}:
        output.refuse_terminal(out, form.value)
    knowledge = current_knowledge()
    sheet = _sheet_in(answers) if answers else _kept(knowledge, result)
    advice = recommend(knowledge, sheet)

    from degreepath.show import report as show

    match form:
        case ReportFormat.HTML:
            output.write(show.html(knowledge, advice), out, force=force)
        case ReportFormat.MARKDOWN:
            output.write(show.markdown(knowledge, advice), out, force=force)
        case ReportFormat.PDF:
            output.write_bytes(show.pdf(knowledge, advice), out, force=force)
        case ReportFormat.JSON:
            output.document(show.document(knowledge, advice), out, force=force)
        case _:
            assert_never(form)


def _sheet_in(path: Path) -> "AnswerSheet":
    from degreepath.records.sheet_file import MAX_BYTES, read_sheet, sheet_of

    if str(path) != "-":
        return read_sheet(path)
    raw = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
    return sheet_of(raw, "The answer sheet on stdin")


def _kept(knowledge: "Knowledge", name: str | None) -> "AnswerSheet":
    """Return the sheet of the kept result `name`, or of the newest one, as far as it still holds."""
    from degreepath.records.results import find_kept, kept_names, still_holding

    names = kept_names()
    if name is None and not names:
        raise UsageError(NOTHING_KEPT)
    opened = still_holding(find_kept(name or names[0]), knowledge)
    if opened.lost:
        typer.echo(
            f"{opened.lost} answers or marks of {opened.name} are left out: what was asked has changed since.",
            err=True,
        )
    return opened.sheet
