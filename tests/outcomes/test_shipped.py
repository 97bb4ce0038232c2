"""The official figures that degreepath ships, held against what the sources say."""

import pytest

from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.model import Measure, OutcomeLevel
from degreepath.outcomes.imported import line
from degreepath.outcomes.services import US


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


# Rows of the sources, traced by hand: Discover Uni GOSALARY (CC BY 4.0, HESA (Jisc)) and College Scorecard 2026-06-10.
@pytest.mark.parametrize(
    ("program", "measure", "said"),
    [
        ("gcu-bsc-at", "work", "graduates of this course, n = 20, 2021-22: 95 % in work after 15 months"),
        (
            "gcu-bsc-at",
            "pay-15-months",
            "Pay after 15 months: audio and other technology graduates of this university, n = 15, 2020-22: £23,000; half earned £22,000 to £25,000",
        ),
        (
            "brunel-ba-mp",
            "pay-15-months",
            "Pay after 15 months: performing arts graduates of this university, n = 10, 2020-22: £25,000; half earned £19,000 to £26,000",
        ),
        (
            "first-ras",
            "us-pay-4-years",
            "graduates of all audiovisual technology programs (certificate level) at this school, n not in the copy we read, 2017-19: $33,711 pay after four years; people of 25 to 34 in Florida with only a high-school diploma: $34,350",
        ),
    ],
)
def test_what_the_audit_found_wrong_is_right(knowledge, program, measure, said):
    """The figures that were wrong or missing in the version before are those of the official rows."""
    (outcome,) = (o for o in knowledge.outcomes_of(knowledge.program[program]) if o.measure == measure)
    assert line(outcome) == said


def test_survey_pay_is_never_called_the_courses(knowledge):
    """No official pay after 15 months is of a single course: GOSALARY has no such rows."""
    pay = [outcome for outcome in knowledge.outcomes if outcome.measure is Measure.PAY_15_MONTHS]
    assert pay
    assert {outcome.level for outcome in pay} == {OutcomeLevel.SUBJECT}


def test_us_figures_are_of_all_programs_of_a_school(knowledge):
    """Every US figure says that it counts all programs of a subject, and the years its release names."""
    us = [outcome for outcome in knowledge.outcomes if outcome.measure.startswith("us-")]
    assert us
    assert all(outcome.subject.startswith("all ") and outcome.level is OutcomeLevel.SUBJECT for outcome in us)
    assert all(outcome.years == US["years"][outcome.release][outcome.measure] for outcome in us)


def test_every_figure_belongs_to_a_course_with_official_keys_and_a_licence(knowledge):
    """Each figure can be found again under the keys of its course, and its source says what credit it asks for."""
    for outcome in knowledge.outcomes:
        assert knowledge.program[outcome.program].official is not None
        assert knowledge.source[outcome.source].licence
        assert outcome.id == f"{outcome.program}-{outcome.measure}"
