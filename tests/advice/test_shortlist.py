"""The shortlist of courses, worked out a second time course by course."""

from collections import Counter

import pytest

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.points import possible_students
from degreepath.advice.programs import program_score, role_attention, role_scores
from degreepath.advice.recommend import recommend
from degreepath.advice.recommendation import Shortlist
from degreepath.advice.scored import score_sheet
from degreepath.advice.shortlist import CourseFilter
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Program

FILTERS = [
    CourseFilter(),
    CourseFilter(country="uk"),
    CourseFilter(include_old=True),
    CourseFilter(country="US", include_old=True),
]


@pytest.fixture(scope="module")
def coder(knowledge: Knowledge) -> AnswerSheet:
    """A student who likes programming and science and dislikes the rest."""
    liked = ("programming", "science")
    return AnswerSheet(
        answers={q.id: 5 if (q.interest in liked) != q.reverse else 2 for q in knowledge.questions}
    )


def listed(knowledge: Knowledge, sheet: AnswerSheet, wanted: CourseFilter) -> Shortlist:
    return recommend(knowledge, sheet, wanted).shortlist


def why_not(course: Program, wanted: CourseFilter) -> str | None:
    """Why a student does not see a course, in the order in which it would be asked. The knowledge base is of 2026."""
    if wanted.country and str(course.country).upper() != wanted.country.upper():
        return "country"
    if course.closed:
        return "closed"
    if len(course.modules) == 0:
        return "no modules"
    return "old" if not wanted.include_old and course.as_of and course.as_of < 2021 else None


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_every_course_left_out_is_named_with_the_reason(
    knowledge: Knowledge, coder: AnswerSheet, wanted: CourseFilter
) -> None:
    """Nobody wonders why a school is missing."""
    assert knowledge.year == 2026
    found = {left.program: left.reason for left in listed(knowledge, coder, wanted).left_out}
    expected = {course.id: why_not(course, wanted) for course in knowledge.courses}
    assert found == {name: reason for name, reason in expected.items() if reason}


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_the_list_is_the_smallest_that_holds_the_best_in_nine_of_ten(
    knowledge: Knowledge, coder: AnswerSheet, wanted: CourseFilter
) -> None:
    """Asking every possible student for the best course gives the same courses, the same shares, and no course too many."""
    scored = score_sheet(knowledge, coder)
    seen = [course.id for course in knowledge.courses if not why_not(course, wanted)]
    best: Counter[str] = Counter()
    for interests in possible_students(scored.estimate, scored.noise):
        attention = role_attention(role_scores(scored.model, interests))
        best[
            max(
                seen,
                key=lambda c: program_score(
                    scored.model, scored.model.programs.index(c), interests, attention
                ),
            )
        ] += 1
    shares = {choice.program: choice.share for choice in listed(knowledge, coder, wanted).courses}
    assert shares == {name: best[name] / 256 for name in shares}
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert min(shares.values()) >= max((n / 256 for name, n in best.items() if name not in shares), default=0)
    held = listed(knowledge, coder, wanted).held
    assert held == pytest.approx(sum(shares.values()))
    assert held >= 0.9 > held - min(shares.values())


def test_a_goal_leaves_out_the_courses_that_close_it(knowledge: Knowledge, coder: AnswerSheet) -> None:
    """A student with a goal is shown no course that cannot lead there, and told which those are."""
    everything = CourseFilter(include_old=True)
    open_to_all = {left.program for left in listed(knowledge, coder, everything).left_out}
    told = set[str]()
    for goal in knowledge.role:
        found = {
            left.program: left.reason
            for left in listed(knowledge, coder.aiming_at(goal), everything).left_out
        }
        assert {name for name, reason in found.items() if reason != "goal"} == open_to_all
        told |= found.keys() - open_to_all
    assert told


def test_where_no_course_is_left_none_is_named(knowledge: Knowledge, coder: AnswerSheet) -> None:
    """A country without courses gives an empty list, not an error."""
    found = listed(knowledge, coder, CourseFilter(country="Atlantis"))
    assert (found.courses, found.held) == ((), 0)
    assert {left.reason for left in found.left_out} == {"country"}
