"""From TOML files to `Knowledge`: checking each record's shape, laying a counsellor's own files over ours."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import tomli
from pydantic import ValidationError

from degreepath.errors import FileError, KnowledgeError
from degreepath.knowledge.fields import Record, clean_text
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.model import Pay, Program, Role, Study
from degreepath.knowledge.outcome import Outcome
from degreepath.knowledge.problem import Breach, Problem, one_of, short
from degreepath.knowledge.vocabulary import Finding, Interest, Question, Source, Term, Topic, WordList

FILES: Mapping[str, Mapping[str, type[Record]]] = {
    "vocabulary.toml": {"interests": Interest, "topics": Topic, "terms": Term, "wordlists": WordList},
    "questions.toml": {"questions": Question},
    "programs.toml": {"programs": Program},
    "studies.toml": {"studies": Study},
    "roles.toml": {"roles": Role, "pay": Pay},
    "outcomes.toml": {"outcomes": Outcome},
    "sources.toml": {"sources": Source, "findings": Finding},
}
"""How we sort the tables into files. The loader takes any table from any file, so a course and its source can share one."""

TABLES: Mapping[str, type[Record]] = {
    table: model for tables in FILES.values() for table, model in tables.items()
}
SCHEMA = 1
MAX_BYTES = 1_000_000
MOST_SHOWN = 20
MOST_A_RECORD = 20
_VERSION = re.compile(r"20\d\d\.\d{1,2}")
_VERSION_MEND = 'Write it such as version = "2026.11"'


@dataclass
class Draft:
    """What was read: the records of the right shape, the file of each, and what is wrong with the shape of the rest.

    `unreadable`: a whole file could not be read.
    """

    records: dict[str, dict[str, Record]] = field(default_factory=lambda: {table: {} for table in TABLES})
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    version: str = ""
    unreadable: bool = False

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
        name = next(
            (file for (table, _), file in self.files.items() if table == breach.table), f"{breach.table}.toml"
        )
        if not breach.id:
            return Problem(name, None, "", breach.table, breach.what, breach.mend)
        file = self.files.get((breach.table, breach.id), name)
        record = f"{one_of(breach.table)} '{short(breach.id)}'"
        return Problem(
            file, self.line(file, breach.id), record, short(breach.field), breach.what, breach.mend
        )

    def line(self, file: str, record_id: str) -> int | None:
        """Return the line where the record of that id stands in `file`."""
        text = self.texts.get(file, "")
        found = re.search(rf"""^\s*id\s*=\s*["']{re.escape(record_id)}["']""", text, re.MULTILINE)
        return text.count("\n", 0, found.end()) + 1 if found else None


def data_folder() -> Path:
    """Return the folder of the knowledge base: inside the installed package, or `data/` of the checkout."""
    package = Path(__file__).parents[1]
    packaged = package / "data"
    return packaged if packaged.is_dir() else package.parents[1] / "data"


@cache
def format_of(name: str) -> dict[str, Any]:
    """Return how files of others are written: `formats/NAME.toml` beside the knowledge base, which no overlay changes."""
    return tomli.loads((data_folder() / "formats" / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def load_knowledge(overlay: Path | None = None) -> Knowledge:
    """Read the knowledge base, with the records of `overlay` laid over it.

    Raises KnowledgeError, naming every problem at once, if a file is broken, has a wrong record or names what does not
    exist; FileError if a file cannot be read. Ours alone is not held to the laws: its tests do that.
    """
    draft = read_draft(overlay)
    problems = draft.problems
    if overlay and not problems:
        from degreepath.knowledge.laws import unusable

        problems = unusable(draft)
    if problems:
        raise KnowledgeError(_listing(problems))
    return draft.knowledge


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
    if not (draft.version or draft.problems):
        name = next(iter(draft.texts))
        draft.problems.append(Problem(name, 1, "", "version", "is missing in every file", _VERSION_MEND))
    return draft


def _toml_files(folder: Path) -> list[Path]:
    """Return the TOML files of `folder`, hidden ones left out, in the order of their names."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".toml" and path.name[0] != ".")
    except FileNotFoundError:
        raise FileError(f"There is no folder {folder}; check the path, or leave --data out.") from None
    except NotADirectoryError:
        raise FileError(
            f"{folder} is not a folder; put the file into a folder of its own and name that."
        ) from None
    except OSError as error:
        raise FileError(f"The folder {folder} cannot be read ({error.strerror}); check the path.") from None
    if not files:
        raise KnowledgeError(
            f"{folder} holds no file that ends in .toml; CONTRIBUTING.md shows what to put there."
        )
    return files


def _read_file(draft: Draft, path: Path, seen: dict[tuple[str, str], str]) -> None:
    name = str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
    try:
        document = _parse(name, path, draft)
    except (ValueError, RecursionError) as error:
        line, what = getattr(error, "lineno", None), getattr(error, "msg", str(error))
        draft.problems.append(
            Problem(name, line, "", "", f"cannot be read: {what}", "Correct it at or above this line")
        )
        draft.unreadable = True
        return
    known = TABLES.keys() & document.keys()
    if document.get("schema") != SCHEMA:
        what = "is missing or not known" if known else "is missing, and so is every table we know"
        mend = f"Write 'schema = {SCHEMA}' at the top" if known else "Move the file to another folder"
        draft.problems.append(Problem(name, 1, "", "schema", what, mend))
    for key in document.keys() - TABLES.keys() - {"schema", "version"} if known else ():
        mend = f"The tables are {', '.join(f'[[{table}]]' for table in TABLES)}"
        draft.problems.append(Problem(name, None, "", short(key), "is not known here", mend))
    version = document.get("version", draft.version)
    if version and not (isinstance(version, str) and _VERSION.fullmatch(version)):
        draft.problems.append(Problem(name, 1, "", "version", "is not a year and month", _VERSION_MEND))
    draft.version = str(version)
    for table in TABLES.keys() & document.keys():
        _read_table(draft, name, table, document[table], seen)


def _parse(name: str, path: Path, draft: Draft) -> dict[str, Any]:
    """Return the document in the file at `path`. Raises FileError, ValueError or RecursionError."""
    try:
        if not path.is_file():
            raise FileError(f"{name} is not a file; take it out of the folder or give it another ending.")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(
            f"{name} cannot be read ({error.strerror}); check that it exists and is yours."
        ) from None
    if not raw.strip():
        raise ValueError("it is empty; write 'schema = 1' and a record, or delete the file")
    if len(raw) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 1000} kB; split it")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text; save it as UTF-8") from None
    draft.texts[name] = text
    return tomli.loads(text)


def _read_table(draft: Draft, file: str, table: str, rows: object, seen: dict[tuple[str, str], str]) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        mend = f"Write [[{table}]] above each record"
        draft.problems.append(Problem(file, None, "", table, "must be a list of tables", mend))
        return
    for row in rows:
        given = row.get("id", "?")
        place = (table, given if isinstance(given, str) else "?")
        draft.files[place] = file
        if place in seen:
            what, mend = f"is used twice, first in {seen[place]}", "Give one of the two another id"
            draft.problems.append(draft.located(Breach(*place, "id", what, mend)))
        seen.setdefault(place, file)
        try:
            draft.records[table][place[1]] = TABLES[table].model_validate(row)
        except ValidationError as error:
            for detail in error.errors(include_url=False)[:MOST_A_RECORD]:
                draft.problems.append(draft.located(_misshapen(*place, detail, TABLES[table])))


def _misshapen(table: str, record: str, detail: Any, model: type[Record]) -> Breach:
    """Return what is wrong with the shape of a record, without the library's own words."""
    path = [part for part in detail["loc"] if isinstance(part, str) and part != "[key]"]
    name = path[-1] if path else ""
    match detail["type"]:
        case "missing":
            what = "is missing"
            mend = "Add a source: the id of a [[sources]] record" if name == "source" else "Add it"
        case "extra_forbidden":
            from difflib import get_close_matches

            near = get_close_matches(name, model.model_fields) if len(path) == 1 else []
            what = "is not a field we know"
            mend = f"Did you mean '{near[0]}'" if near else "Remove it, or correct its name"
        case "string_pattern_mismatch":
            what, mend = "is not an id", "Use small letters, digits and single hyphens, such as 'game-audio'"
        case "string_type":
            what, mend = "must be text", "Write it in quotes"
        case "string_too_short" | "too_short":
            what, mend = "is empty", "Write something, or leave the field out"
        case _:
            message = detail["msg"].replace("Input should", "should").replace("Value error, ", "")
            what, mend = clean_text(message), "Correct it"
    return Breach(table, record, ".".join(path), what, mend)


def _listing(problems: list[Problem]) -> str:
    shown = [str(problem) for problem in problems[:MOST_SHOWN]]
    if len(problems) == 1:
        return shown[0]
    more = len(problems) - len(shown)
    rest = [f"… and {more} more: 'degreepath data lint' lists them all."] if more else []
    return "\n".join([f"The knowledge base has {len(problems)} problems.", *shown, *rest])
