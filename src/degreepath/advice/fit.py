"""How well a role matches the interests: profile correlation, floored. docs/method.md section 2."""

from collections.abc import Mapping
from math import fsum, sqrt
from operator import mul

TIE_DIGITS = 9
Vector = tuple[float, ...]
"""One number for each interest, or each role, in file order."""


def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product of two vectors of the same length, rounded once: the same on every Python."""
    return fsum(map(mul, a, b))


def direction(wants: Mapping[str, int], interests: tuple[str, ...]) -> Vector:
    """Return the unit vector u of a profile `interest = 1..3` over `interests`; its parts sum to 0.

    What is wanted more than on average counts for; everything not wanted shares the same amount against. Because the parts
    sum to 0, answering everything one step higher changes nothing.
    """
    mean = sum(wants.values()) / len(interests)
    raw = {d: max(wants[d] - mean, 0.0) if d in wants else 0.0 for d in interests}
    against = fsum(raw.values()) / (len(interests) - len(wants))
    centred = tuple(raw[d] if d in wants else -against for d in interests)
    length = sqrt(dot(centred, centred))
    return tuple(part / length for part in centred)


def largest_score(directions: tuple[Vector, ...]) -> float:
    """Return K, the largest score that any of the directions could give to interests in [-1, 1]."""
    return max(fsum(map(abs, u)) for u in directions)


def shown_fit(score: float, largest: float) -> float:
    """Return a role's score as fit, 0 to 100, 50 meaning neither for nor against."""
    return 50 + 50 * score / largest


def ranked(scores: Vector) -> list[int]:
    """Return the places of `scores`, highest first; what is equal to nine digits stays in file order."""
    return sorted(range(len(scores)), key=lambda i: (-round(scores[i], TIE_DIGITS), i))
