"""Real courses of a result: what they are, and every reason why others are left out, on the screen and in the report."""

import pytest
from made_reports import KNOWLEDGE, like

from degreepath.advice.recommend import recommend
from degreepath.advice.recommendation import LeftOut, Recommendation
from degreepath.advice.shortlist import CourseFilter
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show import recommendation, render, report

ADVICE = recommend(KNOWLEDGE, like("game-audio-designer", 9))
REASONS = {
    "country": "outside the country you asked for",
    "no modules": "with modules we could not read",
    "closed": "at a school that has closed",
    "old": "with a module list more than five years old",
    "goal": "that cannot lead to your goal",
}


def leaving_out(*reasons: str) -> Recommendation:
    left = tuple(LeftOut(program=KNOWLEDGE.courses[0].id, reason=reason) for reason in reasons)
    return ADVICE.model_copy(update={"shortlist": ADVICE.shortlist.model_copy(update={"left_out": left})})


@pytest.mark.parametrize("last", REASONS)
def test_every_reason_for_leaving_courses_out_is_said(last: str) -> None:
    """Whatever comes first, neither the screen nor the report drops a reason, and one course is not '1 courses'."""
    others = [reason for reason in REASONS if reason != last]
    advice = leaving_out(*others, *others, last)
    for page in (recommendation.page(KNOWLEDGE, advice), report.page(KNOWLEDGE, advice)):
        text = " ".join(render.text(page, 400).split())
        assert all(f"2 courses {REASONS[reason]}" in text for reason in others)
        assert f"1 course {REASONS[last]}" in text


def test_only_the_screen_names_an_option_to_type() -> None:
    """At the terminal one learns how to see old courses too; a report on paper has nothing to type."""
    advice = leaving_out("old", "closed")
    assert "--include-old" in render.text(recommendation.page(KNOWLEDGE, advice))
    assert "--include-old" not in render.text(report.page(KNOWLEDGE, advice))


def test_nothing_left_out_is_not_mentioned() -> None:
    """Where every course was considered, no page speaks of courses left out."""
    for page in (recommendation.page(KNOWLEDGE, leaving_out()), report.page(KNOWLEDGE, leaving_out())):
        assert "Left out" not in render.text(page, 400)


def test_a_course_of_no_known_country_is_not_in_the_country_none() -> None:
    """A course without a country is shown with its award alone."""
    fields = {name: getattr(KNOWLEDGE, name) for name in Knowledge.model_fields}
    nowhere = tuple(program.model_copy(update={"country": None}) for program in KNOWLEDGE.programs)
    knowledge = Knowledge.model_construct(**{**fields, "programs": nowhere, "hash": "nowhere"})
    assert ADVICE.shortlist.courses
    for page in (recommendation.page(knowledge, ADVICE), report.page(knowledge, ADVICE)):
        assert "None" not in render.text(page, 400)


def test_a_closed_college_is_never_on_the_shortlist() -> None:
    """A course that takes no students any more is left out, even when old lists are asked for."""
    closed = {course.id for course in KNOWLEDGE.courses if course.closed}
    listed = recommend(KNOWLEDGE, like("live-sound-technician"), CourseFilter(include_old=True)).shortlist
    assert closed
    assert closed.isdisjoint(choice.program for choice in listed.courses)
    assert closed == {left.program for left in listed.left_out if left.reason == "closed"}
