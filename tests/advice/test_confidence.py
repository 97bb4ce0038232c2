"""How sure: figures worked out by hand from docs/method.md section 6."""

from math import sqrt

import pytest
from toy import knowledge_of

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.band import Band
from degreepath.advice.confidence import answer_noise, band_of, chance_first, variance
from degreepath.advice.interests import estimate_interests

TOY = knowledge_of("a b c", {"a1": "a", "a2-not": "a", "b1": "b", "b2": "b", "c1": "c", "c2": "c"})


def test_own_noise_from_one_pair() -> None:
    """Answers of 1 and .5 on one interest add .125 to six pairs' worth of .35²: (.735 + .125) / 7."""
    estimate = estimate_interests(TOY, AnswerSheet(answers={"a1": 5, "a2-not": 2, "b1": 3}))
    assert answer_noise(estimate) == pytest.approx(sqrt(0.86 / 7))


def test_a_mark_pairs_with_the_answers() -> None:
    """Marking an interest and then answering against it widens the doubt; a mark is a weak answer, so it may differ by more."""
    estimate = estimate_interests(TOY, AnswerSheet(opener=Opener(most=("a",)), answers={"a1": 1}))
    assert answer_noise(estimate) == pytest.approx(sqrt((0.735 + 1.6**2 / (1 + 1 / 0.69)) / 7))


def test_interests_that_were_not_marked_do_not_pair() -> None:
    """Not naming an interest among the six is no statement that an answer could contradict."""
    estimate = estimate_interests(TOY, AnswerSheet(opener=Opener(most=("b",)), answers={"a1": 5}))
    assert answer_noise(estimate) == pytest.approx(0.35)


def test_variance_is_the_covariance_written_out() -> None:
    """δ′ Cov δ with each entry of Cov as the method states it."""
    estimate = estimate_interests(TOY, AnswerSheet(answers={"a1": 5, "a2-not": 2, "b1": 3}))
    delta, spread2 = (0.7, -0.4, 0.2), 0.45**2
    b = [n / (n + 0.5**2 / spread2) for n in (2, 1, 0)]
    level = 1 / (1 / (spread2 + 0.5**2 / 2) + 1 / (spread2 + 0.5**2) + 1 / 0.35**2)
    expected = sum(
        delta[d] * delta[e] * ((d == e) * spread2 * (1 - b[d]) + level * (1 - b[d]) * (1 - b[e]))
        for d in range(3)
        for e in range(3)
    )
    assert variance(estimate, delta, 0.5) == pytest.approx(expected, abs=1e-12)


def test_chance_first() -> None:
    """No lead is a coin toss, one spread ahead is 84 in 100, and nothing left to doubt about nothing is a coin toss too."""
    assert chance_first(0, 0.2) == 0.5
    assert chance_first(0.2, 0.2) == pytest.approx(0.841345, abs=1e-6)
    assert chance_first(0, 0) == 0.5


@pytest.mark.parametrize(
    ("confidence", "careless", "band"),
    [
        (0.90, False, Band.CLEAR), (0.8999, False, Band.LIKELY), (0.75, False, Band.LIKELY), (0.7499, False, Band.LEANING),
        (0.60, False, Band.LEANING), (0.5999, False, Band.TOO_CLOSE), (0.99, True, Band.LIKELY), (0.5, True, Band.TOO_CLOSE),
    ],
)  # fmt: skip
def test_bands(confidence: float, careless: bool, band: Band) -> None:
    """The words for how sure begin exactly where the method says; careless answers are never called clear."""
    assert band_of(confidence, may_be_clear=not careless) is band
