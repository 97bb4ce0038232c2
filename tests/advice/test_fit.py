"""Role fit: figures worked out by hand from docs/method.md section 2."""

from math import sqrt

import pytest

from degreepath.advice.fit import direction, largest_score, shown_fit

IDS = ("a", "b", "c", "d")


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


def test_fit_is_shown_from_0_to_100() -> None:
    """A score of 0 shows as 50, the largest possible one as 100, its opposite as 0."""
    u = direction({"a": 3, "b": 1}, IDS)
    largest = largest_score((u, direction({"c": 2}, IDS)))
    assert largest == pytest.approx(3 / sqrt(3))  # (3, -1, -1, -1) / root 12: 6/root 12
    assert [shown_fit(score, largest) for score in (0, largest, -largest)] == pytest.approx([50, 100, 0])
