"""`degreepath compare A B [C…]`."""

from typing import Annotated, assert_never

import typer

from degreepath.cli import output
from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.today import this_year
from degreepath.errors import UsageError

FEWEST, MOST = 2, 7


def compare(
    programs: Annotated[
        list[str],
        typer.Argument(metavar="PROGRAM", help="2 to 7 programs, by id, name or alias.", show_default=False),
    ],
    form: output.HandoutOption = output.HandoutFormat.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """Compare 2 to 7 programs: subjects, award, roles, entry, and what to check before applying.

    \b
    Examples:
      degreepath compare production technology
      degreepath compare production technology --format markdown -o comparison.md
      degreepath compare production technology --format html -o comparison.html
    """
    from degreepath.knowledge.find import find_program
    from degreepath.show import compare as show

    if not FEWEST <= len(programs) <= MOST:
        raise UsageError(
            f"compare takes {FEWEST} to {MOST} programs, not {len(programs)}; 'degreepath programs' lists them all."
        )
    knowledge = current_knowledge()
    chosen = tuple(find_program(knowledge, name) for name in programs)
    twice = next((program for program in chosen if chosen.count(program) > 1), None)
    if twice:
        raise UsageError(f"'{twice.id}' is named twice; name each program once.")
    match form:
        case output.HandoutFormat.TEXT:
            output.page(show.page(knowledge, chosen, this_year()), out, force=force)
        case output.HandoutFormat.JSON:
            output.document(show.document(knowledge, chosen), out, force=force)
        case output.HandoutFormat.MARKDOWN:
            output.write(show.markdown(knowledge, chosen, this_year()), out, force=force)
        case output.HandoutFormat.HTML:
            output.refuse_terminal(out, "html")
            output.write(show.html(knowledge, chosen, this_year()), out, force=force)
        case output.HandoutFormat.PDF:
            output.refuse_terminal(out, "pdf")
            output.write_bytes(show.pdf(knowledge, chosen, this_year()), out, force=force)
        case _:
            assert_never(form)
