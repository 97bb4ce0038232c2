"""Erasing what is kept, and nothing else."""

import os
from pathlib import Path

import pytest

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.recommend import recommend
from degreepath.errors import FileError
from degreepath.knowledge.load import load_knowledge
from degreepath.records.kept import keep, kept_names, path_of
from degreepath.records.private import erase, kept_files, private_folder

KNOWLEDGE = load_knowledge()
RESULT = recommend(KNOWLEDGE, AnswerSheet())
QUIZ = f"{'a' * 16}.json"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_nothing_kept_is_nothing_to_erase(folder: Path) -> None:
    """Without a folder there is nothing to erase, and erasing does no harm and makes no folder."""
    assert kept_files() == ()
    erase(kept_files())
    assert not folder.exists()


def test_everything_goes_with_its_folder(folder: Path) -> None:
    """Results, unfinished quizzes and half-written files are named and gone, the folder with them."""
    first, second = keep(KNOWLEDGE, RESULT).id, keep(KNOWLEDGE, RESULT).id
    unfinished = private_folder("unfinished")
    quizzes = [QUIZ, f"{'c' * 16}.0123456789ab.tmp"]
    for name in quizzes:
        (unfinished / name).write_text("{}")
    assert [path.name for path in kept_files()] == [f"{first}.json", f"{second}.json", *quizzes]
    erase(kept_files())
    assert not folder.exists()


def test_one_result_goes_alone(folder: Path) -> None:
    """Erasing one result leaves the others; with the last one its folder goes."""
    first, second = keep(KNOWLEDGE, RESULT).id, keep(KNOWLEDGE, RESULT).id
    erase([path_of(first)])
    assert kept_names() == (second,)
    assert len(names(folder / "results")) == 1
    erase([path_of(second), path_of(second)])
    assert not folder.exists()


def test_what_is_not_ours_stays(folder: Path) -> None:
    """Other files in our folders, and the folders that hold them, are left alone."""
    keep(KNOWLEDGE, RESULT)
    others = [folder / "letter.txt", folder / "results" / "notes.json", folder / "figures" / "release.json"]
    for path in others:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    erase(kept_files())
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == sorted(others)


@pytest.mark.parametrize("which", ["degreepath", "results", "file"])
def test_nothing_behind_a_link_is_touched(folder: Path, tmp_path: Path, which: str) -> None:
    """Where our folder, one in it or a file is a link, what lies behind the link stays; of a file the link itself goes."""
    there = tmp_path / "elsewhere"
    (there / "results").mkdir(parents=True)
    behind = [there / "2026-11-22-a.json", there / "results" / "2026-11-22-a.json"]
    for path in behind:
        path.write_text("{}")
    link = {
        "degreepath": folder,
        "results": folder / "results",
        "file": folder / "results" / "2026-11-22-a.json",
    }[which]
    link.parent.mkdir(parents=True)
    link.symlink_to(behind[0] if which == "file" else there)
    erase(kept_files())
    assert all(path.exists() for path in behind)
    assert link.is_symlink() is (which != "file")


def test_a_dangling_link_and_a_pipe_can_be_erased(folder: Path, tmp_path: Path) -> None:
    """What stands in the place of a result and cannot be read goes as well."""
    results = private_folder("results")
    (results / "2026-11-22-a.json").symlink_to(tmp_path / "nowhere")
    os.mkfifo(results / "2026-11-22-b.json")
    assert len(kept_files()) == 2
    erase(kept_files())
    assert not folder.exists()


def test_what_cannot_be_erased_is_named_and_the_rest_is_gone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the disk refuses one file, the sentence names it, and the others are erased all the same."""
    first, second = keep(KNOWLEDGE, RESULT).id, keep(KNOWLEDGE, RESULT).id
    real = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path == path_of(first):
            raise PermissionError(13, "Permission denied", str(path))
        real(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(FileError, match=f"{first}.json cannot be erased"):
        erase(kept_files())
    assert kept_names() == (first,)
    assert second not in kept_names()


def test_what_cannot_be_looked_through_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the folder cannot be looked through, the sentence names it."""
    keep(KNOWLEDGE, RESULT)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(FileError, match=r"results cannot be read.*check that the folder is yours"):
        kept_files()
