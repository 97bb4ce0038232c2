"""Finding things by what a person types."""

import pytest

from degreepath.errors import UsageError
from degreepath.knowledge.find import find_country, find_program, find_role, find_source
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()


def test_a_country_is_found_in_any_case() -> None:
    """Whoever types 'uk' gets the courses of the UK."""
    assert find_country(KNOWLEDGE, " uk") == "UK"


@pytest.mark.parametrize(
    ("called", "country"), [("usa", "US"), ("U.S.A.", "US"), ("United States", "US"), ("England", "UK")]
)
def test_a_country_is_found_by_what_people_call_it(called: str, country: str) -> None:
    """Nobody has to know how the courses write a country."""
    assert find_country(KNOWLEDGE, called) == country


def test_another_country_is_answered_with_those_we_know() -> None:
    """A country without courses is refused with a list to choose from, and a name that is no name does no harm."""
    with pytest.raises(
        UsageError, match=r"No course in 'Atlan\[2Jtis' is known here; known are courses in .*UK"
    ) as refused:
        find_country(KNOWLEDGE, "Atlan\x1b[2Jtis")
    assert all(course.country in str(refused.value) for course in KNOWLEDGE.courses if course.country)


def test_any_spelling_of_a_name_finds_it() -> None:
    """Case, hyphens and spaces make no difference, and a source is found by its title."""
    role, source = KNOWLEDGE.roles[0], KNOWLEDGE.sources[0]
    assert find_role(KNOWLEDGE, role.name.upper().replace(" ", "_")) == role
    assert find_source(KNOWLEDGE, source.title.lower()) == source


def test_a_near_miss_is_answered_with_two_names_at_most() -> None:
    """A slip is told what was probably meant; nonsense only where to look."""
    with pytest.raises(UsageError, match=r"did you mean composer( or [a-z-]+)?\? 'degreepath roles' lists"):
        find_role(KNOWLEDGE, "compozer")
    with pytest.raises(UsageError, match=r"called 'qqqq'; 'degreepath roles' lists them all"):
        find_role(KNOWLEDGE, "qqqq")


def test_a_part_of_a_name_or_its_school_is_enough() -> None:
    """Whoever types a word of the name gets the one that has it, and a list to choose from where several have it."""
    assert find_role(KNOWLEDGE, "plugin").id == "audio-plugin-designer"
    course = find_program(KNOWLEDGE, "tonmeister")
    assert "tonmeister" in f"{course.id} {course.name}".casefold()
    with pytest.raises(
        UsageError, match=r"'sound' is part of the names of several roles: .*sound-designer.*; name one"
    ):
        find_role(KNOWLEDGE, "sound")
    with pytest.raises(UsageError, match=r"There is no role called 'a'"):
        find_role(KNOWLEDGE, "a")
