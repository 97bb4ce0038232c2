"""Asking in a terminal, with keys from a pipe."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from quiz_stages import COUNTRY, EARLIER, END, FIRST, GOAL, IDS, KNOWLEDGE, LEAST, MOST, REVIEW, START

from degreepath.quiz import stopping
from degreepath.quiz.asking import Asked
from degreepath.quiz.screens import Chosen, screen
from degreepath.quiz.session import Change, Move, Say, Session, Stage, Step
from degreepath.quiz.terminal import Terminal
from degreepath.quiz.terminal import _Prompt as Prompt

pytestmark = pytest.mark.timeout(20)  # a prompt that gets too few keys would wait for ever

UP, DOWN, LEFT, ENTER, ESC = "\x1b[A", "\x1b[B", "\x1b[D", "\r", "\x1b"
HOME, TO_END = "\x1b[H", "\x1b[F"


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def ask(session: Session) -> Chosen:
    return Terminal().ask(screen(session))


@pytest.mark.parametrize(
    ("session", "pressed", "chosen"),
    [
        (START, ENTER, Move.GO_ON),
        (MOST, f" {DOWN} {DOWN}{DOWN} {ENTER}", ("composing", "electronic-music", "mixing")),
        (MOST, f"{DOWN} {UP} {ENTER}", ("composing", "electronic-music")),
        (MOST, f" {DOWN} {DOWN} {DOWN} {ENTER}", ("composing", "electronic-music", "recording")),
        (MOST, f"{ENTER} {ENTER}", ("composing",)),
        (MOST, f"{ENTER}{ENTER}", Move.SKIP),
        (MOST, f"{ENTER}{DOWN}{ENTER} {ENTER}", ("electronic-music",)),
        (MOST, f" {DOWN} {UP} {ENTER}", ("electronic-music",)),
        (MOST, f"{UP}ai {ENTER}", ("helping",)),
        (MOST, f"{TO_END} {HOME} {ENTER}", ("composing", "helping")),
        (LEAST, f"{HOME} {ENTER}", ("electronic-music",)),
        (MOST, "s", Move.SKIP),
        (LEAST, f" {ENTER}", ("electronic-music",)),
        (LEAST, f"{UP} {DOWN} {ENTER}", ("electronic-music", "helping")),  # never on what was marked most
        (LEAST.after(Move.BACK), ENTER, ("composing", "mixing")),
        (GOAL, ENTER, Move.SKIP),
        (GOAL, f"{DOWN}{DOWN}{DOWN}{ENTER}", "composer"),
        (GOAL.after(Say("composer")).after(Move.BACK), ENTER, "composer"),
        (COUNTRY, f"{DOWN}{ENTER}", KNOWLEDGE.countries[0]),
        (FIRST, "1", 1),
        (FIRST, "5", 5),
        (FIRST, f"{DOWN}{DOWN}{ENTER}", 2),
        (FIRST, f"{UP}{ENTER}", 5),
        (FIRST, f"{ENTER}{ENTER}3", 3),
        (FIRST, "06x3", 3),
        (FIRST, "?w?2", 2),
        (FIRST, "s", Move.SKIP),
        (FIRST, "e", Move.END),
        (FIRST, LEFT, Move.BACK),
        (FIRST, "\x7f", Move.BACK),
        (FIRST, ESC, Move.BACK),
        (EARLIER, ENTER, 4),
        (END, ENTER, Move.FINISH),
        (END, f"{DOWN}{ENTER}", Move.REVIEW),
        (END, f"{DOWN}{DOWN}{ENTER}", Move.GO_ON),
        (REVIEW, ENTER, Move.FINISH),
        (REVIEW, f"{DOWN}{ENTER}", Change(Step(Stage.MOST))),
        (REVIEW, f"{DOWN * 5}{ENTER}", Change(Step(Stage.QUESTION, IDS[0]))),
    ],
)
def test_key_means(keys: PipeInput, session: Session, pressed: str, chosen: Chosen) -> None:
    """Digits answer at once, arrows and Enter choose, Enter alone gives no answer, and every hint does what it says."""
    keys.send_text(pressed)
    assert ask(session) == chosen


@pytest.mark.parametrize("pressed", ["q", "Q", "\x03"])
def test_leaving(keys: PipeInput, pressed: str) -> None:
    """The keys q and Ctrl-C leave from any screen."""
    for session in (START, MOST, FIRST, REVIEW):
        keys.send_text(pressed)
        with pytest.raises(KeyboardInterrupt):
            ask(session)


def test_closed_terminal_is_the_end_of_input(keys: PipeInput) -> None:
    """A terminal that goes away answers nothing."""
    keys.close()
    with pytest.raises(EOFError):
        ask(FIRST)


def test_keys_typed_ahead_are_kept_for_the_next_screen(keys: PipeInput) -> None:
    """Who types faster than the screens appear loses no key."""
    keys.send_text("123")
    session = FIRST
    for _ in range(3):
        session = session.after(Say(int(str(ask(session)))))
    assert list(session.sheet.answers.values()) == [1, 2, 3]


def test_two_ends_in_one_moment(keys: PipeInput, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a screen is ended twice in one moment, by two keys or a key and a signal, the first counts and nothing breaks."""
    monkeypatch.setattr(Prompt, "_toggle_why", lambda self: (self.exit(4), self.exit(Move.BACK)))
    keys.send_text("?")
    assert ask(FIRST) == 4


@pytest.mark.parametrize(
    ("pressed", "key"), [("w", "w"), ("W", "w"), ("xyq", "q"), (ENTER, ""), (LEFT, ""), (ESC, "")]
)
def test_one_key_of_a_menu(keys: PipeInput, pressed: str, key: str) -> None:
    """In a menu one key is enough, any case; Enter, back and Esc are the way back."""
    keys.send_text(pressed)
    assert Terminal().key({"w": "why", "q": "done"}, "Kept.") == key


def test_a_bug_in_a_key_is_an_error_and_no_hang(keys: PipeInput, monkeypatch: pytest.MonkeyPatch) -> None:
    """If something breaks while a screen is up, the screen ends and the error comes out."""
    monkeypatch.setattr(Prompt, "_toggle_why", lambda *_: 1 / 0)
    keys.send_text("?")
    with pytest.raises(ZeroDivisionError):
        ask(FIRST)


def test_a_stop_between_two_screens_is_not_forgotten(keys: PipeInput) -> None:
    """Ctrl-C while one screen gives way to the next ends the quiz at the next screen; keys typed ahead do not hide it."""
    keys.send_text("4")

    def stopped_between() -> None:
        with stopping.orderly():
            os.kill(os.getpid(), signal.SIGINT)
            ask(FIRST)

    with pytest.raises(KeyboardInterrupt):
        stopped_between()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"12345sewn? \t", UP, DOWN, LEFT, ENTER, ESC, f"{ESC}{ENTER}", "é"]), max_size=80
    )
)
def test_any_keys_at_all(pressed: list[str]) -> None:
    """Whatever is typed, however fast, the quiz goes on or ends, and q always leaves."""
    told: list[Session] = []

    class Noted(Asked):
        def keep(self, session: Session) -> str:
            told.append(session)
            return ""

    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("".join(pressed) + "q" * 3)
        with suppress(KeyboardInterrupt):
            Noted(Terminal(), START).converse(START, "")
    assert all(session.step in {*session.trail, *session.changeable} for session in told)
