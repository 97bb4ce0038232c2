"""`degreepath quiz` without a terminal: replayed, piped, refused."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from terminal import PROGRAM, environment
from typer.testing import CliRunner, Result

from degreepath.advice.answers import AnswerSheet
from degreepath.cli.app import app
from degreepath.knowledge.load import load_knowledge
from degreepath.records.sheet_file import as_toml

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
ANSWERS = {question: 1 + place % 5 for place, question in enumerate(IDS)}
TYPED = ["1 5 9", "1 2 3", *map(str, ANSWERS.values()), "r"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


def quiz(*arguments: str, typed: Sequence[str] | None = None) -> Result:
    """Run `degreepath quiz`, asking every question in file order, so that typed answers meet the questions they are for."""
    full = ["--full"] if "--plain" in arguments else []
    text = "".join(f"{line}\n" for line in typed) if typed is not None else None
    return CliRunner().invoke(app, ["quiz", *full, *arguments], input=text)


def files(home: Path) -> list[Path]:
    return [path for path in (home / "data").rglob("*") if path.suffix == ".json"]


def one_line(result: Result) -> str:
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line


@pytest.mark.parametrize("arguments", [[], ["--full"], ["--resume"]])
def test_never_asks_without_a_terminal(arguments: list[str]) -> None:
    """Through a pipe the quiz asks nothing and answers nothing: one line says what to do instead, exit 2."""
    result = quiz(*arguments, typed=TYPED)
    assert result.exit_code == 2
    line = one_line(result)
    assert "--answers FILE" in line
    assert "--plain" in line


@pytest.mark.parametrize(
    "arguments", [["--no-input"], ["--no-input", "--plain"], ["--answers", "x", "--resume"]]
)
def test_contradicting_options_are_refused(arguments: list[str]) -> None:
    """With --no-input nothing is ever asked, and a given sheet cannot be an unfinished quiz as well."""
    result = quiz(*arguments, typed=TYPED)
    assert result.exit_code == 2
    assert "--answers" in one_line(result)


def test_plain_quiz_through_a_pipe_gives_clean_data(home: Path) -> None:
    """With --plain the answers come line by line; stdout holds the result only, and nothing stays on the disk."""
    result = quiz("--plain", "--format", "json", typed=TYPED)
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert document["asked"] == len(IDS)
    assert document["sheet"]["answers"] == ANSWERS
    assert "Question 28 of 28" in result.stderr
    assert "\x1b" not in result.stderr
    assert files(home) == []


def test_replayed_sheet_gives_the_same_result_as_the_quiz(home: Path) -> None:
    """The answers of a quiz, written to a file and replayed, or piped in, give the very same result."""
    asked = quiz("--plain", "--format", "json", typed=TYPED)
    sheet = AnswerSheet.model_validate(json.loads(asked.stdout)["sheet"])
    path = home / "sheet.toml"
    path.write_text(as_toml(sheet))
    assert quiz("--answers", str(path), "--format", "json").stdout == asked.stdout
    piped = CliRunner().invoke(app, ["quiz", "--answers", "-", "--format", "json"], input=as_toml(sheet))
    assert piped.stdout == asked.stdout


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_result_goes_to_a_file_that_is_never_overwritten(home: Path, form: str) -> None:
    """With -o the result is in the file and stdout is empty; an existing file is refused before anything is asked."""
    out = home / "result"
    sheet = home / "sheet.toml"
    sheet.write_text(as_toml(AnswerSheet(answers=ANSWERS)))
    first = quiz("--answers", str(sheet), "--format", form, "-o", str(out))
    assert (first.exit_code, first.stdout) == (0, "")
    assert out.read_text().strip()
    again = quiz("--plain", "-o", str(out), typed=TYPED)
    assert again.exit_code == 4
    assert "--force" in one_line(again)
    assert quiz("--answers", str(sheet), "--format", form, "-o", str(out), "--force").exit_code == 0


def test_result_that_cannot_be_written_costs_no_answer(home: Path) -> None:
    """If the result cannot be written at the end, the answers are still kept and the quiz can be gone on with."""
    result = quiz("--plain", "-o", str(home / "missing" / "result"), typed=TYPED)
    assert result.exit_code == 4
    assert "--resume" in result.stderr
    again = quiz("--plain", "--resume", "--format", "json", typed=["r"])
    assert json.loads(again.stdout)["sheet"]["answers"] == ANSWERS
    assert files(home) == []


def test_goal_is_part_of_the_sheet() -> None:
    """A role named with --goal is kept as the goal, by any of its names; an unknown one is refused with a suggestion."""
    result = quiz("--plain", "--format", "json", "--goal", "Sound Designer", typed=TYPED)
    assert json.loads(result.stdout)["sheet"]["goal"] == "sound-designer"
    unknown = quiz("--plain", "--goal", "sound desinger", typed=TYPED)
    assert unknown.exit_code == 2
    assert "sound-designer" in one_line(unknown)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ([*TYPED[:6], "q"], "4 answers and your marks"),
        (["s", "s", "3"], "1 answer"),
        (["1"], "your marks"),
    ],
)
def test_leaving_keeps_the_answers(home: Path, typed: list[str], kept: str) -> None:
    """Who leaves with q, or whose input ends, reads what is kept and how to go on; exit 130."""
    result = quiz("--plain", typed=typed)
    assert result.exit_code == 130
    assert result.stdout == ""
    assert f"Kept: {kept}. To go on: degreepath quiz --resume" in result.stderr.splitlines()[-1]
    assert len(files(home)) == 1


@pytest.mark.parametrize("typed", [["q"], [], ["s", "b", "q"]])
def test_leaving_before_the_first_answer_keeps_nothing(home: Path, typed: list[str]) -> None:
    """Who answered nothing leaves nothing behind."""
    result = quiz("--plain", typed=typed)
    assert result.exit_code == 130
    assert "nothing was kept" in result.stderr.splitlines()[-1]
    assert files(home) == []


def test_resume_goes_on_where_it_stopped(home: Path) -> None:
    """With --resume the quiz says where it stopped and goes on there; the result is that of one sitting."""
    quiz("--plain", typed=[*TYPED[:8], "q"])
    waiting = quiz("--plain", typed=["q"])
    assert "unfinished quiz" in waiting.stderr
    result = quiz("--plain", "--resume", "--format", "json", typed=TYPED[8:])
    assert "at question 7. Kept: 6 answers and your marks." in " ".join(result.stderr.split())
    assert result.stdout == quiz("--plain", "--format", "json", typed=TYPED).stdout
    assert files(home) == []


def test_nothing_to_resume() -> None:
    """Without an unfinished quiz --resume says so in one line, exit 2."""
    result = quiz("--plain", "--resume", typed=TYPED)
    assert result.exit_code == 2
    assert "no unfinished quiz" in one_line(result)


def changed(home: Path) -> Path:
    """An unfinished quiz of another knowledge base, in which the first question had other words."""
    quiz("--plain", typed=[*TYPED[:8], "q"])
    (path,) = files(home)
    value = json.loads(path.read_text())
    value["knowledge_hash"] = "000000000000"
    value["asked"][IDS[0]] = "other words"
    path.write_text(json.dumps(value))
    return path


@pytest.mark.parametrize("typed", [["n"], ["", "no"]])
def test_changed_questions_are_refused_kindly(home: Path, typed: list[str]) -> None:
    """If the questions changed meanwhile, the student is asked first; a no keeps the old answers untouched."""
    path = changed(home)
    before = path.read_text()
    result = quiz("--plain", "--resume", typed=typed)
    assert result.exit_code == 3
    assert "Answers that still fit: 5 of 6." in " ".join(result.stderr.split())
    assert "still kept" in result.stderr.splitlines()[-1]
    assert path.read_text() == before


@pytest.mark.parametrize("typed", [["q"], []])
def test_leaving_at_that_question_changes_nothing(home: Path, typed: list[str]) -> None:
    """Who leaves at the question whether to carry answers over finds all of them there the next time."""
    path = changed(home)
    before = path.read_text()
    result = quiz("--plain", "--resume", typed=typed)
    assert result.exit_code == 130
    assert "still kept" in result.stderr.splitlines()[-1]
    assert path.read_text() == before


def test_answers_that_still_fit_are_carried_over(home: Path) -> None:
    """A yes goes on with the answers to the same words; the changed question is asked again."""
    changed(home)
    result = quiz("--plain", "--resume", "--format", "json", typed=["y", "5", *TYPED[8:]])
    assert json.loads(result.stdout)["sheet"]["answers"] == ANSWERS | {IDS[0]: 5}


@pytest.mark.parametrize("text", ["", "{", '{"schema": 1}'])
def test_unreadable_unfinished_quiz(home: Path, text: str) -> None:
    """A broken file is named in one line, exit 3."""
    changed(home).write_text(text)
    result = quiz("--plain", "--resume", typed=TYPED)
    assert result.exit_code == 3
    assert "delete that file" in one_line(result)


def test_answers_that_cannot_be_kept_stay_on_the_screen(home: Path) -> None:
    """Where nothing can be written, the student is told, finishes all the same, and gets the answers on stderr, exit 4."""
    (home / "data").write_text("not a folder")
    result = quiz("--plain", "--format", "json", typed=TYPED)
    assert result.exit_code == 4
    assert json.loads(result.stdout)["sheet"]["answers"] == ANSWERS
    assert "Your answers cannot be kept on this computer (not a directory)." in " ".join(
        result.stderr.split()
    )
    assert f'"{IDS[27]}" = {ANSWERS[IDS[27]]}' in result.stderr
    assert result.stderr.splitlines()[-1].startswith("Your answers could not be kept")
    left = quiz("--plain", typed=[*TYPED[:4], "q"])
    assert left.exit_code == 130
    assert f'"{IDS[1]}" = {ANSWERS[IDS[1]]}' in left.stderr


@pytest.mark.parametrize(("arguments", "code"), [("", 2), ("--plain", 130), ("--answers -", 3)])
def test_closed_stdin(home: Path, arguments: str, code: int) -> None:
    """With stdin closed or empty there is no traceback and no answer, only a line and an exit code."""
    for closing in ("<&-", "</dev/null"):
        done = subprocess.run(
            ["/bin/sh", "-c", f"{PROGRAM} quiz {arguments} {closing}"],
            env=environment(home),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (code, "")
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()


def test_stray_bytes_are_wrong_answers(home: Path) -> None:
    """Bytes that are no text are asked again like any wrong answer."""
    done = subprocess.run(
        [str(PROGRAM), "quiz", "--full", "--plain"],
        env=environment(home),
        input=b"s\ns\n\xff\xfe\n4\n",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 130
    assert b"Kept: 1 answer." in done.stderr
    assert b"not one of the answers" in done.stderr


def test_help_has_an_example() -> None:
    """The help of the command says what it does and shows examples."""
    result = quiz("--help")
    assert result.exit_code == 0
    assert "degreepath quiz --answers answers.toml --format json" in result.stdout


@pytest.mark.skipif(os.name != "posix", reason="signals are a POSIX thing")
def test_nothing_goes_to_the_network(home: Path) -> None:
    """A whole quiz runs with every way to the network blocked, and never tries one."""
    (home / "sitecustomize.py").write_text(
        "import socket\n"
        "def blocked(*_, **__):\n"
        "    open(__file__ + '.tried', 'w').close()\n"
        "    raise OSError('blocked')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = blocked\n"
        "socket.getaddrinfo = socket.create_connection = blocked\n"
    )
    done = subprocess.run(
        [str(PROGRAM), "quiz", "--full", "--plain", "--format", "json"],
        env=environment(home, PYTHONPATH=str(home)),
        input="\n".join(TYPED) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert not (home / "sitecustomize.py.tried").exists()
