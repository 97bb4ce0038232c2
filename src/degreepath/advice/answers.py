"""The answer sheet: everything one student said."""

from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from degreepath.errors import AnswersError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.record import Id, Record

MARKS_EACH_WAY = 3
Answer = Annotated[int, Field(strict=True, ge=1, le=5, description="1 strongly dislike … 5 strongly like")]
Marks = Annotated[tuple[Id, ...], Field(max_length=MARKS_EACH_WAY)]


class Opener(Record):
    """The first screen: the most and the least exciting interests, up to three each."""

    most: Marks = ()
    least: Marks = ()

    @model_validator(mode="after")
    def _no_interest_twice(self) -> "Opener":
        marks = self.most + self.least
        twice = sorted({mark for mark in marks if marks.count(mark) > 1})
        if twice:
            verb = "are" if len(twice) > 1 else "is"
            raise ValueError(f"{', '.join(twice)} {verb} marked twice; name each interest once")
        return self


class AnswerSheet(Record):
    """All answers of one student; a question that is not in `answers` was skipped or not asked."""

    model_config = ConfigDict(populate_by_name=True)

    schema_version: int = Field(1, alias="schema", ge=1, le=1)
    opener: Opener | None = None
    answers: dict[Id, Answer] = Field({}, max_length=500)
    goal: Id | None = Field(None, description="a role the student has declared as a goal")

    @property
    def marks(self) -> dict[str, int]:
        """The marks of the opener, the most exciting first: +1 most, -1 least exciting."""
        opener = self.opener or Opener()
        return dict.fromkeys(opener.most, 1) | dict.fromkeys(opener.least, -1)

    def answering(self, question: str, answer: int) -> "AnswerSheet":
        """Return this sheet with `question` answered by `answer`."""
        return self.model_copy(update={"answers": {**self.answers, question: answer}})

    def skipping(self, question: str) -> "AnswerSheet":
        """Return this sheet with `question` not answered."""
        return self.model_copy(update={"answers": {q: a for q, a in self.answers.items() if q != question}})

    def aiming_at(self, goal: str | None) -> "AnswerSheet":
        """Return this sheet with the role `goal` as its goal, or none."""
        return self.model_copy(update={"goal": goal})


def require_known(sheet: AnswerSheet, knowledge: Knowledge) -> None:
    """Raise AnswersError if the sheet names a question, interest or role that the knowledge base does not have."""
    unknown = {
        "question": [q for q in sheet.answers if q not in knowledge.question],
        "interest": [mark for mark in sheet.marks if mark not in knowledge.interest],
        "role": [sheet.goal] if sheet.goal and sheet.goal not in knowledge.role else [],
    }
    for kind, names in unknown.items():
        if names:
            listing = "roles" if kind == "role" else "questions"
            plural = "s" if len(names) > 1 else ""
            raise AnswersError(
                f"The answer sheet names the {kind}{plural} {', '.join(names[:5])}, which the knowledge base does not have; "
                f"'degreepath {listing}' lists the names."
            )
