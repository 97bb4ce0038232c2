"""The student's own answer noise as a column: `advice.confidence.answer_noise`. docs/method.md section 6."""

from collections.abc import Sequence

import narwhals as nw

from degreepath.advice.confidence import PRIOR_PAIRS
from degreepath.advice.interests import ANSWER_NOISE, OPENER_MARK, OPENER_WEIGHT
from degreepath.cohort.arithmetic import total
from degreepath.cohort.readings import HALF_STEP, mark_sum


def noise2(interests: int, columns: Sequence[str]) -> nw.Expr:
    """Return σ̂². Reads `_n_d`, `_t_d`, `_vv_d` and the marks.

    Of n answers to one interest, Σ (a − b)² over all pairs is n·Σa² − (Σa)²; a mark m pairs with each of them, and
    Σ (a − m)² is Σa² − 2m·Σa + n·m².
    """
    answers = [_answer_pairs(d) for d in range(interests)]
    squares = total(square for square, _ in answers).cast(nw.Float64) * (HALF_STEP**2 / 2)
    pairs = total(count for _, count in answers).cast(nw.Float64)
    marked = [_mark_pairs(d, mark) for d in range(interests) if (mark := mark_sum(columns, d)) is not None]
    if marked:
        squares = squares + total(square for square, _ in marked) * (1 / (1 + 1 / OPENER_WEIGHT))
        pairs = pairs + total(count for _, count in marked)
    return (squares + PRIOR_PAIRS * ANSWER_NOISE**2) / (pairs + float(PRIOR_PAIRS))


def _answer_pairs(d: int) -> tuple[nw.Expr, nw.Expr]:
    n, t = nw.col(f"_n_{d}"), nw.col(f"_t_{d}")
    return n * nw.col(f"_vv_{d}") - t * t, (n * (n - 1)).cast(nw.Float64) * 0.5


def _mark_pairs(d: int, mark: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
    n, t = nw.col(f"_n_{d}").cast(nw.Float64), nw.col(f"_t_{d}").cast(nw.Float64)
    sign = mark.cast(nw.Float64)
    one = sign * sign
    squares = (nw.col(f"_vv_{d}").cast(nw.Float64) * HALF_STEP**2 + n * OPENER_MARK**2) * one
    return squares - sign * t * (2 * OPENER_MARK * HALF_STEP), n * one
