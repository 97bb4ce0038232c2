"""The first draft of a course file."""

import tempfile
from pathlib import Path

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from degreepath.advice.soundness import LAWS
from degreepath.knowledge.lint import lint
from degreepath.knowledge.load import load_knowledge, read_draft
from degreepath.knowledge.module_list import ListedModule, parse_modules
from degreepath.knowledge.new_program import Course, course_file, free_id
from degreepath.knowledge.program import ModuleStatus
from degreepath.knowledge.record import clean_text

KNOWLEDGE = load_knowledge()
LIST = """\
Core:
MUS 32100 Synthesis and Sound Design I
Mathematics of Digital Signal Processing I
Electives:
Sound Reinforcement
"""


def course(**changes: object) -> Course:
    given: dict[str, object] = {
        "name": "Music Technology",
        "institution": "My School",
        "country": "UK",
        "award": "BSc (Hons)",
        "archetype": KNOWLEDGE.archetypes[1],
        "year": 2025,
        "modules": parse_modules(LIST, "list").modules,
    }
    return Course(**(given | changes))


def lint_of(text: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "course.toml").write_text(text, encoding="utf-8")
        problems, _ = lint(read_draft(Path(folder)), LAWS)
        return [str(problem) for problem in problems if folder in problem.file]


def test_a_draft_passes_lint() -> None:
    """What new-program writes needs no mending before it can be used."""
    assert lint_of(course_file(course(), KNOWLEDGE)) == []


def test_a_draft_without_year_and_modules_passes_lint() -> None:
    """Somebody who knows little of a course can begin all the same."""
    assert lint_of(course_file(course(year=None, modules=()), KNOWLEDGE)) == []


def test_modules_are_read() -> None:
    """Headings, codes and titles of a pasted list arrive as status, code and topics."""
    document = tomli.loads(course_file(course(), KNOWLEDGE))
    modules = document["programs"][0]["modules"]
    assert [module.get("status", "core") for module in modules] == ["core", "core", "elective"]
    assert modules[0]["code"] == "MUS 32100"
    assert modules[0]["topics"] == ["synthesis", "sound-design"]


def test_a_doubtful_title_is_a_comment_not_a_topic() -> None:
    """What a title only may mean is left for a person to decide."""
    text = course_file(course(modules=(ListedModule(title="Composition"),)), KNOWLEDGE)
    assert '{ title = "Composition", topics = [] }, # may teach composition' in text


def test_a_new_id_is_free() -> None:
    """A course of the same school and name as one of ours does not replace it unseen."""
    taken = {"my-school-music-technology"}
    assert free_id("My School Music Technology", taken) == "my-school-music-technology-2"
    assert free_id("音楽", set()) == "course"


WORDS = st.text(max_size=40).map(clean_text).filter(bool)


@settings(max_examples=100, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS, st.lists(st.tuples(WORDS, st.sampled_from(ModuleStatus)), max_size=3))
def test_any_words_give_a_file_that_can_be_read(
    name: str, school: str, country: str, award: str, titles: list
) -> None:
    """Quotes, backslashes, emoji and foreign letters come out as they went in."""
    modules = tuple(ListedModule(title=title, status=status) for title, status in titles)
    text = course_file(
        course(name=name, institution=school, country=country, award=award, modules=modules), KNOWLEDGE
    )
    program = tomli.loads(text)["programs"][0]
    assert program["institution"] == school
    assert program["award"] == award
    assert [module["title"] for module in program["modules"]] == [title for title, _ in titles]
