"""The figures that `make simulate` measured, as the method page shows them."""

from pydantic import ConfigDict

from degreepath.errors import KnowledgeError
from degreepath.knowledge.folder import data_folder
from degreepath.knowledge.record import Record


class Measured(Record):
    """One property: what it should reach, what a prototype reached, what was reached on this knowledge base."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: int
    property: str
    target: str
    prototype: str
    reached: str
    ok: bool


class Reliability(Record):
    """How well one interest is measured by all its questions and the opener: 0 not at all, 1 perfectly."""

    questions: int
    expected: float
    measured: float


class MeasuredOn(Record):
    """The knowledge base that was measured."""

    version: str
    hash: str


class Figures(Record):
    """Everything `make simulate` found, and on what."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    made: str
    seed: int
    students: int
    knowledge: MeasuredOn
    rows: tuple[Measured, ...]
    reliability: dict[str, Reliability]


def load_figures() -> Figures:
    """Return the figures. Raises KnowledgeError if they have never been made."""
    path = data_folder() / "figures.json"
    try:
        return Figures.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise KnowledgeError(
            "The measured figures are missing or broken; 'make simulate' makes them again."
        ) from error
