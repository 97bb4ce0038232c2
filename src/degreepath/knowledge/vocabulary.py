"""The words that join everything: sources, interests (what a student likes), topics (what modules teach and roles need), questions."""

from enum import StrEnum

from pydantic import Field

from degreepath.knowledge.fields import Id, InterestId, Record, SourceId, Text

ANSWER_WORDS = {
    1: "strongly dislike",
    2: "dislike",
    3: "neither like nor dislike",
    4: "like",
    5: "strongly like",
}
YEARS_FRESH = 5


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


class Finding(Record):
    """What a publication found about questionnaires like ours; shown on the method page."""

    id: Id
    text: Text
    source: SourceId


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
    interest: InterestId | None = Field(
        None, description="the interest it feeds: what a pasted list of modules is about"
    )
    phrases: tuple[Text, ...] = Field(
        (), description="words in a module's title that mean it teaches this topic"
    )


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
    earlier: tuple[Text, ...] = Field(
        (), description="words it had before; a form with them can still be read"
    )


def is_old(year: int | None, today: int) -> bool:
    """Tell whether something of `year` is over five years old in the year `today`; what is undated is not called old."""
    return year is not None and year < today - YEARS_FRESH
