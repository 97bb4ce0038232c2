"""Classes of made-up students, and what the core says about each: shared by the tests of the cohort."""

import csv
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.band import Unclear
from degreepath.advice.fit import TIE_DIGITS, shown_fit
from degreepath.advice.judge import judge
from degreepath.advice.programs import program_score
from degreepath.advice.scored import score_sheet
from degreepath.advice.stamp import stamp
from degreepath.knowledge.knowledge import Knowledge

FIELDS = ("most", "least", "goal")


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


def core_result(knowledge: Knowledge, sheet: AnswerSheet) -> tuple[dict[str, Any], dict[str, float]]:
    """Return the labels and the numbers that the core gives one sheet, under the names of the cohort's columns.

    Ties go to file order: scores are compared to TIE_DIGITS, so that the last bit of a sum does not decide.
    """
    scored = score_sheet(knowledge, sheet)
    even = replace(scored, scores=tuple(round(score, TIE_DIGITS) for score in scored.scores))
    verdict, model = judge(even), scored.model
    order = sorted(range(len(even.scores)), key=lambda r: (-even.scores[r], r))
    flags = [verdict.why_unclear.value] if isinstance(verdict.why_unclear, Unclear) else []
    goal = {f"goal_{model.programs[p]}": None for p in model.archetypes}
    if sheet.goal:
        goal = {
            f"goal_{model.programs[p]}": model.doors[p][model.roles.index(sheet.goal)].viability.value
            for p in model.archetypes
        }
    labels = {
        "program": verdict.program,
        "band": verdict.band.value,
        **{f"role_{place + 1}": model.roles[order[place]] for place in range(3)},
        "flags": " ".join([*flags, *(["careless"] if verdict.careless else [])]) or None,
        "stamp": stamp(knowledge, sheet),
        "goal": sheet.goal,
        **goal,
    }
    numbers = {
        "confidence": verdict.confidence,
        "margin": verdict.margin,
        "noise": verdict.noise,
        **{f"fit_{place + 1}": shown_fit(scored.scores[order[place]], model.largest) for place in range(3)},
        **{f"interest_{name}": x for name, x in zip(model.interests, scored.estimate.value, strict=True)},
        **{f"role_{name}": score for name, score in zip(model.roles, scored.scores, strict=True)},
        **{
            f"program_{model.programs[p]}": program_score(model, p, scored.estimate.value, scored.attention)
            for p in model.archetypes
        },
    }
    return labels, numbers


def differences(
    knowledge: Knowledge, sheets: list[AnswerSheet], rows: list[dict[str, Any]]
) -> tuple[list[str], float]:
    """Return which labels of `rows` are not the core's, and the largest difference of a number."""
    wrong, largest = [], 0.0
    for number, (sheet, row) in enumerate(zip(sheets, rows, strict=True)):
        labels, numbers = core_result(knowledge, sheet)
        wrong += [
            f"{number} {name}: {row[name]} is not {label}"
            for name, label in labels.items()
            if row[name] != label
        ]
        if abs(numbers["margin"]) < 1e-9 and abs(row["margin"]) < 1e-9:
            numbers["margin"] = row["margin"]  # at a tie either degree may be called first; neither is named
        largest = max([largest, *(abs(row[name] - value) for name, value in numbers.items())])
    return wrong, largest
