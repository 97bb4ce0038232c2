"""Role fit and program scores: figures worked out by hand from docs/method.md sections 2 and 4."""

from math import exp, sqrt

import pytest
from toy import knowledge_of, program, role

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.scoring import (
    CAREER_WEIGHT,
    direction,
    margin_gradient,
    program_score,
    ranked,
    role_attention,
    role_scores,
    score_sheet,
    scoring_model,
)

IDS = ("a", "b", "c", "d")
TOY = knowledge_of(
    "a b c d",
    {"a1": "a", "b1": "b", "c1": "c", "d1": "d"},
    (
        program("one", {"a": 3}, (("core", ("s",)),)),
        program("two", {"b": 3}, (("core", ("t",)), ("elective", ("s",)))),
    ),
    (role("r", {"a": 3}, (("s",),)), role("q", {"b": 3}, (("t",),))),
)


def test_a_worked_example() -> None:
    """Wants a = 3, b = 1: their mean over four interests is 1, so a counts 2, b 0, and c and d share -2; the length is the root of 6."""
    expected = (2 / sqrt(6), 0, -1 / sqrt(6), -1 / sqrt(6))
    assert direction({"a": 3, "b": 1}, IDS) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    "wants", [{"a": 1}, {"a": 3, "b": 2}, {"a": 1, "b": 1, "c": 1}, {"a": 3, "b": 2, "c": 1}]
)
def test_length_one_and_sum_zero(wants: dict[str, int]) -> None:
    """No role shouts louder than another, and answering everything higher moves none."""
    u = direction(wants, IDS)
    assert sum(part * part for part in u) == pytest.approx(1)
    assert sum(u) == pytest.approx(0)


def test_what_is_wanted_never_counts_against() -> None:
    """An interest that a role wants a little is not held against the student who has it."""
    assert direction({"a": 3, "b": 3, "c": 1}, IDS)[2] == 0


def test_ties_stay_in_file_order() -> None:
    """Two roles that fit equally well to nine digits come in the order of the file."""
    assert ranked((1.0, 2.0, 2.0 + 1e-12, 3.0)) == [3, 1, 2, 0]


def test_a_program_is_its_study_and_the_doors_to_the_students_roles() -> None:
    """The score is û·x + weight · Σ ρ (V − mean V), by hand for two roles and two programs."""
    model = scoring_model(TOY)
    x = (0.6, 0.1, -0.2, -0.5)
    scores = role_scores(model, x)
    u = direction({"a": 3}, IDS)
    assert scores[0] == pytest.approx(sum(p * q for p, q in zip(u, x, strict=True)))
    rho = role_attention(scores)
    weight = exp((scores[1] - scores[0]) / 0.15)
    assert rho == pytest.approx((1 / (1 + weight), weight / (1 + weight)))
    # one: doors 1 and 0, mean .5; two: doors .6 and 1, mean .8
    assert program_score(model, 0, x, rho) == pytest.approx(
        scores[0] + CAREER_WEIGHT * 0.5 * (rho[0] - rho[1])
    )
    assert program_score(model, 1, x, rho) == pytest.approx(
        scores[1] + CAREER_WEIGHT * 0.2 * (rho[1] - rho[0])
    )


def test_the_gradient_is_the_slope_of_the_margin() -> None:
    """A small step in one interest moves the lead of one degree by what the gradient says."""
    model = scoring_model(TOY)
    x, step = (0.3, 0.1, -0.2, -0.4), 1e-6

    def lead(interests: tuple[float, ...]) -> float:
        rho = role_attention(role_scores(model, interests))
        return program_score(model, 0, interests, rho) - program_score(model, 1, interests, rho)

    delta = margin_gradient(model, 0, 1, role_attention(role_scores(model, x)))
    for d in range(4):
        moved = tuple(part + step * (e == d) for e, part in enumerate(x))
        assert (lead(moved) - lead(x)) / step == pytest.approx(delta[d], abs=1e-4)


def test_a_fit_of_fifty_is_neither_for_nor_against() -> None:
    """A score of 0 shows as 50, the largest possible one as 100, its opposite as 0."""
    model = scoring_model(TOY)
    assert [model.shown_fit(s) for s in (0, model.largest, -model.largest)] == pytest.approx([50, 100, 0])


def test_nothing_said_scores_nothing() -> None:
    """Without answers every score is 0."""
    scored = score_sheet(TOY, AnswerSheet())
    assert scored.scores == (0, 0)
    assert scored.margin(0, 1) == pytest.approx(0.0, abs=1e-12)
