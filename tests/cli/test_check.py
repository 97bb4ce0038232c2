"""`degreepath check` as a person types it."""

import json
import os
from functools import partial
from pathlib import Path

import pytest
from commands import run
from terminal import Terminal, environment

LIST = "Core:\nMixing\nRecording\nProgramming\nElective:\nCritical Listening\n"
check = partial(run, "check")


@pytest.fixture
def pasted(tmp_path: Path) -> str:
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")
    return "list.txt"


@pytest.mark.parametrize(
    "words",
    [["technology"], ["production", "--role", "composer", "--role", "mix-engineer"], ["Futureworks", "--format", "markdown"]],
)  # fmt: skip
def test_a_known_course_is_checked(words: list[str]) -> None:
    """A course is found by id or alias, and the page goes to stdout with nothing on stderr and no escape character."""
    result = check(*words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Which roles does" in result.stdout
    assert "\x1b" not in result.stdout


def test_only_the_roles_asked_for_are_shown() -> None:
    """--role narrows the audit, keeps the order and drops doubles."""
    result = check(
        "production",
        "--role",
        "mix engineer",
        "--role",
        "composer",
        "--role",
        "mix-engineer",
        "--format",
        "json",
    )
    assert [row["role"] for row in json.loads(result.stdout)["roles"]] == ["mix-engineer", "composer"]


def test_a_pasted_list_is_checked(pasted: str) -> None:
    """A list in a file leads to the same audit; without a terminal nothing is asked."""
    value = json.loads(check("--modules", pasted, "--format", "json").stdout)
    assert value["program"] is None
    assert {row["title"]: row["topics"] for row in value["modules"]}["Mixing"] == ["mixing"]
    mix = next(row for row in value["roles"] if row["role"] == "mix-engineer")
    assert (mix["viability"], mix["electives"]) == ("possible", ["Critical Listening"])


def test_a_list_can_come_through_a_pipe() -> None:
    """'-' reads the list from stdin."""
    result = check("--modules", "-", input=LIST)
    assert result.exit_code == 0
    assert "stdin" in result.stdout


def test_the_list_is_written_corrected_and_read_again(pasted: str, tmp_path: Path) -> None:
    """-o writes the list as TOML beside the page; a topic corrected there wins the next time."""
    result = check("--modules", pasted, "-o", "own.toml")
    assert (result.exit_code, result.stderr) == (0, "Written to own.toml\n")
    assert "Which roles do the modules" in result.stdout
    text = (tmp_path / "own.toml").read_text(encoding="utf-8")
    corrected = text.replace('topics = []\nunclear = ["creative-coding", "cpp"]', 'topics = ["cpp"]')
    assert corrected != text
    (tmp_path / "own.toml").write_text(corrected, encoding="utf-8")
    value = json.loads(check("--modules", "own.toml", "--format", "json").stdout)
    assert next(row for row in value["modules"] if row["title"] == "Programming")["topics"] == ["cpp"]
    assert value["unclear"] == []


def test_an_existing_file_is_kept(pasted: str, tmp_path: Path) -> None:
    """-o never overwrites a file unless --force says so."""
    (tmp_path / "own.toml").write_text("mine", encoding="utf-8")
    result = check("--modules", pasted, "-o", "own.toml")
    assert (result.exit_code, result.stdout) == (4, "")
    assert (tmp_path / "own.toml").read_text(encoding="utf-8") == "mine"
    assert check("--modules", pasted, "-o", "own.toml", "--force").exit_code == 0


def test_only_a_complete_list_says_no(pasted: str) -> None:
    """Without --complete nothing is closed, with it something is."""
    open_ended = check("--modules", pasted, "--format", "json").stdout
    whole = check("--modules", pasted, "--complete", "--format", "json").stdout
    assert "not-covered" not in {row["viability"] for row in json.loads(open_ended)["roles"]}
    assert "not-covered" in {row["viability"] for row in json.loads(whole)["roles"]}


@pytest.mark.parametrize(
    ("raw", "code", "says"),
    [
        (b"", 3, "empty"),
        (bytes(range(256)), 3, "not a text file"),
        (b"a" * 10_000_000, 3, "larger"),
        (b"Core:\n", 3, "no module titles"),
        (b"Potato\nTomato\n", 3, "None of the 2 titles"),
        (b"[[modules]]\ntitle =", 3, "TOML"),
    ],
)
def test_a_useless_file_gets_one_sentence(tmp_path: Path, raw: bytes, code: int, says: str) -> None:
    """Whatever is wrong with the file, stdout stays empty and stderr has one line that says it."""
    (tmp_path / "bad.txt").write_bytes(raw)
    result = check("--modules", "bad.txt")
    assert (result.exit_code, result.stdout) == (code, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_titles_nobody_understands_are_not_lost(tmp_path: Path) -> None:
    """When no title is understood, -o still writes the list, so that the topics can be written in."""
    (tmp_path / "bad.txt").write_text("Potato\n", encoding="utf-8")
    result = check("--modules", "bad.txt", "-o", "own.toml")
    assert result.exit_code == 3
    assert "Potato" in (tmp_path / "own.toml").read_text(encoding="utf-8")


def test_contradictory_headings_are_said(tmp_path: Path) -> None:
    """'Core electives' is read as elective, and a sentence on stderr says so."""
    (tmp_path / "list.txt").write_text("Core electives:\nMixing\n", encoding="utf-8")
    result = check("--modules", "list.txt", "--format", "json")
    assert "both compulsory and elective" in result.stderr
    assert json.loads(result.stdout)["modules"][0]["status"] == "elective"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ([], 2, "either a program or --modules"),
        (["production", "--modules", "x"], 2, "either a program or --modules"),
        (["production", "--complete"], 2, "--modules"),
        (["produktion"], 2, "did you mean production"),
        (["production", "--role", "compser"], 2, "did you mean composer"),
        (["--modules", "missing.txt"], 4, "cannot be read"),
        (["--modules", "."], 4, "cannot be read"),
    ],
)
def test_wrong_words_are_answered_in_one_line(words: list[str], code: int, says: str) -> None:
    """A wrong command line gets one helpful line, the right exit code and nothing on stdout."""
    result = check(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert says in result.stderr


def test_five_thousand_lines_are_taken(tmp_path: Path) -> None:
    """A whole catalogue is checked, and we ask whether it is one."""
    text = "Core:\n" + "\n".join(f"MUS {i} Recording {i % 9}" for i in range(1000, 6000))
    (tmp_path / "list.txt").write_text(text, encoding="utf-8")
    result = check("--modules", "list.txt")
    assert result.exit_code == 0
    assert "5,000 modules" in result.stderr


def test_help_says_what_it_is_for() -> None:
    """--help has a summary and an example."""
    result = check("-h")
    assert result.exit_code == 0
    assert "degreepath check technology" in result.stdout


POSIX = pytest.mark.skipif(os.name != "posix", reason="a pty is a POSIX thing")


@POSIX
def test_unclear_titles_are_asked_about_in_a_terminal(tmp_path: Path) -> None:
    """In a terminal the student is asked what an unclear title teaches: a wrong answer is asked again, a number decides."""
    (tmp_path / "list.txt").write_text(LIST + "Sound Technology\n", encoding="utf-8")
    arguments = ["check", "--modules", str(tmp_path / "list.txt"), "--role", "audio-plugin-designer"]
    with Terminal(arguments, environment(tmp_path), rows=60) as terminal:
        terminal.until("Unclear title 1 of 2: Programming").send("9\r").until("from 1 to 2").send("2\r")
        terminal.until("Unclear title 2 of 2").send("\r")
        terminal.until("Read on")
        assert terminal.end() == 0
        assert "you decided" in terminal.printed
        assert "Sound Technology: Audio systems?" in terminal.printed


@POSIX
def test_asking_can_be_left_and_switched_off(tmp_path: Path) -> None:
    """'q' ends the questions, --no-input never asks, Ctrl-C leaves with 130."""
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")
    arguments = ["check", "--modules", str(tmp_path / "list.txt"), "--role", "composer"]
    with Terminal(arguments, environment(tmp_path), rows=60) as terminal:
        terminal.until("q or Enter:").send("q\r").until("Read on")
        assert terminal.end() == 0
    with Terminal([*arguments, "--no-input"], environment(tmp_path), rows=60) as terminal:
        assert terminal.end() == 0
        assert "Unclear title 1" not in terminal.printed
    with Terminal(arguments, environment(tmp_path), rows=60) as terminal:
        assert terminal.until("q or Enter:").interrupt() == 130
