"""What holds for the knowledge base as a whole."""

import pytest

from degreepath.advice.soundness import LAWS
from degreepath.knowledge import integrity, laws
from degreepath.knowledge.lint import lint
from degreepath.knowledge.load import load_knowledge, read_draft

KNOWLEDGE = load_knowledge()


def test_lint_finds_nothing() -> None:
    """`degreepath data lint` has nothing to say about what we ship."""
    problems, all_tried = lint(read_draft(), LAWS)
    assert not problems, "\n".join(map(str, problems))
    assert all_tried


@pytest.mark.parametrize("table", ["interests", "topics"])
def test_the_vocabulary_has_the_right_size(breaches, table: str) -> None:
    """The opener fits on one screen, and an editor can tell the topics apart."""
    assert not breaches(laws.right_size, table)


def test_about_a_fifth_of_the_questions_are_turned_round(breaches) -> None:
    """Somebody who says yes to everything gets no profile."""
    assert not breaches(laws.reversed_share, "questions")


@pytest.mark.parametrize("table", ["interests", "topics", "questions", "roles", "programs"])
def test_there_is_enough_to_score(breaches, table: str) -> None:
    """There are two general degrees to decide between and enough to decide by."""
    assert not breaches(integrity.enough_to_score, table)


def test_the_two_degrees_have_their_names() -> None:
    """`degreepath compare production technology` works for ever."""
    assert [program.id for program in KNOWLEDGE.archetypes] == ["production", "technology"]


def test_the_opener_of_the_documentation_can_be_typed() -> None:
    """The interests that the example sheet names exist."""
    named = ["game-audio", "sound-design", "programming", "humanities", "live-sound", "business"]
    assert set(named) <= KNOWLEDGE.interest.keys()


def test_the_version_is_a_date() -> None:
    """A printed result says which month's knowledge it rests on."""
    year, month = KNOWLEDGE.version.split(".")
    assert 2026 <= int(year) <= 2100
    assert 1 <= int(month) <= 12
