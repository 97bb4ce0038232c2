"""The adaptive quiz: it asks what could still change the result, says so, and can be left, gone back over and taken up again."""

import random
from functools import lru_cache

import pytest

from degreepath.advice.answers import AnswerSheet
from degreepath.knowledge.load import load_knowledge
from degreepath.quiz.policy import Next, adaptive, everything
from degreepath.quiz.session import Session, replay, restore
from degreepath.quiz.steps import Answer, Back, Event, Finish, GoOn, Mark, Skip, Stage, Stop

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
ASK = adaptive(KNOWLEDGE)
OPENED = [GoOn(), Mark(("programming", "acoustics")), Mark(("live-sound",)), Skip()]


@lru_cache(maxsize=4096)
def remembered(answers: tuple[tuple[str, int], ...], marks: str, shown: frozenset[str]) -> Next:
    return ASK(AnswerSheet.model_validate_json(marks).model_copy(update={"answers": dict(answers)}), shown)


def policy(sheet: AnswerSheet, shown: frozenset[str]) -> Next:
    """The adaptive policy, each answer of it worked out once."""
    marks = sheet.model_dump_json(by_alias=True, include={"schema_version", "opener"})
    return remembered(tuple(sorted(sheet.answers.items())), marks, shown)


def opened() -> Session:
    return replay(Session(KNOWLEDGE, policy), OPENED)


def decided(session: Session) -> Session:
    """Answer like somebody who knows what they like, until the quiz says that the result is settled."""
    technical = {interest.id for interest in KNOWLEDGE.interests if interest.creative_technical > 0}
    while session.step.question:
        question = KNOWLEDGE.question[session.step.question]
        session = session.after(
            Answer(question.id, 5 if (question.interest in technical) is not question.reverse else 1)
        )
    return session


SETTLED = decided(opened())


def test_decided_student_is_asked_less() -> None:
    """A student with clear likes is told that the result is settled long before all questions are asked."""
    assert SETTLED.step.stage is Stage.SETTLED
    assert len(SETTLED.questions) < len(IDS) * 3 / 4
    assert SETTLED.advice.settled
    assert SETTLED.advice.change is not None
    assert SETTLED.advice.change < 0.05


def test_order_is_the_same_for_the_same_answers() -> None:
    """Two students with the same answers are asked the same questions in the same order."""
    assert decided(opened()) == SETTLED
    assert decided(replay(Session(KNOWLEDGE, ASK), OPENED)).trail == SETTLED.trail


def test_student_may_stop_or_answer_everything() -> None:
    """From the page 'settled' one way leads to the list of answers, the other through all other questions, each asked once."""
    assert SETTLED.after(Stop()).step.stage is Stage.REVIEW
    on = decided(SETTLED.after(GoOn()))
    assert on.step.stage is Stage.REVIEW
    assert sorted(on.questions) == sorted(IDS)
    assert on.after(Finish()).step.stage is Stage.DONE


@pytest.mark.parametrize("steps", [1, 3, 8])
def test_answers_given_before_going_back_still_count(steps: int) -> None:
    """Going back keeps every answer, meets the same questions on the way on, and a changed one changes only itself."""
    asked = SETTLED.questions
    steps = min(steps, len(asked))
    there = replay(SETTLED, [Back()] * steps)
    assert there.sheet == SETTLED.sheet
    assert there.step.question == asked[-steps]
    again = replay(there, [Answer(q, SETTLED.sheet.answers[q]) for q in asked[-steps:]])
    assert again == SETTLED
    changed = there.after(Answer(asked[-steps], 3))
    assert changed.sheet.answers == SETTLED.sheet.answers | {asked[-steps]: 3}
    assert changed.trail[: len(asked)] == SETTLED.trail[: len(asked)]


def test_settled_is_taken_back_when_a_changed_answer_makes_it_untrue() -> None:
    """If the result is no longer settled after going back, the quiz does not say so, and asks on until it is again."""

    def unless_unsure(sheet: AnswerSheet, shown: frozenset[str]) -> Next:
        sure = sum(answer != 3 for answer in sheet.answers.values())
        return Next(next((q for q in IDS if q not in shown), None), settled=sure >= 2, more=max(2 - sure, 0))

    first, second, third, *_ = IDS
    told = replay(Session(KNOWLEDGE, unless_unsure), [*OPENED, Answer(first, 1), Answer(second, 5)])
    assert told.step.stage is Stage.SETTLED
    asked_on = replay(told, [Back(), Answer(second, 3)])
    assert asked_on.step.question == third
    assert asked_on.after(Answer(third, 4)).step.stage is Stage.SETTLED


def test_settled_is_news_only_once() -> None:
    """Who went on after 'settled' passes over that page when going back and on again."""
    after = SETTLED.after(GoOn())
    after = after.after(Answer(after.step.question or "", 5))
    back = replay(after, [Back(), Back()])
    assert back.step.question == SETTLED.questions[-1]
    assert back.after(
        Answer(SETTLED.questions[-1], SETTLED.sheet.answers[SETTLED.questions[-1]])
    ).step.question
    assert replay(SETTLED, [Stop(), Back()]).step.question == SETTLED.questions[-1]


def test_question_on_the_screen_counts_among_the_answers_that_could_change_the_result() -> None:
    """While the result is open, the number of answers that could change it is never 0: the one on the screen is one of them."""
    session = opened()
    while session.step.question:
        assert session.advice.more
        session = session.after(
            Answer(session.step.question, SETTLED.sheet.answers.get(session.step.question, 3))
        )


@pytest.mark.parametrize("seed", range(12))
def test_progress_never_falls(seed: int) -> None:
    """The bar never goes back, and no question comes twice, whatever a student does in an adaptive quiz."""
    chance = random.Random(seed)
    session = opened()
    for _ in range(45):
        events: list[Event] = [Back()] if session.at else []
        if session.step.question:
            events += [Answer(session.step.question, chance.randint(1, 5))] * 6 + [Skip()]
        elif session.step.stage in {Stage.SETTLED, Stage.REVIEW} and len(session.questions) < len(IDS):
            events += [GoOn()] * 3
        elif session.step.stage in {Stage.MOST, Stage.LEAST, Stage.GOAL}:
            events = [Skip()]
        elif session.step.stage is Stage.WELCOME:
            events = [GoOn()]
        after = session.after(chance.choice(events))
        assert 0 <= session.reached <= after.reached <= 1
        assert len(after.questions) == len(set(after.questions))
        assert after.step.stage is not Stage.SETTLED or (after.advice.settled and after.advice.question)
        session = after


class Saved:
    """A quiz as it is kept on the disk."""

    def __init__(self, session: Session, sheet: AnswerSheet | None = None) -> None:
        self.sheet, self.at, self.reached = sheet or session.sheet, session.at, session.reached
        self.trail = tuple(map(str, session.trail))


def test_resumed_quiz_goes_on() -> None:
    """Left at any step and taken up again, the quiz ends with the same questions and answers as in one sitting."""
    session = opened()
    while session.step.question:
        assert restore(KNOWLEDGE, policy, Saved(session)) == session
        session = session.after(Answer(session.step.question, SETTLED.sheet.answers[session.step.question]))
    assert session == restore(KNOWLEDGE, policy, Saved(session)) == SETTLED


def test_resumed_quiz_does_not_say_settled_if_it_is_not() -> None:
    """If answers were lost or everything is asked for now, a quiz left at 'settled' goes on with a question."""
    fewer = AnswerSheet(answers=dict(list(SETTLED.sheet.answers.items())[:3]))
    for session in (
        restore(KNOWLEDGE, policy, Saved(SETTLED, fewer)),
        restore(KNOWLEDGE, everything(KNOWLEDGE), Saved(SETTLED)),
    ):
        assert session.step.question
        assert session.step.question not in SETTLED.questions
