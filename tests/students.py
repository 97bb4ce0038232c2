"""Students that tests of pages and forms share: the personas, made-up ones, and ones drawn by dice."""

import random
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.recommend import Recommendation, recommend
from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
PERSONAS = Path(__file__).parent / "personas"
QUESTIONS = [question.id for question in KNOWLEDGE.questions]
INTERESTS = [interest.id for interest in KNOWLEDGE.interests]
NUMBERS = count(1)
GOALS = [role.id for role in KNOWLEDGE.roles]


def changed(**fields: Any) -> Knowledge:
    """Return our knowledge base with other records in some tables, and nothing remembered of the old ones."""
    whole = {name: getattr(KNOWLEDGE, name) for name in Knowledge.model_fields}
    return Knowledge.model_construct(**whole | {"hash": f"changed {next(NUMBERS)}"} | fields)


@cache
def personas() -> dict[str, AnswerSheet]:
    """Return the sheets of tests/personas by name."""
    files = {file.stem: tomllib.loads(file.read_text()) for file in sorted(PERSONAS.glob("*.toml"))}
    return {name: AnswerSheet.model_validate(sheet) for name, sheet in files.items() if "schema" in sheet}


def liking(likes: dict[str, int], opener: Opener | None = None, goal: str | None = None) -> AnswerSheet:
    """A student who gives each interest its number, and 3 to all others."""
    answers = {}
    for question in KNOWLEDGE.questions:
        liked = likes.get(question.interest, 3)
        answers[question.id] = 6 - liked if question.reverse else liked
    return AnswerSheet(answers=answers, opener=opener, goal=goal)


def torn() -> AnswerSheet:
    """A student who loves and hates each interest, from one question to the next."""
    liked: dict[str, int] = {}
    answers = {}
    for question in KNOWLEDGE.questions:
        liked[question.interest] = 6 - liked.get(question.interest, 1)
        answers[question.id] = 6 - liked[question.interest] if question.reverse else liked[question.interest]
    return AnswerSheet(answers=answers)


def at_random(number: int, seed: int = 7) -> Iterator[AnswerSheet]:
    """Yield sheets of every length, with and without marks, goals and countries, filled in by dice."""
    dice = random.Random(seed)
    for _ in range(number):
        asked = dice.sample(QUESTIONS, dice.choice([0, 1, 3, 6, 8, 12, 20, len(QUESTIONS)]))
        marks = dice.sample(INTERESTS, 6) if dice.random() < 0.7 else []
        yield AnswerSheet(
            opener=Opener(most=tuple(marks[:3]), least=tuple(marks[3:])) if marks else None,
            answers={question: dice.randint(1, 5) for question in asked},
            goal=dice.choice([None, None, *GOALS]),
            country=dice.choice([None, "UK", "US", "Atlantis"]),
        )


@cache
def result_of(name: str, goal: str | None = None) -> Recommendation:
    """Return the result of a persona, with a goal or none."""
    return recommend(KNOWLEDGE, personas()[name].aiming_at(goal))
