"""Asking in a real terminal: one screen at a time, drawn over and over in the same place.

questionary holds the list (where the pointer is, what is marked); the drawing, the keys and the line of key hints are ours.
Its ready-made prompts are not used: each would build three applications, which takes longer than all the rest of a screen. The only importer of questionary and prompt_toolkit.
"""

from collections.abc import Callable, Iterable
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.filters import to_filter
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Dimension, FormattedTextControl, HSplit, Layout, ScrollOffsets, Window
from prompt_toolkit.output import Output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from degreepath.quiz import words
from degreepath.quiz.lines import Line, Page, View, page
from degreepath.quiz.look import Look
from degreepath.quiz.screens import EVENTS, Key, Screen, screen, yes_or_no
from degreepath.quiz.session import Session
from degreepath.quiz.steps import Back, Event, Mark

STYLE = Style([("title", "fg:ansicyan"), ("statement", "bold"), ("note", "italic"), ("pointed", "bold")])
ESCAPE_WAIT = 0.05
ENTER = (Keys.Enter, Keys.ControlJ)  # typed while one screen gives way to the next, Enter arrives as Ctrl-J
NAMES: dict[Key, tuple[str, ...]] = {
    Key.BACK: (Keys.Left, Keys.Backspace),
    Key.SKIP: ("s", "S"),
    Key.END: ("e", "E"),
    Key.RESULT: ("r", "R"),
}


class Terminal:
    """Asks by drawing screens. Raises KeyboardInterrupt when the student leaves, EOFError when the terminal is gone."""

    def __init__(self, look: Look) -> None:
        self.look = look

    def ask(self, session: Session, note: str = "") -> Event:
        """Show the session's step and return what the student does."""
        result: Event = _Prompt(screen(session), self.look, note).run()
        return result

    def confirm(self, question: str, text: str) -> bool:
        """Ask a question that is answered by yes or no."""
        return bool(_Prompt(yes_or_no(question, text), self.look, "").run() == "yes")


class _Prompt:
    """One screen while it is shown."""

    def __init__(self, shown: Screen, look: Look, note: str) -> None:
        self.screen, self.look, self.note = shown, look, note
        self.notice, self.why, self.part = "", False, 0
        self.list = _questionary(shown)
        self.list.text = self._list
        self.list.focusable = to_filter(True)
        self.app: Application[Any] = Application(
            self._layout(), STYLE, key_bindings=self._keys(), erase_when_done=True, output=_output()
        )
        self.size = self.app.output.get_size()
        self.app.timeoutlen = self.app.ttimeoutlen = ESCAPE_WAIT
        self.app.before_render += self._clear_after_resize

    def run(self) -> Any:
        """Return the event that was chosen, or the value of the choice."""
        chosen = self.app.run()
        if isinstance(chosen, list):
            return Mark(tuple(str(self.screen.choices[index].value) for index in chosen))
        return self.screen.choices[chosen].value if isinstance(chosen, int) else chosen

    def _page(self) -> Page:
        size, marked = self.app.output.get_size(), tuple(self.list.selected_options)
        view = View(
            self.screen, self.look, self.note, self.notice, self.why, self.list.pointed_at, marked, self.part
        )
        return page(view, size.columns, size.rows)

    def _layout(self) -> Layout:
        # The list has the focus and shows the cursor: that is how a screen reader follows the choice.
        listing = Window(
            self.list,
            height=lambda: Dimension.exact(self._page().height),
            scroll_offsets=ScrollOffsets(top=1, bottom=2),
        )
        above = Window(
            FormattedTextControl(lambda: _joined(self._page().above)),
            height=lambda: Dimension.exact(len(self._page().above)),
        )
        below = Window(
            FormattedTextControl(lambda: "\n".join(self._page().below)),
            height=lambda: Dimension.exact(len(self._page().below)),
        )
        return Layout(HSplit([above, listing, below]), focused_element=listing)

    def _list(self) -> StyleAndTextTuples:
        fragments: StyleAndTextTuples = []
        for index, lines in enumerate(self._page().choices):
            pointed = index == self.list.pointed_at
            fragments += [("", "\n")] if index else []
            fragments += [("[SetCursorPosition]", "")] if pointed else []
            fragments.append(("class:pointed" if pointed else "", "\n".join(lines)))
        return fragments

    def _clear_after_resize(self, app: Application[Any]) -> None:
        """Start from a clean screen: the terminal has wrapped the old lines anew, so they cannot be drawn over."""
        size = app.output.get_size()
        if size != self.size:
            self.size = size
            app.renderer.clear()

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        def on(names: Iterable[str], do: Callable[[KeyPressEvent], None]) -> None:
            for name in names:
                keys.add(name, eager=True)(do)

        on(["q", "Q", Keys.ControlC, Keys.SIGINT], lambda event: event.app.exit(exception=KeyboardInterrupt))
        on([Keys.Up], lambda _: self.list.select_previous())
        on([Keys.Down], lambda _: self.list.select_next())
        on([Keys.Tab], self._next_part)
        on([Keys.ControlZ], lambda event: event.app.suspend_to_background())
        for key, names in NAMES.items():
            if key in self.screen.keys:
                on(names, _exit_with(EVENTS[key]))
        if Key.BACK in self.screen.keys:
            keys.add(Keys.Escape)(_exit_with(Back()))  # not eager: it would swallow keys that begin with Esc
            keys.add(Keys.Escape, Keys.Enter)(lambda _: None)
        if Key.WHY in self.screen.keys:
            on("?wW", self._toggle_why)
        if self.screen.digits:
            for index, item in enumerate(self.screen.choices):
                on([str(index + 1)], _exit_with(item.value))
        if self.screen.marks:
            on(" ", self._mark)
            on(ENTER, self._marks_done)
        else:
            on(ENTER, lambda event: event.app.exit(result=self.list.pointed_at))
        return keys

    def _next_part(self, _: KeyPressEvent) -> None:
        self.part += 1

    def _toggle_why(self, _: KeyPressEvent) -> None:
        self.why, self.part = not self.why, 0

    def _mark(self, _: KeyPressEvent) -> None:
        marked, index = self.list.selected_options, self.list.pointed_at
        self.notice = ""
        if index in marked:
            marked.remove(index)
        elif len(marked) < self.screen.marks:
            marked.append(index)
        else:
            self.notice = words.FULL

    def _marks_done(self, event: KeyPressEvent) -> None:
        if self.list.selected_options:
            event.app.exit(result=sorted(self.list.selected_options))
        else:
            self.notice = words.NOTHING_MARKED


def _output() -> Output:
    output = get_app_session().output
    if isinstance(output, Vt100_Output):
        output.enable_cpr = (
            False  # asking the terminal where the cursor is costs a wait, and nothing here needs it
        )
    return output


def _questionary(shown: Screen) -> InquirerControl:
    """Return questionary's list of a screen's choices. Values are places in the list."""
    places = [
        questionary.Choice(item.label, value=place, checked=item.given and bool(shown.marks))
        for place, item in enumerate(shown.choices)
    ]
    return InquirerControl(places, initial_choice=places[shown.start])


def _exit_with(result: Any) -> Callable[[KeyPressEvent], None]:
    return lambda event: event.app.exit(result=result)


def _joined(lines: list[Line]) -> StyleAndTextTuples:
    fragments: StyleAndTextTuples = []
    for style, text in lines:
        fragments += [("", "\n")] if fragments else []
        fragments.append((style, text))
    return fragments
