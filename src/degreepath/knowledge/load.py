"""From TOML files to `Knowledge`: checking each record's shape, laying a counsellor's own files over ours."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from degreepath.errors import KnowledgeError
from degreepath.knowledge.files import read_text, toml_files
from degreepath.knowledge.folder import data_folder
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.problem import Places, Problem, dotted, label
from degreepath.knowledge.program import Program
from degreepath.knowledge.record import Record, clean_text
from degreepath.knowledge.role import Pay, Role
from degreepath.knowledge.source import Finding, Source
from degreepath.knowledge.toml_text import parse_toml
from degreepath.knowledge.vocabulary import Interest, Question, Topic

FILES: Mapping[str, Mapping[str, type[Record]]] = {
    "vocabulary.toml": {"interests": Interest, "topics": Topic},
    "questions.toml": {"questions": Question},
    "programs.toml": {"programs": Program},
    "roles.toml": {"roles": Role, "pay": Pay},
    "sources.toml": {"sources": Source, "findings": Finding},
}
"""How we sort the tables into files. The loader takes any table from any file, so a course and its source can share one."""

TABLES: Mapping[str, type[Record]] = {
    table: model for tables in FILES.values() for table, model in tables.items()
}
SCHEMA = 1
_VERSION = re.compile(r"20\d\d\.\d{1,2}")
_VERSION_MEND = 'Write it such as version = "2026.11"'
MOST_PROBLEMS_SHOWN = 20
MOST_PROBLEMS_A_RECORD = 20
ENOUGH_PROBLEMS = 1000


@dataclass
class Draft:
    """What was read: the records of the right shape, where each one stands, and what is wrong with the shape of the rest.

    `unreadable`: a whole file could not be read.
    """

    records: dict[str, dict[str, Record]] = field(default_factory=lambda: {table: {} for table in TABLES})
    places: Places = field(default_factory=Places)
    problems: list[Problem] = field(default_factory=list)
    version: str = ""
    unreadable: bool = False

    @property
    def knowledge(self) -> Knowledge:
        """The records as a knowledge base: only to be trusted when there are no problems."""
        digest = hashlib.sha256()
        for file, text in self.places.texts.items():
            digest.update(f"{Path(file).name}\0{text}\0".encode(errors="surrogateescape"))
        tables: dict[str, Any] = {table: tuple(records.values()) for table, records in self.records.items()}
        return Knowledge.model_construct(version=self.version, hash=digest.hexdigest()[:12], **tables)


@lru_cache(maxsize=4)
def load_knowledge(overlay: Path | None = None) -> Knowledge:
    """Read the knowledge base, with the records of `overlay` laid over it.

    Raises KnowledgeError, naming every problem at once, if a file is broken, has a wrong record or names what does not
    exist; FileError if a file cannot be read. Ours alone is not checked for names that do not exist: its tests do that.
    """
    draft = read_draft(overlay)
    problems = draft.problems
    if overlay and not problems:
        from degreepath.knowledge.lint import integrity

        problems = integrity(draft)
    if problems:
        raise KnowledgeError(_listing(problems))
    return draft.knowledge


def read_draft(overlay: Path | None = None) -> Draft:
    """Read the knowledge base and lay `overlay` over it: a record of the same id replaces ours whole and in place.

    A folder that holds all files of a knowledge base is not an overlay but a base of its own, and is read alone.
    """
    ours, theirs = toml_files(data_folder()), toml_files(overlay) if overlay else []
    whole = FILES.keys() <= {path.name for path in theirs}
    draft = Draft()
    for layer in (theirs,) if whole else (ours, theirs):
        _read_layer(draft, layer)
    if not (draft.version or draft.problems):
        name = next(iter(draft.places.texts))
        draft.problems.append(Problem(name, 1, "", "version", "is missing in every file", _VERSION_MEND))
    return draft


def _read_layer(draft: Draft, paths: list[Path]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for path in paths:
        name = _shown(path)
        text = read_text(path, name, draft.problems)
        if text is None:
            draft.unreadable = True
            continue
        draft.places.texts[name] = text
        document = _parse(name, text, draft)
        for table in TABLES.keys() & document.keys():
            _read_table(draft, name, table, document[table], seen)


def _shown(path: Path) -> str:
    """Return `path` as short as a person would type it here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def _parse(name: str, text: str, draft: Draft) -> dict[str, Any]:
    try:
        document = parse_toml(text)
    except (ValueError, RecursionError) as error:
        line, what = getattr(error, "lineno", None), getattr(error, "msg", str(error))
        draft.problems.append(
            Problem(name, line, "", "", f"is not readable as TOML: {what}", "Mend it at or above this line")
        )
        draft.unreadable = True
        return {}
    if document.get("schema") != SCHEMA and not TABLES.keys() & document.keys():
        what = "is not a data file: it has neither 'schema = 1' nor a table we know"
        draft.problems.append(Problem(name, None, "", "", what, "Move it to another folder"))
        return {}
    if document.get("schema") != SCHEMA:
        draft.problems.append(
            Problem(name, 1, "", "schema", "is missing or not known", f"Write 'schema = {SCHEMA}' at the top")
        )
    for key in document.keys() - TABLES.keys() - {"schema", "version"}:
        line = draft.places.line(name, (key,))
        known = ", ".join(f"[[{table}]]" for table in TABLES)
        draft.problems.append(
            Problem(name, line, "", dotted((key,)), "is not known here", f"The tables are {known}")
        )
    version = document.get("version", draft.version)
    if version and not (isinstance(version, str) and _VERSION.fullmatch(version)):
        line = draft.places.line(name, ("version",))
        draft.problems.append(Problem(name, line, "", "version", "is not a year and month", _VERSION_MEND))
    draft.version = str(version)
    return document


def _read_table(draft: Draft, file: str, table: str, rows: object, seen: dict[tuple[str, str], str]) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        line = draft.places.line(file, (table,))
        mend = f"Write [[{table}]] above each record"
        draft.problems.append(Problem(file, line, "", table, "must be a list of tables", mend))
        return
    for ordinal, row in enumerate(rows):
        if len(draft.problems) > ENOUGH_PROBLEMS:
            what = "was not read to its end: there are too many problems before"
            line = draft.places.line(file, (table, ordinal))
            draft.problems.append(Problem(file, line, "", table, what, "Mend those first"))
            return
        given = row.get("id", "?")
        place = (table, given if isinstance(given, str) else "?")
        if place in seen:
            line = draft.places.line(file, (table, ordinal, "id"))
            what = f"is used twice, first in {seen[place]}"
            draft.problems.append(
                Problem(file, line, label(*place), "id", what, "Give one of the two another id")
            )
        elif place[1] != "?":
            seen[place] = file
        draft.places.stands[place] = file, ordinal
        try:
            draft.records[table][place[1]] = TABLES[table].model_validate(row)
        except ValidationError as error:
            _note(draft, file, (table, ordinal), label(table, given), error)


def _note(draft: Draft, file: str, place: tuple[str, int], record: str, error: ValidationError) -> None:
    model = TABLES[place[0]]
    for detail in error.errors(include_url=False)[:MOST_PROBLEMS_A_RECORD]:
        path = detail["loc"]
        what, mend = _plain(detail["type"], detail["msg"], str(path[-1]) if path else "", len(path), model)
        line = draft.places.line(file, (*place, *path))
        draft.problems.append(Problem(file, line, record, dotted(path), what, mend))


def _plain(kind: str, message: str, name: str, depth: int, model: type[Record]) -> tuple[str, str]:
    """Return what is wrong and how to mend it, without the library's own words."""
    match kind:
        case "missing":
            mend = "Add a source: the id of a [[sources]] record" if name == "source" else "Add it"
            return "is missing", mend
        case "extra_forbidden":
            from difflib import get_close_matches

            near = get_close_matches(name, model.model_fields) if depth == 1 else []
            return (
                "is not a field we know",
                f"Did you mean '{near[0]}'" if near else "Remove it, or correct its name",
            )
        case "string_pattern_mismatch":
            return "is not an id", "Use small letters, digits and single hyphens, such as 'game-audio'"
        case "string_type":
            return "must be text", "Write it in quotes"
        case "string_too_short" | "too_short":
            return "is empty", "Write something, or leave the field out"
        case _:
            return clean_text(
                message.replace("Input should", "should").replace("Value error, ", "")
            ), "Correct it"


def _listing(problems: list[Problem]) -> str:
    shown = [str(problem) for problem in problems[:MOST_PROBLEMS_SHOWN]]
    if len(problems) == 1:
        return shown[0]
    more = len(problems) - len(shown)
    rest = [f"… and {more} more: 'degreepath data lint' lists them all."] if more else []
    return "\n".join([f"The knowledge base has {len(problems)} problems.", *shown, *rest])
