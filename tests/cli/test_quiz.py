"""`degreepath quiz` without a terminal: replayed, piped, refused."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from terminal import PROGRAM, environment
from typed_quiz import ANSWERS, IDS, KNOWLEDGE, OPENER, TYPED, files, one_line, quiz
from typer.testing import CliRunner

from degreepath.advice.answers import AnswerSheet
from degreepath.cli.app import app
from degreepath.records.sheet_file import as_toml


@pytest.mark.parametrize("arguments", [[], ["--full"], ["--resume"]])
def test_never_asks_without_a_terminal(arguments: list[str]) -> None:
    """Through a pipe the quiz asks nothing and answers nothing: one line says what to do instead, exit 2."""
    result = quiz(*arguments, typed=TYPED)
    assert result.exit_code == 2
    line = one_line(result)
    assert "--answers FILE" in line
    assert "--plain" in line


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-input"],
        ["--no-input", "--plain"],
        ["--answers", "x", "--resume"],
        ["--answers", "x", "--plain"],
        ["--answers", "x", "--full"],
    ],
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


def test_goal_is_part_of_the_sheet() -> None:
    """A role named with --goal is the goal and is not asked for; an unknown one is refused with a suggestion."""
    without = [*TYPED[:2], *TYPED[len(OPENER) :]]
    result = quiz("--plain", "--format", "json", "--goal", "Sound Designer", typed=without)
    assert json.loads(result.stdout)["sheet"]["goal"] == "sound-designer"
    assert "already decided" not in result.stderr
    unknown = quiz("--plain", "--goal", "sound desinger", typed=TYPED)
    assert unknown.exit_code == 2
    assert "sound-designer" in one_line(unknown)


def test_goal_can_be_named_in_the_quiz() -> None:
    """In plain lines a job is chosen by its number; the result is the same as with --goal."""
    number = 2 + [role.id for role in KNOWLEDGE.roles].index("composer")
    asked = quiz("--plain", "--format", "json", typed=[*TYPED[:2], str(number), *TYPED[len(OPENER) :]])
    named = quiz(
        "--plain", "--format", "json", "--goal", "composer", typed=[*TYPED[:2], *TYPED[len(OPENER) :]]
    )
    assert json.loads(asked.stdout)["sheet"]["goal"] == "composer"
    assert asked.stdout == named.stdout


def left_out(*arguments: str, typed: list[str] | None = None) -> dict[str, set[str]]:
    """For each reason, the courses that the shortlist leaves out for it."""
    result = quiz(*arguments, "--format", "json", typed=typed)
    assert result.exit_code == 0
    reasons: dict[str, set[str]] = {}
    for course in json.loads(result.stdout)["courses_left_out"]:
        reasons.setdefault(course["reason"], set()).add(course["program"])
    return reasons


def test_country_and_age_limit_the_courses(home: Path) -> None:
    """With --country, in any case, courses elsewhere are left out; with --include-old none is left out for its age."""
    sheet = home / "sheet.toml"
    sheet.write_text(as_toml(AnswerSheet(answers=ANSWERS)))
    elsewhere = {course.id for course in KNOWLEDGE.courses if course.country != "UK"}
    replayed = ("--answers", str(sheet))
    assert left_out(*replayed).keys() >= {"old"}
    assert left_out(*replayed, "--include-old").keys().isdisjoint({"old", "country"})
    assert left_out(*replayed, "--country", "uk")["country"] == elsewhere
    assert left_out("--plain", "--country", "UK", typed=TYPED)["country"] == elsewhere
    assert "old" not in left_out("--plain", "--include-old", typed=TYPED)


def test_unknown_country_is_refused_with_those_there_are() -> None:
    """A country without a course is refused before anything is asked, naming the countries there are."""
    for name in ("Atlantis", ""):
        result = quiz("--plain", "--country", name, typed=TYPED)
        assert result.exit_code == 2
        assert one_line(result).endswith("the countries are UK, US.")


@pytest.mark.skipif(os.name != "posix", reason="closing stdin takes a POSIX shell")
@pytest.mark.parametrize(("arguments", "code"), [("", 2), ("--plain", 130), ("--answers -", 3)])
def test_closed_stdin(home: Path, arguments: str, code: int) -> None:
    """With stdin closed or empty there is no traceback and no answer, only a line and an exit code."""
    closed = subprocess.run(
        ["/bin/sh", "-c", f"{PROGRAM} quiz {arguments} <&-"],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (closed.returncode, closed.stdout) == (code, "")
    assert "Traceback" not in closed.stderr
    assert closed.stderr.strip()
    empty = quiz(*arguments.split(), typed=[])
    assert (empty.exit_code, empty.stdout) == (code, "")


def test_stray_bytes_are_wrong_answers(home: Path) -> None:
    """Bytes that are no text are asked again like any wrong answer."""
    done = subprocess.run(
        [str(PROGRAM), "quiz", "--full", "--plain"],
        env=environment(home),
        input=b"s\ns\ns\n\xff\xfe\n4\n",
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
