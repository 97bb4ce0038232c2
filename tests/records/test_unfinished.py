"""Unfinished quizzes on the disk: whole, and never mixed up."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.knowledge.load import load_knowledge
from degreepath.records.kept import answered, still_asked
from degreepath.records.private import private_folder
from degreepath.records.unfinished import Slot, Unfinished, left_quizzes, new_slot

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def quiz(answers: int = 3) -> Unfinished:
    sheet = AnswerSheet(
        opener=Opener(most=("composing",)), answers=dict.fromkeys(IDS[:answers], 4), country="UK"
    )
    trail = ("welcome", "most", "least", *(f"question:{question}" for question in IDS[: answers + 1]))
    return Unfinished(**answered(sheet, KNOWLEDGE), trail=trail, at=3 + answers)


def left(answers: int = 3) -> Slot:
    slot = new_slot()
    slot.save(quiz(answers))
    slot.close()
    return slot


def left_now() -> list[Path]:
    """The files of the quizzes that were left, the newest first."""
    slots = list(left_quizzes())
    for slot in slots:
        slot.close()
    return [slot.path for slot in slots]


def test_saved_quiz_comes_back_as_it_was() -> None:
    """A quiz that was kept is read back with every answer, mark and place."""
    slot = new_slot()
    slot.save(quiz())
    slot.save(quiz(5))
    slot.close()
    assert left_now() == [slot.path]
    assert slot.read() == quiz(5)
    assert abs((slot.saved - datetime.now(UTC)).total_seconds()) < 60


def test_nothing_is_there_before_the_first_save_and_after_the_end(folder: Path) -> None:
    """A quiz leaves no file before it has something to keep, and none after its end; looking makes no folder."""
    slot = new_slot()
    assert left_now() == []
    assert not folder.exists()
    slot.save(quiz())
    slot.discard()
    assert list((folder / "unfinished").iterdir()) == []
    assert left_now() == []


def test_running_quiz_is_not_taken_from_its_student() -> None:
    """A quiz that is still open somewhere is never offered to go on with; one that was left is, the newest first."""
    running = new_slot()
    running.save(quiz(4))
    first, second = left(2), left(1)
    os.utime(first.path, ns=(1, 1))
    assert left_now() == [second.path, first.path]
    taken = next(left_quizzes())
    assert left_now() == [first.path]
    running.save(quiz(5))
    assert left_now() == [first.path]
    for slot in (running, taken):
        slot.close()
    assert left_now() == [running.path, second.path, first.path]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 2}', "x" * 300_000, "\udcff", "[" * 100_000])
def test_unreadable_quiz_stays_as_it_is(text: str) -> None:
    """A broken file is told to be one; it stays, and the others are there beside it."""
    whole, broken = left(), left()
    broken.path.write_text(text, errors="surrogateescape")
    with pytest.raises(ValueError, match=r"."):
        broken.read()
    assert broken.path.read_text(errors="surrogateescape") == text
    assert whole.read() == quiz()


def test_a_pipe_or_a_link_in_the_place_of_a_quiz(tmp_path: Path) -> None:
    """A pipe is no quiz and does not hang; a link is not followed and hides no other quiz."""
    whole = left()
    (tmp_path / "other.json").write_text(quiz(1).text)
    for name, target in (("a" * 16, tmp_path / "other.json"), ("b" * 16, tmp_path / "nowhere")):
        (private_folder("unfinished") / f"{name}.json").symlink_to(target)
    pipe = Slot(private_folder("unfinished") / f"{'c' * 16}.json")
    os.mkfifo(pipe.path)
    assert left_now() == [pipe.path, whole.path]
    with pytest.raises(ValueError, match=r"."):
        pipe.read()


def test_all_still_holds_if_the_questions_are_the_same() -> None:
    """A knowledge base that changed only elsewhere costs the student no answer."""
    later = KNOWLEDGE.model_copy(update={"hash": "000000000000", "version": "2099.1"})
    assert still_asked(quiz(5), later) == quiz(5).sheet


def test_only_answers_to_the_same_words_still_hold() -> None:
    """An answer whose question was reworded, turned round or taken out no longer holds; a renamed interest loses its mark."""
    first, second, third, *others = KNOWLEDGE.questions
    composing, *interests = KNOWLEDGE.interests
    changed = (
        first.model_copy(update={"text": "Something else."}),
        second.model_copy(update={"reverse": not second.reverse}),
        *others,
    )
    renamed = (composing.model_copy(update={"about": "Something else"}), *interests)
    later = KNOWLEDGE.model_copy(
        update={"hash": "0", "questions": changed, "interests": renamed, "programs": ()}
    )
    for name in ("question", "interest", "courses", "countries"):
        later.__dict__.pop(name, None)  # worked out once from the old records
    holds = still_asked(quiz(5), later)
    assert third.id not in holds.answers
    assert list(holds.answers) == IDS[3:5]
    assert (holds.opener, holds.country) == (None, None)
