"""The published figures: they can be read, and what they call reached was reached. Whether they are stale is told by `make release`."""

import json
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from degreepath.knowledge.load import load_figures, load_knowledge

ROOT = Path(__file__).parents[2]
SPEC = spec_from_file_location("figures", ROOT / "benchmarks" / "figures.py")
assert SPEC
assert SPEC.loader
figures = module_from_spec(SPEC)  # not by its folder on the path: what else lies there has names of tests
SPEC.loader.exec_module(figures)
KNOWLEDGE = load_knowledge()


def test_every_property_is_published() -> None:
    """The method page shows all eighteen properties, measured on enough students."""
    published = load_figures()
    assert [row.number for row in published.rows] == list(range(1, 19))
    assert published.students == 20_000


@pytest.mark.parametrize("number", [2, 8, 15])
def test_what_is_called_reached_was_counted(number: int) -> None:
    """Where a property allows no violation, or nearly none, the count published beside it agrees."""
    row = next(row for row in json.loads(figures.FIGURES.read_text())["rows"] if row["number"] == number)
    count = row["figure"].get("violations", row["figure"].get("turned", row["figure"].get("lowered")))
    assert row["ok"] == (count <= 0.0005 * row["figure"].get("moves", 0))


def test_shares_of_stories_meet_their_targets() -> None:
    """A share of the stories that is called reached lies on the right side of its target, in both ways of asking."""
    stories = load_figures().stories
    assert stories
    for row in stories.rows:
        shares = [float(share) for share in re.findall(r"([\d.]+) % \(", row.reached)]
        if row.ok and row.target and shares:
            limit = float(re.findall(r"\d+", row.target)[0])
            assert all(
                share >= limit if row.target.startswith(">=") else share <= limit for share in shares
            ), row


def test_the_page_shows_the_published_figures() -> None:
    """docs/method.md and data/figures.json never tell different numbers."""
    assert figures.tables(figures.read()) in figures.PAGE.read_text(encoding="utf-8")


def test_a_sentence_is_no_number() -> None:
    """Editing what a question or a role says never makes the figures stale; changing what a role wants does."""
    before = figures.numbers(KNOWLEDGE)
    role, question = KNOWLEDGE.roles[0], KNOWLEDGE.questions[0]
    reworded = KNOWLEDGE.model_copy(
        update={
            "hash": "reworded",
            "roles": (role.model_copy(update={"work": "Other words."}), *KNOWLEDGE.roles[1:]),
            "questions": (question.model_copy(update={"text": "Other words."}), *KNOWLEDGE.questions[1:]),
        }
    )
    assert figures.numbers(reworded) == before
    wanting = role.model_copy(update={"wants": {**role.wants, "science": 1}})
    rescored = KNOWLEDGE.model_copy(update={"hash": "rescored", "roles": (wanting, *KNOWLEDGE.roles[1:])})
    assert figures.numbers(rescored) != before
