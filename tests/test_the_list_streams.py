"""What every command is held to, part two: streams, colour and width, files. Every example in the help runs.

"Anything over a second shows progress on stderr" applies to `cohort` and `data import`: tests/cohort and tests/outcomes test it.
"""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from commands import run
from terminal import Terminal, environment
from the_list import ASKING, EXAMPLES, QUIET, lay_desk, one_each, real, without

PLAIN_TEXT = [line for line in QUIET if not re.search(r" (-o|--format|--reports|--summary) ", line)]
READING = [line for line in PLAIN_TEXT if not line.startswith(("forget", "data"))]
WITH_FILE = [line for line in one_each("-o") if not line.startswith("cohort")]
ENCODINGS = [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    before = os.environ.get("XDG_DATA_HOME")
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    lay_desk(folder)
    os.environ.pop("XDG_DATA_HOME") if before is None else os.environ.update(XDG_DATA_HOME=before)
    return folder


@pytest.fixture
def desk(laid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with every file that the examples name, as the present folder."""
    home = tmp_path / "home"
    shutil.copytree(laid, home)
    monkeypatch.chdir(home)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("COLUMNS", "80")
    return home


def files(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}


@pytest.mark.parametrize("line", [line for line in EXAMPLES if line not in ASKING])
def test_every_example_works(desk: Path, line: str) -> None:
    """Whatever a help page suggests can be typed as it stands; it writes what it names, says so, and nothing else."""
    named = set(re.findall(r"(?:-o|--summary|--reports) (\S+)", line))
    for name in named:
        (desk / name).unlink(missing_ok=True)
    before = files(desk)
    done = run(line)
    assert done.exit_code == 0, done.stderr
    new = {name for name in files(desk) - before if not name.startswith("data/")}
    assert {name.split("/")[0] for name in new} == named
    for name in named:
        assert f"Written to {name}" in done.stderr
    assert "Written" not in done.stdout
    assert "\x1b" not in done.output
    assert done.stdout or named


@pytest.mark.parametrize("line", ASKING)
def test_what_asks_needs_a_terminal_and_can_be_left(desk: Path, line: str) -> None:
    """Where nobody can be asked, one line says so, exit 2 (or the input ends, with --plain); Ctrl-C at a question exits 130."""
    done = run(line)
    assert done.exit_code == (130 if "--plain" in line else 2)
    assert done.stdout == ""
    with Terminal(line.split(), environment(desk)) as terminal:
        terminal.until(lambda: bool(re.search(r"[?:>)]$|Start", terminal.text)))
        assert terminal.interrupt() == 130
        assert "Traceback" not in terminal.printed


@pytest.mark.parametrize("line", one_each("--format"))
def test_json_is_one_versioned_document(desk: Path, line: str) -> None:
    """`--format json` prints one document that says its version, the same each time, with no NaN."""

    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} is not JSON")

    line = without(line, "-o", "--format", "--summary") + " --format json"
    done = run(line.replace(" --no-answers", ""))
    assert done.exit_code == 0, done.stderr
    document = json.loads(done.stdout, parse_constant=refuse)
    assert document.get("schema") == 1 or "$schema" in document
    assert run(line.replace(" --no-answers", "")).stdout == done.stdout


@pytest.mark.parametrize("line", WITH_FILE)
def test_a_file_is_written_once(desk: Path, line: str) -> None:
    """`-o FILE` leaves stdout empty, refuses an existing file with exit 4, and overwrites it with `--force`."""
    name = match[1] if (match := re.search(r" -o (\S+)", line)) else "out.json"
    (desk / name).unlink(missing_ok=True)
    line = f"{without(line, '-o', '--format')} -o {name}"
    done = run(line)
    assert done.exit_code == 0, done.stderr
    assert f"Written to {name}" in done.stderr
    assert done.stdout == "" or name.endswith("my-course.toml")  # that shows the check besides
    first = (desk / name).read_bytes()
    again = run(line)
    assert (again.exit_code, again.stdout, len(again.stderr.splitlines())) == (4, "", 1)
    assert "--force" in again.stderr
    assert (desk / name).read_bytes() == first
    assert run(f"{line} --force").exit_code == 0


@pytest.mark.parametrize("line", WITH_FILE)
def test_a_dash_is_the_screen(desk: Path, line: str) -> None:
    """`-o -` is the same as no -o, and makes no file called '-'."""
    line = without(line, "-o")
    assert run(f"{line} -o -").stdout_bytes == run(line).stdout_bytes
    assert not (desk / "-").exists()


@pytest.mark.parametrize("line", READING)
def test_colours_add_nothing_and_go_when_asked(desk: Path, line: str) -> None:
    """NO_COLOR beats FORCE_COLOR; with the colours taken out the words are the same."""
    forced, plain = (run(line, env={"FORCE_COLOR": "1", **more}).stdout for more in ({}, {"NO_COLOR": "1"}))
    assert "\x1b" not in plain
    bare = re.sub(r"\x1b\[[0-9;]*m", "", forced)
    assert [row.rstrip() for row in bare.splitlines()] == [row.rstrip() for row in plain.splitlines()]


def test_no_colour_in_a_terminal(desk: Path) -> None:
    """In a real terminal NO_COLOR beats FORCE_COLOR too, in pages, in help and in refusals; only weight is left."""
    env = environment(desk, NO_COLOR="1", FORCE_COLOR="1")
    for line in ("roles composer --no-pager", "--help", "rolse"):
        with Terminal(line.split(), env) as terminal:
            terminal.end()
            assert set(re.findall(rb"\x1b\[[\d;]*m", terminal.raw)) <= {
                b"\x1b[0m",
                b"\x1b[1m",
                b"\x1b[2m",
                b"\x1b[1;2m",
            }


@pytest.mark.parametrize("line", READING)
def test_a_narrow_terminal_loses_nothing(desk: Path, line: str) -> None:
    """At 40 and at 20 columns no line is longer than the terminal, and every word but of headings is still there."""
    wide = re.sub(r"╭.*╮", "", run(line, env={"COLUMNS": "100"}).stdout)
    for columns in (40, 20):
        narrow = run(line, env={"COLUMNS": str(columns)}).stdout
        assert max(map(len, narrow.splitlines())) <= columns
        letters = "".join(re.sub(r"[│╭╮╰╯─]", "", narrow).split())
        assert [
            word for word in wide.split() if word.isalpha() and word.islower() and word not in letters
        ] == []


@pytest.mark.parametrize("env", ENCODINGS, ids=["ascii", "cp1252", "LC_ALL=C"])
@pytest.mark.parametrize("line", ["quiz --answers answers.toml --all", "roles --format json", "--help"])
def test_any_encoding(desk: Path, line: str, env: dict[str, str]) -> None:
    """A terminal without Unicode shows a page in the characters it has."""
    done = real(line, desk, **env)
    assert (done.returncode, done.stderr) == (0, b"")
    done.stdout.decode("cp1252" if "cp1252" in env.values() else "ascii")


def test_longer_output_goes_through_the_pager(desk: Path) -> None:
    """In a terminal a page that is longer than the screen is handed to PAGER; not with --no-pager, and a short one not."""
    pager = desk / "pager"
    pager.write_text('#!/bin/sh\necho "IN THE PAGER"\ncat > /dev/null\n')
    pager.chmod(0o755)
    env = environment(desk, PAGER=str(pager))
    for line, paged in (
        ("roles composer --all", True),
        ("roles composer --all --no-pager", False),
        ("results", False),
    ):
        with Terminal(line.split(), env, rows=30) as terminal:
            assert terminal.end() == 0
            assert ("IN THE PAGER" in terminal.printed) == paged


def test_nothing_spins(desk: Path) -> None:
    """Away from a terminal the longest work prints no carriage return and no escape character on stderr."""
    done = real("cohort class.csv", desk)
    assert done.returncode == 0, done.stderr
    assert b"\r" not in done.stderr
    assert b"\x1b" not in done.stderr


COMMAND = re.compile(r"degreepath ((?:[a-z]+ ?)+)((?:[^ .,;:)']+ ?)*)")


@pytest.mark.parametrize("line", READING)
def test_what_a_page_tells_one_to_type_exists(desk: Path, line: str) -> None:
    """Every command that a page names is one of ours, with options it has: nobody is sent into an error."""
    page = run(f"{line} --all" if " --only" not in line and " --all" not in line else line).stdout
    for typed in re.findall(r"degreepath [a-z][^\n]*", page):
        words = re.split(r"[.,;:)]? {2,}|[.;:)'] |['.)]$", typed.removeprefix("degreepath "))[0].split()
        options = [word.split("=")[0] for word in words if word.startswith("--")]
        name = words[0] if words[0] not in {"results", "data"} or len(words) < 2 else f"{words[0]} {words[1]}"
        shown = run(f"{name} --help")
        assert shown.exit_code == 0, f"{typed!r} on the page of {line!r}"
        assert all(f" {option}" in shown.stdout for option in options), f"{typed!r} on the page of {line!r}"
