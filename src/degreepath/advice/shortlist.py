"""The shortlist of real courses: the smallest set that holds the best course with 90 % confidence. docs/method.md section 6.

Among near-identical courses a single winner means nothing, so none is named.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from degreepath.advice.fit import Vector, dot
from degreepath.advice.points import shares_first
from degreepath.advice.programs import CAREER_WEIGHT, role_attention
from degreepath.advice.recommendation import CourseChoice, LeftOut, Shortlist
from degreepath.advice.scored import Scored
from degreepath.knowledge.program import Program
from degreepath.knowledge.source import is_old

HOLDS_BEST = 0.90


@dataclass(frozen=True)
class CourseFilter:
    """Which courses a student wants to see. A module list older than five years is left out unless asked for."""

    country: str | None = None
    include_old: bool = False


def shortlist(scored: Scored, students: Iterable[tuple[Vector, Vector]], wanted: CourseFilter) -> Shortlist:
    """Return the shortlist for possible `students` (interests and role scores of each), best first, and the courses left out with the reason.

    The age of a module list is counted from the year of the knowledge base, so that a result can be made again later.
    """
    model = scored.model
    year = scored.knowledge.year
    left_out, candidates = [], []
    for course in scored.knowledge.courses:
        index = model.programs.index(course.id)
        reason = _reason_to_leave_out(course, wanted, year) or (
            "goal" if index in scored.closed_to_goal else None
        )
        if reason:
            left_out.append(LeftOut(program=course.id, reason=reason))
        else:
            candidates.append(index)
    firsts = shares_first(_scores(scored, students, candidates)) if candidates else {}
    chosen, held = [], 0.0
    for place, share in sorted(firsts.items(), key=lambda item: (-item[1], item[0])):
        if held >= HOLDS_BEST:
            break
        held += share
        chosen.append(CourseChoice(program=model.programs[candidates[place]], share=share))
    return Shortlist(courses=tuple(chosen), held=held, left_out=tuple(left_out))


def _reason_to_leave_out(course: Program, wanted: CourseFilter, year: int) -> str | None:
    if wanted.country and (course.country or "").casefold() != wanted.country.casefold():
        return "country"
    if course.closed:
        return "closed"
    if not course.modules:
        return "no modules"
    return "old" if is_old(course.as_of, year) and not wanted.include_old else None


def _scores(scored: Scored, students: Iterable[tuple[Vector, Vector]], programs: list[int]) -> list[Vector]:
    """Return the scores of `programs` for every student, each as one scalar product over interests and roles together."""
    model = scored.model
    directions = [
        (*model.program_directions[p], *(CAREER_WEIGHT * advantage for advantage in model.advantage[p]))
        for p in programs
    ]
    return [
        tuple(dot(direction, likes) for direction in directions)
        for likes in ((*interests, *role_attention(roles)) for interests, roles in students)
    ]
