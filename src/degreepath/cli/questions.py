"""`degreepath questions`."""

from enum import StrEnum
from typing import Annotated, assert_never

import typer

from degreepath.cli import output
from degreepath.cli.knowledge import current_knowledge


class QuestionsFormat(StrEnum):
    """The form of the questions; `toml` is an answer sheet to fill in."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    TOML = "toml"


def questions(
    form: Annotated[
        QuestionsFormat,
        typer.Option("--format", help="The form of the result; toml is an answer sheet to fill in."),
    ] = QuestionsFormat.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """Show what the quiz asks, or print an answer sheet to fill in.

    \b
    Examples:
      degreepath questions
      degreepath questions --format toml -o answers.toml
    """
    from degreepath.show import questions as show

    knowledge = current_knowledge()
    match form:
        case QuestionsFormat.TEXT:
            output.page(show.page(knowledge), out, force=force)
        case QuestionsFormat.JSON:
            output.document(show.document(knowledge), out, force=force)
        case QuestionsFormat.MARKDOWN:
            output.write(show.markdown(knowledge), out, force=force)
        case QuestionsFormat.TOML:
            output.write(show.sheet(knowledge), out, force=force)
        case _:
            assert_never(form)
