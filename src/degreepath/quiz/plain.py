"""Asking in plain lines: numbered choices and one typed line. No cursor movement: for pipes, TERM=dumb, screen readers."""

from dataclasses import dataclass
from typing import TextIO

from degreepath.quiz import words
from degreepath.quiz.lines import wrap
from degreepath.quiz.look import Look
from degreepath.quiz.screens import EVENTS, Choice, Key, Screen, screen, yes_or_no
from degreepath.quiz.session import Session
from degreepath.quiz.steps import Event, Mark

LETTERS = {Key.SKIP: "s", Key.BACK: "b", Key.WHY: "w", Key.END: "e", Key.RESULT: "r"}
LEAVE, WHY_MARK = "q", "?"
YES_NO = {"y": "yes", "yes": "yes", "n": "no", "no": "no"}


@dataclass(frozen=True)
class Plain:
    """Asks by writing lines and reading lines. Raises KeyboardInterrupt when the student leaves, EOFError at the end of input."""

    read: TextIO
    write: TextIO
    look: Look
    width: int

    def ask(self, session: Session, note: str = "") -> Event:
        """Show the session's step and return what the student does."""
        event = self._choose(screen(session), note)
        if isinstance(event, str):
            raise TypeError("a step of the quiz offers events only")
        return event

    def confirm(self, question: str, text: str) -> bool:
        """Ask a question that is answered by yes or no."""
        return self._choose(yes_or_no(question, text)) == "yes"

    def _choose(self, shown: Screen, note: str = "") -> Event | str:
        self._say("", *filter(None, [note]), shown.title, *shown.text)
        if len(shown.choices) == 1:  # the welcome: nothing to decide, so nothing to type
            return shown.choices[0].value
        for number, item in enumerate(shown.choices, start=1):
            given = f" ({words.GIVEN})" if item.given else ""
            self._say(f"{item.label}{given}", first=f"{number:>3} ")
        while True:
            self._say(f"{words.TYPE}: {', '.join(_offers(shown))}")
            typed = self._line()
            if typed == LEAVE:
                raise KeyboardInterrupt
            if typed in {WHY_MARK, LETTERS[Key.WHY]} and Key.WHY in shown.keys:
                self._say(shown.why)
            elif value := _meaning(shown, typed):
                return value
            else:
                self._say(words.NOT_UNDERSTOOD)

    def _say(self, *paragraphs: str, first: str = "") -> None:
        for paragraph in paragraphs:
            for line in wrap(self.look.text(paragraph), self.width, first):
                self.write.write(f"{line}\n")

    def _line(self) -> str:
        self.write.write("> ")
        self.write.flush()
        line = self.read.readline()
        if not line:
            raise EOFError
        return line.strip().lower()


def _offers(shown: Screen) -> list[str]:
    """Return what can be typed."""
    given = [str(number) for number, item in enumerate(shown.choices, start=1) if item.given]
    offers = [words.TYPE_MARKS] if shown.marks else [words.TYPE_NUMBER.format(last=len(shown.choices))]
    if given:
        offers.append(words.ENTER_KEEPS.format(given=" ".join(given)))
    return [
        *offers,
        *(f"{letter} {key}" for key, letter in LETTERS.items() if key in shown.keys),
        f"{LEAVE} leave",
    ]


def _meaning(shown: Screen, typed: str) -> Event | str | None:
    """Return what a typed line stands for, None if nothing."""
    for key, event in EVENTS.items():
        if key in shown.keys and typed == LETTERS[key]:
            return event
    if not typed:
        return _kept(shown)
    places = typed.replace(",", " ").split()
    if all(place.isascii() and place.isdigit() and 1 <= int(place) <= len(shown.choices) for place in places):
        chosen = [shown.choices[int(place) - 1] for place in places]
        if shown.marks:
            return _mark(chosen) if len(set(places)) == len(places) <= shown.marks else None
        return chosen[0].value if len(chosen) == 1 else None
    return YES_NO.get(typed) if any(item.value == YES_NO.get(typed) for item in shown.choices) else None


def _kept(shown: Screen) -> Event | str | None:
    """Return what an empty line stands for: the earlier answer, if there is one."""
    given = [item for item in shown.choices if item.given]
    if not given:
        return None
    return _mark(given) if shown.marks else given[0].value


def _mark(chosen: list[Choice]) -> Mark:
    return Mark(tuple(str(item.value) for item in chosen))
