"""The fingerprint of a sheet. The figures were worked out with sha256sum and bc from the definition in stamp.py."""

from toy import knowledge_of

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.stamp import stamp
from degreepath.knowledge.knowledge import Knowledge

FIELDS = knowledge_of("a b c", {"a1": "a", "a2-not": "a"})
KNOWLEDGE = Knowledge.model_construct(**{**dict(FIELDS), "hash": "0123456789ab"})
SHEET = AnswerSheet(opener=Opener(most=("c",), least=("b",)), answers={"a1": 5, "a2-not": 2}, goal="composer")


def test_an_empty_sheet_has_a_stamp() -> None:
    """Nothing answered leaves the coefficient of the sheet alone."""
    assert stamp(KNOWLEDGE, AnswerSheet()) == "s944455796777"


def test_everything_a_student_says_is_in_the_stamp() -> None:
    """Answers, marks of both kinds and the goal are summed as the definition says, so anyone can work it out again."""
    assert stamp(KNOWLEDGE, SHEET) == "s491422809597"


def test_another_answer_another_data_file_another_stamp() -> None:
    """A printed report with a changed answer, or of an older knowledge base, is found out."""
    assert stamp(KNOWLEDGE, SHEET.answering("a1", 4)) != stamp(KNOWLEDGE, SHEET)
    assert stamp(FIELDS, SHEET) != stamp(KNOWLEDGE, SHEET)
