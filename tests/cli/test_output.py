"""Where results go and in which form, for every command alike."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from the_list import lay_desk
from typer.testing import CliRunner, Result

from degreepath.cli import output
from degreepath.cli.app import app
from degreepath.errors import UsageError

Run = Callable[[str], Result]
STARTS = {
    "toml": "# An answer sheet",
    "json": "{",
    "markdown": "# ",
    "html": "<!DOCTYPE html>",
    "pdf": "%PDF-",
}
HANDOUTS = ("compare production technology", "compare --roles composer mix-engineer")
PAGES = (
    "quiz --answers answers.toml",
    "results",
    "results show 2026-11-22-a",
    "results diff 2026-11-01-a 2026-11-22-a",
    "results talk student.toml parent.toml",
    "whatif sheet.toml --set song=5",
    "check technology",
    "roles composer",
    "programs technology",
    "questions",
    "sources kan-samples",
    "method",
)


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(home)
    lay_desk(home)
    return lambda line: CliRunner().invoke(app, line.split())


def form_of(path: Path) -> str:
    content = path.read_bytes().decode("utf-8", errors="replace")
    return next((form for form, start in STARTS.items() if content.startswith(start)), "text")


def written(run: Run, line: str, name: str, option: str = "-o") -> str:
    """Run a command that writes to a file called `name`, and return the form of what is in it."""
    path = Path(name)
    path.unlink(missing_ok=True)
    result = run(f"{line} {option} {name}")
    assert result.exit_code == 0, result.stderr
    return form_of(path)


@pytest.mark.parametrize("line", [*PAGES, *HANDOUTS])
def test_the_ending_of_the_file_chooses_the_form(run: Run, line: str) -> None:
    """A file called page.md holds Markdown and one called page.JSON holds JSON, without having to say so twice."""
    assert written(run, line, "page.md") == "markdown"
    assert written(run, line, "page.JSON") == "json"
    assert written(run, line, "page.txt") == "text"


@pytest.mark.parametrize("line", HANDOUTS)
@pytest.mark.parametrize(("name", "form"), [("page.html", "html"), ("page.htm", "html"), ("page.pdf", "pdf")])
def test_a_comparison_called_html_or_pdf_is_one(run: Run, line: str, name: str, form: str) -> None:
    """What is handed over as comparison.pdf opens as a PDF."""
    assert written(run, line, name) == form


def test_other_commands_choose_among_their_own_forms(run: Run) -> None:
    """An answer sheet ends in .toml, a summary of a class and a sheet to print may end in .html, problems in .json."""
    assert written(run, "questions", "sheet.toml") == "toml"
    assert written(run, "cohort class.csv", "summary.html", "--summary") == "html"
    assert written(run, "cohort template", "sheet.html") == "html"
    assert written(run, "data lint", "problems.json") == "json"


def test_the_results_of_a_class_say_nothing_about_its_summary(run: Run) -> None:
    """The endings of -o and --summary are two things: a table of results does not make the summary a table."""
    summary = run("cohort class.csv -o results.csv").stdout
    assert summary.startswith("A class of 8")
    assert written(run, "cohort class.csv -o more.csv", "summary.md", "--summary") == "markdown"


@pytest.mark.parametrize("name", ["page.html", "page.pdf", "page.toml", "page.notes", "page"])
def test_an_ending_that_the_command_has_no_form_for_changes_nothing(run: Run, name: str) -> None:
    """Roles are no document to hand over: whatever the file is called, it holds the text."""
    assert written(run, "roles composer", name) == "text"


@pytest.mark.parametrize("line", ["--format text {}", "{} --format text", "{} --format=text"])
def test_what_is_typed_beats_the_ending(run: Run, line: str) -> None:
    """Somebody who says --format text gets text, also in a file called page.md, in whatever order it is typed."""
    result = run(f"roles composer {line.format('-o page.md')}")
    assert result.exit_code == 0, result.stderr
    assert form_of(Path("page.md")) == "text"


def test_stdout_has_no_ending(run: Run) -> None:
    """'-o -' is the screen, in text."""
    assert run("roles composer -o -").stdout == run("roles composer").stdout


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("compare production technology --format pdf", "-o FILE.pdf"),
        ("report --answers answers.toml", "-o FILE.html"),
        ("cohort class.csv --format html", "--summary FILE.html"),
        ("cohort template --format html", "-o FILE.html"),
    ],
)
def test_a_document_is_not_poured_over_a_terminal(
    run: Run, line: str, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Someone who forgets the file at a terminal is told the option to add, instead of seeing pages of markup."""
    monkeypatch.setattr(output, "on_screen", output.to_stdout)
    result = run(line)
    assert (result.exit_code, result.stdout) == (2, "")
    assert hint in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_document_goes_into_a_file_or_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a terminal refuses HTML and PDF; text it never refuses."""
    form = output.HandoutFormat
    monkeypatch.setattr(sys, "stdout", type("Terminal", (io.StringIO,), {"isatty": lambda self: True})())
    with pytest.raises(UsageError, match=r"-o FILE\.pdf"):
        output.refuse_terminal(form.PDF, None)
    output.refuse_terminal(form.PDF, Path("report.pdf"))
    output.refuse_terminal(form.TEXT, None)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    output.refuse_terminal(form.PDF, None)


@pytest.mark.parametrize("form", output.HandoutFormat)
def test_a_form_that_nothing_makes_is_a_bug_and_never_an_empty_file(
    form: output.HandoutFormat, tmp_path: Path
) -> None:
    """A command that offers a form it cannot make fails loudly, and leaves no file behind."""
    with pytest.raises(TypeError, match=form):
        output.deliver(form, tmp_path / "page", force=False)
    assert not list(tmp_path.iterdir())
