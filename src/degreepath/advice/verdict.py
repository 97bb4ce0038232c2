"""The degree and how sure it is, or why none is named. docs/method.md section 6."""

from enum import StrEnum
from math import sqrt
from statistics import NormalDist

from pydantic import Field

from degreepath.advice.doors import DoorState
from degreepath.advice.flip import turned_by_few
from degreepath.advice.interests import is_straight_line, variance
from degreepath.advice.scoring import TIE_DIGITS, Scored, dot, margin_gradient, ranked
from degreepath.knowledge.fields import Record

CARELESS_NOISE = 0.45
FEWEST_INTERESTS = 4
FEWEST_ANSWERS = 8
FLAT_SPREAD = 0.15
ZERO = 1e-9
OUTSIDE_LEAD = 0.25
SOUND_LIKED = 0.30
MOST_STUDIES = 2


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


class Verdict(Record):
    """The degree, or why none is named. `leader` and `rival` are the two degrees compared, whatever the band.

    The band speaks of the answers alone. With a goal to which one degree leads, that degree is the leader and is named.
    """

    program: str | None
    band: Band
    confidence: float = Field(
        description="the chance that the leader is ahead; .5 where the goal overrules the answers"
    )
    why_unclear: Unclear | None
    leader: str
    rival: str
    margin: float
    careless: bool = Field(description="answers to similar statements differ too much to be called clear")
    noise: float
    straight_line: bool = Field(description="the same number was given to every statement")
    for_goal: bool = Field(description="the degree is named because it alone leads to the declared goal")
    leads_to_goal: tuple[str, ...] = Field(description="the degrees that lead to the declared goal")
    untaught: tuple[str, ...] = Field(
        description="interests marked most exciting that neither degree teaches"
    )
    studies: tuple[str, ...] = Field(
        description="kinds of study outside both degrees, where neither degree suits"
    )


def judge(scored: Scored) -> Verdict:
    """Decide between the two general degrees. A tie goes to file order."""
    model, goal = scored.model, scored.sheet.goal
    leading = [p for p in model.archetypes if goal and model.leads(p, goal)]
    for_goal = len(leading) == 1
    values = {p: scored.program_score(p) for p in model.archetypes}
    order = sorted(values, key=lambda p: (for_goal and p not in leading, -round(values[p], TIE_DIGITS), p))
    leader, rival = order[:2]
    margin = values[leader] - values[rival]
    delta = margin_gradient(model, leader, rival, scored.attention)
    confidence = chance_first(margin, sqrt(variance(scored.estimate, delta, scored.noise)))
    against = for_goal and confidence < 1 - LOWEST_CONFIDENCE[Band.LEANING]
    band = _band(scored, leader, rival, confidence)
    why = None
    if band is Band.TOO_CLOSE:
        why = Unclear.GOAL if against or (goal and not leading) else _why_unclear(scored)
    studies = () if goal else studies_outside(scored)
    if studies:
        band, why = Band.TOO_CLOSE, None
    named = for_goal or band is not Band.TOO_CLOSE
    return Verdict(
        program=model.programs[leader] if named else None,
        band=band,
        confidence=max(confidence, 0.5),
        why_unclear=why,
        leader=model.programs[leader],
        rival=model.programs[rival],
        margin=margin,
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
    touched, answered = scored.estimate.touched, scored.estimate.answered
    if touched < FEWEST_INTERESTS or all(abs(scored.program_score(p)) < ZERO for p in (leader, rival)):
        return Band.TOO_CLOSE
    band = next((band for band, lowest in LOWEST_CONFIDENCE.items() if confidence >= lowest), Band.TOO_CLOSE)
    if band is Band.TOO_CLOSE or _is_dead_end(scored, leader):
        return Band.TOO_CLOSE
    if is_straight_line(scored.sheet, scored.knowledge):
        only_marks_count = scored.estimate.pairs and scored.sheet.marks
        return Band.LEANING if only_marks_count else Band.TOO_CLOSE
    if band is Band.CLEAR:
        careless = scored.noise > CARELESS_NOISE
        few = answered < FEWEST_ANSWERS
        if (
            careless
            or few
            or not marks_agree(scored, leader, rival)
            or not opens_best_role(scored, leader, rival)
            or turned_by_few(scored, leader, rival)
        ):
            return Band.LIKELY
    return band


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
    best, order = ranked(scored.scores)[0], list(DoorState)
    one, other = (order.index(scored.model.archetype_doors[p][best].state) for p in (leader, rival))
    return one < other


def _is_dead_end(scored: Scored, leader: int) -> bool:
    """Tell whether no degree leads to the goal or, without one, the leader does not lead to the role that fits best."""
    model, goal = scored.model, scored.sheet.goal
    if goal:
        return not any(model.leads(p, goal) for p in model.archetypes)
    return not model.leads(leader, model.roles[ranked(scored.scores)[0]])


def chance_first(margin: float, spread: float) -> float:
    """Return Φ(margin / spread), the chance that the leader of two alternatives is truly ahead; ½ at a spread of 0."""
    return NormalDist().cdf(margin / spread) if spread > ZERO else 0.5


def _why_unclear(scored: Scored) -> Unclear:
    """Return why the answers alone decide for no degree."""
    interests = scored.estimate.value
    if is_straight_line(scored.sheet, scored.knowledge):
        return Unclear.FLAT
    if scored.estimate.touched < FEWEST_INTERESTS:
        return Unclear.TOO_FEW
    if scored.noise > CARELESS_NOISE:
        return Unclear.CONTRADICTORY
    return Unclear.FLAT if max(interests) - min(interests) < FLAT_SPREAD else Unclear.TIE


def likes_other_things(scored: Scored) -> bool:
    """Tell whether the student likes nothing with sound much, and something else clearly more."""
    pairs = list(zip(scored.knowledge.interests, scored.estimate.value, strict=True))
    best_sound = max((x for interest, x in pairs if interest.sound), default=0.0)
    best_other = max((x for interest, x in pairs if not interest.sound), default=best_sound)
    return best_sound <= SOUND_LIKED and best_other - best_sound >= OUTSIDE_LEAD


def studies_outside(scored: Scored) -> tuple[str, ...]:
    """Return the kinds of study for a student whom neither degree suits, best first; empty for all others."""
    if scored.estimate.touched < FEWEST_INTERESTS or not likes_other_things(scored):
        return ()
    scores = tuple(dot(u, scored.estimate.value) for u in scored.model.study_directions)
    return tuple(scored.knowledge.studies[s].id for s in ranked(scores)[:MOST_STUDIES])
