"""A class that was read: its students as arrays that can be scored, and the words about the file they come from.

One structure serves a class of thirty and a country: a student takes about a hundred bytes.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from degreepath.cohort import cells
from degreepath.knowledge.knowledge import Knowledge

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import polars as pl

    from degreepath.advice.answers import AnswerSheet
    from degreepath.advice.batch import Sheets

BOTH = "both"
_SENTENCES = {
    cells.SKIPPED: "{n} cell{s} {were} read as no answer: {texts}.",
    cells.ANSWER: "{n} answer{s} {were} not understood and left out: {texts}.",
    cells.MARK: "{n} mark{s} {were} not understood and left out: {texts}.",
    cells.MANY: "{n} list{s} of more than three marks {were} left out: {texts}.",
    BOTH: "{n} mark{s} {were} left out, as most and as least exciting in one: {texts}.",
    "goal": "{n} goal{s} {were} not understood: {texts}.",
    "plan": "{n} plan{s} {were} not understood: {texts}.",
    "country": "{n} name{s} of countries {were} not understood: {texts}.",
}
UNREAD = {"row": int, "column": str, "kind": str, "text": str}
PER_STUDENT = ("ids", "names", "stamps", "rows", "answers", "marks", "goals", "plans", "countries")


@dataclass(frozen=True)
class Student:
    """One student of a class: the sheet, the program that is planned (an id), and what was skipped in the row."""

    id: str
    name: str
    row: int
    sheet: "AnswerSheet"
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
    ids: "pl.Series"
    names: "pl.Series"
    stamps: "pl.Series"
    rows: "npt.NDArray[np.int64]"
    answers: "npt.NDArray[np.int8]"
    marks: "npt.NDArray[np.int8]"
    goals: "npt.NDArray[np.int16]"
    plans: "npt.NDArray[np.int16]"
    countries: "npt.NDArray[np.int16]"
    unread: "pl.DataFrame"
    set_aside: tuple[tuple[int, str], ...] = ()
    found: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    resubmitted: int = 0

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def sheets(self) -> "Sheets":
        """The students as `advice/batch.py` scores them."""
        from degreepath.advice.batch import Sheets

        return Sheets(self.answers, self.marks, self.goals)

    @property
    def warnings(self) -> tuple[str, ...]:
        """A sentence for each kind of cell that could not be read, with counts, and what else a counsellor should know."""
        counts = self.unread.group_by("kind", "text", maintain_order=True).len()
        told = []
        for kind, sentence in _SENTENCES.items():
            texts = Counter({text: n for each, text, n in counts.iter_rows() if each == kind})
            if n := texts.total():
                common = ", ".join(f"{text} ({count})" for text, count in texts.most_common(5))
                more = f" and {len(texts) - 5} more" if len(texts) > 5 else ""
                s, were = ("", "was") if n == 1 else ("s", "were")
                told.append(sentence.format(n=n, s=s, were=were, texts=common + more))
        return (*told, *self.remarks)

    @cached_property
    def students(self) -> tuple[Student, ...]:
        """The students one by one; for a class, not for a country."""
        notes = defaultdict[int, list[str]](list)
        for row, column, _, text in self.unread.iter_rows():
            notes[row].append(f"{column}: {text}" if column else text)
        return tuple(self._student(at, tuple(notes[row])) for at, row in enumerate(self.rows.tolist()))

    def _student(self, at: int, notes: tuple[str, ...]) -> Student:
        from degreepath.advice.answers import AnswerSheet, Opener

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
