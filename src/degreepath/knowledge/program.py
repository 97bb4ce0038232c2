"""Programs: the two general degrees (archetypes) and the real courses of institutions, with their modules."""

from enum import StrEnum

from pydantic import Field

from degreepath.knowledge.record import Fact, Id, Record, Text
from degreepath.knowledge.vocabulary import InterestWeight


class ProgramKind(StrEnum):
    """An archetype is a general degree; a course is one institution's real offering."""

    ARCHETYPE = "archetype"
    COURSE = "course"


class ModuleStatus(StrEnum):
    """How surely a student of the program is taught the module, and how deeply."""

    CORE = "core"
    ELECTIVE = "elective"
    INTRO = "intro"


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
    topics: tuple[Id, ...] = ()
    code: Text | None = None
    credits: Text | None = None
    source: Id | None = Field(
        None, description="where the module is named, if not in the program's own module list"
    )


class CreditPart(Record):
    """One line of a program's credit breakdown."""

    part: Text
    credits: int = Field(ge=0)


class EntryCondition(Record):
    """One thing an applicant must have or show."""

    kind: EntryKind
    text: Text
    source: Id


class Program(Record):
    """A degree or diploma a student can study."""

    id: Id
    name: Text
    kind: ProgramKind
    archetype: Id | None = Field(
        None, description="for a course: the archetype its title and content are nearest to"
    )
    aliases: tuple[Text, ...] = ()
    about: Text
    institution: Text | None = None
    country: Text | None = None
    award: Text = Field(description="as the institution prints it, e.g. BA, BSc (Hons), BMus")
    award_note: Fact | None = None
    credits: Text | None = None
    structure: tuple[CreditPart, ...] = ()
    study: tuple[Fact, ...] = Field((), description="what you study, in a sentence each")
    software: tuple[Fact, ...] = ()
    humanities: Fact | None = None
    science: Fact | None = None
    teaches: dict[Id, InterestWeight] = Field(description="interest = 1 some, 2 much, 3 central")
    modules: tuple[Module, ...] = ()
    modules_complete: bool = Field(
        description="true only if the list is known to be whole: only then can a door be closed"
    )
    elective_slots: int | None = Field(
        None, ge=0, description="how many electives one student can take; absent = not published"
    )
    modules_source: Id
    as_of: int | None = Field(
        None, ge=1990, le=2100, description="year the module list describes; absent = undated"
    )
    closed: Fact | None = Field(
        None, description="how we know that it takes no students any more; absent = not known to be closed"
    )
    entry: tuple[EntryCondition, ...] = ()
    facts: tuple[Fact, ...] = ()
    claims: tuple[Fact, ...] = Field((), description="what an interested party says; shown as a claim")
    checks: tuple[Text, ...] = Field((), description="what to check before applying")
