"""The named parts of scores, which sum to them, and the few that are told as reasons. docs/method.md section 7."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from degreepath.advice.interests import Reading, Vector, dot, effects, pairs_of
from degreepath.advice.scoring import DISLIKED, LIKED, TIE_DIGITS, Scored, subtract
from degreepath.knowledge.fields import CENTRAL

STRONGEST = 3
SMALLEST_PART = 0.05
FIRM, MUCH = -1, 2
"""What answers must add up to, without a mark, for a dislike to be a reason: one 1, or two 2s. How much of
an interest is much, where 3 is central.
"""
NEIGHBOURING, FAR_BETTER = 0.35, 0.3
"""How alike two roles are that can be mixed up (cosine of their wants), and how much better the other has to fit."""


@dataclass(frozen=True)
class AnswerShare:
    """What one answer adds to a score. `question` is None for a mark of the opener (`answer` 1 most, -1 least)."""

    interest: str
    question: str | None
    answer: int
    value: float


@dataclass(frozen=True)
class InterestShare:
    """What one interest adds to a score, and the answers that make it up: their values sum to `value`."""

    interest: str
    value: float
    answers: tuple[AnswerShare, ...]


@dataclass(frozen=True)
class RoleShare:
    """What one role adds to a program's score."""

    role: str
    value: float


Part = InterestShare | RoleShare
"""One part of the difference between the two degrees: an interest (study) or a role (career). All parts sum to the margin."""


class ReasonKind(StrEnum):
    """What sort of sentence a reason is.

    LIKES: the student likes an interest of which the degree has more. AVOIDS: the student would rather not do what is central
    in the other degree. ROLE: a role suits the student to which only this degree leads.
    """

    LIKES = "likes"
    AVOIDS = "avoids"
    ROLE = "role"


@dataclass(frozen=True)
class Reason:
    """One part of the difference between the two degrees that can be told in a sentence.

    It speaks for the leader if `value` is above 0, for its rival if below.
    """

    kind: ReasonKind
    program: str
    interest: str | None
    role: str | None
    value: float
    answers: tuple[AnswerShare, ...]


def by_interest(scored: Scored, direction: Vector) -> tuple[InterestShare, ...]:
    """Return the score `direction · interests` by interest and, within each, by answer; untouched interests add nothing."""
    parts: dict[str, list[AnswerShare]] = {}
    for reading, effect in zip(scored.estimate.readings, effects(scored.estimate, direction), strict=True):
        answers = parts.setdefault(reading.interest, [])
        if reading.value:
            answers.append(_share(scored, reading, effect * reading.value))
    return tuple(
        InterestShare(d, fsum(one.value for one in parts[d]), tuple(parts[d]))
        for d in scored.estimate.ids
        if d in parts
    )


def _share(scored: Scored, reading: Reading, value: float) -> AnswerShare:
    said = scored.sheet.answers[reading.question] if reading.question else round(reading.value)
    return AnswerShare(reading.interest, reading.question, said, value)


def by_role(scored: Scored, program: int) -> tuple[RoleShare, ...]:
    """Return the career score of the general degree at that place, by role."""
    parts = zip(scored.model.roles, scored.attention, scored.model.careers[program], strict=True)
    return tuple(RoleShare(role, rho * career) for role, rho, career in parts)


def contrast(scored: Scored, leader: str, rival: str) -> tuple[Part, ...]:
    """Return the difference of two degrees' ledgers, strongest parts first. What both offer cancels."""
    model = scored.model
    ahead, behind = model.programs.index(leader), model.programs.index(rival)
    study = by_interest(scored, subtract(model.program_directions[ahead], model.program_directions[behind]))
    careers = zip(by_role(scored, ahead), by_role(scored, behind), strict=True)
    career = (RoleShare(a.role, a.value - b.value) for a, b in careers)
    return tuple(sorted((*study, *career), key=lambda part: -abs(round(part.value, TIE_DIGITS))))


def reasons(
    scored: Scored, leader: str, rival: str, parts: tuple[Part, ...], top: tuple[str, ...]
) -> Iterator[Reason]:
    """Yield those of the `parts` of the difference that are reasons, the strongest first; `top` are the roles shown.

    Nothing is said against the student's own marks, and no role is named that is not shown.
    """
    smallest = SMALLEST_PART * fsum(abs(part.value) for part in parts)
    for part in parts:
        gains, other = (leader, rival) if part.value > 0 else (rival, leader)
        if isinstance(part, RoleShare):
            shown = part.role in top and _only_there(scored, gains, other, part.role)
            kind, interest, role = ReasonKind.ROLE if shown else None, None, part.role
            answers = supporting_answers(scored, part.role) if shown else ()
        else:
            kind, interest, role = _liking_kind(scored, gains, other, part.interest), part.interest, None
            liking = scored.liking[part.interest]
            answers = tuple(answer for answer in part.answers if _speaks(scored, answer, liking))
        if kind and answers and abs(part.value) > smallest:
            yield Reason(kind, gains, interest, role, part.value, answers)


def _liking_kind(scored: Scored, gains: str, other: str, interest: str) -> ReasonKind | None:
    """Return whether the student likes what `gains` has more of, or dislikes what is central in the `other` degree, or much there and marked least."""
    liking, mark = scored.liking[interest], scored.sheet.marks.get(interest, 0)
    here, there = (scored.knowledge.program[p].teaches.get(interest, 0) for p in (gains, other))
    if here > there and mark >= 0 and liking > (0 if mark else LIKED) and says_so(scored, interest, 1):
        return ReasonKind.LIKES
    said = fsum(r.value for r in scored.estimate.readings if r.interest == interest and r.question)
    less = liking < 0 if mark < 0 else mark == 0 and liking < DISLIKED and said <= FIRM
    enough = MUCH if mark < 0 else CENTRAL
    if there > here and there >= enough and less and says_so(scored, interest, -1):
        return ReasonKind.AVOIDS
    return None


def _only_there(scored: Scored, gains: str, other: str, role: str) -> bool:
    """Tell whether of the two degrees only `gains` leads to a role."""
    model = scored.model
    one, two = (model.leads(model.programs.index(p), role) for p in (gains, other))
    return one and not two


def supporting_answers(scored: Scored, role: str) -> tuple[AnswerShare, ...]:
    """Return the answers and marks that say most that `role` suits: likings of interests it wants, at most three."""
    at = scored.model.roles.index(role)
    wanted = scored.knowledge.roles[at].wants
    ledger = by_interest(scored, scored.model.role_directions[at])
    answers = [a for part in ledger if part.interest in wanted for a in part.answers]
    speaking = [a for a in answers if a.value > 0 and _speaks(scored, a, 1)]
    speaking.sort(key=lambda a: -round(a.value, TIE_DIGITS))
    return tuple(speaking[:STRONGEST])


def says_so(scored: Scored, interest: str, way: int) -> bool:
    """Tell whether a mark or an answer says that an interest is liked (`way` 1) or not (-1).

    A statement that is turned round asks for something else: to like that is not yet to dislike the interest.
    """
    return any(
        r.interest == interest and r.value * way > 0 and not r.reverse for r in scored.estimate.readings
    )


def _speaks(scored: Scored, answer: AnswerShare, liking: float) -> bool:
    """Tell whether an answer says what the interest as a whole says: that the student likes it (> 0) or not."""
    if answer.question is None:
        return answer.answer * liking > 0
    reverse = scored.knowledge.question[answer.question].reverse
    return (answer.answer - 3) * (-1 if reverse else 1) * liking > 0


def farthest_apart(scored: Scored) -> tuple[AnswerShare, ...]:
    """Return the two answers on one interest that differ most, a mark of the opener being one too; none where none differ."""
    pairs = [pair for pair in pairs_of(scored.estimate) if pair[0].value != pair[1].value]
    widest = max(pairs, key=lambda pair: abs(pair[0].value - pair[1].value), default=())
    return tuple(_share(scored, reading, reading.value) for reading in widest)


def liked_interests(scored: Scored) -> tuple[str, ...]:
    """Return the interests that a mark or an answer says are liked: those marked most before the others, the strongest first.

    Those come last of which the student dislikes a thing that was asked about outright.
    """
    liking, marks, ids = scored.liking, scored.sheet.marks, scored.estimate.ids
    likes = [d for d in ids if liking[d] > (0 if marks.get(d, 0) > 0 else LIKED) and says_so(scored, d, 1)]
    shown = [d for d in likes if marks.get(d, 0) >= 0]
    outright = [r for r in scored.estimate.readings if r.question and not r.reverse]
    doubted = {r.interest for r in outright if r.value < 0}
    return tuple(sorted(shown, key=lambda d: (d in doubted, -marks.get(d, 0), -round(liking[d], TIE_DIGITS))))


def disliked_interests(scored: Scored, wants: Mapping[str, int], least: int = 1) -> tuple[str, ...]:
    """Return what a role or degree has at least so much of and a mark or the answers say is disliked.

    What is marked least exciting comes first, then what there is most of, then what is disliked most.
    """
    liking, marks = scored.liking, scored.sheet.marks
    much = [d for d, weight in wants.items() if weight >= least and says_so(scored, d, -1)]
    found = [d for d in much if marks.get(d, 0) <= 0 and liking[d] < (LIKED if d in marks else DISLIKED)]
    return tuple(sorted(found, key=lambda d: (marks.get(d, 0), -wants[d], round(liking[d], TIE_DIGITS))))


def closer_role(scored: Scored, goal: str | None, suiting: tuple[str, ...]) -> str | None:
    """Return the role beside the goal, wanting much the same, that fits the answers far better; None if there is none."""
    if not goal:
        return None
    model, scores = scored.model, dict(zip(scored.model.roles, scored.scores, strict=True))
    directions = dict(zip(model.roles, model.role_directions, strict=True))
    near = [
        role
        for role in suiting
        if scores[role] > scores[goal] + FAR_BETTER
        and dot(directions[role], directions[goal]) >= NEIGHBOURING
    ]
    return max(near, key=scores.__getitem__, default=None)
