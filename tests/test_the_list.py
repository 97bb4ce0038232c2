"""What every command is held to, part one: help and slips of the pen. A new command is tested by itself.

The rest: test_the_list_streams.py (streams, colour, width, long work, files) and test_the_list_failure.py.
"""

import re

import pytest
from commands import run
from the_list import COMMANDS, NAMES, examples_of, help_of

from degreepath import __version__

GROUPS = [name for name, command in COMMANDS.items() if hasattr(command, "commands")]


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_says_what_and_shows_how(name: str) -> None:
    """`-h` and `--help` say the same: what the command does in one sentence, and at least one line to type."""
    short, long = run(f"{name} -h"), run(f"{name} --help")
    assert (long.exit_code, long.stderr) == (0, "")
    assert short.stdout == long.stdout
    usage, sentence, *_ = help_of(name).split("\n\n")
    assert usage.startswith(f"Usage: degreepath {name}".rstrip())
    assert sentence.rstrip().endswith((".", "it."))
    assert len(" ".join(sentence.split())) <= 130
    assert any(line.startswith(name) for line in examples_of(name))


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_is_whole_at_any_width(name: str) -> None:
    """Help says every word in a narrow terminal too, and fills no wide one."""
    for columns in (20, 40, 200):
        page = run(f"{name} --help", env={"COLUMNS": str(columns)}).stdout
        assert "…" not in page
        assert "..." not in page.replace("]...", "").replace("}...", "").replace("PROGRAM...", "")
        assert set(re.findall(r"[a-z]{4,}", help_of(name))) <= set(re.findall(r"[a-z]{4,}", page))
        assert max(map(len, page.splitlines())) <= 100


def test_the_version() -> None:
    """`--version` says it in one line."""
    assert run("--version").stdout == f"degreepath {__version__}\n"


def test_nothing_typed() -> None:
    """`degreepath` alone says in a few lines how to start, and a script that forgot its arguments sees exit 2."""
    said = run("")
    assert (said.exit_code, said.stdout) == (2, "")
    assert len(said.stderr.splitlines()) <= 6
    for line in re.findall(r"degreepath (.+?)  ", said.stderr):
        assert line in ("quiz", "--help") or run(line).exit_code == 0


@pytest.mark.parametrize("name", [name for name in GROUPS if name not in ("", "results")])
def test_a_group_alone(name: str) -> None:
    """A group of commands typed alone shows its help on stderr. ('results' alone lists the results.)"""
    said = run(name)
    assert (said.exit_code, said.stdout) == (2, "")
    assert said.stderr == help_of(name) or "Usage:" in said.stderr


def one_line(line: str, *hints: str) -> None:
    """Assert that a slip is answered by one line on stderr and exit 2."""
    said = run(line)
    assert (said.exit_code, said.stdout) == (2, ""), said.output
    assert len(said.stderr.splitlines()) == 1
    assert said.stderr.startswith("degreepath: ")
    assert said.stderr.endswith(".\n")
    assert all(hint in said.stderr for hint in hints), said.stderr


@pytest.mark.parametrize("name", [name for name in COMMANDS if name])
def test_a_misspelt_command(name: str) -> None:
    """A slip in a command's name is answered by the name that was meant."""
    one_line(
        name[:-2] + name[-1] if len(name) > 4 else name + name[-1],
        f"Did you mean '{name.rsplit(maxsplit=1)[-1]}",
        "--help",
    )


@pytest.mark.parametrize("name", ["", *NAMES])
def test_a_misspelt_option(name: str) -> None:
    """A slip in an option's name is answered by the option that was meant, and where to read more."""
    for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", help_of(name), re.MULTILINE):
        one_line(f"{name} {option}x", option, f"See 'degreepath {name}".rstrip(), "--help'")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("compare production tecnology", "technology"),
        ("compare --roles composer mix-enginer", "mix-engineer"),
        ("check prodction", "production"),
        ("check production --role compser", "composer"),
        ("programs prodution", "production"),
        ("roles compser", "composer"),
        ("sources kan-smples", "kan-samples"),
        ("quiz --goal compser", "composer"),
        ("roles --format jsn", "'json'"),
        ("data schema role", "roles"),
        ("compare", "2 to 7 programs"),
    ],
)
def test_a_misspelt_name(line: str, hint: str) -> None:
    """A slip in the name of a program, a role, a source or a form is answered by what was meant."""
    one_line(line, hint)
