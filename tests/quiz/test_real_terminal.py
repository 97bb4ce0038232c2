"""The quiz in a real terminal: stopped at any moment it loses no answer and leaves the terminal as it was."""

import json
import os
import random
import re
import signal
import sys
import time
from pathlib import Path

import pytest
from quiz_stages import IDS, KNOWLEDGE
from terminal import CTRL_C, CTRL_Z, DOWN, ENTER, LEFT, Terminal, environment

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pty is a POSIX thing")
ASKS = Path(__file__).parent / "asks.py"
MOMENTS = int(os.environ.get("DEGREEPATH_TEST_KILLS", "2"))
DIGITS = [str(1 + place % 5) for place in range(len(IDS))]


def start(home: Path, *arguments: str, columns: int = 80, rows: int = 24, **env: str) -> Terminal:
    own = environment(home, **env)
    return Terminal([str(ASKS), *arguments], own, columns=columns, rows=rows, program=Path(sys.executable))


def at_first_question(home: Path, columns: int = 80, rows: int = 24, **env: str) -> Terminal:
    terminal = start(home, columns=columns, rows=rows, **env).until("Enter choose")
    return terminal.send(ENTER, "s", "s", "s", "s").until("Question 1 of")


def kept(home: Path) -> list[dict[str, int]]:
    """The answers of every unfinished quiz on the disk."""
    return [json.loads(path.read_text())["sheet"]["answers"] for path in (home / "data").rglob("*.json")]


def restored(terminal: Terminal) -> bool:
    """Whether typing can be seen again, the cursor is back and pasted text arrives as it is."""
    pasting = re.findall(rb"\x1b\[\?2004([hl])", terminal.raw)
    return (
        bool(terminal.child.getecho()) and not terminal.screen.cursor.hidden and pasting[-1:] in ([], [b"l"])
    )


def shown(terminal: Terminal) -> int:
    """The number of the question on the screen; 1 without one."""
    return max([int(number) for number in re.findall(r"Question (\d+) of", terminal.text)], default=1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signal_restores_the_terminal(tmp_path: Path, number: signal.Signals) -> None:
    """A quiz that is terminated, or whose window closes, restores the terminal and keeps the answers."""
    with at_first_question(tmp_path) as terminal:
        terminal.send("2").until("Question 2 of").kill(number)
        assert terminal.end() == 128 + number
        assert restored(terminal)
        assert "Kept: 1 answer. To go on: degreepath quiz --resume" in terminal.words
        assert "Traceback" not in terminal.printed
    assert kept(tmp_path) == [{IDS[0]: 2}]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("moment", range(MOMENTS))
def test_stopped_at_any_moment(tmp_path: Path, moment: int, number: signal.Signals) -> None:
    """Stopped while one screen gives way to the next, the quiz ends at the first signal, and every answer is on the disk."""
    with at_first_question(tmp_path) as terminal:
        terminal.send(*DIGITS[:-1])
        end = time.monotonic() + random.Random(moment).uniform(0, 0.5)
        while time.monotonic() < end:
            terminal.read(0.005)
        terminal.kill(number)
        code = terminal.end()
        if number is not signal.SIGKILL:
            assert code == 128 + number
            assert restored(terminal)
            assert "Traceback" not in terminal.printed
    (answers,) = kept(tmp_path) or [{}]
    assert list(answers.items()) == list(zip(IDS, map(int, DIGITS), strict=True))[: len(answers)]
    assert len(answers) >= shown(terminal) - 1


def test_left_and_gone_on_with(tmp_path: Path) -> None:
    """Ctrl-C keeps the answers and says how to go on; there the quiz stands where it was, and nothing stays after its end."""
    with at_first_question(tmp_path) as terminal:
        terminal.send("4", "5").until("Question 3 of").send(CTRL_C)
        assert terminal.end() == 130
        assert restored(terminal)
        assert "Question" not in terminal.text
    with start(tmp_path, "--resume").until("Kept: 2 answers.") as terminal:
        terminal.send(LEFT).until("❯ 5 strongly like (your answer)").send(LEFT).until("❯ 4 like").send(
            ENTER, ENTER
        )
        terminal.until("Question 3 of").send(DOWN, DOWN, ENTER).until("Question 4 of").send("e").until(
            "See my result"
        )
        terminal.send(ENTER).until("The result comes here.")
        assert terminal.end() == 0
    assert kept(tmp_path) == []


def test_resize_draws_a_clean_screen(tmp_path: Path) -> None:
    """After a resize there is exactly one question on the screen, wrapped for the new width."""
    with at_first_question(tmp_path) as terminal:
        for columns, rows in ((40, 20), (100, 30)):
            terminal.until("q leave").resize(columns, rows)
            terminal.until(lambda: "Question 1 of" in terminal.words and "q leave" in terminal.words)
            assert terminal.words.count("Question 1 of") == 1
            assert KNOWLEDGE.questions[0].text in terminal.words
        terminal.send("q")
        assert terminal.end() == 130


def test_suspend_and_go_on(tmp_path: Path) -> None:
    """Ctrl-Z gives the shell back; fg shows the same question again, and answering goes on."""
    with Terminal(["--norc", "-i"], environment(tmp_path, PS1="$ "), program=Path("/bin/bash")) as shell:
        shell.until("$").send(f"{sys.executable} {ASKS}\r").until("Enter choose")
        shell.send(ENTER, "s", "s", "s", "s", "4").until("Question 2 of").send(CTRL_Z).until("Stopped")
        assert "Question" not in shell.text
        shell.send("fg\r").until("Question 2 of").send("5").until("Question 3 of").send("q").until("--resume")
        shell.send("exit\r")
        shell.end()
    assert kept(tmp_path) == [{IDS[0]: 4, IDS[1]: 5}]


def test_ascii_terminal_gets_ascii(tmp_path: Path) -> None:
    """A terminal without Unicode gets no sign it cannot show, and without colour nothing is lost."""
    with at_first_question(tmp_path, NO_COLOR="1", LC_ALL="C") as terminal:
        terminal.send("4").until("Question 2 of").send(LEFT).until("> 4 like (your answer)").send(CTRL_C)
        assert terminal.end() == 130
        assert terminal.raw.isascii()
        found = re.findall(rb"\x1b\[([0-9;]*)m", terminal.raw)
        assert {code for codes in found for code in codes.split(b";")} <= {b"", b"0", b"1", b"2", b"3"}


@pytest.mark.parametrize(("columns", "term"), [(80, "dumb"), (30, "xterm")])
def test_terminal_that_can_do_less_is_asked_in_plain_lines(tmp_path: Path, columns: int, term: str) -> None:
    """A dumb or tiny terminal is asked in plain lines; that is said once, and no escape sequence is sent."""
    with start(tmp_path, TERM=term, columns=columns).until("Answer:") as terminal:
        terminal.send("\r", "s\r", "s\r", "s\r", "s\r", "4\r", "q\r")
        assert terminal.end() == 130
        assert terminal.printed.count("shows plain lines only") == 1
        assert b"\x1b" not in terminal.raw
    assert kept(tmp_path) == [{IDS[0]: 4}]
