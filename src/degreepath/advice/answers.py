"""The answer sheet: everything one student said, and the stamp by which two sheets can be told to be the same."""

import hashlib
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from degreepath.errors import AnswersError
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import Id, Record, Text

MARKS_EACH_WAY = 3
Answer = Annotated[int, Field(strict=True, ge=1, le=5, description="1 strongly dislike … 5 strongly like")]
Marks = Annotated[tuple[Id, ...], Field(max_length=MARKS_EACH_WAY)]
MODULUS = 899_999_999_981  # prime; with OFFSET every stamp has twelve digits, and sums over a sheet stay far below 2⁶³
OFFSET = 10**11


class Opener(Record):
    """The first screens: the most and the least exciting interests, up to three each."""

    most: Marks = ()
    least: Marks = ()

    @model_validator(mode="after")
    def _no_interest_twice(self) -> "Opener":
        marks = self.most + self.least
        if twice := sorted({mark for mark in marks if marks.count(mark) > 1}):
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
    country: Text | None = Field(
        None, description="the country whose courses the student wants; absent = anywhere"
    )

    @property
    def marks(self) -> dict[str, int]:
        """The marks of the opener, the most exciting first: +1 most, -1 least exciting."""
        opener = self.opener or Opener()
        return dict.fromkeys(opener.most, 1) | dict.fromkeys(opener.least, -1)

    def answering(self, question: str, answer: int | None) -> "AnswerSheet":
        """Return this sheet with `question` answered by `answer`, or not answered (None)."""
        answers = {**self.answers, question: answer}
        return self.model_copy(update={"answers": {q: a for q, a in answers.items() if a is not None}})

    def aiming_at(self, goal: str | None) -> "AnswerSheet":
        """Return this sheet with the role `goal` as its goal, or none."""
        return self.model_copy(update={"goal": goal})

    def studying_in(self, country: str | None) -> "AnswerSheet":
        """Return this sheet with `country` as the one whose courses are wanted; None is anywhere."""
        return self.model_copy(update={"country": country})


def require_known(sheet: AnswerSheet, knowledge: Knowledge) -> None:
    """Raise AnswersError if the sheet names a question, interest or role that the knowledge base does not have.

    A country without courses is no mistake: the result says what to look for there.
    """
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


def stamp(knowledge: Knowledge, sheet: AnswerSheet) -> str:
    """Return the stamp of `sheet` against `knowledge`: "s" and twelve digits.

    Two results with the same stamp come from the same answers and data files. It is a checksum that anyone can work out
    again, neither a secret nor a signature:

        (c("sheet") + Σ answer·c("answer <question>") + Σ c("most|least <interest>") + c("goal <role>")) mod P + 10¹¹

    It is a sum so that a whole class can be stamped by column arithmetic; the country, which moves no score, is not in it.
    """
    said = {"sheet": 1} | {f"answer {question}": answer for question, answer in sheet.answers.items()}
    said |= {f"{'most' if mark > 0 else 'least'} {interest}": 1 for interest, mark in sheet.marks.items()}
    said |= {f"goal {sheet.goal}": 1} if sheet.goal else {}
    return f"s{OFFSET + sum(times * stamp_part(knowledge, key) for key, times in said.items()) % MODULUS}"


def stamp_part(knowledge: Knowledge, key: str) -> int:
    """Return c(key) = the first 8 bytes of SHA-256("<knowledge hash> <key>") modulo P."""
    digest = hashlib.sha256(f"{knowledge.hash} {key}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % MODULUS
