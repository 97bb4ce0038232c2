"""`degreepath quiz` in real terminals of every kind: narrow, resized, suspended, ascii, dumb."""

import os
import re
from pathlib import Path

import pytest
from quiz_terminal import IDS, KNOWLEDGE, at_first_question, drawn, kept, start
from terminal import CTRL_C, CTRL_Z, ENTER, LEFT, PROGRAM, TAB, Terminal, environment

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pty is a POSIX thing")


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
        terminal.send(ENTER, "s", "s", "s")
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
            ENTER, "s", "s", "s", "4"
        ).until("Question 2 of")
        shell.send(CTRL_Z).until("Stopped")
        assert "Question" not in shell.text
        shell.send("fg\r").until("Question 2 of").send("5").until("Question 3 of").send("q").until(
            "To go on: degreepath quiz --resume"
        )
        shell.send("exit\r")
        shell.end()
    assert kept(tmp_path) == [{IDS[0]: 4, IDS[1]: 5}]


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
        terminal.until(lambda: "> " in terminal.raw.decode()).send("s\r", "s\r", "s\r", "4\r", "q\r")
        assert terminal.end() == 130
        assert terminal.printed.count("plain lines") == 2
        assert b"\x1b" not in terminal.raw
    assert kept(tmp_path) == [{IDS[0]: 4}]
