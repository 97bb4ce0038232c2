"""Choosing how to ask, and asking in plain lines: choices with numbers and one typed line. No cursor movement: for pipes, TERM=dumb, screen readers.

A label is read before its number, as one hears it before one has to act on it; what was said once is not said again.
"""

import io
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from degreepath.errors import UsageError
from degreepath.quiz import stopping, words
from degreepath.quiz.screens import Choice, Chosen, Screen
from degreepath.quiz.session import Move
from degreepath.text import in_ascii

if TYPE_CHECKING:
    from degreepath.quiz.terminal import Terminal

LETTERS = {"s": Move.SKIP, "b": Move.BACK, "e": Move.END}
LEAVE, WHY, MORE = "q", "w", "?"
SHORT = 60
WIDEST, NARROWEST, LOWEST = 80, 40, 16


@dataclass
class Plain:
    """Asks by writing lines and reading lines. Raises KeyboardInterrupt when the student leaves, EOFError at the end of input."""

    read: TextIO
    write: TextIO
    shown: Callable[[str], str]
    width: int
    _told: set[object] = field(default_factory=set)
    redraws = False

    def ask(self, screen: Screen, note: str = "") -> Chosen:
        """Show a screen and return what is chosen: the value of a choice, those of all that are marked, or a move."""
        self.clear()
        self._say(note)
        if len(screen.choices) == 1:  # the welcome: nothing to decide; a person gets the time to read it
            self._say(screen.question, *screen.text, words.ENTER_STARTS * self.read.isatty())
            if self.read.isatty() and self._line() == LEAVE:
                raise KeyboardInterrupt
            return screen.choices[0].value
        self._show(screen)
        again = (
            screen.question if screen.marks else ""
        )  # behind a long list one has forgotten what it is about
        self._say(again, *_offers(screen, briefly=self._once((screen.keys, screen.digits, screen.marks))))
        nothing = None
        while (chosen := self._meaning(screen, typed := self._line())) is None:
            if screen.marks and not typed:
                if nothing:
                    return Move.SKIP
                self._say(words.NOTHING_MARKED)
            else:
                self._say(_refusal(screen, typed), *_offers(screen, briefly=False))
            nothing = not typed
        labels = {item.value: item.label for item in screen.choices}
        if isinstance(chosen, tuple):  # in a long list a number is easily mistyped
            self._say(words.YOU_MARKED.format(names="; ".join(labels[value] for value in chosen)))
        elif chosen in labels and not screen.digits:
            self._say(words.YOU_CHOSE.format(name=labels[chosen]))
        return chosen

    def key(self, keys: Mapping[str, str], note: str = "", page: object = None) -> str:  # noqa: ARG002 -- it was printed
        """Return the one of `keys` that is typed, as its letter or its number; '' for an empty line.

        What each is called is said once; ? says it again.
        """
        self.clear()
        named = [f"{what}: {number}" for number, what in enumerate(keys.values(), start=1)]
        self._say(note, *(name for name in named if not self._once(name)))
        meant = {str(number): key for number, key in enumerate(keys, start=1)}
        meant |= {what.casefold(): key for key, what in keys.items()} | {key: key for key in keys}
        meant |= dict.fromkeys(("", "b", "back"), "")
        while True:
            self._say(words.TYPE_KEY)
            typed = self._line()
            if typed in meant:
                return meant[typed]
            self._say(*(named if typed == MORE else [words.NOT_UNDERSTOOD]))

    def clear(self) -> None:
        """Leave an empty line."""
        self.write.write("\n")

    def _show(self, screen: Screen) -> None:
        self._say(screen.title, screen.question)
        if not (screen.digits and self._once(tuple(item.label for item in screen.choices))):
            self._say(*screen.text)
            for number, item in enumerate(screen.choices, start=1):
                about = f" ({item.about})" if 0 < len(item.about) <= SHORT else ""
                self._say(f"{item.label}{about}: {number}")
        given = [
            f"{item.label}, {number}" for number, item in enumerate(screen.choices, start=1) if item.given
        ]
        self._say(*(words.YOUR_ANSWER.format(given=answer) for answer in given))

    def _once(self, what: object) -> bool:
        """Tell whether `what` was said before; from now on it was."""
        before = what in self._told
        self._told.add(what)
        return before

    def _meaning(self, screen: Screen, typed: str) -> Chosen | None:
        """Return what a typed line stands for, None if nothing. A wish to read more is granted, and the next line counts."""
        while typed.startswith(MORE) or (typed == WHY and screen.why):
            wanted = _named(screen, typed.removeprefix(MORE).strip())
            told = [f"{item.label}: {item.about}" for item in wanted]
            self._say(*(told or [screen.why or words.NOT_UNDERSTOOD]))
            typed = self._line()
        if typed == LEAVE:
            raise KeyboardInterrupt
        if LETTERS.get(typed) in screen.keys:
            return LETTERS[typed]
        chosen = _named(screen, typed) if typed else [item for item in screen.choices if item.given]
        values = [item.value for item in chosen]
        if not values or (typed and _refusal(screen, typed)):
            return None
        return tuple(map(str, values)) if screen.marks else values[0]

    def _say(self, *paragraphs: str) -> None:
        for paragraph in filter(None, paragraphs):
            for line in words.wrap(self.shown(paragraph), self.width):
                self.write.write(f"{line}\n")

    def _line(self) -> str:
        self.write.write("Answer: ")
        self.write.flush()
        with stopping.waiting():
            line = self.read.readline()
        if not line:
            raise EOFError
        return line.strip().lower()


def _offers(screen: Screen, *, briefly: bool) -> list[str]:
    """Return what can be typed; briefly, without the letters."""
    given = " ".join(str(number) for number, item in enumerate(screen.choices, start=1) if item.given)
    scale = screen.digits and not briefly
    offer = words.TYPE_MARKS if screen.marks else words.TYPE_ANSWER if scale else words.TYPE_NUMBER
    ends = {"lowest": screen.choices[0].label, "highest": screen.choices[-1].label}
    keeps = words.ENTER_KEEPS.format(given=given) if given else ""
    offers = [f"{offer.format(most=screen.marks, last=len(screen.choices), **ends)}{keeps}."]
    if not briefly:
        letters = [f"{letter} {move}" for letter, move in LETTERS.items() if move in screen.keys]
        letters += [f"{WHY} why"] * bool(screen.why) + [f"{LEAVE} {screen.leaving}"]
        offers += [words.READ_MORE] * any(len(item.about) > SHORT for item in screen.choices)
        offers.append(words.LETTERS.format(letters=", ".join(letters)))
    return offers


def _named(screen: Screen, typed: str) -> list[Choice]:
    """Return the choices whose numbers were typed, or the one whose name was; none if anything else was."""
    choices = {str(number): item for number, item in enumerate(screen.choices, start=1)}
    places = typed.replace(",", " ").split()
    if choices.keys() >= set(places):
        return [choices[place] for place in places]
    return [item for item in screen.choices if item.label.casefold() == typed.casefold()][:1]


def _refusal(screen: Screen, typed: str) -> str:
    """Return why a typed line is no answer; '' if it is one."""
    chosen, most = _named(screen, typed), max(screen.marks, 1)
    if taken := [item.label for item in chosen if item.taken]:
        return words.MARKED_BEFORE.format(names="; ".join(dict.fromkeys(taken)))
    if len(chosen) > most:
        return words.TOO_MANY.format(number=len(chosen), most=most)
    return words.NOT_UNDERSTOOD if not chosen or len({item.value for item in chosen}) < len(chosen) else ""


def choose_front(*, plain: bool) -> tuple["Plain | Terminal", str]:
    """Return the way of asking that this terminal can do, and what has to be said of it. Raises UsageError where nobody can be asked."""
    if not plain and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(words.NO_TERMINAL)
    columns, rows = shutil.get_terminal_size()
    less = not plain and only_plain(os.environ, columns, rows)
    if not plain and not less:
        from degreepath.quiz.terminal import Terminal

        return Terminal(in_ascii if only_ascii(sys.stdout.encoding, os.environ) else str), ""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a stray byte is a wrong answer, not a crash
    shown = in_ascii if only_ascii(sys.stderr.encoding, os.environ) else str
    front = Plain(sys.stdin, sys.stderr, shown, min(columns, WIDEST))
    return front, words.PLAIN_CHOSEN if less else ""


def only_plain(environ: Mapping[str, str], columns: int, rows: int) -> bool:
    """Tell whether the terminal can only show one line after the other, or is too small for a screen."""
    dumb = os.name == "posix" and environ.get("TERM", "").lower() in {"", "dumb", "unknown"}
    return dumb or columns < NARROWEST or rows < LOWEST


def only_ascii(encoding: str | None, environ: Mapping[str, str]) -> bool:
    """Tell whether a stream may not show Unicode. Python takes LC_ALL=C for UTF-8, but the terminal may not."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)), "C")
    bare = os.name == "posix" and locale in {"C", "POSIX"}
    return bare or (encoding or "").lower().replace("-", "") != "utf8"
