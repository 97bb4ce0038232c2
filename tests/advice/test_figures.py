"""The published figures belong to the knowledge base and the scoring that are in use."""

import figures

from degreepath.knowledge.knowledge import Knowledge

AGAIN = "data/figures.json was measured on another {what} ({old}, now {new}): run make simulate"


def test_figures_are_of_this_knowledge_base(knowledge: Knowledge) -> None:
    """Whoever changes the data without measuring again is told to."""
    old = figures.read().get("knowledge", {}).get("hash")
    assert old == knowledge.hash, AGAIN.format(what="knowledge base", old=old, new=knowledge.hash)


def test_figures_are_of_this_scoring() -> None:
    """Whoever changes the scoring without measuring again is told to."""
    old, new = figures.read().get("scoring"), figures.scoring_hash()
    assert old == new, AGAIN.format(what="scoring", old=old, new=new)


def test_figures_are_of_enough_students() -> None:
    """A quick look with few students is not published, and every row of the table is there."""
    published = figures.read()
    assert published["students"] == 20_000
    assert [row["number"] for row in published["rows"]] == list(range(1, 19))
