"""Doors in words: whatever page speaks of a door gives the same reasons."""

import pytest

from degreepath.advice.audit import audit
from degreepath.advice.coverage import Viability, open_door
from degreepath.knowledge.load import load_knowledge
from degreepath.show import check_items, door_items

KNOWLEDGE = load_knowledge()


@pytest.mark.parametrize("program", KNOWLEDGE.programs, ids=lambda program: program.id)
def test_the_door_audit_and_the_programs_page_give_the_same_reasons(program) -> None:
    """What is missing, not known or only introduced reads the same in 'check' and in 'programs' and 'compare'."""
    for found in audit(program, KNOWLEDGE.roles).roles:
        role = KNOWLEDGE.role[found.role]
        if not found.viability.leads:
            reasons = door_items.hangs_on(KNOWLEDGE, program, role, open_door(program, role))
            assert reasons
            assert check_items.verdict(KNOWLEDGE, found).startswith(reasons)


def test_what_a_role_needs_names_every_topic() -> None:
    """The line that says what a role hangs on has all its topics, and 'or' between those of which one is enough."""
    for role in KNOWLEDGE.roles:
        words = door_items.needed_in_words(KNOWLEDGE, role)
        wanted = [(topic,) for topic in role.all_of] + [*role.any_of]
        assert words == "; ".join(
            " or ".join(KNOWLEDGE.topic[topic].name for topic in group) for group in wanted
        )


def test_every_viability_is_explained() -> None:
    """The legend has a line for each mark that a page can show."""
    assert len(door_items.legend().items) == len(Viability)
