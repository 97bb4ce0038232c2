"""`degreepath forget` as a person types it."""

import os
import pty
from functools import partial
from pathlib import Path

import pytest
from commands import run
from terminal import CTRL_C, ENTER, Terminal, environment

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.recommend import recommend
from degreepath.knowledge.load import load_knowledge
from degreepath.records.results import keep, kept_names, path_of
from degreepath.records.slots import new_slot

KNOWLEDGE = load_knowledge()
forget = partial(run, "forget")


def kept() -> str:
    return keep(KNOWLEDGE, recommend(KNOWLEDGE, AnswerSheet())).id


def test_one_result_is_erased_and_named() -> None:
    """With --yes the result is gone at once, and what was erased is said; the others stay."""
    first, second = kept(), kept()
    result = forget(first, "--yes")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Erased: the result {first} of ")
    assert kept_names() == (second,)


def test_all_leaves_nothing_behind(home: Path) -> None:
    """With --all the results, unfinished quizzes and their folder are gone; the second time there is nothing to erase."""
    kept()
    kept()
    slot = new_slot()
    slot.path.write_text("{}")
    slot.close()
    result = forget("--all", "--yes")
    assert result.exit_code == 0
    assert "2 results, 1 unfinished quiz, 1 other file and their folder" in result.stdout
    assert str(home / "data" / "degreepath") in result.stdout.splitlines()
    assert not (home / "data" / "degreepath").exists()
    assert "nothing to erase" in forget("--all").stdout


@pytest.mark.parametrize("arguments", [["--all"], ["ID"]])
def test_never_erases_unasked(arguments: list[str]) -> None:
    """Without a terminal and without --yes nothing is erased: one line says what to add, exit 2."""
    name = kept()
    result = forget(*(name if part == "ID" else part for part in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert "add --yes" in line
    assert kept_names() == (name,)


@pytest.mark.parametrize("arguments", [[], ["2026-01-01-a", "--all"], ["2026-01-01-a"], ["../../x", "--yes"]])
def test_what_cannot_be_meant_is_refused(arguments: list[str]) -> None:
    """Without a name, with both, or with a name that is not there, nothing happens but a line on stderr, exit 2."""
    name = kept()
    result = forget(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert kept_names() == (name,)


def test_a_broken_result_can_be_erased() -> None:
    """What cannot be read any more can still be erased by its id."""
    name = kept()
    path_of(name).write_text("{")
    result = forget(name, "--yes")
    assert "which cannot be read any more" in result.stdout
    assert kept_names() == ()


@pytest.mark.skipif(os.name != "posix" or not hasattr(pty, "fork"), reason="needs a pty")
@pytest.mark.parametrize(
    ("keys", "left", "code"), [("y", 0, 0), ("n", 1, 0), ("", 1, 0), (CTRL_C, 1, 130), ("yes", 0, 0)]
)
def test_asks_first(home: Path, keys: str, left: int, code: int) -> None:
    """In a terminal it says what it would erase and waits for a yes; Enter, no and Ctrl-C erase nothing."""
    name = kept()
    with Terminal(["forget", name], environment(home)) as terminal:
        terminal.until("Erase it?")
        assert name in terminal.words
        ended = terminal.interrupt() if keys == CTRL_C else terminal.send(keys, ENTER).end()
        assert ended == code
        assert "Traceback" not in terminal.words
    assert len(kept_names()) == left
