"""The named parts of scores. That they sum to the scores is row 1 of the method: tests/advice/test_properties.py."""

import pytest

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.ledger import by_interest, strongest
from degreepath.advice.recommendation import Reason
from degreepath.advice.scored import score_sheet
from degreepath.knowledge.knowledge import Knowledge


def reasons(*values: float) -> tuple[Reason, ...]:
    return tuple(Reason(interest=f"i{n}", value=value, answers=()) for n, value in enumerate(values))


def test_three_reasons_each_way_and_the_rest_in_one_figure() -> None:
    """A student reads the three strongest reasons for and against; nothing is lost, and next to nothing is no reason."""
    given = reasons(0.5, -0.45, 0.4, 0.3, -0.25, 0.2, -0.02, -0.015, 0.01, -0.01)
    speaking_for, against, rest = strongest(given)
    assert [reason.value for reason in speaking_for] == [0.5, 0.4, 0.3]
    assert [reason.value for reason in against] == [-0.45, -0.25, -0.02]
    assert rest == pytest.approx(0.2 - 0.015 + 0.01 - 0.01)
    assert strongest(reasons(0.01, -0.01)) == ((), (), pytest.approx(0))


def test_a_part_names_what_the_student_said(knowledge: Knowledge) -> None:
    """Under each interest stand the answers with their number, and the marks as most or least exciting."""
    one, other = (q for q in knowledge.questions if q.interest == "mixing")
    sheet = AnswerSheet(opener=Opener(most=("mixing",), least=("science",)), answers={one.id: 4, other.id: 1})
    scored = score_sheet(knowledge, sheet)
    parts = {part.interest: part for part in by_interest(scored, scored.model.role_directions[0])}
    assert [(a.question, a.answer) for a in parts["mixing"].answers] == [
        (None, 1),
        (one.id, 4),
        (other.id, 1),
    ]
    assert [(a.question, a.answer) for a in parts["science"].answers] == [(None, -1)]
    assert {a.interest for a in parts["mixing"].answers} == {"mixing"}
    assert parts["composing"].answers == ()
