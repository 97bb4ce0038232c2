"""Killed at any moment: nothing that was said to be kept is lost, and after the next start nothing half written is left.

Every line of ours that writes is tried as the last one, in a copy of this process; and the installed program is killed at
moments thrown by dice, a few here: DEGREEPATH_TEST_KILLS=300 makes it 300.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from robust.law import somewhere
from terminal import PROGRAM, Terminal, environment

import degreepath
from degreepath.advice.answers import AnswerSheet
from degreepath.cli.output import write_file
from degreepath.knowledge.load import load_knowledge
from degreepath.records.private import UNFINISHED, private_folder, sweep
from degreepath.records.unfinished import Slot, Unfinished, left_quizzes

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes as POSIX has them"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
KILLS = int(os.environ.get("DEGREEPATH_TEST_KILLS", "2"))
KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
WRITING = tuple(str(Path(degreepath.__file__).parent / place) for place in ("records", "cli/output.py"))
DIED = 9


def dies_at(line: int, work: Callable[[], object]) -> bool:
    """Run `work` in a copy of this process that is gone, without any goodbye, before the `line`-th line that writes."""
    child = os.fork()
    if not child:
        run = 0

        def trace(frame: FrameType, event: str, _: Any) -> Any:
            nonlocal run
            if not frame.f_code.co_filename.startswith(WRITING):
                return None
            run += event == "line"
            if run == line:
                os._exit(DIED)
            return trace

        try:
            sys.settrace(trace)
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == DIED


def every_death(work: Callable[[], object]) -> Iterator[int]:
    """Yield the number of each line at which `work` has just died, until it lives."""
    line = 1
    while dies_at(line, work):
        yield line
        line += 1
    assert line > 10


def quiz(answers: int) -> Unfinished:
    sheet = AnswerSheet(answers=dict.fromkeys(IDS[:answers], 3))
    return Unfinished(
        knowledge_version="1", knowledge_hash="0", sheet=sheet, trail=("welcome",), at=0, asked={}
    )


def test_a_quiz_that_dies_anywhere_in_a_save_keeps_the_last_save() -> None:
    """Wherever the process is gone while an answer is saved, the quiz is there with this answer or the one before."""
    with somewhere():
        path, found = private_folder(UNFINISHED) / "0123456789abcdef.json", set()

        def saved(answers: int) -> None:
            slot = Slot(path)
            slot.save(quiz(answers))
            slot.close()

        saved(1)
        for _ in every_death(lambda: saved(2)):
            sweep()
            assert list(path.parent.iterdir()) == [path]
            left = next(left_quizzes())
            found.add(len(left.read().sheet.answers))
            left.close()
            saved(1)
        assert found == {1, 2}


@pytest.mark.parametrize("private", [True, False])
def test_a_file_that_dies_anywhere_is_the_old_or_the_new_one(private: bool) -> None:
    """What is overwritten with --force stays until the new file is whole; the next run leaves no draft of a killed one."""
    with somewhere() as work:
        file = work / "out.csv"
        for _ in every_death(lambda: write_file(file, b"new" * 9_000, force=True, private=private)):
            assert not file.exists() or file.read_bytes() in {b"old", b"new" * 9_000}
            for draft in set(work.iterdir()) - {file}:
                assert not private or not draft.stat().st_mode & 0o077
            write_file(file, b"old", force=True)
            assert [path.name for path in work.iterdir()] == [file.name]


# ── The installed program, killed at random ──────────────────────────────────────────────────────
SIGNALS = (signal.SIGTERM, signal.SIGKILL, signal.SIGHUP, signal.SIGINT)
moments = pytest.mark.parametrize("moment", range(KILLS))


def killed(
    home: Path, words: str, moment: int, longest: float, typed: str = "", **env: str
) -> tuple[int, int, str]:
    """Start the program and kill it after a while; return the signal, the exit code and what it said."""
    dice = random.Random(f"{words} {moment}")
    number = dice.choice(SIGNALS)
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(
        [PROGRAM, *words.split()], cwd=home, env=environment(home, **env), text=True, **streams
    ) as program:  # type: ignore[call-overload]
        assert program.stdin
        program.stdin.write(typed)
        program.stdin.flush()
        time.sleep(dice.uniform(0.1, longest))
        program.send_signal(number)
        said = program.communicate()[0]
    assert "Traceback" not in said or said.startswith(
        "Fatal Python error: init"
    )  # Python itself was not up yet
    return number, program.returncode, said


@moments
def test_a_killed_quiz_loses_no_answer(tmp_path: Path, moment: int) -> None:
    """Killed at any moment, the quiz or the kept result holds every answer whose next question was shown; no half file stays."""
    typed = "s\ns\ns\ns\n" + "4\n2\n5\n1\n3\n" * 5 + "4\n2\n4\n1\nk\n1\n"
    number, code, said = killed(tmp_path, "quiz --plain --full", moment, 1.2, typed)
    assert code in {-number, 128 + number, 0, 130}
    shown = max([int(n) for n in re.findall(r"Question (\d+) of", said)], default=0)
    data = tmp_path / "data" / "degreepath"
    subprocess.run([PROGRAM, "results"], env=environment(tmp_path), capture_output=True, check=True)
    assert not list(data.rglob("*.tmp"))
    files = [json.loads(path.read_text()) for path in data.rglob("*.json")]
    answers = max([len(file["sheet"]["answers"]) for file in files], default=0)
    assert answers >= shown - 1
    assert len(files) <= 2


@moments
def test_a_killed_class_leaves_nothing(tmp_path: Path, moment: int) -> None:
    """Killed at any moment, the class command leaves whole files or none, nothing in the temporary folder, and can be run again."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    rows = "".join(
        f"s{n},Secret Name {n},{','.join(str(1 + (n + i) % 5) for i in range(len(IDS)))}\n" for n in range(12)
    )
    (tmp_path / "class.csv").write_text(f"student_id,name,{','.join(IDS)}\n{rows}")
    line = "cohort class.csv -o out.csv --reports pages --names"
    number, code, _ = killed(tmp_path, line, moment, 1.5, TMPDIR=str(temporary))
    assert code in {-number, 128 + number, 0}
    assert not list(temporary.iterdir())
    expected = {"class.csv", "temporary", "out.csv", "pages"}
    if number != signal.SIGKILL:
        assert {path.name for path in tmp_path.iterdir()} <= expected | {"data"}
        assert (tmp_path / "pages").exists() or code != 0
        if (tmp_path / "pages").exists():  # the signal came between the last rename and the exit
            assert len(list((tmp_path / "pages").iterdir())) == 13
    if (tmp_path / "out.csv").exists():
        assert (tmp_path / "out.csv").read_text().count("\n") == 13
    again = [PROGRAM, *line.split(), "--force"]
    subprocess.run(again, cwd=tmp_path, env=environment(tmp_path), capture_output=True, check=True)
    assert {path.name for path in tmp_path.iterdir()} == expected
    assert len(list((tmp_path / "pages").iterdir())) == 13


@moments
def test_a_killed_terminal_is_as_before(tmp_path: Path, moment: int) -> None:
    """Whatever was pressed before a signal or a closed window, typing can be seen, the cursor is there, pasting is as it was."""
    dice = random.Random(moment)
    number = dice.choice([signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
    keys = [
        "\r",
        "s",
        "s",
        "s",
        "s",
        *dice.choices([*"12345", "\x1b[A", "\x1b[B", "\r", "?", "\x1b[D", "e", " ", "w"], k=20),
    ]
    with Terminal(["quiz"], environment(tmp_path)) as terminal:
        end = time.monotonic() + dice.uniform(0.1, 1.5)
        for key in keys:
            terminal.send(key).read(0.02)
        while time.monotonic() < end and terminal.read(0.02):
            if dice.random() < 0.2:
                terminal.resize(dice.choice([40, 80, 100]), dice.choice([20, 24, 30]))
        terminal.kill(number)
        assert terminal.end() in {-number, 128 + number, 130, 0}, terminal.printed
        assert terminal.child.getecho()
        assert not terminal.screen.cursor.hidden
        assert re.findall(rb"\x1b\[\?2004([hl])", terminal.raw)[-1:] in ([], [b"l"])
        assert "Traceback" not in terminal.printed
