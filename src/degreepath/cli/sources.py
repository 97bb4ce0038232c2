"""`degreepath sources [SOURCE]`."""

from typing import Annotated

import typer

from degreepath.cli import complete, output
from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.today import this_year


def sources(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[SOURCE]",
            show_default=False,
            help="A source, by id or title. Without one: the list.",
            autocompletion=complete.sources,
        ),
    ] = None,
    form: output.FormatOption = output.Format.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """List where every fact comes from, or see what rests on one source.

    \b
    Examples:
      degreepath sources
      degreepath sources kan-samples
      degreepath sources --format json
    """
    from degreepath.knowledge.find import find_source
    from degreepath.show import sources as show

    knowledge = current_knowledge()
    chosen = None if source is None else find_source(knowledge, source)
    output.deliver(
        form,
        out,
        force=force,
        page=lambda: show.page(knowledge, chosen, this_year()),
        record=lambda: show.document(knowledge, chosen),
    )
