"""`degreepath quiz` in a real terminal, from the welcome to the result, and through everything that can go wrong on the way."""

import json
import os
import random
import re
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest
from terminal import CTRL_C, CTRL_Z, DOWN, ENTER, ESC, LEFT, PROGRAM, TAB, UP, Terminal, environment

from degreepath.knowledge.load import load_knowledge

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pty is a POSIX thing")

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
DIGITS = [str(1 + place % 5) for place in range(len(IDS))]
KILLS = int(os.environ.get("DEGREEPATH_TEST_KILLS", "10"))


def start(home: Path, *arguments: str, columns: int = 80, rows: int = 24, **env: str) -> Terminal:
    return Terminal(["quiz", "--full", *arguments], environment(home, **env), columns=columns, rows=rows)


def at_first_question(home: Path, *arguments: str, columns: int = 80, rows: int = 24, **env: str) -> Terminal:
    terminal = start(home, *arguments, columns=columns, rows=rows, **env).until("Enter choose")
    return terminal.send(ENTER, "s", "s").until("Question 1 of")


def drawn(terminal: Terminal, number: int) -> Terminal:
    """Wait until question `number` is drawn to its last line and the cursor stands at the choice."""

    def whole() -> bool:
        line = terminal.screen.display[terminal.screen.cursor.y]
        return (
            f"Question {number} of" in terminal.words
            and "q leave" in terminal.words
            and line[0] in {"❯", ">"}
        )

    return terminal.until(whole)


def kept(home: Path) -> list[dict[str, int]]:
    """The answers of every unfinished quiz on the disk, oldest first."""
    paths = sorted((home / "data").rglob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    return [json.loads(path.read_text())["sheet"]["answers"] for path in paths]


def restored(terminal: Terminal) -> bool:
    """Whether typing can be seen again and the cursor is back."""
    return bool(terminal.child.getecho()) and not terminal.screen.cursor.hidden


def test_whole_quiz(tmp_path: Path) -> None:
    """Welcome, marks, 28 questions by digit, the list of answers, the result: exit 0, and nothing is left on the disk.

    The same answers given in plain lines through a pipe give the very same result.
    """
    out = tmp_path / "result.json"
    with start(tmp_path, "--format", "json", "-o", str(out)) as terminal:
        terminal.until("Nothing leaves this computer").send(ENTER)
        terminal.until("excite you most").send(" ", DOWN, " ", UP, UP, " ").until("[x] Organising")
        terminal.send(ENTER).until("excite you least").send(DOWN, " ").until("[x] Mixing").send(ENTER)
        for number, digit in enumerate(DIGITS, start=1):
            terminal.until(f"Question {number} of 28 ").send(digit)
        terminal.until("You can change any answer").send("r").until("Keep this result").send("n\r")
        assert terminal.end() == 0
        assert restored(terminal)
        assert "Question" not in terminal.text
    assert kept(tmp_path) == []
    plain = subprocess.run(
        [str(PROGRAM), "quiz", "--full", "--plain", "--format", "json"],
        env=environment(tmp_path),
        input="\n".join(["1 2 14", "2", *DIGITS, "r"]),
        capture_output=True,
        text=True,
        check=True,
    )
    assert out.read_text() == plain.stdout


def test_result_is_shown_after_the_last_step(tmp_path: Path) -> None:
    """A student who stops early is shown the result at once, in the same terminal."""
    with at_first_question(tmp_path) as terminal:
        terminal.send("5", "1").until("Question 3 of").send("e").until("Your answers").send(ENTER)
        terminal.until("Keep this result").send("n\r")
        assert terminal.end() == 0
        assert "Too few answers to advise you" in terminal.printed


def test_back_over_five_questions(tmp_path: Path) -> None:
    """Going back five questions shows each earlier answer preselected; a changed one counts and the others stay."""
    with at_first_question(tmp_path) as terminal:
        drawn(terminal.send("1", "2", "3", "4", "5"), 6)
        bar = re.findall(r"[█░]+", terminal.text)
        for number, key in zip((5, 4, 3, 2, 1), (LEFT, "\x7f", ESC, LEFT, LEFT), strict=True):
            drawn(terminal.send(key), number)
            line = next(line for line in terminal.text.splitlines() if "your answer" in line)
            assert line.startswith(f"❯ {number} ")
            assert terminal.screen.display[terminal.screen.cursor.y].startswith(f"❯ {number} ")
            assert re.findall(r"[█░]+", terminal.text) == bar
        terminal.send("5").until("Question 2 of").send(ENTER, ENTER, ENTER, ENTER).until("Question 6 of")
        terminal.send(CTRL_C)
        assert terminal.end() == 130
    assert kept(tmp_path) == [dict(zip(IDS, [5, 2, 3, 4, 5], strict=False))]


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
        end = time.monotonic() + random.Random(moment).uniform(0, 1.0)
        while time.monotonic() < end:
            terminal.read(0.005)
        terminal.kill(signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL
    shown = [int(number) for number in re.findall(r"Question (\d+) of", terminal.text)]
    (answers,) = kept(tmp_path) or [{}]
    assert list(answers.items()) == list(zip(IDS, map(int, DIGITS), strict=True))[: len(answers)]
    assert len(answers) >= max(shown, default=1) - 1


@pytest.mark.parametrize(("columns", "rows"), [(40, 20), (20, 20)])
def test_narrow_terminal_shows_every_word(tmp_path: Path, columns: int, rows: int) -> None:
    """At 40 and 20 columns every word of welcome and questions can be read, whole, and the keys are always there."""
    with start(tmp_path, columns=columns, rows=rows).until("q leave") as terminal:
        seen = terminal.words
        while "go on later" not in terminal.words:
            before = terminal.words
            terminal.send(TAB).until(lambda before=before: terminal.words != before)
            seen += " " + terminal.words
        for word in "Music Technology? interests Nothing leaves this computer.".replace(
            "interests ", ""
        ).split():
            assert word in seen.split()
        terminal.send(ENTER, "s", "s")
        for number, question in enumerate(KNOWLEDGE.questions[:8], start=1):
            drawn(terminal, number)
            assert question.text in terminal.words
            assert "3 neither like nor dislike" in terminal.words
            terminal.send("3")
        terminal.until("Question 9 of").send("?").until(KNOWLEDGE.questions[8].text.split()[0])
        terminal.send("q")
        assert terminal.end() == 130


def test_resize_draws_a_clean_screen(tmp_path: Path) -> None:
    """After a resize there is exactly one question on the screen, wrapped for the new width."""
    with at_first_question(tmp_path) as terminal:
        for columns, rows in ((40, 20), (20, 24), (100, 30)):
            drawn(terminal.resize(columns, rows), 1)
            assert terminal.words.count("Question 1 of") == 1
            assert terminal.words.count("strongly like") == 1
            assert KNOWLEDGE.questions[0].text in terminal.words
        terminal.send("q")
        assert terminal.end() == 130


def test_suspend_and_go_on(tmp_path: Path) -> None:
    """Ctrl-Z gives the shell back; fg shows the same question again, and answering goes on."""
    with Terminal(["--norc", "-i"], environment(tmp_path, PS1="$ "), program=Path("/bin/bash")) as shell:
        shell.until("$").send(f"{PROGRAM} quiz --full\r").until("Enter choose").send(
            ENTER, "s", "s", "4"
        ).until("Question 2 of")
        shell.send(CTRL_Z).until("Stopped")
        assert "Question" not in shell.text
        shell.send("fg\r").until("Question 2 of").send("5").until("Question 3 of").send("q").until(
            "To go on: degreepath quiz --resume"
        )
        shell.send("exit\r")
        shell.end()
    assert kept(tmp_path) == [{IDS[0]: 4, IDS[1]: 5}]


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
        terminal.send(ENTER, "s", "s", "4").until("Question 2 of").send("e").until("Your answers").send("r")
        assert terminal.end() == 4
        assert f'"{IDS[0]}" = 4' in terminal.printed
        assert "Your answers could not be kept" in terminal.words


def test_full_disk(tmp_path: Path) -> None:
    """If the disk is full the student is told on the next screen; leaving prints the answers."""
    terminal = start(tmp_path).until("Enter choose")
    with terminal:
        resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, (0, 0))
        terminal.send(ENTER).until("Your answers cannot be kept on this computer (file too large)")
        terminal.send("s", "s", "4").until("Question 2 of").send(CTRL_C)
        assert terminal.end() == 130
        assert f'"{IDS[0]}" = 4' in terminal.words
        assert "Copy the lines above into a file" in terminal.words
    assert kept(tmp_path) == []


def test_ascii_terminal_gets_ascii(tmp_path: Path) -> None:
    """A terminal without Unicode gets no sign it cannot show, and without colour nothing is lost."""
    with at_first_question(tmp_path, NO_COLOR="1", LC_ALL="C") as terminal:
        terminal.send("4").until("Question 2 of").send(LEFT).until("> 4 like (your answer)").send(CTRL_C)
        assert terminal.end() == 130
        assert terminal.raw.isascii()
        colours = {
            code for codes in re.findall(rb"\x1b\[([0-9;]*)m", terminal.raw) for code in codes.split(b";")
        }
        assert colours <= {b"", b"0", b"1", b"3"}  # bold and italic only


@pytest.mark.parametrize(("columns", "term"), [(80, "dumb"), (16, "xterm")])
def test_terminal_that_can_do_less_is_asked_in_plain_lines(tmp_path: Path, columns: int, term: str) -> None:
    """A dumb or tiny terminal is asked in plain lines; that is said once, and no escape sequence is sent."""
    with start(tmp_path, TERM=term, columns=columns) as terminal:
        terminal.until(lambda: "> " in terminal.raw.decode()).send("s\r", "s\r", "4\r", "q\r")
        assert terminal.end() == 130
        assert terminal.printed.count("plain lines") == 2
        assert b"\x1b" not in terminal.raw
    assert kept(tmp_path) == [{IDS[0]: 4}]


def test_change_an_answer_on_the_review_page(tmp_path: Path) -> None:
    """On the last page any answer can be changed; the page shows the new answer."""
    with at_first_question(tmp_path) as terminal:
        terminal.send("1", "2").until("Question 3 of").send("e").until("Your answers")
        terminal.send(DOWN, DOWN, DOWN, DOWN, ENTER).until("1 strongly dislike (your answer)").send("5")
        terminal.until("[5 strongly like]").send("q")
        assert terminal.end() == 130
    assert kept(tmp_path) == [{IDS[0]: 5, IDS[1]: 2}]
