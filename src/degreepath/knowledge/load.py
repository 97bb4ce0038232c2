"""From TOML files to `Knowledge`: checking each record's shape, laying a counsellor's own files over ours."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import tomli
from pydantic import BaseModel, ValidationError

from degreepath.errors import FileError, KnowledgeError
from degreepath.knowledge import FILES, SCHEMA, TABLES, Breach, Knowledge, Law, one_of
from degreepath.knowledge.fields import Record, clean_text, short

MAX_BYTES = 1_000_000
MOST_SHOWN = 20
_VERSION = re.compile(r"20\d\d\.\d{1,2}")
_SHAPES = {
    "missing": ("is missing", "Add it"),
    "extra_forbidden": ("is not a field we know", "Remove it, or correct its name"),
    "string_pattern_mismatch": ("is not an id", "Use small letters, digits and single hyphens"),
    "too_short": ("is empty", "Write something, or leave it out"),
    "string_type": ("must be text", "Write it in quotes"),
}
"""By pydantic's name of the error: what is wrong, and how to mend it."""


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


@dataclass
class Draft:
    """What was read: the records of the right shape, the file of each, and what is wrong with the shape of the rest."""

    records: dict[str, dict[str, Record]] = field(default_factory=lambda: {table: {} for table in TABLES})
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    version: str = ""

    @property
    def knowledge(self) -> Knowledge:
        """The records as a knowledge base: only to be trusted when there are no problems."""
        digest = hashlib.sha256()
        for file, text in self.texts.items():
            digest.update(f"{Path(file).name}\0{text}\0".encode(errors="surrogateescape"))
        tables: dict[str, Any] = {table: tuple(records.values()) for table, records in self.records.items()}
        return Knowledge.model_construct(version=self.version, hash=digest.hexdigest()[:12], **tables)

    def located(self, breach: Breach) -> Problem:
        """Return a breach of a law as a problem in its file, on the line of its record's id."""
        table, record, field, what, mend = breach
        if not record:
            return Problem(next(file for file in FILES if table in FILES[file]), None, "", table, what, mend)
        file = self.files[table, record]
        text = self.texts[file]
        found = re.search(rf"""^\s*id\s*=\s*["']{re.escape(record)}["']""", text, re.MULTILINE)
        line = text.count("\n", 0, found.end()) + 1 if found else None
        return Problem(file, line, f"{one_of(table)} '{short(record)}'", short(field), what, mend)

    def broken(self, laws: Iterable[Law]) -> list[Problem]:
        """Return every breach of `laws` as a problem, by file and line."""
        knowledge = self.knowledge
        found = (self.located(breach) for law in laws for breach in law(knowledge))
        return sorted(found, key=lambda problem: (problem.file, problem.line or 0))

    def wrong(self, file: str, field: str, what: str, mend: str, line: int | None = None) -> None:
        self.problems.append(Problem(file, line, "", short(field), what, mend))


def data_folder() -> Path:
    """Return the folder of the knowledge base: inside the installed package, or `data/` of the checkout."""
    package = Path(__file__).parents[1]
    packaged = package / "data"
    return packaged if packaged.is_dir() else package.parents[1] / "data"


@cache
def shipped(name: str) -> dict[str, Any]:
    """Return `NAME.toml` beside the knowledge base, which no overlay changes: "formats/class_files", "texts/pages"."""
    return tomli.loads((data_folder() / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def load_knowledge(overlay: Path | None = None) -> Knowledge:
    """Read the knowledge base, with the records of `overlay` laid over it.

    Raises KnowledgeError, naming every problem at once, if a file is broken, has a wrong record or names what does not
    exist; FileError if a file cannot be read. Ours alone is not held to the laws: its tests do that.
    """
    draft = read_draft(overlay)
    problems = draft.problems
    if overlay and not problems:
        from degreepath.knowledge.laws import INTEGRITY

        problems = draft.broken(INTEGRITY)
    if not problems:
        return draft.knowledge
    lines = [str(problem) for problem in problems[:MOST_SHOWN]]
    if len(problems) > 1:
        lines.insert(0, f"The knowledge base has {len(problems)} problems.")
    if (more := len(problems) - MOST_SHOWN) > 0:
        lines.append(f"… and {more} more: 'degreepath data lint' lists them all.")
    raise KnowledgeError("\n".join(lines))


def read_draft(overlay: Path | None = None) -> Draft:
    """Read the knowledge base and lay `overlay` over it: a record of the same id replaces ours whole and in place.

    A folder that holds all files of a knowledge base is not an overlay but a base of its own, and is read alone.
    """
    ours, theirs = _toml_files(data_folder()), _toml_files(overlay) if overlay else []
    whole = FILES.keys() <= {path.name for path in theirs}
    draft = Draft()
    for layer in (theirs,) if whole else (ours, theirs):
        seen: dict[tuple[str, str], str] = {}
        for path in layer:
            _read_file(draft, path, seen)
    if not (_VERSION.fullmatch(draft.version) or draft.problems):
        what, mend = "is missing, or no year and month", 'Write it such as version = "2026.11"'
        named = [file for file, text in draft.texts.items() if re.search("^version", text, re.MULTILINE)]
        draft.wrong([*draft.texts, *named][-1], "version", what, mend)
    return draft


def lint(draft: Draft, more: Iterable[Law] = ()) -> tuple[list[Problem], bool]:
    """Return everything wrong with what was read, and whether all laws could be tried.

    `EDITORIAL` and `more` need a base that can be used, so they are not tried on one that cannot.
    """
    from degreepath.knowledge.laws import EDITORIAL, INTEGRITY

    problems = draft.problems or draft.broken(INTEGRITY)
    return (problems, False) if problems else (draft.broken((*EDITORIAL, *more)), True)


def _toml_files(folder: Path) -> list[Path]:
    """Return the TOML files of `folder`, hidden ones left out, in the order of their names."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".toml" and path.name[0] != ".")
    except OSError as error:
        why = error.strerror
        raise FileError(f"There is no folder to read at {folder} ({why}); check the path.") from None
    if not files:
        raise KnowledgeError(f"{folder} holds no .toml file; CONTRIBUTING.md shows what to put there.")
    return files


def _read_file(draft: Draft, path: Path, seen: dict[tuple[str, str], str]) -> None:
    name = str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
    try:
        draft.texts[name] = _text(path, name)
        document = tomli.loads(draft.texts[name])
    except (ValueError, RecursionError) as error:
        line, what = getattr(error, "lineno", None), getattr(error, "msg", str(error))
        draft.wrong(name, "", f"cannot be read: {what}", "Correct it at or above this line", line)
        return
    if document.get("schema") != SCHEMA:
        mend = f"Write 'schema = {SCHEMA}' at the top, or move the file to another folder"
        draft.wrong(name, "schema", "is missing or not known", mend, 1)
    for key in document.keys() - TABLES.keys() - {"schema", "version"}:
        mend = f"The tables are {', '.join(f'[[{table}]]' for table in TABLES)}"
        draft.wrong(name, key, "is not known here", mend)
    draft.version = str(document.get("version", draft.version))
    for table in TABLES.keys() & document.keys():
        _read_table(draft, name, table, document[table], seen)


def _text(path: Path, name: str) -> str:
    """Return the text in the file at `path`. Raises FileError if it cannot be read, ValueError if it is no text."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(f"{name} cannot be read ({error.strerror}); check that it is yours.") from None
    if len(raw) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 1000} kB; split it")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text; save it as UTF-8") from None


def _read_table(draft: Draft, file: str, table: str, rows: object, seen: dict[tuple[str, str], str]) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        draft.wrong(file, table, "must be a list of tables", f"Write [[{table}]] above each record")
        return
    for row in rows:
        record = str(row.get("id") or "?")
        place = (table, record)
        draft.files[place] = file
        if place in seen:
            what = f"is used twice, first in {seen[place]}"
            breach = Breach(table, record, "id", what, "Give one of the two another id")
            draft.problems.append(draft.located(breach))
        seen.setdefault(place, file)
        try:
            draft.records[table][record] = TABLES[table].model_validate(row)
        except ValidationError as error:
            for detail in error.errors(include_url=False)[:MOST_SHOWN]:
                draft.problems.append(draft.located(_misshapen(table, record, detail)))


def _misshapen(table: str, record: str, detail: Mapping[str, Any]) -> Breach:
    """Return what is wrong with the shape of a record, without the library's own words."""
    path = [part for part in detail["loc"] if isinstance(part, str) and part != "[key]"]
    message = detail["msg"].replace("Input should", "should").replace("Value error, ", "")
    what, mend = _SHAPES.get(detail["type"], (clean_text(message), "Correct it"))
    if detail["type"] == "extra_forbidden" and len(path) == 1:
        from difflib import get_close_matches

        near = get_close_matches(path[0], TABLES[table].model_fields)
        mend = f"Did you mean '{near[0]}'" if near else mend
    return Breach(table, record, ".".join(path), what, mend)


class Measured(BaseModel):
    """One property that was measured: what it should reach, and what was reached on this knowledge base."""

    number: int
    property: str
    target: str
    reached: str
    ok: bool


class Stories(BaseModel):
    """What `make stories` found: the same kind of rows, on so many stories."""

    count: int
    rows: tuple[Measured, ...]


class Figures(BaseModel):
    """What the method page shows of `figures.json`, which `make simulate` and `make stories` write.

    `knowledge`: the version that was measured, and the hash of the numbers the figures rest on, not of sentences.
    """

    made: str
    seed: int
    students: int
    knowledge: dict[str, str]
    rows: tuple[Measured, ...]
    stories: Stories | None = None


def load_figures() -> Figures:
    """Return the measured figures. Raises KnowledgeError if they are missing or broken."""
    try:
        return Figures.model_validate_json((data_folder() / "figures.json").read_bytes())
    except (OSError, ValueError):
        what = "The measured figures are missing or broken; 'make simulate' makes them again."
        raise KnowledgeError(what) from None
