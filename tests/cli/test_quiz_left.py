"""`degreepath quiz` that is left, gone on with, or cannot keep its answers; in plain lines."""

import json
import subprocess
from pathlib import Path

import pytest
from terminal import PROGRAM, environment
from typed_quiz import ANSWERS, IDS, OPENER, TYPED, files, one_line, quiz
from typer.testing import CliRunner

from degreepath.cli.app import app
from degreepath.records.sheet_file import parse_sheet

ASKED = len(OPENER)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ([*TYPED[: ASKED + 4], "q"], "4 answers and your marks"),
        (["s", "s", "s", "3"], "1 answer"),
        (["s", "s", "4", "q"], "your goal"),
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
    quiz("--plain", typed=[*TYPED[: ASKED + 6], "q"])
    waiting = quiz("--plain", typed=["q"])
    assert "unfinished quiz" in waiting.stderr
    result = quiz("--plain", "--resume", "--format", "json", typed=TYPED[ASKED + 6 :])
    assert "at question 7. Kept: 6 answers and your marks." in " ".join(result.stderr.split())
    assert result.stdout == quiz("--plain", "--format", "json", typed=TYPED).stdout
    assert files(home) == []


def test_goal_comes_back_with_the_quiz() -> None:
    """A goal chosen before leaving is there when the quiz is gone on with, and is said to be kept."""
    quiz("--plain", typed=["s", "s", "4", "q"])
    result = quiz("--plain", "--resume", "--format", "json", typed=["5", "e", "r"])
    assert "Kept: your goal." in " ".join(result.stderr.split())
    assert json.loads(result.stdout)["sheet"]["goal"] == "composer"


@pytest.mark.parametrize("before", [["1", "s"], ["s", "s", "4", "5"]])
def test_goal_named_on_resuming_counts_and_is_not_asked_for(before: list[str]) -> None:
    """Who goes on with --goal is not asked for a goal any more, and it replaces an earlier one."""
    quiz("--plain", typed=[*before, "q"])
    result = quiz("--plain", "--resume", "--goal", "mix engineer", "--format", "json", typed=["5", "e", "r"])
    assert "already decided" not in result.stderr
    assert json.loads(result.stdout)["sheet"]["goal"] == "mix-engineer"


@pytest.mark.parametrize(
    ("first", "then", "full"), [([], [], False), (["--full"], [], True), ([], ["--full"], True)]
)
def test_resumed_quiz_asks_as_before(first: list[str], then: list[str], full: bool) -> None:
    """A quiz that asks every question still does so after a break, and so does one from then on with --full."""
    CliRunner().invoke(app, ["quiz", "--plain", *first], input="s\ns\ns\n3\nq\n")
    result = CliRunner().invoke(app, ["quiz", "--plain", "--resume", *then], input="q\n")
    title = "Question 2 of 28" if full else "Question 2 of at most 28"
    assert title in result.stderr.splitlines()


def test_nothing_to_resume() -> None:
    """Without an unfinished quiz --resume says so in one line, exit 2."""
    result = quiz("--plain", "--resume", typed=TYPED)
    assert result.exit_code == 2
    assert "no unfinished quiz" in one_line(result)


def changed(home: Path) -> Path:
    """An unfinished quiz of another knowledge base, in which the first question had other words."""
    quiz("--plain", typed=[*TYPED[: ASKED + 6], "q"])
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
    result = quiz("--plain", "--resume", "--format", "json", typed=["y", "5", *TYPED[ASKED + 6 :]])
    assert json.loads(result.stdout)["sheet"]["answers"] == ANSWERS | {IDS[0]: 5}


@pytest.mark.parametrize("text", ["", "{", '{"schema": 1}'])
def test_unreadable_unfinished_quiz(home: Path, text: str) -> None:
    """A broken file is named in one line, exit 3."""
    changed(home).write_text(text)
    result = quiz("--plain", "--resume", typed=TYPED)
    assert result.exit_code == 3
    assert "delete that file" in one_line(result)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("trail", ["nonsense"]),
        ("trail", ["welcome", "question:no-such-question"]),
        ("trail", ["welcome", "question"]),
        ("trail", ["welcome", "most:song"]),
        ("trail", ["welcome", "done"]),
        ("sheet", {"answers": {"no-such-question": 3}}),
        ("sheet", {"opener": {"most": ["no-such-interest"]}}),
        ("sheet", {"goal": "no-such-role"}),
    ],
)
def test_a_damaged_unfinished_quiz(home: Path, field: str, value: object) -> None:
    """A file that names what does not exist is told of like any other broken one, not as a bug of ours; it stays as it is."""
    quiz("--plain", typed=["s", "s", "s", "4", "q"])
    (path,) = files(home)
    path.write_text(json.dumps(json.loads(path.read_text()) | {field: value, "at": 0}))
    before = path.read_text()
    result = quiz("--plain", "--resume", typed=["b", "b"])
    assert result.exit_code == 3
    assert f"The unfinished quiz {path} cannot be read; delete that file" in one_line(result)
    assert path.read_text() == before


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
    left = quiz("--plain", typed=[*TYPED[: ASKED + 2], "q"])
    assert left.exit_code == 130
    assert f'"{IDS[1]}" = {ANSWERS[IDS[1]]}' in left.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_result_that_cannot_be_written_costs_no_answer(home: Path) -> None:
    """If the result cannot be written at the end, the answers are still kept and the quiz can be gone on with."""
    result = quiz("--plain", "-o", "/dev/full", "--force", typed=TYPED)
    assert result.exit_code == 4
    assert "--resume" in result.stderr
    again = quiz("--plain", "--resume", "--format", "json", typed=["r"])
    assert json.loads(again.stdout)["sheet"]["answers"] == ANSWERS
    assert files(home) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_result_that_cannot_be_shown_costs_no_answer(home: Path) -> None:
    """If stdout is a full disk, the quiz is not forgotten: one line says how to go on, and nothing more is asked."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PROGRAM, "quiz", "--plain"],
            env=environment(home),
            input="s\ns\ns\n4\ne\nr\nn\n",
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 4
    assert "Kept: 1 answer. To go on: degreepath quiz --resume" in done.stderr
    assert "Keep this result" not in done.stderr
    assert len(files(home)) == 1


@pytest.mark.parametrize("out", ["no-folder/result", "."])
def test_a_place_that_cannot_be_written_is_refused_before_the_quiz(home: Path, out: str) -> None:
    """Nobody answers every question only to learn that the result has no place."""
    result = quiz("--plain", "-o", str(home / out), "--force", typed=TYPED)
    assert result.exit_code == 4
    assert "cannot be written" in one_line(result)
    assert files(home) == []


def test_answers_that_are_not_kept_can_be_copied(home: Path) -> None:
    """The answers printed to who leaves are a sheet as it stands: copied into a file, --answers takes it."""
    (home / "data").write_text("not a folder")
    left = quiz("--plain", typed=[*TYPED[: ASKED + 2], "q"])
    printed = left.stderr[left.stderr.rindex("schema = 1") : left.stderr.rindex("degreepath:")]
    assert left.stderr.partition("schema = 1")[0].endswith("\n")
    assert list(parse_sheet(printed, "the lines").answers) == IDS[:2]
