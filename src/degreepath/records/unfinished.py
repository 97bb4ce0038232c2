"""Unfinished quizzes: one file for each, kept up to date while the quiz runs, gone when it ends.

A quiz holds a lock on its file's name as long as its process lives, and the lock goes with the process however that ends.
So two quizzes at once never meet in one file, and an unlocked file is one that somebody left and may take up again.
"""

import contextlib
import os
import secrets
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ConfigDict, Field, ValidationError

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.errors import AnswersError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.record import Id, Record
from degreepath.records.private import data_home, private_folder, write_private

FOLDER = "unfinished"
MAX_BYTES = 256_000
QUESTION = "question:"


class Unfinished(Record):
    """A quiz that has not ended: the sheet, the names of the steps shown, and which words were asked."""

    model_config = ConfigDict(populate_by_name=True)

    schema_version: int = Field(1, alias="schema", ge=1, le=1)
    saved: datetime = Field(default_factory=lambda: datetime.now(UTC))
    knowledge_version: str
    knowledge_hash: str
    full: bool = Field(default=False, description="every question is asked")
    sheet: AnswerSheet
    trail: tuple[str, ...] = Field(max_length=1000)
    at: int = Field(ge=0)
    reached: float = Field(ge=0, le=1)
    asked: dict[Id, str] = Field(description="what was asked, by id of question or interest")


def wording(knowledge: Knowledge) -> dict[str, str]:
    """Return what a student is asked, by id of question or interest; an answer is carried over only if this is the same."""
    questions = {q.id: f"{q.interest}/{'-' if q.reverse else '+'} {q.text}" for q in knowledge.questions}
    return {i.id: f"{i.name}: {i.about}" for i in knowledge.interests} | questions


def carried_over(quiz: Unfinished, knowledge: Knowledge) -> Unfinished:
    """Return what of `quiz` still holds for `knowledge`: answers to the very same words, marks on the very same interests."""
    now = wording(knowledge)

    def same(name: str) -> bool:
        return name in now and quiz.asked.get(name) == now[name]

    sheet = quiz.sheet
    answers = {q: a for q, a in sheet.answers.items() if q in knowledge.question and same(q)}
    opener = sheet.opener or Opener()
    marks = {"most": tuple(filter(same, opener.most)), "least": tuple(filter(same, opener.least))}
    trail = tuple(
        step for step in quiz.trail if not step.startswith(QUESTION) or step.removeprefix(QUESTION) in answers
    )
    gone = sum(1 for step in quiz.trail[: quiz.at] if step not in trail)
    return quiz.model_copy(
        update={
            "sheet": AnswerSheet(
                opener=Opener(**marks) if any(marks.values()) else None,
                answers=answers,
                goal=sheet.goal if sheet.goal in knowledge.role else None,
            ),
            "trail": trail,
            "at": quiz.at - gone,
            "knowledge_version": knowledge.version,
            "knowledge_hash": knowledge.hash,
        }
    )


class Slot:
    """The place of one unfinished quiz on the disk, locked for as long as this object is open."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path, self._lock = path, lock

    def save(self, quiz: Unfinished) -> None:
        """Put `quiz` on the disk before this returns. May raise OSError."""
        write_private(self.path, quiz.model_dump_json(by_alias=True, exclude_none=True))

    def close(self) -> None:
        """Let go of the quiz; its file stays for later."""
        os.close(self._lock)

    def discard(self) -> None:
        """Remove the quiz from the disk: it has ended."""
        for path in (self.path, self.path.with_suffix(".lock")):
            with contextlib.suppress(OSError):
                path.unlink()
        self.close()


def new_slot() -> Slot:
    """Return the place for a new quiz, and sweep up what killed quizzes left behind. May raise OSError."""
    folder = private_folder(FOLDER)
    _sweep(folder)
    path = folder / f"{secrets.token_hex(8)}.json"
    lock = _locked(path)
    if lock is None:  # another quiz, just sweeping, looked at our lock first: take another name
        return new_slot()
    return Slot(path, lock)


def _sweep(folder: Path) -> None:
    """Remove half-written files, and locks of quizzes that have no file, where no process holds them."""
    for left in (*folder.glob("*.tmp"), *folder.glob("*.lock")):
        path = left.with_name(f"{left.name.partition('.')[0]}.json")
        if (left.suffix == ".lock" and path.exists()) or (lock := _locked(path)) is None:
            continue
        for name in {left, path.with_suffix(".lock")} if not path.exists() else {left}:
            name.unlink(missing_ok=True)
        os.close(lock)


def waiting() -> Iterator[Path]:
    """Yield the files of unfinished quizzes that no running quiz holds, newest first."""
    folder = data_home() / FOLDER
    try:
        found = [(path.stat().st_mtime_ns, path) for path in folder.glob("*.json")]
    except OSError:
        return
    yield from (path for _, path in sorted(found, reverse=True) if _is_free(path))


def take(path: Path) -> Slot | None:
    """Return the place of the unfinished quiz at `path`, now ours; None if it has ended or somebody else has it."""
    lock = _locked(path)
    if lock is None:
        return None
    if path.exists():
        return Slot(path, lock)
    os.close(lock)
    return None


def read(path: Path) -> Unfinished:
    """Return the unfinished quiz at `path`. Raises AnswersError if it cannot be used."""
    try:
        with path.open("rb") as file:
            return Unfinished.model_validate_json(file.read(MAX_BYTES))
    except (OSError, ValidationError):
        raise AnswersError(
            f"The unfinished quiz {path} cannot be read; delete that file and start again: degreepath quiz."
        ) from None


def _is_free(path: Path) -> bool:
    lock = _locked(path)
    if lock is None:
        return False
    os.close(lock)
    return True


def _locked(path: Path) -> int | None:
    """Return an open lock on the quiz at `path`, or None if another process holds it. May raise OSError."""
    while True:
        handle = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            return None
        if os.fstat(handle).st_nlink:
            return handle
        os.close(handle)  # swept away between our opening and our locking it


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
