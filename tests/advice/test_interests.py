"""From answers to interests: figures worked out by hand from docs/method.md section 1."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import knowledge_of, sheets

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.interests import (
    PAIRS_FOR_YES_SAYING,
    answer_noise,
    dot,
    effects,
    estimate_interests,
    is_straight_line,
    pool,
    variance,
)
from degreepath.knowledge.load import load_knowledge

TOY = knowledge_of("a b c", {"a1": "a", "a2-not": "a", "b1": "b", "b2": "b", "c1": "c", "c2": "c"})
PAIRED = knowledge_of(
    " ".join(f"d{i}" for i in range(PAIRS_FOR_YES_SAYING + 2)),
    {f"q{i}": f"d{i}" for i in range(PAIRS_FOR_YES_SAYING + 2)}
    | {f"p{i}-not": f"d{i}" for i in range(PAIRS_FOR_YES_SAYING)}
    | {f"r{i}": f"d{PAIRS_FOR_YES_SAYING + i}" for i in range(2)},
)
KNOWLEDGE = load_knowledge()
often = settings(max_examples=100, deadline=None, derandomize=True)


def near(*values: float) -> object:
    return pytest.approx(values, abs=2e-5)


def test_a_worked_example() -> None:
    """A student who likes a twice, is neutral on b and silent on c gets the interests that a pencil gives.

    λ = .1225/.2025 = .604938 · y = (.75, 0, 0) · B = (2/2.604938, 1/1.604938, 0) · k = (1/.26375, 1/.325, 0)
    v = 1/(3.791469 + 3.076923 + 8.163265) = .066526 · g = v · 3.791469 · .75 = .189174
    """
    estimate = estimate_interests(TOY, AnswerSheet(answers={"a1": 5, "a2-not": 2, "b1": 3}))
    assert estimate.weight == (2, 1, 0)
    assert pool(estimate.weight)[0] == near(0.767772, 0.623077, 0)
    assert pool(estimate.weight)[2] == pytest.approx(0.066526, abs=1e-6)
    assert estimate.value == near(0.619761, 0.071304, 0.189174)
    assert estimate.touched == 2


def test_marks_are_weak_answers() -> None:
    """A mark weighs .69 of an answer and says .6; an interest that was not marked says 0, which is something too."""
    estimate = estimate_interests(
        TOY, AnswerSheet(opener=Opener(most=("a",), least=("b",)), answers={"a1": 5})
    )
    assert estimate.weight == near(1.69, 0.69, 0.69)
    assert [r.value for r in estimate.readings] == [0.6, -0.6, 0, 1.0]
    assert estimate.touched == 2


def test_an_empty_opener_says_nothing() -> None:
    """A student who passes over the first screens is not read as neutral on everything."""
    assert estimate_interests(TOY, AnswerSheet(opener=Opener())).weight == (0, 0, 0)


def test_turned_round_statements_are_read_the_other_way() -> None:
    """Liking a statement that speaks against an interest counts against it."""
    readings = estimate_interests(TOY, AnswerSheet(answers={"a1": 4, "a2-not": 5})).readings
    assert [(r.question, r.value) for r in readings] == [("a1", 0.5), ("a2-not", -1.0)]


@pytest.mark.parametrize("answer", range(1, 6))
def test_the_same_number_everywhere_says_exactly_nothing(answer: int) -> None:
    """Pressing one number all the way down leaves every interest at 0, where there are enough turned-round statements."""
    line = AnswerSheet(answers={q.id: answer for q in PAIRED.questions})
    assert is_straight_line(line, PAIRED)
    assert estimate_interests(PAIRED, line).value == pytest.approx([0] * len(PAIRED.interests), abs=1e-12)
    assert not is_straight_line(line.answering("q0", 1 + answer % 5), PAIRED)


def test_yes_saying_is_taken_out_of_an_opinion() -> None:
    """A student who answers everything one step higher, turned-round statements too, has the same interests."""
    answers = {q.id: 2 + place % 3 for place, q in enumerate(PAIRED.questions)}
    higher = {q: a + 1 for q, a in answers.items()}
    before, after = (estimate_interests(PAIRED, AnswerSheet(answers=a)) for a in (answers, higher))
    assert after.value == pytest.approx(before.value, abs=1e-12)


def test_the_same_number_counts_while_no_statement_is_turned_round() -> None:
    """Five times 5 to plain statements is an opinion, and so are a few equal answers."""
    plain = AnswerSheet(answers={q.id: 5 for q in TOY.questions if not q.reverse})
    assert not is_straight_line(plain, TOY)
    assert not is_straight_line(AnswerSheet(answers={"a1": 5, "a2-not": 5}), TOY)


@often
@given(sheets(KNOWLEDGE, straight=True), st.integers(0, 99))
def test_every_answer_has_its_exact_share(sheet: AnswerSheet, seed: int) -> None:
    """The shares of the answers add up to the score, for any direction and any sheet."""
    estimate = estimate_interests(KNOWLEDGE, sheet)
    direction = tuple((seed * (d + 3)) % 7 - 3 for d in range(len(estimate.ids)))
    score = sum(u * x for u, x in zip(direction, estimate.value, strict=True))
    values = [reading.value for reading in estimate.readings]
    assert dot(effects(estimate, direction), values) == pytest.approx(score, abs=1e-9)


def test_the_variance_is_that_of_the_posterior() -> None:
    """What is not known of one interest after one answer: τ²(1−B) + v_g (1−B)², as in section 1."""
    estimate = estimate_interests(TOY, AnswerSheet(answers={"b1": 4}))
    pooling, _, level = pool(estimate.weight)
    assert variance(estimate, (0, 1, 0), 0.35) == pytest.approx(
        0.45**2 * (1 - pooling[1]) + level * (1 - pooling[1]) ** 2
    )


def test_contradicting_answers_are_noise() -> None:
    """A student who likes both a thing and its opposite is noisier than one who agrees with himself."""
    steady = answer_noise(estimate_interests(TOY, AnswerSheet(answers={"a1": 5, "a2-not": 1})))
    torn = answer_noise(estimate_interests(TOY, AnswerSheet(answers={"a1": 5, "a2-not": 5})))
    assert steady == pytest.approx((4 * 0.1225 / 5) ** 0.5)
    assert torn == pytest.approx(((4 * 0.1225 + 2) / 5) ** 0.5)
