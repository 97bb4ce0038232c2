"""`degreepath quiz` in a real terminal, from the welcome to the result."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from quiz_terminal import DIGITS, IDS, KNOWLEDGE, at_first_question, drawn, kept, restored, start
from terminal import CTRL_C, DOWN, ENTER, ESC, LEFT, PROGRAM, UP, Terminal, environment

from degreepath.advice.answers import AnswerSheet
from degreepath.records.sheet_file import as_toml

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pty is a POSIX thing")


def test_whole_quiz(tmp_path: Path) -> None:
    """Welcome, marks, goal, 28 questions by digit, the list of answers, the result: exit 0, and nothing is left on the disk.

    The same answers given in plain lines through a pipe give the very same result.
    """
    out = tmp_path / "result.json"
    with start(tmp_path, "--format", "json", "-o", str(out)) as terminal:
        terminal.until("Nothing leaves this computer").send(ENTER)
        terminal.until("excite you most").send(" ", DOWN, " ", UP, UP, " ").until("[x] Organising")
        terminal.send(ENTER).until("excite you least").send(DOWN, " ").until("[x] Mixing").send(ENTER)
        terminal.until("already decided on").send(DOWN, DOWN, DOWN).until("❯ Composer").send(ENTER)
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
        input="\n".join(["1 2 14", "2", "4", *DIGITS, "r"]),
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


def test_change_an_answer_on_the_review_page(tmp_path: Path) -> None:
    """On the last page any answer can be changed; the page shows the new answer."""
    with at_first_question(tmp_path) as terminal:
        terminal.send("1", "2").until("Question 3 of").send("e").until("Your answers")
        terminal.send(DOWN, DOWN, DOWN, DOWN, DOWN, ENTER).until("1 strongly dislike (your answer)").send("5")
        terminal.until("[5 strongly like]").send("q")
        assert terminal.end() == 130
    assert kept(tmp_path) == [{IDS[0]: 5, IDS[1]: 2}]


def answered(terminal: Terminal, number: int) -> Terminal:
    """Answer question `number`, whichever it is, like somebody who loves all that is technical and nothing else."""
    drawn(terminal, number)
    (question,) = (question for question in KNOWLEDGE.questions if question.text in terminal.words)
    technical = KNOWLEDGE.interest[question.interest].creative_technical > 0
    return terminal.send("5" if technical is not question.reverse else "1")


def test_adaptive_quiz_is_shorter_and_its_sheet_gives_the_same_result(tmp_path: Path) -> None:
    """A decided student, who leaves in the middle, comes back and takes a step back, is told early that the result is settled.

    The sheet of that quiz, replayed with --answers, gives the very same result.
    """
    out = tmp_path / "result.json"
    with Terminal(["quiz"], environment(tmp_path)) as terminal:
        terminal.until("you answer at most 28 short questions").send(ENTER, "s", "s", "s")
        for number in range(1, 5):
            answered(terminal, number)
        drawn(terminal, 5).send(CTRL_C)
        assert terminal.end() == 130
    options = ["--country", "uk", "--include-old", "--format", "json"]
    with Terminal(["quiz", "--resume", *options, "-o", str(out)], environment(tmp_path)) as terminal:
        terminal.until("at question 5. Kept: 4 answers.")
        number = 5
        while "Check my answers" not in terminal.words:
            answered(terminal, number)
            number += 1
            wanted = f"Question {number} of", "Check my answers"
            terminal.until(lambda wanted=wanted: any(words in terminal.words for words in wanted))
        assert re.search(
            r"The other \d+ questions would change your degree in .* of 100 cases", terminal.words
        )
        drawn(terminal.send(LEFT), number - 1).send(ENTER).until("Check my answers").send(ENTER)
        terminal.until("You can change any answer").send("r").until("Keep this result").send("n\r")
        assert terminal.end() == 0
    document = json.loads(out.read_text())
    assert document["asked"] == number - 1 < len(IDS)
    sheet = tmp_path / "sheet.toml"
    sheet.write_text(as_toml(AnswerSheet.model_validate(document["sheet"])))
    replayed = subprocess.run(
        [str(PROGRAM), "quiz", "--answers", str(sheet), *options],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert out.read_text() == replayed.stdout
