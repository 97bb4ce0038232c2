"""One thing wrong in the data, told so that a person who edits the file can mend it."""

from dataclasses import dataclass, field

from degreepath.knowledge.record import clean_text

KeyPath = tuple[str | int, ...]
"""How to a value in a parsed document: `("programs", 1, "modules", 0, "title")`."""
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


def one_of(table: str) -> str:
    """Return what one record of `table` is called."""
    return "pay figure" if table == "pay" else table.removesuffix("s")


def label(table: str, record_id: object) -> str:
    """Return what a problem calls one record, such as "role 'composer'"."""
    return f"{one_of(table)} '{short(record_id)}'"


def short(value: object) -> str:
    """Return `value` as a few harmless characters, whatever a file may hold."""
    text = clean_text(str(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


@dataclass
class Places:
    """Where every record stands, so that a law only has to say what is wrong with it."""

    texts: dict[str, str] = field(default_factory=dict)
    stands: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    _lines: dict[str, dict[KeyPath, int]] = field(default_factory=dict)

    def ids(self, table: str) -> set[str]:
        """Return the ids of all records of `table`, those of a wrong shape included."""
        return {record_id for name, record_id in self.stands if name == table}

    def problem(self, table: str, record_id: str, path: KeyPath, what: str, mend: str) -> Problem:
        """Return a problem with the value at `path` inside a record."""
        file, ordinal = self.stands[table, record_id]
        line = self.line(file, (table, ordinal, *path))
        return Problem(file, line, label(table, record_id), dotted(path), what, mend)

    def whole(self, table: str, what: str, mend: str) -> Problem:
        """Return a problem with a whole table."""
        file = next((file for (name, _), (file, _) in self.stands.items() if name == table), f"{table}.toml")
        return Problem(file, None, "", table, what, mend)

    def line(self, file: str, path: KeyPath) -> int | None:
        """Return the line of `path` in `file`, or of the nearest thing around it."""
        from degreepath.knowledge.lines import lines_by_path, nearest_line

        if file not in self._lines:
            self._lines[file] = lines_by_path(self.texts[file])
        return nearest_line(self._lines[file], path)


def dotted(path: KeyPath) -> str:
    """Return a path as a field's name, without ordinals: the line says which element is meant."""
    return short(".".join(part for part in path if isinstance(part, str) and part != "[key]"))
