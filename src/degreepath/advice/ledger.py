"""The named parts of scores: by interest and answer, by role. Every ledger sums to its score."""

from math import fsum

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.fit import Vector
from degreepath.advice.interests import Reading, shares
from degreepath.advice.programs import career_parts
from degreepath.advice.recommendation import AnswerShare, InterestShare, Reason, RoleShare
from degreepath.advice.scored import Scored

STRONGEST = 3
NEGLIGIBLE = 0.01


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
                _answer(scored.sheet, reading, value) for reading, value in parts[interest] if reading.value
            ),
        )
        for interest in scored.estimate.ids
        if interest in parts
    )


def by_role(scored: Scored, program: int) -> tuple[RoleShare, ...]:
    """Return the career score of the program with that index, by role."""
    values = career_parts(scored.model, program, scored.attention)
    return tuple(
        RoleShare(role=role, value=value) for role, value in zip(scored.model.roles, values, strict=True)
    )


def contrast(scored: Scored, leader: str, rival: str) -> tuple[Reason, ...]:
    """Return the difference of two programs' ledgers, strongest parts first.

    What both offer cancels; the parts sum to the margin. A role's reason names the answers that speak most for the role.
    """
    model = scored.model
    ahead, behind = model.programs.index(leader), model.programs.index(rival)
    pairs = zip(model.program_directions[ahead], model.program_directions[behind], strict=True)
    study = by_interest(scored, tuple(a - b for a, b in pairs))
    reasons = [Reason(interest=part.interest, value=part.value, answers=part.answers) for part in study]
    careers = zip(by_role(scored, ahead), by_role(scored, behind), model.role_directions, strict=True)
    for a, b, direction in careers:
        support = sorted(
            (answer for part in by_interest(scored, direction) for answer in part.answers),
            key=lambda answer: -answer.value,
        )
        reasons.append(Reason(role=a.role, value=a.value - b.value, answers=tuple(support[:STRONGEST])))
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.value)))


def strongest(reasons: tuple[Reason, ...]) -> tuple[tuple[Reason, ...], tuple[Reason, ...], float]:
    """Return the three strongest reasons for the leader, the three strongest against, and what all the rest adds up to."""
    speaking_for = tuple(r for r in reasons if r.value > NEGLIGIBLE)[:STRONGEST]
    against = tuple(r for r in reasons if r.value < -NEGLIGIBLE)[:STRONGEST]
    shown = fsum(r.value for r in speaking_for + against)
    return speaking_for, against, fsum(r.value for r in reasons) - shown


def _answer(sheet: AnswerSheet, reading: Reading, value: float) -> AnswerShare:
    if reading.question is None:
        return AnswerShare(
            interest=reading.interest, question=None, answer=1 if reading.value > 0 else -1, value=value
        )
    answer = sheet.answers[reading.question]
    return AnswerShare(interest=reading.interest, question=reading.question, answer=answer, value=value)
