"""The types of fields. A type says what a field refers to: `Ref("sources")` names a record of that table.

References, schema and lint derive from these types, so a field that is typed cannot escape the check.
"""

import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

_HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def clean_text(text: str) -> str:
    """Return `text` without control, escape, bidirectional and other invisible characters, on one line.

    rich prints such characters as they are, so a data file could move the cursor, write to the clipboard or reverse
    a word on the screen. Taking them out here, once, keeps every renderer safe.
    """
    if text.isprintable() and text == " ".join(text.split()):
        return text  # nearly every text: the slow way costs most of the loading time
    visible = (
        " " if c.isspace() else c
        for c in text
        if c.isspace() or unicodedata.category(c) not in _HIDDEN_CATEGORIES
    )
    return " ".join("".join(visible).split())


@dataclass(frozen=True)
class Ref:
    """Says of an id which table it names."""

    table: str


def _groups(value: Any) -> Any:
    """Read `["a", ["b", "c"]]` as `[["a"], ["b", "c"]]`: a topic alone is a group of one."""
    return (
        [[one] if isinstance(one, str) else one for one in value]
        if isinstance(value, list | tuple)
        else value
    )


Text = Annotated[str, AfterValidator(clean_text), StringConstraints(min_length=1, max_length=1200)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
InterestId = Annotated[Id, Ref("interests")]
TopicId = Annotated[Id, Ref("topics")]
ProgramId = Annotated[Id, Ref("programs")]
RoleId = Annotated[Id, Ref("roles")]
PayId = Annotated[Id, Ref("pay")]
SourceId = Annotated[Id, Ref("sources")]
Weight = Annotated[int, Field(ge=1, le=3)]
"""How much a role wants or a program teaches an interest: 1 some, 2 much, 3 central."""
TopicGroups = Annotated[
    tuple[Annotated[tuple[TopicId, ...], Field(min_length=1)], ...], BeforeValidator(_groups)
]


class Record(BaseModel):
    """A frozen record: unknown fields are refused, so a misspelt field name cannot go unnoticed."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


class Fact(Record):
    """One statement and where it comes from."""

    text: Text
    source: SourceId
