"""The commands of the program and the examples in their help, found by walking the app: a new one is tested by itself."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from commands import run
from made_outcome_files import GCU_ROWS, table
from terminal import PROGRAM, environment
from typer.main import get_command

from degreepath.advice.recommend import recommend
from degreepath.cli.app import app
from degreepath.knowledge.load import load_knowledge
from degreepath.records.kept import keep
from degreepath.records.sheet_file import read_sheet

PERSONAS = Path(__file__).parent / "personas"
ASKING = ("quiz", "quiz --plain --goal composer --country UK", "forget 2026-11-22-a")
"""The examples that ask something, so that they need a terminal."""


def _walk(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    yield path, command
    for name in getattr(command, "commands", {}):
        yield from _walk(command.get_command(None, name), f"{path} {name}".strip())


COMMANDS: dict[str, Any] = dict(_walk(get_command(app)))
NAMES = tuple(filter(None, COMMANDS))


def real(line: str, home: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run the installed program, away from any terminal."""
    return subprocess.run(
        [PROGRAM, *line.split()], env=environment(home, **env), cwd=home, capture_output=True, check=False
    )


@cache
def help_of(name: str) -> str:
    return run(f"{name} --help", env={"COLUMNS": "80"}).stdout


def examples_of(name: str) -> list[str]:
    return re.findall(r"^ +degreepath (.+)$", help_of(name), re.MULTILINE)


EXAMPLES = tuple(dict.fromkeys(line for name in ("", *NAMES) for line in examples_of(name)))
QUIET = tuple(line for line in EXAMPLES if line not in ASKING and "--help" not in line)


def name_of(line: str) -> str:
    """Return the command of an example."""
    return max((name for name in NAMES if f"{line} ".startswith(f"{name} ")), key=len)


def one_each(option: str) -> list[str]:
    """Return the first example of every command that has an option."""
    first = {name_of(line): line for line in reversed(QUIET)}
    return [line for name, line in first.items() if re.search(rf" {option}[ ,]", help_of(name))]


def without(line: str, *options: str) -> str:
    """Return an example without options that take a value."""
    for option in options:
        line = re.sub(rf" {option} \S+", "", line)
    return line


def lay_desk(folder: Path) -> None:
    """Put everything into `folder` that the examples name: sheets, module lists, a class, official files, two kept results."""
    for name in ("answers", "sheet"):
        shutil.copy(PERSONAS / "game-audio.toml", folder / f"{name}.toml")
    shutil.copy(PERSONAS / "film-composer.toml", folder / "parent.toml")
    (folder / "modules.txt").write_text("Core:\nGame Audio\nAcoustics\nElective:\nMusic Business\n")
    (folder / "my-courses").mkdir()
    (folder / "my-courses" / "mine.toml").write_text("schema = 1\n")
    for name in ("EMPLOYMENT", "GOSALARY"):
        (folder / f"{name}.csv").write_text(table(name, [GCU_ROWS[name]]))
    knowledge = load_knowledge()
    ids = [question.id for question in knowledge.questions]
    rows = (",".join([f"{n:04}", *(str(1 + (n + i) % 5) for i in range(len(ids)))]) for n in range(1, 9))
    (folder / "class.csv").write_text("\n".join([",".join(["student_id", *ids]), *rows]) + "\n")
    for day, name in ((1, "parent"), (22, "answers")):
        result = recommend(knowledge, read_sheet(folder / f"{name}.toml"))
        keep(knowledge, result, datetime(2026, 11, day, 12, tzinfo=UTC))
