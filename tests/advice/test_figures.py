"""The published figures belong to the knowledge base and the scoring that are in use."""

import figures

from degreepath.knowledge.knowledge import Knowledge

SPEED = 18  # this row is about the machine too
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


def test_every_published_target_is_reached() -> None:
    """A change of data or scoring that misses a target is seen before it is published, not only on the method page."""
    missed = [
        f"row {row['number']}: {row['property']}: {row['reached']}, target {row['target']}"
        for row in figures.read()["rows"]
        if not row["ok"]
    ]
    assert missed == [], (
        "change the data or the scoring until the row is reached, or say in the method why it cannot be"
    )
