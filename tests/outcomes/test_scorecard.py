"""What is taken from the College Scorecard's file by field of study."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_outcome_files import SCORECARD, table

from degreepath.outcomes.imported import line, releases_in
from degreepath.outcomes.services import import_files, us_columns

NAME = "Most-Recent-Cohorts-Field-of-Study_06102026.csv"
BERKLEE = {"UNITID": "164748", "INSTNM": "Berklee College of Music", "CIPCODE": "5009", "CREDLEV": "3", "CREDDESC": "Bachelor's Degree"}  # fmt: skip
HELD_BACK = dict.fromkeys((name for name in SCORECARD if name.startswith(("EARN", "DEBT"))), "PS")


def row(**given):
    return {**BERKLEE, **HELD_BACK, **given}


def test_pay_is_that_of_all_music_programs_of_the_school(bring, only):
    """Four digits of CIP cannot tell music technology from performance, and a page says so; years by the release."""
    bring({NAME: table("", [row(EARN_MDN_4YR="38617", EARN_COUNT_WNE_4YR="512", EARN_MDN_4YR_NAT="31000")])})
    (outcome,) = only().outcomes("164748 5009 3")
    assert line(outcome) == (
        "graduates of all music programs (bachelor's level) at this school, n = 512, 2017-19: $38,617 pay after four years"
    )


@pytest.mark.parametrize(
    ("column", "said"),
    [("EARN_MDN_1YR", "one year"), ("EARN_MDN_4YR", "four years"), ("EARN_MDN_5YR", "five years")],
)
def test_the_year_after_is_said(bring, only, column, said):
    """Pay one, four and five years after is never mixed up."""
    bring({NAME: table("", [row(**{column: "30000"})])})
    (outcome,) = only().outcomes("164748 5009 3")
    assert line(outcome).endswith(f"$30,000 pay after {said}")


def test_no_number_of_people_is_said_to_be_missing(bring, only):
    """Where the file holds the number of people back, the sentence says so."""
    bring({NAME: table("", [row(EARN_MDN_4YR="30000")])})
    (outcome,) = only().outcomes("164748 5009 3")
    assert ", n not in the file, " in line(outcome)


def test_years_that_a_release_does_not_tell_are_not_guessed(bring, only):
    """The file has no years; of a release that we do not know, the sentence says that."""
    bring({"Most-Recent-Cohorts-Field-of-Study_05012029.csv": table("", [row(EARN_MDN_4YR="30000")])})
    (outcome,) = only().outcomes("164748 5009 3")
    assert outcome.years == "years not in the file"


def test_only_music_and_audio_below_a_master_is_kept(bring, only):
    """Nursing, a master's degree in music and a school without a number are left."""
    rows = [
        row(EARN_MDN_4YR="30000"),
        row(EARN_MDN_4YR="30000", CIPCODE="5138"),
        row(EARN_MDN_4YR="30000", CREDLEV="5"),
        row(EARN_MDN_4YR="30000", UNITID="NA"),
        row(EARN_MDN_4YR="30000", CIPCODE="10.02"),
    ]
    bring({NAME: table("", rows)})
    assert list(only().courses) == ["164748 5009 3", "164748 1002 3"]


@given(st.dictionaries(st.sampled_from(["EARN_MDN_1YR", "EARN_MDN_4YR", "DEBT_ALL_STGP_EVAL_MDN"]), st.sampled_from(["PS", "PrivacySuppressed", "NA", "NULL", "", "0", "31234", "31234.0"])))  # fmt: skip
def test_only_numbers_become_figures(tmp_path_factory, given_values):
    """Whatever the word for a figure that is held back, it becomes no figure; a number becomes just itself."""
    folder = tmp_path_factory.mktemp("scorecard")
    (folder / NAME).write_text(table("", [row(**given_values)]))
    import_files([folder / NAME], folder, progress=lambda _name, _share: None)
    (release,) = releases_in(folder)
    told = {outcome.measure: outcome.value for outcome in release.outcomes("164748 5009 3")}
    columns = us_columns(set(SCORECARD))
    assert told == {
        columns[name]["measure"]: float(text) for name, text in given_values.items() if text[:1].isdigit()
    }
