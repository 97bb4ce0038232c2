"""`degreepath check` as a person types it."""

import json
import os
from functools import partial
from pathlib import Path

import pytest
from commands import run
from kept_students import COMPOSER, KNOWLEDGE, kept
from terminal import Terminal, environment

from degreepath.advice.recommend import recommend

LIST = "Core:\nMixing\nRecording\nProgramming\nElective:\nCritical Listening\n"
BARE = "Mixing\nRecording\nProgramming\nCritical Listening\n"
check = partial(run, "check")
POSIX = pytest.mark.skipif(os.name != "posix", reason="a pty is a POSIX thing")


@pytest.fixture
def pasted(home: Path) -> str:
    (home / "list.txt").write_text(LIST, encoding="utf-8")
    (home / "bare.txt").write_text(BARE, encoding="utf-8")
    return "list.txt"


def doors(*words: str) -> dict[str, str]:
    """The door of each role, by a check in JSON."""
    done = check(*words, "--format", "json")
    assert done.exit_code == 0, done.stderr
    return {row["role"]: row["door"] for row in json.loads(done.stdout)["roles"]}


@pytest.mark.parametrize(
    "words", [["technology"], ["Futureworks", "--all"], ["production", "--role", "composer"]]
)
def test_a_known_course_is_checked(words: list[str]) -> None:
    """A course is found by id, alias or school, and the page goes to stdout with nothing on stderr and no escape character."""
    done = check(*words)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "which roles it leads to" in done.stdout
    assert "\x1b" not in done.stdout


def test_only_the_roles_asked_for_are_shown() -> None:
    """--role narrows the check, by name, id or a part, and drops doubles."""
    words = ("production", "--role", "mix engineer", "--role", "composer", "--role", "mix-engineer")
    assert set(doors(*words)) == {"mix-engineer", "composer"}


def test_a_kept_result_shows_only_when_it_is_named() -> None:
    """Another student's roles never slip in; whoever names the result has its roles first."""
    before = check("technology").stdout
    name = kept(COMPOSER)
    assert check("technology").stdout == before
    shown = check("technology", "--result", name, "--only", "doors").stdout
    first = recommend(KNOWLEDGE, COMPOSER).top[0]
    roles = [line.split(":")[0] for line in shown.splitlines() if line.endswith(" on the list")]
    assert roles[0] == KNOWLEDGE.role[first].name


def test_a_pasted_list_is_checked(pasted: str) -> None:
    """A list in a file, or through a pipe, leads to the same doors; without a terminal nothing is asked."""
    found = doors("--modules", pasted)
    assert found["mix-engineer"] == "yes"
    done = check("--modules", "-", "--format", "json", input=LIST)
    assert {row["role"]: row["door"] for row in json.loads(done.stdout)["roles"]} == found


def test_a_list_without_marks_is_not_taken_for_compulsory(pasted: str) -> None:
    """Where nothing says what is compulsory, the page asks, and no door is simply open."""
    assert "does not say which modules are compulsory" in " ".join(
        check("--modules", "bare.txt").stdout.split()
    )
    assert doors("--modules", "bare.txt")["mix-engineer"] == "choose"


def test_the_list_is_written_corrected_and_read_again(pasted: str, home: Path) -> None:
    """-o writes the list as TOML beside the page; a topic corrected there counts, in a check and as a course of one's own."""
    done = check("--modules", pasted, "-o", "own.toml")
    assert (done.exit_code, done.stderr) == (0, "Written to own.toml\n")
    assert "which roles it leads to" in done.stdout
    text = (home / "own.toml").read_text(encoding="utf-8")
    corrected = text.replace('may = ["creative-coding", "cpp"]', "").replace(
        "topics = []", 'topics = ["composition"]'
    )
    assert corrected.count("composition") == 1
    (home / "mine").mkdir()
    (home / "mine" / "own.toml").write_text(corrected, encoding="utf-8")
    assert doors("--modules", "mine/own.toml", "--role", "composer") == {"composer": "yes"}
    known = run("--data mine check own --role composer --format json")
    assert json.loads(known.stdout)["roles"][0]["door"] == "yes"
    missing = run("data lint mine").stdout
    assert [field in missing for field in ("institution", "country", "archetype", "3 problems")] == [True] * 4
    alone = check("--modules", pasted, "--format", "toml")
    assert alone.stdout.splitlines()[-1] == text.splitlines()[-1]


def test_only_a_complete_list_says_no(pasted: str) -> None:
    """Without --complete nothing is closed, with it something is."""
    assert "no" not in doors("--modules", pasted).values()
    assert "no" in doors("--modules", pasted, "--complete").values()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "no module titles"),
        (bytes(range(256)), "text"),
        (b"a" * 10_000_000, "larger"),
        (b"Core:\n", "no module titles"),
        (b"Potato\nTomato\n", "None of the 2 titles"),
        (b"[[programs]]\ntitle =", "TOML"),
        (b'{"modules": []}', "JSON"),
    ],
)
def test_a_useless_file_gets_one_sentence(home: Path, raw: bytes, says: str) -> None:
    """Whatever is wrong with the file, stdout stays empty and stderr has one line that says it, exit 3."""
    (home / "bad.txt").write_bytes(raw)
    done = check("--modules", "bad.txt")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert says in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ([], 2, "either a program or --modules"),
        (["production", "--modules", "x"], 2, "either a program or --modules"),
        (["production", "--complete"], 2, "add --modules"),
        (["production", "-o", "x.toml"], 2, "add --modules"),
        (["produktion"], 2, "did you mean production"),
        (["production", "--role", "compser"], 2, "did you mean composer"),
        (["--modules", "missing.txt"], 4, "cannot be read"),
        (["--modules", "."], 4, "cannot be read"),
    ],
)
def test_wrong_words_are_answered_in_one_line(words: list[str], code: int, says: str) -> None:
    """A wrong command line gets one helpful line, the right exit code and nothing on stdout."""
    done = check(*words)
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (code, "", 1)
    assert says in done.stderr


@POSIX
def test_a_person_in_a_terminal_is_asked(pasted: str, home: Path) -> None:
    """In a terminal it asks what is compulsory and what unclear titles teach; a wrong answer is asked again; both count."""
    arguments = [
        "check",
        "--modules",
        "bare.txt",
        "--role",
        "junior-audio-programmer",
        "--only",
        "titles",
        "--no-pager",
    ]
    with Terminal(arguments, environment(home), rows=60) as terminal:
        terminal.until("only Enter if you do not know:").send("c\r")
        terminal.until("Unclear title 1 of 1: Programming").send("9\r").until("from 1 to 2").send("2\r")
        assert terminal.end() == 0
        read = terminal.printed.split("How the list was read")[1]
        assert "Programming compulsory programming in C or C++" in read
        assert "elective" not in read


@POSIX
def test_asking_can_be_left_and_switched_off(pasted: str, home: Path) -> None:
    """'q' ends the questions, --no-input never asks, Ctrl-C leaves with 130."""
    arguments = ["check", "--modules", pasted, "--role", "composer", "--no-pager"]
    with Terminal(arguments, environment(home), rows=60) as terminal:
        terminal.until("q or Enter:").send("q\r")
        assert terminal.end() == 0
    with Terminal([*arguments, "--no-input"], environment(home), rows=60) as terminal:
        assert terminal.end() == 0
        assert "Unclear title 1" not in terminal.printed
    with Terminal(arguments, environment(home), rows=60) as terminal:
        assert terminal.until("q or Enter:").interrupt() == 130


def test_a_file_is_not_taken_for_a_program(pasted: str) -> None:
    """Whoever forgets --modules is told to type it, not that there is no such program."""
    done = check(pasted)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "type --modules before it" in done.stderr


def test_a_students_roles_stand_first_whatever_their_door() -> None:
    """Who checks a course for a student sees the student's own roles on the first screen, a closed one too."""
    name = kept(COMPOSER)
    own = recommend(KNOWLEDGE, COMPOSER).named
    rows = check("technology", "--result", name).stdout.splitlines()
    start = next(place for place, line in enumerate(rows) if line.startswith("Role "))
    first = [line for line in rows[start + 1 :] if not line.startswith(" ")]
    for line, role in zip(first, own, strict=False):
        assert line.startswith(KNOWLEDGE.role[role].name)
