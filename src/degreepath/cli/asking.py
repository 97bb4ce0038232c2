"""The student's side of `degreepath quiz`: choosing how to ask, going on with a quiz that was left, leaving."""

import io
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn, Protocol

import typer

from degreepath.advice.answers import AnswerSheet
from degreepath.cli.keeping import Keeper, kept, newest_left
from degreepath.cli.say import WIDEST, say
from degreepath.cli.terminal import is_terminal
from degreepath.errors import STOPPED, AnswersError, UsageError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.quiz import words
from degreepath.quiz.look import look_of, only_plain
from degreepath.quiz.plain import Plain
from degreepath.quiz.policy import Policy, adaptive, everything
from degreepath.quiz.screens import place
from degreepath.quiz.session import Session, restore
from degreepath.quiz.steps import Event, Goal, Stage
from degreepath.records.unfinished import carried_over, damaged


@dataclass(frozen=True)
class Wishes:
    """What the command line asks for."""

    plain: bool
    full: bool
    resume: bool
    goal: str | None


class Front(Protocol):
    """One way of asking."""

    def ask(self, session: Session, note: str = "") -> Event: ...
    def confirm(self, question: str, text: str) -> bool: ...


def ask_student(knowledge: Knowledge, wishes: Wishes) -> tuple[AnswerSheet, Keeper]:
    """Return the sheet of a student who went through the quiz, and who keeps it until the result is shown.

    Raises UsageError without a terminal, and ends the program with 130 if the student leaves.
    """
    front = choose_front(plain=wishes.plain)
    keeper = Keeper(knowledge, full=wishes.full)
    try:
        with stop_signals():
            session, note = (
                _resumed(knowledge, wishes, keeper, front)
                if wishes.resume
                else _new(knowledge, wishes, keeper)
            )
            while session.step.stage is not Stage.DONE:
                session = session.after(front.ask(session, note))
                note = keeper.keep(session)
    except (KeyboardInterrupt, EOFError):
        if isinstance(front, Plain):
            say("")  # the line that was not typed ends here
        keeper.leave()
        raise typer.Exit(STOPPED) from None
    except SystemExit:
        keeper.leave()
        raise
    return session.sheet, keeper


def _new(knowledge: Knowledge, wishes: Wishes, keeper: Keeper) -> tuple[Session, str]:
    left = newest_left()
    keeper.begin()
    notes = []
    if keeper.problem:
        notes.append(words.NOT_KEPT.format(reason=keeper.problem))
    if left:
        notes.append(words.WAITING.format(when=left))
    return Session(knowledge, _policy(knowledge, keeper), AnswerSheet(goal=wishes.goal)), " ".join(notes)


def _resumed(knowledge: Knowledge, wishes: Wishes, keeper: Keeper, front: Front) -> tuple[Session, str]:
    left = keeper.take_up()
    if left is None:
        raise UsageError("There is no unfinished quiz to go on with; start one with: degreepath quiz")
    path, quiz = left
    when = words.when(quiz.saved)
    if quiz.knowledge_hash != knowledge.hash:
        before, quiz = quiz, carried_over(quiz, knowledge)
        share = words.share(len(quiz.sheet.answers), len(before.sheet.answers))
        if not front.confirm(words.CARRY, words.CHANGED.format(when=when, share=share)):
            raise AnswersError(
                "The quiz was not gone on with, and its answers are still kept; start anew with: degreepath quiz"
            )
    if wishes.goal:
        quiz = quiz.model_copy(update={"sheet": quiz.sheet.aiming_at(wishes.goal)})
    keeper.full = wishes.full or quiz.full
    try:
        session = restore(knowledge, _policy(knowledge, keeper), quiz)
    except (ValueError, AnswersError):
        raise damaged(path) from None
    if wishes.goal and session.step.stage is Stage.GOAL:
        session = session.after(Goal(wishes.goal))
    note = words.RESUMED.format(when=when, place=place(session), kept=kept(session))
    return session, f"{note} {keeper.keep(session)}".strip()


def _policy(knowledge: Knowledge, keeper: Keeper) -> Policy:
    return everything(knowledge) if keeper.full else adaptive(knowledge)


def choose_front(*, plain: bool) -> Front:
    """Return the way of asking that this terminal can do. Raises UsageError where nobody can be asked."""
    if not plain and not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise UsageError(words.NO_TERMINAL)
    columns, rows = shutil.get_terminal_size()
    if not plain and only_plain(os.environ, columns, rows):
        say(words.PLAIN_CHOSEN)
        plain = True
    if not plain:
        from degreepath.quiz.terminal import Terminal

        return Terminal(look_of(sys.stdout.encoding, os.environ))
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a stray byte is a wrong answer, not a crash
    look = look_of(sys.stderr.encoding, os.environ)
    return Plain(sys.stdin, sys.stderr, look, min(columns, WIDEST))


@contextmanager
def stop_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into SystemExit, so that the terminal is restored on the way out."""

    def stop(number: int, _: object) -> NoReturn:
        for name in before:
            signal.signal(name, signal.SIG_IGN)
        raise SystemExit(128 + number)

    names = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(name, stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
