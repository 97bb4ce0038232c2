"""`degreepath data …` and `--data DIR` as a person types them."""

import json
import sys
from pathlib import Path

import pexpect
import pytest
from commands import run
from overlays import COURSE
from terminal import Terminal, environment

from degreepath.cli import new_program
from degreepath.knowledge.load import load_knowledge, read_draft

PROGRAM = Path(sys.executable).parent / "degreepath"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder with one course of a counsellor's own."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "course.toml").write_text(COURSE)
    return folder


@pytest.mark.parametrize("command", ["lint", "schema", "new-program"])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_an_example(command: str, option: str) -> None:
    """Help says what to type."""
    result = run("data", command, option)
    assert result.exit_code == 0
    assert f"  degreepath data {command}" in result.stdout.split("Examples:")[1]


def test_lint_of_ours() -> None:
    """All is well: one line, exit 0."""
    result = run("data", "lint")
    records = sum(map(len, read_draft().records.values()))
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{records} records, no problems\n", "")


def test_lint_of_ones_own_folder(mine: Path) -> None:
    """A good course is counted with ours."""
    result = run("data", "lint", mine)
    assert result.exit_code == 0
    assert result.stdout.endswith(" records, no problems\n")


def test_lint_lists_every_problem(mine: Path) -> None:
    """Each problem is one line that begins with file and line; the exit code says that something is wrong."""
    (mine / "course.toml").write_text(COURSE.replace("picture", "pictures").replace('"technology"', '"tech"'))
    result = run("data", "lint", mine)
    assert result.exit_code == 3
    first, second, last = result.stdout.splitlines()
    assert first == (
        "mine/course.toml:15: program 'my-course' archetype: there is no archetype 'tech'. "
        "Add it, or name another of the archetypes."
    )
    assert second.startswith(
        "mine/course.toml:20: program 'my-course' teaches.pictures: there is no interest"
    )
    assert last.endswith("records, 2 problems")
    assert "the other laws" in result.stderr


def test_lint_as_json(mine: Path) -> None:
    """A script reads the same problems."""
    (mine / "course.toml").write_text(COURSE.replace('date = "2024"', 'date = "2099"'))
    result = run("data", "lint", mine, "--format", "json")
    assert result.exit_code == 3
    value = json.loads(result.stdout)
    assert value["schema"] == 1
    assert value["all_laws_tried"] is True
    assert value["records"]["programs"] == len(load_knowledge().programs) + 1
    (problem,) = value["problems"]
    assert (problem["line"], problem["record"], problem["field"]) == (7, "source 'my-source'", "date")


def test_lint_of_nothing(tmp_path: Path) -> None:
    """A folder that is not there is one line and exit 4."""
    result = run("data", "lint", tmp_path / "nowhere")
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith("degreepath: There is no folder")


@pytest.mark.parametrize("name", ["", "vocabulary", "questions", "programs", "roles", "sources"])
def test_schema(name: str) -> None:
    """Each schema is one JSON document."""
    result = run("data", "schema", *([name] if name else []))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["$schema"].startswith("http://json-schema.org/")


def test_schema_into_a_file(tmp_path: Path) -> None:
    """-o writes it beside the data and says so; a file that is there is left alone."""
    file = tmp_path / "degreepath.schema.json"
    assert "Written to" in run("data", "schema", "-o", file).stderr
    json.loads(file.read_text())
    assert run("data", "schema", "-o", file).exit_code == 4


def test_data_option_adds_a_course(mine: Path) -> None:
    """With --data the course is there like ours."""
    result = run("--data", mine, "programs", "my-course")
    assert result.exit_code == 0, result.stderr
    assert "A course of my own." in result.stdout


def test_data_variable_adds_a_course(mine: Path) -> None:
    """DEGREEPATH_DATA does the same for a whole class room."""
    result = run("programs", "my-course", env={"DEGREEPATH_DATA": str(mine)})
    assert result.exit_code == 0, result.stderr


def test_data_option_is_for_one_run(mine: Path) -> None:
    """The next run without it reads ours again."""
    run("--data", mine, "programs", "my-course")
    result = run("programs", "my-course")
    assert result.exit_code == 2
    assert "There is no program called 'my-course'" in result.stderr


def test_data_option_beats_the_variable(mine: Path, tmp_path: Path) -> None:
    """What is typed is stronger than what is set."""
    result = run("--data", mine, "programs", "my-course", env={"DEGREEPATH_DATA": str(tmp_path / "nowhere")})
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize(
    "line", ["compare production technology", "roles", "programs", "questions", "sources"]
)
def test_every_command_refuses_broken_data(mine: Path, line: str) -> None:
    """Broken data is never half used: one sentence with the line, exit 3, nothing on stdout."""
    (mine / "course.toml").write_text(COURSE + "[[programs]")
    result = run("--data", mine, *line.split())
    assert (result.exit_code, result.stdout) == (3, "")
    assert "mine/course.toml:26: is not readable as TOML" in result.stderr


def test_new_program_needs_a_terminal(tmp_path: Path) -> None:
    """Through a pipe nothing is asked and nothing is written."""
    result = run("data", "new-program", "-o", tmp_path / "new.toml", input="a\nb\nc\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "CONTRIBUTING.md" in result.stderr
    assert not list(tmp_path.iterdir())


def test_new_program_overwrites_nothing(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is there is told of before the first question."""
    monkeypatch.setattr(new_program, "can_ask", lambda: True)
    result = run("data", "new-program", "-o", mine / "course.toml", input="x\n")
    assert result.exit_code == 4
    assert "exists already" in result.stderr


def test_new_program_asks_and_writes(tmp_path: Path) -> None:
    """In a terminal it asks, says again what it cannot use, and writes a file that lint accepts."""
    file = tmp_path / "new.toml"
    child = pexpect.spawn(
        str(PROGRAM), ["data", "new-program", "-o", str(file)], encoding="utf-8", timeout=30
    )
    talk = (
        ("called", "Sound & Code"),
        ("school", "My School"),
        ("country", "  "),
        ("Write up to", "UK"),
        ("award", "BSc"),
        ("general degree", "physics"),
        ("Write production or technology", "tech"),
        ("Which year", "20"),
        ("Write a year from", "2025"),
        ("Paste", "Core:\n\nProgramming in C++\n.\n"),
    )
    for question, answer in talk:
        child.expect_exact(question)
        child.sendline(answer)
    child.expect_exact("degreepath data lint")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert '{ title = "Programming in C++", topics = ["cpp"] }' in file.read_text()
    assert run("data", "lint", tmp_path).exit_code == 0


def test_new_program_can_be_left(tmp_path: Path) -> None:
    """Ctrl-C leaves no half file behind, and says 130."""
    file = tmp_path / "new.toml"
    with Terminal(["data", "new-program", "-o", str(file)], environment(tmp_path / "home")) as terminal:
        assert "nothing is written before the last one" in terminal.until("called").words
        assert terminal.interrupt() == 130
        assert terminal.printed.endswith("Nothing was written.")
    assert not file.exists()
