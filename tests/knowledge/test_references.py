"""Which fields of a record name another record."""

import json

from degreepath.knowledge.load import read_draft
from degreepath.knowledge.references import NAMES, references
from degreepath.knowledge.schema import file_schema


def test_every_field_that_names_a_record_is_checked() -> None:
    """A new field of ids cannot be forgotten: it must be in the list of what names what."""

    def names_something(field: dict[str, object]) -> bool:
        return "pattern" in json.dumps(field)

    definitions = file_schema()["$defs"].values()
    fields = {
        name
        for model in definitions
        for name, field in model.get("properties", {}).items()
        if names_something(field)
    }
    assert fields - {"id"} == NAMES.keys()


def test_references_are_many() -> None:
    """The walk through the records reaches modules, facts, routes and pay."""
    found = {(reference.table, reference.path[0]) for reference in references(read_draft().knowledge)}
    assert {
        ("programs", "modules"),
        ("programs", "facts"),
        ("roles", "routes"),
        ("roles", "pay"),
        ("pay", "source"),
    } <= found
