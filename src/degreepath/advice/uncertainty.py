"""What could be true of a student with these answers: 256 fixed points. docs/method.md section 6.

And the courses to read: at most three, none of which a single number would tell apart.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import count, islice
from math import fsum, isqrt, sqrt
from statistics import NormalDist

from degreepath.advice.doors import DoorState, open_door, taught
from degreepath.advice.interests import SPREAD_BETWEEN_INTERESTS, Estimate, Vector, pool
from degreepath.advice.scoring import CAREER_WEIGHT, Scored, direction, dot
from degreepath.knowledge.awards import is_postgraduate
from degreepath.knowledge.fields import Record
from degreepath.knowledge.model import EntryKind, Program
from degreepath.knowledge.vocabulary import is_old

POINTS = 256
MOST_COURSES = 3
DISLIKE = -0.15
ENTRY_INTEREST = {EntryKind.MATHS: "science", EntryKind.SCIENCE: "science", EntryKind.AUDITION: "performing"}
"""Which interest an entry condition asks for: one the student dislikes is told beside the course."""


@lru_cache(maxsize=4)
def normal_points(dimensions: int) -> tuple[Vector, ...]:
    """Return 256 points of the standard normal distribution, the second half the mirror of the first.

    A Kronecker sequence on the square roots of primes, moved by half a step: deterministic, evenly spread.
    """
    primes = (n for n in count(2) if all(n % k for k in range(2, isqrt(n) + 1)))
    steps = [sqrt(prime) % 1 for prime in islice(primes, dimensions)]
    inverse = NormalDist().inv_cdf
    half = [tuple(inverse(((i + 0.5) * step) % 1) for step in steps) for i in range(POINTS // 2)]
    return tuple(half) + tuple(tuple(-part for part in point) for point in half)


def possible_students(estimate: Estimate, noise: float) -> list[Vector]:
    """Return the interests of 256 students who could have given these answers: points of N(x, Cov)."""
    pooling, _, level_variance = pool(estimate.weight, noise)
    own = [SPREAD_BETWEEN_INTERESTS * sqrt(1 - b) for b in pooling]
    common = [sqrt(level_variance) * (1 - b) for b in pooling]
    return [
        tuple(
            x + s * z + c * point[0]
            for x, s, c, z in zip(estimate.value, own, common, point[1:], strict=True)
        )
        for point in normal_points(len(own) + 1)
    ]


def shares_first(scores: Iterable[Vector]) -> dict[int, float]:
    """Return how often each alternative (by place) has the highest of the `scores` of one student; the shares sum to 1."""
    firsts = Counter(values.index(max(values)) for values in scores)
    whole = firsts.total()
    return {place: number / whole for place, number in firsts.items()}


class CourseDoor(Record):
    """One course held against one of the student's roles; `topics` is what to ask about where the door says 'ask'."""

    role: str
    state: DoorState
    topics: tuple[tuple[str, ...], ...] = ()


class CourseChoice(Record):
    """A course to read, with its doors to the student's roles and the entry conditions that meet a dislike."""

    program: str
    doors: tuple[CourseDoor, ...]
    disliked_entry: tuple[EntryKind, ...]


class LeftOut(Record):
    """Which courses are not offered for one reason: country, closed, no modules, after a first degree, old, no door."""

    reason: str
    courses: tuple[str, ...]


class Courses(Record):
    """The courses to read, those that may lead to the student's roles (ask first), and those left out."""

    country: str | None
    choices: tuple[CourseChoice, ...]
    ask_first: tuple[CourseChoice, ...]
    left_out: tuple[LeftOut, ...]


def choose_courses(scored: Scored, roles: tuple[str, ...], degree: str | None) -> Courses:
    """Return at most three courses with a door to the first of `roles` that count (the goal, or the two best).

    A course is worth what its study and its doors are worth to this student, whatever other courses there are; those of the
    recommended `degree` come first, those taught in another language than English last. A course that closes the first role,
    an old list, a closed course, a page without modules and a master's are never offered.
    """
    left_out: dict[str, list[str]] = {}
    found: list[tuple[tuple[bool, bool, float], CourseChoice]] = []
    for course in scored.knowledge.courses:
        reason = _left_out(scored, course)
        if reason:
            left_out.setdefault(reason, []).append(course.id)
            continue
        value, choice = _hold(scored, course, roles)
        if not choice.doors or choice.doors[0].state is DoorState.NO:
            left_out.setdefault("no door", []).append(course.id)
        else:
            found.append(((not course.taught_in, course.archetype == degree, value), choice))
    best = [choice for _, choice in sorted(found, key=lambda one: one[0], reverse=True)]
    leading = [choice for choice in best if any(door.state.leads for door in choice.doors)]
    asking = [choice for choice in best if choice not in leading]
    return Courses(
        country=scored.sheet.country,
        choices=tuple(leading[:MOST_COURSES]),
        ask_first=tuple(asking[:MOST_COURSES]),
        left_out=tuple(LeftOut(reason=reason, courses=tuple(ids)) for reason, ids in left_out.items()),
    )


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


def _hold(scored: Scored, course: Program, roles: tuple[str, ...]) -> tuple[float, CourseChoice]:
    readings = taught(course)
    doors = [open_door(course, scored.knowledge.role[role], readings) for role in roles]
    liking = dict(zip(scored.model.interests, scored.estimate.value, strict=True))
    study = dot(direction(course.teaches, scored.model.interests), scored.estimate.value)
    value = study + CAREER_WEIGHT * fsum(door.value for door in doors if door.state.leads) / max(
        len(doors), 1
    )
    conditions = dict.fromkeys(
        condition.kind for condition in course.entry if condition.kind in ENTRY_INTEREST
    )
    return value, CourseChoice(
        program=course.id,
        doors=tuple(
            CourseDoor(
                role=door.role,
                state=door.state,
                topics=tuple(n.topics for n in door.needs if n.must and n.open)
                if door.state is DoorState.ASK
                else (),
            )
            for door in doors
        ),
        disliked_entry=tuple(
            kind
            for kind in conditions
            if liking.get(ENTRY_INTEREST[kind], 0) < DISLIKE
            or scored.sheet.marks.get(ENTRY_INTEREST[kind], 0) < 0
        ),
    )
