"""The list of ../shared/terminal.md, part two: streams, colour and width, long work, files. Every example in the help runs.

"Anything over a second shows progress on stderr" applies to `cohort` alone: cohort/ tests it.
"""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from terminal import Terminal, environment
from the_list import ASKING, EXAMPLES, QUIET, lay_desk, one_each, real, run, without

PLAIN_TEXT = [line for line in QUIET if " -o " not in line and " --format " not in line]
WITH_FILE = one_each("-o")
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
    """Whatever a help page suggests can be typed as it stands; it writes the file it names, says so, and no other file."""
    named = set(re.findall(r"(?:-o|--summary) (\S+)", line))
    for name in named:
        (desk / name).unlink(missing_ok=True)
    before = files(desk)
    done = run(line)
    assert done.exit_code == 0, done.stderr
    assert {name for name in files(desk) - before if not name.startswith("data/")} == named
    for name in named:
        assert f"Written to {name}" in done.stderr
    assert "Written" not in done.stdout
    assert "\x1b" not in done.output
    assert done.stdout or named or line.startswith("forget")


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
    """`--format json` prints one document that says its version, with the same keys each time and no NaN."""

    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} is not JSON")

    line = without(line, "-o", "--format", "--summary") + " --format json"
    done = run(line)
    if "'json' is not one of" in done.stderr:
        pytest.skip("a form for people: it has no JSON")
    assert done.exit_code == 0
    document = json.loads(done.stdout, parse_constant=refuse)
    assert document["schema"] == 1
    assert list(json.loads(run(line).stdout)) == list(document)


@pytest.mark.parametrize("line", WITH_FILE)
def test_a_file_is_written_once(desk: Path, line: str) -> None:
    """`-o FILE` leaves stdout empty, refuses an existing file with exit 4, and overwrites it with `--force`."""
    name = match[1] if (match := re.search(r" -o (\S+)", line)) else "out.csv"
    (desk / name).unlink(missing_ok=True)
    line = f"{without(line, '-o', '--summary')} -o {name}"
    done = run(line)
    assert done.exit_code == 0, done.stderr
    assert f"Written to {name}" in done.stderr
    assert done.stdout == "" or line.startswith(
        ("check --modules", "cohort class")
    )  # these show the result besides
    first = (desk / name).read_bytes()
    again = run(line)
    assert (again.exit_code, again.stdout, len(again.stderr.splitlines())) == (4, "", 1)
    assert "--force" in again.stderr
    assert (desk / name).read_bytes() == first
    assert run(f"{line} --force").exit_code == 0


@pytest.mark.parametrize("line", [line for line in WITH_FILE if not line.startswith("cohort class")])
def test_a_dash_is_the_screen(desk: Path, line: str) -> None:
    """`-o -` is the same as no -o, and makes no file called '-'."""
    line = without(line, "-o")
    assert run(f"{line} -o -").stdout_bytes == run(line).stdout_bytes
    assert not (desk / "-").exists()


@pytest.mark.parametrize("line", [line for line in PLAIN_TEXT if not line.startswith("forget")])
def test_colours_add_nothing_and_go_when_asked(desk: Path, line: str) -> None:
    """NO_COLOR beats FORCE_COLOR; with the colours taken out the words are the same."""
    forced, plain = (run(line, env={"FORCE_COLOR": "1", **more}).stdout for more in ({}, {"NO_COLOR": "1"}))
    assert "\x1b" not in plain
    bare = re.sub(r"\x1b\[[0-9;]*m", "", forced)
    assert [row.rstrip() for row in bare.splitlines()] == [row.rstrip() for row in plain.splitlines()]


def test_no_colour_in_a_terminal(desk: Path) -> None:
    """In a real terminal NO_COLOR beats FORCE_COLOR too."""
    env = environment(desk, NO_COLOR="1", FORCE_COLOR="1")
    for line in ("roles composer", "--help", "rolse"):
        with Terminal(line.split(), env) as terminal:
            terminal.end()
            assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize(
    "line", [line for line in PLAIN_TEXT if not line.startswith(("forget", "data lint"))]
)
def test_a_narrow_terminal_loses_nothing(desk: Path, line: str) -> None:
    """At 40 and at 20 columns no line is longer than the terminal, and every word of the wide page is still there.

    Of 'forget' and 'data lint', paths stand on lines of their own, to be copied whole.
    """
    wide = run(line, env={"COLUMNS": "100"}).stdout
    for columns in (40, 20):
        narrow = run(line, env={"COLUMNS": str(columns)}).stdout
        if not line.startswith(
            ("data schema", "cohort template")
        ):  # these are for programs and have no width
            assert max(map(len, narrow.splitlines())) <= columns
        letters = "".join(narrow.split())
        assert [word for word in wide.split() if word.isalpha() and word not in letters] == []


@pytest.mark.parametrize("env", ENCODINGS, ids=["ascii", "cp1252", "LC_ALL=C"])
@pytest.mark.parametrize(
    "line",
    [
        "compare production technology",
        "quiz --answers answers.toml",
        "roles --format json",
        "sources",
        "--help",
    ],
)
def test_any_encoding(desk: Path, line: str, env: dict[str, str]) -> None:
    """A terminal without Unicode shows a page in the characters it has."""
    done = real(line, desk, **env)
    assert (done.returncode, done.stderr) == (0, b"")
    done.stdout.decode("cp1252" if "cp1252" in env.values() else "ascii")


def test_nothing_spins(desk: Path) -> None:
    """Away from a terminal the longest work prints no carriage return and no escape character on stderr."""
    done = real("cohort class.csv", desk)
    assert done.returncode == 0
    assert b"\r" not in done.stderr
    assert b"\x1b" not in done.stderr
