"""From answers to interests: figures worked out by hand from docs/method.md section 1."""

import pytest
from toy import knowledge_of

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.interests import estimate_interests, is_straight_line, pool, read_answers, shares

TOY = knowledge_of("a b c", {"a1": "a", "a2-not": "a", "b1": "b", "b2": "b", "c1": "c", "c2": "c"})


def near(*values: float) -> object:
    return pytest.approx(values, abs=2e-5)


def test_a_worked_example() -> None:
    """A student who likes a twice, is neutral on b and silent on c gets the interests that a pencil gives.

    λ = .1225/.2025 = .604938 · y = (.75, 0, 0) · B = (2/2.604938, 1/1.604938, 0) · k = (1/.26375, 1/.325, 0)
    v = 1/(3.791469 + 3.076923 + 8.163265) = .066526 · g = v · 3.791469 · .75 = .189174
    """
    estimate = estimate_interests(TOY, AnswerSheet(answers={"a1": 5, "a2-not": 2, "b1": 3}))
    assert estimate.weight == (2, 1, 0)
    assert estimate.mean == near(0.75, 0, 0)
    assert estimate.pooling == near(0.767772, 0.623077, 0)
    assert pool(estimate.weight)[2] == pytest.approx(0.066526, abs=1e-6)
    assert estimate.value == near(0.619761, 0.071304, 0.189174)


def test_opener_marks_are_weak_answers() -> None:
    """A mark weighs .69 of an answer and says .6; an interest that was not marked says 0, which is something too."""
    estimate = estimate_interests(
        TOY, AnswerSheet(opener=Opener(most=("a",), least=("b",)), answers={"a1": 5})
    )
    assert estimate.weight == near(1.69, 0.69, 0.69)
    assert estimate.mean == near((1 + 0.69 * 0.6) / 1.69, -0.6, 0)
    assert estimate.touched == 2


def test_an_empty_opener_says_nothing() -> None:
    """A student who passes over the first screen is not read as neutral on everything."""
    assert estimate_interests(TOY, AnswerSheet(opener=Opener())).weight == (0, 0, 0)


def test_reversed_statements_are_turned_round() -> None:
    """Liking a statement that speaks against an interest counts against it."""
    readings = read_answers(TOY, AnswerSheet(answers={"a1": 4, "a2-not": 5}))
    assert [(r.question, r.value) for r in readings] == [("a1", 0.5), ("a2-not", -1.0)]


def test_the_same_number_everywhere_says_nothing() -> None:
    """Pressing 5 all the way down, opposite statements included, does not look like a profile."""
    line = AnswerSheet(answers={q.id: 5 for q in TOY.questions})
    assert is_straight_line(line, TOY)
    assert estimate_interests(TOY, line).value == (0, 0, 0)
    assert not is_straight_line(line.answering("b1", 4), TOY)


def test_the_same_number_counts_while_no_statement_is_turned_round() -> None:
    """Five times 5 to plain statements is an opinion, and so are a few equal answers."""
    plain = AnswerSheet(answers={q.id: 5 for q in TOY.questions if not q.reverse})
    assert not is_straight_line(plain, TOY)
    assert not is_straight_line(AnswerSheet(answers={"a1": 5, "a2-not": 5}), TOY)


def test_every_answer_has_its_exact_share() -> None:
    """The shares of the answers add up to the score, for any direction."""
    estimate = estimate_interests(
        TOY, AnswerSheet(opener=Opener(most=("c",)), answers={"a1": 5, "b1": 1, "b2": 2})
    )
    direction = (0.5, -0.3, -0.2)
    score = sum(u * x for u, x in zip(direction, estimate.value, strict=True))
    assert sum(shares(estimate, direction)) == pytest.approx(score, abs=1e-12)
