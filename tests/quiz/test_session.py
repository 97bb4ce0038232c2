"""The state machine: whatever a student does, nothing is lost and any run can be replayed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.knowledge.load import load_knowledge
from degreepath.quiz.policy import Next, Policy, everything
from degreepath.quiz.screens import EVENTS, screen
from degreepath.quiz.session import Session, replay, restore
from degreepath.quiz.steps import (
    Answer,
    Back,
    Change,
    Event,
    Finish,
    Goal,
    GoOn,
    Mark,
    Skip,
    Stage,
    Step,
    Stop,
)

KNOWLEDGE = load_knowledge()
ALL = everything(KNOWLEDGE)
IDS = [question.id for question in KNOWLEDGE.questions]
INTERESTS = [interest.id for interest in KNOWLEDGE.interests]
OPENED = [GoOn(), Mark(tuple(INTERESTS[:3])), Mark(tuple(INTERESTS[3:6])), Goal(None)]


def new(policy: Policy = ALL) -> Session:
    return Session(KNOWLEDGE, policy)


def opened(policy: Policy = ALL) -> Session:
    return replay(new(policy), OPENED)


def answered(count: int) -> Session:
    return replay(opened(), [Answer(question, 1 + place % 5) for place, question in enumerate(IDS[:count])])


def settled_after(count: int) -> Policy:
    """A policy that calls the result settled after `count` questions, in file order."""

    def ask(_: AnswerSheet, shown: frozenset[str]) -> Next:
        left = [question for question in IDS if question not in shown]
        more = max(count - len(shown), 0)
        return Next(left[0] if left else None, settled=not more, more=more, change=0.02)

    return ask


def offered(session: Session) -> list[Event]:
    """Every event that the session's screen offers."""
    shown = screen(session)
    marks: list[Event] = []
    if shown.marks:
        names = [str(choice.value) for choice in shown.choices]
        marks = [Mark(tuple(names[:count])) for count in (1, 2, 3)] + [Mark(tuple(names[-3:]))]
    choices = [choice.value for choice in shown.choices if not isinstance(choice.value, str)]
    return [*marks, *choices, *(event for key, event in EVENTS.items() if key in shown.keys)]


@st.composite
def runs(draw: st.DrawFn) -> tuple[Policy, list[Event]]:
    """A policy, and the events of a student who does anything the screens offer."""
    policy = draw(st.sampled_from([ALL, settled_after(4)]))
    session = new(policy)
    events: list[Event] = []
    for _ in range(draw(st.integers(0, 60))):
        if session.step.stage is Stage.DONE:
            break
        events.append(draw(st.sampled_from(offered(session))))
        session = session.after(events[-1])
    return policy, events


@settings(max_examples=60, deadline=None)
@given(runs())
def test_same_events_same_session(run: tuple[Policy, list[Event]]) -> None:
    """Whatever a student does, doing it again gives the same answers at the same place."""
    policy, events = run
    assert replay(new(policy), events) == replay(new(policy), events)


@settings(max_examples=80, deadline=None)
@given(runs())
def test_progress_never_falls(run: tuple[Policy, list[Event]]) -> None:
    """The bar never goes back, whatever a student does, also when the quiz ends early."""
    policy, events = run
    session = new(policy)
    for event in events:
        after = session.after(event)
        assert 0 <= session.reached <= after.reached <= 1
        assert 0 <= after.at < len(after.trail)
        assert after.step in after.trail
        assert set(after.sheet.answers) <= set(after.questions)
        assert len(after.questions) == len(set(after.questions))
        session = after


@settings(max_examples=60, deadline=None)
@given(st.integers(1, len(IDS)), st.data())
def test_back_loses_no_answer(count: int, data: st.DataObject) -> None:
    """Going back any number of questions keeps every answer, and going on again asks nothing new until the end."""
    session = answered(count)
    steps = data.draw(st.integers(1, count))
    there = replay(session, [Back()] * steps)
    assert there.sheet == session.sheet
    assert there.step.question == IDS[count - steps]
    again = replay(there, [Answer(q, session.sheet.answers[q]) for q in IDS[count - steps : count]])
    assert again == session


def test_whole_quiz_asks_every_question_once_then_shows_the_answers() -> None:
    """After the last question the list of all answers appears, and only then the result."""
    session = answered(len(IDS))
    assert session.step == Step(Stage.REVIEW)
    assert list(session.sheet.answers) == IDS
    assert session.after(Finish()).step.stage is Stage.DONE


def test_changed_answer_counts_and_the_others_stay() -> None:
    """An answer changed after going back replaces the old one; the answers after it still count."""
    session = replay(answered(6), [Back()] * 4 + [Answer(IDS[2], 5)])
    assert session.sheet.answers == answered(6).sheet.answers | {IDS[2]: 5}
    assert session.step.question == IDS[3]


def test_skip_takes_an_answer_back() -> None:
    """Skipping a question that was answered before removes that answer."""
    session = replay(answered(3), [Back(), Skip()])
    assert IDS[2] not in session.sheet.answers
    assert session.step.question == IDS[3]


def test_skipped_opener_leaves_no_marks() -> None:
    """Both marking steps can be skipped, and then the sheet has no opener at all."""
    session = replay(new(), [GoOn(), Skip(), Skip(), Skip()])
    assert session.sheet.opener is None
    assert session.step.question == IDS[0]


def test_mark_moves_between_the_lists() -> None:
    """An interest marked 'least' first and 'most' later is kept only as 'most'."""
    session = replay(opened(), [Back(), Back(), Back(), Mark((INTERESTS[3],))])
    assert session.sheet.opener == Opener(most=(INTERESTS[3],), least=(INTERESTS[4], INTERESTS[5]))


def test_change_on_the_review_page_comes_back_to_it() -> None:
    """An answer changed on the review page is changed, and the review page is shown again."""
    session = replay(answered(len(IDS)), [Change(Step(Stage.QUESTION, IDS[7]))])
    assert session.step.question == IDS[7]
    assert session.after(Back()).step.stage is Stage.REVIEW
    changed = session.after(Answer(IDS[7], 5))
    assert changed.step.stage is Stage.REVIEW
    assert changed.sheet.answers[IDS[7]] == 5


def test_stopping_early_and_going_on_asks_the_pending_question_again() -> None:
    """Who stops at a question and then decides to answer more is asked that same question."""
    stopped = answered(4).after(Stop())
    assert stopped.step.stage is Stage.REVIEW
    assert stopped.questions == tuple(IDS[:4])
    assert stopped.after(GoOn()).step.question == IDS[4]
    assert stopped.after(Back()).step.question == IDS[3]


def test_settled_is_told_once_and_the_student_decides() -> None:
    """When the result is settled the student is told, and may stop or answer the rest without being told again."""
    session = replay(opened(settled_after(2)), [Answer(IDS[0], 1), Answer(IDS[1], 2)])
    assert session.step.stage is Stage.SETTLED
    assert session.after(Stop()).step.stage is Stage.REVIEW
    on = session.after(GoOn())
    assert on.step.question == IDS[2]
    assert on.after(Answer(IDS[2], 3)).step.question == IDS[3]


def test_answers_after_going_back_still_count_when_the_policy_asks_on() -> None:
    """Going back before the result is settled forgets none of the answers the next question depends on."""
    session = replay(
        opened(settled_after(5)), [Answer(q, 4) for q in IDS[:3]] + [Back(), Back(), Answer(IDS[1], 2)]
    )
    assert session.advice.more == 1
    assert replay(session, [Answer(IDS[2], 4)]).step.question == IDS[3]


@pytest.mark.parametrize(
    "event",
    [Back(), Stop(), Finish(), Skip(), Goal(None), Answer(IDS[0], 3), Mark(()), Change(Step(Stage.MOST))],
)
def test_meaningless_event_is_a_bug(event: Event) -> None:
    """An event that the screen does not offer is refused loudly instead of being recorded."""
    with pytest.raises(ValueError, match="means nothing"):
        new().after(event)


@pytest.mark.parametrize("count", [0, 3, len(IDS)])
def test_restored_session_is_the_one_that_was_left(count: int) -> None:
    """A quiz taken up again stands where it was left, with the same answers and the same bar."""
    session = answered(count)

    class Saved:
        sheet, at, reached = session.sheet, session.at, session.reached
        trail = tuple(map(str, session.trail))

    assert restore(KNOWLEDGE, ALL, Saved()) == session


def test_restored_session_whose_last_questions_are_gone_goes_on() -> None:
    """If the questions at the place where a student stopped no longer exist, the quiz goes on with the next one."""

    class Saved:
        sheet, at, reached = AnswerSheet(answers={IDS[0]: 4}), 4, 0.1
        trail = ("welcome", "most", "least", f"question:{IDS[0]}")

    assert restore(KNOWLEDGE, ALL, Saved()).step.question == IDS[1]
