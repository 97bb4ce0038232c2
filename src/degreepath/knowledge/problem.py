"""One thing wrong in the data, told so that a person who edits the file can put it right."""

from dataclasses import dataclass

from degreepath.knowledge.fields import clean_text

LONGEST = 60


@dataclass(frozen=True)
class Problem:
    """Where something is wrong, what, and how to mend it. `record` is empty if the file or the whole base is meant."""

    file: str
    line: int | None
    record: str
    field: str
    what: str
    mend: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        subject = " ".join(part for part in (self.record, self.field) if part)
        return clean_text(": ".join(part for part in (place, subject, f"{self.what}. {self.mend}.") if part))


@dataclass(frozen=True)
class Breach:
    """What a law finds wrong: in one record of `table`, or, without an id, in the whole table."""

    table: str
    id: str
    field: str
    what: str
    mend: str


def one_of(table: str) -> str:
    """Return what one record of `table` is called."""
    return {"pay": "pay figure", "studies": "study"}.get(table, table.removesuffix("s"))


def short(value: object) -> str:
    """Return `value` as a few harmless characters, whatever a file may hold."""
    text = clean_text(str(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
