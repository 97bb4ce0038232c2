"""Classes of made-up students of every kind as answer sheets, and as class files."""

import csv
import random
from pathlib import Path
from typing import Any

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.knowledge import Knowledge


def make_sheet(knowledge: Knowledge, rng: random.Random) -> AnswerSheet:
    """Return a random sheet: like a role, at random, a straight line, few answers, many equal answers or none; some with marks and goal."""
    questions = [question.id for question in knowledge.questions]
    kind = rng.choice(("role", "role", "random", "straight", "few", "equal", "none"))
    answers: dict[str, int] = {}
    if kind == "role":
        wants = rng.choice(knowledge.roles).wants
        for question in knowledge.questions:
            answer = max(1, min(5, round(3 + (2 if question.interest in wants else -1) + rng.gauss(0, 0.7))))
            answers[question.id] = 6 - answer if question.reverse else answer
    elif kind == "random":
        answers = {question: rng.randint(1, 5) for question in questions if rng.random() > 0.1}
    elif kind == "straight":
        answers = dict.fromkeys((question for question in questions if rng.random() > 0.3), rng.randint(1, 5))
    elif kind == "few":
        answers = {question: rng.choice((1, 5)) for question in rng.sample(questions, rng.randint(1, 8))}
    elif kind == "equal":
        answers = {question: rng.choice((2, 4)) for question in questions}
    opener = None
    if rng.random() < 0.6:
        marks = rng.sample([interest.id for interest in knowledge.interests], 6)
        most, least = rng.randint(0, 3), rng.randint(0, 3)
        opener = Opener(most=tuple(marks[:most]), least=tuple(marks[3 : 3 + least]))
    goal = rng.choice(knowledge.roles).id if rng.random() < 0.3 else None
    return AnswerSheet(opener=opener, answers=answers, goal=goal)


def make_class(knowledge: Knowledge, size: int, seed: int = 1) -> list[AnswerSheet]:
    rng = random.Random(seed)
    return [make_sheet(knowledge, rng) for _ in range(size)]


def as_columns(knowledge: Knowledge, sheets: list[AnswerSheet]) -> dict[str, list[Any]]:
    """Return a class as columns in the form of a class file."""
    openers = [sheet.opener or Opener() for sheet in sheets]
    return {
        "student_id": [f"{number:04}" for number in range(len(sheets))],
        **{q.id: [sheet.answers.get(q.id) for sheet in sheets] for q in knowledge.questions},
        "most": [" ".join(opener.most) or None for opener in openers],
        "least": [" ".join(opener.least) or None for opener in openers],
        "goal": [sheet.goal for sheet in sheets],
    }


def write_class(path: Path, columns: dict[str, list[Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
    return path
