"""`degreepath quiz` in this process, with typed lines: what the tests of it share."""

from collections.abc import Sequence
from pathlib import Path

from typer.testing import CliRunner, Result

from degreepath.cli.app import app
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
ANSWERS = {question: 1 + place % 5 for place, question in enumerate(IDS)}
OPENER = ["1 5 9", "1 2 3", "s"]
TYPED = [*OPENER, *map(str, ANSWERS.values()), "r"]


def quiz(*arguments: str, typed: Sequence[str] | None = None) -> Result:
    """Run `degreepath quiz`, asking every question in file order, so that typed answers meet the questions they are for."""
    full = ["--full"] if "--plain" in arguments else []
    text = "".join(f"{line}\n" for line in typed) if typed is not None else None
    return CliRunner().invoke(app, ["quiz", *full, *arguments], input=text)


def files(home: Path) -> list[Path]:
    """Everything with answers in it that is on the disk."""
    return [path for path in (home / "data").rglob("*") if path.suffix == ".json"]


def one_line(result: Result) -> str:
    """The one line that a refused command says."""
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line
