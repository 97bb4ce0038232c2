"""One thing wrong in the data, told so that a person who edits the file can mend it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Where something is wrong, what, and how to mend it."""

    file: str
    line: int | None
    record: str
    field: str
    what: str
    mend: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        subject = " ".join(part for part in (self.record, self.field) if part)
        return f"{place}: {subject}: {self.what}. {self.mend}." if subject else f"{place}: {self.what}. {self.mend}."


def line_of(text: str, table: str, ordinal: int, field: str = "") -> int | None:
    """Return the 1-based line of `field` in the `ordinal`-th (from 0) `[[table]]` of a TOML text, or of the table.

    TOML parsers keep no line numbers, so the header is looked for in the text; None if it is not there.
    """
    header = re.compile(rf"^\s*\[\[\s*{re.escape(table)}\s*\]\]", re.MULTILINE)
    starts = [match.start() for match in header.finditer(text)]
    if ordinal >= len(starts):
        return None
    start = starts[ordinal]
    end = starts[ordinal + 1] if ordinal + 1 < len(starts) else len(text)
    if field:
        found = re.compile(rf"^\s*(\[+\s*{table}\.)?{re.escape(field)}\b", re.MULTILINE).search(text, start, end)
        if found:
            start = found.start() + len(found.group()) - len(found.group().lstrip())
    return text.count("\n", 0, start) + 1
