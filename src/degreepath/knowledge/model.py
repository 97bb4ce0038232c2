"""Programs, what became of their graduates, and roles: the records that a person asks about."""

from enum import StrEnum

from pydantic import Field

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
    may: tuple[TopicId, ...] = Field(
        (), description="what an unclear title may teach: asked about, never called missing"
    )
    group: Id | None = Field(
        None, description="for an elective: the id of the program's elective group it stands in"
    )
    code: Text | None = None
    credits: Text | None = None
    source: SourceId | None = Field(
        None, description="where it is named, if not in the program's own module list"
    )
    because: Text | None = Field(
        None, description="for an archetype: the article's word or the count it rests on"
    )


class ElectiveGroup(Record):
    """Electives among which a student chooses: `choose` of them, as the list's own rule says."""

    id: Id
    choose: int = Field(ge=0, description="how many of the group one student takes")
    rule: Text = Field(description="the rule in words, e.g. 'choose one of these three in year 2'")


class CreditPart(Record):
    """One line of a program's credit breakdown."""

    part: Text
    credits: int = Field(ge=0)


class EntryCondition(Record):
    """One thing an applicant must have or show."""

    kind: EntryKind
    text: Text
    source: SourceId


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
    presupposes: tuple[TopicId, ...] = Field(
        (), description="topics one must know to get in; they count as core"
    )
    modules: tuple[Module, ...] = ()
    listed: Listed = Field(description="whole, compulsory (all compulsory modules), part or none")
    listed_because: Text = Field(
        description="how that was decided, e.g. credits read against credits of the degree"
    )
    groups: tuple[ElectiveGroup, ...] = ()
    elective_slots: int | None = Field(
        None, ge=0, description="how many electives one student can take in all"
    )
    modules_source: SourceId
    as_of: int | None = Field(
        None, ge=1990, le=2100, description="year the module list describes; absent = undated"
    )
    closed: Fact | None = Field(None, description="how we know that it takes no students any more")
    official: OfficialKeys | None = None
    entry: tuple[EntryCondition, ...] = ()
    answered: tuple[Id, ...] = Field(
        (), description="general questions that the facts answer: cost, studio, placement, accreditation"
    )
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
    low_is: Text | None = Field(None, description="e.g. '10th percentile'")
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


class Route(Record):
    """A way into the role outside both degrees."""

    text: Text
    source: SourceId
    program: ProgramId | None = None


class Role(Record):
    """A job."""

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()
    work: Text = Field(description="what one does there")
    suits: Text = Field(description="who it suits")
    wants: dict[InterestId, Weight] = Field(description="interest = 1 some, 2 much, 3 central")
    must: TopicGroups = Field(
        description="without these a program is no way in: a topic, or topics of which one is enough"
    )
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
