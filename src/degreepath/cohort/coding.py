"""From what the cells of a class file say to what scoring needs, and which cells say nothing that it can use."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from degreepath.cohort.cells import (
    BOTH_WAYS,
    NO_ID,
    NOT_A_ROLE,
    NOT_AN_ANSWER,
    NOT_MARKS,
    mark_bits,
    spellings,
)
from degreepath.cohort.columns import ID
from degreepath.knowledge.find import by_names, name_key
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.vocabulary import ANSWER_WORDS

OTHER_PLAN = "_other_plan"
ANSWERS = tuple(ANSWER_WORDS)
HIGHEST = max(ANSWERS)


@dataclass(frozen=True)
class Flag:
    """The column `name` says which cells of `column` are bad; `reason` says why."""

    column: str
    reason: str
    name: str


def code_cells(frame: pl.LazyFrame, knowledge: Knowledge) -> tuple[pl.LazyFrame, list[Flag]]:
    """Return the table coded (answers 1..5, marks as bits, goal and plan as ids, null where nothing is said), and its flags.

    `_other_plan` says which rows name a plan that is no program of ours; that is no mistake.
    """
    schema = frame.collect_schema()
    blank = pl.col(ID).is_null() | (pl.col(ID).str.strip_chars() == "")
    columns = [blank.alias("_bad_id")]
    flags = [Flag(ID, NO_ID, "_bad_id")]

    def add(column: str, value: pl.Expr, reason: str) -> None:
        said = _said(column, schema[column])
        columns.extend((value.alias(column), (said & value.is_null()).alias(f"_bad_{column}")))
        flags.append(Flag(column, reason, f"_bad_{column}"))

    for question in (name for name in schema if name in knowledge.question):
        add(question, _answer(question, schema[question]), NOT_AN_ANSWER)
    marks = [name for name in ("most", "least") if name in schema]
    for name in marks:
        add(name, _looked_up(frame, name, lambda text: mark_bits(text, knowledge), pl.Int64()), NOT_MARKS)
    if "goal" in schema:
        roles = {name: role.id for name, role in by_names(knowledge.roles).items()}
        add(
            "goal", _looked_up(frame, "goal", lambda text: roles.get(name_key(text)), pl.String()), NOT_A_ROLE
        )
    if "plan" in schema:
        programs = {name: program.id for name, program in by_names(knowledge.programs).items()}
        plan = _looked_up(frame, "plan", lambda text: programs.get(name_key(text)), pl.String())
        columns += [plan.alias("plan"), (_said("plan", schema["plan"]) & plan.is_null()).alias(OTHER_PLAN)]
    else:
        columns.append(pl.lit(value=False).alias(OTHER_PLAN))
    frame = frame.with_columns(*columns)
    if len(marks) == 2:
        flags.append(Flag("least", BOTH_WAYS, "_bad_both"))
        frame = frame.with_columns(_bad_both=(pl.col("most") & pl.col("least")).fill_null(0) != 0)
    return frame, flags


def _said(column: str, kind: pl.DataType) -> pl.Expr:
    """Return which cells hold anything."""
    if kind.is_float():
        return pl.col(column).is_not_null() & pl.col(column).is_not_nan()
    if kind.is_numeric():
        return pl.col(column).is_not_null()
    return pl.col(column).cast(pl.String).str.strip_chars().fill_null("") != ""


def _answer(column: str, kind: pl.DataType) -> pl.Expr:
    """Return a column of answers as 1..5, null where a cell holds anything else."""
    text = pl.col(column).cast(pl.String).str.strip_chars()
    number = pl.col(column) if kind.is_numeric() else text.cast(pl.Float64, strict=False)
    whole = pl.when(number.is_between(1, HIGHEST) & (number == number.floor())).then(number).cast(pl.Int8)
    if kind.is_numeric():
        return whole
    # As an Enum in the order of the answers, a text becomes its place among all spellings, and that the answer.
    known = [spelling for answer in ANSWERS for spelling in spellings(answer)]
    place = text.str.to_lowercase().cast(pl.Enum(known), strict=False).to_physical()
    words = (place // len(spellings(HIGHEST)) + 1).cast(pl.Int8)
    return pl.coalesce(words, whole)


def _looked_up(
    frame: pl.LazyFrame, column: str, reading: Callable[[str], int | str | None], kind: pl.DataType
) -> pl.Expr:
    """Return a column with each different text read once by `reading`; null where it finds nothing."""
    text = pl.col(column).cast(pl.String)
    different = frame.select(text.unique()).collect(engine="streaming").to_series().drop_nulls()
    found = {cell: value for cell in different if cell.strip() and (value := reading(cell)) is not None}
    return text.replace_strict(list(found), list(found.values()), default=None, return_dtype=kind)
