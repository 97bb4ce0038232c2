"""`degreepath results`: list kept results, read one, compare two, prepare a talk."""

from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli import complete, output
from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.sheets import opened, sheet_argument
from degreepath.cli.summaries import WholeSummaries
from degreepath.errors import UsageError

if TYPE_CHECKING:
    from degreepath.knowledge.knowledge import Knowledge
    from degreepath.records.results import Opened

app = typer.Typer(cls=WholeSummaries, rich_markup_mode=None, add_completion=False)


@app.callback(invoke_without_command=True)
def results(
    context: typer.Context,
    form: output.FormatOption = output.Format.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """List, read and compare the results you kept.

    Two people's sheets on one student become points for a talk.

    \b
    Examples:
      degreepath results
      degreepath results show 2026-11-22-a
      degreepath results diff 2026-11-01-a 2026-11-22-a
      degreepath results talk student.toml parent.toml
    """
    from degreepath.records.results import Broken, all_kept
    from degreepath.show import results as show

    if context.invoked_subcommand:
        if form is not output.Format.TEXT or out or force:
            raise UsageError(f"Put the options behind '{context.invoked_subcommand}'.")
        return
    found = list(all_kept())
    broken = {item.id: item.reason for item in found if isinstance(item, Broken)}
    kept = [item for item in found if not isinstance(item, Broken)]
    for reason in broken.values():
        typer.echo(f"degreepath: {reason}", err=True)
    output.deliver(
        form,
        out,
        force=force,
        page=lambda: show.list_page(kept),
        record=lambda: show.list_document(kept, broken),
    )


@app.command("show")
def show_result(
    result: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            show_default=False,
            help="The id of a kept result.",
            autocompletion=complete.kept_results,
        ),
    ],
    form: output.FormatOption = output.Format.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """Read one, worked out with the present knowledge base.

    \b
    Example:
      degreepath results show 2026-11-22-a
    """
    from degreepath.advice.recommend import recommend
    from degreepath.records.results import find_kept, still_holding
    from degreepath.show import results as show

    knowledge = current_knowledge()
    kept = find_kept(result)
    opened = still_holding(kept, knowledge)
    shown = knowledge, kept, recommend(knowledge, opened.sheet), opened.lost
    output.deliver(
        form,
        out,
        force=force,
        page=lambda: show.page(*shown),
        record=lambda: show.document(*shown),
    )


@app.command("diff")
def diff(
    a: Annotated[str, sheet_argument("A")],
    b: Annotated[str, sheet_argument("B")],
    form: output.FormatOption = output.Format.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """Show what changed, and whether that is answer noise.

    \b
    Example:
      degreepath results diff 2026-11-01-a 2026-11-22-a
    """
    from degreepath.advice.compare_sheets import compare_sheets
    from degreepath.show import results_diff as show

    knowledge, first, second = _pair(a, b)
    names = first.name, second.name
    notes = _notes(knowledge, first, second)
    found = compare_sheets(knowledge, first.sheet, second.sheet)
    output.deliver(
        form,
        out,
        force=force,
        page=lambda: show.page(knowledge, names, found, notes),
        record=lambda: show.document(names, found, notes),
    )


@app.command("talk")
def talk(
    a: Annotated[str, sheet_argument("A")],
    b: Annotated[str, sheet_argument("B")],
    form: output.FormatOption = output.Format.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """Show where two people differ, as points for a talk.

    For a student and a counsellor or parent: only where they differ much, and never who is right.

    \b
    Example:
      degreepath results talk 2026-11-22-a parent.toml
    """
    from degreepath.advice.compare_sheets import compare_sheets
    from degreepath.show import results_talk as show

    knowledge, first, second = _pair(a, b)
    notes = _notes(knowledge, first, second)
    found = compare_sheets(knowledge, first.sheet, second.sheet)
    output.deliver(
        form,
        out,
        force=force,
        page=lambda: show.page(knowledge, found, notes),
        record=lambda: show.document(knowledge, found, notes),
    )


def _pair(a: str, b: str) -> "tuple[Knowledge, Opened, Opened]":
    knowledge = current_knowledge()
    return knowledge, opened(a, knowledge), opened(b, knowledge)


def _notes(knowledge: "Knowledge", *sheets: "Opened") -> tuple[str, ...]:
    from degreepath.show.results import change_note

    notes = (change_note(knowledge, sheet.kept, sheet.lost) for sheet in sheets if sheet.kept)
    return tuple(filter(None, notes))
