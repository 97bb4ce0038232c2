"""Where things are read and written: every path is that path, and what a person has is never lost by an option."""

import os
import runpy
import sys
from unittest.mock import patch

import pytest
from robust.law import obeys, somewhere, undone

from degreepath import __version__

CLASS = "student_id,name,song,beats,sound-code,echo\n{id},Ann,5,4,1,2\n{id}b,Bo,1,1,5,5\n"
LIST = "Core:\nMixing\nAcoustics\nElective:\nFoley\n"
SHEET = "schema = 1\n[answers]\nsong = 5\n"
ODD = (
    "class[1]",
    "class*",
    "class?",
    "class{1,2}",
    "[!a]class",
    "**",
    "~class",
    "class $HOME",
    "%41",
    "class#1",
    "a;b",
    "'c'",
)
posix = pytest.mark.skipif(os.name != "posix", reason="names and links as POSIX has them")


@posix
@pytest.mark.parametrize("name", ODD)
def test_a_path_is_that_path(name: str) -> None:
    """A browser calls the second download 'class[1].csv': that file is read, not another one that the name might mean."""
    with somewhere() as work:
        for other in ("class1", "class2", "classX", "aclass", "A", "class"):
            (work / f"{other}.csv").write_text(CLASS.format(id="OTHER"))
        (work / f"{name}.csv").write_text(CLASS.format(id="RIGHT"))
        (work / f"{name}.txt").write_text(LIST)
        (work / f"{name}.toml").write_text(SHEET)
        said = obeys("cohort", f"./{name}.csv", "-o", f"./{name}.json", "--force")
        table = (work / f"{name}.json").read_text()
        assert (said.code, "RIGHT" in table, "OTHER" in table) == (0, True, False)
        assert obeys("check", "--modules", f"./{name}.txt").code == 0
        assert obeys("quiz", "--answers", f"./{name}.toml", "-o", f"./{name}.html").code == 0
        assert (work / f"{name}.html").exists()


WRITING = (
    "roles -o out.json",
    "roles -o out.md",
    "quiz --answers sheet.toml -o out.html",
    "cohort class.csv -o out.csv",
    "cohort class.csv --summary out.md",
    "check --modules list.txt -o out.toml",
    "questions -o out.toml",
    "data schema -o out.json",
)


@posix
@pytest.mark.parametrize("line", WRITING)
@pytest.mark.parametrize("kind", ["link", "dangling", "file", "folder"])
def test_what_is_there_stays(line: str, kind: str) -> None:
    """Without --force nothing is overwritten; with it a file is, but never what a symbolic link points at, and no folder."""
    for force in ([], ["--force"]):
        with somewhere() as work:
            for name, text in (
                ("class.csv", CLASS.format(id="a")),
                ("list.txt", LIST),
                ("sheet.toml", SHEET),
            ):
                (work / name).write_text(text)
            target, out = work / "precious", work / line.rsplit(maxsplit=1)[-1]
            target.write_text("precious")
            if kind == "folder":
                out.mkdir()
            elif kind == "file":
                out.write_text("precious")
            else:
                out.symlink_to(target if kind == "link" else work / "nowhere")
            before = {path.name for path in work.iterdir()}
            said = obeys(*line.split(), *force)
            assert said.code == (0 if force and kind == "file" else 4), said
            assert target.read_text() == "precious"
            assert out.is_symlink() == (kind in {"link", "dangling"})
            assert {path.name for path in work.iterdir()} == before


@posix
@pytest.mark.parametrize("target", ["precious", "nowhere"])
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_folder_of_pages_follows_no_link(force: list[str], target: str) -> None:
    """Pages for students are never written through a link, and without --force a link stays as it was."""
    with somewhere() as work:
        (work / "class.csv").write_text(CLASS.format(id="a"))
        (work / "precious").write_text("precious")
        (work / "pages").mkdir()
        (work / "pages" / "ab.html").symlink_to(work / target)
        said = obeys("cohort", "class.csv", "--reports", "pages", *force)
        assert (work / "precious").read_text() == "precious"
        assert not (work / "nowhere").exists()
        assert (said.code, (work / "pages" / "ab.html").is_symlink()) in {(4, True), (0, False)}
        assert said.code or force
        assert {path.name for path in work.iterdir()} == {"class.csv", "pages", "precious"}


@posix
@pytest.mark.parametrize("folder", [".", "..", "./", "pages/", "../x", "new"])
def test_any_folder_takes_pages(folder: str) -> None:
    """The present folder and the one above take the pages of a class too, and nothing else is left there."""
    with somewhere() as work:
        (work / "class.csv").write_text(CLASS.format(id="a"))
        (work / "pages").mkdir()
        before = {path for path in work.parent.rglob("*") if path.is_file()}
        assert obeys("cohort", "class.csv", "--reports", folder).code == 0
        made = {path.name for path in set(work.parent.rglob("*")) - before if path.is_file()}
        assert made == {"a.html", "ab.html", "index.html"}


def test_python_runs_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    """Where the command is not on the path, `python -m degreepath` is."""
    with undone(), patch.object(sys, "argv", ["degreepath", "--version"]), pytest.raises(SystemExit) as end:
        runpy.run_module("degreepath", run_name="__main__")
    assert (end.value.code or 0, capsys.readouterr().out) == (0, f"degreepath {__version__}\n")
