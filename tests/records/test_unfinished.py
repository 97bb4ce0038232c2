"""Unfinished quizzes on the disk: private, whole, and never mixed up."""

import os
import stat
from pathlib import Path

import pytest

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.errors import AnswersError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge
from degreepath.records import private, slots
from degreepath.records.slots import new_slot, take, waiting
from degreepath.records.still_asked import wording
from degreepath.records.unfinished import Unfinished, carried_over, read

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX thing")


def quiz(answers: int = 3, knowledge: Knowledge = KNOWLEDGE) -> Unfinished:
    asked = IDS[: answers + 1]
    return Unfinished(
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        sheet=AnswerSheet(opener=Opener(most=("composing",)), answers=dict.fromkeys(IDS[:answers], 4)),
        trail=("welcome", "most", "least", *(f"question:{question}" for question in asked)),
        at=3 + answers,
        reached=answers / len(IDS),
        asked={name: wording(knowledge)[name] for name in (*asked, "composing")},
    )


def test_saved_quiz_comes_back_as_it_was() -> None:
    """A quiz that was kept is read back with every answer, mark and place."""
    slot = new_slot()
    slot.save(quiz())
    slot.save(quiz(5))
    slot.close()
    (path,) = waiting()
    assert read(path).model_copy(update={"saved": None}) == quiz(5).model_copy(update={"saved": None})


@POSIX
def test_only_the_student_can_read_the_answers(folder: Path) -> None:
    """The folders are 0700 and every file in them 0600, also if the folder was open to others before."""
    folder.mkdir(parents=True, mode=0o755)
    slot = new_slot()
    slot.save(quiz())
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}
    assert modes.pop("degreepath") == modes.pop("unfinished") == 0o700
    assert len(modes) == 2
    assert set(modes.values()) == {0o600}


def test_nothing_is_left_when_the_quiz_ends(folder: Path) -> None:
    """After the end of a quiz no file of it is left."""
    slot = new_slot()
    slot.save(quiz())
    slot.discard()
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_running_quiz_is_not_taken_from_its_student(folder: Path) -> None:
    """A quiz that is still open somewhere is never offered to go on with; one that was left is, newest first."""
    left, open_now = new_slot(), new_slot()
    left.save(quiz(2))
    open_now.save(quiz(4))
    left.close()
    (path,) = waiting()
    assert path == left.path
    assert take(open_now.path) is None
    open_now.close()
    os.utime(left.path, ns=(1, 1))
    assert list(waiting()) == [open_now.path, left.path]
    ours = take(left.path)
    assert ours
    assert list(waiting()) == [open_now.path]


def test_quiz_that_ended_meanwhile_cannot_be_taken() -> None:
    """Between looking and taking, the quiz may have ended: then there is nothing to take."""
    slot = new_slot()
    slot.save(quiz())
    slot.discard()
    assert take(slot.path) is None


def test_killed_quiz_leaves_its_answers_and_no_litter(folder: Path) -> None:
    """What a killed quiz half wrote is swept up by the next one; what it had kept stays."""
    killed, running = new_slot(), new_slot()
    killed.save(quiz())
    killed.close()
    folder = killed.path.parent
    for name in (killed.path.stem, running.path.stem, "0123456789abcdef"):
        (folder / f"{name}.x.tmp").write_text("{")
    (folder / "fedcba9876543210.lock").write_text("")
    new_slot()
    names = {path.name for path in folder.iterdir()}
    assert killed.path.name in names
    assert f"{running.path.stem}.x.tmp" in names
    assert not {f"{killed.path.stem}.x.tmp", "0123456789abcdef.x.tmp", "fedcba9876543210.lock"} & names
    assert list(waiting()) == [killed.path]


def test_failed_save_leaves_the_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the disk is full, the answers kept so far stay whole and nothing half-written is left."""
    slot = new_slot()
    slot.save(quiz(2))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        slot.save(quiz(3))
    assert len(read(slot.path).sheet.answers) == 2
    assert not list(slot.path.parent.glob("*.tmp"))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 2}', "x" * 300_000, "\udcff"])
def test_unreadable_quiz_is_one_sentence(text: str) -> None:
    """A broken file is refused in one sentence that names it and says what to do."""
    slot = new_slot()
    slot.path.write_text(text, errors="surrogateescape")
    with pytest.raises(AnswersError, match="cannot be read; delete that file and start again"):
        read(slot.path)


def test_a_folder_that_cannot_be_read_holds_nothing_to_go_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quiz is not stopped by what it would only have mentioned: the quizzes left before it."""
    new_slot().save(quiz())

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "glob", refuse)
    assert list(waiting()) == []


@POSIX
def test_a_lock_that_is_swept_away_is_taken_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """If another quiz sweeps just as this one begins, this one takes another lock, and nobody else gets its place."""
    real, swept = slots._lock, []

    def sweeping(handle: int) -> None:
        real(handle)
        if not swept:
            swept.extend(private.data_home().rglob("*.lock"))
            for path in swept:
                path.unlink()

    monkeypatch.setattr(slots, "_lock", sweeping)
    slot = new_slot()
    slot.save(quiz())
    assert swept == [slot.path.with_suffix(".lock")]
    assert take(slot.path) is None


@POSIX
def test_a_place_that_another_quiz_is_looking_at_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """If another quiz, just sweeping, holds the lock of the name that was drawn, the new quiz takes another name."""
    real, refused = slots._lock, []

    def busy_once(handle: int) -> None:
        if not refused:
            refused.append(handle)
            raise BlockingIOError
        real(handle)

    monkeypatch.setattr(slots, "_lock", busy_once)
    slot = new_slot()
    slot.save(quiz())
    slot.close()
    assert list(waiting()) == [slot.path]


def test_nothing_waits_where_there_is_no_folder() -> None:
    """Before the first quiz there is nothing to go on with, and looking makes no folder."""
    assert list(waiting()) == []
    assert not private.data_home().exists()


def test_all_is_carried_over_if_the_questions_are_the_same() -> None:
    """A knowledge base that changed only elsewhere costs the student no answer."""
    later = KNOWLEDGE.model_copy(update={"hash": "000000000000", "version": "2099.1"})
    carried = carried_over(quiz(5), later)
    assert carried.sheet == quiz(5).sheet
    assert carried.knowledge_hash == later.hash


def test_only_answers_to_the_same_words_are_carried_over() -> None:
    """An answer whose question was reworded, turned round or taken out is not carried over; a renamed interest loses its mark."""
    first, second, third, *others = KNOWLEDGE.questions
    composing, *interests = KNOWLEDGE.interests
    changed = (
        first.model_copy(update={"text": "Something else."}),
        second.model_copy(update={"reverse": not second.reverse}),
        *others,
    )
    renamed = (composing.model_copy(update={"about": "Something else"}), *interests)
    later = KNOWLEDGE.model_copy(
        update={"hash": "000000000000", "version": "2099.1", "questions": changed, "interests": renamed}
    )
    for name in ("question", "interest"):
        later.__dict__.pop(name, None)  # worked out once from the old questions
    carried = carried_over(quiz(5), later)
    assert third.id not in carried.sheet.answers
    assert list(carried.sheet.answers) == IDS[3:5]
    assert carried.sheet.opener is None
    assert carried.trail == ("welcome", "most", "least", f"question:{IDS[3]}", f"question:{IDS[4]}")
    assert carried.at == len(carried.trail)
