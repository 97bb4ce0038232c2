"""The laws that need scoring notice what they forbid."""

from collections.abc import Iterator

import pytest
from toy import changed

from degreepath.advice import doors, scoring
from degreepath.knowledge import Knowledge
from degreepath.knowledge.laws import Law
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()


def without(topic: str) -> Knowledge:
    """Return a base in which no module teaches `topic` and every list is whole."""
    programs = []
    for p in KNOWLEDGE.programs:
        modules = tuple(
            m.model_copy(update={"topics": tuple(t for t in m.topics if t != topic), "may": ()})
            for m in p.modules
        )
        programs.append(p.model_copy(update={"modules": modules}))
    return changed(KNOWLEDGE, programs=tuple(programs))


def twin_roles() -> Knowledge:
    first, second, *rest = KNOWLEDGE.roles
    return changed(KNOWLEDGE, roles=(first, second.model_copy(update={"wants": first.wants}), *rest))


def twin_degrees() -> Knowledge:
    one, other = KNOWLEDGE.archetypes
    rest = tuple(p for p in KNOWLEDGE.programs if p not in KNOWLEDGE.archetypes)
    return changed(KNOWLEDGE, programs=(one, other.model_copy(update={"teaches": one.teaches}), *rest))


def broken() -> Iterator[tuple[Law, Knowledge, str, str]]:
    yield (
        doors.roles_lead_somewhere,
        without("live-sound"),
        "live-sound-technician",
        "has an open door in no program",
    )
    yield scoring.roles_told_apart, twin_roles(), KNOWLEDGE.roles[1].id, "cannot be told from"
    yield scoring.degrees_can_win, twin_degrees(), "technology", "does not come first"
    yield doors.article_kept, without("live-sound"), "live-sound-technician", "not within reach there"


@pytest.mark.parametrize(
    ("law", "base", "record", "said"), list(broken()), ids=lambda value: getattr(value, "__name__", None)
)
def test_a_law_notices_a_breach(law: Law, base: Knowledge, record: str, said: str) -> None:
    """A person who breaks a law in the data is told which record, and what is wrong with it."""
    assert any(breach.id == record and said in breach.what for breach in law(base))


@pytest.mark.parametrize("law", scoring.LAWS, ids=lambda law: law.__name__)
def test_our_own_base_keeps_every_law(law: Law) -> None:
    """The knowledge base that is shipped breaks none of them."""
    assert list(law(KNOWLEDGE)) == []
