"""Why no degree is named."""

import pytest

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.judge import judge
from degreepath.advice.scored import score_sheet
from degreepath.knowledge.knowledge import Knowledge


def why(knowledge: Knowledge, sheet: AnswerSheet) -> str | None:
    return judge(score_sheet(knowledge, sheet)).why_unclear


@pytest.mark.parametrize(("touched", "enough"), [(3, False), (4, True)])
def test_four_interests_are_enough_to_compare(knowledge: Knowledge, touched: int, enough: bool) -> None:
    """Three interests are too few to advise on, four are not."""
    interests = [i.id for i in knowledge.interests][:touched]
    answers = {q.id: 1 if q.reverse else 5 for q in knowledge.questions if q.interest in interests}
    assert (why(knowledge, AnswerSheet(answers=answers)) != "too-few") is enough


def test_flat_answers_are_not_called_a_tie(knowledge: Knowledge) -> None:
    """Who is neutral on everything has said nothing; who likes and dislikes strongly and still stands between is a tie."""
    neutral = AnswerSheet(answers={q.id: 3 for q in knowledge.questions})
    assert why(knowledge, neutral) == "flat"
    ties = [
        AnswerSheet(opener=Opener(most=(one.id, other.id), least=(third.id, fourth.id)))
        for one, other, third, fourth in zip(*(knowledge.interests[n:] for n in range(4)), strict=False)
    ]
    assert "tie" in {why(knowledge, sheet) for sheet in ties}
    liked = AnswerSheet(answers={q.id: 1 if q.reverse else 5 for q in knowledge.questions})
    assert why(knowledge, liked) == "flat"
