"""The smallest change of answers that would put the other degree first. docs/method.md section 7."""

from dataclasses import dataclass
from itertools import combinations, product
from math import fsum

from pydantic import ConfigDict, Field

from degreepath.advice.interests import Vector, mean_pulls, yes_saying_shares
from degreepath.advice.scoring import (
    CAREER_WEIGHT,
    Scored,
    dot,
    margin_gradient,
    role_attention,
    score_sheet,
    study_score,
)
from degreepath.knowledge.fields import Record

FEW_ANSWERS, FEW_STEPS = 2, 3
STRONGEST = 8
"""How many answers `turned_by_few` tries: those that move the margin most."""
CURVED = 2
"""How much more than its slope says an answer can take from the margin: what is further away is not tried."""
LOWEST, HIGHEST = 1, 5
BEHIND = -1e-12
"""A margin below this is behind: rounding errors of equal scores are not."""


class AnswerChange(Record):
    """One answer changed."""

    model_config = ConfigDict(populate_by_name=True)

    question: str
    before: int = Field(alias="from")
    after: int = Field(alias="to")


class Flip(Record):
    """The smallest change of answers that puts `program` first; `steps` on the five-point scale in all."""

    program: str
    changes: tuple[AnswerChange, ...]
    steps: int


@dataclass(frozen=True)
class _Lever:
    """One answer: what one step up adds to the study part of the margin, to the score of every role, and about to the margin."""

    question: str
    answer: int
    study: float
    roles: Vector
    slope: float

    @property
    def reach(self) -> int:
        """How many steps it can go in the direction that takes from the margin."""
        return self.answer - LOWEST if self.slope > 0 else HIGHEST - self.answer

    def moved(self, steps: int) -> tuple["_Lever", int]:
        """Return the move of so many steps in the direction that takes from the margin."""
        return self, -steps if self.slope > 0 else steps


_Move = tuple[_Lever, int]


@dataclass(frozen=True)
class _Duel:
    """Two degrees: the leader's margin is `study` + Σ_r ρ_r `gap`_r, ρ depending on the scores of the `roles`."""

    study: float
    roles: Vector
    gap: Vector
    levers: tuple[_Lever, ...]

    def margin(self, moves: tuple[_Move, ...]) -> float:
        """Return how far the leader is ahead after `moves`."""
        study, roles = self.study, self.roles
        for lever, steps in moves:
            study += steps * lever.study
            roles = tuple(score + steps * change for score, change in zip(roles, lever.roles, strict=True))
        return study + dot(role_attention(roles), self.gap)


def _duel(scored: Scored, ahead: int, behind: int) -> _Duel:
    model, interests = scored.model, scored.estimate.value
    pairs = zip(model.advantage[ahead], model.advantage[behind], strict=True)
    return _Duel(
        study=study_score(model, ahead, interests) - study_score(model, behind, interests),
        roles=scored.scores,
        gap=tuple(CAREER_WEIGHT * (a - b) for a, b in pairs),
        levers=tuple(_levers(scored, ahead, behind)),
    )


def answer_slopes(scored: Scored, direction: Vector) -> dict[str, float]:
    """Return what one step up of each answer adds to the score `direction · interests`."""
    estimate = scored.estimate
    pulls = mean_pulls(estimate, direction)
    lost = fsum(p * k for p, k in zip(pulls, estimate.keying, strict=True))
    at = {
        d: (pull / n if n else 0.0) for d, pull, n in zip(estimate.ids, pulls, estimate.weight, strict=True)
    }
    return {
        r.question: (-0.5 if r.reverse else 0.5) * (at[r.interest] - lost * share)
        for r, share in zip(estimate.readings, yes_saying_shares(estimate), strict=True)
        if r.question
    }


def _levers(scored: Scored, ahead: int, behind: int) -> list[_Lever]:
    model = scored.model
    pairs = zip(model.program_directions[ahead], model.program_directions[behind], strict=True)
    study = answer_slopes(scored, tuple(a - b for a, b in pairs))
    slope = answer_slopes(scored, margin_gradient(model, ahead, behind, scored.attention))
    roles = [answer_slopes(scored, u) for u in model.role_directions]
    return [
        _Lever(q, scored.sheet.answers[q], study[q], tuple(role[q] for role in roles), slope[q])
        for q in study
    ]


def turned_by_few(scored: Scored, leader: int, rival: int) -> bool:
    """Tell whether at most two answers, by at most three steps in all, would put the rival first."""
    duel = _duel(scored, leader, rival)
    strongest = sorted(duel.levers, key=lambda lever: -abs(lever.slope))[:STRONGEST]
    if not strongest or duel.margin(()) > CURVED * FEW_STEPS * abs(strongest[0].slope):
        return False
    alone = [
        (lever.moved(steps),) for lever in strongest for steps in range(1, min(FEW_STEPS, lever.reach) + 1)
    ]
    if any(duel.margin(moves) < BEHIND for moves in alone):
        return True
    return any(
        duel.margin((one.moved(first), other.moved(second))) < BEHIND
        for one, other in combinations(strongest, FEW_ANSWERS)
        for first, second in ((1, 1), (1, 2), (2, 1))
        if first <= one.reach and second <= other.reach
    )


def smallest_flip(scored: Scored, leader: str, rival: str) -> Flip | None:
    """Return the fewest answers, and the fewest steps among those, that put `rival` before `leader`; None if none can.

    One and two answers are tried exhaustively; for more, the answers that take most from the margin go to their end, and
    every step that is not needed is taken back. What is returned has been scored anew.
    """
    ahead, behind = (scored.model.programs.index(program) for program in (leader, rival))
    duel = _duel(scored, ahead, behind)
    for moves in (_one(duel), _two(duel), _more(duel)):
        if moves and (flip := _changed(scored, ahead, behind, moves)):
            return flip
    return None


def _directions(lever: _Lever) -> list[_Move]:
    return [(lever, to - lever.answer) for to in range(LOWEST, HIGHEST + 1) if to != lever.answer]


def _steps(moves: tuple[_Move, ...]) -> int:
    return sum(abs(steps) for _, steps in moves)


def _one(duel: _Duel) -> tuple[_Move, ...]:
    """Return the move of one answer with the fewest steps that flips."""
    flips = [(move,) for lever in duel.levers for move in _directions(lever) if duel.margin((move,)) < BEHIND]
    return min(flips, key=_steps, default=())


def _two(duel: _Duel) -> tuple[_Move, ...]:
    """Return the moves of two answers with the fewest steps that flip.

    A pair is looked at closely only if its answers, moved to the ends that take most, flip at all; the margin is monotone
    enough in one answer for that, and the property tests hold it against trying everything.
    """
    ends: dict[str, list[_Move]] = {}
    for lever in duel.levers:
        ends[lever.question] = [(lever, to - lever.answer) for to in (LOWEST, HIGHEST) if to != lever.answer]
    best: tuple[_Move, ...] = ()
    for one, other in combinations(duel.levers, 2):
        corners = product(ends[one.question], ends[other.question])
        for corner in corners:
            if duel.margin(corner) < BEHIND:
                best = _shortest(duel, corner, best)
    return best


def _shortest(duel: _Duel, corner: tuple[_Move, ...], best: tuple[_Move, ...]) -> tuple[_Move, ...]:
    """Return the shortest flipping pair between nothing and `corner`, if it is shorter than `best`."""
    (one, far_one), (other, far_other) = corner
    sign_one, sign_other = (1 if far_one > 0 else -1), (1 if far_other > 0 else -1)
    pairs = sorted(product(range(1, abs(far_one) + 1), range(1, abs(far_other) + 1)), key=sum)
    for first, second in pairs:
        if best and first + second >= _steps(best):
            break
        moves = ((one, sign_one * first), (other, sign_other * second))
        if duel.margin(moves) < BEHIND:
            return moves
    return best


def _more(duel: _Duel) -> tuple[_Move, ...]:
    """Return moves that flip, the one that takes most from the margin first, every step that is not needed taken back."""
    moves: tuple[_Move, ...] = ()
    while duel.margin(moves) >= BEHIND:
        used = {lever.question for lever, _ in moves}
        free = [lever for lever in duel.levers if lever.question not in used]
        trials = [(*moves, (lever, to - lever.answer)) for lever in free for to in (LOWEST, HIGHEST)]
        best = min(trials, key=duel.margin, default=moves)
        if duel.margin(best) >= duel.margin(moves):
            return ()
        moves = best
    return _relaxed(duel, moves)


def _relaxed(duel: _Duel, moves: tuple[_Move, ...]) -> tuple[_Move, ...]:
    """Return `moves` with every step taken back that the flip does not need, the weakest answers first."""
    for index in reversed(range(len(moves))):
        lever, steps = moves[index]
        while steps:
            steps -= 1 if steps > 0 else -1
            trial = (*moves[:index], (lever, steps), *moves[index + 1 :])
            if duel.margin(trial) >= BEHIND:
                break
            moves = trial
    return tuple(move for move in moves if move[1])


def _changed(scored: Scored, ahead: int, behind: int, moves: tuple[_Move, ...]) -> Flip | None:
    """Return the flip if the changed sheet, scored anew, really puts the rival first."""
    sheet = scored.sheet
    for lever, steps in moves:
        sheet = sheet.answering(lever.question, lever.answer + steps)
    if score_sheet(scored.knowledge, sheet).margin(ahead, behind) >= BEHIND:
        return None
    return Flip(
        program=scored.model.programs[behind],
        changes=tuple(
            AnswerChange(question=lever.question, before=lever.answer, after=lever.answer + steps)
            for lever, steps in moves
        ),
        steps=_steps(moves),
    )
