"""What the founding documents say, named role by role and held against the data."""

import pytest

from degreepath.advice.doors import DoorState, open_door
from degreepath.advice.scoring import scoring_model
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
PRODUCTION = (
    "music-producer",
    "recording-engineer",
    "composer",
    "film-tv-audio-designer",
    "game-audio-designer",
    "post-producer",
    "mix-engineer",  # from the second document
)
TECHNOLOGY = (
    "sound-designer",
    "audio-engineer",
    "electronic-music-producer",
    "live-sound-technician",
    "junior-audio-programmer",
    "game-audio-designer",
    "film-tv-audio-designer",
    "post-producer",
    "acoustic-consultant",
    "audio-plugin-designer",
    "mastering-engineer",
)
LISTED = [("production", role) for role in PRODUCTION] + [("technology", role) for role in TECHNOLOGY]


@pytest.mark.parametrize(("program", "role"), LISTED)
def test_a_listed_role_is_within_reach(program: str, role: str) -> None:
    """A role the article lists for a degree can be reached there, at least by choosing."""
    model = scoring_model(KNOWLEDGE)
    assert program in KNOWLEDGE.role[role].listed_for
    assert model.leads(model.programs.index(program), role)


def test_the_lists_are_whole() -> None:
    """No role claims the article that the article does not name."""
    claimed = {(archetype, role.id) for role in KNOWLEDGE.roles for archetype in role.listed_for}
    assert claimed == set(LISTED)


def test_beat_makers_are_not_shut_out_of_production() -> None:
    """The same article says that production graduates make electronic music; real courses teach it, so the door is open."""
    model = scoring_model(KNOWLEDGE)
    assert model.leads(model.programs.index("production"), "electronic-music-producer")


@pytest.mark.parametrize("role", ["junior-audio-programmer", "game-audio-designer", "film-tv-audio-designer"])
def test_what_depends_on_modules_has_to_be_chosen(role: str) -> None:
    """The article warns that these depend on the modules one takes: nothing there is open without choosing."""
    model = scoring_model(KNOWLEDGE)
    door = model.archetype_doors[model.programs.index("technology")][model.roles.index(role)]
    assert door.state == "choose"
    assert door.electives


def test_berklee_adds_up() -> None:
    """The Berklee Online BPS is 120 credits: 30, 15, 18, 15 and 42."""
    structure = KNOWLEDGE.program["berklee-online-bps"].structure
    assert [part.credits for part in structure] == [30, 15, 18, 15, 42]


def test_there_is_enough_to_compare_with() -> None:
    """At least 45 courses with eight modules or more, at least 20 of them with a whole or compulsory list; most of their doors answer."""
    read = [course for course in KNOWLEDGE.courses if len(course.modules) >= 8]
    assert len(read) >= 45
    assert sum(course.listed in {"whole", "compulsory"} for course in read) >= 20
    doors = [open_door(course, role) for course in read for role in KNOWLEDGE.roles]
    answering = [door for door in doors if door.state is not DoorState.ASK or door.by_elective_only]
    assert len(answering) / len(doors) >= 0.6
