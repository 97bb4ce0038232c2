"""A screen as lines of a given size: nothing is cut, and no word is broken that fits on a line."""

from dataclasses import dataclass
from textwrap import wrap as text_wrap

from degreepath.quiz import words
from degreepath.quiz.look import Look
from degreepath.quiz.screens import Key, Screen

BAR, SHORTEST_BAR, BAR_FROM = 20, 8, 40
SHORTEST_LIST = 3
MORE_TEXT = "Tab more text"
Line = tuple[str, str]  # a style and a text
BLANK: Line = ("", "")


@dataclass(frozen=True)
class View:
    """A screen as it stands: where the pointer is, what is marked, whether 'why' is open, and what there is to say.

    `part` counts how often the student asked for the next part of a text that is too long for the terminal.
    """

    screen: Screen
    look: Look
    note: str = ""
    notice: str = ""
    why: bool = False
    pointed: int = 0
    marked: tuple[int, ...] = ()
    part: int = 0


@dataclass(frozen=True)
class Page:
    """A view in lines. The list is `height` lines high and scrolls where its choices are more than that."""

    above: list[Line]
    choices: list[list[str]]
    height: int
    below: list[str]


def page(view: View, columns: int, rows: int) -> Page:
    """Return the view laid out for a terminal. Where there is little room, empty lines go first, then the list scrolls, then
    the text above it is shown in parts; the key hints always stay.
    """
    above, below = head(view, columns), hints(view, columns)
    choices = [choice(view, index, columns) for index in range(len(view.screen.choices))]
    wanted = sum(map(len, choices))
    about = about_pointed(view, columns)
    if sum(1 for line in above if line[1]) + wanted + len(about) + len(below) <= rows:
        below = [*about, *below]
    if len(above) + wanted + len(below) < rows:
        below = ["", *below]
    if len(above) + wanted + len(below) > rows:
        above = [line for line in above if line[1]]
    height = min(wanted, max(rows - len(below) - len(above), SHORTEST_LIST, rows // 3))
    if len(above) + height + len(below) > rows:
        below = hints(view, columns, more_text=True)
        above = _part(above, max(rows - len(below) - height, 1), view.part)
    return Page(above, choices, height, below)


def _part(lines: list[Line], room: int, part: int) -> list[Line]:
    """Return the part of a long text that is shown, as high as `room`; after the last part comes the first again."""
    parts = -(-len(lines) // room)
    start = min(part % parts * room, len(lines) - room)
    return lines[start : start + room]


def wrap(text: str, width: int, first: str = "") -> list[str]:
    """Return `text` in lines of at most `width`; `first` goes before the first line, the others are indented like it."""
    width = max(width, len(first) + 1)
    indent = " " * len(first)
    lines = text_wrap(text, width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)
    return lines or [first.rstrip()]


def head(view: View, width: int) -> list[Line]:
    """Return the lines above the choices."""

    def styled(style: str, text: str) -> list[Line]:
        return [(style, line) for line in wrap(view.look.text(text), width)] if text else []

    screen = view.screen
    lines = [*styled("class:note", view.note), BLANK] if view.note else []
    title = styled("class:title", screen.title)
    lines += [*title[:-1], ("class:title", title[-1][1] + _bar(view, width, len(title[-1][1]))), BLANK]
    for place, part in enumerate(screen.text):
        lines += styled("class:statement" if screen.digits and place == 1 else "", part)
        lines += [BLANK] if not screen.digits or part is screen.text[-1] else []
    lines += [*styled("class:note", screen.why), BLANK] if view.why else []
    return lines + styled("class:note", view.notice)


def _bar(view: View, width: int, taken: int) -> str:
    """Return the bar for the rest of a line of which `taken` is used; '' where it would be too short to read."""
    length = min(BAR, width - taken - 2)
    if view.screen.done is None or width < BAR_FROM or length < SHORTEST_BAR:
        return ""
    full = int(length * view.screen.done)
    return f"  {view.look.full * full}{view.look.empty * (length - full)}"


def choice(view: View, index: int, width: int) -> list[str]:
    """Return the lines of one choice. Whatever a colour tells is told by a mark or a word as well."""
    screen, item = view.screen, view.screen.choices[index]
    pointer = f"{view.look.pointer if index == view.pointed else ' '} "
    box = f"[{'x' if index in view.marked else ' '}] " if screen.marks else ""
    number = f"{index + 1} " if screen.digits else ""
    given = f" ({words.GIVEN})" if item.given and screen.digits else ""
    return wrap(view.look.text(f"{item.label}{given}"), width, f"{pointer}{box}{number}")


def about_pointed(view: View, width: int) -> list[str]:
    """Return what there is to say about the choice under the pointer; always as high, so that nothing moves with the pointer."""
    texts = [wrap(view.look.text(item.about), width) for item in view.screen.choices if item.about]
    if not texts:
        return []
    lines = wrap(view.look.text(view.screen.choices[view.pointed].about), width)
    return ["", *lines, *[""] * (max(map(len, texts)) - len(lines))]


def hints(view: View, width: int, *, more_text: bool = False) -> list[str]:
    """Return the keys of this screen, in lines; a key and its meaning stay together."""
    screen, look = view.screen, view.look
    parts = ["1-5 answer"] if screen.digits else []
    parts += [f"{look.up_down} move"] if len(screen.choices) > 1 else []
    parts += ["Space mark", "Enter done"] if screen.marks else ["Enter choose"]
    names = {Key.BACK: f"{look.left} back", Key.SKIP: "s skip", Key.WHY: "? why"}
    names |= {Key.END: "e end", Key.RESULT: "r result"}
    parts += [name for key, name in names.items() if key in screen.keys]
    lines = [""]
    for part in (*([MORE_TEXT] if more_text else []), *parts, "q leave"):
        joined = f"{lines[-1]}  {part}" if lines[-1] else part
        if len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines
