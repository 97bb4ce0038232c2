"""Which courses to read: those with a door to the student's roles, for what their study and doors are worth to the student."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from degreepath.advice.doors import Door, DoorState, open_door
from degreepath.advice.interests import dot
from degreepath.advice.reasons import MUCH, disliked_interests
from degreepath.advice.scoring import CAREER_WEIGHT, TIE_DIGITS, Scored, direction
from degreepath.knowledge.fields import is_old
from degreepath.knowledge.find import is_postgraduate
from degreepath.knowledge.model import EntryKind, Listed, Program

MOST_COURSES = 3
_Group = tuple[bool, bool, int, bool]
"""By what courses are sorted before what they are worth: another language, another kind, the first door, little known."""
ENTRY_INTEREST = {EntryKind.MATHS: "science", EntryKind.SCIENCE: "science", EntryKind.AUDITION: "performing"}
"""Which interest an entry condition asks for: one the student dislikes is told beside the course."""


class LeftOut(StrEnum):
    """Why a course is not offered."""

    COUNTRY = "country"
    CLOSED = "closed"
    NO_MODULES = "no modules"
    POSTGRADUATE = "after a first degree"
    OLD = "old"
    NO_DOOR = "no door"


@dataclass(frozen=True)
class CourseChoice:
    """A course to read, with its doors to the student's roles, and what of its entry and of its subjects is disliked."""

    program: str
    doors: tuple[Door, ...]
    disliked_entry: tuple[EntryKind, ...]
    disliked: tuple[str, ...]


@dataclass(frozen=True)
class Courses:
    """The courses to read, those that may lead to the student's roles (ask first), and those left out, by reason.

    `once`: of those whose list is old the ones that led there, by that list; `unread`: those of which it is not known, since
    their list is old or there is none.
    """

    country: str | None
    choices: tuple[CourseChoice, ...]
    ask_first: tuple[CourseChoice, ...]
    once: tuple[str, ...]
    unread: tuple[str, ...]
    left_out: dict[LeftOut, list[str]]


def choose_courses(scored: Scored, roles: tuple[str, ...], degree: str | None) -> Courses:
    """Return at most three courses with a door to the first of `roles` that count (the goal, or the two best).

    A course is worth what its study and its doors are worth to this student, whatever other courses there are; those of the
    recommended `degree` come first, of these those that surely lead to the first role, and then those of which more than single
    modules is known; those taught in another language than English last. No school comes twice before another that has such a
    degree, nor a country before another that is as good. A course that closes the first role, an old list, a closed course, a
    page without modules and a master's are never offered.
    """
    left_out: dict[LeftOut, list[str]] = {}
    once, unread = list[str](), list[str]()
    found: list[tuple[_Group, float, CourseChoice]] = []
    for course in scored.knowledge.courses:
        reason = _left_out(scored, course)
        read = reason in {None, LeftOut.OLD}
        doors = [open_door(course, scored.knowledge.role[role]) for role in roles if read]
        if reason is LeftOut.OLD and doors and doors[0].state.leads:
            once.append(course.id)
        elif reason is LeftOut.NO_MODULES or (
            read and reason and _worth_asking(scored, _choice(scored, course, doors))
        ):
            unread.append(course.id)
        if reason or not doors or doors[0].state is DoorState.NO:
            left_out.setdefault(reason or LeftOut.NO_DOOR, []).append(course.id)
            continue
        study = dot(direction(course.teaches, scored.model.interests), scored.estimate.value)
        value = study + CAREER_WEIGHT * fsum(door.value for door in doors if door.state.leads) / len(doors)
        other, foreign = course.archetype != degree, bool(course.taught_in)
        thin = course.listed is Listed.PART
        group = (foreign, other, doors[0].state.rank, thin)
        found.append((group, -round(value, TIE_DIGITS), _choice(scored, course, doors)))
    best = _taking_turns(scored, sorted(found, key=lambda one: one[:2]))
    leading = tuple(choice for choice in best if any(door.state.leads for door in choice.doors))
    asking = tuple(choice for choice in best if choice not in leading and _worth_asking(scored, choice))
    return Courses(
        scored.sheet.country,
        leading[:MOST_COURSES],
        asking[:MOST_COURSES],
        tuple(once),
        tuple(unread),
        left_out,
    )


def _taking_turns(scored: Scored, found: list[tuple[_Group, float, CourseChoice]]) -> list[CourseChoice]:
    """Return sorted choices so that every school's best of a kind comes before any school's second; so for countries in a group."""
    turns: Counter[object] = Counter()
    keyed = []
    for group, _, choice in found:
        course, kind = scored.knowledge.program[choice.program], group[:2]
        school, country = (kind, course.institution), (group, course.country)
        keyed.append(((*kind, turns[school], *group, turns[country]), choice))
        turns.update((school, country))
    return [choice for _, choice in sorted(keyed, key=lambda one: one[0])]


def _worth_asking(scored: Scored, choice: CourseChoice) -> bool:
    """Tell whether to ask a course: one that teaches something of what the first role needs, and nothing that was marked least.

    Its kind must not close the roles.
    """
    knowledge, marks = scored.knowledge, scored.sheet.marks
    course = knowledge.program[choice.program]
    roles = (knowledge.role[door.role] for door in choice.doors if door.state is DoorState.ASK)
    kind = knowledge.program[course.archetype or course.id]
    shut = all(open_door(kind, role).state is DoorState.NO for role in roles)
    something = any(need.met for need in choice.doors[0].needs) if choice.doors else True
    return something and not shut and not any(marks.get(name, 0) < 0 for name in course.teaches)


def _left_out(scored: Scored, course: Program) -> LeftOut | None:
    country = scored.sheet.country
    if country and (course.country or "").casefold() != country.casefold():
        return LeftOut.COUNTRY
    if course.closed:
        return LeftOut.CLOSED
    if not course.modules:
        return LeftOut.NO_MODULES
    if is_postgraduate(course.award):
        return LeftOut.POSTGRADUATE
    return LeftOut.OLD if is_old(course.as_of, scored.knowledge.year) else None


def _choice(scored: Scored, course: Program, doors: list[Door]) -> CourseChoice:
    asked = {
        kind: ENTRY_INTEREST[kind] for condition in course.entry if (kind := condition.kind) in ENTRY_INTEREST
    }
    disliked = set(disliked_interests(scored, dict.fromkeys(asked.values(), 1)))
    marks, taught = scored.sheet.marks, course.teaches.items()
    much = {name: weight for name, weight in taught if weight >= MUCH or marks.get(name, 0) < 0}
    return CourseChoice(
        program=course.id,
        doors=tuple(doors),
        disliked_entry=tuple(kind for kind, interest in asked.items() if interest in disliked),
        disliked=disliked_interests(scored, much),
    )
