"""`degreepath cohort FILE` and `degreepath cohort template`."""

from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand
from typer.main import get_command

from degreepath.cli import output
from degreepath.cli.knowledge import current_knowledge
from degreepath.cohort.engine import Engine
from degreepath.errors import UsageError

NEEDED = ("narwhals", "polars")


class SummaryFormat(StrEnum):
    """The form of the summary."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


class TemplateFormat(StrEnum):
    """The form of the form: a header by ids or in words, or a sheet to print."""

    CSV = "csv"
    WORDS = "words"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


def cohort(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            show_default=False,
            help="A class file: .csv, .parquet or .xlsx; or the word template.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Write every student's result to OUT: .csv, .parquet or .xlsx.",
        ),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects", metavar="FILE", help="Write rows that cannot be used to FILE (default: beside OUT)."
        ),
    ] = None,
    summary: Annotated[
        Path | None,
        typer.Option(
            "--summary",
            metavar="FILE",
            is_eager=True,
            help="Write the summary to FILE instead of the screen.",
        ),
    ] = None,
    form: Annotated[
        SummaryFormat, output.format_option("The form of the summary.", file="summary")
    ] = SummaryFormat.TEXT,
    names: Annotated[
        bool, typer.Option("--names", help="Show students' numbers and names, not only their rows.")
    ] = False,
    engine: Annotated[Engine, typer.Option("--engine", help="Who does the arithmetic.")] = Engine.POLARS,
    force: output.ForceOption = False,
) -> None:
    """Read a whole class: a result for every student, who needs a talk first, and a summary.

    The file has one row a student: student_id, a column for each question (1..5 or the answer words; empty = skipped), and if wanted
    most, least, goal and plan. 'degreepath cohort template' writes such a form.

    \b
    Examples:
      degreepath cohort class.csv
      degreepath cohort class.csv -o results.csv --summary summary.html
      degreepath cohort template -o form.csv
    """
    if not all(map(find_spec, NEEDED)):
        raise UsageError("Reading a class needs the extra 'cohort': pip install 'degreepath[cohort]'.")
    from degreepath.cohort.files import require_free
    from degreepath.cohort.run import Job, run
    from degreepath.show import cohort as show
    from degreepath.show.console import progress

    output.refuse_terminal(form, summary, "--summary")
    knowledge = current_knowledge()
    if summary:
        require_free(summary, force=force)
    job = Job(source, out, rejects, engine, names=names, force=force)
    _require_apart({"FILE": source, "OUT": out, "--rejects": job.rejects_file, "--summary": summary})
    with progress() as say:
        found = run(job, knowledge, say)
    for path in (out, job.rejects_file if found.rejected else None):
        if path:
            typer.echo(f"Written to {path}", err=True)
    output.deliver(
        form,
        summary,
        force=force,
        page=lambda: show.page(knowledge, found),
        record=lambda: show.document(found),
    )
    if out is None:
        typer.echo(
            f"Next: degreepath cohort {source} -o results.csv writes every student's result.", err=True
        )


def _require_apart(files: dict[str, Path | None]) -> None:
    """Raise UsageError if a file would be read and overwritten, or written twice: what is there first would be lost."""
    seen: dict[Path, str] = {}
    for name, path in files.items():
        if path and (other := seen.setdefault(path.resolve(), name)) != name:
            raise UsageError(f"{other} and {name} are one file, {path}; give each a name of its own.")


def template(
    form: Annotated[
        TemplateFormat,
        output.format_option(
            "csv: a header by ids; words: in the questions' words; others: a sheet to print."
        ),
    ] = TemplateFormat.CSV,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """Write an empty form for a class: the header of a table, the questions for a form service, or a sheet to print.

    \b
    Examples:
      degreepath cohort template -o class.csv
      degreepath cohort template --format words -o form.csv
      degreepath cohort template -o sheet.html
    """
    from degreepath.cohort.template import header
    from degreepath.show import cohort as show

    knowledge = current_knowledge()
    output.deliver(
        form,
        out,
        force=force,
        page=lambda: show.sheet(knowledge),
        texts={
            TemplateFormat.CSV: lambda: header(knowledge, texts=False),
            TemplateFormat.WORDS: lambda: header(knowledge, texts=True),
        },
    )


class WithTemplate(TyperCommand):
    """`cohort FILE`, with `cohort template` beside it: the one word that is no file (a file of that name is ./template)."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        if args[:1] == ["template"]:
            return _template_command().make_context(f"{info_name} template", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


def _template_command() -> Any:
    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    single.command("template")(template)
    return get_command(single)


app = typer.Typer(rich_markup_mode=None, add_completion=False)
app.command(cls=WithTemplate, no_args_is_help=True)(cohort)
