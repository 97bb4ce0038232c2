"""A pasted list as a program: for the door audit, and as a file to correct and keep."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from modules.lists import KNOWLEDGE, read

from degreepath.advice.doors import DoorState, audit, open_door
from degreepath.errors import ModuleListError
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.model import Listed, ModuleStatus, Program
from degreepath.modules.as_program import BY_HAND, as_program, decide, to_toml

CORE, ELECTIVE = ModuleStatus.CORE, ModuleStatus.ELECTIVE
COURSE = "Core:\nMixing\nStudio Practice\nProgramming\nTwo from:\nFoley\nScoring\nMastering\nA-level maths required"


def program(text: str, *, listed: Listed = Listed.WHOLE, unmarked: ModuleStatus = ELECTIVE) -> Program:
    return as_program(read(text), name="BSc “Sound” & Fun", listed=listed, said={"": unmarked})


def test_the_audit_gets_all_that_the_list_says() -> None:
    """Status, group, topics, what is unclear and what is presupposed reach the program."""
    found = program(COURSE)
    assert (found.id, found.listed, found.presupposes) == ("bsc-sound-fun", Listed.WHOLE, ("calculus",))
    assert [m.status for m in found.modules] == [CORE] * 3 + [ELECTIVE] * 3
    assert {m.group for m in found.modules[3:]} == {found.groups[0].id}
    assert found.groups[0].choose == 2
    assert "cpp" in found.modules[2].may


def test_what_a_title_may_teach_is_asked_about_and_never_missing() -> None:
    """An unclear title keeps a door from being closed, even where the list is whole."""
    role = KNOWLEDGE.role["junior-audio-programmer"]
    unclear = program("Core:\nProgramming\nDigital Signal Processing\nCalculus\nMixing")
    closed = program("Core:\nDigital Signal Processing\nCalculus\nMixing")
    assert open_door(unclear, role).state is DoorState.ASK
    assert not open_door(unclear, role).missing
    assert open_door(closed, role).state is DoorState.NO


def test_a_course_that_builds_on_maths_is_not_closed_for_lack_of_it() -> None:
    """A list that teaches room acoustics and names no maths may presuppose it: it is asked about."""
    role = KNOWLEDGE.role["acoustic-consultant"]
    found = program("Core:\nRoom Acoustics\nMusical Acoustics\nAcoustic Measurement\nMixing")
    assert "calculus" in {topic for need in open_door(found, role).to_ask for topic in need}
    stated = program("Core:\nRoom Acoustics\nPhysics\nPrerequisite: calculus")
    assert open_door(stated, role).state is DoorState.YES


def test_unmarked_modules_and_unknown_words_are_read_as_the_person_says() -> None:
    """What the list leaves open is settled by the person; an unknown word that nobody explains is an elective."""
    text = "Piano\tCompulsory\nMixing\tDesignated\nSinging\tCompulsory\nFoley\tDesignated\nActing\t"
    marked = as_program(read(text), name="X", listed=Listed.PART, said={"": CORE})
    assert [m.status for m in marked.modules] == [CORE, ELECTIVE, CORE, ELECTIVE, CORE]
    told = as_program(read(text), name="X", listed=Listed.PART, said={"Designated": CORE})
    assert [m.status for m in told.modules] == [CORE, CORE, CORE, CORE, ELECTIVE]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Core:\nMixing\nCS 2500\nFoley", Listed.PART),
        ("Core:\nMixing\nFoley\nElectives\nCS 2500", Listed.COMPULSORY),
        ("Core:\nMixing\n(title not read)\nFoley", Listed.PART),
        ("Core:\nMixing\nFoley\nMusic 101 for Listeners", Listed.WHOLE),
    ],
)
def test_a_title_that_is_only_a_code_keeps_a_list_from_being_whole(text: str, listed: Listed) -> None:
    """'CS 2500' may teach anything, so a list with it can close no door that the module could open."""
    assert program(text).listed is listed


def test_a_course_without_any_list_is_a_part() -> None:
    """Modules that were pasted are a part of the course, whatever the person says of how much."""
    assert program("Core:\nMixing", listed=Listed.NONE).listed is Listed.PART


def test_the_file_can_be_laid_over_our_courses_and_read_again(tmp_path: Path) -> None:
    """What -o writes is a course like all others, and checking the file gives the same doors."""
    found = program(COURSE)
    (tmp_path / "course.toml").write_text(to_toml(found), encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    assert knowledge.program[found.id] == found
    assert found.modules_source in knowledge.source
    again = as_program(read(to_toml(found)), name=found.name, listed=found.listed, said={})
    assert again == found
    assert audit(KNOWLEDGE, again, KNOWLEDGE.roles) == audit(KNOWLEDGE, found, KNOWLEDGE.roles)


def test_what_a_person_wrote_into_the_file_wins() -> None:
    """Topics corrected in the file beat our reading, and it says so; what was left alone is still our reading."""
    text = to_toml(program(COURSE)).replace('topics = ["mixing"]', 'topics = ["foley"]')
    mixing, studio, *_ = read(text).modules
    assert (mixing.topics, mixing.because) == (("foley",), BY_HAND)
    assert studio.because == "“Studio Practice”"


def test_what_a_person_decides_is_not_asked_again() -> None:
    """A title that a person has explained is unclear no more."""
    module = decide(read("Programming").modules[0], ("cpp",))
    assert (module.topics, module.may) == (("cpp",), ())


def test_a_list_of_too_few_subjects_is_no_course_to_keep() -> None:
    """One subject is no profile: the list can be checked, and the sentence says so."""
    with pytest.raises(ModuleListError, match="too few subjects"):
        to_toml(program("Core:\nMixing"))


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=30).filter(str.strip), st.sampled_from(list(Listed)), st.sampled_from([CORE, ELECTIVE])
)
def test_any_name_makes_a_file_that_can_be_read(name: str, listed: Listed, unmarked: ModuleStatus) -> None:
    """Whatever a course is called, its file is read back as what was written."""
    found = as_program(read(COURSE), name=f"A{name}", listed=listed, said={"": unmarked})
    again = as_program(read(to_toml(found)), name=found.name, listed=found.listed, said={"": unmarked})
    assert again.modules == found.modules


def test_the_longest_list_can_be_read_again_from_its_file() -> None:
    """What a list of very many modules was written down as is not refused for its length."""
    kinds = ("Mixing", "Recording", "Acoustics", "Electronics", "Composition", "Music Theory")
    text = "".join(f"{kinds[n % 6]} in a seminar, number {n} of very many\n" for n in range(2_000))
    found = program(text)
    assert len(read(to_toml(found)).modules) == len(found.modules) == 2_000
