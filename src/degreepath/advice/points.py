"""How often each of several alternatives stays first: 256 fixed points of the student's uncertainty. docs/method.md section 6."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import count, islice
from math import isqrt, sqrt
from statistics import NormalDist

from degreepath.advice.fit import Vector
from degreepath.advice.interests import SPREAD_BETWEEN_INTERESTS, Estimate, pool

POINTS = 256


@lru_cache(maxsize=4)
def normal_points(dimensions: int) -> tuple[Vector, ...]:
    """Return 256 points of the standard normal distribution, the second half the mirror of the first.

    A Kronecker sequence on the square roots of primes, moved by half a step: deterministic, evenly spread.
    """
    primes = (n for n in count(2) if all(n % k for k in range(2, isqrt(n) + 1)))
    steps = [sqrt(prime) % 1 for prime in islice(primes, dimensions)]
    inverse = NormalDist().inv_cdf
    half = [tuple(inverse(((i + 0.5) * step) % 1) for step in steps) for i in range(POINTS // 2)]
    return tuple(half) + tuple(tuple(-part for part in point) for point in half)


def possible_students(estimate: Estimate, noise: float) -> list[Vector]:
    """Return the interests of 256 students who could have given these answers: points of N(x, Cov)."""
    pooling, _, level_variance = pool(estimate.weight, noise)
    own = [SPREAD_BETWEEN_INTERESTS * sqrt(1 - b) for b in pooling]
    common = [sqrt(level_variance) * (1 - b) for b in pooling]
    return [
        tuple(
            x + s * z + c * point[0]
            for x, s, c, z in zip(estimate.value, own, common, point[1:], strict=True)
        )
        for point in normal_points(len(own) + 1)
    ]


def shares_first(scores: Iterable[Vector]) -> dict[int, float]:
    """Return how often each alternative (by index) has the highest of the `scores` of one student; the shares sum to 1."""
    firsts = Counter(values.index(max(values)) for values in scores)
    whole = firsts.total()
    return {index: count / whole for index, count in firsts.items()}
