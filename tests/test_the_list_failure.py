"""The list of ../shared/terminal.md, part three: a reader that leaves, a full disk, a bug, exit codes, no network.

A bad data file (file, line, what is wrong, how to mend it, all problems at once) is tested in knowledge/test_load.py and
cli/test_data.py, a bad sheet in records/test_sheet_text.py, a bad class file in cohort/test_reading.py.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import PROGRAM, environment
from the_list import PERSONAS, run

from degreepath.cli import app as app_module
from degreepath.errors import DegreepathError

ROOT = Path(__file__).parents[1]
SHEET = PERSONAS / "game-audio.toml"
PRINTING = [
    "--help",
    "compare production technology",
    "sources --format json",
    "programs --format markdown",
    "check technology --help",
    f"report --answers {SHEET} --format pdf",
    f"quiz --answers {SHEET}",
]
BOOM = """
import degreepath.advice.recommend as advice
def boom(*_):
    answers = "a secret answer"
    raise RuntimeError(f"{len(answers)} answers")
advice.recommend = boom
from degreepath.cli import main
main()
"""


@pytest.mark.parametrize("line", PRINTING)
def test_a_reader_that_leaves(tmp_path: Path, line: str) -> None:
    """`| head -1` ends quietly, with exit 0 and nothing on stderr, whether the page fits into the pipe or not."""
    read, write = os.pipe()
    with subprocess.Popen(
        [PROGRAM, *line.split()], env=environment(tmp_path), stdout=write, stderr=subprocess.PIPE
    ) as program:
        os.close(write)
        os.close(read)
        _, said = program.communicate()
    assert (program.returncode, said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("line", PRINTING)
def test_a_full_disk(tmp_path: Path, line: str) -> None:
    """A full disk is one line and exit 4, also when the page is small enough to wait in the buffer."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PROGRAM, *line.split()],
            env=environment(tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr == "degreepath: Cannot read or write: No space left on device.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_behind_a_file() -> None:
    """`-o` onto a full disk is one line and exit 4 too."""
    done = run("roles -o /dev/full --force")
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (4, "", 1)


def closed(line: str, streams: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed program with some of its streams closed, as a shell does for `streams`."""
    return subprocess.run(
        ["sh", "-c", f'exec "$0" "$@" {streams}', PROGRAM, *line.split()],
        env=environment(home),
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize(
    "line", [*PRINTING, f"whatif {SHEET}", "roles --format json", "data lint", "--version"]
)
def test_a_result_that_has_nowhere_to_go(tmp_path: Path, line: str) -> None:
    """With stdout closed the person reads in one line that the result is lost, exit 4: no bug, and no exit 0."""
    done = closed(line, ">&-", tmp_path)
    assert (done.returncode, done.stderr) == (4, "degreepath: Cannot read or write: Bad file descriptor.\n")


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX closes the streams")
def test_a_file_needs_no_stream(tmp_path: Path) -> None:
    """A result that goes to a file is written whole though every stream is closed."""
    assert closed("roles --format json -o roles.json", "<&- >&- 2>&-", tmp_path).returncode == 0
    assert (tmp_path / "roles.json").read_text(encoding="utf-8") == run("roles --format json").stdout


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("check --modules list.txt", 0),
        (f"whatif {SHEET}", 0),
        ("whatif -", 3),
        ("quiz --answers -", 3),
        ("check --modules -", 3),
        ("quiz", 2),
        ("quiz --plain", 130),
        ("data new-program", 2),
        ("forget --all", 0),
    ],
)
def test_a_closed_stdin_is_an_empty_one(tmp_path: Path, line: str, code: int) -> None:
    """With stdin closed nothing is asked, and what would be read there is empty; neither is a bug."""
    (tmp_path / "list.txt").write_text("Core:\nRecording\nProgramming\n", encoding="utf-8")
    done = closed(line, "<&-", tmp_path)
    assert done.returncode == code, done.stderr
    assert "bug" not in done.stderr


def broken(home: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BOOM, "quiz", "--answers", SHEET],
        env=environment(home, **env),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_bug_is_one_line(tmp_path: Path) -> None:
    """A bug of ours is one line that says so, exit 1; nothing a student answered is printed."""
    done = broken(tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "degreepath: This is a bug in degreepath (RuntimeError). Set DEGREEPATH_DEBUG=1 to see where.\n"
    )


def test_a_bug_shows_its_place_when_asked(tmp_path: Path) -> None:
    """With DEGREEPATH_DEBUG=1 the traceback is there, without the values of variables."""
    done = broken(tmp_path, DEGREEPATH_DEBUG="1")
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "in boom" in done.stderr
    assert "a secret answer" not in done.stderr


def test_ctrl_c_during_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a command works ends it with one line and exit 130."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app_module, "choose_data", stop)
    done = run("roles")
    assert (done.exit_code, done.output) == (130, "degreepath: Stopped.\n")


def test_the_exit_codes_are_the_documented_ones() -> None:
    """README names every exit code that an error can carry."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.search(r"the exit codes are (.+?)\.", readme, re.DOTALL)
    assert listed
    documented = {int(code) for code in re.findall(r"\d+", listed[1])}
    assert documented == {0, 130, 143} | {
        kind.exit_code for kind in (DegreepathError, *DegreepathError.__subclasses__())
    }


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('example.org', 80))",
        "with socket.socket() as s: s.connect(('127.0.0.1', 9))",
    ],
)
def test_the_tests_cannot_reach_the_network(attempt: str) -> None:
    """Whatever a test runs, here or as a program of its own, fails as soon as it tries to reach the network."""
    with pytest.raises(AssertionError, match="never uses the network"):
        exec(f"import socket\n{attempt}")
    done = subprocess.run(
        [sys.executable, "-c", f"import socket\n{attempt}"], capture_output=True, text=True, check=False
    )
    assert "never uses the network" in done.stderr
