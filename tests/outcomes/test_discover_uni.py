"""What is taken from Discover Uni's files, and with whom it counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_outcome_files import GCU_ROWS, HEADERS, KEYS, course, table

from degreepath.knowledge.model import Measure, OutcomeLevel
from degreepath.outcomes import services
from degreepath.outcomes.imported import Release, line
from degreepath.outcomes.official_file import OfficialFile

GCU_KEY = "10007762 10007762 11ADTECH 01"
# Two subjects beside one course, as the real file has them; CC BY 4.0, credit HESA (Jisc).
BRUNEL = {"PUBUKPRN": "10000961", "UKPRN": "10000961", "KISCOURSEID": "2CG1UMUSPROD-FT-BA", "KISMODE": "01", "GOSALUNAVAILREASON": "1", "GOSALRESP_RATE": "65"}  # fmt: skip
BRUNEL_PAY = [
    {**BRUNEL, "GOSALPOP": "110", "GOSALRESPONSE": "225", "GOSALAGG": "11", "GOSALAGGYEAR": "2021-22", "GOSALSBJ": "CAH10", "GOINSTLQ": "27500", "GOINSTMED": "30000", "GOINSTUQ": "32500"},
    {**BRUNEL, "GOSALPOP": "10", "GOSALRESPONSE": "30", "GOSALAGG": "22", "GOSALAGGYEAR": "2020-22", "GOSALSBJ": "CAH25-02", "GOINSTLQ": "19000", "GOINSTMED": "25000", "GOINSTUQ": "26000"},
]  # fmt: skip
BRUNEL_ENTRY = {key: BRUNEL[key] for key in KEYS} | {"ENTPOP": "20", "ENTAGG": "13", "ENTAGGYEAR": "2022-23", "ENTSBJ": "CAH25-02-02", "ALEVEL": "70", "OTHERHE": "10", "DEGREE": "0"}  # fmt: skip


def files(**rows):
    return {f"{name}.csv": table(name, given) for name, given in rows.items()}


def test_glasgow_caledonian_is_told_right(bring, only):
    """Of the audio course 95 % work, not 80 or 70; its pay is a group's, of 15 people, with what half earned."""
    bring(files(**{name: [row] for name, row in GCU_ROWS.items()}))
    assert [line(outcome) for outcome in only().outcomes(GCU_KEY)] == [
        "graduates of this course, n = 20, 2021-22: 95 % in work or study after 15 months",
        "graduates of this course, n = 20, 2021-22: 95 % in work after 15 months",
        "Pay after 15 months: audio and other technology graduates of this university, n = 15, 2020-22: £23,000; half earned £22,000 to £25,000",
        "Pay after 3 years: audio and other technology graduates of this university, n = 120, 2012-14: £19,500; half earned £14,500 to £23,500",
        "students of this course, n = 60, 2020-21: 85 % still there after a year",
    ]


def test_what_is_known_of_a_course(bring, only):
    """Title, school, award, mode and link come from the four files that say so."""
    bring(files(**{name: [row] for name, row in GCU_ROWS.items()}))
    assert only().courses[GCU_KEY] == {
        "ukprn": "10007762",
        "pubukprn": "10007762",
        "kiscourseid": "11ADTECH",
        "title": "Audio Technology",
        "school": "Glasgow Caledonian University",
        "award": "BSc",
        "link": "http://www.gcu.ac.uk/kis/11ADTECH",
        "mode": "full-time",
    }


@pytest.mark.parametrize("order", [1, -1])
def test_the_nearest_group_is_taken_and_never_the_first_row(bring, only, order):
    """A music course whose rows are of engineering and of performing arts shows performing arts, whichever stands first."""
    bring(files(GOSALARY=BRUNEL_PAY[::order], ENTRY=[BRUNEL_ENTRY]))
    (pay,) = (
        o
        for o in only().outcomes("10000961 10000961 2CG1UMUSPROD-FT-BA 01")
        if o.measure is Measure.PAY_15_MONTHS
    )
    assert (pay.value, pay.n, pay.subject, pay.level) == (25000, 10, "performing arts", OutcomeLevel.SUBJECT)


def test_two_subjects_of_the_same_width_are_both_kept(bring, only):
    """A course in music and in audio shows both groups, each by name."""
    rows = [{**BRUNEL_ENTRY, "ENTSBJ": subject} for subject in ("CAH25-02-02", "CAH10-03-06")]
    bring(files(ENTRY=rows))
    outcomes = only().outcomes("10000961 10000961 2CG1UMUSPROD-FT-BA 01")
    assert {o.subject for o in outcomes if o.measure is Measure.ENTRY_SCHOOL} == {
        "music",
        "audio and other technology",
    }


def test_a_reason_beside_values_takes_nothing_away(bring, only):
    """UNAVAILREASON 1 says that the course is new; the group's figures beside it still stand."""
    row = course(1, "CAH25-02-02")["EMPLOYMENT"]
    bring(files(EMPLOYMENT=[{**row, "EMPUNAVAILREASON": "1"}]))
    assert len(only().outcomes(next(iter(only().courses)))) == 2


def test_held_back_is_not_zero(bring, only):
    """A course whose figures are held back has none, while a true zero is said."""
    held_back = {**course(1, "CAH25-02-02")["ENTRY"], "ALEVEL": "", "OTHERHE": "0"}
    bring(files(ENTRY=[held_back]))
    (outcome,) = only().outcomes(next(iter(only().courses)))
    assert (outcome.measure, outcome.value) == (Measure.ENTRY_COLLEGE, 0)


def test_the_mode_is_one_whether_written_01_or_1(bring, only):
    """The same course is not two because one file writes its mode '1'."""
    rows = course(1, "CAH25-02-02")
    bring(files(EMPLOYMENT=[rows["EMPLOYMENT"]], ENTRY=[{**rows["ENTRY"], "KISMODE": "1"}]))
    (told,) = only().courses.values()
    assert told["mode"] == "full-time"


def test_each_hecos_column_is_read(bring, only):
    """A course is music by the second of its subject codes too, though the columns have one name."""
    bring(files(KISCOURSE=[{**course(1, "")["KISCOURSE"], "HECOS": "100340 100222"}]))
    assert len(only().courses) == 1


def test_other_technology_is_not_audio(bring, only):
    """A course in the group that holds audio is left when its own subject code is another technology."""
    packaging, audio = course(1, "CAH10-03-06"), course(2, "CAH10-03-06")
    bring(
        files(
            KISCOURSE=[{**packaging["KISCOURSE"], "HECOS": "100209"}],
            ENTRY=[packaging["ENTRY"], audio["ENTRY"]],
        )
    )
    assert [told["kiscourseid"] for told in only().courses.values()] == ["K000002"]


def test_rows_of_the_other_subject_of_a_course_are_left(bring, only):
    """A course in music and drama shows no drama graduates."""
    music, drama = course(1, "CAH25-02-02")["ENTRY"], course(1, "CAH25-02-03")["ENTRY"]
    bring(files(ENTRY=[music, drama]))
    assert {outcome.subject for outcome in only().outcomes(next(iter(only().courses)))} == {"music"}


def test_a_courses_own_figures_come_with_the_file_that_names_its_subject(bring, only):
    """EMPLOYMENT names no subject for a course's own figures; KISCOURSE beside it tells that it is music."""
    employment = {**course(1, "")["EMPLOYMENT"], "EMPAGG": "14", "EMPSBJ": ""}
    bring(files(EMPLOYMENT=[employment], KISCOURSE=[{**course(1, "")["KISCOURSE"], "HECOS": "100221"}]))
    assert {outcome.level for outcome in only().outcomes(next(iter(only().courses)))} == {OutcomeLevel.COURSE}


def test_the_trading_name_is_shown(bring, only):
    """A school is called what it calls itself, not what its company is called."""
    row = {**GCU_ROWS["INSTITUTION"], "LEGAL_NAME": "Icmp Management Limited", "FIRST_TRADING_NAME": "ICMP"}
    bring(files(INSTITUTION=[row], KISCOURSE=[GCU_ROWS["KISCOURSE"]]))
    assert only().courses[GCU_KEY]["school"] == "ICMP"


def test_an_older_list_of_institutions_is_read(bring, only):
    """Files from before there were trading names still name the school."""
    header = [column for column in HEADERS["INSTITUTION"] if column != "FIRST_TRADING_NAME"]
    older = table("INSTITUTION", [GCU_ROWS["INSTITUTION"]], header)
    bring({"INSTITUTION.csv": older, **files(KISCOURSE=[GCU_ROWS["KISCOURSE"]])})
    assert only().courses[GCU_KEY]["school"] == "Glasgow Caledonian University"


SHARES = st.sampled_from(["", *(str(share) for share in range(0, 101, 5)), "86", "67"])


@given(
    st.lists(SHARES, min_size=3, max_size=3),
    st.sampled_from([*services.UK["course"], *services.UK["group"]]),
    SHARES,
)
def test_rounded_and_held_back_shares_never_contradict(shares, code, people):
    """However shares are rounded or held back, those in work are never more than those in work or study, nor above 100."""
    workstudy, work, both = shares
    row = dict.fromkeys(HEADERS["EMPLOYMENT"], "") | {
        "WORKSTUDY": workstudy,
        "WORK": work,
        "BOTH": both,
        "EMPAGG": code,
    }
    row |= {"EMPAGGYEAR": "2020-22", "EMPPOP": people, "SBJ": "CAH25-02-02"}
    file = OfficialFile("EMPLOYMENT.csv", None, 1, "2025-07")
    release = Release(service="discover-uni", released="2025-07", imported="2026-11-26")
    figures = {figure.measure: figure for figure in services.figures_of(file, "EMPLOYMENT", row, release)}
    assert (Measure.WORK_OR_STUDY in figures) == bool(workstudy)
    assert (Measure.WORK in figures) == bool(work and both)
    if len(figures) == 2:
        assert figures[Measure.WORK].value <= figures[Measure.WORK_OR_STUDY].value <= 100
    assert all((figure.n is None) == (people == "") for figure in figures.values())
