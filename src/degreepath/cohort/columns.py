"""Which column of a class file is what: headers may be question ids, the questions' texts, or what form services make of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from degreepath.errors import AnswersError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.record import clean_text

ID = "student_id"
FIELDS = {
    ID: ("student_id", "student id", "student", "student number", "id"),
    "most": ("most", "the three things you would find most exciting"),
    "least": ("least", "the three things you would find least exciting"),
    "goal": ("goal", "the role you are aiming for"),
    "plan": ("plan", "the degree or course you plan to study"),
    "name": ("name", "student name", "full name"),
}
_GRID = re.compile(r"\[([^\[\]]+)\]\s*$")
_NUMBERED = re.compile(r"^\s*[A-Za-z]{0,3}\d{1,3}\s*[.):]\s*")


@dataclass(frozen=True)
class Columns:
    """Where in the file each known column stands (`places`: our name → position), and the headers nothing is made of."""

    places: dict[str, int]
    unused: tuple[str, ...]
    width: int

    @property
    def names(self) -> tuple[str, ...]:
        """The known columns in the order of the file."""
        return tuple(sorted(self.places, key=lambda name: self.places[name]))


def find_columns(headers: Sequence[str], knowledge: Knowledge) -> Columns:
    """Return what the headers stand for. Raises AnswersError without ids or answers, or if two headers mean the same column."""
    known = _known(knowledge)
    places: dict[str, int] = {}
    unused = []
    for place, header in enumerate(headers):
        name = next((known[key] for key in _readings(header) if key in known), None)
        if name is None:
            unused.append(clean_text(header)[:40])
        elif name in places:
            raise AnswersError(
                f"Columns {places[name] + 1} and {place + 1} both mean '{name}'; remove one of them."
            )
        else:
            places[name] = place
    if ID not in places:
        raise AnswersError(
            f"No column is called {ID}; name the column that holds each student's number or code '{ID}'."
        )
    if not any(name in places for name in (*knowledge.question, "most", "least")):
        raise AnswersError(
            "No column is a question of this knowledge base; 'degreepath cohort template' writes a form with the right headers."
        )
    return Columns(places, tuple(unused), len(headers))


def recognised(headers: Sequence[str], knowledge: Knowledge) -> int:
    """Return how many of the headers stand for something."""
    known = _known(knowledge)
    return sum(any(key in known for key in _readings(header)) for header in headers)


def _known(knowledge: Knowledge) -> dict[str, str]:
    known = {_key(alias): name for name, aliases in FIELDS.items() for alias in aliases}
    for question in knowledge.questions:
        known[_key(question.id)] = question.id
        known[_key(question.text)] = question.id
    return known


def _readings(header: str) -> Iterator[str]:
    """Yield what a header may say: as it is, as a row of a grid ("How much … [text]"), without its number ("Q3. text")."""
    yield _key(header)
    grid = _GRID.search(header)
    if grid:
        yield _key(grid.group(1))
    yield _key(_NUMBERED.sub("", header))


def _key(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split()).rstrip(" .:?*")
