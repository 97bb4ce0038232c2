"""The stamp of `advice/stamp.py` as a column expression."""

from collections.abc import Sequence

import narwhals as nw

from degreepath.advice.stamp import MODULUS, OFFSET, PREFIX, coefficient
from degreepath.cohort.arithmetic import total
from degreepath.cohort.readings import MARKS
from degreepath.knowledge.knowledge import Knowledge


def stamp_column(knowledge: Knowledge, asked: Sequence[str], columns: Sequence[str]) -> nw.Expr:
    """Return the stamp of each row, from the columns `asked`, the marks that `with_marks` has read, and `goal`."""
    parts = [nw.lit(coefficient(knowledge, "sheet"))]
    parts += [
        nw.col(question).fill_null(0).cast(nw.Int64) * coefficient(knowledge, f"answer {question}")
        for question in asked
    ]
    parts += [
        nw.col(f"_{name}_{d}").cast(nw.Int64) * coefficient(knowledge, f"{name} {interest.id}")
        for name in MARKS
        if name in columns
        for d, interest in enumerate(knowledge.interests)
    ]
    if "goal" in columns:
        parts += [
            (nw.col("goal") == role.id).fill_null(value=False).cast(nw.Int64)
            * coefficient(knowledge, f"goal {role.id}")
            for role in knowledge.roles
        ]
    return nw.concat_str(nw.lit(PREFIX), (total(parts) % MODULUS + OFFSET).cast(nw.String))
