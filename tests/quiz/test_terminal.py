"""Asking in a terminal, with keys from a pipe."""

from collections.abc import Iterator

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from quiz_stages import EARLIER, FIRST, GOAL, IDS, MOST, REVIEW, START

from degreepath.quiz.look import UNICODE
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
from degreepath.quiz.terminal import Terminal

pytestmark = pytest.mark.timeout(20)  # a prompt that gets too few keys would wait for ever

UP, DOWN, LEFT, ENTER, ESC = "\x1b[A", "\x1b[B", "\x1b[D", "\r", "\x1b"


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


@pytest.mark.parametrize(
    ("session", "pressed", "event"),
    [
        (START, ENTER, GoOn()),
        (MOST, f" {DOWN} {DOWN}{DOWN} {ENTER}", Mark(("composing", "electronic-music", "mixing"))),
        (MOST, f"{DOWN} {UP} {ENTER}", Mark(("composing", "electronic-music"))),
        (MOST, f" {DOWN} {DOWN} {DOWN} {ENTER}", Mark(("composing", "electronic-music", "recording"))),
        (MOST, f"{ENTER} {ENTER}", Mark(("composing",))),
        (MOST, f" {DOWN} {UP} {ENTER}", Mark(("electronic-music",))),
        (MOST, f"ai {ENTER}", Mark(("composing",))),
        (MOST, "s", Skip()),
        (GOAL.after(Back()).after(Back()), ENTER, Mark(("composing", "mixing"))),
        (GOAL, ENTER, Goal(None)),
        (GOAL, f"{DOWN}{DOWN}{DOWN}{ENTER}", Goal("composer")),
        (GOAL, "?s", Skip()),
        (GOAL.after(Goal("composer")).after(Back()), ENTER, Goal("composer")),
        (FIRST, "1", Answer(IDS[0], 1)),
        (FIRST, "5", Answer(IDS[0], 5)),
        (FIRST, f"{DOWN}{ENTER}", Answer(IDS[0], 4)),
        (FIRST, f"{UP}{UP}{UP}{ENTER}", Answer(IDS[0], 5)),
        (FIRST, "06x3", Answer(IDS[0], 3)),
        (FIRST, "?w?2", Answer(IDS[0], 2)),
        (FIRST, "s", Skip()),
        (FIRST, "e", Stop()),
        (FIRST, LEFT, Back()),
        (FIRST, "\x7f", Back()),
        (FIRST, ESC, Back()),
        (EARLIER, ENTER, Answer(IDS[0], 4)),
        (REVIEW, "r", Finish()),
        (REVIEW, ENTER, Finish()),
        (REVIEW, f"{DOWN}{ENTER}", GoOn()),
        (REVIEW, f"{DOWN}{DOWN}{ENTER}", Change(Step(Stage.MOST))),
    ],
)
def test_key_means(keys: PipeInput, session: Session, pressed: str, event: Event) -> None:
    """Digits answer at once, arrows and Enter choose, and every hint on the screen does what it says."""
    keys.send_text(pressed)
    assert Terminal(UNICODE).ask(session) == event


@pytest.mark.parametrize("pressed", ["q", "\x03"])
def test_leaving(keys: PipeInput, pressed: str) -> None:
    """The keys q and Ctrl-C leave from any screen."""
    for session in (START, MOST, FIRST, REVIEW):
        keys.send_text(pressed)
        with pytest.raises(KeyboardInterrupt):
            Terminal(UNICODE).ask(session)


def test_closed_terminal_is_the_end_of_input(keys: PipeInput) -> None:
    """A terminal that goes away answers nothing."""
    keys.close()
    with pytest.raises(EOFError):
        Terminal(UNICODE).ask(FIRST)


def test_keys_typed_ahead_are_kept_for_the_next_screen(keys: PipeInput) -> None:
    """Who types faster than the screens appear loses no key."""
    keys.send_text("123")
    session = FIRST
    for _ in range(3):
        session = session.after(Terminal(UNICODE).ask(session))
    assert list(session.sheet.answers.values()) == [1, 2, 3]


@pytest.mark.parametrize(("pressed", "yes"), [(ENTER, True), (f"{DOWN}{ENTER}", False)])
def test_yes_or_no(keys: PipeInput, pressed: str, yes: bool) -> None:
    """A yes-or-no question is two lines to choose from."""
    keys.send_text(pressed)
    assert Terminal(UNICODE).confirm("Go on?", "Some text.") is yes
