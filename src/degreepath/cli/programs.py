"""`degreepath programs [PROGRAM]`."""

from typing import Annotated

import typer

from degreepath.cli import complete, output
from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.today import this_year


def programs(
    program: Annotated[
        str | None,
        typer.Argument(
            metavar="[PROGRAM]",
            show_default=False,
            help="A program, by id, name or alias. Without one: the list.",
            autocompletion=complete.programs,
        ),
    ] = None,
    form: output.FormatOption = output.Format.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """List the programs, or read one: its modules, how to get in, where it leads.

    \b
    Examples:
      degreepath programs
      degreepath programs technology
      degreepath programs --format json
    """
    from degreepath.knowledge.find import find_program
    from degreepath.show import programs as show

    knowledge = current_knowledge()
    chosen = None if program is None else find_program(knowledge, program)
    output.deliver(
        form,
        out,
        force=force,
        page=lambda: show.page(knowledge, chosen, this_year()),
        record=lambda: show.document(knowledge, chosen),
    )
