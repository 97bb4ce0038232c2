"""The newest kept result, for pages of facts that show it beside them: on a terminal only, never in a file."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from degreepath.cli import output
from degreepath.cli.say import say
from degreepath.cli.sheets import newest_kept
from degreepath.errors import FileError

if TYPE_CHECKING:
    from degreepath.knowledge.knowledge import Knowledge
    from degreepath.show.own_result import OwnResult


def own_result(knowledge: "Knowledge", form: StrEnum, out: Path | None) -> "OwnResult | None":
    """Return the newest kept result that says something; None if there is none or the page is not text on a terminal.

    What is kept is an addition to the page: if it cannot be read, a line on stderr says so and the page is shown without it.
    """
    if form != output.Format.TEXT or not output.on_screen(out):
        return None
    try:
        kept = newest_kept()
    except FileError as error:
        say(f"degreepath: {error}")
        return None
    if not kept:
        return None
    from degreepath.advice.recommend import recommend
    from degreepath.records.results import still_holding
    from degreepath.show.own_result import OwnResult

    result = recommend(knowledge, still_holding(kept, knowledge).sheet)
    return OwnResult(knowledge, kept, result) if any(result.interests.values()) else None
