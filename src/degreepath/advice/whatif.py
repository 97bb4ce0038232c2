"""The smallest change of answers that would put the other degree first."""

from collections import defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations
from operator import itemgetter

from degreepath.advice.fit import Vector, dot
from degreepath.advice.interests import Reading
from degreepath.advice.programs import CAREER_WEIGHT, role_attention, study_score
from degreepath.advice.recommendation import AnswerChange, Flip
from degreepath.advice.scored import Scored, score_sheet

PROMISING = 20
SCALE = range(1, 6)


@dataclass(frozen=True)
class _Lever:
    """One answer: what one step up adds to the study part of the margin and to the score of every role."""

    question: str
    answer: int
    study: float
    roles: Vector


_Move = tuple[_Lever, int]


@dataclass(frozen=True)
class _Duel:
    """Two programs: the leader's margin is `study` + Σ_r ρ_r `gap`_r, ρ depending on the scores of the `roles`."""

    study: float
    roles: Vector
    gap: Vector

    def margin(self, moves: tuple[_Move, ...]) -> float:
        """Return how far the leader is ahead after `moves`."""
        study, roles = self.study, self.roles
        for lever, to in moves:
            steps = to - lever.answer
            study += steps * lever.study
            roles = tuple(score + steps * change for score, change in zip(roles, lever.roles, strict=True))
        return study + dot(role_attention(roles), self.gap)


def smallest_flip(scored: Scored, leader: str, rival: str) -> Flip | None:
    """Return the fewest answers, and the fewest steps among those, that put `rival` before `leader`; None if none can.

    One answer is tried exhaustively; of the pairs, those whose answers move the margin most one by one; more answers by the
    largest gain first, which is exact for linear scores. The changed sheet is always scored anew before it is returned.
    """
    ahead, behind = (scored.model.programs.index(program) for program in (leader, rival))
    duel = _duel(scored, ahead, behind)
    levers = [
        _lever(scored, reading, ahead, behind) for reading in scored.estimate.readings if reading.question
    ]
    gains = _gains(duel, levers)
    for moves in (_one(duel, gains), _two(duel, gains), _more(duel, levers)):
        if moves and (flip := _changed(scored, ahead, behind, moves)):
            return flip
    return None


def _duel(scored: Scored, ahead: int, behind: int) -> _Duel:
    model, interests = scored.model, scored.estimate.value
    return _Duel(
        study=study_score(model, ahead, interests) - study_score(model, behind, interests),
        roles=scored.scores,
        gap=tuple(
            CAREER_WEIGHT * (a - b)
            for a, b in zip(model.advantage[ahead], model.advantage[behind], strict=True)
        ),
    )


def _lever(scored: Scored, reading: Reading, ahead: int, behind: int) -> _Lever:
    """Return what one step of one answer does: it moves its own interest and, a little, the student's level."""
    model, estimate = scored.model, scored.estimate
    question = str(reading.question)
    d = estimate.ids.index(reading.interest)
    step = (-0.5 if scored.knowledge.question[question].reverse else 0.5) / estimate.weight[d]
    change = tuple(
        step * (estimate.level_share[d] * (1 - pooling) + (pooling if e == d else 0.0))
        for e, pooling in enumerate(estimate.pooling)
    )
    return _Lever(
        question=question,
        answer=scored.sheet.answers[question],
        study=study_score(model, ahead, change) - study_score(model, behind, change),
        roles=tuple(dot(u, change) for u in model.role_directions),
    )


def _gains(duel: _Duel, levers: list[_Lever]) -> list[tuple[float, _Move]]:
    """Return every move of one answer that takes something from the margin, with what it takes (negative)."""
    now = duel.margin(())
    moves = [(lever, to) for lever in levers for to in SCALE if to != lever.answer]
    gains = [(duel.margin((move,)) - now, move) for move in moves]
    return [(gain, move) for gain, move in gains if gain < 0]


def _steps(moves: tuple[_Move, ...]) -> int:
    return sum(abs(to - lever.answer) for lever, to in moves)


def _one(duel: _Duel, gains: list[tuple[float, _Move]]) -> tuple[_Move, ...]:
    """Return the move of one answer with the fewest steps that flips."""
    now = duel.margin(())
    flips = [(move,) for gain, move in gains if now + gain < 0]
    return min(flips, key=_steps, default=())


def _two(duel: _Duel, gains: list[tuple[float, _Move]]) -> tuple[_Move, ...]:
    """Return the moves of two answers with the fewest steps that flip, among the promising pairs of each number of steps.

    What two moves take together is foretold from what each takes alone and, in proportion to their steps, from what the
    strongest moves of the same two answers take beyond that.
    """
    now = duel.margin(())
    strongest: dict[str, tuple[float, _Move]] = {}
    for gain, move in gains:
        if gain < strongest.get(move[0].question, (0.0, move))[0]:
            strongest[move[0].question] = (gain, move)
    beyond = {
        (one[0].question, other[0].question): (duel.margin((one, other)) - now - gain - other_gain)
        / (_steps((one,)) * _steps((other,)))
        for (gain, one), (other_gain, other) in combinations(strongest.values(), 2)
    }
    by_steps: defaultdict[int, list[tuple[float, _Move, _Move]]] = defaultdict(list)
    sized = [(gain, _steps((move,)), move) for gain, move in gains]
    for (gain, steps, one), (other_gain, other_steps, other) in combinations(sized, 2):
        if one[0] is not other[0]:
            extra = beyond[one[0].question, other[0].question] * steps * other_steps
            by_steps[steps + other_steps].append((gain + other_gain + extra, one, other))
    for _, pairs in sorted(by_steps.items()):
        for _, *pair in nsmallest(PROMISING, pairs, key=itemgetter(0)):
            if duel.margin(tuple(pair)) < 0:
                return tuple(pair)
    return ()


def _more(duel: _Duel, levers: list[_Lever]) -> tuple[_Move, ...]:
    """Return moves that flip, the one that takes most from the margin first, every step that is not needed taken back."""
    moves: tuple[_Move, ...] = ()
    while duel.margin(moves) >= 0:
        used = {lever.question for lever, _ in moves}
        trials = [(*moves, (lever, to)) for lever in levers if lever.question not in used for to in (1, 5)]
        best = min(trials, key=duel.margin, default=moves)
        if duel.margin(best) >= duel.margin(moves):
            return ()
        moves = best
    return _relaxed(duel, moves)


def _relaxed(duel: _Duel, moves: tuple[_Move, ...]) -> tuple[_Move, ...]:
    """Return `moves` with every step taken back that the flip does not need, the weakest answers first."""
    for index in reversed(range(len(moves))):
        lever, to = moves[index]
        while to != lever.answer:
            to += 1 if lever.answer > to else -1
            trial = (*moves[:index], (lever, to), *moves[index + 1 :])
            if duel.margin(trial) >= 0:
                break
            moves = trial
    return tuple((lever, to) for lever, to in moves if to != lever.answer)


def _changed(scored: Scored, ahead: int, behind: int, moves: tuple[_Move, ...]) -> Flip | None:
    """Return the flip if the changed sheet, scored anew, really puts the rival first."""
    sheet = scored.sheet
    for lever, to in moves:
        sheet = sheet.answering(lever.question, to)
    if score_sheet(scored.knowledge, sheet).margin(ahead, behind) >= 0:
        return None
    return Flip(
        program=scored.model.programs[behind],
        changes=tuple(
            AnswerChange(question=lever.question, before=lever.answer, after=to) for lever, to in moves
        ),
        steps=_steps(moves),
    )
