"""JSON Schemas of the data files, made from the models, so that an editor can complete fields and mark slips."""

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from degreepath.knowledge.fields import Record
from degreepath.knowledge.load import FILES, SCHEMA, TABLES

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that TOML editors read."""


def file_schema(name: str = "") -> dict[str, Any]:
    """Return the schema of the data file `name` ('roles', 'programs' …), or of a file with any of the tables."""
    tables: Mapping[str, type[Record]] = FILES[f"{name}.toml"] if name else TABLES
    refs, definitions = models_json_schema([(model, "validation") for model in tables.values()])
    for field in (
        field for model in definitions["$defs"].values() for field in model.get("properties", {}).values()
    ):
        if "patternProperties" in field:
            field["additionalProperties"] = False  # a key of another pattern is a slip, not one more field
    return {
        "$schema": DRAFT,
        "title": f"degreepath: {name or 'a data file'}",
        "type": "object",
        "additionalProperties": False,
        "required": ["schema"],
        "properties": {
            "schema": {"const": SCHEMA, "description": "the version of this file format"},
            "version": {"type": "string", "description": "the version of the knowledge base"},
            **{
                table: {"type": "array", "items": refs[model, "validation"], "description": model.__doc__}
                for table, model in tables.items()
            },
        },
        **definitions,
    }
