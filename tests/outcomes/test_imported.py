"""Imported figures beside those that degreepath ships, and the courses that only official figures know."""

import pytest
from made_outcome_files import GCU, GCU_ROWS, SCORECARD, course, discover_uni_zip, table

from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.model import Measure, OfficialKeys
from degreepath.outcomes.imported import (
    courses_known_by_figures,
    outcomes_of,
    releases_in,
)
from degreepath.outcomes.services import import_files


@pytest.fixture
def knowledge():
    return load_knowledge()


@pytest.fixture
def gcu(knowledge):
    return knowledge.program["gcu-bsc-at"]


def figures(knowledge, program, kept):
    return {outcome.measure: outcome for outcome in outcomes_of(knowledge, program, releases_in(kept))}


def pay_file(bring, month, median):
    row = {**GCU_ROWS["GOSALARY"], "GOINSTMED": str(median), "GOINSTUQ": "40000"}
    return bring({f"gosalary_{month}.csv": table("GOSALARY", [row])})


def test_without_an_import_the_shipped_figures_stand(knowledge, gcu, kept):
    """A course shows what degreepath ships, in the order of the measures: work first, then pay, then the rest."""
    assert outcomes_of(knowledge, gcu, releases_in(kept)) == tuple(
        sorted(knowledge.outcomes_of(gcu), key=lambda outcome: list(Measure).index(outcome.measure))
    )


@pytest.mark.parametrize(("month", "shown"), [("07012029", 30000), ("07012020", 23000)])
def test_of_each_measure_the_newest_is_shown(knowledge, gcu, bring, kept, month, shown):
    """A newer pay figure replaces the shipped one and an older one does not; the other measures stay as they were."""
    pay_file(bring, month, 30000)
    told = figures(knowledge, gcu, kept)
    assert told[Measure.PAY_15_MONTHS].value == shown
    assert told[Measure.WORK_OR_STUDY].value == 95
    assert {outcome.program for outcome in told.values()} == {"gcu-bsc-at"}


def test_the_newer_of_two_imports_is_shown(knowledge, gcu, bring, kept):
    """Whoever imports two releases sees the newer, whichever was imported first."""
    pay_file(bring, "07012030", 31000)
    pay_file(bring, "07012029", 30000)
    assert figures(knowledge, gcu, kept)[Measure.PAY_15_MONTHS].value == 31000


def test_of_the_same_release_the_imported_figure_has_the_people(knowledge, bring, kept):
    """Our copy of the Scorecard has no n; whoever imports the file itself sees how many people the pay rests on."""
    us = {"UNITID": "476814", "INSTNM": "F.I.R.S.T.", "CIPCODE": "1002", "CREDLEV": "1", "EARN_MDN_4YR": "33711", "EARN_COUNT_WNE_4YR": "245"}  # fmt: skip
    bring({"Most-Recent-Cohorts-Field-of-Study_06102026.csv": table("", [us], SCORECARD)})
    told = figures(knowledge, knowledge.program["first-ras"], kept)
    assert (told[Measure.US_PAY_4_YEARS].n, told[Measure.US_PAY_4_YEARS].years) == (245, "2017-19")
    assert told[Measure.US_DEBT].n is None


def test_a_course_is_found_by_either_ukprn_and_full_time_first(knowledge, gcu, bring, kept):
    """A college whose degree a university awards is known under both numbers; of two modes the full-time one is shown."""
    rows = [
        {**GCU_ROWS["EMPLOYMENT"], "UKPRN": "10000001", "KISMODE": mode, "WORKSTUDY": share}
        for mode, share in (("02", "60"), ("01", "90"))
    ]
    bring(
        {
            "employment_07012030.csv": table("EMPLOYMENT", rows),
            "KISCOURSE.csv": table(
                "KISCOURSE",
                [{**GCU_ROWS["KISCOURSE"], "UKPRN": "10000001", "KISMODE": mode} for mode in ("02", "01")],
            ),
        }
    )
    for ukprn in ("10000001", GCU["UKPRN"]):
        program = gcu.model_copy(update={"official": OfficialKeys(ukprn=ukprn, kiscourseid="11ADTECH")})
        assert figures(knowledge, program, kept)[Measure.WORK_OR_STUDY].value == 90


def test_courses_beyond_the_knowledge_base(knowledge, tmp_path, kept):
    """After an import a student sees official courses that we have no modules for, with school, award, mode and link."""
    path = discover_uni_zip(tmp_path / "du.zip", 120)
    import_files([path], kept, progress=lambda _name, _share: None)
    first, second = courses_known_by_figures(knowledge, releases_in(kept), "UK")
    assert (first.title, first.school, first.award, first.mode) == (
        "Course 0",
        "University 10000000",
        "BA",
        "full-time",
    )
    assert first.link == "https://www.example.org/study/undergraduate/courses/course-number-0/"
    assert [outcome.measure for outcome in first.outcomes][:3] == ["work-or-study", "work", "pay-15-months"]
    assert second.title == "Course 60"
    assert courses_known_by_figures(knowledge, releases_in(kept), "US") == ()


def test_a_course_of_the_knowledge_base_is_not_listed_again(knowledge, bring, kept):
    """A course that has its modules here does not stand among those known by figures only, nor does one without a title."""
    other = course(7, "CAH25-02-02")
    bring(
        {
            "EMPLOYMENT.csv": table("EMPLOYMENT", [other["EMPLOYMENT"], GCU_ROWS["EMPLOYMENT"]]),
            "KISCOURSE.csv": table("KISCOURSE", [GCU_ROWS["KISCOURSE"]]),
        }
    )
    assert len(releases_in(kept)[0].courses) == 2
    assert courses_known_by_figures(knowledge, releases_in(kept), "UK") == ()


def test_us_schools_beyond_the_knowledge_base(knowledge, bring, kept):
    """In the US it is a school's programs of one subject that are listed, never a single course."""
    us = {"UNITID": "999999", "INSTNM": "A School", "CIPCODE": "5009", "CREDLEV": "3", "CREDDESC": "Bachelor's Degree", "EARN_MDN_4YR": "30000"}  # fmt: skip
    bring({"us.csv": table("", [us], SCORECARD)})
    (listed,) = courses_known_by_figures(knowledge, releases_in(kept), "US")
    assert (listed.title, listed.school, listed.country) == (
        "all music programs (bachelor's level)",
        "A School",
        "US",
    )
