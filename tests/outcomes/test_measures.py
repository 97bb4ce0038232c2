"""A figure can only be said with whom it counts, how many and when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from degreepath.knowledge.model import Measure, Outcome, OutcomeLevel
from degreepath.outcomes.imported import WORDS, line

PAY = {
    "id": "x",
    "measure": "pay-15-months",
    "value": 19000,
    "lower": 17000,
    "upper": 24000,
    "n": 45,
    "level": "subject",
    "subject": "music",
    "currency": "GBP",
    "years": "2020-22",
    "release": "2025-07",
    "source": "discover-uni",
}


def test_pay_of_a_group_on_one_line():
    """Number, group, people and years stand on one line, and the spread with them."""
    expected = "music graduates of this university, n = 45, 2020-22: £19,000; half earned £17,000 to £24,000"
    assert line(Outcome.model_validate(PAY)) == f"Pay after 15 months: {expected}"


def test_a_benchmark_says_whose_it_is():
    """What people without a degree earn stands beside the pay, named."""
    given = {**PAY, "benchmark": 34350, "benchmark_is": "people with only a high-school diploma"}
    assert line(Outcome.model_validate(given)).endswith("; people with only a high-school diploma: £34,350")


@pytest.mark.parametrize(
    "change",
    [
        {"level": None},
        {"n": None},
        {"n": None, "n_missing": None},
        {"n_missing": "not in the file"},
        {"years": None},
        {"subject": None},
        {"currency": None},
        {"lower": None},
        {"lower": 20000},
        {"upper": 18000},
        {"benchmark": 1000},
        {"value": -1},
        {"measure": "happiness"},
        {"measure": "work", "lower": None, "upper": None, "currency": None, "value": 101},
        {"measure": "work", "lower": None, "upper": None, "value": 95},
    ],
)
def test_half_a_figure_is_refused(change):
    """No figure gets in without level, people and years, with half a spread, or out of bounds."""
    with pytest.raises(ValidationError):
        Outcome.model_validate(
            {name: value for name, value in {**PAY, **change}.items() if value is not None}
        )


@given(
    st.sampled_from(Measure),
    st.sampled_from(OutcomeLevel),
    st.one_of(st.none(), st.integers(0, 9_999)),
    st.integers(0, 100),
)
def test_every_sentence_names_people_number_and_years(measure, level, n, value):
    """Whatever the measure and level, the line holds whom it counts, n or why there is none, years and value."""
    missing = None if n is not None else "not in the file"
    outcome = Outcome(id="x", measure=measure, value=value, n=n, n_missing=missing, level=level, subject="music", currency="USD" if measure.is_money else None, years="2020-22", release="2025-07", source="s")  # fmt: skip
    said = line(outcome)
    assert ("n = " in said) == (n is not None)
    assert ("n not in the file" in said) == (n is None)
    assert ", 2020-22: " in said
    assert (f"${value:,}" if measure.is_money else f"{value} %") in said
    who = {
        OutcomeLevel.COURSE: "of this course",
        OutcomeLevel.SUBJECT: "music",
        OutcomeLevel.SCHOOL: "of this school",
    }
    assert who[level] in said
    assert "\n" not in said


def test_every_measure_has_its_words():
    """No measure is without a name and a meaning, and no two have the same name."""
    assert set(WORDS) == set(Measure)
    assert len({words["label"] for words in WORDS.values()}) == len(Measure)
    assert all(words["meaning"].endswith(".") for words in WORDS.values())
