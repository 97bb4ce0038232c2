"""Which question comes next: the seam between asking and advice."""

from collections.abc import Callable
from dataclasses import dataclass

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.next_question import next_question
from degreepath.knowledge.knowledge import Knowledge


@dataclass(frozen=True)
class Next:
    """What an asking policy says: the next question, or None if nothing is left to ask.

    `settled`: the rest would hardly change the degree, so the student may stop. `more` and `change` are for the student's
    eyes: how many answers it may take until settled, and the chance (0..1) that the rest would change the degree.
    """

    question: str | None
    settled: bool = False
    more: int | None = None
    change: float | None = None


Policy = Callable[[AnswerSheet, frozenset[str]], Next]


def everything(knowledge: Knowledge) -> Policy:
    """Return the policy that asks every question, in file order."""

    def ask(_: AnswerSheet, shown: frozenset[str]) -> Next:
        return Next(next((q.id for q in knowledge.questions if q.id not in shown), None))

    return ask


def adaptive(knowledge: Knowledge) -> Policy:
    """Return the policy that asks what could still change the result most, and says when little could."""

    def ask(sheet: AnswerSheet, shown: frozenset[str]) -> Next:
        ahead = next_question(knowledge, sheet, shown)
        return Next(ahead.question, settled=ahead.settled, more=ahead.more, change=ahead.program_change)

    return ask
