"""`degreepath data …`: for people who edit the knowledge base."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from degreepath.cli import output
from degreepath.cli.knowledge import chosen_data
from degreepath.cli.new_program import new_program
from degreepath.cli.summaries import WholeSummaries
from degreepath.errors import KnowledgeError

app = typer.Typer(
    cls=WholeSummaries,
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    help="""Check and extend the knowledge base.

    \b
    Examples:
      degreepath data lint my-courses
      degreepath data schema -o degreepath.schema.json
    """,
)


class LintFormat(StrEnum):
    """The form of a list of problems."""

    TEXT = "text"
    JSON = "json"


class Table(StrEnum):
    """The files of a knowledge base."""

    VOCABULARY = "vocabulary"
    QUESTIONS = "questions"
    PROGRAMS = "programs"
    ROLES = "roles"
    SOURCES = "sources"


@app.command()
def lint(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR",
            show_default=False,
            help="Your own files, laid over ours, or a whole knowledge base. Without it: ours.",
        ),
    ] = None,
    form: Annotated[LintFormat, output.format_option("The form of the result.")] = LintFormat.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """Check the knowledge base and list everything that is wrong with it, with file, line and how to mend it.

    The exit code is 3 if anything is wrong.

    \b
    Examples:
      degreepath data lint
      degreepath data lint my-courses
      degreepath data lint --format json
    """
    from degreepath.advice import soundness
    from degreepath.knowledge.lint import lint as check
    from degreepath.knowledge.load import read_draft
    from degreepath.show import lint as show

    draft = read_draft(folder.expanduser() if folder else chosen_data())
    problems, all_tried = check(draft, soundness.LAWS)
    counts = {table: len(records) for table, records in draft.records.items()}
    output.deliver(
        form,
        out,
        force=force,
        record=lambda: show.document(problems, counts, all_tried=all_tried),
        texts={LintFormat.TEXT: lambda: show.text(problems, counts)},
    )
    if not all_tried:
        typer.echo(show.NOT_ALL_TRIED, err=True)
    if problems:
        raise typer.Exit(KnowledgeError.exit_code)


@app.command()
def schema(
    table: Annotated[
        Table | None,
        typer.Argument(
            metavar="NAME", show_default=False, help="vocabulary, questions, programs, roles or sources."
        ),
    ] = None,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """Write a JSON Schema for your editor: it completes the fields of a data file and marks slips while you type.

    Without a name it describes a file that holds any of the tables. Save it beside your file and write
    '#:schema ./degreepath.schema.json' as the first line; Even Better TOML and taplo read that.

    \b
    Examples:
      degreepath data schema -o degreepath.schema.json
      degreepath data schema roles
    """
    from degreepath.knowledge.schema import file_schema

    output.document(file_schema(table.value if table else ""), out, force=force)


app.command("new-program")(new_program)
