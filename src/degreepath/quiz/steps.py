"""The steps of the quiz and the events that move a student along them."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What kind of screen a step is."""

    WELCOME = "welcome"
    MOST = "most"
    LEAST = "least"
    GOAL = "goal"
    QUESTION = "question"
    SETTLED = "settled"
    REVIEW = "review"
    DONE = "done"


@dataclass(frozen=True)
class Step:
    """One screen of the quiz. `str(step)` is its name in a saved quiz."""

    stage: Stage
    question: str | None = None

    def __str__(self) -> str:
        return f"{self.stage}:{self.question}" if self.question else self.stage.value

    @staticmethod
    def named(name: str) -> "Step":
        """Return the step of that name. Raises ValueError if there is no such stage."""
        stage, _, question = name.partition(":")
        return Step(Stage(stage), question or None)


@dataclass(frozen=True)
class GoOn:
    """Leave the welcome; or ask on, at the settled page and on the review page."""


@dataclass(frozen=True)
class Mark:
    """The opener: the interests marked most, or least, exciting."""

    interests: tuple[str, ...]


@dataclass(frozen=True)
class Goal:
    """A role the student has decided on; None if there is none yet."""

    role: str | None


@dataclass(frozen=True)
class Answer:
    """An answer to the question on the screen, 1..5."""

    question: str
    answer: int


@dataclass(frozen=True)
class Skip:
    """Leave the step unanswered; an earlier answer is taken back."""


@dataclass(frozen=True)
class Back:
    """One step back; from a step reopened on the review page, back to that page."""


@dataclass(frozen=True)
class Change:
    """Reopen a step from the review page."""

    step: Step


@dataclass(frozen=True)
class Stop:
    """Ask no more: to the review page."""


@dataclass(frozen=True)
class Finish:
    """Leave the review page for the result."""


Event = GoOn | Mark | Goal | Answer | Skip | Back | Change | Stop | Finish
