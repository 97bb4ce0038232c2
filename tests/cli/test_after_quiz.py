"""What happens after the result of a quiz that was answered by hand."""

import json
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from terminal import ENTER, PROGRAM, Terminal, environment
from typer.testing import CliRunner, Result

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.kept import Feedback, Likeness
from degreepath.cli.app import app
from degreepath.knowledge.load import load_knowledge
from degreepath.records import results
from degreepath.records.results import find_kept, kept_names
from degreepath.records.sheet_file import as_toml

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
ANSWERS = {question: 1 + place % 5 for place, question in enumerate(IDS)}
QUIZ = ["1 5 9", "1 2 3", "s", *map(str, ANSWERS.values()), "r"]


def quiz(*typed: str, arguments: Sequence[str] = ("--full",)) -> Result:
    text = "".join(f"{line}\n" for line in (*QUIZ, *typed))
    return CliRunner().invoke(app, ["quiz", "--plain", "--format", "json", *arguments], input=text)


def test_a_kept_result_holds_what_was_answered(home: Path) -> None:
    """After a yes the result is on the disk with the sheet and the view, and the student reads where and how to erase it."""
    done = quiz("y", "2", "2")
    assert done.exit_code == 0
    (name,) = kept_names()
    kept = find_kept(name)
    document = json.loads(done.stdout)
    assert kept.sheet.answers == document["sheet"]["answers"]
    assert kept.said.program == document["recommendation"]["program"]
    assert kept.feedback
    assert kept.feedback.likeness is Likeness.PARTLY
    for words in (str(results.path_of(name)), f"degreepath results show {name}", f"degreepath forget {name}"):
        assert words in " ".join(done.stderr.split())
    kinds = {stat.S_IMODE(path.stat().st_mode) for path in (home / "data").rglob("*")}
    assert kinds == {0o700, 0o600}


@pytest.mark.parametrize("typed", [(), ("n",), ("",), ("perhaps", "no")])
def test_without_a_yes_nothing_stays(home: Path, typed: tuple[str, ...]) -> None:
    """A no, Enter alone, or the end of the input leave no answer on the disk; the result was shown all the same."""
    done = quiz(*typed)
    assert done.exit_code == 0
    assert json.loads(done.stdout)["asked"] == len(IDS)
    assert "The result was not kept." in done.stderr
    assert [path for path in (home / "data").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("typed", [("y",), ("y", "")])
def test_the_view_may_be_left_out(typed: tuple[str, ...]) -> None:
    """Who leaves at the second question has the result kept, without a view."""
    assert quiz(*typed).exit_code == 0
    (name,) = kept_names()
    assert find_kept(name).feedback is None


def test_the_view_changes_nothing_that_is_printed() -> None:
    """Whatever a student says about the result, the result on stdout is the same to the byte."""
    outputs = {quiz(*typed).stdout for typed in ((), ("n",), ("y", "1"), ("y", "3", "1 2"))}
    assert len(outputs) == 1


def test_a_replayed_sheet_is_never_asked_about(home: Path) -> None:
    """With --answers nothing is asked and nothing kept, whatever is on stdin."""
    sheet = home / "sheet.toml"
    sheet.write_text(as_toml(AnswerSheet(answers=ANSWERS)))
    for more in ([], ["--no-input"]):
        done = CliRunner().invoke(app, ["quiz", "--answers", str(sheet), *more], input="y\n1\n")
        assert (done.exit_code, done.stderr) == (0, "")
    assert not (home / "data").exists()


def test_a_disk_that_refuses_leaves_the_answers_on_the_screen(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the result cannot be kept, the answers are printed ready to be copied, and a sentence says why, exit 4."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(results, "write_private", full)
    done = quiz("y", "1")
    assert done.exit_code == 4
    assert json.loads(done.stdout)["asked"] == len(IDS)
    assert f'"{IDS[27]}" = {ANSWERS[IDS[27]]}' in done.stderr
    assert "no space left on device" in done.stderr.splitlines()[-1]
    assert kept_names() == ()


def test_a_view_that_cannot_be_written_says_that_the_result_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """If only the view cannot be added, the sentence says that the result is safe, exit 4."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("degreepath.cli.after_quiz.keep_feedback", full)
    done = quiz("y", "1")
    assert done.exit_code == 4
    (name,) = kept_names()
    assert f"kept as {name}, but your view of it is not" in done.stderr


def answered(terminal: Terminal) -> Terminal:
    """Go through the quiz in a real terminal to the first question after the result."""
    terminal.until("Start").send(ENTER)
    terminal.until("excite you most").send("s")
    terminal.until("excite you least").send("s")
    terminal.until("already decided on").send("s")
    terminal.until("Question 1").send("5")
    terminal.until("Question 2").send("e")
    terminal.until("See my result").send(ENTER)
    return terminal.until("Enter alone means no.")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 24)])
def test_in_a_real_terminal(home: Path, columns: int, rows: int) -> None:
    """The questions stand below the result, echo what is typed, and end with the terminal as it was."""
    with Terminal(["quiz"], environment(home), columns=columns, rows=rows) as terminal:
        answered(terminal).send("y", ENTER)
        terminal.until("Does this sound like you?").send("3", ENTER)
        terminal.until("Which of these would you drop?").send(ENTER)
        assert terminal.end() == 0
        assert "Traceback" not in terminal.printed
        assert not terminal.screen.cursor.hidden
    (name,) = kept_names()
    assert find_kept(name).feedback == Feedback(likeness=Likeness.NO)


def test_ctrl_c_at_the_last_questions(home: Path) -> None:
    """Ctrl-C at the first question keeps nothing; at the second the result stays kept; exit 130 both times."""
    with Terminal(["quiz"], environment(home)) as terminal:
        assert answered(terminal).interrupt() == 130
        assert "The result was not kept." in terminal.printed
    assert [path for path in (home / "data").rglob("*") if path.is_file()] == []
    with Terminal(["quiz"], environment(home)) as terminal:
        answered(terminal).send("y", ENTER)
        assert terminal.until("Does this sound like you?").interrupt() == 130
    assert len(kept_names()) == 1


@pytest.mark.parametrize(("typed", "kept"), [(("q",), 0), (("y", "Q"), 1), (("y", "2", "q"), 1)])
def test_every_question_says_how_to_leave_it(typed: tuple[str, ...], kept: int) -> None:
    """Each of the last questions offers q, as those before the result do; who types it is out, exit 130."""
    done = quiz(*typed)
    assert done.exit_code == 130
    assert " ".join(done.stderr.split()).count("or q to stop here") == len(typed)
    assert json.loads(done.stdout)["asked"] == len(IDS)
    assert ("The result was not kept." in done.stderr) == (not kept)
    assert len(kept_names()) == kept


def test_killed_at_the_question_loses_no_answer(home: Path) -> None:
    """Who is cut off before saying whether to keep the result finds the quiz again with --resume."""
    with Terminal(["quiz"], environment(home)) as terminal:
        answered(terminal).kill(9)
        terminal.end()
    left = list((home / "data").rglob("*.json"))
    assert len(left) == 1
    assert "unfinished" in left[0].parts


def test_nothing_goes_to_the_network(home: Path) -> None:
    """Keeping, listing, comparing and forgetting work with every way to the network blocked, and never try one."""
    (home / "sitecustomize.py").write_text(
        "import socket\n"
        "def blocked(*_, **__):\n"
        "    open(__file__ + '.tried', 'w').close()\n"
        "    raise OSError('blocked')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = blocked\n"
        "socket.getaddrinfo = socket.create_connection = blocked\n"
    )

    def program(*arguments: str, typed: Sequence[str] = ()) -> str:
        done = subprocess.run(
            [str(PROGRAM), *arguments],
            env=environment(home, PYTHONPATH=str(home)),
            input="".join(f"{line}\n" for line in typed),
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    program("quiz", "--plain", "--full", typed=(*QUIZ, "y", "1"))
    (name,) = kept_names()
    for arguments in (["results"], ["results", "show", name], ["results", "diff", name, name]):
        assert program(*arguments)
    assert program("results", "talk", name, name)
    assert program("forget", "--all", "--yes")
    assert not (home / "data" / "degreepath").exists()
    assert not (home / "sitecustomize.py.tried").exists()
