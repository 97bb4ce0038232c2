"""Take the README's pictures from the real program in a real terminal: `make demo`."""

import io
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

from terminal import ENTER, Terminal, environment  # noqa: E402 - lives in tests/, which is no package

PICTURES = ROOT / "docs" / "pictures"
PERSONA = ROOT / "tests" / "personas" / "game-audio.toml"
COLUMNS = 84


def main() -> None:
    """Write every picture anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        take("recommendation", ["quiz", "--answers", str(PERSONA)], Path(home), rows=66)
        take("compare", ["compare", "production", "technology"], Path(home), rows=60)
        take("check", ["check", "digipen-csda", "--role", "game-audio-designer"], Path(home), rows=40)
        with Terminal(["quiz"], environment(Path(home)), columns=COLUMNS, rows=20) as terminal:
            terminal.until("Start").send(ENTER).until("excite you most").send("s").until(
                "excite you least"
            ).send("s")
            terminal.until("already decided").send("s").until("Question 1").send("?").until("This asks about")
            save("question", terminal)


def take(name: str, arguments: list[str], home: Path, *, rows: int) -> None:
    """Save the first `rows` lines of what a command prints."""
    with Terminal(arguments, environment(home, LINES="500"), columns=COLUMNS, rows=500) as terminal:
        if terminal.end():
            raise SystemExit(f"degreepath {' '.join(arguments)} failed:\n{terminal.text}")
        save(name, terminal, rows)


def save(name: str, terminal: Terminal, rows: int | None = None) -> None:
    """Save what is on the screen as an SVG that loads nothing from elsewhere."""
    screen = terminal.screen
    lines = [
        line(screen.buffer[row], screen.columns) for row in range(len(terminal.text.splitlines()[:rows]))
    ]
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for text in lines:
        console.print(text)
    picture = console.export_svg(title="degreepath", unique_id=name)
    picture = re.sub(r"@font-face\s*\{.*?\}\s*", "", picture, flags=re.DOTALL)
    picture = "\n".join(line.rstrip() for line in picture.splitlines()) + "\n"
    (PICTURES / f"{name}.svg").write_text(picture, encoding="utf-8")
    print(f"docs/pictures/{name}.svg")


def line(row: Mapping[int, Char], columns: int) -> Text:
    """Return one line of the screen with its colours, neighbours of one style together."""
    cells = [row[column] for column in range(columns)]
    runs = groupby(cells, key=style)
    text = Text.assemble(*(("".join(char.data for char in run), look) for look, run in runs))
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
