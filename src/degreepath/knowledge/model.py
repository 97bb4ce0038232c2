"""Programs, official figures about their graduates, and roles: the records that a person asks about."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from degreepath.knowledge.fields import (
    Fact,
    Id,
    InterestId,
    PayId,
    ProgramId,
    Record,
    SourceId,
    Text,
    TopicGroups,
    TopicId,
    Weight,
)


class ProgramKind(StrEnum):
    """An archetype is a general degree; a course is one institution's real offering."""

    ARCHETYPE = "archetype"
    COURSE = "course"


class ModuleStatus(StrEnum):
    """How surely a student of the program is taught the module, and how deeply."""

    CORE = "core"
    ELECTIVE = "elective"
    INTRO = "intro"


class Listed(StrEnum):
    """How much of a program's module list was read."""

    WHOLE = "whole"
    COMPULSORY = "compulsory"
    PART = "part"
    NONE = "none"


class EntryKind(StrEnum):
    """The entry conditions that students ask about most."""

    MATHS = "maths"
    SCIENCE = "science"
    MUSIC_THEORY = "music theory"
    PORTFOLIO = "portfolio"
    AUDITION = "audition"
    GRADES = "grades"
    OTHER = "other"


class Module(Record):
    """One unit of a program. `intro` introduces its topics without teaching them to working level."""

    title: Text
    status: ModuleStatus = ModuleStatus.CORE
    topics: tuple[TopicId, ...] = ()
    may: tuple[TopicId, ...] = Field((), description="what an unclear title may teach: asked about")
    group: Id | None = Field(None, description="for an elective: its elective group")
    code: Text | None = None
    credits: Text | None = None
    source: SourceId | None = Field(None, description="if not the program's modules_source")
    because: Text | None = Field(None, description="for an archetype: what it rests on")


class ElectiveGroup(Record):
    """Electives among which a student chooses: `choose` of them, as the list's own rule says."""

    id: Id
    choose: int = Field(ge=0, description="how many of the group one student takes")
    rule: Text = Field(description="the rule in words, e.g. 'choose one of these three in year 2'")


class CreditPart(Record):
    """One line of a program's credit breakdown."""

    part: Text
    credits: int = Field(ge=0)


class EntryCondition(Fact):
    """One thing an applicant must have or show."""

    kind: EntryKind


class OfficialKeys(Record):
    """Under which keys official statistics know the course: Discover Uni (UK) or College Scorecard (US)."""

    ukprn: Text | None = None
    kiscourseid: Text | None = None
    unitid: Text | None = None
    cip4: Text | None = None
    level: int | None = Field(None, description="credential level of the College Scorecard: 3 = bachelor's")


class Program(Record):
    """A degree or diploma a student can study."""

    id: Id
    name: Text
    kind: ProgramKind
    archetype: ProgramId | None = Field(None, description="for a course: the archetype it is nearest to")
    aliases: tuple[Text, ...] = ()
    about: Text
    institution: Text | None = None
    country: Text | None = None
    taught_in: Text | None = Field(None, description="the language of teaching, where it is not English")
    award: Text = Field(description="as the institution prints it, e.g. BA, BSc (Hons), BMus")
    award_note: Fact | None = None
    credits: Text | None = None
    structure: tuple[CreditPart, ...] = ()
    study: tuple[Fact, ...] = Field((), description="what you study, in a sentence each")
    software: tuple[Fact, ...] = ()
    humanities: Fact | None = None
    science: Fact | None = None
    teaches: dict[InterestId, Weight] = Field(description="interest = 1 some, 2 much, 3 central")
    presupposes: tuple[TopicId, ...] = Field((), description="topics one must know to get in: as core")
    modules: tuple[Module, ...] = ()
    listed: Listed = Field(description="whole, compulsory (all compulsory modules), part or none")
    listed_because: Text = Field(description="how that was decided")
    groups: tuple[ElectiveGroup, ...] = ()
    elective_slots: int | None = Field(None, ge=0, description="electives one can take in all")
    modules_source: SourceId
    as_of: int | None = Field(None, ge=1990, le=2100, description="year of the module list")
    closed: Fact | None = Field(None, description="how we know that it takes no students any more")
    official: OfficialKeys | None = None
    entry: tuple[EntryCondition, ...] = ()
    answered: tuple[Id, ...] = Field((), description="questions that the facts answer, such as cost")
    facts: tuple[Fact, ...] = ()
    claims: tuple[Fact, ...] = Field((), description="what an interested party says; shown as a claim")
    checks: tuple[Text, ...] = Field((), description="what to check before applying")


class Study(Record):
    """A kind of study outside both degrees, for students whom neither suits."""

    id: Id
    name: Text
    wants: dict[InterestId, Weight]
    text: Text = Field(description="what it is and whom it suits, in a sentence")
    source: SourceId | None = None


class Pay(Record):
    """One published pay figure for a group of jobs. Never a lone maximum; `counted` says who is in it."""

    id: Id
    group: Text = Field(description="the group of jobs that was counted, with its code")
    country: Text
    place: Text
    year: Text
    currency: Text
    basis: Text = Field(description="what the figure is, e.g. gross pay a year")
    median: int | None = None
    mean: int | None = Field(None, description="only where no median is published")
    low: int | None = Field(None, description="the figure named in `low_is`")
    low_is: Text | None = Field(None, description="e.g. 'one in ten gets less than'")
    high: int | None = None
    high_is: Text | None = None
    employment: int | None = Field(None, description="jobs counted")
    sample: Text | None = None
    earlier: Text | None = Field(None, description="the year before, where the sample is small, in words")
    openings: int | None = Field(None, description="job openings a year, as projected")
    usual_entry: Text | None = Field(None, description="usual entry in the official projections")
    projections: SourceId | None = None
    counted: Text
    note: Text | None = None
    source: SourceId


class Occupation(Record):
    """The nearest occupation in O*NET and how good the match is."""

    code: Text
    title: Text
    match: Text
    source: SourceId


class Task(Record):
    """One cheap thing to try this week: `do` for who has never done it, `next` for who already does it."""

    do: Text
    next: Text
    liked: Text
    hated: Text


class Route(Fact):
    """A way into the role outside both degrees."""

    program: ProgramId | None = None
    asks: tuple[InterestId, ...] = Field(
        (), description="what it takes much of: no way round for who dislikes that"
    )


class Role(Record):
    """A job."""

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()
    work: Text = Field(description="what one does there")
    suits: Text = Field(description="who it suits")
    wants: dict[InterestId, Weight] = Field(description="interest = 1 some, 2 much, 3 central")
    must: TopicGroups = Field(description="needed: a topic, or topics of which one is enough")
    helps: tuple[TopicId, ...] = Field(description="topics that make a program a good way in")
    needs_because: Text = Field(description="why the needs are split this way")
    needs_source: tuple[SourceId, ...]
    listed_for: tuple[ProgramId, ...] = Field(description="the archetypes the founding article lists it for")
    way_in: Fact
    portfolio: Fact
    bodies: Fact
    occupation: Occupation | None = None
    pay: tuple[PayId, ...] = ()
    outlook: tuple[Fact, ...] = ()
    conflicts: tuple[Fact, ...] = Field((), description="where sources disagree")
    routes: tuple[Route, ...] = ()
    try_this: Task


class OutcomeLevel(StrEnum):
    """Whom an outcome describes: this course, a subject group of the school, or the whole school."""

    COURSE = "course"
    SUBJECT = "subject"
    SCHOOL = "school"


class Measure(StrEnum):
    """What an official figure measures; `outcomes/imported.py` says each in words. The `us-` ones are money."""

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
        spread = [value for value in (self.lower, self.value, self.upper) if value is not None]
        faults = {
            "a figure of a subject group must name it in 'subject'": self.level == "subject"
            and not self.subject,
            "'currency' belongs to money, and to nothing else": self.measure.is_money != bool(self.currency),
            "'lower' and 'upper' belong together": (self.lower is None) != (self.upper is None),
            "a benchmark says what it is": (self.benchmark is None) != (self.benchmark_is is None),
            "give 'n', or say in 'n_missing' why the source has none": (self.n is None)
            != bool(self.n_missing),
            "lower, value and upper are not in order": spread != sorted(spread),
            "a share cannot be above 100": not self.measure.is_money and self.value > 100,
        }
        for fault in (fault for fault, found in faults.items() if found):
            raise ValueError(fault)
        return self
