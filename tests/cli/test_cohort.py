"""`degreepath cohort` as a person types it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from made_classes import as_columns, make_class, write_class
from typer.testing import CliRunner, Result

from degreepath.cli.app import app
from degreepath.cohort.triage import REASONS
from degreepath.knowledge.load import load_knowledge
from degreepath.show.cohort import REASON_WORDS

Run = Callable[..., Result]
KNOWLEDGE = load_knowledge()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    columns = as_columns(KNOWLEDGE, make_class(KNOWLEDGE, 120))
    columns["student_id"] = [f"Ada {number}" for number in range(120)]
    columns["song"][4] = "banana"
    write_class(tmp_path / "class.csv", columns)
    return lambda *words: CliRunner().invoke(app, ["cohort", *words])


def test_a_class_is_summed_up_on_the_screen(run: Run) -> None:
    """The counts add up, nobody's name and nobody's answer is on the screen, and the next command is named."""
    result = run("class.csv")
    assert result.exit_code == 0
    assert "120 rows read = 119 scored + 1 set aside." in result.stdout
    assert "Who needs a talk first" in result.stdout
    assert "column song" in result.stdout
    assert "Ada" not in result.output
    assert "banana" not in result.output
    assert "-o results.csv" in result.stderr
    assert "\x1b" not in result.output


def test_names_are_shown_only_when_asked_for(run: Run) -> None:
    """With --names the list of talks says who, on the screen and in a page."""
    for form in ("text", "html"):
        assert "Ada 1" in run("class.csv", "--names", "--format", form).stdout
        assert "Ada" not in run("class.csv", "--format", form).stdout


def test_results_and_rejects_are_written_once(run: Run, tmp_path: Path) -> None:
    """Results and rejects are files of the user alone; a second run overwrites neither without --force."""
    assert run("class.csv", "-o", "out.csv").exit_code == 0
    assert pl.read_csv("out.csv").height == 119
    assert (
        Path("out.rejects.csv").read_text(encoding="utf-8")
        == "row,column,reason\n6,song,is not an answer from 1 to 5\n"
    )
    assert (Path("out.csv").stat().st_mode & 0o777) == 0o600
    again = run("class.csv", "-o", "out.csv")
    assert (again.exit_code, again.stdout) == (4, "")
    assert "--force" in again.stderr
    assert run("class.csv", "-o", "out.csv", "--force").exit_code == 0


@pytest.mark.parametrize("form", ["json", "markdown", "html"])
def test_the_summary_goes_to_a_file(run: Run, tmp_path: Path, form: str) -> None:
    """The summary can be handed over as JSON, Markdown or HTML, and the file is named on stderr."""
    result = run("class.csv", "--summary", "summary.txt", "--format", form)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Written to summary.txt" in result.stderr
    text = (tmp_path / "summary.txt").read_text(encoding="utf-8")
    if form == "json":
        summary = json.loads(text)
        assert (summary["schema"], summary["rows"], summary["scored"], summary["rejected"]) == (
            1,
            120,
            119,
            1,
        )
        assert all(count is None or count == 0 or count >= 10 for count in summary["first_roles"].values())
    elif form == "html":
        assert "default-src" in text
        assert "<script" not in text


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["no.csv"], 4, "There is no file no.csv"),
        (["class.csv", "-o", "out.doc"], 2, "does not end in .csv, .parquet, .xlsx"),
        (["class.csv", "-o", "nowhere/out.csv"], 4, "folder that exists"),
        (["empty.csv"], 3, "is empty"),
        (["class.csv", "--engine", "pyspark"], 2, "pip install"),
        (["class.csv", "--engine", "abacus"], 2, "abacus"),
    ],
)
def test_refusals_are_sentences(
    run: Run, words: list[str], code: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong name, ending, folder, file or engine is answered with one line and its exit code; stdout stays empty."""
    Path("empty.csv").touch()
    monkeypatch.setitem(sys.modules, "pyspark", None)
    result = run(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert sentence in result.stderr


def test_a_missing_extra_says_how_to_install_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without polars the command says which extra to install instead of showing a traceback."""
    monkeypatch.setattr("degreepath.cli.cohort.find_spec", lambda name: None if name == "polars" else True)
    result = run("class.csv")
    assert result.exit_code == 2
    assert "pip install 'degreepath[cohort]'" in result.stderr


@pytest.mark.parametrize("form", ["csv", "words", "text", "markdown", "html"])
def test_the_template_names_every_question(run: Run, form: str) -> None:
    """Each form of the template holds every question, by id or in its words; the header round-trips in the reading tests."""
    result = run("template", "--format", form)
    assert result.exit_code == 0
    words = " ".join(result.stdout.split()).replace("\\", "").replace("&#39;", "'")
    assert all((q.id if form == "csv" else q.text) in words for q in KNOWLEDGE.questions)


def test_template_is_a_word_and_not_a_file(run: Run, tmp_path: Path) -> None:
    """`cohort template -o` writes the form, `cohort template --help` is its help, and ./template would be a file."""
    assert run("template", "-o", "form.csv").exit_code == 0
    assert Path("form.csv").read_text(encoding="utf-8").startswith("student_id,song,")
    assert "cohort template [OPTIONS]" in run("template", "--help").stdout
    assert "cohort template -o form.csv" in run("--help").stdout
    assert run("./template").exit_code == 4


def test_every_reason_for_a_talk_has_words() -> None:
    """No reason reaches the screen as a code."""
    assert set(REASON_WORDS) == set(REASONS)


def test_other_commands_do_not_load_polars() -> None:
    """`degreepath --help` starts without polars and narwhals, so it stays quick."""
    code = "import sys; from degreepath.cli.app import app; print(sorted({'polars', 'narwhals', 'duckdb'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_ctrl_c_leaves_no_file(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a long run exits with 130 and leaves neither results nor a draft of them."""
    columns = as_columns(KNOWLEDGE, make_class(KNOWLEDGE, 1000))
    source = tmp_path / "class.parquet"
    table = pl.DataFrame(columns, schema_overrides={q.id: pl.Int8 for q in KNOWLEDGE.questions})
    table = (
        pl.concat([table] * 1500)
        .with_row_index("n")
        .with_columns(student_id=pl.col("n").cast(pl.String))
        .drop("n")
    )
    table.write_parquet(source)
    process = subprocess.Popen(
        [sys.executable, "-c", "from degreepath.cli import main; main()", "cohort", str(source), "-o", str(tmp_path / "out.csv")],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while (
        not any(path.name.startswith(".out.csv") for path in tmp_path.iterdir())
        and time.monotonic() < deadline
    ):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, b"degreepath: Stopped.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["class.parquet"]
