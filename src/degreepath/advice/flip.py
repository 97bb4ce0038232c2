"""The smallest change of answers that turns the result. docs/method.md section 7."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, product

from degreepath.advice.interests import Vector, dot, effects
from degreepath.advice.scoring import Scored, role_attention, score_sheet, subtract

FEW_ANSWERS, FEW_STEPS = 2, 3
STRONGEST, STRONGEST_FAR = 8, 20
"""How many answers are tried: those that move the margin most in one step, and those that do at their ends."""
CURVED = 2
"""How much more than its slope an answer can take from the margin: what is further away is not tried."""
LOWEST, HIGHEST = 1, 5
BEHIND = -1e-12
"""A margin below this is behind: rounding errors of equal scores are not."""


@dataclass(frozen=True)
class AnswerChange:
    """One answer changed."""

    question: str
    before: int
    after: int


@dataclass(frozen=True)
class Flip:
    """The smallest change of answers that puts `program` first; `steps` on the five-point scale in all."""

    program: str
    changes: tuple[AnswerChange, ...]
    steps: int


Moves = Mapping[str, int]
"""How many steps up (down: below 0) each of some answers moves."""


class _Duel:
    """How far one degree is ahead of another, now and after moves of answers.

    `now` holds the study part of the margin, then the score of every role; `levers` what one step up of each answer adds to
    these, `slopes` what it about adds to the margin, `ways` the steps that it can go towards the rival.
    """

    def __init__(self, scored: Scored, ahead: int, behind: int) -> None:
        model = scored.model
        self.slopes: dict[str, float] = {}
        self.levers: dict[str, Vector] = {}
        self.ways: dict[str, range] = {}
        study = subtract(model.program_directions[ahead], model.program_directions[behind])
        self.gap = subtract(model.careers[ahead], model.careers[behind])
        self.now = (dot(study, scored.estimate.value), *scored.scores)
        directions = (scored.gradient(ahead, behind), study, *model.role_directions)
        each = zip(*(effects(scored.estimate, direction) for direction in directions), strict=True)
        for reading, adds in zip(scored.estimate.readings, each, strict=True):
            if q := reading.question:
                self.slopes[q], *lever = ((-part if reading.reverse else part) / 2 for part in adds)
                self.levers[q], answer = tuple(lever), scored.sheet.answers[q]
                down, up = range(-1, LOWEST - answer - 1, -1), range(1, HIGHEST - answer + 1)
                self.ways[q] = down if self.slopes[q] > 0 else up

    def margin(self, moves: Moves) -> float:
        """Return how far the first degree is ahead after `moves`."""
        now = self.now
        for question, steps in moves.items():
            pairs = zip(now, self.levers[question], strict=True)
            now = tuple(score + steps * change for score, change in pairs)
        return now[0] + dot(role_attention(now[1:]), self.gap)

    def smallest(self, questions: list[str], most: int) -> Moves | None:
        """Return the move of one, or else of two, of these answers by the fewest steps that puts the rival first, if `most` do."""
        for size in range(1, FEW_ANSWERS + 1):
            moves: list[Moves] = []
            for chosen in combinations(questions, size):
                ways = product(*(self.ways[question] for question in chosen))
                moves += [dict(zip(chosen, steps, strict=True)) for steps in ways]
            tried = (one for one in sorted(moves, key=_steps) if _steps(one) <= most)
            if found := next((one for one in tried if self.margin(one) < BEHIND), None):
                return found
        return None

    def many(self) -> Moves:
        """Return moves that flip: the answers that take most go to their ends, then every step not needed is taken back."""
        moves: dict[str, int] = {}
        while self.margin(moves) >= BEHIND:
            trials = [{**moves, q: way[-1]} for q, way in self.ways.items() if way and q not in moves]
            best = min(trials, key=self.margin, default=moves)
            if self.margin(best) >= self.margin(moves):
                return {}
            moves = best
        for question, end in reversed(list(moves.items())):
            steps = (0, *(way for way in self.ways[question] if abs(way) <= abs(end)))
            moves[question] = next(n for n in steps if self.margin({**moves, question: n}) < BEHIND)
        return {question: steps for question, steps in moves.items() if steps}


def _steps(moves: Moves) -> int:
    return sum(map(abs, moves.values()))


def turned_by_few(scored: Scored, leader: int, rival: int) -> bool:
    """Tell whether at most two answers, by at most three steps in all, would put the rival first."""
    duel = _Duel(scored, leader, rival)
    strongest = sorted(duel.slopes, key=lambda q: -abs(duel.slopes[q]))[:STRONGEST]
    if not strongest or duel.margin({}) > CURVED * FEW_STEPS * abs(duel.slopes[strongest[0]]):
        return False
    return duel.smallest(strongest, FEW_STEPS) is not None


def smallest_flip(scored: Scored, leader: str, rival: str) -> Flip | None:
    """Return the fewest answers, and the fewest steps among those, that put `rival` before `leader`; None if none can.

    What is returned has been scored anew.
    """
    ahead, behind = (scored.model.programs.index(program) for program in (leader, rival))
    duel, sheet = _Duel(scored, ahead, behind), scored.sheet
    strongest = sorted(duel.ways, key=lambda q: -abs(duel.slopes[q]) * len(duel.ways[q]))[:STRONGEST_FAR]
    moves = duel.smallest(strongest, FEW_ANSWERS * (HIGHEST - LOWEST)) or duel.many()
    changes = tuple(AnswerChange(q, sheet.answers[q], sheet.answers[q] + n) for q, n in moves.items())
    for change in changes:
        sheet = sheet.answering(change.question, change.after)
    turned = score_sheet(scored.knowledge, sheet).margin(ahead, behind) < BEHIND
    return Flip(rival, changes, _steps(moves)) if turned else None
