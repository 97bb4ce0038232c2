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
