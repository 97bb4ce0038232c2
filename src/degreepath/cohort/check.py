"""Setting bad rows aside: every cell that cannot be used is named with its row and the reason, and all other rows are kept."""

from dataclasses import dataclass

import polars as pl

from degreepath.cohort.cells import TWICE
from degreepath.cohort.coding import OTHER_PLAN, Flag, code_cells
from degreepath.cohort.columns import ID
from degreepath.cohort.read import ROW, ClassFile, Reject
from degreepath.knowledge.knowledge import Knowledge


@dataclass(frozen=True)
class Checked:
    """A class of which `frame` holds the rows that can be scored, coded as `score_frame` wants them, and `row` and `plan`.

    `rows` = `good` + the rows named in `rejects`. `other_plans` counts plans that are no program of ours: kept, not compared.
    """

    frame: pl.LazyFrame
    rows: int
    good: int
    rejects: tuple[Reject, ...]
    unused: tuple[str, ...]
    other_plans: int

    @property
    def rejected(self) -> int:
        """How many rows were set aside."""
        return self.rows - self.good


def check(opened: ClassFile, knowledge: Knowledge) -> Checked:
    """Check an opened class file."""
    frame, flags = code_cells(opened.frame, knowledge)
    bad = pl.any_horizontal(flag.name for flag in flags)
    counts = frame.select(
        rows=pl.len(),
        bad=bad.sum(),
        ids=pl.col(ID).filter(~bad).hash().n_unique(),
        other_plans=pl.col(OTHER_PLAN).filter(~bad).sum(),
    ).collect(engine="streaming")
    rows, bad_rows, ids, other_plans = counts.row(0)
    rejects = list(opened.rejects)
    if bad_rows:
        rejects += _bad_cells(frame.filter(bad), flags)
        frame = frame.filter(~bad)
    good = rows - bad_rows
    frame = frame.drop(OTHER_PLAN, *(flag.name for flag in flags))
    if ids < good:
        again = _used_before(frame)
        rejects += [Reject(row, ID, TWICE) for row in again]
        good -= len(again)
        frame = frame.filter(~pl.col(ROW).is_in(again))
    return Checked(
        frame=frame,
        rows=rows + len({reject.row for reject in opened.rejects}),
        good=good,
        rejects=tuple(sorted(rejects, key=lambda reject: reject.row)),
        unused=opened.columns.unused,
        other_plans=other_plans,
    )


def _bad_cells(frame: pl.LazyFrame, flags: list[Flag]) -> list[Reject]:
    table = frame.select(ROW, *(flag.name for flag in flags)).collect(engine="streaming")
    return [
        Reject(row, flag.column, flag.reason)
        for flag in flags
        for row in table.filter(pl.col(flag.name)).get_column(ROW).to_list()
    ]


def _used_before(frame: pl.LazyFrame) -> list[int]:
    """Return the rows whose id an earlier row has; equal hashes only say that it is worth looking."""
    table = frame.select(ROW, ID).collect(engine="streaming").sort(ROW)
    return table.filter(~pl.col(ID).is_first_distinct()).get_column(ROW).to_list()
