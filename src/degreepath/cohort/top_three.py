"""The three largest of many columns and which they are: no sorting and no lists, so every engine can do it."""

from collections.abc import Sequence
from typing import NamedTuple

import narwhals as nw

from degreepath.advice.fit import TIE_DIGITS
from degreepath.cohort.arithmetic import Table
from degreepath.cohort.words import with_words

PLACES = 3
# Two digits finer than a tie, so that a score can be read back from its key well within 1e-9.
UNITS = 10.0 ** (TIE_DIGITS + 2)


class _Triple(NamedTuple):
    """Three columns, largest first."""

    first: nw.Expr
    second: nw.Expr
    third: nw.Expr


def with_top_three(frame: Table, scores: Sequence[str], names: Sequence[str]) -> Table:
    """Add `role_1` to `role_3`, the names of the three largest score columns, `_top_1` to `_top_3`, their scores, and `_best`.

    `_best` is the place of the largest among `names`.

    Ties go to the earlier name. A score and its place become one number, so that the largest numbers tell both; sorted groups of
    three are then merged in rounds, each round a stage of columns.
    """
    size = len(names)
    frame = frame.with_columns(
        ((nw.col(score) * UNITS).round(0) * size + (size - 1 - place)).alias(f"_key_{place}")
        for place, score in enumerate(scores)
    )
    keys = [nw.col(f"_key_{place}") for place in range(size)]
    padding = [nw.lit(-UNITS * size * size)] * (-size % PLACES)
    groups = [*keys, *padding]
    triples = [_sorted(*groups[start : start + PLACES]) for start in range(0, len(groups), PLACES)]
    rounds = 0
    while len(triples) > 1:
        frame, triples = _stage(frame, triples, f"_round_{rounds}")
        odd = triples[-1:] if len(triples) % 2 else []
        triples = [_merged(a, b) for a, b in zip(triples[::2], triples[1::2], strict=False)] + odd
        rounds += 1
    frame, (best,) = _stage(frame, triples, "_best")
    return _read_back(frame, best, names)


def _stage(frame: Table, triples: list[_Triple], label: str) -> tuple[Table, list[_Triple]]:
    """Add the triples to the frame as columns and return them as such."""
    names = [[f"{label}_{i}_{place}" for place in range(PLACES)] for i in range(len(triples))]
    columns = [
        e.alias(name) for t, own in zip(triples, names, strict=True) for e, name in zip(t, own, strict=True)
    ]
    return frame.with_columns(*columns), [_Triple(*map(nw.col, own)) for own in names]


def _sorted(a: nw.Expr, b: nw.Expr, c: nw.Expr) -> _Triple:
    high, low = nw.max_horizontal(a, b), nw.min_horizontal(a, b)
    return _Triple(
        nw.max_horizontal(high, c),
        nw.max_horizontal(low, nw.min_horizontal(high, c)),
        nw.min_horizontal(low, c),
    )


def _merged(a: _Triple, b: _Triple) -> _Triple:
    third = (a.third, b.third, nw.min_horizontal(a.first, b.second), nw.min_horizontal(a.second, b.first))
    return _Triple(
        nw.max_horizontal(a.first, b.first),
        nw.max_horizontal(nw.min_horizontal(a.first, b.first), a.second, b.second),
        nw.max_horizontal(*third),
    )


def _read_back(frame: Table, best: _Triple, names: Sequence[str]) -> Table:
    size = len(names)
    units = [(key / size).floor().alias(f"_units_{place}") for place, key in enumerate(best, start=1)]
    frame = frame.with_columns(*units)
    frame = frame.with_columns(
        (key - nw.col(f"_units_{place}") * size).cast(nw.Int64).alias(f"_low_{place}")
        for place, key in enumerate(best, start=1)
    )
    frame = frame.with_columns(
        *((nw.col(f"_units_{place}") / UNITS).alias(f"_top_{place}") for place in range(1, PLACES + 1)),
        _best=size - 1 - nw.col("_low_1"),
    )
    words = tuple(reversed(names))
    return with_words(frame, {f"role_{place}": (f"_low_{place}", words) for place in range(1, PLACES + 1)})
