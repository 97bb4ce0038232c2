"""A comparison: who stands beside whom, what is not known, and where roles differ."""

import re

from degreepath.advice.coverage import Viability, open_door
from degreepath.knowledge.load import load_knowledge
from degreepath.show import compare_programs, programs, render

TODAY = 2026
KNOWLEDGE = load_knowledge()
TWO = KNOWLEDGE.archetypes


def test_two_programs_stand_side_by_side_at_80_columns_and_one_under_the_other_at_40() -> None:
    """At 80 columns both names are on one line; at 40 never."""
    first, second = (program.name for program in TWO)
    both = re.compile(rf"^{first} +{second}", re.MULTILINE)
    assert both.search(render.text(compare_programs.page(KNOWLEDGE, TWO, TODAY), 80))
    assert not both.search(render.text(compare_programs.page(KNOWLEDGE, TWO, TODAY), 79))


def test_what_is_not_published_reads_ask_and_never_no() -> None:
    """A course about which nothing is known has cells that say 'not published: ask'."""
    bare = KNOWLEDGE.courses[0].model_copy(
        update={
            "software": (),
            "science": None,
            "humanities": None,
            "entry": (),
            "credits": None,
            "structure": (),
            "modules": (),
        }
    )
    shown = render.text(compare_programs.page(KNOWLEDGE, (TWO[0], bare), TODAY), 40)
    assert shown.count("not published: ask") >= 6
    assert not re.search(r"^\W*(no|none)\.?$", shown.split("Software")[1].split("Roles")[0], re.MULTILINE)


def test_every_role_stands_once_under_each_of_two_programs() -> None:
    """No role is forgotten in a comparison, and none is listed twice for the same program."""
    text = render.markdown(compare_programs.page(KNOWLEDGE, TWO, TODAY))
    for role in KNOWLEDGE.roles:
        assert len(re.findall(rf"\*\*{re.escape(role.name)} \(", text)) == len(TWO)


def test_a_role_that_only_one_degree_leads_to_is_said_so() -> None:
    """Roles open in one archetype and closed in the other stand under 'only one leads to'."""
    text = render.markdown(compare_programs.page(KNOWLEDGE, TWO, TODAY))
    only = text.split("## Roles that only one leads to")[1].split("\n## ")[0]
    for role in KNOWLEDGE.roles:
        doors = {open_door(program, role).viability for program in TWO}
        apart = Viability.NOT_COVERED in doors and doors & {Viability.COVERED, Viability.POSSIBLE}
        assert bool(apart) == (f"**{role.name} (" in only)


def test_an_electives_limit_that_is_too_small_is_pointed_out() -> None:
    """If a role needs two electives and one can be taken, the page says so."""
    program = KNOWLEDGE.program["technology"]
    role = next(role for role in KNOWLEDGE.roles if len(open_door(program, role).electives) == 2)
    narrow = program.model_copy(update={"elective_slots": 1})
    line = next(
        line
        for line in render.markdown(programs.page(KNOWLEDGE, narrow, TODAY)).splitlines()
        if f"**{role.name} (" in line
    )
    assert "more electives than the 1 you can take" in line
