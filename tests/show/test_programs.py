"""A program's page: how old its facts are, and whose claims they are."""

import pytest

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.program import Program
from degreepath.knowledge.record import Fact
from degreepath.show import programs, render

TODAY = 2026
KNOWLEDGE = load_knowledge()


def with_source(date: str) -> tuple[Knowledge, Program]:
    source = KNOWLEDGE.sources[0].model_copy(update={"id": "made-up", "date": date})
    course = KNOWLEDGE.courses[0].model_copy(
        update={
            "facts": (Fact(text="A dated fact.", source="made-up"),),
            "as_of": 2014,
            "modules_complete": False,
        }
    )
    fields = {name: getattr(KNOWLEDGE, name) for name in Knowledge.model_fields}
    knowledge = Knowledge.model_construct(
        **{**fields, "sources": (*KNOWLEDGE.sources, source), "hash": f"made-up {date}"}
    )
    return knowledge, course


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("June 2020", "A dated fact. (2020, old)"),
        ("2019-20", "A dated fact. (2019, old)"),
        ("2021", "A dated fact. ["),
        ("undated", "A dated fact. ["),
    ],
)
def test_a_fact_older_than_five_years_shows_its_year(date: str, shown: str) -> None:
    """In 2026 what is from before 2021 is marked old; what is undated is not given a year it does not have."""
    assert shown in render.markdown(programs.page(*with_source(date), TODAY))


def test_an_old_module_list_is_called_old() -> None:
    """A module list of 2014 is shown with its year and marked."""
    assert "Module list of 2014, old" in render.markdown(programs.page(*with_source("2021"), TODAY))


def test_a_claim_is_marked_as_the_claim_of_who_makes_it() -> None:
    """What a school says about itself is introduced by its name and 'claims'."""
    course = next(course for course in KNOWLEDGE.courses if course.claims)
    publisher = KNOWLEDGE.source[course.claims[0].source].publisher
    assert f"{publisher} claims:" in render.text(programs.page(KNOWLEDGE, course, TODAY), 100)


def test_a_course_without_a_module_list_says_so() -> None:
    """A missing list is something to ask for, not an empty course."""
    course = KNOWLEDGE.courses[0].model_copy(update={"modules": (), "modules_complete": False})
    modules = (
        render.markdown(programs.page(KNOWLEDGE, course, TODAY)).split("## Modules")[1].split("\n## ")[0]
    )
    assert "not published: ask" in modules


def test_a_closed_course_says_so_first() -> None:
    """Who reads about a course that takes nobody any more learns that before anything else, with the source."""
    closed = next(course for course in KNOWLEDGE.courses if course.closed)
    text = render.markdown(programs.page(KNOWLEDGE, closed, TODAY))
    assert closed.closed.text in text
    assert text.index("No longer offered") < text.index("What you study")


@pytest.mark.parametrize("program", KNOWLEDGE.programs, ids=lambda program: program.id)
def test_the_page_suggests_the_other_degree_to_compare_with(program: Program) -> None:
    """A reader of one program is sent on to a comparison with the degree it is not, never with itself or its own kind."""
    text = render.text(programs.page(KNOWLEDGE, program, TODAY), 400)
    command = next(line for line in text.splitlines() if f"degreepath compare {program.id} " in line)
    other = KNOWLEDGE.program[command.split()[-1]]
    assert other in KNOWLEDGE.archetypes
    assert other.id not in {program.id, program.archetype}
