"""A result as it is kept: what was answered, what was said about it then, and what the student thought of it. Frozen."""

from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime, ConfigDict, Field

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.band import Band, Unclear
from degreepath.advice.recommendation import TOP_ROLES, Recommendation
from degreepath.advice.stamp import stamp
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.record import Id, Record, Text


class Likeness(StrEnum):
    """Whether a result sounds like the student, in the student's own view."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Feedback(Record):
    """What the student thought of the result. It is shown beside the result and never enters a score."""

    likeness: Likeness
    drop_degree: bool = False
    drop_roles: tuple[Id, ...] = Field((), max_length=TOP_ROLES)


class Said(Record):
    """What the result said on the day, in names too: the knowledge base may lose them later."""

    band: Band
    confidence: float = Field(ge=0, le=1)
    program: Id | None = None
    program_name: Text | None = None
    why_unclear: Unclear | None = None
    role: Id | None = None
    role_name: Text | None = None


class KeptResult(Record):
    """One kept result. `asked` holds the words of what was answered, so that an answer is never read as one to other words."""

    model_config = ConfigDict(populate_by_name=True)

    schema_version: int = Field(1, alias="schema", ge=1, le=1)
    id: Id
    kept: AwareDatetime
    knowledge_version: Text
    knowledge_hash: Text
    stamp: Text
    sheet: AnswerSheet
    asked: dict[Id, str] = Field(max_length=1000)
    said: Said
    feedback: Feedback | None = None


def said(knowledge: Knowledge, result: Recommendation) -> Said:
    """Return what `result` says in short; it has no top role where nothing was answered that would speak for one."""
    verdict = result.verdict
    role = result.roles[0] if any(result.interests.values()) else None
    return Said(
        program=verdict.program,
        program_name=knowledge.program[verdict.program].name if verdict.program else None,
        band=verdict.band,
        confidence=verdict.confidence,
        why_unclear=verdict.why_unclear,
        role=role.id if role else None,
        role_name=role.name if role else None,
    )


def kept_result(
    knowledge: Knowledge, result: Recommendation, *, name: str, moment: datetime, asked: dict[str, str]
) -> KeptResult:
    """Return `result` as it is to be kept under the id `name`; of `asked`, only what the sheet answers."""
    sheet = result.sheet
    return KeptResult(
        id=name,
        kept=moment,
        knowledge_version=result.knowledge_version,
        knowledge_hash=result.knowledge_hash,
        stamp=stamp(knowledge, sheet),
        sheet=sheet,
        asked={key: asked[key] for key in (*sheet.marks, *sheet.answers)},
        said=said(knowledge, result),
    )
