"""The quiz as it is asked, and what lies behind its result: choosing how, keeping every answer, going on, leaving.

Every answer is on the disk before the next screen appears. What is kept is gone only when `Asked.end` says so.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from degreepath.advice.answers import AnswerSheet
from degreepath.errors import STOPPED, AnswersError, DegreepathError, FileError, UsageError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.quiz import stopping, words
from degreepath.quiz.plain import Plain, choose_front
from degreepath.quiz.screens import BACK, Choice, Chosen, Screen, screen
from degreepath.quiz.session import Event, Move, Say, Session, Stage, Step, reopened, restore
from degreepath.records import kept as records
from degreepath.records.sheet_file import as_toml

if TYPE_CHECKING:
    from degreepath.advice.recommend import Recommendation
    from degreepath.pages.blocks import Page
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
        try:
            session, news = asked.resume() if resume else asked.begin()
            asked.converse(session, f"{note} {news}".strip())
        except (KeyboardInterrupt, EOFError, SystemExit) as stop:
            raise asked.left(stop) from None
    return asked


class Asked:
    """A quiz and where it is kept. `problem` says why it cannot be kept, if so; the quiz goes on all the same.

    `session` is what was kept last, or should have been: None as long as nothing new was said.
    """

    def __init__(self, front: "Front", start: Session) -> None:
        self.front, self.start, self.problem = front, start, ""
        self.session: Session | None = None
        self._slot = records.new_slot()

    @property
    def sheet(self) -> AnswerSheet:
        """Everything the student said."""
        return (self.session or self.start).sheet

    def begin(self) -> tuple[Session, str]:
        """Return a new quiz, with what the student must be told."""
        for waiting in records.left_quizzes():
            waiting.close()
            return self.start, words.WAITING.format(when=words.when(waiting.saved))
        return self.start, ""

    def resume(self) -> tuple[Session, str]:
        """Take up the newest quiz that was left and can be read, and return it with what the student must be told."""
        for slot in records.left_quizzes():
            try:
                session, changed = self._restored(slot.read())
            except (OSError, ValueError, AnswersError):
                slot.close()
                continue
            self._slot = slot
            note = words.RESUMED.format(when=words.when(slot.saved), kept=words.kept(session.sheet))
            return session, f"{note} {changed}".strip()
        raise UsageError(words.NOTHING_LEFT)

    def _restored(self, quiz: records.Unfinished) -> tuple[Session, str]:
        """Return what still fits of a quiz that was left, and what must be told of that."""
        start, trail, at = self.start, quiz.trail, quiz.at
        sheet = records.still_asked(quiz, start.knowledge)
        changed = words.CHANGED if quiz.knowledge_hash != start.knowledge.hash else ""
        if changed:
            trail = tuple(name for name in trail if Step.named(name).question in {None, *sheet.answers})
            at = len(quiz.trail)
        goal, country = start.sheet.goal, start.sheet.country
        sheet = sheet.aiming_at(goal or sheet.goal).living_in(country or sheet.country)
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
        quiz = records.Unfinished(
            **records.answered(session.sheet, session.knowledge),
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
            return Left(words.STILL_KEPT, code)
        if self.sheet == self.start.sheet:
            self._slot.discard()
            return Left(words.LEFT_EMPTY, code)
        if self.problem:
            return self._unkept(code)
        return Left(words.LEFT.format(kept=words.kept(self.sheet)), code)

    def _unkept(self, code: int) -> Left:
        return Left(words.UNKEPT.format(reason=self.problem), code, as_toml(self.sheet))

    def end(self, *, kept: bool = False) -> None:
        """Forget the quiz: the result has been shown, and `kept` or not. Raises Left if the answers are on no disk at all."""
        self._slot.discard()
        if self.problem and not kept:
            raise self._unkept(FileError.exit_code)


@dataclass
class Explorer:
    """One student behind one result: what `page` shows, and what can be done with it.

    `show` prints a page; `lines` gives the lines of a page, with colours, for a number of columns; `labels` are short words for
    its sections, by id. `report` writes the report and returns what to tell the student; it may raise DegreepathError or
    OSError. `compare` makes the page of what another sheet would change. `kept` is the id of a result on the disk, '' of one
    that can be lost. `place` is the id of the open section, '' for the summary.
    """

    front: "Front"
    knowledge: Knowledge
    result: "Recommendation"
    page: "Page | None"
    show: Callable[["Page"], None]
    lines: Callable[["Page", int], list[str]]
    labels: Mapping[str, str]
    report: Callable[[], str]
    compare: Callable[[AnswerSheet], "Page"]
    kept: str = ""
    place: str = ""
    left: bool = False

    def explore(self) -> str:
        """Show what the student wants to see, until the student is done. Return the id that the result is kept under, or ''.

        The end of the input is the end, and so is Ctrl-C once it is kept. Otherwise that raises KeyboardInterrupt, as a signal
        raises SystemExit: then nobody has decided whether to keep it.
        """
        try:
            with stopping.orderly(), suppress(EOFError):
                self._run()
        except KeyboardInterrupt:
            if not self.kept:
                raise
        return self.kept

    def _run(self) -> None:
        shown, note = None, ""
        while not self.left:
            menu = self._menu()
            page = self.page and (self.page.only([self.place]) if self.place else self.page.brief)
            fresh = page if shown != self.place or self.front.redraws else None
            key = self._read(fresh, {key: label for key, (label, _) in menu.items()}, note)
            shown = self.place
            note = self._do(menu[key][1] if key in menu else partial(self._go, ""))
        if self.page and self.front.redraws:
            self.front.clear()
            self.show(self.page.brief)  # what stays on the screen

    def _read(self, page: "Page | None", keys: Mapping[str, str], note: str = "") -> str:
        """Show a page, or with None only `note` and `keys`, and return the key that was pressed."""
        if self.front.redraws:
            self.front.clear()
            return self.front.key(keys, note, partial(self.lines, page) if page else None)
        if page:
            self.front.clear()
            self.show(page)
        return self.front.key(keys, note)

    def _menu(self) -> dict[str, tuple[str, Callable[[], str]]]:
        """Return the keys of this place, what each is called, and what it does and then tells."""
        menu = dict[str, tuple[str, Callable[[], str]]]()
        for section in self.page.sections if self.page else ():
            if section.key:
                label = self.labels.get(section.id, section.title)
                menu[section.key] = label, partial(self._go, section.id)
                if section.key == "x" and self.place == section.id:
                    menu[section.key] = words.CHANGE_ONE, self._change
        menu["k"] = (words.IS_KEPT, self._is_kept) if self.kept else (words.KEEP, self._keep)
        menu["p"] = words.REPORT, self.report
        menu["q"] = (words.TO_RESULT, partial(self._go, "")) if self.place else (words.DONE, self._leave)
        return menu

    def _go(self, place: str) -> str:
        self.place = place
        return ""

    def _do(self, deed: Callable[[], str]) -> str:
        """Do what a key asked for and return what the student must be told."""
        try:
            return deed()
        except KeyboardInterrupt:  # a key that leaves leads back from here
            stopping.check()
            return ""
        except DegreepathError as error:
            return str(error)
        except OSError as error:
            return words.REFUSED.format(reason=error.strerror or "unknown reason")

    def _is_kept(self) -> str:
        return words.KEPT.format(id=self.kept)

    def _keep(self) -> str:
        result = records.keep(self.knowledge, self.result)
        self.kept = result.id
        if feedback := self._feedback(self._is_kept()):
            records.keep_feedback(result, feedback)
            return f"{self._is_kept()} {words.VIEW_KEPT}"
        return self._is_kept()

    def _feedback(self, note: str) -> records.Feedback | None:
        """Ask what the student thinks of the result, and what of it to drop; None if that is left out."""
        self.front.clear()
        degree, skip = self.result.verdict.program, frozenset({Move.SKIP})
        views, text = tuple(Choice(view, view.value) for view in records.Likeness), (words.LIKENESS_TEXT,)
        view = self.front.ask(Screen(words.LIKENESS, views, text=text, keys=skip, digits=True), note)
        if not isinstance(view, records.Likeness):
            return None
        offered = [Choice(role, self.knowledge.role[role].name) for role in self.result.top]
        if degree:
            name = self.knowledge.program[degree].name
            offered.insert(0, Choice("", words.THE_DEGREE.format(name=name)))
        drop: Chosen = ()
        if view is not records.Likeness.YES and offered:
            drop = self.front.ask(Screen(words.DROP, tuple(offered), keys=skip, marks=len(offered)))
        drop = drop if isinstance(drop, tuple) else ()
        return records.Feedback(likeness=view, drop_degree="" in drop, drop_roles=tuple(filter(None, drop)))

    def _change(self) -> str:
        """Let anything that was said be changed, and show only what that changes; the sheet itself stays as it was."""
        session = reopened(self.knowledge, self.result.sheet)
        while session.sheet == self.result.sheet:
            self.front.clear()
            chosen = self.front.ask(screen(session))
            if chosen in {Move.FINISH, Move.BACK} and not session.changing:
                return ""
            session = session.after(chosen if isinstance(chosen, Event) else Say(chosen))
        self._read(self.compare(session.sheet), {"q": words.TO_SECTION})
        return ""

    def _leave(self) -> str:
        """Leave; if the result is not kept ask, once, whether to, and say what would be lost."""
        if self.kept:
            self.left = True
            return ""
        self.front.clear()
        choices = tuple(Choice(wish, label) for wish, label in words.WISHES.items())
        lost = words.WOULD_BE_LOST.format(answers=len(self.result.sheet.answers))
        wish = self.front.ask(Screen(words.LEAVE, choices, text=(lost,), keys=BACK))
        self.left = wish == "leave"
        return self._keep() if wish == "keep" else ""
