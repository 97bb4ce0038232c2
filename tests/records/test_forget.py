"""Erasing what is kept."""

from pathlib import Path

import pytest

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.recommend import recommend
from degreepath.errors import FileError
from degreepath.knowledge.load import load_knowledge
from degreepath.records import forget as module
from degreepath.records.forget import erase_all, erase_result, store
from degreepath.records.results import keep, kept_names
from degreepath.records.slots import new_slot

KNOWLEDGE = load_knowledge()
RESULT = recommend(KNOWLEDGE, AnswerSheet())


def test_nothing_kept_is_nothing_to_erase(folder: Path) -> None:
    """Without a folder there is nothing to count, and erasing does no harm and makes no folder."""
    kept = store()
    assert (kept.results, kept.unfinished, kept.others, kept.exists) == (0, 0, 0, False)
    erase_all()
    assert not folder.exists()


def test_everything_goes_with_its_folder(folder: Path) -> None:
    """Results, unfinished quizzes, locks and half-written files are counted and gone, the folder with them."""
    keep(KNOWLEDGE, RESULT)
    keep(KNOWLEDGE, RESULT)
    slot = new_slot()
    slot.path.write_text("{}")
    slot.close()
    (folder / "results" / "2026-01-01-a.abc.tmp").write_text("half")
    kept = store()
    assert (kept.results, kept.unfinished) == (2, 1)
    assert kept.others == 2
    erase_all()
    assert not folder.exists()


def test_one_result_goes_alone(folder: Path) -> None:
    """Erasing one result leaves the others; with the last one its folder goes."""
    first, second = keep(KNOWLEDGE, RESULT).id, keep(KNOWLEDGE, RESULT).id
    erase_result(first)
    assert kept_names() == (second,)
    erase_result(second)
    assert not (folder / "results").exists()


def test_a_linked_folder_is_emptied_too(folder: Path, tmp_path: Path) -> None:
    """If the folder is a link to another place, that place and the link are gone."""
    there = tmp_path / "elsewhere"
    there.mkdir()
    folder.parent.mkdir()
    folder.symlink_to(there)
    keep(KNOWLEDGE, RESULT)
    erase_all()
    assert not there.exists()
    assert not folder.is_symlink()


def test_what_cannot_be_counted_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the folder cannot be looked through, the sentence names it, and nothing is erased."""
    name = keep(KNOWLEDGE, RESULT).id

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rglob", refuse)
        with pytest.raises(FileError, match="degreepath cannot be erased"):
            store()
    assert kept_names() == (name,)


def test_what_cannot_be_erased_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the disk refuses, the sentence names the path and the reason."""
    name = keep(KNOWLEDGE, RESULT).id

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(module.shutil, "rmtree", refuse)
    with pytest.raises(FileError, match="cannot be erased"):
        erase_all()
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(FileError, match=f"{name}.json cannot be erased"):
        erase_result(name)
