"""The degree and how sure it is, or why none is named; and what would turn it. docs/method.md sections 6 and 7."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product
from math import sqrt
from statistics import NormalDist

from degreepath.advice.interests import Vector, dot, effects, is_straight_line, variance
from degreepath.advice.scoring import TIE_DIGITS, Scored, difference, ranked, role_attention, score_sheet

CARELESS_NOISE = 0.45
FEWEST_INTERESTS = 4
FEWEST_ANSWERS = 8
FLAT_SPREAD = 0.15
ZERO = 1e-9
OUTSIDE_LEAD = 0.25
SOUND_LIKED = 0.30
MOST_STUDIES = 2
FEW_ANSWERS, FEW_STEPS = 2, 3
STRONGEST, STRONGEST_FAR = 8, 20
"""How many answers are tried: those that move the margin most in one step, and those that do at their ends."""
CURVED = 2
"""How much more than its slope an answer can take from the margin: what is further away is not tried."""
LOWEST, HIGHEST = 1, 5
BEHIND = -1e-12
"""A margin below this is behind: rounding errors of equal scores are not."""


class Band(StrEnum):
    """How sure the answers are, in words."""

    CLEAR = "clear"
    LIKELY = "likely"
    LEANING = "leaning"
    TOO_CLOSE = "too-close"


LOWEST_CONFIDENCE = {Band.CLEAR: 0.90, Band.LIKELY: 0.75, Band.LEANING: 0.60}


class Unclear(StrEnum):
    """Why the answers decide for no degree; GOAL: the goal needs another degree than the answers point to."""

    TOO_FEW = "too-few"
    FLAT = "flat"
    CONTRADICTORY = "contradictory"
    TIE = "tie"
    GOAL = "goal"


NO_ROLES = frozenset({Unclear.TOO_FEW, Unclear.FLAT, Unclear.CONTRADICTORY})
"""Where the answers do not say which role suits: none is shown."""


@dataclass(frozen=True)
class Verdict:
    """The degree, or why none is named. `leader` and `rival` are the two degrees compared, whatever the band.

    The band speaks of the answers alone. With a goal to which one degree leads (`for_goal`), that degree is the leader and is
    named. `confidence` is the chance that the leader is ahead, .5 where the goal overrules the answers. `untaught`: interests
    marked most exciting that neither degree teaches. `studies`: kinds of study outside both degrees, where neither suits.
    """

    program: str | None
    band: Band
    confidence: float
    why_unclear: Unclear | None
    leader: str
    rival: str
    margin: float
    careless: bool
    noise: float
    straight_line: bool
    for_goal: bool
    leads_to_goal: tuple[str, ...]
    untaught: tuple[str, ...]
    studies: tuple[str, ...]


def judge(scored: Scored) -> Verdict:
    """Decide between the two general degrees. A tie goes to file order."""
    model, goal = scored.model, scored.sheet.goal
    leading = [p for p in model.archetypes if goal and model.leads(p, goal)]
    for_goal = len(leading) == 1
    first, second = model.archetypes
    turned = second in leading if for_goal else round(scored.margin(first, second), TIE_DIGITS) < 0
    leader, rival = (second, first) if turned else (first, second)
    spread = sqrt(variance(scored.estimate, scored.gradient(leader, rival), scored.noise))
    confidence = chance_first(scored.margin(leader, rival), spread)
    studies = () if goal else studies_outside(scored)
    band = Band.TOO_CLOSE if studies else _band(scored, leader, rival, confidence)
    why = None
    if band is Band.TOO_CLOSE and not studies:
        against = for_goal and confidence < 1 - LOWEST_CONFIDENCE[Band.LEANING]
        why = Unclear.GOAL if against or (goal and not leading) else _why_unclear(scored)
    return Verdict(
        program=model.programs[leader] if for_goal or band is not Band.TOO_CLOSE else None,
        band=band,
        confidence=max(confidence, 0.5),
        why_unclear=why,
        leader=model.programs[leader],
        rival=model.programs[rival],
        margin=scored.margin(leader, rival),
        careless=scored.noise > CARELESS_NOISE,
        noise=scored.noise,
        straight_line=is_straight_line(scored.sheet, scored.knowledge),
        for_goal=for_goal,
        leads_to_goal=tuple(model.programs[p] for p in leading),
        untaught=untaught(scored),
        studies=studies,
    )


def _band(scored: Scored, leader: int, rival: int, confidence: float) -> Band:
    """Return how sure the answers are of the leader. Few or careless answers, and those a small change turns, are not clear."""
    band = next((band for band, lowest in LOWEST_CONFIDENCE.items() if confidence >= lowest), Band.TOO_CLOSE)
    too_few = scored.estimate.touched < FEWEST_INTERESTS
    if too_few or band is Band.TOO_CLOSE or _is_dead_end(scored, leader):
        return Band.TOO_CLOSE
    if is_straight_line(scored.sheet, scored.knowledge):
        only_marks_count = scored.estimate.pairs and scored.sheet.marks
        return Band.LEANING if only_marks_count else Band.TOO_CLOSE
    doubtful = band is Band.CLEAR and (
        scored.noise > CARELESS_NOISE
        or len(scored.sheet.answers) < FEWEST_ANSWERS
        or not marks_agree(scored, leader, rival)
        or not opens_best_role(scored, leader, rival)
        or turned_by_few(scored, leader, rival)
    )
    return Band.LIKELY if doubtful else band


def marks_agree(scored: Scored, leader: int, rival: int) -> bool:
    """Tell whether of all that the student marked most exciting the leader teaches something, and no less than the rival."""
    here, there = (scored.knowledge.programs[p].teaches for p in (leader, rival))
    marked = [d for d, mark in scored.sheet.marks.items() if mark > 0]
    return not untaught(scored) and not any(there.get(d, 0) > here.get(d, 0) for d in marked)


def untaught(scored: Scored) -> tuple[str, ...]:
    """Return the interests marked most exciting that neither degree teaches."""
    taught = {d for p in scored.model.archetypes for d in scored.knowledge.programs[p].teaches}
    return tuple(d for d, mark in scored.sheet.marks.items() if mark > 0 and d not in taught)


def opens_best_role(scored: Scored, leader: int, rival: int) -> bool:
    """Tell whether the leader's door to the role that fits best is better than the rival's; if not, either degree would do."""
    best, doors = ranked(scored.scores)[0], scored.model.archetype_doors
    return doors[leader][best].state.rank < doors[rival][best].state.rank


def _is_dead_end(scored: Scored, leader: int) -> bool:
    """Tell whether no degree leads to the goal or, without one, the leader does not lead to the role that fits best."""
    model, goal = scored.model, scored.sheet.goal
    best = model.roles[ranked(scored.scores)[0]]
    return not any(model.leads(p, goal or best) for p in (model.archetypes if goal else (leader,)))


def chance_first(margin: float, spread: float) -> float:
    """Return Φ(margin / spread), the chance that the leader of two alternatives is truly ahead; ½ at a spread of 0."""
    return NormalDist().cdf(margin / spread) if spread > ZERO else 0.5


def _why_unclear(scored: Scored) -> Unclear:
    """Return why the answers alone decide for no degree."""
    if is_straight_line(scored.sheet, scored.knowledge):
        return Unclear.FLAT
    if scored.estimate.touched < FEWEST_INTERESTS:
        return Unclear.TOO_FEW
    if scored.noise > CARELESS_NOISE:
        return Unclear.CONTRADICTORY
    spread = max(scored.estimate.value) - min(scored.estimate.value)
    return Unclear.FLAT if spread < FLAT_SPREAD else Unclear.TIE


def studies_outside(scored: Scored) -> tuple[str, ...]:
    """Return the kinds of study for a student whom neither degree suits, best first; empty for all others.

    That is one who likes nothing with sound much, and something else clearly more.
    """
    liking = scored.estimate.value
    pairs = list(zip(scored.knowledge.interests, liking, strict=True))
    sound = max((x for interest, x in pairs if interest.sound), default=-1.0)
    other = max((x for interest, x in pairs if not interest.sound), default=-1.0)
    if scored.estimate.touched < FEWEST_INTERESTS or sound > SOUND_LIKED or other - sound < OUTSIDE_LEAD:
        return ()
    scores = tuple(dot(u, liking) for u in scored.model.study_directions)
    return tuple(scored.knowledge.studies[s].id for s in ranked(scores)[:MOST_STUDIES])


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
        study = difference(model.program_directions[ahead], model.program_directions[behind])
        self.gap = difference(model.careers[ahead], model.careers[behind])
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
