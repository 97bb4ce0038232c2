"""A class that was read: its students as arrays, a hundred bytes each. And reading it: header, cells, who handed in twice."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.cohort import cells
from degreepath.cohort.tables import LONGEST, MOST_COLUMNS, Table, tables
from degreepath.errors import AnswersError, MissingExtraError
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import clean_text
from degreepath.text import some

try:
    import numpy as np
    import numpy.typing as npt
    import polars as pl
except ImportError:
    raise MissingExtraError("Reading a class", "cohort") from None

from degreepath.advice.arrays import Flags, Ints, Small
from degreepath.advice.batch import Sheets

BOTH = "both"
MOST_TOLD, NAMED = 5, {"goal", "plan", "country", "many"}
"""What a counsellor may want to ask one student about: told with its rows."""
UNREAD = {"row": int, "column": str, "kind": str, "text": str}
PER_STUDENT = ("ids", "names", "stamps", "rows", "answers", "marks", "goals", "plans", "countries")


@dataclass(frozen=True)
class Student:
    """One student of a class: the sheet, the program that is planned (an id), and what was skipped in the row."""

    id: str
    name: str
    row: int
    sheet: AnswerSheet
    plan: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class ClassFile:
    """The students of a class file, one row of each array a student, in the order of the file.

    `rows` as a spreadsheet counts; `answers`: students × questions, 1..5, 0 for none; `marks`: students × interests, +1 most,
    -1 least exciting; `goals`, `plans`, `countries`: places in the knowledge base, -1 for none. `unread`: the row, column,
    kind and text of each cell that could not be read; `set_aside`: rows that hold no student, and why; `found`: what the
    file is like; `resubmitted`: how many earlier rows of a student were left out.
    """

    knowledge: Knowledge = field(repr=False)
    ids: pl.Series
    names: pl.Series
    stamps: pl.Series
    rows: Ints
    answers: Small
    marks: Small
    goals: npt.NDArray[np.int16]
    plans: npt.NDArray[np.int16]
    countries: npt.NDArray[np.int16]
    unread: pl.DataFrame
    set_aside: tuple[tuple[int, str], ...] = ()
    found: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    resubmitted: int = 0

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def sheets(self) -> Sheets:
        """The students as `advice/batch.py` scores them."""
        return Sheets(self.answers, self.marks, self.goals)

    @property
    def warnings(self) -> tuple[str, ...]:
        """A sentence for each kind of cell that could not be read, with counts, and what else a counsellor should know."""
        counts = self.unread.group_by("kind", "text", maintain_order=True).agg(
            pl.len(), pl.col("row").head(3)
        )
        told = []
        for kind, sentence in cells.FORM["unread"].items():
            texts = sorted(
                (each[1:] for each in counts.iter_rows() if each[0] == kind), key=lambda each: -each[1]
            )
            if n := sum(count for _, count, _ in texts):
                named = [
                    f"{text} ({_where(count, rows) if kind in NAMED else count})"
                    for text, count, rows in texts[:MOST_TOLD]
                ]
                s, were = ("", "was") if n == 1 else ("s", "were")
                told.append(sentence.format(n=n, s=s, were=were, texts=some(named, MOST_TOLD, len(texts))))
        return (*told, *self.remarks)

    @cached_property
    def students(self) -> tuple[Student, ...]:
        """The students one by one; for a class, not for a country."""
        notes = defaultdict[int, list[str]](list)
        for row, column, _, text in self.unread.iter_rows():
            notes[row].append(f"{column}: {text}" if column else text)
        return tuple(self._student(at, tuple(notes[row])) for at, row in enumerate(self.rows.tolist()))

    def _student(self, at: int, notes: tuple[str, ...]) -> Student:
        knowledge = self.knowledge
        answers = zip(knowledge.questions, self.answers[at].tolist(), strict=True)
        marks = list(zip(knowledge.interests, self.marks[at].tolist(), strict=True))
        most, least = (tuple(interest.id for interest, mark in marks if mark == way) for way in (1, -1))
        sheet = AnswerSheet(
            opener=Opener(most=most, least=least) if most or least else None,
            answers={question.id: answer for question, answer in answers if answer},
            goal=knowledge.roles[self.goals[at]].id if self.goals[at] >= 0 else None,
            country=knowledge.countries[self.countries[at]] if self.countries[at] >= 0 else None,
        )
        plan = knowledge.programs[self.plans[at]].id if self.plans[at] >= 0 else None
        return Student(self.ids[at], self.names[at], int(self.rows[at]), sheet, plan, notes)

    def only(self, which: Any) -> "ClassFile":
        """Return the students at these places (a slice, or numbers in order) alone."""
        changed = {name: getattr(self, name)[which] for name in PER_STUDENT}
        here = self.unread["row"].is_in(changed["rows"].tolist())
        return replace(self, **changed, unread=self.unread.filter(here))


def _where(count: int, rows: Sequence[int]) -> str:
    return f"row{'s'[: count > 1]} {some([*map(str, rows)], 3, count)}"


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────
def read_class(knowledge: Knowledge, path: Path) -> ClassFile:
    """Read a class file: CSV or other text, XLSX or Parquet. No cell throws a student out.

    Raises FileError if the file cannot be read, AnswersError if it is no class or nobody in it answered anything.
    """
    with tables(path) as choices:
        table, header, found = _header(choices, path, knowledge)
        below = [row for number, row in table.head.items() if number > header]
        columns, said = cells.find_columns(table.head[header], below, knowledge)
        if "id" not in columns:
            raise AnswersError(
                f"No column of {path} names the students; call the one with their numbers 'student_id'."
            )
        used = {place for places in columns.values() for place in places}
        parts = [part_of(knowledge, columns, part) for part in table.below(header, used, path)]
    aside = tuple(sorted((*table.aside, *(each for part in parts for each in part.set_aside))))
    if not any(map(len, parts)):
        reasons = Counter(why for _, why in aside).most_common(3)
        why = "; ".join(f"{count} × {reason}" for reason, count in reasons) or "it has no rows"
        raise AnswersError(f"Nobody in {path} answered anything ({why}).")
    whole = dict[str, Any]()
    for name in (*PER_STUDENT, "unread"):
        each = [getattr(part, name) for part in parts]
        whole[name] = np.concatenate(each) if isinstance(each[0], np.ndarray) else pl.concat(each)
    read = replace(parts[0], **whole, set_aside=aside, found=(*found, *said))
    return _latest(read, stamped="stamp" in columns)


def _header(choices: Sequence[Table], path: Path, knowledge: Knowledge) -> tuple[Table, int, tuple[str, ...]]:
    """Return the table and the row of it that has most headers we know, and what to say of where they were found."""

    def known(row: Sequence[str]) -> int:
        names = {cells.meaning(cell, knowledge) for cell in row[:MOST_COLUMNS]} - {None}
        return len(names) if any(name in knowledge.question or name in cells.MARKS for name in names) else 0

    rows = [(place, number, row) for place, table in enumerate(choices) for number, row in table.head.items()]
    if not any(cells.plain(cell) for _, _, row in rows for cell in row):
        raise AnswersError(f"{path} is empty; its first row must hold the headers.")
    rated = [(known(row), -number, place) for place, number, row in rows]
    score, above, best = max(rated, key=lambda each: each[:2])
    if not score:
        raise AnswersError(
            f"No column of {path} is a question of this knowledge base; 'degreepath questions --format csv' writes a form with the right headers."
        )
    found = choices[best].found + ((f"the header stands in row {-above}",) if above < -1 else ())
    others = {place for score, _, place in rated if score} - {best}
    unread = [said for place in sorted(others) for said in choices[place].found if "sheet" in said]
    found += tuple(f"did not {said}, which holds answers too" for said in unread)
    return choices[best], -above, found


# ── Cells ────────────────────────────────────────────────────────────────────────────────────────
def part_of(knowledge: Knowledge, columns: cells.Columns, frame: pl.DataFrame) -> ClassFile:
    """Return the students of a part of a table, and the rows that hold none."""
    frame = frame.with_columns(pl.col("row").cast(pl.Int64))
    rows = frame["row"].to_numpy()
    ids, names, stamps = (_text(frame, name, columns) for name in ("id", "name", "stamp"))
    filled = np.any([(text != "").to_numpy() for text in (ids, names, stamps)], axis=0)
    values, unread = dict[str, Any](_plain_answers(knowledge, columns, frame)), list[pl.DataFrame]()
    for column in values.values():
        filled |= column > 0
    for name, reader in cells.readers(knowledge).items():
        if name not in values:
            values[name], used, left = _column(frame, name, columns, reader)
            filled |= used
            unread.append(left)
    answers = np.stack([values[q.id] for q in knowledge.questions], axis=1, dtype=np.int8, casting="unsafe")
    bits = np.arange(len(knowledge.interests), dtype=np.uint32)
    most, least = (values[name].astype(np.uint32)[:, None] >> bits & 1 for name in cells.MARKS)
    which, at = np.nonzero((most & least).T)
    both = np.array([interest.name for interest in knowledge.interests])[which]
    unread.append(pl.DataFrame({"row": rows[at], "column": "", "kind": BOTH, "text": both}, UNREAD))
    wrong = pl.concat(unread)
    goals, plans, countries = (values[name].astype(np.int16) for name in ("goal", "plan", "country"))
    marks = most.astype(np.int8) - least.astype(np.int8)
    whole = ClassFile(knowledge, ids, names, stamps, rows, answers, marks, goals, plans, countries, wrong)
    is_named = (~ids.str.to_lowercase().is_in(cells.FORM["no_id"])).to_numpy()
    usable = answers.any(axis=1) | marks.any(axis=1)
    aside = [(row, "has no student number or code") for row in rows[filled & ~is_named].tolist()]
    aside += [(row, "has no answer") for row in rows[is_named & ~usable].tolist()]
    return replace(whole.only(np.flatnonzero(is_named & usable)), set_aside=tuple(aside))


def _plain_answers(knowledge: Knowledge, columns: cells.Columns, frame: pl.DataFrame) -> dict[str, Small]:
    """Return the answers to questions in whose one column every cell is a number from 1 to 5, or empty: most of a large file."""
    alone = {q.id: str(columns[q.id][0]) for q in knowledge.questions if len(columns.get(q.id, ())) == 1}
    given = frame.select(alone.values())
    numbers = given.cast(pl.Int8, strict=False).fill_null(0).to_numpy()
    understood = ((numbers >= 1) & (numbers <= 5)).sum(axis=0)
    there = frame.height - np.array(given.null_count().row(0))
    plainly = zip(alone, numbers.T, understood == there, strict=True)
    return {name: column for name, column, plain in plainly if plain}


def _column(
    frame: pl.DataFrame, name: str, columns: cells.Columns, read: cells.Reader
) -> tuple[Ints, Flags, pl.DataFrame]:
    """Return what a column says, in which rows anything stands, and what could not be read in it."""
    if name not in columns:
        return np.full(frame.height, read("")[0]), np.zeros(frame.height, bool), pl.DataFrame(schema=UNREAD)
    text = _text(frame, name, columns)
    said = [
        (cell, value, kind, cells.told(words))
        for cell in text.unique()
        for value, kind, words in [read(cell)]
    ]
    kinds = {"cell": pl.String, "value": pl.Int64, "kind": pl.String, "text": pl.String}
    found = frame.select("row", cell=text, column=pl.lit(name)).join(
        pl.DataFrame(said, kinds, orient="row"), on="cell", how="left", maintain_order="left"
    )
    wrong = found.filter(pl.col("kind") != "").select(*UNREAD)
    return found["value"].to_numpy(), (text != "").to_numpy(), wrong


def _text(frame: pl.DataFrame, name: str, columns: cells.Columns) -> pl.Series:
    """Return a column, "" where nothing stands; of two columns the first that is filled in, or both if they are JOINED."""
    text = pl.repeat("", frame.height, eager=True)
    for place in columns.get(name, ()):
        more = frame[str(place)].cast(pl.String).fill_null("").str.head(LONGEST).str.strip_chars()
        joined = (text + " " + more).str.strip_chars() if name in cells.JOINED else None
        text = text.zip_with(text != "", more) if joined is None else joined
    if name in {"id", "name"} and text.str.contains(r"\p{C}|\p{Z}\p{Z}|[\p{Z}&&[^ ]]").any():
        text = pl.Series([clean_text(each) for each in text], dtype=pl.String)
    return text


# ── Who handed in twice ──────────────────────────────────────────────────────────────────────────
def _latest(whole: ClassFile, *, stamped: bool) -> ClassFile:
    """Keep one row of each student: the latest by its time, where that can be read, else the last."""
    keys = whole.ids.str.to_lowercase() if whole.ids.str.contains("@", literal=True).all() else whole.ids
    named = pl.DataFrame({"key": keys, "name": whole.names, "at": np.arange(len(whole))})
    again = named.filter(keys.is_duplicated())
    if again.is_empty():
        return whole
    groups = again.group_by("key", maintain_order=True).agg("at", pl.col("name").unique())
    latest = _by_time(whole, groups["at"].to_list()) if stamped else None
    last = latest or groups["at"].list.max().to_list()
    kept = np.setdiff1d(np.arange(len(whole)), np.setdiff1d(again["at"], last))
    dropped, n = np.setdiff1d(np.arange(len(whole)), kept), groups.height
    left = [f"{cells.told(whole.ids[at])} (row {whole.rows[at]})" for at in dropped[:3].tolist()]
    how = "the latest by its time" if latest else "the last row"
    why = ", because the times do not tell which is later" if stamped and not latest else ""
    remarks = [
        f"{n} student{'s'[: n > 1]} handed in more than once: {how} counts{why}. Left out: {some(left, 3, len(dropped))}."
    ]
    several = groups.filter(pl.col("name").list.len() > 1).iter_rows()
    shared = [cells.told(key) for key, _, names in several if len({*map(cells.plain, names)} - {""}) > 1]
    if shared:
        who = some(shared, 5)
        remarks.append(f"Different names stand with {who}: check whether these are different students.")
    return replace(whole.only(kept), resubmitted=len(dropped), remarks=tuple(remarks))


def _by_time(whole: ClassFile, groups: Sequence[Sequence[int]]) -> list[int] | None:
    """Return the latest place of each group; None if a time cannot be read, or it depends on which of day and month comes first."""
    parts = whole.stamps.str.extract_groups(r"^\D*(\d{1,2})\D(\d{1,2})\D+\d").struct
    first, second = (max(map(int, parts.field(name).drop_nulls().unique()), default=0) for name in ("1", "2"))
    found = []
    for day_first in [way for way, month in ((True, second), (False, first)) if month <= 12]:
        times = [
            [(cells.moment(whole.stamps[at], day_first=day_first), at) for at in group] for group in groups
        ]
        if any(time is None for group in times for time, _ in group):
            return None
        found.append([max(group)[1] for group in times])
    return found[0] if found and found[0] == found[-1] else None
