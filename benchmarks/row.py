"""One row of the table in docs/method.md, and the students it is measured on."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from students import Floats, Students, between, careless, random_sheets, resembling
from vectorised import Advice, Tables, advise_students, tables

from degreepath.knowledge.knowledge import Knowledge

SEED = 20261122
OTHER_NOISE = 0.5


@dataclass(frozen=True)
class Row:
    """A property, what it should reach, what the prototype reached, and what was measured. `figure` is for machines."""

    number: int
    property: str
    target: str
    prototype: str
    reached: str
    ok: bool
    figure: dict[str, Any]


class World:
    """The knowledge base and its simulated students, `count` a population, each made and scored once."""

    def __init__(self, knowledge: Knowledge, count: int) -> None:
        self.knowledge = knowledge
        self.count = count
        self.tables: Tables = tables(knowledge)

    @cached_property
    def resembling(self) -> tuple[Students, Advice]:
        return self._scored(resembling(self.knowledge, self.count, SEED))

    @cached_property
    def between(self) -> tuple[Students, Advice]:
        return self._scored(between(self.knowledge, self.count, SEED + 1))

    @cached_property
    def noisy_resembling(self) -> tuple[Students, Advice]:
        return self._scored(resembling(self.knowledge, self.count, SEED + 2, OTHER_NOISE))

    @cached_property
    def noisy_between(self) -> tuple[Students, Advice]:
        return self._scored(between(self.knowledge, self.count, SEED + 3, OTHER_NOISE))

    @cached_property
    def random(self) -> tuple[Students, Advice]:
        return self._scored(random_sheets(self.knowledge, self.count, SEED + 4))

    @cached_property
    def random_without_opener(self) -> tuple[Students, Advice]:
        return self._scored(self.random[0].without_opener())

    @cached_property
    def careless(self) -> tuple[Students, Advice]:
        return self._scored(careless(self.knowledge, self.count, SEED + 5))

    @property
    def honest(self) -> dict[str, tuple[Students, Advice]]:
        return {
            "resemble a role": self.resembling,
            "between two roles": self.between,
            f"resemble a role, noise {OTHER_NOISE}": self.noisy_resembling,
            f"between two roles, noise {OTHER_NOISE}": self.noisy_between,
        }

    def _scored(self, students: Students) -> tuple[Students, Advice]:
        return students, advise_students(self.tables, students)


def percent(share: float, digits: int = 1) -> str:
    """Return a share as a percentage."""
    return f"{100 * share:.{digits}f} %"


def rounded(values: Floats, digits: int = 4) -> list[float]:
    """Return numbers as JSON can hold them."""
    return [round(float(value), digits) for value in values]
