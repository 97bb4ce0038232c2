"""What is asked next and when the quiz stops. docs/method.md section 5."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from students import resembling, sheet
from toy import sheets

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.interests import estimate_interests
from degreepath.advice.model import scoring_model
from degreepath.advice.next_question import next_question
from degreepath.advice.programs import margin_gradient, program_score, role_attention, role_scores
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge

SHEETS = sheets(load_knowledge())


def quiz(knowledge: Knowledge, full: AnswerSheet) -> tuple[list[str], AnswerSheet]:
    """Ask until settled; return what was asked and the sheet."""
    answers, shown = full.model_copy(update={"answers": {}}), list[str]()
    while not (ahead := next_question(knowledge, answers, shown)).settled:
        assert ahead.question is not None
        shown.append(ahead.question)
        if ahead.question in full.answers:
            answers = answers.answering(ahead.question, full.answers[ahead.question])
    return shown, answers


def test_the_quiz_stops_and_is_the_same_every_time(knowledge: Knowledge) -> None:
    """Two students with the same answers are asked the same questions, each once, and the quiz comes to an end."""
    students = resembling(knowledge, 6, 7)
    for row in range(6):
        full = sheet(knowledge, students, row)
        asked, _ = quiz(knowledge, full)
        assert asked == quiz(knowledge, full)[0]
        assert len(asked) == len(set(asked)) <= len(knowledge.questions)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SHEETS, st.data())
def test_never_asks_what_was_shown(answers: AnswerSheet, data: st.DataObject) -> None:
    """A question that was answered or skipped does not come again, and the chances are chances."""
    knowledge = load_knowledge()
    shown = data.draw(st.sets(st.sampled_from([q.id for q in knowledge.questions])))
    ahead = next_question(knowledge, answers, shown)
    left = {q.id for q in knowledge.questions} - set(answers.answers) - shown
    assert (ahead.question in left) if left else (ahead.question is None and ahead.settled)
    assert 0 <= ahead.program_change <= 1
    assert 0 <= ahead.role_change <= 1
    assert 0 <= ahead.more <= len(left)


def test_nothing_left_to_ask(knowledge: Knowledge) -> None:
    """A student who has seen every question is not told that more answers could change the result."""
    ahead = next_question(knowledge, AnswerSheet(), [q.id for q in knowledge.questions])
    assert (ahead.question, ahead.settled, ahead.more) == (None, True, 0)
    assert (ahead.program_change, ahead.role_change) == (0, 0)


def test_the_first_question_is_asked(knowledge: Knowledge) -> None:
    """A student who has said nothing is not told that the result is settled."""
    ahead = next_question(knowledge, AnswerSheet())
    assert not ahead.settled
    assert ahead.question
    assert ahead.more > 0


def test_a_goal_that_decides_ends_the_asking_about_degrees(knowledge: Knowledge) -> None:
    """Where the goal already rules out one degree, no question is asked to decide between the two."""
    model = scoring_model(knowledge)
    ruled_out = {goal: model.closed_to(goal).intersection(model.archetypes) for goal in model.roles}
    one_way = next(goal for goal in model.roles if len(ruled_out[goal]) == 1)
    some = AnswerSheet(answers={question.id: 4 for question in knowledge.questions[:3]})
    assert next_question(knowledge, some).program_change > 0
    assert next_question(knowledge, some.aiming_at(one_way)).program_change == 0


def test_a_goal_that_decides_nothing_changes_no_question(knowledge: Knowledge) -> None:
    """Where both degrees lead to the goal, or neither does, the quiz goes on as without one."""
    model = scoring_model(knowledge)
    some = AnswerSheet(answers={question.id: 4 for question in knowledge.questions[:3]})
    for goal in model.roles:
        if len(model.closed_to(goal).intersection(model.archetypes)) != 1:
            assert next_question(knowledge, some.aiming_at(goal)) == next_question(knowledge, some)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(SHEETS)
def test_the_gradient_is_the_slope(answers: AnswerSheet) -> None:
    """What the asking and the confidence take for the slope of the difference between the degrees is its slope."""
    knowledge = load_knowledge()
    model = scoring_model(knowledge)
    a, b = model.archetypes[:2]

    def margin(interests: tuple[float, ...]) -> float:
        attention = role_attention(role_scores(model, interests))
        return program_score(model, a, interests, attention) - program_score(model, b, interests, attention)

    x = estimate_interests(knowledge, answers).value
    slope = margin_gradient(model, a, b, role_attention(role_scores(model, x)))
    for d in range(len(x)):
        up, down = (tuple(v + step * (e == d) for e, v in enumerate(x)) for step in (1e-5, -1e-5))
        assert slope[d] == pytest.approx((margin(up) - margin(down)) / 2e-5, abs=1e-5)
