"""From an answer sheet to a recommendation: everything that a screen, the report and the JSON are made from; no wording."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum

from degreepath.advice import reasons
from degreepath.advice.answers import AnswerSheet, require_known
from degreepath.advice.courses import CourseChoice, Courses, choose_courses
from degreepath.advice.doors import Door, Doors, doors_between
from degreepath.advice.flip import Flip, smallest_flip
from degreepath.advice.interests import place
from degreepath.advice.next_question import NextQuestion, next_question
from degreepath.advice.reasons import MUCH, InterestShare, RoleShare
from degreepath.advice.scoring import (
    TIE_DIGITS,
    RoleScore,
    Scored,
    rank_roles,
    score_sheet,
    shares_first,
    suiting_roles,
    top_roles,
)
from degreepath.advice.verdict import NO_ROLES, ZERO, Verdict, judge
from degreepath.knowledge import Knowledge

ROLES_FOR_COURSES = 2
NEXT_ROLES = 5
AXES = ("creative_technical", "design_operate")


@dataclass(frozen=True)
class ProgramScore:
    """A general degree's score and its two ledgers; study and career values sum to `score`."""

    id: str
    score: float
    study: tuple[InterestShare, ...]
    career: tuple[RoleShare, ...]


@dataclass(frozen=True)
class OutsideRoute:
    """A way into one of the student's roles outside both degrees, and what it takes much of that the student dislikes."""

    role: str
    text: str
    source: str
    program: str | None
    disliked: tuple[str, ...]


@dataclass(frozen=True)
class Recommendation:
    """The result of one answer sheet against one knowledge base. Each part is worked out when it is first read, and kept."""

    scored: Scored

    @property
    def knowledge(self) -> Knowledge:
        """What the sheet was held against."""
        return self.scored.knowledge

    @property
    def sheet(self) -> AnswerSheet:
        """The answers."""
        return self.scored.sheet

    @cached_property
    def verdict(self) -> Verdict:
        """The degree and how sure it is, or why none is named."""
        return judge(self.scored)

    @property
    def interests(self) -> dict[str, float]:
        """The student's interests by id, -1 to 1."""
        return self.scored.liking

    @cached_property
    def likes(self) -> tuple[str, ...]:
        """The interests that the student says are liked, the strongest first."""
        return reasons.liked_interests(self.scored)

    @cached_property
    def goal_dislikes(self) -> tuple[str, ...]:
        """What the goal asks much of and the student dislikes."""
        goal = self.sheet.goal
        return reasons.disliked_interests(self.scored, self.knowledge.role[goal].wants, MUCH) if goal else ()

    @cached_property
    def degree_dislikes(self) -> tuple[str, ...]:
        """What the degree teaches and the student dislikes."""
        return reasons.disliked_interests(self.scored, self.knowledge.program[self.verdict.leader].teaches)

    @cached_property
    def goal_neighbour(self) -> str | None:
        """A role like the goal that fits far better."""
        return reasons.closer_role(self.scored, self.sheet.goal, self._suiting)

    @cached_property
    def apart(self) -> tuple[reasons.AnswerShare, ...]:
        """The two answers on one interest that differ most, where answers differ so much that the result is only a hint."""
        return reasons.farthest_apart(self.scored) if self.verdict.careless else ()

    @cached_property
    def axes(self) -> dict[str, float]:
        """The place between creative (-1) and technical (+1), and between operating and designing."""
        interests = self.knowledge.interests
        return {axis: place(self.scored.estimate, [getattr(one, axis) for one in interests]) for axis in AXES}

    @cached_property
    def role(self) -> dict[str, RoleScore]:
        """Every role by id, best fit first."""
        return rank_roles(self.scored)

    @cached_property
    def _suiting(self) -> tuple[str, ...]:
        return suiting_roles(self.scored)

    @cached_property
    def top(self) -> tuple[str, ...]:
        """The roles to show, at most three: the goal first, and none that the student's own marks rule out."""
        return top_roles(self.scored)

    @property
    def named(self) -> tuple[str, ...]:
        """The roles that are told: `top`, unless the answers say too little for that, or point outside both degrees."""
        enough = self.sheet.goal or self.verdict.why_unclear not in NO_ROLES
        return self.top if enough and not self.verdict.studies else ()

    @property
    def next_roles(self) -> tuple[str, ...]:
        """The best of the other roles that suit."""
        return tuple(role for role in self._suiting if role not in self.top)[:NEXT_ROLES]

    @cached_property
    def doors(self) -> tuple[Door, ...]:
        """The general degrees' doors to the roles shown, role by role."""
        places, both = (
            map(self.scored.model.roles.index, self.top),
            self.scored.model.archetype_doors.values(),
        )
        return tuple(doors[r] for r in places for doors in both)

    @cached_property
    def course_doors(self) -> Doors:
        """The doors of all real courses to the roles shown."""
        return doors_between(self.knowledge.courses, (self.knowledge.role[role] for role in self.top))

    @cached_property
    def difference(self) -> tuple[reasons.Part, ...]:
        """Every part of the difference between the two degrees, the strongest first."""
        return reasons.contrast(self.scored, self.verdict.leader, self.verdict.rival)

    @property
    def study_margin(self) -> float:
        """How much more the student likes what the leader teaches than what the rival does, in points."""
        return fsum(part.value for part in self.difference if isinstance(part, InterestShare))

    @cached_property
    def _reasons(self) -> tuple[reasons.Reason, ...]:
        verdict = self.verdict
        return tuple(reasons.reasons(self.scored, verdict.leader, verdict.rival, self.difference, self.top))

    @property
    def reasons_for(self) -> tuple[reasons.Reason, ...]:
        """What speaks most for the leader."""
        return tuple(reason for reason in self._reasons if reason.value > 0)[: reasons.STRONGEST]

    @property
    def reasons_against(self) -> tuple[reasons.Reason, ...]:
        """What speaks most against it."""
        return tuple(reason for reason in self._reasons if reason.value < 0)[: reasons.STRONGEST]

    @property
    def outside_first(self) -> bool:
        """Whether what the student likes most is taught by neither degree, or none leads to the goal."""
        return bool(self.verdict.studies) or bool(self.sheet.goal and not self.verdict.leads_to_goal)

    @cached_property
    def outside(self) -> tuple[OutsideRoute, ...]:
        """The ways outside both degrees into the roles shown."""
        found = []
        for role in self.top:
            for way in self.knowledge.role[role].routes:
                program = self.knowledge.program.get(way.program or "")
                asks = {**(program.teaches if program else {}), **dict.fromkeys(way.asks, MUCH)}
                disliked = reasons.disliked_interests(self.scored, asks, MUCH)
                found.append(OutsideRoute(role, way.text, way.source, way.program, disliked))
        return tuple(found)

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
    def turned(self) -> Verdict | None:
        """What would be said if the changes of `flip` were made."""
        sheet = self.sheet
        for one in self.flip.changes if self.flip else ():
            sheet = sheet.answering(one.question, one.after)
        return judge(score_sheet(self.knowledge, sheet)) if self.flip else None

    @cached_property
    def ahead(self) -> NextQuestion:
        """What the questions left out could still change."""
        return next_question(self.knowledge, self.sheet)

    @cached_property
    def courses(self) -> Courses:
        """The courses to read: they have to lead to the goal, or without one to the two best roles."""
        roles = (self.sheet.goal,) if self.sheet.goal else self.top[:ROLES_FOR_COURSES]
        return choose_courses(self.scored, roles, self.verdict.program)

    @cached_property
    def elsewhere(self) -> tuple[CourseChoice, ...]:
        """The courses to read in other countries, where none is known in the one that was asked for."""
        if not self.sheet.country or self.courses.choices:
            return ()
        return Recommendation(replace(self.scored, sheet=self.sheet.studying_in(None))).courses.choices


def recommend(knowledge: Knowledge, sheet: AnswerSheet) -> Recommendation:
    """Score `sheet` against `knowledge`. Raises AnswersError if the sheet names what the knowledge base does not have."""
    require_known(sheet, knowledge)
    return Recommendation(score_sheet(knowledge, sheet))
