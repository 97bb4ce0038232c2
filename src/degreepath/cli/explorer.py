"""What lies behind a result: its sections, one key each, keeping it, the report, other answers, leaving."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from degreepath.advice.recommend import Recommendation, recommend
from degreepath.cli.inputs import today
from degreepath.cli.output import REPORT, Output, free_file, write_file
from degreepath.cli.stderr import say
from degreepath.errors import DegreepathError
from degreepath.pages.blocks import Page
from degreepath.pages.difference import whatif_page
from degreepath.pages.results import report_page
from degreepath.quiz import stopping, words
from degreepath.quiz.asking import Asked
from degreepath.quiz.screens import BACK, Choice, Chosen, Screen, screen
from degreepath.quiz.session import Event, Move, Say, reopened
from degreepath.records import kept as records
from degreepath.render.documents import to_html
from degreepath.render.terminal import coloured_lines

if TYPE_CHECKING:
    from degreepath.quiz.asking import Front


@dataclass
class Explorer:
    """One student behind one result: what `page` shows (None: it went elsewhere), and what can be done with it.

    `asked` is the quiz that the result comes from: it can go on, or hear a correction. What of that the student chose is
    `onward`: then there is another result to show. `kept` is the id of a result on the disk, '' of one that can be lost.
    `place` is the id of the open section, '' for the summary; `shown` of the one that was shown last.
    """

    out: Output
    asked: Asked
    result: Recommendation
    page: Page | None
    kept: str = ""
    onward: Callable[[], None] | None = None
    place: str = ""
    shown: str | None = None
    left: bool = False

    @property
    def front(self) -> "Front":
        """How the student is asked."""
        return self.asked.front

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
        note = ""
        while not self.left:
            menu = self._menu()
            page = self.page and (self.page.only([self.place]) if self.place else self.page.brief)
            fresh = page if self.shown != self.place or self.front.redraws else None
            key = self._read(fresh, {key: label for key, (label, _) in menu.items()}, note)
            self.shown = self.place
            note = self._do(menu[key][1] if key in menu else partial(self._go, ""))
        if self.page and self.front.redraws and not self.onward:
            self.front.clear()
            self._show(self.page.brief)  # what stays on the screen

    def _show(self, page: Page) -> None:
        replace(self.out, pager=False).show(page)  # the menu is all that waits for keys

    def _read(self, page: Page | None, keys: Mapping[str, str], note: str = "") -> str:
        """Show a page, or with None only `note` and `keys`, and return the key that was pressed."""
        if self.front.redraws:
            self.front.clear()
            return self.front.key(keys, note, partial(coloured_lines, page) if page else None)
        if page:
            self.front.clear()
            self._show(page)
        return self.front.key(keys, note)

    def _menu(self) -> dict[str, tuple[str, Callable[[], str]]]:
        """Return the keys of this place, what each is called, and what it does and then tells."""
        menu = dict[str, tuple[str, Callable[[], str]]]()
        for section in self.page.sections if self.page else ():
            if section.key:
                menu[section.key] = section.id, partial(self._go, section.id)
                if section.key == "x" and self.place == section.id:
                    menu[section.key] = words.CHANGE_ONE, self._change
        if self.page and self.asked.unanswered:
            menu["g"] = words.MORE_QUESTIONS, partial(self._go_on, self.asked.go_on)
        menu["k"] = (words.IS_KEPT, self._is_kept) if self.kept else (words.KEEP, self._keep)
        menu["p"] = words.REPORT, self._report
        menu["q"] = (words.TO_RESULT, partial(self._go, "")) if self.place else (words.DONE, self._leave)
        return menu

    def _go(self, place: str) -> str:
        self.place, self.shown = place, None  # who asks for a section that is open wants to read it again
        return ""

    def _go_on(self, onward: Callable[[], None]) -> str:
        self.left, self.onward = True, onward
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
        return words.KEPT.format(id=self.kept, plain="" if self.front.redraws else " --plain")

    def _keep(self) -> str:
        result = records.keep(self.result.knowledge, self.result)
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
        view = self.front.ask(
            Screen(words.LIKENESS, views, text=text, keys=skip, digits=True, leaving=words.TO_SECTION), note
        )
        if not isinstance(view, records.Likeness):
            return None
        offered = [Choice(role, self.result.knowledge.role[role].name) for role in self.result.named]
        if degree:
            name = self.result.knowledge.program[degree].name
            offered.insert(0, Choice("", words.THE_DEGREE.format(name=name)))
        drop: Chosen = ()
        if view is not records.Likeness.YES and offered:
            with suppress(KeyboardInterrupt):  # who leaves here has said what they think
                drop = self.front.ask(
                    Screen(
                        words.DROP, tuple(offered), keys=skip, marks=len(offered), leaving=words.TO_SECTION
                    )
                )
            stopping.check()
        drop = drop if isinstance(drop, tuple) else ()
        return records.Feedback(likeness=view, drop_degree="" in drop, drop_roles=tuple(filter(None, drop)))

    def _change(self) -> str:
        """Let anything that was said be changed, and show only what that changes; it stays as it was unless the student takes it."""
        session = reopened(self.result.knowledge, self.result.sheet, self.result.ahead.question)
        while session.sheet == self.result.sheet:
            self.front.clear()
            shown = screen(session)
            shown = replace(shown, leaving=words.TO_RESULT)
            if not session.changing:
                none, *answers = shown.choices
                shown = replace(
                    shown,
                    text=(words.TRIAL,),
                    choices=(replace(none, label=words.AS_IT_IS), *answers),
                )
            chosen = self.front.ask(shown)
            if chosen in {Move.FINISH, Move.BACK} and not session.changing:
                return ""
            session = session.after(chosen if isinstance(chosen, Event) else Say(chosen))
        page = whatif_page(
            self.result.knowledge, self.result, recommend(self.result.knowledge, session.sheet)
        )
        if self._read(page, {"t": words.TAKE, "q": words.TO_SECTION}) == "t":
            return self._go_on(partial(self.asked.correct, session.sheet))
        return ""

    def _report(self) -> str:
        """Write the report into the present folder, under the first name that is free."""
        view = records.find_kept(self.kept) if self.kept else None
        page = report_page(self.result.knowledge, self.result, day=today(), kept=view)
        file = free_file(REPORT, ".html")
        write_file(file, to_html(page).encode(), private=True)
        return words.REPORTED.format(folder=file.absolute().parent, file=file.name)

    def _leave(self) -> str:
        """Leave; if the result is not kept ask, once, whether to, and say what would be lost."""
        if self.kept:
            self.left = True
            return ""
        self.front.clear()
        choices = tuple(Choice(wish, label) for wish, label in words.WISHES.items())
        lost = words.WOULD_BE_LOST.format(answers=words.number(len(self.result.sheet.answers), "answer"))
        wish = self.front.ask(Screen(words.LEAVE, choices, text=(lost,), keys=BACK, leaving=words.TO_RESULT))
        note = self._keep() if wish == "keep" else ""
        if wish == "keep" and not self.front.redraws:
            say(note)  # no screen says so any more
        self.left = wish in {"keep", "leave"}
        return note
