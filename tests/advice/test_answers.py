"""The answer sheet: changed without changing the one before, and checked against the knowledge base."""

import pytest
from pydantic import ValidationError
from toy import knowledge_of, role

from degreepath.advice.answers import AnswerSheet, Opener, require_known
from degreepath.errors import AnswersError

TOY = knowledge_of("a b", {"a1": "a", "b1": "b"}, roles=(role("r", {"a": 3}),))
SHEET = AnswerSheet(opener=Opener(most=("a",)), answers={"a1": 4, "b1": 2}, goal="r")


def test_an_answer_is_changed_on_a_new_sheet() -> None:
    """Going back in the quiz gives another sheet; the one before stays as it was."""
    assert SHEET.answering("b1", 5).answers == {"a1": 4, "b1": 5}
    assert SHEET.skipping("a1").answers == {"b1": 2}
    assert SHEET.aiming_at(None).goal is None
    assert SHEET.aiming_at("other").goal == "other"
    assert (SHEET.answers, SHEET.goal) == ({"a1": 4, "b1": 2}, "r")


def test_a_known_sheet_is_taken() -> None:
    """Questions, marks and a goal that are there pass without a word."""
    require_known(SHEET, TOY)
    require_known(AnswerSheet(), TOY)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (SHEET.answering("zz", 1), "the question zz, which the knowledge base does not have; 'degreepath questions'"),
        (SHEET.answering("zz", 1).answering("yy", 1), "the questions zz, yy, which"),
        (AnswerSheet(opener=Opener(most=("zz",))), "the interest zz, which the knowledge base does not have; 'degreepath questions'"),
        (AnswerSheet(opener=Opener(least=("zz",))), "the interest zz, which"),
        (AnswerSheet(goal="zz"), "the role zz, which the knowledge base does not have; 'degreepath roles'"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named(sheet: AnswerSheet, said: str) -> None:
    """A sheet for another knowledge base is refused with the name that is strange and the command that lists the right ones."""
    with pytest.raises(AnswersError, match=said):
        require_known(sheet, TOY)


def test_at_most_five_strange_names_are_listed() -> None:
    """A sheet of strange questions is not answered with a screenful."""
    sheet = AnswerSheet(answers={f"q{n}": 1 for n in range(9)})
    with pytest.raises(AnswersError, match="questions q0, q1, q2, q3, q4, which"):
        require_known(sheet, TOY)


def test_a_mark_both_ways_is_refused() -> None:
    """What is most exciting cannot be least exciting too; each such interest is named once, in order."""
    with pytest.raises(ValidationError, match="a, b are marked twice; name each interest once"):
        Opener(most=("b", "a"), least=("a", "b"))
    with pytest.raises(ValidationError, match="a is marked twice"):
        Opener(most=("a", "b"), least=("a",))
