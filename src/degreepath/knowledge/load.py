"""From TOML files to `Knowledge`: reading, checking each record's shape, laying a counsellor's own files over ours."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import tomli
from pydantic import ValidationError

from degreepath.errors import KnowledgeError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.problem import Problem, line_of
from degreepath.knowledge.program import Program
from degreepath.knowledge.record import Record
from degreepath.knowledge.role import Pay, Role
from degreepath.knowledge.source import Source
from degreepath.knowledge.vocabulary import Interest, Question, Topic

TABLES: Mapping[str, Mapping[str, type[Record]]] = {
    "vocabulary.toml": {"interests": Interest, "topics": Topic},
    "questions.toml": {"questions": Question},
    "programs.toml": {"programs": Program},
    "roles.toml": {"roles": Role, "pay": Pay},
    "sources.toml": {"sources": Source},
}
SCHEMA = 1
MAX_BYTES = 2_000_000


def data_folder() -> Path:
    """Return the folder of the knowledge base: inside the installed package, or `data/` of the checkout."""
    packaged = Path(str(resources.files("degreepath") / "data"))
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "data"


@lru_cache(maxsize=4)
def load_knowledge(overlay: Path | None = None) -> Knowledge:
    """Read the knowledge base; files of the same names in `overlay` add records or replace those with the same id.

    Raises KnowledgeError, naming every problem at once, if a file is missing, broken or has a wrong record.
    """
    texts = _read(data_folder(), required=True)
    extra = _read(overlay, required=False) if overlay else {}
    problems: list[Problem] = []
    tables: dict[str, dict[str, Record]] = {name: {} for file in TABLES.values() for name in file}
    version = ""
    for layer in (texts, extra):
        for file, text in layer.items():
            document = _parse(file, text, problems)
            version = str(document.get("version", version))
            for name, record in _records(file, text, document, problems):
                tables[name][getattr(record, "id")] = record  # noqa: B009 - every record type of TABLES has an id
    if problems:
        raise KnowledgeError("\n".join(map(str, problems)))
    return Knowledge.model_construct(
        version=version, hash=_fingerprint(texts, extra), **{name: tuple(records.values()) for name, records in tables.items()}
    )


def _read(folder: Path, *, required: bool) -> dict[str, str]:
    if not folder.is_dir():
        raise KnowledgeError(f"There is no folder {folder} to read a knowledge base from; check the path.")
    texts = {}
    for file in TABLES:
        path = folder / file
        if not path.exists() and not required:
            continue
        try:
            if path.stat().st_size > MAX_BYTES:
                raise KnowledgeError(f"{path} is larger than {MAX_BYTES // 1_000_000} MB; a data file never needs that much.")
            texts[file] = path.read_text(encoding="utf-8")
        except OSError as error:
            raise KnowledgeError(f"{path} cannot be read ({error.strerror}); check that it exists and is yours.") from error
        except UnicodeDecodeError as error:
            raise KnowledgeError(f"{path} is not UTF-8 text; save it as UTF-8 and try again.") from error
    if not texts:
        raise KnowledgeError(f"{folder} holds none of the data files ({', '.join(TABLES)}); see CONTRIBUTING.md.")
    return texts


def _parse(file: str, text: str, problems: list[Problem]) -> dict[str, Any]:
    try:
        document = tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        problems.append(Problem(file, line, "", "", f"not readable as TOML: {error}", "Mend the line it names"))
        return {}
    if document.get("schema") != SCHEMA:
        problems.append(Problem(file, 1, "", "schema", "missing or not known", f"Write 'schema = {SCHEMA}' at the top"))
    for name in document.keys() - TABLES[file].keys() - {"schema", "version"}:
        known = " or ".join(f"[[{table}]]" for table in TABLES[file])
        problems.append(Problem(file, None, "", name, "is not known in this file", f"Use {known}"))
    return document


def _records(file: str, text: str, document: dict[str, Any], problems: list[Problem]) -> Iterator[tuple[str, Record]]:
    for name, model in TABLES[file].items():
        seen: set[str] = set()
        rows = document.get(name, [])
        if not isinstance(rows, list):
            problems.append(Problem(file, None, "", name, "must be a list of tables", f"Write [[{name}]] above each record"))
            continue
        for ordinal, row in enumerate(rows):
            record_id = str(row.get("id", "?")) if isinstance(row, dict) else "?"
            label = f"{name} {record_id!r}"
            if record_id in seen:
                line = line_of(text, name, ordinal, "id")
                problems.append(Problem(file, line, label, "id", "is used twice", "Give one of the two another id"))
            seen.add(record_id)
            try:
                yield name, model.model_validate(row)
            except ValidationError as error:
                for detail in error.errors(include_url=False):
                    path = [str(part) for part in detail["loc"]]
                    line = line_of(text, name, ordinal, path[0] if path else "")
                    problems.append(Problem(file, line, label, ".".join(path), detail["msg"], _mend(detail["type"])))


def _mend(kind: str) -> str:
    mends = {"missing": "Add the field", "extra_forbidden": "Remove it, or correct its spelling"}
    return mends.get(kind, "Correct the value")


def _fingerprint(texts: dict[str, str], extra: dict[str, str]) -> str:
    digest = hashlib.sha256()
    for layer in (texts, extra):
        for file, text in layer.items():
            digest.update(f"{file}\0{text}\0".encode())
    return digest.hexdigest()[:12]
