"""The 256 fixed points: the share of possible students for whom a role stays first."""

import pytest
from toy import knowledge_of

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.interests import estimate_interests, pool
from degreepath.advice.points import POINTS, normal_points, possible_students, shares_first

TOY = knowledge_of("a b", {"a1": "a", "b1": "b"})


def test_every_point_has_its_mirror() -> None:
    """No direction is favoured: the points sum to zero exactly."""
    points = normal_points(5)
    assert len(points) == POINTS
    assert set(points) == {tuple(-part for part in point) for point in points}


@pytest.mark.parametrize("dimension", range(26))
def test_points_spread_like_the_bell_curve(dimension: int) -> None:
    """In every dimension about 68 in 100 points lie within one standard deviation, and the variance is 1."""
    values = [point[dimension] for point in normal_points(26)]
    assert sum(abs(value) < 1 for value in values) / POINTS == pytest.approx(0.683, abs=0.04)
    assert sum(value * value for value in values) / POINTS == pytest.approx(1, abs=0.15)


def test_possible_students_vary_as_the_covariance_says() -> None:
    """The students who could have given these answers lie around the estimate, as widely as the model doubts it."""
    estimate = estimate_interests(TOY, AnswerSheet(answers={"a1": 5}))
    students = possible_students(estimate, 0.35)
    for d, (value, pooling) in enumerate(zip(estimate.value, estimate.pooling, strict=True)):
        expected = 0.45**2 * (1 - pooling) + pool(estimate.weight)[2] * (1 - pooling) ** 2
        assert sum(s[d] for s in students) / POINTS == pytest.approx(value)
        assert sum((s[d] - value) ** 2 for s in students) / POINTS == pytest.approx(expected, rel=0.1)


def test_shares_sum_to_one() -> None:
    """Counting who is first gives shares of a whole; a tie goes to file order."""
    assert shares_first([(1, 2), (3, 1), (2, 2), (0, 5)]) == {1: 0.5, 0: 0.5}
