"""The degree, or why none is named. docs/method.md section 6."""

from math import sqrt

from degreepath.advice.band import Band, Unclear
from degreepath.advice.confidence import (
    FEWEST_ANSWERS,
    FEWEST_INTERESTS,
    ZERO,
    band_of,
    chance_first,
    variance,
)
from degreepath.advice.fit import ranked
from degreepath.advice.interests import is_straight_line
from degreepath.advice.programs import margin_gradient
from degreepath.advice.recommendation import Verdict
from degreepath.advice.scored import Scored

FLAT_SPREAD = 0.15


def judge(scored: Scored) -> Verdict:
    """Decide between the archetypes. A tie goes to file order.

    A declared goal is a hard gate outside the sum: an archetype that cannot lead there never comes before one that can. Without
    a goal, no degree is named that cannot lead to the role that fits best: the answers speak for both degrees then.
    """
    model, estimate = scored.model, scored.estimate
    values = {p: scored.program_score(p) for p in model.archetypes}
    closed = [p for p in values if p in scored.closed_to_goal]
    order = sorted(values, key=lambda p: (p in closed and len(closed) < len(values), -values[p], p))
    leader, rival = order[:2]
    margin = values[leader] - values[rival]
    delta = margin_gradient(model, leader, rival, scored.attention)
    confidence = chance_first(margin, sqrt(variance(estimate, delta, scored.noise)))
    blank = all(abs(value) < ZERO for value in values.values())
    too_few = estimate.touched < FEWEST_INTERESTS
    may_be_clear = not scored.careless and estimate.answered >= FEWEST_ANSWERS
    band = Band.TOO_CLOSE if blank or too_few else band_of(confidence, may_be_clear=may_be_clear)
    dead_end = band is not Band.TOO_CLOSE and _is_dead_end(scored, leader)
    if dead_end:
        band = Band.TOO_CLOSE
    return Verdict(
        program=None if band is Band.TOO_CLOSE else model.programs[leader],
        band=band,
        confidence=confidence,
        why_unclear=_why(scored) if band is Band.TOO_CLOSE else None,
        leader=model.programs[leader],
        rival=model.programs[rival],
        margin=margin,
        careless=scored.careless,
        noise=scored.noise,
        discarded=is_straight_line(scored.sheet, scored.knowledge),
        dead_end=dead_end,
        closed_to_goal=tuple(model.programs[p] for p in closed),
    )


def _is_dead_end(scored: Scored, program: int) -> bool:
    """Tell whether `program` cannot lead to the role that fits best, no goal being declared."""
    best = scored.model.roles[ranked(scored.scores)[0]]
    return scored.sheet.goal is None and program in scored.model.closed_to(best)


def _why(scored: Scored) -> Unclear:
    interests = scored.estimate.value
    if is_straight_line(scored.sheet, scored.knowledge):
        return Unclear.FLAT
    if scored.estimate.touched < FEWEST_INTERESTS:
        return Unclear.TOO_FEW
    if scored.careless:
        return Unclear.CONTRADICTORY
    return Unclear.FLAT if max(interests) - min(interests) < FLAT_SPREAD else Unclear.TIE
