"""`degreepath data …`: for people who edit the knowledge base or bring official outcome files."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from degreepath.cli.app import new_group
from degreepath.cli.inputs import argument, chosen_data, imported_folder, today
from degreepath.cli.output import Output, gives
from degreepath.cli.stderr import agreed, say
from degreepath.errors import KnowledgeError

app = new_group(
    """Check the knowledge base, and bring official figures of what became of graduates.

    \b
    Examples:
      degreepath data lint my-courses
      degreepath data schema -o degreepath.schema.json
      degreepath data figures
    """
)
NOT_ALL_TRIED = "Fix these first: the other laws can only be tried on a base that can be used."


class Table(StrEnum):
    """The files of a knowledge base."""

    VOCABULARY = "vocabulary"
    QUESTIONS = "questions"
    PROGRAMS = "programs"
    STUDIES = "studies"
    ROLES = "roles"
    OUTCOMES = "outcomes"
    SOURCES = "sources"


@app.command()
@gives("text", "json")
def lint(
    out: Output,
    folder: Annotated[
        Path | None, argument("[DIR]", "Your own files, laid over ours, or a whole base. Without it: ours.")
    ] = None,
) -> None:
    """Check the knowledge base and list everything that is wrong with it: file, line, what, how to fix it.

    The exit code is 3 if anything is wrong.

    \b
    Examples:
      degreepath data lint
      degreepath data lint my-courses
      degreepath data lint --format json
    """
    from degreepath.advice import scoring
    from degreepath.knowledge.load import lint as linted
    from degreepath.knowledge.load import read_draft
    from degreepath.pages.facts import SCHEMA

    draft = read_draft(folder.expanduser() if folder else chosen_data())
    problems, all_tried = linted(draft, scoring.LAWS)
    counts = {table: len(records) for table, records in draft.records.items()}
    told = {"records": counts, "all_laws_tried": all_tried, "problems": list(map(vars, problems))}
    found = f"{sum(counts.values()):,} records, {len(problems) or 'no'} problem{'s' * (len(problems) != 1)}"
    lines = [*map(str, problems), *([] if all_tried else [NOT_ALL_TRIED]), found]
    out.deliver(record=lambda: {"schema": SCHEMA, **told}, texts={"text": lambda: "\n".join(lines)})
    if problems:
        raise typer.Exit(KnowledgeError.exit_code)


@app.command()
@gives("json")
def schema(
    out: Output,
    table: Annotated[Table | None, argument("[NAME]", f"One of {', '.join(Table)}.")] = None,
) -> None:
    """Write a JSON Schema for your editor: it completes the fields of a data file and marks slips while you type.

    Without a name it describes a file that holds any of the tables. Save it beside your file and write
    '#:schema ./degreepath.schema.json' as the first line; Even Better TOML and taplo read that.

    \b
    Examples:
      degreepath data schema -o degreepath.schema.json
      degreepath data schema roles
    """
    from degreepath.knowledge import file_schema

    out.deliver(record=lambda: file_schema(table.value if table else ""))


@app.command("import")
def import_figures(
    files: Annotated[list[Path], argument("FILE", "The zip as it was downloaded, or CSV files.")],
) -> None:
    """Take the music and audio figures from official files: Discover Uni (UK) or College Scorecard (US).

    Only those rows are kept, on this computer; 'degreepath programs' and 'compare' then show them.

    \b
    Example:
      degreepath data import EMPLOYMENT.csv GOSALARY.csv
    """
    from degreepath.outcomes.services import import_files
    from degreepath.render.terminal import progress

    with progress() as tell:
        found = import_files(
            files, imported_folder(), progress=lambda name, share: tell(f"{name}: {share:.0%}")
        )
    typer.echo("\n".join(found))
    say(f"Kept in {imported_folder()}", "See what is there: degreepath data figures")


@app.command()
def figures(
    erase: Annotated[bool, typer.Option("--erase", help="Erase all that was imported. Asks first.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Tell which official figures were imported, from which release and how old; or erase them.

    \b
    Examples:
      degreepath data figures
      degreepath data figures --erase --yes
    """
    from degreepath.outcomes.imported import forget, what_is_imported

    lines = what_is_imported(imported_folder(), today())
    typer.echo(
        "\n".join(lines) or "No official figures were imported; 'degreepath data import FILE' does that."
    )
    if lines and erase and (yes or agreed("erase all of these figures", "Erase them?")):
        forget(imported_folder())
        typer.echo(f"Erased: the figures of {len(lines)} release{'s' * (len(lines) != 1)}.")
