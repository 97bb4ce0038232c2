"""Sums, weighted sums and the normal distribution as column expressions that every engine computes alike."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from math import sqrt
from operator import add
from typing import Any

import narwhals as nw

Table = nw.LazyFrame[Any]

# erfc(x) ≈ exp(−x²)·P(x)/Q(x): the middle interval of W. J. Cody, Rational Chebyshev Approximations for the Error Function,
# Mathematics of Computation 23 (1969), 631–637, highest power first. Cody uses it from 0.46875 to 4; on the whole half-line its
# absolute error stays below 5e-12 (at 0), so one formula without branches is enough here. A test measures it.
_P = (
    2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
    8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
)  # fmt: skip
_Q = (
    1.0, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
    3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
)  # fmt: skip


def total(terms: Iterable[nw.Expr]) -> nw.Expr:
    """Return the sum of columns."""
    return reduce(add, terms)


def weighted(weights: Sequence[float], columns: Sequence[nw.Expr], whole: nw.Expr) -> nw.Expr:
    """Return Σ w·column, given `whole`, the sum of all columns.

    In a direction most parts are one and the same number (what is not wanted), so it is taken out and costs one product.
    """
    common = usual(weights)
    rest = [column * (w - common) for w, column in zip(weights, columns, strict=True) if w != common]
    return total([whole * common, *rest])


def usual(weights: Sequence[float]) -> float:
    """Return the number that most of `weights` are."""
    return Counter(weights).most_common(1)[0][0]


def upper_tail(z: nw.Expr) -> nw.Expr:
    """Return 1 − Φ(z) for z ≥ 0."""
    x = z / sqrt(2)
    return (z * z * -0.5).exp() * 0.5 * _horner(_P, x) / _horner(_Q, x)


def _horner(coefficients: Sequence[float], x: nw.Expr) -> nw.Expr:
    value = x * coefficients[0] + coefficients[1]
    for coefficient in coefficients[2:]:
        value = value * x + coefficient
    return value
