"""data/figures.json and its part of docs/method.md: python benchmarks/figures.py tells whether they are stale (and fails if so)."""

import hashlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from degreepath.advice import interests, next_question, recommend, scoring, verdict
from degreepath.advice.scoring import scoring_model
from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge
from degreepath.quiz import session

HERE = Path(__file__).parents[1]
FIGURES, PAGE = HERE / "data" / "figures.json", HERE / "docs" / "method.md"
BEGIN, END = "<!-- figures: written by make simulate and make stories -->", "<!-- end of figures -->"
WITH_CONSTANTS = (interests, scoring, verdict, next_question, recommend, session)


def numbers(knowledge: Knowledge) -> dict[str, Any]:
    """Return every number that the figures rest on; sentences are none."""
    model = scoring_model(knowledge)
    return {
        "interests": [[interest.id, interest.sound] for interest in knowledge.interests],
        "questions": [[question.id, question.interest, question.reverse] for question in knowledge.questions],
        "roles": {role.id: role.wants for role in knowledge.roles},
        "teaches": {program.id: program.teaches for program in knowledge.archetypes},
        "studies": {study.id: study.wants for study in knowledge.studies},
        "doors": {
            model.programs[p]: [[door.state, round(door.low, 9), round(door.high, 9)] for door in doors]
            for p, doors in model.archetype_doors.items()
        },
        "constants": {
            f"{module.__name__}.{name}": value
            for module in WITH_CONSTANTS
            for name, value in vars(module).items()
            if name.isupper() and isinstance(value, int | float | dict)
        },
    }


def made(knowledge: Knowledge) -> dict[str, Any]:
    """Return the day, and what of the knowledge base figures made now rest on: `hash` is that of the numbers alone."""
    text = json.dumps(numbers(knowledge), sort_keys=True)
    stamp = hashlib.sha256(text.encode()).hexdigest()[:12]
    return {
        "made": datetime.now(UTC).date().isoformat(),
        "knowledge": {"version": knowledge.version, "hash": stamp},
    }


def read() -> dict[str, Any]:
    """Read the figures that were written last; empty if there are none."""
    figures: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    return figures


def write(found: dict[str, Any]) -> None:
    """Write these figures over those of the same name, and the page that shows them."""
    figures = {"schema": 1, **read(), **found}
    FIGURES.write_text(
        json.dumps(figures, indent=1, allow_nan=False, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{tables(figures)}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    print(f"written: {FIGURES} and {PAGE}")


def tables(figures: dict[str, Any]) -> str:
    """Return the figures as two Markdown tables."""
    said = "**Simulated students** ({students:,} in each group, {quizzes:,} of them for the short quiz; seed {seed}; {made})."
    lines = [said.format(**figures), "They test the method against itself.", "", *_table(figures["rows"])]
    if stories := figures.get("stories"):
        said = "**Stories** ({count} stories, {sheets} answer sheets; {made}). {label}"
        lines += ["", said.format(**stories), "", *_table(stories["rows"])]
    return "\n".join(lines)


def _table(rows: list[dict[str, Any]]) -> list[str]:
    head = ["| | what must hold | target | reached | |", "|---|---|---|---|---|"]
    return head + [
        f"| {row['number']} | {row['property']} | {row['target']} | {row['reached']} | {'yes' if row['ok'] else '**missed**'} |"
        for row in rows
    ]


def stale(knowledge: Knowledge) -> list[str]:
    """Return what is wrong with the figures: parts that are missing or rest on other numbers, a page that shows others."""
    figures, now = read(), made(knowledge)["knowledge"]["hash"]
    parts = {"simulate": figures, "stories": figures.get("stories", {})}
    old = [word for word, part in parts.items() if part.get("knowledge", {}).get("hash") != now]
    found = [f"the figures are missing or rest on other numbers: make {word}" for word in old]
    if not old and tables(figures) not in PAGE.read_text(encoding="utf-8"):
        found.append("docs/method.md shows other figures than data/figures.json: make simulate")
    return found


if __name__ == "__main__":
    problems = stale(load_knowledge())
    print("\n".join(problems) or "The figures are up to date.")
    sys.exit(bool(problems))
