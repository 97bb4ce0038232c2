"""Official figures about what became of graduates, each with whom it counts, how many and when."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from degreepath.knowledge.fields import Id, ProgramId, Record, SourceId, Text


class OutcomeLevel(StrEnum):
    """Whom an outcome describes: this course, a subject group of the school, or the whole school."""

    COURSE = "course"
    SUBJECT = "subject"
    SCHOOL = "school"


class Measure(StrEnum):
    """What an official figure measures; `outcomes/measures.py` says each in words. The `us-` ones are money."""

    WORK_OR_STUDY = "work-or-study"
    WORK = "work"
    PAY_15_MONTHS = "pay-15-months"
    PAY_3_YEARS = "pay-3-years"
    PAY_5_YEARS = "pay-5-years"
    CONTINUATION = "continuation"
    ENTRY_SCHOOL = "entry-school"
    ENTRY_COLLEGE = "entry-college"
    US_PAY_1_YEAR = "us-pay-1-year"
    US_PAY_4_YEARS = "us-pay-4-years"
    US_PAY_5_YEARS = "us-pay-5-years"
    US_DEBT = "us-debt"

    @property
    def is_money(self) -> bool:
        """Whether the value is an amount of money; otherwise it is a share in percent."""
        return self.startswith(("pay-", "us-"))


class Outcome(Record):
    """An official figure about what graduates do or earn. A number without level, n and years is refused."""

    id: Id
    program: ProgramId | None = None
    measure: Measure
    value: float = Field(ge=0, description="the median for money, a share in percent for the rest")
    lower: float | None = Field(None, description="lower quartile")
    upper: float | None = Field(None, description="upper quartile")
    n: int | None = Field(None, ge=0, description="how many people it rests on")
    n_missing: Text | None = Field(None, description="where there is no n, why: 'not in the file'")
    level: OutcomeLevel
    subject: Text | None = Field(None, description="the subject group in words, for level 'subject'")
    subject_code: Text | None = None
    currency: Text | None = Field(None, description="GBP or USD, for money")
    benchmark: float | None = Field(None, description="an amount that the same source sets beside the value")
    benchmark_is: Text | None = Field(None, description="whose amount the benchmark is")
    years: Text = Field(description="when the people left or were asked, e.g. 2020-22")
    release: Text = Field(description="when the figures came out, as year and month, e.g. 2025-07")
    source: SourceId

    @model_validator(mode="after")
    def told_whole(self) -> Self:
        """Refuse a group that is not named, money without its currency, half a spread and a share above 100."""
        if self.level is OutcomeLevel.SUBJECT and not self.subject:
            raise ValueError("a figure of a subject group must name the group in 'subject'")
        if self.measure.is_money != bool(self.currency):
            raise ValueError("'currency' belongs to money, and to nothing else")
        if (self.lower is None) != (self.upper is None) or (self.benchmark is None) != (
            self.benchmark_is is None
        ):
            raise ValueError("'lower' and 'upper' belong together, and so do 'benchmark' and 'benchmark_is'")
        if (self.n is None) != bool(self.n_missing):
            raise ValueError("'n' is missing: give it, or say in 'n_missing' why the source has none")
        if self.lower is not None and self.upper is not None and not self.lower <= self.value <= self.upper:
            raise ValueError("lower, value and upper are not in order")
        if not self.measure.is_money and self.value > 100:
            raise ValueError("a share cannot be above 100")
        return self
