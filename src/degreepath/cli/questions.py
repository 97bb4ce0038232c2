"""`degreepath questions`."""

from enum import StrEnum
from typing import Annotated

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
        output.format_option("The form of the result; toml is an answer sheet to fill in."),
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
    output.deliver(
        form,
        out,
        force=force,
        page=lambda: show.page(knowledge),
        record=lambda: show.document(knowledge),
        texts={QuestionsFormat.TOML: lambda: show.sheet(knowledge)},
    )
