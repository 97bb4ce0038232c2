"""After the result of an interactive quiz: keep it or not, and what the student thinks of it. Everything on stderr."""

import sys

import typer

from degreepath.advice.kept import KeptResult
from degreepath.advice.recommendation import TOP_ROLES, Recommendation
from degreepath.cli.say import say, say_whole
from degreepath.errors import STOPPED, FileError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.quiz import words
from degreepath.quiz.after import opinion, wants_to_keep
from degreepath.records.results import keep, keep_feedback, path_of
from degreepath.records.sheet_file import as_toml

NO_TEXT = "?"
NOT_KEPT = "The result was not kept."
VIEW_KEPT = "Your view is kept with the result."
KEPT = (
    "See it again: degreepath results show {id}",
    "Erase it: degreepath forget {id}",
)


def after_result(knowledge: Knowledge, result: Recommendation) -> None:
    """Ask whether to keep `result` and, if so, whether it sounds like the student.

    A student may leave at any question: with q or Ctrl-C the program ends with 130, at the end of the input it just goes on.
    The result is on the disk before the second question. Raises FileError if it cannot be kept; the sheet is printed then.
    """
    kept: KeptResult | None = None
    try:
        if wants_to_keep(ask_line):
            kept = keep(knowledge, result)
            say(f"Kept in {path_of(kept.id)}", *(line.format(id=kept.id) for line in KEPT))
            feedback = opinion(ask_line, kept.said.program_name, _top_roles(result))
            if feedback:
                keep_feedback(kept, feedback)
                say(VIEW_KEPT)
        else:
            say(NOT_KEPT)
    except (KeyboardInterrupt, EOFError) as stop:
        say("", *([] if kept else [NOT_KEPT]))
        if isinstance(stop, KeyboardInterrupt):
            raise typer.Exit(STOPPED) from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        if kept:
            raise FileError(
                f"The result is kept as {kept.id}, but your view of it is not ({reason})."
            ) from None
        say_whole(as_toml(result.sheet))
        raise FileError(words.UNKEPT.format(reason=reason.lower())) from None


def _top_roles(result: Recommendation) -> dict[str, str]:
    named = result.roles[:TOP_ROLES] if any(result.interests.values()) else ()
    return {role.id: role.name for role in named}


def ask_line(lines: tuple[str, ...]) -> str:
    """Show `lines` on stderr, wrapped to the terminal, and return the line that is typed. Raises EOFError if none comes."""
    say("", *lines)
    typer.echo("> ", err=True, nl=False)
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        return NO_TEXT
    if not line:
        raise EOFError
    return line
