"""The types of fields, each saying which table it refers to, and the records that the others are made of."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

_WORDS = "strongly dislike", "dislike", "neither like nor dislike", "like", "strongly like"
ANSWER_WORDS = dict(enumerate(_WORDS, 1))
YEARS_FRESH = 5
LONGEST_SHOWN = 60
_HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def clean_text(text: str) -> str:
    """Return `text` without control, escape, bidirectional and other invisible characters, on one line.

    A terminal obeys such characters, so a data file could move the cursor or reverse a word on the screen.
    """
    if text.isprintable() and text == " ".join(text.split()):
        return text  # nearly every text: the slow way costs most of the loading time
    spaced = (" " if c.isspace() else c for c in text)
    return " ".join("".join(c for c in spaced if unicodedata.category(c) not in _HIDDEN_CATEGORIES).split())


def short(value: object, most: int = LONGEST_SHOWN) -> str:
    """Return `value` as at most so many harmless characters, whatever a file may hold."""
    text = clean_text(str(value))
    return text if len(text) <= most else text[: most - 1] + "…"


def is_old(year: int | None, today: int) -> bool:
    """Tell whether something of `year` is over five years old in the year `today`; what is undated is not called old."""
    return year is not None and year < today - YEARS_FRESH


@dataclass(frozen=True)
class Ref:
    """Says of an id which table it names. References, schema and lint derive from it, so nothing escapes the check."""

    table: str


def _groups(value: Any) -> Any:
    """Read `["a", ["b", "c"]]` as `[["a"], ["b", "c"]]`: a topic alone is a group of one."""
    if not isinstance(value, list | tuple):
        return value
    return [[one] if isinstance(one, str) else one for one in value]


Text = Annotated[str, AfterValidator(clean_text), StringConstraints(min_length=1, max_length=1200)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
InterestId = Annotated[Id, Ref("interests")]
TopicId = Annotated[Id, Ref("topics")]
ProgramId = Annotated[Id, Ref("programs")]
PayId = Annotated[Id, Ref("pay")]
SourceId = Annotated[Id, Ref("sources")]
CENTRAL = 3
"""The weight of an interest that a role or a field of study is about."""
Weight = Annotated[int, Field(ge=1, le=CENTRAL)]
"""How much a role wants or a program teaches an interest: 1 some, 2 much, 3 central."""
_Group = Annotated[tuple[TopicId, ...], Field(min_length=1)]
TopicGroups = Annotated[tuple[_Group, ...], BeforeValidator(_groups)]


class Record(BaseModel):
    """A frozen record: unknown fields are refused, so a misspelt field name cannot go unnoticed."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


class Fact(Record):
    """One statement and where it comes from."""

    text: Text
    source: SourceId


class SourceKind(StrEnum):
    """What sort of body says so. A vendor's claims are shown as claims and never move a score."""

    OFFICIAL = "official"
    INSTITUTION = "institution"
    SURVEY = "survey"
    PRESS = "press"
    VENDOR = "vendor"


class Source(Record):
    """One publication."""

    id: Id
    title: Text
    publisher: Text
    date: Text = Field(description="as printed: a year, a month, an academic year, or 'undated'")
    kind: SourceKind
    benefits: Text = Field(description="who gains when this is believed")
    url: Text | None = None
    note: Text | None = None
    licence: Text | None = Field(None, description="the credit that has to be given where it is shown")


class Finding(Fact):
    """What a publication found about questionnaires like ours; shown on the method page."""

    id: Id


class Interest(Record):
    """One dimension of what a student likes, with its place on the two axes the student is shown."""

    id: Id
    name: Text
    about: Text
    doing: Text = Field(description="completes 'You like …' and 'You would rather not spend time on …'")
    sound: bool = Field(True, description="an activity with sound; false: also studied without it, elsewhere")
    creative_technical: float = Field(ge=-1, le=1, description="-1 creative … +1 technical")
    design_operate: float = Field(ge=-1, le=1, description="-1 operate … +1 design")


class Topic(Record):
    """What a module can teach and a role can need: the joint between the two."""

    id: Id
    name: Text
    about: Text
    interest: InterestId | None = Field(None, description="the interest that a pasted module feeds with it")
    phrases: tuple[Text, ...] = Field((), description="words in a module's title that mean it teaches this")


class Term(Record):
    """A trade word that must stay, and what it means."""

    id: Id
    word: Text
    about: Text


class WordList(Record):
    """Words that the reader of module lists looks for: statuses, names of columns, furniture of pages."""

    id: Id
    about: Text
    words: tuple[Text, ...]


class Question(Record):
    """One five-point statement about an activity; `reverse` means that liking it speaks against the interest."""

    id: Id
    interest: InterestId
    text: Text
    reverse: bool = False
    earlier: tuple[Text, ...] = Field((), description="its former words; forms with them can still be read")
