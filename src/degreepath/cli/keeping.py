"""Keeping the unfinished quiz: on the disk before the next question appears, and gone when the quiz ends."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from degreepath.cli.say import say, say_whole
from degreepath.knowledge.knowledge import Knowledge
from degreepath.quiz import words
from degreepath.quiz.session import Session
from degreepath.quiz.steps import Stage, Step
from degreepath.records.sheet_file import as_toml
from degreepath.records.slots import Slot, new_slot, take, waiting
from degreepath.records.still_asked import wording
from degreepath.records.unfinished import Unfinished, read


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

    def take_up(self) -> tuple[Path, Unfinished] | None:
        """Return the newest quiz that was left, now kept here, and where it lies; None if there is none. Raises AnswersError."""
        for path in waiting():
            self._slot = take(path)
            if self._slot:
                self._taken_up = True
                return path, read(path)
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

    def leave(self) -> None:
        """Make sure that all is kept, and tell the student who leaves before the result."""
        say(f"degreepath: {self._left()}")

    def _left(self) -> str:
        """Let go of the quiz and return what became of it; a sheet that cannot be kept is printed at once, to be copied."""
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
            say_whole(as_toml(session.sheet))
            return words.LEFT_UNKEPT.format(reason=self.problem)
        self._slot.close()
        return words.LEFT.format(kept=kept(session))

    def end(self) -> bool:
        """Forget the quiz: it has ended. If it could not be kept while it ran, print the answers, say why, return False."""
        if self._slot:
            self._slot.discard()
        if self.problem and self._session:
            say_whole(as_toml(self._session.sheet))
            say(words.UNKEPT.format(reason=self.problem))
        return not self.problem

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
