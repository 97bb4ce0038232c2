"""Answers and marks as columns: what each student says about each interest. docs/method.md sections 1 and 6.

Adds, for interest d in file order: `_n_d` how many answers count, `_t_d` the sum of their values in half steps (-2..2), `_vv_d` the
sum of the squares of these, and if there are marks `_most_d` and `_least_d` (0 or 1); for the whole sheet `_opened` and `_straight`.
"""

from collections.abc import Sequence

import narwhals as nw

from degreepath.advice.interests import STRAIGHT_LINE
from degreepath.cohort.arithmetic import Table, total
from degreepath.knowledge.knowledge import Knowledge

MARKS = ("most", "least")
NEUTRAL = 3
HALF_STEP = 0.5
WORD = " "


def with_answers(frame: Table, knowledge: Knowledge, asked: Sequence[str]) -> Table:
    """Add what the columns `asked` (question ids) say; a straight line says nothing."""
    whole = [nw.col(question).cast(nw.Int16) for question in asked]
    values = [
        (NEUTRAL - column if knowledge.question[question].reverse else column - NEUTRAL)
        .fill_null(0)
        .alias(f"_v_{question}")
        for question, column in zip(asked, whole, strict=True)
    ]
    given = [(~nw.col(question).is_null()).cast(nw.Int16).alias(f"_a_{question}") for question in asked]
    frame = frame.with_columns(*values, *given)
    own = [
        [question for question in asked if knowledge.question[question].interest == d.id]
        for d in knowledge.interests
    ]
    sums = []
    for d, group in enumerate(own):
        v = [nw.col(f"_v_{question}") for question in group]
        sums.append(_sum([nw.col(f"_a_{question}") for question in group]).alias(f"_n_{d}"))
        sums.append(_sum(v).alias(f"_t_{d}"))
        sums.append(_sum([value * value for value in v]).alias(f"_vv_{d}"))
    frame = frame.with_columns(*sums)
    turned = [question for question in asked if knowledge.question[question].reverse]
    if not turned or len(turned) == len(asked):
        return frame.with_columns(_straight=nw.lit(value=False))
    frame = frame.with_columns(_straight=_straight_line(len(own), turned))
    frame = frame.with_columns(_keep=(~nw.col("_straight")).cast(nw.Int16))
    names = [f"{kind}{d}" for kind in ("_n_", "_t_", "_vv_") for d in range(len(own))]
    return frame.with_columns((nw.col(name) * nw.col("_keep")).alias(name) for name in names)


def _sum(columns: Sequence[nw.Expr]) -> nw.Expr:
    return total(columns) if columns else nw.lit(0).cast(nw.Int16)


def _straight_line(interests: int, turned: Sequence[str]) -> nw.Expr:
    """Return whether all answers are one number, statements that say opposite things (`turned`) included.

    n numbers are equal exactly if n·Σa² = (Σa)²: sums cost less than comparing every column with every other. The values of turned
    statements are negated, so Σa is Σv less twice theirs.
    """
    count, values, squares = (
        total(nw.col(f"{kind}{d}") for d in range(interests)).cast(nw.Int32)
        for kind in ("_n_", "_t_", "_vv_")
    )
    backward = total(nw.col(f"_a_{question}") for question in turned)
    whole = values - total(nw.col(f"_v_{question}") for question in turned).cast(nw.Int32) * 2
    return (count * squares == whole * whole) & (count >= STRAIGHT_LINE) & (backward > 0) & (backward < count)


def with_marks(frame: Table, knowledge: Knowledge, columns: Sequence[str]) -> Table:
    """Add what the mark columns say, whether they hold interest ids or bits; without marks, no opener was used."""
    present = [name for name in MARKS if name in columns]
    if not present:
        return frame.with_columns(_opened=nw.lit(value=False))
    schema = frame.collect_schema()
    marks = []
    for name in present:
        read = _from_text if schema[name] == nw.String else _from_bits
        marks += [e.cast(nw.Int16).alias(f"_{name}_{d}") for d, e in enumerate(read(name, knowledge))]
    frame = frame.with_columns(*marks)
    everything = total(nw.col(f"_{name}_{d}") for name in present for d in range(len(knowledge.interests)))
    return frame.with_columns(_opened=everything > 0)


def _from_text(name: str, knowledge: Knowledge) -> list[nw.Expr]:
    text = nw.concat_str(nw.lit(WORD), nw.col(name).fill_null(""), nw.lit(WORD))
    return [text.str.contains(f"{WORD}{interest.id}{WORD}", literal=True) for interest in knowledge.interests]


def _from_bits(name: str, knowledge: Knowledge) -> list[nw.Expr]:
    bits = nw.col(name).fill_null(0).cast(nw.Float64)
    above = [(bits * 0.5**d).floor() for d in range(len(knowledge.interests) + 1)]
    return [above[d] - above[d + 1] * 2 for d in range(len(knowledge.interests))]


def mark_sum(columns: Sequence[str], d: int) -> nw.Expr | None:
    """Return +1 for an interest marked as most exciting, -1 for least, 0 for neither; None if no marks were asked for."""
    signs = {"most": 1, "least": -1}
    parts = [nw.col(f"_{name}_{d}") * signs[name] for name in MARKS if name in columns]
    return total(parts) if parts else None
