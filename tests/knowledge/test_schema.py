"""The schemas that an editor reads."""

import json
import re

import pytest
import tomli

from degreepath.knowledge import file_schema
from degreepath.knowledge.load import FILES, TABLES, data_folder

NAMES = [name.removesuffix(".toml") for name in FILES]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_described_whole(name: str) -> None:
    """An editor completes every field of every record of the file, with its explanation, and knows which it needs."""
    schema = file_schema(name)
    for table, model in FILES[f"{name}.toml"].items():
        described = schema["$defs"][schema["properties"][table]["items"]["$ref"].split("/")[-1]]
        assert described["properties"].keys() == model.model_fields.keys()
        assert set(described["required"]) == {
            key for key, field in model.model_fields.items() if field.is_required()
        }
        assert described["additionalProperties"] is False
        assert described["description"]


@pytest.mark.parametrize("name", NAMES)
def test_our_own_files_fit(name: str) -> None:
    """Nothing stands at the top of our files that the schema does not allow."""
    document = tomli.loads((data_folder() / f"{name}.toml").read_text(encoding="utf-8"))
    assert document.keys() <= file_schema(name)["properties"].keys()


def test_a_counsellors_file_may_hold_any_table() -> None:
    """Without a name the schema allows a course and its source in one file."""
    assert file_schema()["properties"].keys() == {"schema", "version", *TABLES}


def test_every_reference_leads_somewhere() -> None:
    """No editor stumbles over a definition that is not there, and none is left over that nothing uses."""
    schema = file_schema()
    named = re.findall(r'"#/\$defs/([^"]+)"', json.dumps(schema))
    assert set(named) == schema["$defs"].keys()


def test_a_misspelt_interest_is_marked() -> None:
    """An editor marks 'Recording' in wants: ids are small letters."""
    wants = file_schema("roles")["$defs"]["Role"]["properties"]["wants"]
    assert wants["additionalProperties"] is False
    assert list(wants["patternProperties"]) == ["^[a-z0-9]+(-[a-z0-9]+)*$"]
