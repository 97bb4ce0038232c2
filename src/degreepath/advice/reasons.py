"""The named parts of scores, and the few that are told as reasons. docs/method.md section 7.

A ledger holds every part and sums to its score. A reason is one part that can be said in a sentence: its quoted answers point
the same way, on an interest that the role or degree really wants.
"""

from collections.abc import Mapping
from enum import StrEnum
from math import fsum

from pydantic import Field

from degreepath.advice.interests import Reading, Vector, shares
from degreepath.advice.scoring import TIE_DIGITS, Scored, career_parts, dot
from degreepath.knowledge.fields import Record

STRONGEST = 3
SMALLEST_PART = 0.05
CENTRAL = 3
LIKED, DISLIKED = 0.1, -0.15
"""From where an interest is told as liked or disliked."""
NEIGHBOURING, FAR_BETTER = 0.35, 0.3
"""How alike two roles are that can be mixed up (cosine of their wants), and how much better the other has to fit."""
ROLES_THAT_COUNT = 6
"""Only among a student's best roles is one a reason: what is far down the list speaks for nothing."""


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


class ReasonKind(StrEnum):
    """What sort of sentence a reason is; `program` below is the degree that it speaks for."""

    LIKES = "likes"
    """The student likes `interest`; `program` has more of it."""
    AVOIDS = "avoids"
    """The student would rather not do `interest`; the other degree asks for more of it."""
    ROLE = "role"
    """`role` suits the student; `program` leads there and the other degree does not."""


class Reason(Record):
    """One part of the difference between the two degrees that can be told in a sentence."""

    kind: ReasonKind
    program: str
    interest: str | None = None
    role: str | None = None
    value: float = Field(description="> 0 speaks for the leader, < 0 for its rival")
    answers: tuple[AnswerShare, ...]


class Part(Record):
    """One part of the difference between the two degrees: an interest (study) or a role (career). All parts sum to the margin."""

    interest: str | None = None
    role: str | None = None
    value: float
    answers: tuple[AnswerShare, ...]


def by_interest(scored: Scored, direction: Vector) -> tuple[InterestShare, ...]:
    """Return the score `direction · interests` by interest and, within each, by answer; untouched interests add nothing."""
    parts: dict[str, list[tuple[Reading, float]]] = {}
    for reading, value in zip(scored.estimate.readings, shares(scored.estimate, direction), strict=True):
        parts.setdefault(reading.interest, []).append((reading, value))
    return tuple(
        InterestShare(
            interest=interest,
            value=fsum(value for _, value in parts[interest]),
            answers=tuple(
                _share(scored, reading, value) for reading, value in parts[interest] if reading.value
            ),
        )
        for interest in scored.estimate.ids
        if interest in parts
    )


def by_role(scored: Scored, program: int) -> tuple[RoleShare, ...]:
    """Return the career score of the general degree at that place, by role."""
    values = career_parts(scored.model, program, scored.attention)
    return tuple(
        RoleShare(role=role, value=value) for role, value in zip(scored.model.roles, values, strict=True)
    )


def contrast(scored: Scored, leader: str, rival: str) -> tuple[Part, ...]:
    """Return the difference of two degrees' ledgers, strongest parts first. What both offer cancels."""
    model = scored.model
    ahead, behind = model.programs.index(leader), model.programs.index(rival)
    pairs = zip(model.program_directions[ahead], model.program_directions[behind], strict=True)
    study = by_interest(scored, tuple(a - b for a, b in pairs))
    parts = [Part(interest=part.interest, value=part.value, answers=part.answers) for part in study]
    for a, b in zip(by_role(scored, ahead), by_role(scored, behind), strict=True):
        parts.append(Part(role=a.role, value=a.value - b.value, answers=()))
    return tuple(sorted(parts, key=lambda part: -abs(part.value)))


def reasons(scored: Scored, leader: str, rival: str, parts: tuple[Part, ...]) -> tuple[Reason, ...]:
    """Return those of the `parts` of the difference that are reasons, the strongest first."""
    smallest = SMALLEST_PART * fsum(abs(part.value) for part in parts)
    found = (_reason(scored, leader, rival, part) for part in parts if abs(part.value) > smallest)
    return tuple(reason for reason in found if reason)


def _reason(scored: Scored, leader: str, rival: str, part: Part) -> Reason | None:
    gains, other = (leader, rival) if part.value > 0 else (rival, leader)
    if part.role:
        return _role_reason(scored, gains, other, part, part.role)
    interest = part.interest or ""
    liking = scored.estimate.value[scored.model.interests.index(interest)]
    answers = tuple(answer for answer in part.answers if _speaks(scored, answer, liking))
    weights = {p: scored.knowledge.program[p].teaches.get(interest, 0) for p in (gains, other)}
    if not answers:
        return None
    mark = scored.sheet.marks.get(interest, 0)
    if (liking > LIKED or (mark > 0 and liking > 0)) and weights[gains] > weights[other]:
        kind = ReasonKind.LIKES
    elif (
        (liking < DISLIKED or (mark < 0 and liking < 0))
        and weights[other] > weights[gains]
        and weights[other] == CENTRAL
    ):
        kind = ReasonKind.AVOIDS
    else:
        return None
    return Reason(kind=kind, program=gains, interest=interest, value=part.value, answers=answers)


def _role_reason(scored: Scored, gains: str, other: str, part: Part, role: str) -> Reason | None:
    model = scored.model
    at = model.roles.index(role)
    better = sum(score > scored.scores[at] for score in scored.scores)
    one, two = (model.leads(model.programs.index(p), role) for p in (gains, other))
    answers = supporting_answers(scored, role)
    if not one or two or better >= ROLES_THAT_COUNT or not answers:
        return None
    return Reason(kind=ReasonKind.ROLE, program=gains, role=role, value=part.value, answers=answers)


def supporting_answers(scored: Scored, role: str) -> tuple[AnswerShare, ...]:
    """Return the answers and marks that say most that `role` suits: likings of interests it wants, at most three."""
    at = scored.model.roles.index(role)
    wanted = scored.knowledge.roles[at].wants
    shares_of_role = by_interest(scored, scored.model.role_directions[at])
    answers = [a for part in shares_of_role if part.interest in wanted for a in part.answers]
    speaking = sorted((a for a in answers if a.value > 0 and _speaks(scored, a, 1)), key=lambda a: -a.value)
    return tuple(speaking[:STRONGEST])


def _speaks(scored: Scored, answer: AnswerShare, liking: float) -> bool:
    """Tell whether an answer says what the interest as a whole says: that the student likes it (> 0) or not."""
    if answer.question is None:
        return answer.answer * liking > 0
    reverse = scored.knowledge.question[answer.question].reverse
    return (answer.answer - 3) * (-1 if reverse else 1) * liking > 0


def _share(scored: Scored, reading: Reading, value: float) -> AnswerShare:
    if reading.question is None:
        answer = 1 if reading.value > 0 else -1
    else:
        answer = scored.sheet.answers[reading.question]
    return AnswerShare(interest=reading.interest, question=reading.question, answer=answer, value=value)


def liked_interests(scored: Scored) -> tuple[str, ...]:
    """Return the interests that a mark or an answer says are liked: those marked most before the others, the strongest first."""
    liking, marks = dict(zip(scored.estimate.ids, scored.estimate.value, strict=True)), scored.sheet.marks
    said = {reading.interest for reading in scored.estimate.readings if reading.value > 0}
    likes = [d for d in said if liking[d] > (0 if marks.get(d, 0) > 0 else LIKED) and marks.get(d, 0) >= 0]
    ids = scored.estimate.ids
    return tuple(sorted(likes, key=lambda d: (-marks.get(d, 0), -round(liking[d], TIE_DIGITS), ids.index(d))))


def disliked_interests(scored: Scored, wants: Mapping[str, int], least: int = 1) -> tuple[str, ...]:
    """Return what a role or degree has at least so much of and a mark or the answers say is disliked.

    What is marked least exciting comes first, then what there is most of, then what is disliked most.
    """
    liking, marks = dict(zip(scored.estimate.ids, scored.estimate.value, strict=True)), scored.sheet.marks
    said = {reading.interest for reading in scored.estimate.readings if reading.value < 0}
    found = [
        d
        for d, weight in wants.items()
        if weight >= least and d in said and liking[d] < (LIKED if marks.get(d, 0) < 0 else DISLIKED)
    ]
    return tuple(sorted(found, key=lambda d: (marks.get(d, 0), -wants[d], round(liking[d], TIE_DIGITS))))


def closer_role(scored: Scored, goal: str | None, suiting: tuple[str, ...]) -> str | None:
    """Return the role beside the goal, wanting much the same, that fits the answers far better; None if there is none."""
    if not goal:
        return None
    model = scored.model
    at = model.roles.index(goal)
    near = [
        r
        for r, direction in enumerate(model.role_directions)
        if model.roles[r] in suiting
        and scored.scores[r] > scored.scores[at] + FAR_BETTER
        and dot(direction, model.role_directions[at]) >= NEIGHBOURING
    ]
    return model.roles[max(near, key=lambda r: scored.scores[r])] if near else None


def agrees_with_marks(reason: Reason, marks: dict[str, int], suiting: tuple[str, ...]) -> bool:
    """Tell whether a reason says nothing against the student's own marks, and names no role that they rule out."""
    if reason.role:
        return reason.role in suiting
    return marks.get(reason.interest or "", 0) * (-1 if reason.kind is ReasonKind.AVOIDS else 1) >= 0
