"""What of a result is kept, and what it said in short."""

from datetime import UTC, datetime

import pytest

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.kept import kept_result, said
from degreepath.advice.recommend import recommend
from degreepath.advice.stamp import stamp
from degreepath.knowledge.knowledge import Knowledge

MOMENT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def coder(knowledge: Knowledge) -> AnswerSheet:
    """A student whom technology fits in every way."""
    liked = ("programming", "science")
    return AnswerSheet(
        opener=Opener(most=liked, least=("humanities", "composing")),
        answers={q.id: 5 if (q.interest in liked) != q.reverse else 2 for q in knowledge.questions},
    )


def test_a_result_in_short(knowledge: Knowledge, coder: AnswerSheet) -> None:
    """The list of kept results can say the degree and the first role by name, as they were called on the day."""
    result = recommend(knowledge, coder)
    short = said(knowledge, result)
    assert (short.program, short.program_name) == ("technology", knowledge.program["technology"].name)
    assert (short.role, short.role_name) == (result.roles[0].id, knowledge.role[result.roles[0].id].name)
    assert (short.band, short.confidence) == (result.verdict.band, result.verdict.confidence)
    assert short.why_unclear is None


def test_nothing_answered_in_short(knowledge: Knowledge) -> None:
    """Without answers there is no degree and no role that would be first only by the order of the file."""
    short = said(knowledge, recommend(knowledge, AnswerSheet()))
    assert (short.program, short.program_name, short.role, short.role_name) == (None, None, None, None)
    assert (short.why_unclear, short.band) == ("too-few", "too-close")


def test_a_kept_result_holds_what_was_asked(knowledge: Knowledge, coder: AnswerSheet) -> None:
    """It can be read years later: the sheet, the words of what was answered, the knowledge base, and the stamp."""
    words = {q.id: q.text for q in knowledge.questions} | {i.id: i.name for i in knowledge.interests}
    (skipped, *_) = coder.answers
    sheet = coder.skipping(skipped)
    kept = kept_result(
        knowledge, recommend(knowledge, sheet), name="2026-11-22-a", moment=MOMENT, asked=words
    )
    assert (kept.id, kept.kept, kept.sheet) == ("2026-11-22-a", MOMENT, sheet)
    assert (kept.knowledge_version, kept.knowledge_hash) == (knowledge.version, knowledge.hash)
    assert kept.stamp == stamp(knowledge, sheet)
    assert kept.said == said(knowledge, recommend(knowledge, sheet))
    marks = {"programming", "science", "humanities", "composing"}
    assert kept.asked == {key: words[key] for key in words if key in sheet.answers or key in marks}


def test_a_result_without_marks_is_kept(knowledge: Knowledge) -> None:
    """Whoever passes over the first screen has no marks whose words could be kept."""
    question = knowledge.questions[0]
    result = recommend(knowledge, AnswerSheet(answers={question.id: 4}))
    kept = kept_result(knowledge, result, name="a", moment=MOMENT, asked={question.id: "Words"})
    assert kept.asked == {question.id: "Words"}
