"""What is asked after the result, line by line."""

import pytest

from degreepath.advice.kept import Feedback, Likeness
from degreepath.quiz.after import DROP, NOT_UNDERSTOOD, opinion, wants_to_keep

ROLES = {"composer": "Composer", "mix-engineer": "Mix Engineer"}


class Person:
    """Types the given lines, one for each question, and remembers what was shown."""

    def __init__(self, *typed: str) -> None:
        self.typed = list(typed)
        self.shown: list[str] = []

    def __call__(self, lines: tuple[str, ...]) -> str:
        self.shown += lines
        if not self.typed:
            raise EOFError
        return self.typed.pop(0) + "\n"


@pytest.mark.parametrize(
    ("typed", "kept"), [("y", True), ("YES ", True), ("n", False), ("No", False), ("", False)]
)
def test_a_result_is_kept_only_after_a_yes(typed: str, kept: bool) -> None:
    """Only y or yes keeps the result; Enter alone means no."""
    assert wants_to_keep(Person(typed)) is kept


def test_a_wrong_line_is_asked_again() -> None:
    """A line that is neither yes nor no is not taken for one of them."""
    person = Person("maybe", "y")
    assert wants_to_keep(person)
    assert NOT_UNDERSTOOD in person.shown


def test_a_wrong_view_is_asked_again() -> None:
    """A line that is none of the views is not taken for one; the choices are shown once more."""
    person = Person("perhaps", "1")
    assert opinion(person, None, {}) == Feedback(likeness=Likeness.YES)
    assert person.shown.count("2 partly") == 2


@pytest.mark.parametrize("typed", [("q",), ("3", " Q ")])
def test_q_leaves_any_of_them(typed: tuple[str, ...]) -> None:
    """The key that leaves the quiz leaves these questions too."""
    with pytest.raises(KeyboardInterrupt):
        opinion(Person(*typed), "Music Production", ROLES)
    with pytest.raises(KeyboardInterrupt):
        wants_to_keep(Person("q"))


def test_yes_asks_no_more() -> None:
    """Who says that it sounds like them is not asked what to drop."""
    person = Person("1")
    assert opinion(person, "Music Production", ROLES) == Feedback(likeness=Likeness.YES)
    assert DROP not in person.shown


@pytest.mark.parametrize(
    ("typed", "degree", "roles"),
    [
        ("1 3", True, ("mix-engineer",)),
        ("3, 2", False, ("composer", "mix-engineer")),
        ("", False, ()),
        ("2 2", False, ("composer",)),
    ],
)
def test_partly_and_no_ask_what_to_drop(typed: str, degree: bool, roles: tuple[str, ...]) -> None:
    """The degree and the top roles are numbered, and any of them can be dropped."""
    for likeness in (Likeness.PARTLY, Likeness.NO):
        view = opinion(Person(likeness.value, typed), "Music Production", ROLES)
        assert view == Feedback(likeness=likeness, drop_degree=degree, drop_roles=roles)


def test_without_a_degree_only_roles_are_offered() -> None:
    """Where the result names no degree, number 1 is the first role."""
    person = Person("3", "1")
    view = opinion(person, None, ROLES)
    assert view
    assert view.drop_roles == ("composer",)
    assert not any("degree" in line for line in person.shown)


def test_numbers_that_were_not_offered_are_asked_again() -> None:
    """A number beyond the list, or a word, is never read as something else."""
    person = Person("2", "9", "composer", "0", "2")
    view = opinion(person, "Music Production", ROLES)
    assert view
    assert view.drop_roles == ("composer",)
    assert person.shown.count(NOT_UNDERSTOOD) == 3


def test_enter_alone_leaves_the_opinion_out() -> None:
    """Nobody has to say whether it sounds like them."""
    assert opinion(Person(""), "Music Production", ROLES) is None


def test_a_result_with_nothing_in_it_asks_for_nothing_to_drop() -> None:
    """With neither degree nor roles there is nothing to drop."""
    assert opinion(Person("no"), None, {}) == Feedback(likeness=Likeness.NO)
