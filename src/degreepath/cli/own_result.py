"""The newest kept result, for pages of facts that show it beside them: on a terminal only, never in a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from degreepath.cli import output
from degreepath.errors import FileError

if TYPE_CHECKING:
    from degreepath.knowledge.knowledge import Knowledge
    from degreepath.show.check import OwnRoles
    from degreepath.show.own_result import OwnResult


def own_result(knowledge: "Knowledge", out: Path | None) -> "OwnResult | None":
    """Return the newest kept result that says something; None if there is none or the page is not for a terminal.

    What is kept is an addition to the page: if it cannot be read, a line on stderr says so and the page is shown without it.
    """
    if not output.on_screen(out):
        return None
    from degreepath.records.results import newest_kept

    try:
        kept = newest_kept()
    except FileError as error:
        typer.echo(f"degreepath: {error}", err=True)
        return None
    if not kept:
        return None
    from degreepath.advice.recommend import recommend
    from degreepath.records.results import still_holding
    from degreepath.show.own_result import OwnResult

    result = recommend(knowledge, still_holding(kept, knowledge).sheet)
    return OwnResult(kept, result) if any(result.interests.values()) else None


def own_roles(knowledge: "Knowledge", out: Path | None) -> "OwnRoles | None":
    """Return the best roles of that result; None where there is none."""
    own = own_result(knowledge, out)
    if not own:
        return None
    from degreepath.show.own_result import own_roles as best

    return best(own)
