"""An unfinished quiz as a record: what is kept of it while it runs, and what of that still holds later."""

from datetime import UTC, datetime
from pathlib import Path

from pydantic import ConfigDict, Field, ValidationError

from degreepath.advice.answers import AnswerSheet
from degreepath.errors import AnswersError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.record import Id, Record
from degreepath.records.sheet_file import MAX_BYTES
from degreepath.records.still_asked import still_asked

QUESTION = "question:"


class Unfinished(Record):
    """A quiz that has not ended: the sheet, the names of the steps shown, and which words were asked."""

    model_config = ConfigDict(populate_by_name=True)

    schema_version: int = Field(1, alias="schema", ge=1, le=1)
    saved: datetime = Field(default_factory=lambda: datetime.now(UTC))
    knowledge_version: str
    knowledge_hash: str
    full: bool = Field(default=False, description="every question is asked")
    sheet: AnswerSheet
    trail: tuple[str, ...] = Field(max_length=1000)
    at: int = Field(ge=0)
    reached: float = Field(ge=0, le=1)
    asked: dict[Id, str] = Field(description="what was asked, by id of question or interest")


def carried_over(quiz: Unfinished, knowledge: Knowledge) -> Unfinished:
    """Return what of `quiz` still holds for `knowledge`: answers to the very same words, marks on the very same interests."""
    sheet = still_asked(quiz.sheet, quiz.asked, knowledge)
    trail = tuple(
        step
        for step in quiz.trail
        if not step.startswith(QUESTION) or step.removeprefix(QUESTION) in sheet.answers
    )
    gone = sum(1 for step in quiz.trail[: quiz.at] if step not in trail)
    return quiz.model_copy(
        update={
            "sheet": sheet,
            "trail": trail,
            "at": quiz.at - gone,
            "knowledge_version": knowledge.version,
            "knowledge_hash": knowledge.hash,
        }
    )


def read(path: Path) -> Unfinished:
    """Return the unfinished quiz at `path`. Raises AnswersError if it cannot be used."""
    try:
        with path.open("rb") as file:
            return Unfinished.model_validate_json(file.read(MAX_BYTES))
    except (OSError, ValidationError):
        raise damaged(path) from None


def damaged(path: Path) -> AnswersError:
    """Return the refusal of a quiz at `path` that nobody can go on with."""
    return AnswersError(
        f"The unfinished quiz {path} cannot be read; delete that file and start again: degreepath quiz."
    )
