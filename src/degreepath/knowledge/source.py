"""Sources: where a fact comes from, how old it is, and who benefits from its being believed."""

from enum import StrEnum

from pydantic import Field

from degreepath.knowledge.record import Id, Record, Text

YEARS_FRESH = 5


class SourceKind(StrEnum):
    """What sort of body says so. A vendor's claims are shown as claims and never move a score."""

    OFFICIAL = "official"
    INSTITUTION = "institution"
    SURVEY = "survey"
    PRESS = "press"
    VENDOR = "vendor"


class Finding(Record):
    """What a publication found about questionnaires like ours; shown on the method page."""

    id: Id
    text: Text
    source: Id


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


def is_old(year: int | None, today: int) -> bool:
    """Tell whether something of `year` is more than five years old in the year `today`; what is undated is not called old."""
    return year is not None and year < today - YEARS_FRESH
