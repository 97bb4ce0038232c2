"""Keeping the unfinished quiz: on the disk before the next question appears, and gone when the quiz ends."""

import contextlib
from datetime import UTC, datetime

import typer

from degreepath.knowledge.knowledge import Knowledge
from degreepath.quiz import words
from degreepath.quiz.session import Session
from degreepath.quiz.steps import Stage, Step
from degreepath.records.sheet_file import as_toml
from degreepath.records.unfinished import Slot, Unfinished, new_slot, read, take, waiting, wording


class Keeper:
    """Keeps one quiz. `problem` says why it cannot, if so; the quiz goes on all the same."""

    def __init__(self, knowledge: Knowledge, *, full: bool) -> None:
        self.knowledge, self.full = knowledge, full
        self.problem = ""
        self._slot: Slot | None = None
        self._taken_up = False
        self._session: Session | None = None
        self._saved: Session | None = None

    def begin(self) -> None:
        """Make a place for a new quiz."""
        try:
            self._slot = new_slot()
        except OSError as error:
            self.problem = _reason(error)

    def take_up(self) -> Unfinished | None:
        """Return the newest quiz that was left, now kept here; None if there is none."""
        for path in waiting():
            self._slot = take(path)
            if self._slot:
                self._taken_up = True
                return read(path)
        return None

    def keep(self, session: Session) -> str:
        """Put the session on the disk before this returns. Return what the student must be told: '' if all is well."""
        self._session = session
        if session.step.stage is Stage.DONE or not self._slot:
            return ""
        try:
            self._slot.save(self._unfinished(session))
        except OSError as error:
            new, self.problem = not self.problem, _reason(error)
            return words.NOT_KEPT.format(reason=self.problem) if new else ""
        self._saved, self.problem = session, ""
        return ""

    def leave(self) -> str:
        """Make sure that all is kept, and return the sentence for a student who leaves before the result."""
        session = self._session
        if session is None and self._taken_up:  # left before the first screen: the file is as it was
            return words.STILL_KEPT
        if session is None or not _said_anything(session):
            if self._slot:
                self._slot.discard()
            return words.LEFT_EMPTY
        if self._saved is not session:
            self.keep(session)
        if self.problem or not self._slot:
            return f"{as_toml(session.sheet)}\n{words.LEFT_UNKEPT.format(reason=self.problem)}"
        self._slot.close()
        return words.LEFT.format(kept=kept(session))

    def end(self) -> str:
        """Forget the quiz: it has ended. Return the sheet and a sentence if it could not be kept while it ran, else ''."""
        if self._slot:
            self._slot.discard()
        if self.problem and self._session:
            return f"{as_toml(self._session.sheet)}\n{words.UNKEPT.format(reason=self.problem)}"
        return ""

    def _unfinished(self, session: Session) -> Unfinished:
        words_now = wording(self.knowledge)
        opener = session.sheet.opener
        asked = (*session.questions, *(opener.most + opener.least if opener else ()))
        return Unfinished(
            knowledge_version=self.knowledge.version,
            knowledge_hash=self.knowledge.hash,
            full=self.full,
            sheet=session.sheet,
            trail=tuple(map(str, session.trail)),
            at=session.at,
            reached=session.reached,
            asked={name: words_now[name] for name in asked},
        )


def kept(session: Session) -> str:
    """Return how much a session holds, as a sentence."""
    sheet = session.sheet
    return words.counted(len(sheet.answers), marks=sheet.opener is not None, goal=sheet.goal is not None)


def _said_anything(session: Session) -> bool:
    """Tell whether the student said anything in the quiz; a goal named on the command line was not said there."""
    asked_for_goal = Step(Stage.GOAL) in session.trail
    return bool(session.sheet.answers or session.sheet.opener or (asked_for_goal and session.sheet.goal))


def newest_left() -> str:
    """Return when the newest quiz that was left was saved, in words; '' if there is none."""
    with contextlib.suppress(OSError):
        for path in waiting():
            return words.when(datetime.fromtimestamp(path.stat().st_mtime, UTC))
    return ""


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()


def say(text: str) -> None:
    """Say something on stderr, even if nobody is there to read it any more."""
    with contextlib.suppress(OSError):
        typer.echo(text, err=True)
