"""The quiz as it is asked: choosing how, keeping every answer, going on, leaving.

Every answer is on the disk before the next screen appears. What is kept is gone only when `Asked.end` says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from degreepath.advice.answers import AnswerSheet
from degreepath.errors import STOPPED, AnswersError, FileError, UsageError
from degreepath.knowledge import Knowledge
from degreepath.quiz import stopping, words
from degreepath.quiz.plain import Plain, choose_front
from degreepath.quiz.screens import Choice, Screen, screen
from degreepath.quiz.session import Event, Move, Say, Session, Stage, Step, reopened, restore
from degreepath.records import unfinished
from degreepath.records.kept import answered, still_asked
from degreepath.records.sheet_file import as_toml

if TYPE_CHECKING:
    from degreepath.quiz.terminal import Terminal

    Front = Plain | Terminal


class Left(Exception):  # noqa: N818 -- the student did nothing wrong
    """The student left, or nothing could be kept: `message` says what became of the answers.

    `answers`, if not empty, is the sheet as text: nothing kept it, so it has to be shown, to be copied.
    """

    def __init__(self, message: str, exit_code: int, answers: str = "") -> None:
        super().__init__(message)
        self.message, self.exit_code, self.answers = message, exit_code, answers


def ask(
    knowledge: Knowledge, start: AnswerSheet, *, plain: bool = False, full: bool = False, resume: bool = False
) -> "Asked":
    """Ask a student everything and return what was said, with who keeps it until the result has been shown.

    `start` holds the goal and the country named beforehand: they are not asked for. Raises UsageError without a terminal or an
    unfinished quiz to resume, and Left.
    """
    with stopping.orderly():
        front, note = choose_front(plain=plain)
    asked = Asked(front, Session(knowledge, start, full))
    with asked.orderly():
        session, news = asked.resume() if resume else asked.begin()
        asked.converse(session, f"{note} {news}".strip())
    return asked


def taken_up(knowledge: Knowledge, sheet: AnswerSheet, front: "Front") -> "Asked":
    """Return the quiz that gave `sheet` as it stood before its result, so that it can go on."""
    asked = Asked(front, Session(knowledge))
    asked.session = reopened(knowledge, sheet)
    return asked


class Asked:
    """A quiz and where it is kept. `problem` says why it cannot be kept, if so; the quiz goes on all the same.

    `session` is what was kept last, or should have been: None as long as nothing new was said.
    """

    def __init__(self, front: "Front", start: Session) -> None:
        self.front, self.start, self.problem = front, start, ""
        self.session: Session | None = None
        self._slot, self._waiting = unfinished.new_slot(), False
        self._resume = f"degreepath quiz --resume{'' if front.redraws else ' --plain'}"

    @property
    def sheet(self) -> AnswerSheet:
        """Everything the student said."""
        return (self.session or self.start).sheet

    @property
    def unanswered(self) -> bool:
        """Whether questions are left without an answer, skipped ones included."""
        return len(self.sheet.answers) < len(self.start.knowledge.questions)

    @contextmanager
    def orderly(self) -> Iterator[None]:
        """Turn leaving, the end of the input and signals inside into Left."""
        with stopping.orderly():
            try:
                yield
            except (KeyboardInterrupt, EOFError, SystemExit) as stop:
                raise self.left(stop) from None

    def go_on(self) -> None:
        """Ask the other questions too, once the result was seen, those that were skipped once more. Raises Left."""
        with self.orderly():
            session = self._at_end(self.sheet).after(Move.GO_ON)
            self.converse(session, self.keep(session))

    def correct(self, sheet: AnswerSheet) -> None:
        """Take `sheet` for what the student said, once the result was seen."""
        self.keep(self._at_end(sheet))

    def _at_end(self, sheet: AnswerSheet) -> Session:
        """Return the session where it stood before the result, as if the student had said `sheet`."""
        session = self.session or self.start
        trail = session.trail[: session.trail.index(Step(Stage.END)) + 1]
        trail = tuple(step for step in trail if step.question in {None, *sheet.answers})
        return replace(session, sheet=sheet, trail=trail, at=len(trail) - 1)

    def begin(self) -> tuple[Session, str]:
        """Return a new quiz, or the one that was left if the student wants that, with what must be told."""
        if left := self._newest():
            slot, self._waiting = left[0], True
            slot.close()
            choices = tuple(Choice(wish, label) for wish, label in words.WAITING_WISHES.items())
            question = words.WAITING.format(when=words.when(slot.saved))
            if self.front.ask(Screen(question, choices)) == "go on":
                return self.resume()
        return self.start, ""

    def resume(self) -> tuple[Session, str]:
        """Take up the newest quiz that was left and can be read, and return it with what the student must be told."""
        if not (left := self._newest()):
            raise UsageError(words.NOTHING_LEFT)
        self._slot, session, changed = left
        note = words.RESUMED.format(when=words.when(self._slot.saved), kept=words.kept(session.sheet))
        return session, f"{note} {changed}".strip()

    def _newest(self) -> tuple[unfinished.Slot, Session, str] | None:
        """Return the newest quiz that was left and can be read: where it is, as far as it got, what has changed since."""
        for slot in unfinished.left_quizzes():
            try:
                return slot, *self._restored(slot.read())
            except (OSError, ValueError, AnswersError):
                slot.close()
        return None

    def _restored(self, quiz: unfinished.Unfinished) -> tuple[Session, str]:
        """Return what still fits of a quiz that was left, and what must be told of that."""
        start, trail, at = self.start, quiz.trail, quiz.at
        sheet = still_asked(quiz, start.knowledge)
        changed = words.CHANGED if quiz.knowledge_hash != start.knowledge.hash else ""
        if changed:
            trail = tuple(name for name in trail if Step.named(name).question in {None, *sheet.answers})
            at = len(quiz.trail)
        goal, country = start.sheet.goal, start.sheet.country
        sheet = sheet.aiming_at(goal or sheet.goal).studying_in(country or sheet.country)
        start = replace(start, sheet=sheet, full=start.full or quiz.full, beyond=quiz.beyond)
        session = restore(start, trail, at)
        named = {Stage.GOAL: goal, Stage.COUNTRY: country}
        while value := named.get(session.step.stage):
            session = session.after(Say(value))
        return session, changed

    def converse(self, session: Session, note: str) -> None:
        """Ask until the end. After each answer the session is on the disk before the next screen."""
        while session.step.stage is not Stage.DONE:
            chosen = self.front.ask(screen(session), note)
            session = session.after(chosen if isinstance(chosen, Event) else Say(chosen))
            note = self.keep(session)
            stopping.check()

    def keep(self, session: Session) -> str:
        """Put the session on the disk before this returns. Return what the student must be told: '' if all is well."""
        self.session = session
        if session.step.stage is Stage.DONE:
            return ""
        quiz = unfinished.Unfinished(
            **answered(session.sheet, session.knowledge),
            full=session.full,
            beyond=session.beyond,
            trail=tuple(map(str, session.trail)),
            at=session.at,
        )
        before, self.problem = self.problem, ""
        try:
            self._slot.save(quiz)
        except OSError as error:
            self.problem = (error.strerror or "unknown reason").lower()
        return words.NOT_KEPT.format(reason=self.problem) if self.problem and not before else ""

    def left(self, stop: BaseException) -> Left:
        """Let go of the quiz, which ends before its result, and return what became of it."""
        code = stop.code if isinstance(stop, SystemExit) and isinstance(stop.code, int) else STOPPED
        if not self.front.redraws:
            self.front.clear()  # the line that was not typed ends here
        self._slot.close()
        if self.session is None and self._slot.path.exists():  # nothing new was said: the file is as it was
            return Left(words.STILL_KEPT.format(resume=self._resume), code)
        if self.sheet == self.start.sheet:
            self._slot.discard()
            kept = words.EARLIER_KEPT.format(resume=self._resume)
            return Left(kept if self._waiting else words.LEFT_EMPTY, code)
        if self.problem:
            return self._unkept(code)
        return Left(words.LEFT.format(kept=words.kept(self.sheet), resume=self._resume), code)

    def _unkept(self, code: int) -> Left:
        return Left(words.UNKEPT.format(reason=self.problem), code, as_toml(self.sheet))

    def end(self, *, kept: bool = False) -> None:
        """Forget the quiz: the result has been shown, and `kept` or not. Raises Left if the answers are on no disk at all."""
        self._slot.discard()
        if self.problem and not kept:
            raise self._unkept(FileError.exit_code)
