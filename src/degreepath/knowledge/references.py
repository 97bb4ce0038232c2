"""Every id by which one record names another, found by the names of the fields: a new fact in any record is checked by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import TABLES
from degreepath.knowledge.problem import KeyPath
from degreepath.knowledge.record import Record

NAMES: Mapping[str, str] = {
    "source": "sources",
    "needs_source": "sources",
    "modules_source": "sources",
    "interest": "interests",
    "wants": "interests",
    "teaches": "interests",
    "topics": "topics",
    "all_of": "topics",
    "any_of": "topics",
    "archetype": "archetypes",
    "listed_for": "archetypes",
    "program": "programs",
    "pay": "pay",
}
"""Field name to what it names; `archetypes` are the programs of that kind."""


@dataclass(frozen=True)
class Reference:
    """The record `record` of `table` names `target` of the table `kind` at `path`."""

    table: str
    record: str
    path: KeyPath
    kind: str
    target: str


def references(knowledge: Knowledge) -> Iterator[Reference]:
    """Yield every reference of the knowledge base, in file order."""
    for table in TABLES:
        for record in getattr(knowledge, table):
            for path, kind, target in _inside(record, ()):
                yield Reference(table, record.id, path, kind, target)


def _inside(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str, str]]:
    if isinstance(value, Record):
        for name, part in value:
            if name in NAMES:
                yield from ((at, NAMES[name], target) for at, target in _leaves(part, (*path, name)))
            else:
                yield from _inside(part, (*path, name))
    elif isinstance(value, tuple):
        for ordinal, part in enumerate(value):
            yield from _inside(part, (*path, ordinal))


def _leaves(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    match value:
        case str():
            yield path, value
        case dict():
            yield from (((*path, key), key) for key in value)
        case tuple():
            for ordinal, part in enumerate(value):
                yield from _leaves(part, (*path, ordinal))
