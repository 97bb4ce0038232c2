"""The recommendation: everything that the screen, the report and the JSON are rendered from. Frozen, no wording."""

from pydantic import ConfigDict, Field

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.band import Band, Unclear
from degreepath.advice.coverage import Viability
from degreepath.knowledge.program import ProgramKind
from degreepath.knowledge.record import Record

FEWEST_CASES = 2
"""The fewest of 100 cases that a chance of a change is told as: the method is not exact enough to promise less."""
TOP_ROLES = 3
"""How many roles are told whole: with what they need, what leads there and what to ask."""


class AnswerShare(Record):
    """What one answer adds to a score. `question` is None for a mark of the opener (`answer` 1 most, -1 least)."""

    interest: str
    question: str | None
    answer: int
    value: float


class InterestShare(Record):
    """What one interest adds to a score, and the answers that make it up: their values sum to `value`."""

    interest: str
    value: float
    answers: tuple[AnswerShare, ...]


class RoleShare(Record):
    """What one role adds to a program's score."""

    role: str
    value: float


class ProgramScore(Record):
    """A program's score and its two ledgers; study and career values sum to `score`."""

    id: str
    kind: ProgramKind
    score: float
    study: tuple[InterestShare, ...]
    career: tuple[RoleShare, ...]


class RoleScore(Record):
    """A role's score, shown as fit 0 to 100, its ledger, and the viability of each program."""

    id: str
    name: str
    score: float
    fit: float
    first: float = Field(
        description="the share of 256 possible students with these answers for whom this role is first"
    )
    interests: tuple[InterestShare, ...]
    viability: dict[str, Viability]


class Reason(Record):
    """One part of the difference between the two leading degrees: an interest (study) or a role (career)."""

    interest: str | None = None
    role: str | None = None
    value: float = Field(description="> 0 speaks for the leader, < 0 for its rival")
    answers: tuple[AnswerShare, ...]


class AxisPosition(Record):
    """Where the student stands between two poles: -1 … +1."""

    creative_technical: float
    design_operate: float


class Check(Record):
    """Something to look at before applying: why one program may or may not lead to one of the student's roles."""

    program: str
    role: str
    viability: Viability
    electives: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    introduced: tuple[str, ...]


class AnswerChange(Record):
    """One answer changed."""

    model_config = ConfigDict(populate_by_name=True)

    question: str
    before: int = Field(alias="from")
    after: int = Field(alias="to")


class Flip(Record):
    """The smallest change of answers that puts `program` first; `steps` on the five-point scale in all."""

    program: str
    changes: tuple[AnswerChange, ...]
    steps: int


class OpenQuestion(Record):
    """The unanswered question most likely to change the result, and the chances that the rest of the quiz changes it."""

    question: str
    program_change: float
    role_change: float


class Verdict(Record):
    """The degree, or why none is named. `leader` and `rival` are the two degrees compared, whatever the band."""

    program: str | None
    band: Band
    confidence: float
    why_unclear: Unclear | None
    leader: str
    rival: str
    margin: float
    careless: bool
    noise: float
    discarded: bool = Field(
        description="the answers to questions count as none: the same number was given to all"
    )
    dead_end: bool = Field(
        description="only because it cannot lead to the role that fits best is the leader not named; never where a goal is declared"
    )
    closed_to_goal: tuple[str, ...] = Field(description="the degrees that cannot lead to the declared goal")


class CourseChoice(Record):
    """A course of the shortlist; `share` of 256 possible students with these answers have it as their best."""

    program: str
    share: float


class LeftOut(Record):
    """A course that is not considered, and why: country, closed, no modules, old, goal."""

    program: str
    reason: str


class Shortlist(Record):
    """The smallest set of courses that holds the best one with 90 % confidence; `held` is the confidence reached."""

    courses: tuple[CourseChoice, ...]
    held: float
    left_out: tuple[LeftOut, ...]


class OutsideRoute(Record):
    """A way into one of the top roles outside both degrees."""

    role: str
    text: str
    source: str
    program: str | None


class Recommendation(Record):
    """The result of one answer sheet against one knowledge base."""

    knowledge_version: str
    knowledge_hash: str
    sheet: AnswerSheet
    asked: int
    verdict: Verdict
    interests: dict[str, float]
    axes: AxisPosition
    programs: tuple[ProgramScore, ...]
    roles: tuple[RoleScore, ...]
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    rest: float = Field(description="what all other parts of the difference add up to")
    flip: Flip | None
    open_question: OpenQuestion | None
    to_check: tuple[Check, ...]
    shortlist: Shortlist
    outside: tuple[OutsideRoute, ...]
