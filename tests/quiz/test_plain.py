"""Asking in plain lines."""

import io

import pytest
from quiz_stages import EARLIER, FIRST, GOAL, IDS, MOST, REVIEW, START

from degreepath.quiz import words
from degreepath.quiz.look import ASCII
from degreepath.quiz.plain import Plain
from degreepath.quiz.session import Session
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


def ask(session: Session, typed: str) -> tuple[Event, str]:
    screen = io.StringIO()
    return Plain(io.StringIO(typed), screen, ASCII, 80).ask(session), screen.getvalue()


@pytest.mark.parametrize(
    ("session", "typed", "event"),
    [
        (START, "", GoOn()),
        (MOST, "2 1 5\n", Mark(("electronic-music", "composing", "sound-design"))),
        (MOST, " 2,1 \n", Mark(("electronic-music", "composing"))),
        (MOST, "s\n", Skip()),
        (MOST, "b\n", Back()),
        (GOAL.after(Back()).after(Back()), "\n", Mark(("composing", "mixing"))),
        (GOAL, "1\n", Goal(None)),
        (GOAL, "4\n", Goal("composer")),
        (GOAL, "s\n", Skip()),
        (GOAL.after(Goal("composer")).after(Back()), "\n", Goal("composer")),
        (GOAL.after(Goal(None)).after(Back()), "\n", Goal(None)),
        (FIRST, "5\n", Answer(IDS[0], 5)),
        (FIRST, "S\n", Skip()),
        (FIRST, "b\n", Back()),
        (FIRST, "e\n", Stop()),
        (EARLIER, "\n", Answer(IDS[0], 4)),
        (REVIEW, "r\n", Finish()),
        (REVIEW, "1\n", Finish()),
        (REVIEW, "3\n", Change(Step(Stage.MOST))),
        (REVIEW, "5\n", Change(Step(Stage.GOAL))),
        (REVIEW, "6\n", Change(Step(Stage.QUESTION, IDS[0]))),
    ],
)
def test_typed_line_means(session: Session, typed: str, event: Event) -> None:
    """A number answers, a letter commands, and Enter keeps an earlier answer."""
    assert ask(session, typed)[0] == event


@pytest.mark.parametrize("wrong", ["", "0", "6", "x", "33", "1 2", "five", "²", "-1", "r"])
def test_anything_else_is_asked_again(wrong: str) -> None:
    """A line that is no answer is never taken for one: the student is told and asked again."""
    event, screen = ask(FIRST, f"{wrong}\n2\n")
    assert event == Answer(IDS[0], 2)
    assert screen.count(words.NOT_UNDERSTOOD) == 1


@pytest.mark.parametrize("wrong", ["1 2 3 4", "1 1", "15", ""])
def test_more_than_three_marks_or_the_same_twice_are_refused(wrong: str) -> None:
    """At most three different interests can be marked."""
    assert ask(MOST, f"{wrong}\n1\n")[0] == Mark(("composing",))


@pytest.mark.parametrize("asked", ["?", "w"])
def test_why_is_answered_and_then_the_question_stays(asked: str) -> None:
    """'?' explains the question and waits for the answer."""
    event, screen = ask(FIRST, f"{asked}\n1\n")
    assert event == Answer(IDS[0], 1)
    assert "Writing music" in screen


def test_every_line_says_what_can_be_typed() -> None:
    """The prompt names the answers and the letters, and no escape sequence is ever written."""
    screen = ask(EARLIER, "1\n")[1]
    assert "Type: a number from 1 to 5, Enter to keep 4, s skip, b back, w why, e end, q leave" in " ".join(
        screen.split()
    )
    assert "(your answer)" in screen
    assert screen.isprintable() or set(screen) - {"\n"} <= set(map(chr, range(32, 127)))


def test_leaving_and_the_end_of_input() -> None:
    """'q' leaves; so does the end of the input, and neither answers anything."""
    with pytest.raises(KeyboardInterrupt):
        ask(FIRST, "q\n")
    with pytest.raises(EOFError):
        ask(FIRST, "")


@pytest.mark.parametrize(
    ("typed", "yes"), [("y\n", True), ("\nmaybe\nyes\n", True), ("n\n", False), ("2\n", False)]
)
def test_yes_or_no(typed: str, yes: bool) -> None:
    """Yes and no can be typed as words, letters or numbers; an empty line is neither."""
    assert Plain(io.StringIO(typed), io.StringIO(), ASCII, 40).confirm("Go on?", "Some text.") is yes
