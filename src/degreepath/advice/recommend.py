"""From an answer sheet to a recommendation: everything that a screen, the report and the JSON are made from; no wording."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import fsum

from degreepath.advice import reasons
from degreepath.advice.answers import AnswerSheet, require_known
from degreepath.advice.doors import Door, DoorState, open_door
from degreepath.advice.interests import dot
from degreepath.advice.next_question import NextQuestion, next_question
from degreepath.advice.reasons import InterestShare, RoleShare
from degreepath.advice.scoring import (
    CAREER_WEIGHT,
    TIE_DIGITS,
    Scored,
    direction,
    ranked,
    score_sheet,
    shares_first,
)
from degreepath.advice.verdict import ZERO, Flip, judge, smallest_flip
from degreepath.knowledge.fields import is_old
from degreepath.knowledge.find import is_postgraduate
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.model import EntryKind, Program

TOP_ROLES = 3
ROLES_FOR_COURSES = 2
NEXT_ROLES = 5
MUCH = 2
ENOUGH_LIKED = 2
"""Of the interests that a role wants most, so many must not be disliked."""
AXES = ("creative_technical", "design_operate")
MOST_COURSES = 3
ENTRY_INTEREST = {EntryKind.MATHS: "science", EntryKind.SCIENCE: "science", EntryKind.AUDITION: "performing"}
"""Which interest an entry condition asks for: one the student dislikes is told beside the course."""


class Fit(StrEnum):
    """How well a role fits, in words; scaled to what separates: the best fits of most students are good or strong."""

    STRONG = "strong"
    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"


LOWEST_FIT = {Fit.STRONG: 0.65, Fit.GOOD: 0.40, Fit.FAIR: 0.20}
"""The lowest role score of each word, set where the first, second and third roles of the stories part (docs/method.md)."""


@dataclass(frozen=True)
class RoleScore:
    """A role with its score, shown as fit 0 to 100 and in words, and its door in each general degree."""

    id: str
    name: str
    score: float
    fit: float
    fits: Fit
    door: dict[str, DoorState]


@dataclass(frozen=True)
class ProgramScore:
    """A general degree's score and its two ledgers; study and career values sum to `score`."""

    id: str
    score: float
    study: tuple[InterestShare, ...]
    career: tuple[RoleShare, ...]


@dataclass(frozen=True)
class OutsideRoute:
    """A way into one of the student's roles outside both degrees."""

    role: str
    text: str
    source: str
    program: str | None


@dataclass(frozen=True)
class CourseChoice:
    """A course to read, with its doors to the student's roles and the entry conditions that meet a dislike."""

    program: str
    doors: tuple[Door, ...]
    disliked_entry: tuple[EntryKind, ...]


@dataclass(frozen=True)
class Courses:
    """The courses to read, those that may lead to the student's roles (ask first), and those left out, by reason.

    The reasons: country, closed, no modules, after a first degree, old, no door.
    """

    country: str | None
    choices: tuple[CourseChoice, ...]
    ask_first: tuple[CourseChoice, ...]
    left_out: dict[str, list[str]]


class Recommendation:
    """The result of one answer sheet against one knowledge base. What costs more is worked out when it is first read.

    `likes` are the interests that the student says are liked, the strongest first; `axes` the place between creative (-1) and
    technical (+1), and between operating and designing. `goal_neighbour` is a role like the goal that fits far better. `top`
    are the roles to show, the goal first and none that the student's own marks rule out; `doors` the general degrees' doors to
    them, role by role. `difference` is every part of the difference between the two degrees. `outside_first`: what the student
    likes most is taught by neither degree, or none leads to the goal.
    """

    def __init__(self, scored: Scored) -> None:
        self.scored, self.knowledge, self.sheet = scored, scored.knowledge, scored.sheet
        self.verdict = verdict = judge(scored)
        goal, model, suiting = scored.sheet.goal, scored.model, suiting_roles(scored)
        program, role = scored.knowledge.program, scored.knowledge.role
        self.interests = scored.liking
        self.likes = reasons.liked_interests(scored)
        self.goal_dislikes = reasons.disliked_interests(scored, role[goal].wants, MUCH) if goal else ()
        self.degree_dislikes = reasons.disliked_interests(scored, program[verdict.leader].teaches)
        self.goal_neighbour = reasons.closer_role(scored, goal, suiting)
        self.axes = {axis: _place(scored, axis) for axis in AXES}
        self.role = rank_roles(scored)
        self.top, self.next_roles = suiting[:TOP_ROLES], suiting[TOP_ROLES : TOP_ROLES + NEXT_ROLES]
        places, both = map(model.roles.index, self.top), model.archetype_doors.values()
        self.doors = tuple(doors[r] for r in places for doors in both)
        self.difference = reasons.contrast(scored, verdict.leader, verdict.rival)
        told = list(reasons.reasons(scored, verdict.leader, verdict.rival, self.difference, self.top))
        self.reasons_for = tuple(reason for reason in told if reason.value > 0)[: reasons.STRONGEST]
        self.reasons_against = tuple(reason for reason in told if reason.value < 0)[: reasons.STRONGEST]
        self.outside_first = bool(verdict.studies) or bool(goal and not verdict.leads_to_goal)
        enough = {door.role for door in self.doors if door.state is DoorState.YES and door.role != goal}
        ways = ((name, route) for name in self.top if name not in enough for route in role[name].routes)
        self.outside = tuple(OutsideRoute(name, way.text, way.source, way.program) for name, way in ways)

    @property
    def rest(self) -> float:
        """What all parts of the difference that are not told as reasons add up to."""
        told = fsum(reason.value for reason in self.reasons_for + self.reasons_against)
        return fsum(part.value for part in self.difference) - told

    @property
    def split(self) -> dict[str, list[str]] | None:
        """The top roles that only one of the two general degrees leads to, where each degree has some."""
        leader, rival = self.verdict.leader, self.verdict.rival
        pairs = {"leader": (leader, rival), "rival": (rival, leader)}
        leads = {name: {p: state.leads for p, state in self.role[name].door.items()} for name in self.top}
        only = {
            side: [name for name, to in leads.items() if to[one] and not to[other]]
            for side, (one, other) in pairs.items()
        }
        return only if all(only.values()) else None

    @cached_property
    def programs(self) -> tuple[ProgramScore, ...]:
        """The general degrees with their two ledgers, best first; ties in file order."""
        scored, found = self.scored, []
        for p, taught in scored.model.program_directions.items():
            study, career = reasons.by_interest(scored, taught), reasons.by_role(scored, p)
            found.append(ProgramScore(scored.model.programs[p], scored.program_score(p), study, career))
        return tuple(sorted(found, key=lambda program: -round(program.score, TIE_DIGITS)))

    @property
    def role_ledgers(self) -> dict[str, tuple[InterestShare, ...]]:
        """The parts of each role's score."""
        model = self.scored.model
        pairs = zip(model.roles, model.role_directions, strict=True)
        return {role: reasons.by_interest(self.scored, direction) for role, direction in pairs}

    @property
    def first_shares(self) -> dict[str, float]:
        """The share of 256 possible students with these answers for whom each role is first."""
        return dict(zip(self.scored.model.roles, shares_first(self.scored), strict=True))

    @cached_property
    def flip(self) -> Flip | None:
        """The smallest change of answers that turns the result; none where the two are equal or a goal names the degree."""
        verdict = self.verdict
        decided = verdict.margin <= ZERO or verdict.for_goal
        return None if decided else smallest_flip(self.scored, verdict.leader, verdict.rival)

    @cached_property
    def ahead(self) -> NextQuestion:
        """What the questions left out could still change."""
        return next_question(self.knowledge, self.sheet)

    @cached_property
    def courses(self) -> Courses:
        """The courses to read: they have to lead to the goal, or without one to the two best roles."""
        roles = (self.sheet.goal,) if self.sheet.goal else self.top[:ROLES_FOR_COURSES]
        return choose_courses(self.scored, roles, self.verdict.program)


def recommend(knowledge: Knowledge, sheet: AnswerSheet) -> Recommendation:
    """Score `sheet` against `knowledge`. Raises AnswersError if the sheet names what the knowledge base does not have."""
    require_known(sheet, knowledge)
    return Recommendation(score_sheet(knowledge, sheet))


def _place(scored: Scored, axis: str) -> float:
    """Return the student's place on an axis: interests weighted by it, centred so that the answering level drops out."""
    loadings = [getattr(interest, axis) for interest in scored.knowledge.interests]
    mean = fsum(loadings) / len(loadings)
    centred = [loading - mean for loading in loadings]
    return dot(centred, scored.estimate.value) / fsum(map(abs, centred))


def top_roles(scored: Scored) -> tuple[str, ...]:
    """Return at most three roles to show: the first of `suiting_roles`."""
    return suiting_roles(scored)[:TOP_ROLES]


def suiting_roles(scored: Scored) -> tuple[str, ...]:
    """Return the roles that can be shown: the goal first, then the best fits of which the student likes something.

    A role is passed over if the student marked one of its main interests least exciting or would rather not do it, or if it
    fits weakly: it would be there only because all others fit worse.
    """
    goal, marks = scored.sheet.goal, scored.sheet.marks
    found = [goal] if goal else []
    for r in ranked(scored.scores):
        role = scored.knowledge.roles[r]
        main = [d for d, weight in role.wants.items() if weight == max(role.wants.values())]
        liked = sum(scored.liking[d] > ZERO and marks.get(d, 0) >= 0 for d in main)
        suits = scored.scores[r] >= LOWEST_FIT[Fit.FAIR] and liked >= min(len(main), ENOUGH_LIKED)
        found += [role.id] if suits and role.id != goal else []
    return tuple(found)


def rank_roles(scored: Scored) -> dict[str, RoleScore]:
    """Return every role by id, best fit first; ties in file order."""
    model, found = scored.model, {}
    for r in ranked(scored.scores):
        role, score = scored.knowledge.roles[r], scored.scores[r]
        fits = next((fit for fit, lowest in LOWEST_FIT.items() if score >= lowest), Fit.WEAK)
        doors = {model.programs[p]: doors[r].state for p, doors in model.archetype_doors.items()}
        found[role.id] = RoleScore(role.id, role.name, score, model.shown_fit(score), fits, doors)
    return found


def choose_courses(scored: Scored, roles: tuple[str, ...], degree: str | None) -> Courses:
    """Return at most three courses with a door to the first of `roles` that count (the goal, or the two best).

    A course is worth what its study and its doors are worth to this student, whatever other courses there are; those of the
    recommended `degree` come first, those taught in another language than English last. A course that closes the first role,
    an old list, a closed course, a page without modules and a master's are never offered.
    """
    left_out: dict[str, list[str]] = {}
    found: list[tuple[bool, bool, float, CourseChoice]] = []
    for course in scored.knowledge.courses:
        reason = _left_out(scored, course)
        doors = [open_door(course, scored.knowledge.role[role]) for role in roles if not reason]
        if reason or not doors or doors[0].state is DoorState.NO:
            left_out.setdefault(reason or "no door", []).append(course.id)
            continue
        study = dot(direction(course.teaches, scored.model.interests), scored.estimate.value)
        value = study + CAREER_WEIGHT * fsum(door.value for door in doors if door.state.leads) / len(doors)
        other, foreign = course.archetype != degree, bool(course.taught_in)
        found.append((foreign, other, -round(value, TIE_DIGITS), _choice(scored, course, doors)))
    best = [choice for *_, choice in sorted(found, key=lambda one: one[:3])]
    leading = tuple(choice for choice in best if any(door.state.leads for door in choice.doors))
    asking = tuple(choice for choice in best if choice not in leading)
    return Courses(scored.sheet.country, leading[:MOST_COURSES], asking[:MOST_COURSES], left_out)


def _left_out(scored: Scored, course: Program) -> str | None:
    country = scored.sheet.country
    if country and (course.country or "").casefold() != country.casefold():
        return "country"
    if course.closed:
        return "closed"
    if not course.modules:
        return "no modules"
    if is_postgraduate(course.award):
        return "after a first degree"
    return "old" if is_old(course.as_of, scored.knowledge.year) else None


def _choice(scored: Scored, course: Program, doors: list[Door]) -> CourseChoice:
    asked = {
        kind: ENTRY_INTEREST[kind] for condition in course.entry if (kind := condition.kind) in ENTRY_INTEREST
    }
    marks, liking = scored.sheet.marks, scored.liking
    disliked = (
        kind for kind, d in asked.items() if liking.get(d, 0) < reasons.DISLIKED or marks.get(d, 0) < 0
    )
    return CourseChoice(
        program=course.id,
        doors=tuple(doors),
        disliked_entry=tuple(disliked),
    )
