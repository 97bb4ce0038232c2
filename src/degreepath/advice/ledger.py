"""The named parts of scores: by interest and answer, by role. docs/method.md section 7. Every ledger sums to its score."""

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.interests import Estimate, Reading, shares
from degreepath.advice.model import ScoringModel, Vector
from degreepath.advice.programs import career_parts
from degreepath.advice.recommendation import AnswerShare, InterestShare, Reason, RoleShare

STRONGEST = 3
NEGLIGIBLE = 0.005


def by_interest(sheet: AnswerSheet, estimate: Estimate, direction: Vector) -> tuple[InterestShare, ...]:
    """Return the score `direction · interests` by interest and, within each, by answer; untouched interests add nothing."""
    parts = list(zip(estimate.readings, shares(estimate, direction), strict=True))
    ledger = []
    for interest in estimate.ids:
        own = [(reading, value) for reading, value in parts if reading.interest == interest]
        if own:
            answers = tuple(_answer(sheet, reading, value) for reading, value in own if reading.value)
            ledger.append(InterestShare(interest=interest, value=sum(value for _, value in own), answers=answers))
    return tuple(ledger)


def by_role(model: ScoringModel, program: int, attention: Vector) -> tuple[RoleShare, ...]:
    """Return a program's career score by role."""
    values = career_parts(model, program, attention)
    return tuple(RoleShare(role=role, value=value) for role, value in zip(model.roles, values, strict=True))


def contrast(
    model: ScoringModel, sheet: AnswerSheet, estimate: Estimate, attention: Vector, leader: int, rival: int
) -> tuple[Reason, ...]:
    """Return the difference of two programs' ledgers, strongest parts first; what both offer cancels, the parts sum to the margin."""
    ahead, behind = model.program_directions[leader], model.program_directions[rival]
    study = by_interest(sheet, estimate, tuple(a - b for a, b in zip(ahead, behind, strict=True)))
    reasons = [Reason(interest=part.interest, value=part.value, answers=part.answers) for part in study]
    careers = zip(career_parts(model, leader, attention), career_parts(model, rival, attention), strict=True)
    for index, (a, b) in enumerate(careers):
        support = by_interest(sheet, estimate, model.role_directions[index])
        answers = sorted((answer for part in support for answer in part.answers), key=lambda answer: -answer.value)
        reasons.append(Reason(role=model.roles[index], value=a - b, answers=tuple(answers[:STRONGEST])))
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.value)))


def strongest(reasons: tuple[Reason, ...]) -> tuple[tuple[Reason, ...], tuple[Reason, ...], float]:
    """Return the three strongest reasons for the leader, the three strongest against, and what all the rest adds up to."""
    speaking_for = tuple(r for r in reasons if r.value > NEGLIGIBLE)[:STRONGEST]
    against = tuple(r for r in reasons if r.value < -NEGLIGIBLE)[:STRONGEST]
    shown = sum(r.value for r in speaking_for + against)
    return speaking_for, against, sum(r.value for r in reasons) - shown


def _answer(sheet: AnswerSheet, reading: Reading, value: float) -> AnswerShare:
    if reading.question is None:
        return AnswerShare(question=None, answer=1 if reading.value > 0 else -1, value=value)
    return AnswerShare(question=reading.question, answer=sheet.answers[reading.question], value=value)
