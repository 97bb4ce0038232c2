"""Where results go and in which form, for every command alike."""

import os
import stat
from pathlib import Path

import pytest
from commands import run

from degreepath.cli import output
from degreepath.cli.output import Output, form_of, write_file
from degreepath.errors import FileError, UsageError

LINE = "compare production technology"
STARTS = {"json": "{", "markdown": "# ", "html": "<!DOCTYPE html>", "pdf": "%PDF-"}


def form_in(path: Path) -> str:
    content = path.read_bytes().decode("utf-8", errors="replace")
    return next((form for form, start in STARTS.items() if content.startswith(start)), "text")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", "text"),
        ("a.md", "markdown"),
        ("a.JSON", "json"),
        ("a.htm", "html"),
        ("a.pdf", "pdf"),
        ("a", "text"),
    ],
)
def test_the_ending_of_the_file_says_the_form(name: str, form: str) -> None:
    """A file called a.pdf holds a PDF without having to say so twice; a name without an ending says nothing."""
    done = run(f"{LINE} -o {name}")
    assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    assert form_in(Path(name)) == form
    assert done.stderr == f"Written to {name}\n"


@pytest.mark.parametrize(
    ("options", "type_this"),
    [
        ("--format pdf -o a.md", "-o a.pdf"),
        ("-o a.md --format json", "-o a.json"),
        ("-o a.docx", "-o a.txt"),
        ("--format html -o a.docx", "-o a.html"),
        ("-o a.toml", "-o a.txt"),
        ("-o a.notes", "-o a.txt"),
    ],
)
def test_a_name_and_a_form_that_disagree_are_refused(desk: Path, options: str, type_this: str) -> None:
    """Nobody finds Markdown in a file called a.pdf: one line says what to type instead, and no file appears."""
    before = set(desk.rglob("*"))
    done = run(f"{LINE} {options}")
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert f"type {type_this}" in done.stderr
    assert set(desk.rglob("*")) == before


def test_the_file_we_suggest_is_always_taken() -> None:
    """Whatever disagrees, typing what the refusal says works for every form and ending there is."""
    for forms in (output.PAGE, ("json",), ("html", *output.PAGE), (*output.PAGE, "toml", "csv")):
        for said in (None, *forms):
            for ending in (".docx", ".txt", ".json", ".md", ".html", ".pdf", ".toml", ".csv"):
                try:
                    form_of(Path(f"a{ending}"), forms, said)
                except UsageError as refusal:
                    words = str(refusal).split("type -o ")[1].split()[0].rstrip(".,")
                    assert form_of(Path(words), forms, said) == (said or forms[0])


def test_existing_files_are_safe(desk: Path) -> None:
    """A file that is there is refused before any work, and overwritten only with --force."""
    Path("a.txt").write_text("mine")
    done = run(f"{LINE} -o a.txt")
    assert (done.exit_code, done.stdout) == (4, "")
    assert "--force" in done.stderr
    assert Path("a.txt").read_text() == "mine"
    assert run(f"{LINE} -o a.txt --force").exit_code == 0
    assert Path("a.txt").read_text().startswith("Production or Technology?")
    assert [path.name for path in desk.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_never_followed(there: bool) -> None:
    """With --force or without, what a symbolic link leads to is neither overwritten nor made."""
    target, link = Path("target.txt"), Path("link.txt")
    if there:
        target.write_text("mine")
    link.symlink_to(target)
    for force in ("", " --force"):
        done = run(f"{LINE} -o link.txt{force}")
        assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (4, "", 1)
    assert link.is_symlink()
    assert (target.read_text() == "mine") if there else not target.exists()


@pytest.mark.parametrize("place", ["nowhere/a.txt", "."])
def test_no_place_is_said_before_the_work(place: str) -> None:
    """A folder that is missing, or in the place of the file, is one line."""
    done = run(f"{LINE} -o {place} --force")
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (4, "", 1)
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("force", [True, False])
def test_what_holds_answers_is_for_its_owner_alone(desk: Path, force: bool) -> None:
    """A file with answers is readable by its owner only, also where it takes the place of one that everybody could read."""
    file = desk / "a.txt"
    if force:
        file.write_text("old")
        file.chmod(0o644)
    write_file(file, b"answers", force=force, private=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    write_file(file, b"no answers", force=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600  # what was private stays so
    assert file.read_bytes() == b"no answers"


def test_a_write_that_is_cut_short_leaves_nothing(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped in the middle, there is no new file, no draft, and an old file is as it was."""
    (desk / "old.txt").write_text("mine")

    def stopped(*_: object) -> None:
        raise SystemExit(143)

    real = os.fdopen

    def fdopen(handle: int, mode: str) -> object:
        stream = real(handle, mode, buffering=0)
        return type(
            "Cut", (), {"__enter__": lambda s: s, "__exit__": lambda s, *_: stream.close(), "write": stopped}
        )()

    monkeypatch.setattr(output.os, "fdopen", fdopen)
    for name in ("old.txt", "new.txt"):
        with pytest.raises(SystemExit):
            write_file(desk / name, b"x" * 100_000, force=True)
    assert {path.name: path.read_text() for path in desk.iterdir()} == {"old.txt": "mine"}


def test_a_document_is_not_poured_over_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who forgets the file at a terminal is told the option to add; a pipe and a file take the document."""
    monkeypatch.setattr(output, "is_terminal", lambda _: True)
    done = run(f"{LINE} --format pdf")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "-o FILE.pdf" in done.stderr
    assert run(f"{LINE} -o a.pdf").exit_code == 0


def test_a_report_without_a_name_goes_into_this_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """At a terminal 'report' alone writes a file under a free name, for the reader's eyes only, and says which."""
    monkeypatch.setattr(output, "is_terminal", lambda _: True)
    sheet = Path(__file__).parents[1] / "personas" / "plugin-coder.toml"
    monkeypatch.chdir(tmp_path)
    for name in ("degreepath-report.html", "degreepath-report-2.html"):
        done = run(f"report --answers {sheet}")
        assert (done.exit_code, done.stdout) == (0, "")
        assert f"Written to {name}" in done.stderr
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_sections_are_chosen() -> None:
    """--only shows the sections named, in the page's order; --all shows the summary and every section."""
    summary, pay = run("roles composer").stdout, run("roles composer --only pay").stdout
    assert "The work" in summary
    assert "The work" not in pay
    two = run("roles composer --only needs --only pay").stdout
    assert (
        two == run("roles composer --only needs,pay").stdout == run("roles composer --only pay,needs").stdout
    )
    whole = " ".join(run("roles composer --all").stdout.split())
    for part in (summary.split("More:")[0], pay, two):
        for line in part.split("\n\n")[1:]:
            assert " ".join(line.split()) in whole


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--only pya", "did you mean pay?"),
        ("--only qqqq", "the sections are pay, "),
        ("--all --only pay", "leave one of them out"),
        ("--only pay --format json", "leave --only out"),
    ],
)
def test_a_section_that_is_not_there(options: str, says: str) -> None:
    """A wrong choice of sections is one line that says which there are."""
    done = run(f"roles composer {options}")
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert says in done.stderr


def test_plain_draws_nothing() -> None:
    """For a screen reader no sign stands in the page that has to be read out."""
    assert "●" in run("roles composer").stdout
    assert not set("●◐○▰▱■□─│•") & set(run("roles composer --plain --all").stdout)


def test_a_form_that_nothing_makes_is_a_bug_and_never_an_empty_file(desk: Path) -> None:
    """A command that offers a form it cannot make fails loudly, and leaves no file behind."""
    with pytest.raises(TypeError, match="toml"):
        Output("toml", desk / "a.toml").deliver()
    with pytest.raises(FileError):
        write_file(desk / "no" / "a", b"", force=False)
    assert not list(desk.iterdir())
