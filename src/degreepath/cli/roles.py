"""`degreepath roles [ROLE]`."""

from typing import Annotated

import typer

from degreepath.cli import complete, output
from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.today import this_year


def roles(
    role: Annotated[
        str | None,
        typer.Argument(
            metavar="[ROLE]",
            show_default=False,
            help="A role, by id, name or alias. Without one: the list.",
            autocompletion=complete.roles,
        ),
    ] = None,
    form: output.FormatOption = output.Format.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """List the roles, or read one: the work, what it needs, what it pays, what leads there.

    \b
    Examples:
      degreepath roles
      degreepath roles composer
      degreepath roles --format json
    """
    from degreepath.knowledge.find import find_role
    from degreepath.show import roles as show

    knowledge = current_knowledge()
    chosen = None if role is None else find_role(knowledge, role)
    output.deliver(
        form,
        out,
        force=force,
        page=lambda: show.page(knowledge, chosen, this_year()),
        record=lambda: show.document(knowledge, chosen),
    )
