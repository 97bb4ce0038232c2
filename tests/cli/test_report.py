"""`degreepath report` as a person types it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commands import run

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.recommend import recommend
from degreepath.knowledge.load import load_knowledge
from degreepath.records.results import keep, path_of
from degreepath.records.sheet_file import as_toml

KNOWLEDGE = load_knowledge()
SHEET = AnswerSheet(answers={question.id: 1 + i % 5 for i, question in enumerate(KNOWLEDGE.questions)})
OTHER = AnswerSheet(answers={question.id: 5 - i % 5 for i, question in enumerate(KNOWLEDGE.questions)})


@pytest.fixture(autouse=True)
def answers(desk: Path) -> Path:
    """A sheet in the present folder."""
    (desk / "answers.toml").write_text(as_toml(SHEET), encoding="utf-8")
    return desk / "answers.toml"


STARTS = {"html": b"<!DOCTYPE html>", "markdown": b"# ", "pdf": b"%PDF-", "json": b"{"}


@pytest.mark.parametrize("form", STARTS)
def test_each_form_can_be_piped(form: str) -> None:
    """Without a file the report goes to the pipe, whole and with nothing else in it."""
    result = run(f"report --answers answers.toml --format {form}")
    assert result.exit_code == 0, result.stderr
    assert result.stdout_bytes.startswith(STARTS[form])
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("name", "form"),
    [("r.html", "html"), ("r.md", "markdown"), ("r.pdf", "pdf"), ("r.json", "json"), ("report", "html")],
)
def test_the_ending_of_the_file_chooses_the_form(tmp_path: Path, name: str, form: str) -> None:
    """A file called report.pdf holds a PDF, without having to say so twice."""
    result = run(f"report --answers answers.toml -o {name}")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / name).read_bytes().startswith(STARTS[form])
    assert result.stdout == ""
    assert f"Written to {name}" in result.stderr


@pytest.mark.parametrize("form", STARTS)
def test_a_report_is_never_overwritten_by_accident(tmp_path: Path, form: str) -> None:
    """The report of yesterday is still there, unless one says --force."""
    (tmp_path / "mine").write_text("precious", encoding="utf-8")
    result = run(f"report --answers answers.toml --format {form} -o mine")
    assert result.exit_code == 4
    assert "mine exists already" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "precious"
    assert run(f"report --answers answers.toml --format {form} -o mine --force").exit_code == 0
    assert (tmp_path / "mine").read_bytes().startswith(STARTS[form])


@pytest.mark.parametrize("form", STARTS)
def test_a_place_that_cannot_be_written_is_one_sentence(form: str) -> None:
    """A folder that does not exist gives one sentence that says what to do, and exit code 4."""
    result = run(f"report --answers answers.toml --format {form} -o nowhere/report")
    assert result.exit_code == 4
    assert re.fullmatch(
        r"degreepath: nowhere/report cannot be written \(.+\); choose another place with -o FILE\.\n",
        result.stderr,
    )
    assert result.stdout == ""


def test_a_full_disk_is_one_sentence() -> None:
    """When the disk is full one is told so, and the exit code is 4."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    result = run("report --answers answers.toml --format pdf -o /dev/full --force")
    assert result.exit_code == 4
    assert len(result.stderr.splitlines()) == 1


def test_a_full_disk_does_not_take_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --force the old report stays until the new one is whole: if the disk is full, it is still there, and nothing else."""
    (tmp_path / "mine").write_text("precious", encoding="utf-8")
    (tmp_path / "link").symlink_to("mine")
    before = sorted(path.name for path in tmp_path.iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fdopen", full)
        result = run("report --answers answers.toml -o mine --force")
    assert result.exit_code == 4
    assert "No space left on device" in result.stderr
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_what_is_overwritten_keeps_its_place_and_its_owner_rights(tmp_path: Path) -> None:
    """--force writes through a link to the file it names, and a file that others may not read stays so."""
    (tmp_path / "mine").write_text("old", encoding="utf-8")
    (tmp_path / "mine").chmod(0o640)
    (tmp_path / "link").symlink_to("mine")
    assert run("report --answers answers.toml --format markdown -o link --force").exit_code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "mine").read_text(encoding="utf-8").startswith("# ")
    assert (tmp_path / "mine").stat().st_mode & 0o777 == 0o640


def test_the_newest_kept_result_is_reported() -> None:
    """After the quiz, 'degreepath report' alone is enough; an older result is found by its id."""
    first = keep(KNOWLEDGE, recommend(KNOWLEDGE, SHEET))
    second = keep(KNOWLEDGE, recommend(KNOWLEDGE, OTHER))
    newest = json.loads(run("report --format json").stdout)
    assert newest["sheet"]["answers"] == OTHER.answers
    assert newest == json.loads(run(f"report {second.id} --format json").stdout)
    assert json.loads(run(f"report {first.id} --format json").stdout)["sheet"]["answers"] == SHEET.answers


def test_a_broken_newest_result_is_passed_over_and_named() -> None:
    """If the newest result cannot be read, the one before it is reported, and stderr says which was passed over."""
    older = keep(KNOWLEDGE, recommend(KNOWLEDGE, SHEET))
    broken = keep(KNOWLEDGE, recommend(KNOWLEDGE, OTHER))
    path_of(broken.id).write_text("{")
    result = run("report --format json")
    assert json.loads(result.stdout)["sheet"]["answers"] == older.sheet.answers
    (line,) = result.stderr.splitlines()
    assert f"The result {broken.id} cannot be read" in line
    assert f"'degreepath forget {broken.id}' erases it" in line
    path_of(older.id).write_text("{")
    alone = run("report")
    assert (alone.exit_code, alone.stdout, len(alone.stderr.splitlines())) == (2, "", 3)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("report", "--answers FILE"),
        ("report 2020-01-01-a", "degreepath results"),
        ("report 2020-01-01-a --answers answers.toml", "not both"),
        ("report --answers answers.toml --format doc", "html"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(line: str, hint: str) -> None:
    """Nothing kept, an unknown id or two sheets at once: one is told what to type instead, with exit code 2."""
    result = run(line)
    assert result.exit_code == 2
    assert hint in result.stderr
    assert result.stdout == ""


def test_answers_can_come_through_a_pipe() -> None:
    """With --answers - the sheet is read from stdin and never touches the disk."""
    piped = run("report --answers - --format json", input=as_toml(SHEET))
    assert json.loads(piped.stdout) == json.loads(run("report --answers answers.toml --format json").stdout)


def test_help_has_a_summary_and_examples_that_work() -> None:
    """Whatever the help suggests can be typed as it stands."""
    examples = re.findall(r"^ +degreepath (.+)$", run("report --help").stdout, re.MULTILINE)
    assert len(examples) == 3
    for example in examples:
        assert run(example).exit_code == 0, example


@pytest.mark.parametrize(("form", "loaded"), [("markdown", set()), ("html", {"jinja2"}), ("pdf", {"typst"})])
def test_only_what_a_form_needs_is_loaded(form: str, loaded: set[str]) -> None:
    """A Markdown report does not wait for the HTML or the PDF machinery, nor one of these for the other."""
    script = (
        "import sys; from typer.testing import CliRunner; from degreepath.cli.app import app;"
        f"CliRunner().invoke(app, 'report --answers answers.toml --format {form}'.split(), catch_exceptions=False);"
        "print(*{'jinja2', 'typst', 'questionary', 'polars'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == loaded


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_comparison_becomes_a_document(tmp_path: Path, form: str) -> None:
    """A counsellor can hand over a comparison of programs as HTML or PDF."""
    result = run(f"compare production technology --format {form} -o sheet")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "sheet").read_bytes().startswith(STARTS[form])
    assert run(f"compare production technology --format {form} -o sheet").exit_code == 4
