"""`degreepath quiz` in a real terminal, left, killed or unable to write: no answer is lost and the terminal is restored."""

import os
import random
import re
import resource
import signal
import time
from pathlib import Path

import pytest
from quiz_terminal import DIGITS, IDS, at_first_question, kept, restored, start
from terminal import CTRL_C, ENTER

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pty is a POSIX thing")
KILLS = int(os.environ.get("DEGREEPATH_TEST_KILLS", "10"))


def test_ctrl_c_and_resume(tmp_path: Path) -> None:
    """Ctrl-C keeps the answers, says so and how to go on, and restores the terminal; --resume goes on there."""
    with at_first_question(tmp_path) as terminal:
        terminal.send("4", "5").until("Question 3 of").send(CTRL_C)
        assert terminal.end() == 130
        assert restored(terminal)
        assert "Kept: 2 answers. To go on: degreepath quiz --resume" in terminal.words
    with start(tmp_path, "--resume") as terminal:
        terminal.until("at question 3. Kept: 2 answers.").until("Question 3 of").send("1").until(
            "Question 4 of"
        )
        terminal.send("q")
        assert terminal.end() == 130
    assert kept(tmp_path) == [dict(zip(IDS, [4, 5, 1], strict=False))]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signal_restores_the_terminal(tmp_path: Path, number: signal.Signals) -> None:
    """A quiz that is terminated, or whose window closes, restores the terminal and keeps the answers."""
    with at_first_question(tmp_path) as terminal:
        terminal.send("2").until("Question 2 of").kill(number)
        assert terminal.end() == 128 + number
        assert restored(terminal)
    assert kept(tmp_path) == [{IDS[0]: 2}]


@pytest.mark.parametrize("moment", range(KILLS))
def test_kill_at_any_moment_loses_no_answer(tmp_path: Path, moment: int) -> None:
    """Killed outright at a random moment, the quiz has every answer up to the question on the screen on the disk."""
    with at_first_question(tmp_path) as terminal:
        terminal.send(*DIGITS[:-1])
        end = time.monotonic() + random.Random(moment).uniform(0, 0.5)
        while time.monotonic() < end:
            terminal.read(0.005)
        terminal.kill(signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL
    shown = [int(number) for number in re.findall(r"Question (\d+) of", terminal.text)]
    (answers,) = kept(tmp_path) or [{}]
    assert list(answers.items()) == list(zip(IDS, map(int, DIGITS), strict=True))[: len(answers)]
    assert len(answers) >= max(shown, default=1) - 1


def test_two_quizzes_at_once(tmp_path: Path) -> None:
    """Two students at one account do not touch each other's answers, and nobody can take up a quiz that is still open."""
    with at_first_question(tmp_path) as first, at_first_question(tmp_path) as second:
        first.send("1", "1").until("Question 3 of")
        second.send("5").until("Question 2 of")
        with start(tmp_path, "--resume") as third:
            assert third.end() == 2
            assert "no unfinished quiz" in third.words
        second.send(CTRL_C)
        assert second.end() == 130
        with start(tmp_path, "--resume").until("Question 2 of") as third:
            third.send("4").until("Question 3 of").send("q")
            assert third.end() == 130
        first.send("2").until("Question 4 of").kill(signal.SIGKILL)
        first.end()
    assert sorted(map(len, kept(tmp_path))) == [2, 3]


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """If nothing can be kept the student is told at once; at the end the answers are on the screen, exit 4."""
    (tmp_path / "data").write_text("not a folder")
    with start(tmp_path).until("Your answers cannot be kept on this computer") as terminal:
        terminal.send(ENTER, "s", "s", "s", "4").until("Question 2 of").send("e").until("Your answers").send(
            "r"
        )
        assert terminal.end() == 4
        assert f'"{IDS[0]}" = 4' in terminal.printed
        assert "Your answers could not be kept" in terminal.words


def test_full_disk(tmp_path: Path) -> None:
    """If the disk is full the student is told on the next screen; leaving prints the answers."""
    # where coverage is measured, it could not write either, and would say so in the student's place
    terminal = start(tmp_path, COVERAGE_PROCESS_CONFIG="").until("Enter choose")
    with terminal:
        resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, (0, 0))
        terminal.send(ENTER).until("Your answers cannot be kept on this computer (file too large)")
        terminal.send("s", "s", "s", "4").until("Question 2 of").send(CTRL_C)
        assert terminal.end() == 130
        assert f'"{IDS[0]}" = 4' in terminal.words
        assert "Copy the lines above into a file" in terminal.words
    assert kept(tmp_path) == []
