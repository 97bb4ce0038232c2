"""`degreepath quiz` in a real terminal: what the tests of it share."""

import json
from pathlib import Path

from terminal import ENTER, Terminal, environment

from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
DIGITS = [str(1 + place % 5) for place in range(len(IDS))]


def start(home: Path, *arguments: str, columns: int = 80, rows: int = 24, **env: str) -> Terminal:
    return Terminal(["quiz", "--full", *arguments], environment(home, **env), columns=columns, rows=rows)


def at_first_question(home: Path, *arguments: str, columns: int = 80, rows: int = 24, **env: str) -> Terminal:
    terminal = start(home, *arguments, columns=columns, rows=rows, **env).until("Enter choose")
    return terminal.send(ENTER, "s", "s", "s").until("Question 1 of")


def drawn(terminal: Terminal, number: int) -> Terminal:
    """Wait until question `number` is drawn to its last line and the cursor stands at the choice."""

    def whole() -> bool:
        line = terminal.screen.display[terminal.screen.cursor.y]
        return (
            f"Question {number} of" in terminal.words
            and "q leave" in terminal.words
            and line[0] in {"❯", ">"}
        )

    return terminal.until(whole)


def kept(home: Path) -> list[dict[str, int]]:
    """The answers of every unfinished quiz on the disk, oldest first."""
    paths = sorted((home / "data").rglob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    return [json.loads(path.read_text())["sheet"]["answers"] for path in paths]


def restored(terminal: Terminal) -> bool:
    """Whether typing can be seen again and the cursor is back."""
    return bool(terminal.child.getecho()) and not terminal.screen.cursor.hidden
