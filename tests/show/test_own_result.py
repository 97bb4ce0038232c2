"""A student's own result beside facts: points that add up, and a warning wherever they say less than they seem to."""

from datetime import UTC, datetime

from made_reports import KNOWLEDGE, like

from degreepath.advice.audit import audit
from degreepath.advice.coverage import Viability
from degreepath.advice.kept import kept_result
from degreepath.advice.recommend import recommend
from degreepath.show import check, compare_programs, compare_roles, render
from degreepath.show.own_result import OwnResult

TODAY = 2026
GOAL = "acoustic-consultant"
RESULT = recommend(KNOWLEDGE, like("music-producer", goal=GOAL))
OWN = OwnResult(
    KNOWLEDGE,
    kept_result(
        KNOWLEDGE,
        RESULT,
        name="2026-11-22-a",
        moment=datetime(2026, 11, 22, tzinfo=UTC),
        asked={key: key for key in (*RESULT.sheet.marks, *RESULT.sheet.answers)},
    ),
    RESULT,
)
PARTLY = next(course for course in KNOWLEDGE.courses if not course.modules_complete)


def test_a_degree_that_cannot_lead_to_the_goal_says_so_beside_its_points() -> None:
    """However many points a degree has, the row says if the declared goal cannot be reached from it, and only then."""
    cells = OWN.fit_of_programs(KNOWLEDGE.archetypes).row.cells
    doors = next(role for role in RESULT.roles if role.id == GOAL).viability
    assert Viability.NOT_COVERED in {doors[degree.id] for degree in KNOWLEDGE.archetypes}
    for degree, cell in zip(KNOWLEDGE.archetypes, cells, strict=True):
        warned = any("cannot lead to your goal, Acoustic Consultant" in item.text for item in cell)
        assert warned == (doors[degree.id] is Viability.NOT_COVERED)


def test_points_of_a_partly_known_course_are_called_partial() -> None:
    """Where modules are not known, the student reads that the points say only a part."""
    programs = (KNOWLEDGE.archetypes[0], PARTLY)
    degree, course = OWN.fit_of_programs(programs).row.cells
    assert [item.mark for item in degree[:3]] == [item.mark for item in course[:3]]
    assert "?" in {item.mark for item in course}
    assert "?" not in {item.mark for item in degree}
    page = compare_programs.page(KNOWLEDGE, programs, TODAY, OWN.fit_of_programs(programs))
    assert "from your result of 22 November 2026" in render.text(page, 400)


def test_a_roles_fit_is_the_one_of_the_result() -> None:
    """Beside two roles stand their fit and their place among all, as the result has them."""
    best, last = RESULT.roles[0], RESULT.roles[-1]
    roles = (KNOWLEDGE.role[last.id], KNOWLEDGE.role[best.id])
    page = render.text(compare_roles.page(KNOWLEDGE, roles, TODAY, OWN.fit_of_roles(roles)), 400)
    assert f"Fit: {best.fit:.0f}, place 1 of {len(RESULT.roles)} roles" in page
    assert f"Fit: {last.fit:.0f}, place {len(RESULT.roles)} of {len(RESULT.roles)} roles" in page


def test_the_students_own_roles_come_first_in_a_door_audit() -> None:
    """Under their own heading, with the word for each door; the other roles follow, and none stands twice."""
    program = KNOWLEDGE.archetypes[0]
    checked = check.Checked(program, audit(program, KNOWLEDGE.roles))
    own, *rest = check.page(KNOWLEDGE, checked, TODAY, OWN.best_roles()).blocks
    names = [role.name for role in RESULT.roles[:3]]
    assert own.title == "The roles of your result of 22 November 2026, best fit first"
    assert [item.lead.split(" (")[0] for item in own.items] == names
    assert not {item.lead for block in rest for item in block.items} & set(names)
