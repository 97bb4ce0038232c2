"""`degreepath cohort` and the forms of `degreepath questions`, as a person types them."""

import csv
import json
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from commands import run
from made_classes import as_columns, make_class, write_class

from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
cohort = partial(run, "cohort")


@pytest.fixture(autouse=True)
def class_file(desk: Path) -> Path:
    """The class of 60 in the present folder; one answer in it is none."""
    columns = as_columns(KNOWLEDGE, make_class(KNOWLEDGE, 60))
    columns["name"] = [f"Ada {number}" for number in range(60)]
    columns["song"][4] = "banana"
    return write_class(desk / "class.csv", columns)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_class_is_summed_up_on_the_screen() -> None:
    """How many, who needs a talk first by number, what was not understood, and the next command; no name, no colour in a pipe."""
    result = cohort("class.csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "A class of " in result.stdout
    assert "Talk first: " in result.stdout
    assert "banana (1)" in result.stdout
    assert "degreepath cohort class.csv -o results.xlsx" in result.stdout
    assert "Ada" not in result.stdout
    assert "\x1b" not in result.stdout
    assert "Ada" in cohort("class.csv", "--names", "--all").stdout


def test_the_table_is_written_for_its_owner_alone() -> None:
    """-o writes each form that its ending says, readable by nobody else, and says so; every row is there."""
    rows = json.loads(cohort("class.csv", "--format", "json").stdout)["scored"]
    for name in ("r.csv", "r.xlsx", "r.json", "r.parquet"):
        result = cohort("class.csv", "-o", name)
        assert result.exit_code == 0
        assert f"Written to {name}" in result.stderr
        assert mode(Path(name)) == 0o600
    with Path("r.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert len(table) == rows == len(json.loads(Path("r.json").read_text("utf-8"))["students"])
    assert pl.read_parquet("r.parquet")["stamp"].to_list() == [row["stamp"] for row in table]
    assert pl.read_excel("r.xlsx", sheet_name="Students", infer_schema_length=0)["Stamp"].to_list() == [
        row["stamp"] for row in table
    ]
    assert "name" not in table[0]


@pytest.mark.parametrize("name", ["s.md", "s.html", "s.pdf", "s.txt", "s.xlsx", "s.json"])
def test_the_summary_has_a_form_for_everybody(name: str) -> None:
    """--summary writes the same page in the form that its ending says, and leaves the screen empty."""
    result = cohort("class.csv", "--summary", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"Written to {name}" in result.stderr
    assert mode(Path(name)) == 0o600
    assert Path(name).stat().st_size > 500


def test_a_summary_for_sharing_names_nobody() -> None:
    """--share leaves out every number of a student, every cell of the file and every small group, in each form."""
    for form in ("text", "json", "markdown", "html"):
        text = cohort("class.csv", "--share", "--format", form).stdout
        assert "0012" not in text
        assert "banana" not in text
    shared = json.loads(cohort("class.csv", "--share", "--format", "json").stdout)
    assert shared["for_sharing"]
    counts = [*shared["programs"].values(), *shared["bands"].values(), *shared["first_roles"].values()]
    assert all(count is None or count >= 10 for count in counts)


def test_each_student_has_a_page() -> None:
    """--reports writes a page for each student, named by number, and an index; --only for some; nobody else can read them."""
    assert cohort("class.csv", "--reports", "pages", "--only", "0003,0004").exit_code == 0
    folder = Path("pages")
    assert sorted(path.name for path in folder.iterdir()) == ["0003.html", "0004.html", "index.html"]
    assert {mode(path) for path in folder.iterdir()} == {0o600}
    assert mode(folder) == 0o700
    page = (folder / "0004.html").read_text(encoding="utf-8")
    assert "0004" in page
    assert "song: banana" in page
    assert "Ada" not in page
    assert 'href="0004.html"' in (folder / "index.html").read_text(encoding="utf-8")
    assert cohort("class.csv", "--reports", "pages", "--only", "0003").exit_code == 4
    assert cohort("class.csv", "--reports", "pdfs", "--pdf", "--names", "--only", "0003").exit_code == 0
    assert (Path("pdfs") / "0003.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["no.csv"], 4, "There is no file no.csv"),
        (["class.csv", "-o", "out.doc"], 2, "type -o out.csv"),
        (["class.csv", "-o", "out"], 2, "type -o out.xlsx"),
        (["class.csv", "-o", "-"], 2, "type -o results.xlsx"),
        (["class.csv", "-o", "nowhere/out.csv"], 4, "cannot be written"),
        (["class.csv", "--summary", "s.csv"], 2, "type --summary s.txt"),
        (["class.csv", "--summary", "s.md", "--format", "html"], 2, "--format says html"),
        (["class.csv", "-o", "a.json", "--summary", "a.json"], 2, "are one file"),
        (["class.csv", "-o", "class.csv", "--force"], 2, "are one file"),
        (["class.csv", "--only", "0003"], 2, "add --reports DIR"),
        (["class.csv", "--only", "tak"], 2, "did you mean talk"),
        (["class.csv", "--reports", "pages", "--only", "3"], 2, "No student is called '3'"),
        (["class.csv", "--reports", "nowhere/pages"], 4, "cannot be made"),
        (["empty.csv"], 3, "is empty"),
    ],
)
def test_refusals_are_sentences(words: list[str], code: int, sentence: str) -> None:
    """A wrong name, ending, folder, student or file is one line with what to type and its exit code; nothing is left behind."""
    Path("empty.csv").touch()
    before = sorted(Path().iterdir())
    result = cohort(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert sorted(Path().iterdir()) == before


def test_a_name_with_brackets_is_that_file() -> None:
    """class[1].csv, as browsers name a second download, is read, and not class1.csv."""
    Path("class[1].csv").write_text("student_id,song,beats\nx,5,5\n", encoding="utf-8")
    Path("class1.csv").write_text("student_id,song,beats\ny,1,1\nz,1,1\n", encoding="utf-8")
    assert json.loads(cohort("class[1].csv", "--format", "json").stdout)["scored"] == 1


def test_a_missing_extra_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without polars the command says which extra to install instead of showing a traceback."""
    monkeypatch.delitem(sys.modules, "degreepath.cohort.read", raising=False)
    monkeypatch.setitem(sys.modules, "polars", None)
    result = cohort("class.csv")
    assert result.exit_code == 2
    assert "pip install '.[cohort]'" in result.stderr


@pytest.mark.parametrize(
    "file", ["class2.csv", "class.xlsx", "sheet.html", "sheet.pdf", "form.gs", "answers.toml"]
)
def test_questions_writes_every_form(file: str) -> None:
    """Each form is written by the ending of its name, and a class file that nobody has filled in yet is told so."""
    assert run("questions", "-o", file).exit_code == 0
    assert Path(file).stat().st_size > 300
    if file in {"class2.csv", "class.xlsx"}:
        result = cohort(file)
        assert result.exit_code == 3
        assert "it has no rows" in result.stderr


def test_the_lists_to_paste_are_plain_text() -> None:
    """--format lists prints each statement on a line of its own, in a file and on the screen."""
    text = run("questions", "--format", "lists").stdout
    assert all(question.text in text.splitlines() for question in KNOWLEDGE.questions)
    assert run("questions", "--format", "lists", "-o", "form.txt").exit_code == 0
    assert Path("form.txt").read_text(encoding="utf-8") == text


def test_progress_is_told_where_it_can_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading, scoring, the table and each page are announced while they are made; a pipe gets none of it."""
    told: list[str] = []

    @contextmanager
    def recorded() -> Iterator[Callable[[str], None]]:
        yield told.append

    monkeypatch.setattr("degreepath.render.terminal.progress", recorded)
    result = cohort("class.csv", "-o", "r.csv", "--reports", "pages", "--only", "0003,0004")
    assert told[0] == "Reading …"
    assert told[1].startswith("Scoring ")
    assert told[2:] == ["Writing r.csv …", "Page 1 of 2 …", "Page 2 of 2 …"]
    assert "…" not in result.stderr


def test_a_run_that_is_stopped_leaves_nothing(desk: Path) -> None:
    """SIGTERM in the middle of writing pages exits with 143 and leaves no page, no folder, no draft."""
    folder = desk / "alone"
    folder.mkdir()
    write_class(folder / "class.csv", as_columns(KNOWLEDGE, make_class(KNOWLEDGE, 1500)))
    process = subprocess.Popen(
        [sys.executable, "-m", "degreepath", "cohort", "class.csv", "--reports", "pages"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not list(folder.glob("*/*.html")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 143
    assert [path.name for path in folder.iterdir()] == ["class.csv"]


def test_other_commands_do_not_load_polars() -> None:
    """`degreepath --help` and the forms start without polars and numpy, so they stay quick."""
    code = (
        "import sys; from degreepath.cli.app import app; import degreepath.cli.commands.cohort, degreepath.cohort.forms; "
        "print(sorted({'polars', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
