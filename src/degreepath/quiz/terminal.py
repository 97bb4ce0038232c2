"""Asking in a terminal: the only importer of questionary and prompt_toolkit. A screen ends with one choice and leaves no trace.

questionary holds the list (where the pointer is, what is marked); the drawing, the keys and the line of key hints are ours.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, to_formatted_text
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from degreepath.quiz import stopping, words
from degreepath.quiz.screens import BLANK, Chosen, Line, Screen, View, styled
from degreepath.quiz.session import Move

STYLE = Style.from_dict(
    {
        "title": "fg:ansicyan",
        "question": "bold",
        "least": "bold fg:ansimagenta",
        "marked": "bold fg:ansigreen",
        "pointed": "fg:ansicyan",
        "note": "italic",
        "notice": "fg:ansiyellow",
        "hint": "dim",
    }
)
ESCAPE_WAIT = 0.05
WIDE, MOST_LINES = 60, 10_000
"""Columns with room for two spaces between keys in brackets; more lines than any page has."""
ENTER = (Keys.Enter, Keys.ControlJ)  # typed while one screen gives way to the next, Enter arrives as Ctrl-J
BACK = (Keys.Left, Keys.Backspace, Keys.Escape)
NAMES = {Move.BACK: BACK, Move.SKIP: "sS", Move.END: "eE"}
LEAVE = object()


class Terminal:
    """Asks by drawing screens. Raises KeyboardInterrupt when the student leaves, EOFError when the terminal is gone.

    `shown` makes of a text what the terminal can show.
    """

    redraws = True

    def __init__(self, shown: Callable[[str], str] = str) -> None:
        self.shown = shown

    def ask(self, screen: Screen, note: str = "") -> Chosen:
        """Show a screen and return what is chosen: the value of a choice, those of all that are marked, or a move."""
        chosen: Chosen = _Prompt(View(screen, self.shown, note)).run()
        return chosen

    def key(
        self, keys: Mapping[str, str], note: str = "", page: Callable[[int], list[str]] | None = None
    ) -> str:
        """Wait for one of `keys`, and return it; '' for Enter. `keys` says what each does.

        Above them stands as much of a page as there is room for; `page` gives its lines for a number of columns.
        """
        pressed: str = _Reading(page or (lambda _: []), keys, note, self.shown).run()
        return pressed

    def clear(self) -> None:
        """Begin a new screen."""
        output = get_app_session().output
        output.erase_screen()
        output.cursor_goto(0, 0)
        output.flush()


class _Drawn:
    """Lines on the screen that wait for a key. `lines` gives them for a size, and which of them the cursor stands on.

    That is how a screen reader follows.
    """

    def __init__(self, lines: Callable[[int, int], tuple[list[Line], int]]) -> None:
        self.lines, self.bound = lines, KeyBindings()
        self.error: BaseException | None = None
        self.loop: asyncio.AbstractEventLoop | None = None
        self.stopped = False
        output = get_app_session().output
        if isinstance(output, Vt100_Output):
            output.enable_cpr = False  # asking where the cursor is costs a wait, and nothing here needs it
        control = FormattedTextControl(self._fragments, focusable=True, show_cursor=True)
        self.app: Application[Any] = Application(
            Layout(Window(control, dont_extend_height=True)),
            STYLE,
            key_bindings=self.bound,
            erase_when_done=True,
            output=output,
        )
        self.size = output.get_size()
        self.app.timeoutlen = self.app.ttimeoutlen = ESCAPE_WAIT
        self.app.before_render += self._clear_after_resize
        self.on(["q", "Q", Keys.ControlC], partial(self.exit, LEAVE))
        self.on([Keys.ControlZ], self.app.suspend_to_background)
        self.bound.add(Keys.Escape, Keys.Enter)(lambda _: None)

    def on(self, keys: Iterable[str], do: Callable[[], object]) -> None:
        """Do something at each of `keys`. Esc is not eager: other keys begin with it."""
        for key in keys:
            self.bound.add(key, eager=key != Keys.Escape)(lambda _: do())

    def exit(self, result: Any) -> None:
        """End with `result`. The first of two keys in one moment counts."""
        if self.app.future and not self.app.future.done():
            self.app.exit(result=result)

    def run(self) -> Any:
        """Draw, and return what it ends with. Raises KeyboardInterrupt, SystemExit or EOFError, as `Terminal` says."""
        with stopping.ending(self._stop):
            try:
                result = self.app.run(self._begin, set_exception_handler=False, handle_sigint=False)
            except (OSError, EOFError):  # the terminal went away with its window
                self.error, result = EOFError(), LEAVE
        if result is LEAVE:
            stopping.check()
            raise self.error or KeyboardInterrupt
        return result

    def _begin(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.loop.set_exception_handler(self._failed)
        if self.stopped:
            self.exit(LEAVE)

    def _failed(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.error = context.get("exception") or RuntimeError(context["message"])
        self.exit(LEAVE)

    def _stop(self) -> None:
        """End this screen in order, from a signal's handler: the event loop may be asleep, not running yet, or closed again."""
        self.stopped = True
        if self.loop and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.exit, LEAVE)

    def _fragments(self) -> StyleAndTextTuples:
        size = self.app.output.get_size()
        lines, cursor = self.lines(size.columns, size.rows)
        fragments: StyleAndTextTuples = []
        for place, (style, text) in enumerate(lines):
            fragments += [("", "\n")] if place else []
            fragments += [("[SetCursorPosition]", "")] if place == cursor else []
            fragments += to_formatted_text(ANSI(text), style) if "\x1b" in text else [(style, text)]
        return fragments

    def _clear_after_resize(self, app: Application[Any]) -> None:
        """Start from a clean screen: the terminal has wrapped the old lines anew, so they cannot be drawn over."""
        size = app.output.get_size()
        if size != self.size:
            self.size = size
            app.renderer.clear()


class _Reading(_Drawn):
    """A page, as much of it as there is room for, above the keys that lead on."""

    def __init__(
        self,
        page: Callable[[int], list[str]],
        keys: Mapping[str, str],
        note: str,
        shown: Callable[[str], str],
    ) -> None:
        super().__init__(self._lines)
        self.page, self.keys, self.note, self.shown = lru_cache(maxsize=1)(page), keys, note, shown
        self.top = self.room = 0
        self.on([*ENTER, *BACK], partial(self.exit, ""))
        for key in keys:
            self.on({key, key.upper()}, partial(self.exit, key))
        for key, step in ((Keys.Down, 1), (Keys.Up, -1)):
            self.on([key], partial(self._scroll, step))
        self.on([" ", Keys.PageDown], lambda: self._scroll(self.room))
        self.on([Keys.PageUp], lambda: self._scroll(-self.room))
        self.on([Keys.Home], lambda: self._scroll(-self.top))
        self.on([Keys.End], lambda: self._scroll(MOST_LINES))

    def _scroll(self, by: int) -> None:
        self.top = max(self.top + by, 0)

    def _lines(self, columns: int, rows: int) -> tuple[list[Line], int]:
        parts = [f"[{key}] {self.shown(what)}" for key, what in self.keys.items()]
        hints = words.side_by_side(parts, columns, "  " if columns >= WIDE else " ")
        notes = words.wrap(self.shown(self.note), columns) if self.note else []
        below = [BLANK, *styled("notice", notes), *styled("title", hints)][-rows:]
        page, self.room = self.page(columns), rows - len(below)
        part = page[:]
        if len(page) > self.room:
            self.room = max(self.room - 1, 1)
            self.top = min(self.top, len(page) - self.room)
            part = page[self.top : self.top + self.room]
            left = len(page) - self.top - len(part)
            mark = words.READ_ON.format(number=left) if left else words.READ_BACK
            below = [("class:notice", self.shown(mark)), *below[1:]]
        return [*styled("", part), *below], len(part) + len(below) - 1


class _Prompt(_Drawn):
    """One screen of choices."""

    def __init__(self, view: View) -> None:
        super().__init__(self._lines)
        self.view, self.screen = view, view.screen
        self.pointing = self.screen.start is not None
        marks = bool(self.screen.marks)
        choices = [
            questionary.Choice(item.label, value=place, checked=item.given and marks)
            for place, item in enumerate(self.screen.choices)
        ]
        self.list = InquirerControl(choices, initial_choice=choices[self.screen.start or 0])
        self.on([Keys.Up], partial(self._move, -1))
        self.on([Keys.Down], partial(self._move, 1))
        self.on([Keys.Home], partial(self._to_end, 1))
        self.on([Keys.End], partial(self._to_end, -1))
        for move in NAMES.keys() & self.screen.keys:
            self.on(NAMES[move], partial(self.exit, move))
        if self.screen.why:
            self.on("?wW", self._toggle_why)
        for place, item in enumerate(self.screen.choices if self.screen.digits else ()):
            self.on([str(place + 1)], partial(self.exit, item.value))
        if marks:
            self.on(" ", self._mark)
        self.on(ENTER, self._enter)

    def _lines(self, columns: int, rows: int) -> tuple[list[Line], int]:
        self.view.pointed, self.view.marked = self.pointed, tuple(self.list.selected_options)
        return self.view.lines(columns, rows)

    @property
    def pointed(self) -> int | None:
        """The line that the pointer is on; None until a key has moved it, so that Enter gives no answer that was not meant."""
        return self.list.pointed_at if self.pointing else None

    def _move(self, by: int) -> None:
        if self.pointing:
            step = self.list.select_next if by > 0 else self.list.select_previous
            step()
            while self.screen.choices[self.list.pointed_at].taken:
                step()
        elif by < 0:
            self.list.pointed_at = len(self.screen.choices) - 1
        self.pointing, self.view.notice = True, ""

    def _to_end(self, by: int) -> None:
        """Go to the first line (1) or to the last (-1): one step on from the other end."""
        self.list.pointed_at, self.pointing = (len(self.screen.choices) - 1 if by > 0 else 0), True
        self._move(by)

    def _toggle_why(self) -> None:
        self.view.why = not self.view.why

    def _mark(self) -> None:
        place, marked = self.list.pointed_at, self.list.selected_options
        self.view.notice = ""
        if place in marked:
            marked.remove(place)
        elif len(marked) < self.screen.marks:
            marked.append(place)
        else:
            self.view.notice = words.FULL

    def _enter(self) -> None:
        choices, view = self.screen.choices, self.view
        if self.screen.marks and self.list.selected_options:
            self.exit(tuple(str(choices[place].value) for place in sorted(self.list.selected_options)))
        elif self.screen.marks and view.notice == words.NOTHING_MARKED:
            self.exit(Move.SKIP)
        elif self.screen.marks:
            view.notice = words.NOTHING_MARKED
        elif self.pointed is None:
            view.notice = words.CHOOSE_FIRST
        else:
            self.exit(choices[self.pointed].value)
