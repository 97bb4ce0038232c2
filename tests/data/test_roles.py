"""Roles: one law a test, one role a case."""

import pytest

from degreepath.advice import soundness
from degreepath.knowledge import integrity, laws
from degreepath.knowledge.load import load_knowledge

ROLES = [role.id for role in load_knowledge().roles]
THE_DOCUMENTS_NAME = [
    "music-producer",
    "recording-engineer",
    "composer",
    "film-tv-audio-designer",
    "game-audio-designer",
    "post-producer",
    "sound-designer",
    "audio-engineer",
    "electronic-music-producer",
    "live-sound-technician",
    "junior-audio-programmer",
    "acoustic-consultant",
    "audio-plugin-designer",
    "mastering-engineer",
    "mix-engineer",
]

each_role = pytest.mark.parametrize("role", ROLES)


@pytest.mark.parametrize("role", THE_DOCUMENTS_NAME)
def test_role_of_the_documents_is_there(role: str) -> None:
    """Every role the three founding documents name can be read about."""
    assert role in ROLES


@each_role
def test_ids_exist(breaches, role: str) -> None:
    """Whatever the role names can be looked up."""
    assert not breaches(integrity.known_ids, "roles", role)


@each_role
def test_wants_are_clear(breaches, role: str) -> None:
    """The role wants a few things, not everything."""
    assert not breaches(integrity.clear_profiles, "roles", role)


@each_role
def test_needs_are_real(breaches, role: str) -> None:
    """A course can be held against the role."""
    assert not breaches(integrity.real_needs, "roles", role)


@each_role
def test_choices_are_real(breaches, role: str) -> None:
    """Where the role offers a choice of topics, there is something to choose."""
    assert not breaches(laws.real_choices, "roles", role)


@each_role
def test_needs_are_cited(breaches, role: str) -> None:
    """A reader can see where what the role needs comes from."""
    assert not breaches(laws.needs_cited, "roles", role)


@each_role
def test_no_vendor_speaks_as_a_fact(breaches, role: str) -> None:
    """The outlook never rests on somebody who sells something."""
    assert not breaches(laws.no_vendor_as_fact, "roles", role)


@each_role
def test_names_find_it(breaches, role: str) -> None:
    """Its name and each alias, typed by a student, find this role and no other."""
    assert not breaches(laws.names_lead_home, "roles", role)


@each_role
def test_texts_are_its_own(breaches, role: str) -> None:
    """No two roles read alike."""
    assert not breaches(laws.no_text_twice, "roles", role)


@each_role
def test_some_program_leads_there(breaches, role: str) -> None:
    """No student is sent towards a role that nothing here leads to."""
    assert not breaches(soundness.roles_lead_somewhere, "roles", role)


@each_role
def test_it_can_be_told_from_the_others(breaches, role: str) -> None:
    """Answers can decide between this role and any other."""
    assert not breaches(soundness.roles_told_apart, "roles", role)


@each_role
def test_it_can_come_first(breaches, role: str) -> None:
    """A student who likes exactly what the role wants is shown it first."""
    assert not breaches(soundness.roles_can_win, "roles", role)


@each_role
def test_it_keeps_to_the_article(breaches, role: str) -> None:
    """The role is within reach of the degrees the article lists it for, and of no other general degree."""
    assert not breaches(soundness.article_kept, "roles", role)
