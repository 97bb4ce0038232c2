"""Take the README's pictures from the real program in a real terminal: `make demo`."""

import io
import os
import re
import sys
import tempfile
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

from pyte.screens import Char
from rich.console import Console
from rich.style import Style
from rich.text import Text

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from terminal import ENTER, Terminal, environment  # noqa: E402 -- lives in tests/, which is no package

PICTURES = ROOT / "docs" / "pictures"
PERSONA = ROOT / "tests" / "personas" / "plugin-coder.toml"
COLUMNS = 80
MODULES = """\
Core:
Studio Recording
Audio Programming
Digital Signal Processing
Acoustics
Elective:
Game Audio
Mixing and Mastering
Music Business
"""


def main() -> None:
    """Write every picture anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.svg"):
        old.unlink()
    with tempfile.TemporaryDirectory() as home:
        os.chdir(home)
        Path("modules.txt").write_text(MODULES, encoding="utf-8")
        take("result", ["quiz", "--answers", str(PERSONA)], Path(home))
        take("compare", ["compare", "production", "technology"], Path(home))
        take("check", ["check", "--modules", "modules.txt", "--no-input"], Path(home))
        with Terminal(["quiz"], environment(Path(home)), columns=COLUMNS, rows=24) as terminal:
            terminal.until("Start").send(ENTER, "s", "s", "s", "s").until("Question 1").send("?").until(
                "This asks about"
            )
            save("question", terminal)


def take(name: str, arguments: list[str], home: Path) -> None:
    """Save what a command prints."""
    env = environment(home, PAGER="cat")
    with Terminal(arguments, env, columns=COLUMNS, rows=60) as terminal:
        if terminal.end():
            raise SystemExit(f"degreepath {' '.join(arguments)} failed:\n{terminal.text}")
        save(name, terminal)


def save(name: str, terminal: Terminal) -> None:
    """Save what is on the screen as an SVG that loads nothing from elsewhere."""
    screen = terminal.screen
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for row in range(len(terminal.text.splitlines())):
        console.print(line(screen.buffer[row], screen.columns))
    picture = console.export_svg(title="degreepath", unique_id=name)
    picture = re.sub(r"@font-face\s*\{.*?\}\s*", "", picture, flags=re.DOTALL)
    picture = "\n".join(line.rstrip() for line in picture.splitlines()) + "\n"
    (PICTURES / f"{name}.svg").write_text(picture, encoding="utf-8")
    print(f"docs/pictures/{name}.svg")


def line(row: Mapping[int, Char], columns: int) -> Text:
    """Return one line of the screen with its colours, neighbours of one style together."""
    cells = [row[column] for column in range(columns)]
    text = Text()
    for look, run in groupby(cells, key=style):
        words = "".join(char.data for char in run)
        inner = words.lstrip(" ")
        text.append(" " * (len(words) - len(inner)), Style(dim=True))  # some viewers drop spaces before words
        text.append(inner, look)
    text.rstrip()
    return text


def style(char: Char) -> Style:
    """Return how a character of the screen looks."""
    colour = None if char.fg == "default" else {"brown": "yellow"}.get(char.fg, char.fg)
    if colour and re.fullmatch(r"[0-9a-f]{6}", colour):
        colour = f"#{colour}"
    return Style(
        color=colour, bold=char.bold, italic=char.italics, underline=char.underscore, reverse=char.reverse
    )


if __name__ == "__main__":
    main()
