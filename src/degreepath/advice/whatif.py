"""The smallest change of answers that would put the other degree first. docs/method.md section 7."""

from dataclasses import dataclass
from itertools import combinations, product

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.interests import Estimate, estimate_interests
from degreepath.advice.model import ScoringModel, Vector, scoring_model
from degreepath.advice.programs import margin_gradient, program_score, role_attention, role_scores
from degreepath.advice.recommendation import AnswerChange, Flip
from degreepath.knowledge.knowledge import Knowledge

CANDIDATES = 8
SCALE = range(1, 6)


@dataclass(frozen=True)
class _Lever:
    """One answer: what one step up does to the interests, and to the leader's margin (to first order)."""

    question: str
    answer: int
    per_step: Vector
    gain_per_step: float

    def gain(self, to: int) -> float:
        return self.gain_per_step * (to - self.answer)

    @property
    def worst(self) -> float:
        """The most this answer alone can take from the leader's margin (negative)."""
        return min(self.gain(1), self.gain(5))


def smallest_flip(knowledge: Knowledge, sheet: AnswerSheet, leader: str, rival: str) -> Flip | None:
    """Return the fewest answers, and the fewest steps among those, that put `rival` before `leader`; None if none can.

    One answer is tried exhaustively, two among the strongest candidates, more by the largest gains first, which is exact for
    linear scores. The changed sheet is always scored anew before it is returned.
    """
    model = scoring_model(knowledge)
    a, b = model.programs.index(leader), model.programs.index(rival)
    estimate = estimate_interests(knowledge, sheet)
    levers = sorted(_levers(knowledge, model, sheet, estimate, a, b), key=lambda lever: lever.worst)
    levers = [lever for lever in levers if lever.worst < 0 or lever.gain_per_step == 0]
    for size in (1, 2):
        pool = levers if size == 1 else levers[:CANDIDATES]
        best = _cheapest(model, estimate.value, pool, size, a, b)
        if best and (flip := _scored(knowledge, sheet, best, a, b)):
            return flip
    chosen: list[tuple[_Lever, int]] = []
    for lever in levers:
        chosen.append((lever, 1 if lever.gain_per_step > 0 else 5))
        if _margin(model, _moved(estimate.value, chosen), a, b) < 0:
            break
    return _scored(knowledge, sheet, _relaxed(model, estimate.value, chosen, a, b), a, b)


def _levers(
    knowledge: Knowledge, model: ScoringModel, sheet: AnswerSheet, estimate: Estimate, a: int, b: int
) -> list[_Lever]:
    attention = role_attention(role_scores(model, estimate.value))
    delta = margin_gradient(model, a, b, attention)
    levers = []
    for reading in estimate.readings:
        if reading.question is None:
            continue
        d = estimate.ids.index(reading.interest)
        step = (-0.5 if knowledge.question[reading.question].reverse else 0.5) / estimate.weight[d]
        per_step = tuple(
            step * (estimate.level_share[d] * (1 - pooling) + (pooling if e == d else 0.0))
            for e, pooling in enumerate(estimate.pooling)
        )
        gain = sum(part * move for part, move in zip(delta, per_step, strict=True))
        levers.append(_Lever(reading.question, sheet.answers[reading.question], per_step, gain))
    return levers


def _moved(interests: Vector, changes: list[tuple[_Lever, int]]) -> Vector:
    moved = list(interests)
    for lever, to in changes:
        for d, part in enumerate(lever.per_step):
            moved[d] += part * (to - lever.answer)
    return tuple(moved)


def _margin(model: ScoringModel, interests: Vector, a: int, b: int) -> float:
    attention = role_attention(role_scores(model, interests))
    return program_score(model, a, interests, attention) - program_score(model, b, interests, attention)


def _cheapest(
    model: ScoringModel, interests: Vector, levers: list[_Lever], size: int, a: int, b: int
) -> list[tuple[_Lever, int]] | None:
    """Return the change of `size` answers with the fewest steps that flips, or None."""
    best, fewest = None, size * len(SCALE)
    for chosen in combinations(levers, size):
        for values in product(SCALE, repeat=size):
            steps = sum(abs(to - lever.answer) for lever, to in zip(chosen, values, strict=True))
            changes = list(zip(chosen, values, strict=True))
            helps = all(lever.gain(to) < 0 for lever, to in changes)
            if helps and steps < fewest and _margin(model, _moved(interests, changes), a, b) < 0:
                best, fewest = changes, steps
    return best


def _relaxed(
    model: ScoringModel, interests: Vector, changes: list[tuple[_Lever, int]], a: int, b: int
) -> list[tuple[_Lever, int]]:
    """Return `changes` with every step taken back that the flip does not need, the weakest answers first."""
    for index in reversed(range(len(changes))):
        lever, to = changes[index]
        while to != lever.answer:
            nearer = to + (1 if lever.answer > to else -1)
            trial = [*changes[:index], (lever, nearer), *changes[index + 1 :]]
            if _margin(model, _moved(interests, trial), a, b) >= 0:
                break
            changes, to = trial, nearer
    return [(lever, to) for lever, to in changes if to != lever.answer]


def _scored(
    knowledge: Knowledge, sheet: AnswerSheet, changes: list[tuple[_Lever, int]], a: int, b: int
) -> Flip | None:
    """Return the flip if the changed sheet, scored anew, really puts the rival first."""
    changed = sheet
    for lever, to in changes:
        changed = changed.answering(lever.question, to)
    model = scoring_model(knowledge)
    margin = _margin(model, estimate_interests(knowledge, changed).value, a, b)
    if not changes or margin >= 0:
        return None
    return Flip(
        program=model.programs[b],
        changes=tuple(
            AnswerChange.model_validate({"question": lever.question, "from": lever.answer, "to": to}) for lever, to in changes
        ),
        steps=sum(abs(to - lever.answer) for lever, to in changes),
    )
