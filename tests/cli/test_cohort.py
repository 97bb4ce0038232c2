"""`degreepath cohort` as a person types it."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from commands import run
from made_classes import as_columns, make_class, write_class

from degreepath.cohort.triage import REASONS
from degreepath.knowledge.load import load_knowledge
from degreepath.show.cohort import REASON_WORDS

KNOWLEDGE = load_knowledge()
cohort = partial(run, "cohort")


@pytest.fixture(autouse=True)
def class_file(desk: Path) -> Path:
    """The class of 120 in the present folder; one answer in it is none."""
    columns = as_columns(KNOWLEDGE, make_class(KNOWLEDGE, 120))
    columns["student_id"] = [f"Ada {number}" for number in range(120)]
    columns["song"][4] = "banana"
    write_class(desk / "class.csv", columns)
    return desk / "class.csv"


def test_a_class_is_summed_up_on_the_screen() -> None:
    """The counts add up, nobody's name and nobody's answer is on the screen, and the next command is named."""
    result = cohort("class.csv")
    assert result.exit_code == 0
    assert "120 rows read = 119 scored + 1 set aside." in result.stdout
    assert "Who needs a talk first" in result.stdout
    assert "column song" in result.stdout
    assert "Ada" not in result.output
    assert "banana" not in result.output
    assert "-o results.csv" in result.stderr
    assert "\x1b" not in result.output


def test_names_are_shown_only_when_asked_for() -> None:
    """With --names the list of talks says who, on the screen and in a page."""
    for form in ("text", "html"):
        assert "Ada 1" in cohort("class.csv", "--names", "--format", form).stdout
        assert "Ada" not in cohort("class.csv", "--format", form).stdout


def test_results_and_rejects_are_written_once(tmp_path: Path) -> None:
    """Results and rejects are files of the user alone; a second run overwrites neither without --force."""
    assert cohort("class.csv", "-o", "out.csv").exit_code == 0
    assert pl.read_csv("out.csv").height == 119
    assert (
        Path("out.rejects.csv").read_text(encoding="utf-8")
        == "row,column,reason\n6,song,is not an answer from 1 to 5\n"
    )
    assert (Path("out.csv").stat().st_mode & 0o777) == 0o600
    again = cohort("class.csv", "-o", "out.csv")
    assert (again.exit_code, again.stdout) == (4, "")
    assert "--force" in again.stderr
    assert cohort("class.csv", "-o", "out.csv", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["-o", "class.csv"], "FILE and OUT"),
        (["-o", "out.csv", "--summary", "./out.csv"], "OUT and --summary"),
        (["-o", "out.csv", "--rejects", "out.csv"], "OUT and --rejects"),
        (["-o", "out.csv", "--summary", "out.rejects.csv"], "--rejects and --summary"),
        (["--summary", "class.csv"], "FILE and --summary"),
    ],
)
def test_no_file_is_lost_to_another(tmp_path: Path, words: list[str], names: str) -> None:
    """A file named twice is refused before anything is done, also with --force, so neither class nor results are lost."""
    before = (tmp_path / "class.csv").read_bytes()
    result = cohort("class.csv", *words, "--force")
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert f"{names} are one file" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["class.csv"]
    assert (tmp_path / "class.csv").read_bytes() == before


@pytest.mark.parametrize("form", ["json", "markdown", "html"])
def test_the_summary_goes_to_a_file(tmp_path: Path, form: str) -> None:
    """The summary can be handed over as JSON, Markdown or HTML, and the file is named on stderr."""
    result = cohort("class.csv", "--summary", "summary.txt", "--format", form)
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
    words: list[str], code: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong name, ending, folder, file or engine is answered with one line and its exit code; stdout stays empty."""
    Path("empty.csv").touch()
    monkeypatch.setitem(sys.modules, "pyspark", None)
    result = cohort(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert sentence in result.stderr


def test_a_missing_extra_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without polars the command says which extra to install instead of showing a traceback."""
    monkeypatch.setattr("degreepath.cli.cohort.find_spec", lambda name: None if name == "polars" else True)
    result = cohort("class.csv")
    assert result.exit_code == 2
    assert "pip install 'degreepath[cohort]'" in result.stderr


@pytest.mark.parametrize("form", ["csv", "words", "text", "markdown", "html"])
def test_the_template_names_every_question(form: str) -> None:
    """Each form of the template holds every question, by id or in its words; the header round-trips in the reading tests."""
    result = cohort("template", "--format", form)
    assert result.exit_code == 0
    words = " ".join(result.stdout.split()).replace("\\", "").replace("&#39;", "'")
    assert all((q.id if form == "csv" else q.text) in words for q in KNOWLEDGE.questions)


def test_template_is_a_word_and_not_a_file(tmp_path: Path) -> None:
    """`cohort template -o` writes the form, `cohort template --help` is its help, and ./template would be a file."""
    assert cohort("template", "-o", "form.csv").exit_code == 0
    assert Path("form.csv").read_text(encoding="utf-8").startswith("student_id,song,")
    assert "cohort template [OPTIONS]" in cohort("template", "--help").stdout
    assert "cohort template -o form.csv" in cohort("--help").stdout
    assert cohort("./template").exit_code == 4


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
    folder = tmp_path / "alone"
    folder.mkdir()
    source = folder / "class.parquet"
    table = pl.DataFrame(columns, schema_overrides={q.id: pl.Int8 for q in KNOWLEDGE.questions})
    table = (
        pl.concat([table] * 1500)
        .with_row_index("n")
        .with_columns(student_id=pl.col("n").cast(pl.String))
        .drop("n")
    )
    table.write_parquet(source)
    process = subprocess.Popen(
        [sys.executable, "-c", "from degreepath.cli import main; main()", "cohort", str(source), "-o", str(folder / "out.csv")],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(folder)},
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while (
        not any(path.name.startswith(".out.csv") for path in folder.iterdir()) and time.monotonic() < deadline
    ):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, b"degreepath: Stopped.\n")
    assert [path.name for path in folder.iterdir()] == ["class.parquet"]
