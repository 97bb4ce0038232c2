"""What the founding article says about the two degrees, named role by role and held against the modules themselves."""

import pytest

from degreepath.advice.coverage import Viability, open_door
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
ONLY_THE_OTHER = [("production", role) for role in TECHNOLOGY if role not in PRODUCTION] + [
    ("technology", role) for role in PRODUCTION if role not in TECHNOLOGY
]
HANGS_ON_MODULES = ("junior-audio-programmer", "game-audio-designer", "film-tv-audio-designer")


def viability(program: str, role: str) -> Viability:
    return open_door(KNOWLEDGE.program[program], KNOWLEDGE.role[role]).viability


@pytest.mark.parametrize(("program", "role"), LISTED)
def test_listed_role_is_within_reach(program: str, role: str) -> None:
    """A role the article lists for a degree is covered or possible there."""
    assert program in KNOWLEDGE.role[role].listed_for
    assert viability(program, role) in (Viability.COVERED, Viability.POSSIBLE)


@pytest.mark.parametrize(("program", "role"), ONLY_THE_OTHER)
def test_role_of_the_other_degree_is_not_covered(program: str, role: str) -> None:
    """A role the article lists for the other degree only is not covered here."""
    assert program not in KNOWLEDGE.role[role].listed_for
    assert viability(program, role) is Viability.NOT_COVERED


@pytest.mark.parametrize("role", HANGS_ON_MODULES)
def test_role_hangs_on_electives_of_technology(role: str) -> None:
    """The article warns that these hang on the modules one takes: they are possible, not simply covered."""
    assert viability("technology", role) is Viability.POSSIBLE


def test_the_lists_are_whole() -> None:
    """No role claims the article that the article does not name."""
    claimed = {(archetype, role.id) for role in KNOWLEDGE.roles for archetype in role.listed_for}
    assert claimed == set(LISTED)


def test_berklee_adds_up() -> None:
    """The Berklee Online BPS is 120 credits: 30, 15, 18, 15 and 42."""
    assert [part.credits for part in KNOWLEDGE.program["berklee-online-bps"].structure] == [
        30,
        15,
        18,
        15,
        42,
    ]
