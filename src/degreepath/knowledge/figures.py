"""The figures that `make simulate` and `make stories` measured, as the method page shows them."""

from pydantic import ConfigDict

from degreepath.errors import KnowledgeError
from degreepath.knowledge.fields import Record
from degreepath.knowledge.load import data_folder


class _Shown(Record):
    """What the page shows; the file holds more, for machines."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Measured(_Shown):
    """One property: what it should reach, and what was reached on this knowledge base."""

    number: int
    property: str
    target: str
    reached: str
    ok: bool


class MeasuredOn(_Shown):
    """The knowledge base that was measured; `hash` is that of the numbers the figures rest on, not of sentences."""

    version: str
    hash: str


class Stories(_Shown):
    """What `make stories` found: the same kind of rows, on so many stories."""

    count: int
    rows: tuple[Measured, ...]


class Figures(_Shown):
    """Everything that was measured, and on what."""

    made: str
    seed: int
    students: int
    knowledge: MeasuredOn
    rows: tuple[Measured, ...]
    stories: Stories | None = None


def load_figures() -> Figures:
    """Return the figures. Raises KnowledgeError if they have never been made."""
    path = data_folder() / "figures.json"
    try:
        return Figures.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise KnowledgeError(
            "The measured figures are missing or broken; 'make simulate' makes them again."
        ) from error
