"""What every command is held to, part three: a reader that leaves, a full disk, a bug, being stopped, no network.

Files that are bad are tested in the rooms that read them.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import run
from terminal import PROGRAM, environment
from the_list import PERSONAS

from degreepath.cli import app as app_module

SHEET = PERSONAS / "game-audio.toml"
PRINTING = [
    "--help",
    "compare production technology",
    "sources --format json",
    f"report --answers {SHEET} --format pdf",
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
@pytest.mark.parametrize("line", [*PRINTING, "--version"])
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
        ("check --modules -", 3),
        ("quiz", 2),
        ("quiz --plain", 130),
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


SLOW = """
import degreepath.advice.recommend as advice, time
def slow(*_):
    print("working", flush=True)
    time.sleep(60)
advice.recommend = slow
from degreepath.cli import main
main()
"""


def stopped(home: Path, script: str, number: int, *arguments: str) -> tuple[int, str]:
    """Run a script that says when it works, send it a signal then, and return its exit code and what it said on stderr."""
    with subprocess.Popen(
        [sys.executable, "-c", script, "quiz", "--answers", str(SHEET), *arguments],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout
        assert program.stderr
        assert program.stdout.readline() == "working\n"
        program.send_signal(number)
        return program.wait(10), program.stderr.read()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("number", "code", "says"),
    [(signal.SIGINT, 130, "degreepath: Stopped.\n"), (signal.SIGTERM, 143, ""), (signal.SIGHUP, 129, "")],
)
def test_stopped_while_it_works(tmp_path: Path, number: int, code: int, says: str) -> None:
    """Ctrl-C, SIGTERM and a closed terminal end any command at once, in at most one line, and leave no file behind."""
    assert stopped(tmp_path, SLOW, number, "-o", str(tmp_path / "out.txt")) == (code, says)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_while_it_starts(tmp_path: Path) -> None:
    """Whoever presses Ctrl-C while the program still loads sees no traceback of its insides, whenever that is."""
    script = "import sys; from degreepath.cli import main; sys.stderr.write('!'); sys.stderr.flush(); main()"
    for wait in (0.002, 0.01, 0.03, 0.06, 0.1, 0.15):
        with subprocess.Popen(
            [sys.executable, "-c", script, "compare", "production", "technology"],
            env=environment(tmp_path),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as program:
            assert program.stderr
            assert program.stderr.read(1) == b"!"  # from here on it is our program that runs
            time.sleep(wait)
            program.send_signal(signal.SIGINT)
            assert program.wait(10) in {130, 0}
            assert program.stderr.read() in {b"", b"degreepath: Stopped.\n"}


def test_python_can_run_it_as_a_module(tmp_path: Path) -> None:
    """`python -m degreepath` is the same program."""
    done = subprocess.run(
        [sys.executable, "-m", "degreepath", "--version"],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == run("--version").stdout


def test_the_public_names_are_there() -> None:
    """Whoever imports the package finds every name it promises, and no other."""
    import degreepath

    for name in degreepath.__all__:
        assert getattr(degreepath, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'Programme'"):
        _ = degreepath.Programme  # type: ignore[attr-defined]


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


RUST = """
import degreepath.advice.recommend as advice, os, time
class Panic(BaseException):
    pass
def slow(*_):
    print("working", flush=True)
    try:
        time.sleep(60)
    except BaseException as error:
        os.write(2, b"thread panicked")
        raise Panic(repr(error)) from None
advice.recommend = slow
from degreepath.cli import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_inside_a_library_that_panics(tmp_path: Path, number: int, code: int) -> None:
    """A signal that comes while a library written in Rust is at work ends with its own code, not as our bug, without a traceback."""
    ended, said = stopped(tmp_path, RUST, number)
    assert ended == code
    assert "bug" not in said
    assert "Traceback" not in said
    assert number == signal.SIGINT or not said
