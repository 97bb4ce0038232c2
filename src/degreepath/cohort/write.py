"""The table of results, one row a student, by ids for machines; docs/cohorts.md lists its columns. And names for files."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import polars as pl

from degreepath.advice.batch import BANDS, WHYS
from degreepath.cohort.cells import find_columns
from degreepath.cohort.read import ClassFile, part_of
from degreepath.cohort.score import DOORS, FITS, Flag, Scores, Talk, score_class
from degreepath.knowledge import Knowledge

FORMULA_START = r"^[=+\-@\t\r\n＝＋－＠]"
"""What a spreadsheet takes for a formula, at the beginning of a cell."""
_RESERVED = re.compile(r"(index|con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Names that no student's file can have: ours, and those that Windows keeps for itself."""
STAMP = "s"
LONGEST_NAME = 60


def columns(scores: Scores) -> pl.DataFrame:
    """Return a row for each student, in the order of the file, with the students' names if there are any."""
    read, knowledge = scores.read, scores.knowledge
    programs, roles = ([record.id for record in records] for records in (knowledge.programs, knowledge.roles))
    doors = zip(knowledge.archetypes, scores.goal_doors.T, strict=True)
    places = range(1, scores.roles.shape[1] + 1)
    table = {
        "student_id": read.ids,
        "program": _worded(scores.program, programs),
        "band": _worded(scores.band, BANDS),
        "confidence": pl.Series(scores.confidence).round(2),
        **{f"role_{n}": _worded(scores.roles[:, n - 1], roles) for n in places},
        "flags": _worded(scores.flags, _sets(tuple(Flag))),
        "stamp": STAMP + pl.Series(scores.stamps).cast(pl.String),
        **{f"fit_{n}": pl.Series(scores.fits[:, n - 1]).round(1).fill_nan(None) for n in places},
        "goal": _worded(read.goals, roles),
        **{f"goal_{degree.id}": _worded(door, DOORS) for degree, door in doors},
        "plan": _worded(read.plans, programs),
        "plan_door": _worded(scores.plan_door, DOORS),
        "why_unclear": _worded(scores.why, WHYS),
        "outside_first": pl.Series(scores.outside_first),
        "for_goal": pl.Series(scores.for_goal),
        "talk_first": _worded(scores.talk, _sets(tuple(Talk))),
        **{f"fit_word_{n}": _worded(scores.fit_words[:, n - 1], FITS) for n in places},
        "not_read": _not_read(read),
        "row": pl.Series(read.rows),
        **({"name": read.names} if (read.names != "").any() else {}),
    }
    return pl.DataFrame(table)


def _not_read(read: ClassFile) -> pl.Series:
    """Return for each student what was not understood, each with its column; null where all was."""
    said = pl.concat_str(
        pl.when(pl.col("column") != "").then("column"), "text", separator=": ", ignore_nulls=True
    )
    found = read.unread.group_by("row").agg(not_read=said.str.join("; "))
    rows = pl.DataFrame({"row": read.rows}, {"row": pl.Int64})
    return rows.join(found, on="row", how="left", maintain_order="left")["not_read"]


def _worded(places: np.ndarray[Any, Any], words: Sequence[str | None]) -> pl.Series:
    """Return the word at each place; null at -1."""
    return pl.Series([*words, None], dtype=pl.String).gather(pl.Series(places % (len(words) + 1)))


def _sets(words: Sequence[str]) -> list[str | None]:
    """Return for every set of bits the words of those that are set."""
    sets = (
        [word for place, word in enumerate(words) if bits >> place & 1] for bits in range(1 << len(words))
    )
    return [" ".join(each) or None for each in sets]


def score_frame(knowledge: Knowledge, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the table of results of students in a frame with the columns of a class file; rows without answers are left out.

    For other engines: a function of one part of a table, such as Spark's mapInPandas wants. Nobody is taken for one who
    handed in twice.
    """
    where, _ = find_columns(frame.columns, [], knowledge)
    used = {place for places in where.values() for place in places}
    part = frame.select(pl.nth(place).cast(pl.String).alias(str(place)) for place in used)
    return columns(score_class(part_of(knowledge, where, part.with_row_index("row", 1))))


def to_csv(table: pl.DataFrame) -> bytes:
    """Return the table as CSV that a spreadsheet can open."""
    text = pl.col(pl.String)
    risky = text.str.contains(FORMULA_START)
    return (
        table.with_columns(pl.when(risky).then(pl.lit("'") + text).otherwise(text).name.keep())
        .write_csv()
        .encode()
    )


def to_parquet(table: pl.DataFrame) -> bytes:
    """Return the table as Parquet."""
    file = io.BytesIO()
    table.write_parquet(file)
    return file.getvalue()


def students(table: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the table as it stands in a JSON document: several flags or reasons are a list, a missing value is null."""
    rows = table.to_dicts()
    for row in rows:
        row.update({name: (row[name] or "").split() for name in ("flags", "talk_first")})
    return rows


def file_names(read: ClassFile, places: Iterable[int], ending: str) -> dict[int, str]:
    """Return a file name for each student at these places: the id, or where that is no safe name or is taken, with the row."""
    names, taken = dict[int, str](), set[str]()
    for at in places:
        id_ = read.ids[at]
        name = re.sub(r"[^\w.@-]+", "-", id_, flags=re.ASCII).strip(".-")[:LONGEST_NAME]
        if name != id_ or _RESERVED.match(name):
            name = f"{name or 'student'}-row-{read.rows[at]}"
        while name.casefold() in taken:
            name += f"-row-{read.rows[at]}"
        taken.add(name.casefold())
        names[at] = name + ending
    return names
