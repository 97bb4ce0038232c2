"""The smallest change of answers that would put the other degree first. docs/method.md section 7."""

from dataclasses import dataclass
from itertools import combinations, product

from degreepath.advice.interests import estimate_interests
from degreepath.advice.model import ScoringModel, Vector
from degreepath.advice.programs import margin_gradient, program_score, role_attention, role_scores
from degreepath.advice.recommendation import AnswerChange, Flip
from degreepath.advice.scored import Scored

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


@dataclass(frozen=True)
class _Duel:
    """Two programs, by index."""

    model: ScoringModel
    leader: int
    rival: int

    def margin(self, interests: Vector) -> float:
        """Return how far the leader is ahead."""
        attention = role_attention(role_scores(self.model, interests))
        ahead, behind = (
            program_score(self.model, p, interests, attention) for p in (self.leader, self.rival)
        )
        return ahead - behind


_Move = tuple[_Lever, int]


def smallest_flip(scored: Scored, leader: str, rival: str) -> Flip | None:
    """Return the fewest answers, and the fewest steps among those, that put `rival` before `leader`; None if none can.

    One answer is tried exhaustively, two among the strongest candidates, more by the largest gains first, which is exact for
    linear scores. The changed sheet is always scored anew before it is returned.
    """
    duel = _Duel(scored.model, scored.model.programs.index(leader), scored.model.programs.index(rival))
    interests = scored.estimate.value
    levers = [lever for lever in _levers(scored, duel) if lever.worst < 0]
    levers.sort(key=lambda lever: lever.worst)
    for size in (1, 2):
        best = _cheapest(duel, interests, levers if size == 1 else levers[:CANDIDATES], size)
        if best and (flip := _changed(scored, duel, best)):
            return flip
    chosen: list[_Move] = []
    for lever in levers:
        chosen.append((lever, 1 if lever.gain_per_step > 0 else 5))
        if duel.margin(_moved(interests, chosen)) < 0:
            break
    return _changed(scored, duel, _relaxed(duel, interests, chosen))


def _levers(scored: Scored, duel: _Duel) -> list[_Lever]:
    estimate = scored.estimate
    delta = margin_gradient(duel.model, duel.leader, duel.rival, scored.attention)
    levers = []
    for reading in estimate.readings:
        if reading.question is None:
            continue
        d = estimate.ids.index(reading.interest)
        step = (-0.5 if scored.knowledge.question[reading.question].reverse else 0.5) / estimate.weight[d]
        per_step = tuple(
            step * (estimate.level_share[d] * (1 - pooling) + (pooling if e == d else 0.0))
            for e, pooling in enumerate(estimate.pooling)
        )
        gain = sum(part * move for part, move in zip(delta, per_step, strict=True))
        levers.append(_Lever(reading.question, scored.sheet.answers[reading.question], per_step, gain))
    return levers


def _moved(interests: Vector, changes: list[_Move]) -> Vector:
    moved = list(interests)
    for lever, to in changes:
        for d, part in enumerate(lever.per_step):
            moved[d] += part * (to - lever.answer)
    return tuple(moved)


def _cheapest(duel: _Duel, interests: Vector, levers: list[_Lever], size: int) -> list[_Move] | None:
    """Return the change of `size` answers with the fewest steps that flips, or None."""
    best, fewest = None, size * len(SCALE)
    for chosen in combinations(levers, size):
        for values in product(SCALE, repeat=size):
            steps = sum(abs(to - lever.answer) for lever, to in zip(chosen, values, strict=True))
            changes = list(zip(chosen, values, strict=True))
            helps = all(lever.gain(to) < 0 for lever, to in changes)
            if helps and steps < fewest and duel.margin(_moved(interests, changes)) < 0:
                best, fewest = changes, steps
    return best


def _relaxed(duel: _Duel, interests: Vector, changes: list[_Move]) -> list[_Move]:
    """Return `changes` with every step taken back that the flip does not need, the weakest answers first."""
    for index in reversed(range(len(changes))):
        lever, to = changes[index]
        while to != lever.answer:
            nearer = to + (1 if lever.answer > to else -1)
            trial = [*changes[:index], (lever, nearer), *changes[index + 1 :]]
            if duel.margin(_moved(interests, trial)) >= 0:
                break
            changes, to = trial, nearer
    return [(lever, to) for lever, to in changes if to != lever.answer]


def _changed(scored: Scored, duel: _Duel, changes: list[_Move]) -> Flip | None:
    """Return the flip if the changed sheet, scored anew, really puts the rival first."""
    sheet = scored.sheet
    for lever, to in changes:
        sheet = sheet.answering(lever.question, to)
    if not changes or duel.margin(estimate_interests(scored.knowledge, sheet).value) >= 0:
        return None
    return Flip(
        program=duel.model.programs[duel.rival],
        changes=tuple(
            AnswerChange(question=lever.question, before=lever.answer, after=to) for lever, to in changes
        ),
        steps=sum(abs(to - lever.answer) for lever, to in changes),
    )
