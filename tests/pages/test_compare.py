"""A comparison: what decides first, who leads where, what is not known."""

import re
from itertools import combinations

from fact_pages import KNOWLEDGE, compare_page, roles_page

from degreepath.advice.doors import DoorState, doors_between, open_door
from degreepath.knowledge.find import award_rule
from degreepath.knowledge.model import Listed, Program
from degreepath.pages import compare
from degreepath.pages.blocks import Cell, Paragraph, Table
from degreepath.render.terminal import as_text

TWO = KNOWLEDGE.archetypes


def tables(programs: tuple[Program, ...]) -> list[Table]:
    return [block for block in compare_page(programs).summary if isinstance(block, Table)]


def row(table: Table, title: str) -> tuple[Cell, ...]:
    return next(row[1:] for row in table.rows if row[0].text == title)


def test_every_role_stands_once_for_each_of_two_programs() -> None:
    """No job is forgotten in a comparison, and none is named twice for the same program."""
    versus, *both = tables(TWO)
    for place in (1, 2):
        cells = [one[place] for one in versus.rows if one[place].door]
        names = [name for cell in cells for name in cell.text.split(", ")]
        shared = [name for table in both for one in table.rows for name in one[1].text.split(", ")]
        better = {
            knowledge_role.name
            for knowledge_role in KNOWLEDGE.roles
            if order(TWO[place - 1], knowledge_role) < order(TWO[2 - place], knowledge_role)
        }
        assert sorted(names) == sorted(better)
        assert len(shared) == len(set(shared))
        assert set(shared).isdisjoint(names)


def order(program: Program, role: object) -> int:
    return list(DoorState).index(open_door(program, role).state)  # type: ignore[arg-type]


def test_a_job_that_only_one_degree_leads_to_is_said_so() -> None:
    """Jobs open in one degree and closed in the other stand under 'only here'."""
    versus = tables(TWO)[0]
    for place, (here, there) in enumerate(((TWO[0], TWO[1]), (TWO[1], TWO[0])), start=1):
        titles = [one[0].text for one in versus.rows]
        block = versus.rows[titles.index("Only here") : titles.index("Surer here")]
        assert {one[0].text for one in block} <= {"Only here", "also"}
        rows = [one for one in block if one[place].text]
        named = {name for one in rows for name in one[place].text.split(", ")}
        expected = {
            role.name
            for role in KNOWLEDGE.roles
            if open_door(here, role).state.leads and open_door(there, role).state is DoorState.NO
        }
        assert named == expected


def test_the_award_is_told_as_a_tendency_with_its_count() -> None:
    """'Usually BA' never stands without how often that holds, and where that is no more than half it is no tendency."""
    for cell, degree in zip(row(tables(TWO)[0], "Award"), TWO, strict=True):
        rule = award_rule(KNOWLEDGE, degree)
        assert all(award in cell.text for award in rule.awards)
        assert f" {rule.holds} of {rule.total} real ones" in cell.text
        assert ("tendency" in cell.text) == ("usually" in cell.text) == (2 * rule.holds > rule.total)


def test_what_is_not_known_reads_ask_and_what_nobody_knows_is_left_out() -> None:
    """Where one course says nothing the cell says 'ask'; a row with nothing at all is not there."""
    bare = KNOWLEDGE.courses[0].model_copy(
        update={"id": "bare", "science": None, "software": (), "humanities": None}
    )
    versus = tables((TWO[0], bare))[0]
    assert row(versus, "Maths")[1].text == "not known: ask"
    rows = [one[0].text for one in tables((bare, bare.model_copy(update={"id": "bare-2"})))[0].rows]
    assert not {"Maths", "Writing", "Software"} & set(rows)


def test_three_courses_do_not_repeat_themselves() -> None:
    """Side by side, no line of three real courses is printed more than twice."""
    courses = tuple(course for course in KNOWLEDGE.courses if course.listed is not Listed.NONE)[:3]
    lines = as_text(compare_page(courses), 100, all_sections=True).splitlines()
    said = [line for line in lines if len(line.split()) > 4]
    assert all(said.count(line) <= 2 for line in said)


def test_seven_programs_have_letters_and_a_key() -> None:
    """Seven names fit no screen: each program gets a letter, told once, and the jobs are listed by letter."""
    seven = (*TWO, *KNOWLEDGE.courses[:5])
    page = compare_page(seven)
    assert [block.lead for block in page.summary[:7]] == list("ABCDEFG")
    matrix = next(block for block in page.summary if isinstance(block, Table) and block.columns[0] == "Jobs")
    for one in matrix.rows:
        assert sorted("".join(cell.text for cell in one[1:]).replace(" ", "")) == list("ABCDEFG")


def test_three_programs_fit_two_screens() -> None:
    """Whichever three programs are compared, the summary stays near 45 lines; jobs with the same doors share a line."""
    programs = [program for program in KNOWLEDGE.programs if program.modules]
    for place in range(0, len(programs) - 40, 3):
        three = (programs[place], programs[place + 20], programs[place + 40])
        assert len(as_text(compare_page(three), 80).splitlines()) <= 48


def test_a_student_s_own_roles_come_first() -> None:
    """With a result at hand the first rows tell which program leads to the student's roles."""
    own = (KNOWLEDGE.roles[3].id, KNOWLEDGE.roles[0].id)
    versus = next(b for b in compare_page(TWO, own=own).summary if isinstance(b, Table))
    assert [one[0].text for one in versus.rows[:2]] == [f"You: {KNOWLEDGE.role[name].name}" for name in own]


def test_json_holds_the_doors_and_the_sources_of_everything_in_it() -> None:
    """The document tells for each role and program the door, and lists the sources that are cited."""
    value = compare.document(KNOWLEDGE, TWO, doors_between(TWO, KNOWLEDGE.roles))
    assert {role: set(doors) for role, doors in value["door"].items()} == {
        role.id: {"production", "technology"} for role in KNOWLEDGE.roles
    }
    listed = {source["id"] for source in value["sources"]}
    assert {program.modules_source for program in TWO} <= listed
    roles = compare.roles_document(KNOWLEDGE, doors_between(KNOWLEDGE.programs, KNOWLEDGE.roles[:2]))
    pay = {figure["source"] for role in roles["roles"] for figure in role["pay"]}
    assert pay <= {source["id"] for source in roles["sources"]}


def test_two_roles_show_their_pay_and_more_do_not() -> None:
    """Two jobs have one pay line each on the first screen; three leave it to the section."""
    two, three = (as_text(roles_page(KNOWLEDGE.roles[:n]), 80) for n in (2, 3))
    assert two.count("median") == 2
    assert "median" not in three


def test_where_no_module_list_is_known_no_empty_table_stands() -> None:
    """Two courses that publish no modules have no section about what is taught: a heading over nothing says nothing."""
    unlisted = tuple(course for course in KNOWLEDGE.courses if course.listed is Listed.NONE)[:2]
    page = compare_page(unlisted)
    assert len(unlisted) == 2
    assert not [
        one for part in page.sections for one in part.blocks if isinstance(one, Table) and not one.rows
    ]
    assert "modules" not in {part.id for part in page.sections}
    assert "modules" in {part.id for part in compare_page(TWO).sections}


def test_the_pay_of_two_roles_is_of_one_country() -> None:
    """Two jobs stand beside each other with figures of the same country, wherever there is one for both."""
    for pair in combinations(KNOWLEDGE.roles, 2):
        countries = [{figure.country for figure in KNOWLEDGE.pay_of(role)} for role in pair]
        if countries[0] & countries[1]:
            lines = [block for block in roles_page(pair).summary if isinstance(block, Paragraph)]
            shown = [re.findall(r", (US|UK)\b", line.text)[:1] for line in lines[-2:]]
            assert shown[0] == shown[1] != []
