"""The fields of every record, as Markdown made from the pydantic models: docs/data-formats.md includes it by cog."""

from typing import Any

from pydantic import BaseModel

from degreepath.advice.answers import AnswerSheet
from degreepath.knowledge import TABLES


def data_files() -> str:
    """Describe the tables of the data files and the records inside them."""
    return _describe({f"[[{table}]]": model for table, model in TABLES.items()})


def answer_sheet() -> str:
    """Describe an answer sheet."""
    return _describe({"Answer sheet": AnswerSheet})


def _describe(models: dict[str, type[BaseModel]]) -> str:
    parts: dict[str, dict[str, Any]] = {}
    inner: dict[str, dict[str, Any]] = {}
    for title, model in models.items():
        schema = model.model_json_schema()
        inner |= schema.pop("$defs", {})
        parts[f"`{title}`" if "[" in title else title] = schema
    parts |= {name: record for name, record in inner.items() if "properties" in record}
    return "\n".join(_record(title, record, inner) for title, record in parts.items())


def _record(title: str, record: dict[str, Any], inner: dict[str, Any]) -> str:
    rows = [
        f"| `{name}` | {_kind(field, inner)} | {'yes' if name in record.get('required', ()) else ''} "
        f"| {field.get('description', '')} |"
        for name, field in record["properties"].items()
    ]
    about = " ".join(record.get("description", "").split())
    return "\n".join(
        [f"### {title}", "", about, "", "| field | is | needed | about |", "|---|---|---|---|", *rows, ""]
    )


def _kind(field: dict[str, Any], inner: dict[str, Any]) -> str:
    match field:
        case {"$ref": ref}:
            name = ref.rsplit("/", 1)[1]
            said = _kind(inner[name], inner) if "enum" in inner[name] else f"[{name}](#{name.lower()})"
        case {"anyOf": kinds}:
            said = " or ".join(_kind(kind, inner) for kind in kinds if kind.get("type") != "null")
        case {"enum": values}:
            said = "one of " + ", ".join(map(str, values))
        case {"type": "array", "items": items}:
            most = f"up to {field['maxItems']}" if "maxItems" in field else "list"
            said = f"{most} of {_kind(items, inner)}"
        case {"type": "object"}:
            (value,) = field.get("patternProperties", {"": field.get("additionalProperties")}).values()
            said = f"id = {_kind(value, inner)}"
        case {"minimum": low, "maximum": high}:
            said = f"{low} to {high}" if low != high else str(low)
        case {"minimum": low}:
            said = f"{low} or more"
        case {"pattern": _}:
            said = "id"
        case {"type": kind}:
            said = {"string": "text", "boolean": "true or false", "integer": "whole number"}.get(kind, kind)
    return said
