"""What every record of the knowledge base shares: frozen, strict, and free of characters that could fool a terminal."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

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


Text = Annotated[str, AfterValidator(clean_text), StringConstraints(min_length=1, max_length=1200)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Record(BaseModel):
    """A frozen record: unknown fields are refused, so a misspelt field name cannot go unnoticed."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Fact(Record):
    """One statement and where it comes from."""

    text: Text
    source: Id
