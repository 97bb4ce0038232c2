"""Two students who want different things, and `degreepath results` about what is kept of them: what its tests share."""

import json
from functools import partial
from typing import Any

from commands import run
from typer.testing import Result

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.recommend import recommend
from degreepath.knowledge.load import load_knowledge
from degreepath.records.kept import Feedback, keep, keep_feedback

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
results = partial(run, "results")


def liking(role: str, **changed: int) -> AnswerSheet:
    """A student who likes what a role wants."""
    wants = KNOWLEDGE.role[role].wants
    answers = {}
    for question in KNOWLEDGE.questions:
        liked = 2 + wants.get(question.interest, 0)
        answers[question.id] = 6 - liked if question.reverse else liked
    most = sorted(wants, key=lambda interest: -wants[interest])[:3]
    return AnswerSheet(opener=Opener(most=tuple(most)), answers=answers | changed)


COMPOSER, CONSULTANT = liking("composer"), liking("acoustic-consultant")


def words(result: Result) -> str:
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def document(*arguments: str) -> dict[str, Any]:
    result = results(*arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    value = json.loads(result.stdout)
    assert value["schema"] == 1
    return dict(value)


def kept(sheet: AnswerSheet, view: Feedback | None = None) -> str:
    found = keep(KNOWLEDGE, recommend(KNOWLEDGE, sheet))
    return keep_feedback(found, view).id if view else found.id
