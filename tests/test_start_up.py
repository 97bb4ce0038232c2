"""What each command loads, in a fresh interpreter: start-up is a feature, and counting modules is steadier than a clock."""

import subprocess
import sys
from pathlib import Path

import pytest
from terminal import environment
from the_list import PERSONAS

LOADED = """
import atexit, sys
atexit.register(lambda: print("loaded", *sys.modules, file=sys.stderr))
from degreepath.cli import main
main()
"""
ASKING = {"questionary", "prompt_toolkit"}
FAR = ASKING | {"email.message", "jinja2", "polars", "numpy", "rapidfuzz", "typst", "xlsxwriter", "fastexcel"}


def loaded(home: Path, *arguments: str, **env: str) -> tuple[set[str], str]:
    """Return the modules that a command loads, and what it prints."""
    bare = {name: value for name, value in environment(home, **env).items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=PERSONAS,
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    *_, line = done.stderr.splitlines()
    assert line.startswith("loaded ")
    return set(line.split()[1:]), done.stdout


BARE = FAR | {"pydantic", "rich", "tomli", "platformdirs", "degreepath.quiz.asking"}
KEPT_OUT = {
    "--version": BARE,
    "--help": BARE,
    "quiz --help": FAR | {"rich", "tomli"},
    "compare production technology": FAR | {"degreepath.advice.recommend", "degreepath.advice.scoring"},
    "roles composer --format json": FAR | {"degreepath.advice.recommend", "rich"},
    "roles --format markdown": FAR - {"jinja2"} | {"rich"},
    "questions --format toml": FAR | {"degreepath.advice.recommend", "rich"},
    "quiz --answers game-audio.toml": FAR | {"degreepath.quiz.asking"},
    "quiz --answers game-audio.toml --format json": FAR | {"rich", "degreepath.quiz.asking"},
    "report --answers game-audio.toml --format html": FAR - {"jinja2"} | {"rich"},
    "quiz --plain": FAR | {"rich"},
    "data lint": FAR | {"rich"},
}
"""By command, what it must not wait for."""


@pytest.mark.parametrize("line", KEPT_OUT)
def test_a_command_loads_what_it_needs(tmp_path: Path, line: str) -> None:
    """A command does not wait for a library that only another command needs."""
    modules, _ = loaded(tmp_path, *line.split())
    assert KEPT_OUT[line] & modules == set()


def completed(home: Path, shell: str, typed: str) -> tuple[set[str], str]:
    """Return what completing `typed` loads and prints; every shell passes it on in its own way."""
    words = typed.split(" ")
    return loaded(
        home,
        _DEGREEPATH_COMPLETE=f"complete_{shell}",
        COMP_WORDS=typed,
        COMP_CWORD=str(len(words) - 1),
        _TYPER_COMPLETE_ARGS=typed,
        _TYPER_COMPLETE_WORD_TO_COMPLETE=words[-1],
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "pwsh"])
def test_completion_is_light(tmp_path: Path, shell: str) -> None:
    """TAB offers programs in every shell without loading what asks or draws."""
    modules, offered = completed(tmp_path, shell, "degreepath compare prod")
    assert "production" in offered
    assert "technology" not in offered
    assert modules & (FAR | {"rich", "degreepath.advice.doors"}) == set()
