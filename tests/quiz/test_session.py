"""The fold over events: whatever a student does, nothing is lost, every promise holds, and any run can be replayed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quiz_stages import (
    COUNTRY,
    END,
    FIRST,
    GOAL,
    IDS,
    INTERESTS,
    KNOWLEDGE,
    REVIEW,
    START,
    replay,
    settled_after,
)

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.errors import AnswersError
from degreepath.quiz.screens import screen
from degreepath.quiz.session import (
    MOST_QUESTIONS,
    Change,
    Event,
    Move,
    Say,
    Session,
    Stage,
    Step,
    restore,
)

TOTAL = len(IDS)
NEVER = Session(KNOWLEDGE, policy=settled_after(TOTAL + 1))
FULL = Session(KNOWLEDGE, full=True, policy=settled_after(8))
STARTS = {"settles": START, "never": NEVER, "full": FULL, "soon": Session(KNOWLEDGE, policy=settled_after(4))}
OPENED = [Move.GO_ON, Move.SKIP, Move.SKIP, Move.SKIP, Move.SKIP]


def offered(session: Session) -> list[Event]:
    """Every event that the session's screen offers."""
    shown = screen(session)
    free = [str(choice.value) for choice in shown.choices if not choice.taken]
    marks = [Say(tuple(free[:count])) for count in (1, 2, 3)] + [Say(tuple(free[-3:]))]
    values = [choice.value for choice in shown.choices]
    choices = marks if shown.marks else [v if isinstance(v, Event) else Say(v) for v in values]
    return [*choices, *shown.keys]


@st.composite
def runs(draw: st.DrawFn) -> tuple[str, list[Event]]:
    """A new quiz, and the events of a student who does anything the screens offer, answering most of all."""
    start = draw(st.sampled_from(sorted(STARTS)))
    session = STARTS[start]
    events: list[Event] = []
    for _ in range(draw(st.integers(0, 70))):
        if session.step.stage is Stage.DONE:
            break
        event = draw(st.sampled_from(offered(session)))
        if session.step.question and draw(st.booleans()):
            event = Say(draw(st.integers(1, 5)))
        events.append(event)
        session = session.after(event)
    return start, events


@settings(max_examples=80, deadline=None)
@given(runs())
def test_same_events_same_session(run: tuple[str, list[Event]]) -> None:
    """Whatever a student does, doing it again gives the same answers at the same place."""
    start, events = run
    assert replay(STARTS[start], events) == replay(STARTS[start], events)


@settings(max_examples=150, deadline=None)
@given(runs())
def test_what_is_promised_holds(run: tuple[str, list[Event]]) -> None:
    """The number of questions left never rises by more than one, the bar says what the words say, and no question comes twice."""
    start, events = run
    session = STARTS[start]
    for event in events:
        after = session.after(event)
        assert 0 <= after.at < len(after.trail)
        assert set(after.sheet.answers) <= set(after.questions)
        assert len(after.questions) == len(set(after.questions)) <= after.limit
        if session.step.question and after.step.question and session.beyond == after.beyond:
            assert left(after) <= left(session) + 1
            if isinstance(event, Say) and not session.changing:
                assert left(after) < left(session)
        shown = screen(after)
        if shown.done is not None:
            number = after.questions.index(after.step.question or "") + 1
            assert shown.title.startswith(f"Question {number} of")
            assert shown.title.endswith(f" {after.limit}")
            assert shown.done == number / after.limit
        session = after


def left(session: Session) -> int:
    return session.limit - session.questions.index(session.step.question or "")


@settings(max_examples=60, deadline=None)
@given(runs())
def test_left_at_any_moment_it_can_be_taken_up(run: tuple[str, list[Event]]) -> None:
    """A quiz saved after any event and restored goes on at the same step with the same answers."""
    start, events = run
    session = replay(STARTS[start], events)
    if session.step.stage is Stage.DONE:
        return
    again = restored(session)
    assert (again.trail, again.at, again.sheet, again.beyond) == (
        session.trail, session.at, session.sheet, session.beyond,
    )  # fmt: skip
    assert screen(again) == screen(session) or session.changing


def restored(session: Session, sheet: AnswerSheet | None = None) -> Session:
    start = Session(
        session.knowledge, sheet or session.sheet, session.full, session.beyond, policy=session.policy
    )
    return restore(start, list(map(str, session.trail)), session.at)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 7), st.data())
def test_back_loses_no_answer(count: int, data: st.DataObject) -> None:
    """Going back any number of questions keeps every answer, and going on again asks nothing new until the end."""
    session = replay(FIRST, [Say(1 + place % 5) for place in range(count)])
    steps = data.draw(st.integers(1, count))
    there = replay(session, [Move.BACK] * steps)
    assert there.sheet == session.sheet
    assert there.step.question == IDS[count - steps]
    assert replay(there, [Say(session.sheet.answers[q]) for q in IDS[count - steps : count]]) == session


def test_opener_asks_for_marks_goal_and_country() -> None:
    """The first screens are the welcome, most, least, a job and a country; then come the questions."""
    stages = []
    session = START
    while not session.step.question:
        stages.append(session.step.stage)
        session = session.after(Move.GO_ON if session.step.stage is Stage.WELCOME else Move.SKIP)
    assert stages == [Stage.WELCOME, Stage.MOST, Stage.LEAST, Stage.GOAL, Stage.COUNTRY]
    assert session.sheet == AnswerSheet()


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        (AnswerSheet(goal="composer"), {Stage.COUNTRY}),
        (AnswerSheet(country="UK"), {Stage.GOAL}),
        (AnswerSheet(goal="composer", country="UK"), set()),
    ],
)
def test_what_was_named_beforehand_is_not_asked(named: AnswerSheet, asked: set[Stage]) -> None:
    """A goal or country named on the command line is kept and not asked for; it can still be changed in the list of answers."""
    session = replay(Session(KNOWLEDGE, named, policy=START.policy), OPENED[:3])
    stages = set()
    while not session.step.question:
        stages.add(session.step.stage)
        session = session.after(Move.SKIP)
    assert stages == asked
    assert session.sheet == named
    review = replay(session, [Say(3), Move.END, Move.REVIEW])
    assert review.after(Change(Step(Stage.GOAL))).after(Say("mix-engineer")).sheet.goal == "mix-engineer"


@pytest.mark.parametrize("goal", ["composer", None])
def test_goal_and_country_are_kept(goal: str | None) -> None:
    """A chosen job and country are on the sheet; skipping either leaves it empty and takes an earlier one back."""
    session = replay(GOAL, [Say(goal), Say("UK")])
    assert (session.sheet.goal, session.sheet.country) == (goal, "UK")
    undone = replay(session, [Move.BACK, Move.BACK, Move.SKIP, Move.SKIP])
    assert (undone.sheet.goal, undone.sheet.country) == (None, None)


def test_mark_moves_between_the_lists() -> None:
    """An interest marked 'least' first and 'most' later is kept only as 'most'."""
    session = replay(START, [Move.GO_ON, Say(tuple(INTERESTS[:2])), Say(tuple(INTERESTS[2:4]))])
    session = replay(session, [Move.BACK, Move.BACK, Say((INTERESTS[2],))])
    assert session.sheet.opener == Opener(most=(INTERESTS[2],), least=(INTERESTS[3],))


def test_settled_quiz_ends_and_the_student_decides() -> None:
    """When the result is settled the student is told, and may see it, check the answers, or answer all others, each once."""
    assert END.step.stage is Stage.END
    assert END.after(Move.FINISH).step.stage is Stage.DONE
    assert END.after(Move.REVIEW).after(Move.FINISH).step.stage is Stage.DONE
    session = END.after(Move.GO_ON)
    while session.step.question:
        session = session.after(Say(3))
    assert session.step.stage is Stage.END
    assert session.questions == tuple(IDS)


def test_a_result_that_does_not_settle_ends_where_it_was_promised() -> None:
    """After the promised number of questions the student sees where the result stands, and each skipped one adds one."""
    for skips in (0, 3):
        session = replay(NEVER, OPENED)
        for place in range(MOST_QUESTIONS + skips):
            assert session.step.question
            session = session.after(Move.SKIP if place < skips else Say(3))
        assert session.step.stage is Stage.END
        assert not session.advice.settled
        assert session.after(Move.GO_ON).step.question == IDS[MOST_QUESTIONS + skips]


def test_a_skipped_question_answered_in_the_list_keeps_the_promise() -> None:
    """A skipped question that is answered later, in the list of answers, does not make the number of questions a lie."""
    session = replay(NEVER, [*OPENED, Move.SKIP, *[Say(3)] * MOST_QUESTIONS, Move.REVIEW])
    session = replay(session, [Change(Step(Stage.QUESTION, IDS[0])), Say(3)])
    assert len(session.questions) == session.limit == MOST_QUESTIONS + 1


def test_going_back_from_the_end_may_make_it_untrue() -> None:
    """If the result is no longer settled after going back, the quiz does not say so, and asks on until it is again."""
    session = replay(END, [Move.BACK, Move.SKIP])
    assert session.step.question == IDS[8]
    assert session.after(Say(3)).step.stage is Stage.END


def test_full_quiz_asks_every_question_in_file_order() -> None:
    """With --full nothing ends early: every question comes once, in the order of the paper sheet."""
    session = replay(FULL, OPENED)
    while session.step.question:
        session = session.after(Say(3))
    assert session.questions == tuple(IDS)
    assert session.step.stage is Stage.END


def test_stopping_early_and_going_on_asks_the_pending_question_again() -> None:
    """Who stops at a question and then decides to go on is asked that same question, and is told later when it is settled."""
    stopped = replay(FIRST, [Say(4), Say(4), Move.END])
    assert stopped.step.stage is Stage.END
    assert stopped.questions == tuple(IDS[:2])
    assert stopped.after(Move.BACK).step.question == IDS[2]
    on = stopped.after(Move.GO_ON)
    assert on.step.question == IDS[2]
    assert replay(on, [Say(4)] * 6).step.stage is Stage.END


def test_change_in_the_list_of_answers_comes_back_to_it() -> None:
    """An answer changed in the list is changed, the list is shown again, and the end knows of it."""
    session = REVIEW.after(Change(Step(Stage.QUESTION, IDS[3])))
    assert session.after(Move.BACK) == REVIEW
    changed = session.after(Move.SKIP)
    assert changed.step.stage is Stage.REVIEW
    assert IDS[3] not in changed.sheet.answers
    shown = screen(changed)
    assert shown.choices[shown.start or 0].value == Change(Step(Stage.QUESTION, IDS[3]))
    assert not changed.after(Move.BACK).advice.settled


@pytest.mark.parametrize(
    "event",
    [
        Move.BACK,
        Move.END,
        Move.FINISH,
        Move.SKIP,
        Move.REVIEW,
        Say(3),
        Say(()),
        Say(None),
        Change(Step(Stage.MOST)),
    ],
)
def test_meaningless_event_is_a_bug(event: Event) -> None:
    """An event that the screen does not offer is refused loudly instead of being recorded."""
    with pytest.raises(ValueError, match="means nothing"):
        START.after(event)


@pytest.mark.parametrize(
    ("session", "value"),
    [(FIRST, 6), (FIRST, 0), (FIRST, "4"), (GOAL, "astronaut"), (COUNTRY, "Atlantis"), (GOAL, 3)],
)
def test_what_is_not_offered_cannot_be_said(session: Session, value: int | str) -> None:
    """A number, job or country that is not on the screen never reaches the sheet."""
    with pytest.raises(ValueError, match="means nothing"):
        session.after(Say(value))


@pytest.mark.parametrize(
    "trail",
    [
        [],
        ["most"],
        ["nonsense"],
        ["welcome", "welcome"],
        ["welcome", "question:no-such-question"],
        ["welcome", "question"],
        ["welcome", "most:song"],
        ["welcome", "question:song", "most"],
        ["welcome", "question:song", "question:song"],
        ["welcome", "end", "question:song"],
        ["welcome", "done"],
    ],
)
@pytest.mark.parametrize("at", [0, 1, 10**9])
def test_a_trail_that_no_quiz_leaves_is_refused(trail: list[str], at: int) -> None:
    """A saved quiz that somebody changed by hand is refused, whatever it names, and never leads to nowhere."""
    with pytest.raises(ValueError, match=r"."):
        restore(START, trail, at)


@pytest.mark.parametrize("at", [0, 3, 4, 5, 9, 10**9])
def test_a_place_beyond_the_trail_is_still_a_quiz(at: int) -> None:
    """Wherever a changed file puts the student, the quiz goes on from there and can be gone back over to the welcome."""
    session = restore(Session(KNOWLEDGE, END.sheet, policy=END.policy), list(map(str, END.trail)), at)
    while session.at:
        session = session.after(Move.BACK)
    assert session.step.stage is Stage.WELCOME


def test_restored_quiz_whose_last_questions_are_gone_goes_on() -> None:
    """If the questions at the place where a student stopped no longer exist, the quiz goes on with the next one."""
    start = Session(KNOWLEDGE, AnswerSheet(answers={IDS[0]: 4}), policy=START.policy)
    trail = ["welcome", "most", "least", "goal", "country", f"question:{IDS[0]}"]
    assert restore(start, trail, 8).step.question == IDS[1]


def test_restored_sheet_must_fit_the_knowledge_base() -> None:
    """A saved sheet with a question that does not exist is refused."""
    with pytest.raises(AnswersError, match="no-such-question"):
        restore(Session(KNOWLEDGE, AnswerSheet(answers={"no-such-question": 3})), ["welcome"], 0)


def test_real_advice_starts_with_the_marks_and_settles_early() -> None:
    """A student with clear likes is asked about what excites them first, and told early that the result is settled."""
    technical = {interest.id for interest in KNOWLEDGE.interests if interest.creative_technical > 0}
    events = [Move.GO_ON, Say(("programming", "acoustics")), Say(("performing",)), Move.SKIP, Move.SKIP]
    session = replay(Session(KNOWLEDGE), events)
    assert KNOWLEDGE.question[session.step.question or ""].interest == "programming"
    while session.step.question:
        question = KNOWLEDGE.question[session.step.question]
        session = session.after(Say(5 if (question.interest in technical) is not question.reverse else 1))
    assert session.step.stage is Stage.END
    assert session.advice.settled
    assert 8 <= len(session.sheet.answers) < MOST_QUESTIONS
