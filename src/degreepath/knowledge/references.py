"""Every id by which one record names another, found by the types of the fields: what is typed cannot escape the check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from degreepath.knowledge.fields import Record, Ref
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import TABLES


@dataclass(frozen=True)
class Reference:
    """The record `record` of `table` names `target` of the table `kind` in the field `field` (dotted)."""

    table: str
    record: str
    field: str
    kind: str
    target: str


def references(knowledge: Knowledge) -> Iterator[Reference]:
    """Yield every reference of the knowledge base, in file order."""
    for table in TABLES:
        for record in getattr(knowledge, table):
            for path, kind, target in _inside(record, ""):
                yield Reference(table, record.id, path, kind, target)


def _inside(record: Record, path: str) -> Iterator[tuple[str, str, str]]:
    for name, kind in _fields(type(record)).items():
        value = getattr(record, name)
        at = f"{path}.{name}" if path else name
        if kind:
            yield from ((at, kind, target) for target in _leaves(value))
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Record):
                yield from _inside(part, at)


@cache
def _fields(model: type[Record]) -> Mapping[str, str | None]:
    """Return for each field of `model` the table that its ids name, None where it names nothing."""
    return {
        name: next((m.table for m in info.metadata if isinstance(m, Ref)), None) or _table(info.annotation)
        for name, info in model.model_fields.items()
    }


def _table(annotation: Any) -> str | None:
    """Return the table that the ids inside a type name."""
    if get_origin(annotation) is Annotated:
        for extra in annotation.__metadata__:
            if isinstance(extra, Ref):
                return extra.table
    return next((table for part in get_args(annotation) if (table := _table(part))), None)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | tuple):
        for part in value:
            yield from _leaves(part)
