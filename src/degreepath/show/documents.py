"""The JSON forms of programs and roles. Keys are stable; every fact keeps the id of its source."""

from collections.abc import Iterator
from typing import Any

from degreepath.advice.coverage import Door, open_door
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Program
from degreepath.knowledge.role import Role
from degreepath.show.program_items import topics_by_status

SCHEMA = 1
CITING_FIELDS = {"source", "modules_source", "needs_source"}


def head(knowledge: Knowledge) -> dict[str, Any]:
    """Return how a document begins that rests on the knowledge base: the version of its form, and which base it was."""
    return {"schema": SCHEMA, "knowledge": {"version": knowledge.version, "hash": knowledge.hash}}


def program_record(knowledge: Knowledge, program: Program) -> dict[str, Any]:
    """Return everything known about a program, its topics by status, and its viability for each role."""
    return {
        **program.model_dump(mode="json"),
        "topics": {status.value: list(topics) for status, topics in topics_by_status(program).items()},
        "roles": [door_record(open_door(program, role)) for role in knowledge.roles],
    }


def role_record(knowledge: Knowledge, role: Role) -> dict[str, Any]:
    """Return everything known about a role, its pay figures in full, and the viability of each program."""
    return {
        **role.model_dump(mode="json"),
        "pay": [figure.model_dump(mode="json") for figure in knowledge.pay_of(role)],
        "viability": {program.id: open_door(program, role).viability.value for program in knowledge.programs},
    }


def door_record(door: Door) -> dict[str, Any]:
    """Return whether a program leads to a role, and what that hangs on."""
    return {
        "role": door.role,
        "viability": door.viability.value,
        "electives": list(door.electives),
        "missing": list(door.missing),
        "unknown": list(door.unknown),
        "introduced": list(door.introduced),
    }


def cited(value: Any) -> Iterator[str]:
    """Yield the id of every source cited anywhere inside a dumped record, once for each fact."""
    if isinstance(value, list):
        for item in value:
            yield from cited(item)
    elif isinstance(value, dict):
        for field, inside in value.items():
            if field in CITING_FIELDS:
                yield from [inside] if isinstance(inside, str) else inside or []
            else:
                yield from cited(inside)
