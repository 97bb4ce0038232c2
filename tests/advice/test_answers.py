"""The answer sheet: changed without changing the one before, checked against the knowledge base, and its stamp."""

import pytest
from pydantic import ValidationError
from toy import knowledge_of, role

from degreepath.advice.answers import AnswerSheet, Opener, require_known, stamp
from degreepath.errors import AnswersError
from degreepath.knowledge import Knowledge

TOY = knowledge_of("a b", {"a1": "a", "b1": "b"}, roles=(role("r", {"a": 3}),))
SHEET = AnswerSheet(opener=Opener(most=("a",)), answers={"a1": 4, "b1": 2}, goal="r")
STAMPED = Knowledge.model_construct(
    **{**dict(knowledge_of("a b c", {"a1": "a", "a2-not": "a"})), "hash": "0123456789ab"}
)
TO_STAMP = AnswerSheet(
    opener=Opener(most=("c",), least=("b",)), answers={"a1": 5, "a2-not": 2}, goal="composer"
)


def test_an_answer_is_changed_on_a_new_sheet() -> None:
    """Going back in the quiz gives another sheet; the one before stays as it was."""
    assert SHEET.answering("b1", 5).answers == {"a1": 4, "b1": 5}
    assert SHEET.answering("a1", None).answers == {"b1": 2}
    assert SHEET.aiming_at(None).goal is None
    assert SHEET.studying_in("UK").country == "UK"
    assert (SHEET.answers, SHEET.goal, SHEET.country) == ({"a1": 4, "b1": 2}, "r", None)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (SHEET.answering("zz", 1), "the question zz, which the knowledge base does not have; 'degreepath questions'"),
        (SHEET.answering("zz", 1).answering("yy", 1), "the questions zz, yy, which"),
        (AnswerSheet(opener=Opener(least=("zz",))), "the interest zz, which"),
        (AnswerSheet(goal="zz"), "the role zz, which the knowledge base does not have; 'degreepath roles'"),
        (AnswerSheet(answers={f"q{n}": 1 for n in range(9)}), "questions q0, q1, q2, q3, q4, which"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named(sheet: AnswerSheet, said: str) -> None:
    """A sheet for another knowledge base is refused with the strange names, at most five, and the command that lists the right ones."""
    require_known(SHEET, TOY)
    with pytest.raises(AnswersError, match=said):
        require_known(sheet, TOY)


def test_a_mark_both_ways_is_refused() -> None:
    """What is most exciting cannot be least exciting too; each such interest is named once, in order."""
    with pytest.raises(ValidationError, match="a, b are marked twice; name each interest once"):
        Opener(most=("b", "a"), least=("a", "b"))
    with pytest.raises(ValidationError, match="a is marked twice"):
        Opener(most=("a", "b"), least=("a",))


def test_a_stamp_can_be_worked_out_again() -> None:
    """The figures were worked out with sha256sum and bc from the definition: answers, marks of both kinds and the goal are summed."""
    assert stamp(STAMPED, AnswerSheet()) == "s944455796777"
    assert stamp(STAMPED, TO_STAMP) == "s491422809597"


def test_another_answer_or_another_data_file_gives_another_stamp() -> None:
    """A printed report with a changed answer, or of an older knowledge base, is found out; the country moves nothing."""
    assert stamp(STAMPED, TO_STAMP.answering("a1", 4)) != stamp(STAMPED, TO_STAMP)
    assert stamp(TOY, AnswerSheet()) != stamp(STAMPED, AnswerSheet())
    assert stamp(STAMPED, TO_STAMP.studying_in("UK")) == stamp(STAMPED, TO_STAMP)
