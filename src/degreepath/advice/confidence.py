"""How sure the advice is. docs/method.md section 6."""

from collections import defaultdict
from itertools import combinations
from math import fsum, sqrt
from statistics import NormalDist

from degreepath.advice.band import Band
from degreepath.advice.fit import Vector, dot
from degreepath.advice.interests import ANSWER_NOISE, SPREAD_BETWEEN_INTERESTS, Estimate, Reading, pool

PRIOR_PAIRS = 6
CARELESS_NOISE = 0.45
FEWEST_INTERESTS = 4
FEWEST_ANSWERS = 6
ZERO = 1e-9


LOWEST_CONFIDENCE = {Band.CLEAR: 0.90, Band.LIKELY: 0.75, Band.LEANING: 0.60}


def answer_noise(estimate: Estimate) -> float:
    """Return σ̂, the student's own answer noise, from the pairs of answers on one interest and six pairs' worth of prior.

    A mark of the opener pairs with the answers too; being a weak answer, it may differ from them by more.
    """
    by_interest: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in estimate.readings:
        if reading.question or reading.value:
            by_interest[reading.interest].append(reading)
    pairs = [pair for readings in by_interest.values() for pair in combinations(readings, 2)]
    squares = fsum((a.value - b.value) ** 2 / (1 / a.weight + 1 / b.weight) for a, b in pairs)
    return sqrt((PRIOR_PAIRS * ANSWER_NOISE**2 + squares) / (PRIOR_PAIRS + len(pairs)))


def variance(estimate: Estimate, delta: Vector, noise: float) -> float:
    """Return δ′ Cov δ, the variance of a score difference with gradient `delta`."""
    pooling, _, level_variance = pool(estimate.weight, noise)
    own = fsum(part**2 * (1 - b) for part, b in zip(delta, pooling, strict=True))
    return SPREAD_BETWEEN_INTERESTS**2 * own + level_variance * dot(delta, tuple(1 - b for b in pooling)) ** 2


def chance_first(margin: float, spread: float) -> float:
    """Return Φ(margin / spread), the chance that the leader of two alternatives is truly ahead; ½ at a spread of 0."""
    return NormalDist().cdf(margin / spread) if spread > ZERO else 0.5


def band_of(confidence: float, *, may_be_clear: bool) -> Band:
    """Return the band of a confidence. Careless answers, and fewer than six, are never called clear: nothing checks them."""
    for band, lowest in LOWEST_CONFIDENCE.items():
        if confidence >= lowest and (may_be_clear or band is not Band.CLEAR):
            return band
    return Band.TOO_CLOSE
