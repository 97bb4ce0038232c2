"""From an answer sheet to a recommendation: everything that a screen, the report and the JSON are made from. Frozen, no wording."""

from enum import StrEnum
from functools import cached_property
from math import fsum

from pydantic import Field

from degreepath.advice.answers import AnswerSheet, require_known
from degreepath.advice.doors import Door, DoorState
from degreepath.advice.flip import Flip, smallest_flip
from degreepath.advice.interests import Vector
from degreepath.advice.next_question import NextQuestion, next_question
from degreepath.advice.reasons import (
    STRONGEST,
    InterestShare,
    Part,
    Reason,
    RoleShare,
    agrees_with_marks,
    by_interest,
    by_role,
    closer_role,
    contrast,
    disliked_interests,
    liked_interests,
    reasons,
)
from degreepath.advice.scoring import Scored, dot, ranked, role_scores, score_sheet
from degreepath.advice.uncertainty import Courses, choose_courses, possible_students, shares_first
from degreepath.advice.verdict import ZERO, Verdict, judge
from degreepath.knowledge.fields import Record
from degreepath.knowledge.knowledge import Knowledge

TOP_ROLES = 3
ROLES_FOR_COURSES = 2
NEXT_ROLES = 5
MUCH = 2
ENOUGH_LIKED = 2
"""Of the interests that a role wants most, so many must not be disliked."""


class Fit(StrEnum):
    """How well a role fits, in words; scaled to what separates: the best fits of most students are good or strong."""

    STRONG = "strong"
    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"


LOWEST_FIT = {Fit.STRONG: 0.65, Fit.GOOD: 0.40, Fit.FAIR: 0.20}
"""The lowest role score of each word, set where the first, second and third roles of the stories part (docs/method.md)."""


class RoleScore(Record):
    """A role with its score, shown as fit 0 to 100 and in words, its ledger, and its door in each general degree."""

    id: str
    name: str
    score: float
    fit: float
    fits: Fit
    first: float = Field(
        description="the share of 256 possible students with these answers for whom it is first"
    )
    interests: tuple[InterestShare, ...]
    door: dict[str, DoorState]


class ProgramScore(Record):
    """A general degree's score and its two ledgers; study and career values sum to `score`."""

    id: str
    score: float
    study: tuple[InterestShare, ...]
    career: tuple[RoleShare, ...]


class AxisPosition(Record):
    """Where the student stands between two poles: -1 … +1."""

    creative_technical: float
    design_operate: float


class Split(Record):
    """The top roles that only one of the two general degrees leads to, where each degree has some."""

    leader: tuple[str, ...]
    rival: tuple[str, ...]


class OutsideRoute(Record):
    """A way into one of the student's roles outside both degrees."""

    role: str
    text: str
    source: str
    program: str | None


class Recommendation(Record):
    """The result of one answer sheet against one knowledge base.

    `top` are the roles to show, the goal first and none that the student's own marks rule out. Shares of answers, sums and
    the chances of a change are worked out when they are read: the first page needs none of them.
    """

    knowledge_version: str
    knowledge_hash: str
    sheet: AnswerSheet
    asked: int
    verdict: Verdict
    interests: dict[str, float]
    likes: tuple[str, ...] = Field(
        description="the interests that the student says are liked, strongest first"
    )
    goal_dislikes: tuple[str, ...] = Field(description="what the goal wants much and the student dislikes")
    goal_neighbour: str | None = Field(description="a role like the goal that fits the answers far better")
    degree_dislikes: tuple[str, ...] = Field(description="what the leader teaches and the student dislikes")
    axes: AxisPosition
    top: tuple[str, ...]
    next_roles: tuple[str, ...] = Field(description="the roles that suit the student after those of `top`")
    roles: tuple[RoleScore, ...]
    programs: tuple[ProgramScore, ...]
    doors: tuple[Door, ...] = Field(description="the general degrees' doors to the top roles, role by role")
    split: Split | None
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    difference: tuple[Part, ...] = Field(description="every part of the difference between the two degrees")
    flip: Flip | None
    ahead: NextQuestion
    courses: Courses
    outside_first: bool = Field(description="what the student likes most is taught by neither degree")
    outside: tuple[OutsideRoute, ...]

    @property
    def rest(self) -> float:
        """What all parts of the difference that are not told as reasons add up to."""
        told = fsum(reason.value for reason in self.reasons_for + self.reasons_against)
        return fsum(part.value for part in self.difference) - told

    @cached_property
    def role(self) -> dict[str, RoleScore]:
        """Roles by id."""
        return {role.id: role for role in self.roles}


def recommend(knowledge: Knowledge, sheet: AnswerSheet) -> Recommendation:
    """Score `sheet` against `knowledge`. Raises AnswersError if the sheet names what the knowledge base does not have."""
    require_known(sheet, knowledge)
    scored = score_sheet(knowledge, sheet)
    verdict = judge(scored)
    suiting = suiting_roles(scored)
    top = suiting[:TOP_ROLES]
    parts = contrast(scored, verdict.leader, verdict.rival)
    found = reasons(scored, verdict.leader, verdict.rival, parts)
    told = [reason for reason in found if agrees_with_marks(reason, sheet.marks, top)]
    return Recommendation(
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        sheet=sheet,
        asked=len(sheet.answers),
        verdict=verdict,
        interests=dict(zip(scored.estimate.ids, scored.estimate.value, strict=True)),
        likes=liked_interests(scored),
        goal_dislikes=disliked_interests(
            scored, knowledge.role[sheet.goal].wants if sheet.goal else {}, MUCH
        ),
        goal_neighbour=closer_role(scored, sheet.goal, suiting),
        degree_dislikes=disliked_interests(scored, knowledge.program[verdict.leader].teaches),
        axes=axis_position(scored),
        top=top,
        next_roles=suiting[TOP_ROLES : TOP_ROLES + NEXT_ROLES],
        roles=rank_roles(scored),
        programs=rank_programs(scored),
        doors=tuple(
            scored.model.archetype_doors[p][scored.model.roles.index(role)]
            for role in top
            for p in scored.model.archetypes
        ),
        split=_split(scored, verdict, top),
        reasons_for=tuple(reason for reason in told if reason.value > 0)[:STRONGEST],
        reasons_against=tuple(reason for reason in told if reason.value < 0)[:STRONGEST],
        difference=parts,
        flip=smallest_flip(scored, verdict.leader, verdict.rival) if _answers_decide(verdict) else None,
        ahead=next_question(knowledge, sheet),
        courses=choose_courses(scored, roles_for_courses(sheet, top), verdict.program),
        outside_first=bool(verdict.studies) or bool(sheet.goal and not verdict.leads_to_goal),
        outside=tuple(_outside(scored, top)),
    )


def _answers_decide(verdict: Verdict) -> bool:
    """Tell whether other answers could put the rival first: not where the two are equal, nor where a goal names the degree."""
    return verdict.margin > ZERO and not verdict.for_goal


def top_roles(scored: Scored) -> tuple[str, ...]:
    """Return at most three roles to show: the first of `suiting_roles`."""
    return suiting_roles(scored)[:TOP_ROLES]


def suiting_roles(scored: Scored) -> tuple[str, ...]:
    """Return the roles that can be shown: the goal first, then the best fits of which the student likes something.

    A role is passed over if the student marked one of its main interests least exciting or would rather not do it, or if it
    fits weakly: it would be there only because all others fit worse.
    """
    liking = dict(zip(scored.estimate.ids, scored.estimate.value, strict=True))
    marks = scored.sheet.marks
    found = [scored.sheet.goal] if scored.sheet.goal else []
    for r in ranked(scored.scores):
        wants = scored.knowledge.roles[r].wants
        main = [d for d, weight in wants.items() if weight == max(wants.values())]
        suits = sum(liking[d] > ZERO and marks.get(d, 0) >= 0 for d in main) >= min(len(main), ENOUGH_LIKED)
        if scored.model.roles[r] not in found and scored.scores[r] >= LOWEST_FIT[Fit.FAIR] and suits:
            found.append(scored.model.roles[r])
    return tuple(found)


def roles_for_courses(sheet: AnswerSheet, top: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles that courses have to lead to: the goal, or without one the two best."""
    return (sheet.goal,) if sheet.goal else top[:ROLES_FOR_COURSES]


def rank_roles(scored: Scored) -> tuple[RoleScore, ...]:
    """Return every role with its ledger, best fit first; ties in file order."""
    model, scores = scored.model, scored.scores
    students = possible_students(scored.estimate, scored.noise)
    firsts = shares_first([role_scores(model, interests) for interests in students])
    return tuple(
        RoleScore(
            id=model.roles[r],
            name=scored.knowledge.roles[r].name,
            score=scores[r],
            fit=model.shown_fit(scores[r]),
            fits=next((fit for fit, lowest in LOWEST_FIT.items() if scores[r] >= lowest), Fit.WEAK),
            first=firsts.get(r, 0.0),
            interests=by_interest(scored, model.role_directions[r]),
            door={model.programs[p]: doors[r].state for p, doors in model.archetype_doors.items()},
        )
        for r in ranked(scores)
    )


def rank_programs(scored: Scored) -> tuple[ProgramScore, ...]:
    """Return the general degrees with their two ledgers, best first; ties in file order."""
    model = scored.model
    scores = {p: scored.program_score(p) for p in model.archetypes}
    return tuple(
        ProgramScore(
            id=model.programs[p],
            score=scores[p],
            study=by_interest(scored, model.program_directions[p]),
            career=by_role(scored, p),
        )
        for p in sorted(scores, key=lambda p: (-scores[p], p))
    )


def axis_position(scored: Scored) -> AxisPosition:
    """Return the student's place on both axes: interests weighted by the axis, centred so that the answering level drops out."""

    def place(loadings: Vector) -> float:
        mean = fsum(loadings) / len(loadings)
        centred = tuple(loading - mean for loading in loadings)
        return dot(centred, scored.estimate.value) / fsum(map(abs, centred))

    return AxisPosition(
        creative_technical=place(tuple(i.creative_technical for i in scored.knowledge.interests)),
        design_operate=place(tuple(i.design_operate for i in scored.knowledge.interests)),
    )


def _split(scored: Scored, verdict: Verdict, top: tuple[str, ...]) -> Split | None:
    model = scored.model
    ahead, behind = (model.programs.index(p) for p in (verdict.leader, verdict.rival))
    only = [
        tuple(role for role in top if model.leads(one, role) and not model.leads(other, role))
        for one, other in ((ahead, behind), (behind, ahead))
    ]
    return Split(leader=only[0], rival=only[1]) if all(only) else None


def _outside(scored: Scored, top: tuple[str, ...]) -> list[OutsideRoute]:
    """Return the ways outside both degrees into the goal, and into those top roles for which neither degree is enough as it is."""
    at = scored.model.roles.index
    opened = scored.model.archetype_doors.values()
    return [
        OutsideRoute(role=role, text=route.text, source=route.source, program=route.program)
        for role in top
        if role == scored.sheet.goal or all(doors[at(role)].state is not DoorState.YES for doors in opened)
        for route in scored.knowledge.role[role].routes
    ]
