"""The quiz as it is asked and kept: no answer is lost, whatever happens; in plain lines, in this process."""

import io
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from quiz_stages import IDS, KNOWLEDGE

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.errors import UsageError
from degreepath.quiz.asking import Asked, Left, ask
from degreepath.records import private
from degreepath.records.private import erase, kept_files
from degreepath.records.sheet_file import sheet_of

OPENED = ["1 5 9", "2 3 4", "s", "s"]
NONE = ["s", "s", "s", "s"]


@pytest.fixture(autouse=True)
def folder(home: Path) -> Path:
    """The folder of unfinished quizzes, in a home of its own."""
    return home / "data" / "degreepath" / "unfinished"


@pytest.fixture
def quiz(monkeypatch: pytest.MonkeyPatch) -> Iterator["Typing"]:
    typing = Typing(monkeypatch)
    yield typing
    for asked in typing.asked:
        asked._slot.close()


class Typing:
    """A quiz of every question with typed lines. `said` is what was on stderr the last time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch, self.said = monkeypatch, ""
        self.asked: list[Asked] = []

    def __call__(
        self, *typed: str, start: AnswerSheet | None = None, full: bool = True, resume: bool = False
    ) -> Asked:
        told = io.StringIO()
        self.monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        self.monkeypatch.setattr("sys.stderr", told)
        try:
            self.asked.append(ask(KNOWLEDGE, start or AnswerSheet(), plain=True, full=full, resume=resume))
            return self.asked[-1]
        finally:
            self.said = " ".join(told.getvalue().split())

    def left(self, *typed: str, **more: Any) -> Left:
        with pytest.raises(Left) as left:
            self(*typed, **more)
        return left.value


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def test_what_was_said_is_on_the_sheet_and_kept_until_the_end(quiz: Typing, folder: Path) -> None:
    """The sheet holds marks, goal, country and answers; the quiz lies on the disk until the result was shown, and then is gone."""
    asked = quiz("1 5", "2", "4", "2", "5", "1", "e", "1")
    assert asked.sheet.opener == Opener(most=("composing", "sound-design"), least=("electronic-music",))
    assert (asked.sheet.goal, asked.sheet.country) == ("composer", KNOWLEDGE.countries[0])
    assert asked.sheet.answers == {IDS[0]: 5, IDS[1]: 1}
    assert len(files(folder)) == 1
    asked.end()
    assert files(folder) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ([*OPENED, "1", "2", "3", "4", "q"], "4 answers and your marks"),
        ([*NONE, "3"], "1 answer"),
        (["s", "s", "4", "q"], "your goal"),
        (["1"], "your marks"),
    ],
)
def test_leaving_keeps_the_answers(quiz: Typing, folder: Path, typed: list[str], kept: str) -> None:
    """Who leaves with q, or whose input ends, reads what is kept and how to go on; exit 130."""
    left = quiz.left(*typed)
    assert (left.exit_code, left.answers) == (130, "")
    assert left.message == f"Kept: {kept}. To go on: degreepath quiz --resume --plain"
    assert len(files(folder)) == 1


@pytest.mark.parametrize("typed", [["q"], [], ["s", "b", "q"]])
def test_leaving_before_the_first_answer_keeps_nothing(quiz: Typing, folder: Path, typed: list[str]) -> None:
    """Who answered nothing leaves nothing behind; a goal named on the command line was not said in the quiz."""
    for start in (AnswerSheet(), AnswerSheet(goal="composer", country="UK")):
        assert "nothing was kept" in quiz.left(*typed, start=start).message
        assert files(folder) == []


def test_leaving_a_second_quiz_at_once_does_not_deny_the_first(quiz: Typing, folder: Path) -> None:
    """Who starts anew over an unfinished quiz and leaves before an answer reads that the earlier one is still there."""
    quiz.left("5", "4", "q")
    said = quiz.left("q").message
    assert "The earlier one is still kept" in said
    assert "nothing was kept" not in said
    assert said.endswith("degreepath quiz --resume --plain")
    assert len(files(folder)) == 1


def test_resume_goes_on_where_it_stopped(quiz: Typing, folder: Path) -> None:
    """The quiz says where it stopped and goes on there; the sheet is that of one sitting."""
    quiz.left(*OPENED, "1", "2", "q")
    quiz.left("q")
    assert "There is an unfinished quiz here from" in quiz.said
    asked = quiz("3", "e", "1", resume=True)
    assert "Kept: 2 answers and your marks. Question 3 of" in quiz.said
    assert asked.sheet == quiz(*OPENED, "1", "2", "3", "e", "1").sheet
    asked.end()


def test_a_new_quiz_offers_to_go_on_with_the_one_that_was_left(quiz: Typing) -> None:
    """Who starts over an unfinished quiz chooses first: go on with it, where it stopped, or start a new one."""
    quiz.left(*OPENED, "1", "2", "q")
    asked = quiz("Go on with it", "3", "e", "1")
    assert "Welcome back." in quiz.said
    assert asked.sheet == quiz(*OPENED, "1", "2", "3", "e", "1").sheet


def test_what_is_named_on_resuming_counts(quiz: Typing) -> None:
    """Who goes on with --goal and --country is not asked for them any more, and they replace earlier ones."""
    quiz.left("1", "s", "q")
    asked = quiz("5", "e", "1", start=AnswerSheet(goal="mix-engineer", country="UK"), resume=True)
    assert (asked.sheet.goal, asked.sheet.country) == ("mix-engineer", "UK")
    assert "one job" not in quiz.said


def test_resumed_quiz_asks_as_before(quiz: Typing) -> None:
    """A quiz that asks every question still does so after a break, and so does one from then on with --full."""
    for new, first, then in (([], True, False), (["2"], False, True), (["2"], False, False)):
        quiz.left(*new, *NONE, "3", "q", full=first)
        quiz.left("q", full=then, resume=True)
        total = f"of {len(IDS)}" if first or then else "of at most 26"
        assert f"Question 2 {total}" in quiz.said


def test_nothing_to_resume(quiz: Typing) -> None:
    """Without an unfinished quiz --resume says so."""
    with pytest.raises(UsageError, match="no unfinished quiz"):
        quiz(resume=True)


def changed(quiz: Typing, folder: Path, **fields: Any) -> Path:
    """An unfinished quiz whose file was changed by hand."""
    quiz.left(*OPENED, "1", "2", "3", "q")
    (path,) = files(folder)
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))
    return path


def reworded(quiz: Typing, folder: Path) -> Path:
    """An unfinished quiz of another knowledge base, in which the first question had other words."""
    path = changed(quiz, folder, knowledge_hash="000000000000")
    value = json.loads(path.read_text())
    value["asked"][IDS[0]] = "other words"
    path.write_text(json.dumps(value))
    return path


def test_changed_questions_are_told_and_looking_changes_nothing(quiz: Typing, folder: Path) -> None:
    """If the questions changed meanwhile the student reads so; who leaves at once still has every answer."""
    path = reworded(quiz, folder)
    before = path.read_text()
    assert "still kept" in quiz.left("q", resume=True).message
    assert "The questions have changed since then, so only what still fits is kept." in quiz.said
    assert path.read_text() == before


def test_answers_that_still_fit_are_carried_over(quiz: Typing, folder: Path) -> None:
    """What goes on has the answers to the same words; the changed question is asked again."""
    reworded(quiz, folder)
    asked = quiz("5", "e", "1", resume=True)
    assert asked.sheet.answers == {IDS[1]: 2, IDS[2]: 3, IDS[0]: 5}


@pytest.mark.parametrize(
    "fields",
    [
        {"trail": ["nonsense"]},
        {"trail": []},
        {"trail": ["welcome", "question:no-such-question"]},
        {"at": -1},
        {"sheet": {"answers": {"no-such-question": 3}}},
        {"sheet": {"opener": {"most": ["no-such-interest"]}}},
        {"sheet": {"goal": "no-such-role"}},
        {"schema": 2},
        {"more": 1},
    ],
)
def test_a_damaged_quiz_hides_no_other(quiz: Typing, folder: Path, fields: dict[str, Any]) -> None:
    """A file that names what does not exist is passed over and stays as it is; an older quiz is gone on with, if there is one."""
    path = changed(quiz, folder, **fields)
    before = path.read_text()
    with pytest.raises(UsageError, match="no unfinished quiz"):
        quiz("b", "b", resume=True)
    quiz.left("1", "s", "s", "s", "q")
    os.utime(path, ns=(2**62, 2**62))
    quiz.left("q", resume=True)
    assert "Kept: your marks" in quiz.said
    assert path.read_text() == before


def test_answers_that_cannot_be_kept_are_given_back(quiz: Typing, home: Path) -> None:
    """Where nothing can be written the student is told at once, may go on, and in the end gets the answers to copy."""
    (home / "data").write_text("not a folder")
    asked = quiz("1 5", "s", "s", "s", "4", "e", "1")
    assert "Your answers cannot be kept on this computer (not a directory)." in quiz.said
    for left in (end(asked), quiz.left("1 5", "s", "s", "s", "4", "q")):
        assert "could not be kept" in left.message
        assert sheet_of(left.answers.encode(), "what was printed") == asked.sheet
    assert end(asked).exit_code == 4


def end(asked: Asked) -> Left:
    with pytest.raises(Left) as left:
        asked.end()
    return left.value


def test_a_disk_that_fills_up_is_told_once_and_costs_no_answer(
    quiz: Typing, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the disk fills up in the middle, that is said once; what was kept before is whole, and all answers are given back."""
    real, written = os.fsync, []

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) > 6:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(private.os, "fsync", full)
    left = quiz.left(*NONE, "4", "5", "1", "q")
    assert quiz.said.count("cannot be kept on this computer (no space left on device)") == 1
    assert sheet_of(left.answers.encode(), "printed").answers == dict(zip(IDS, [4, 5, 1], strict=False))
    (path,) = files(folder)
    assert json.loads(path.read_text())["sheet"]["answers"] == {IDS[0]: 4}


def test_a_folder_that_is_taken_away_is_made_again(
    quiz: Typing, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If everything is erased in another window while a quiz runs, the quiz keeps its answers all the same."""
    real = Asked.keep

    def keep(self: Asked, session: Any) -> str:
        erase(kept_files())
        return real(self, session)

    monkeypatch.setattr(Asked, "keep", keep)
    assert quiz.left(*NONE, "4", "q").message.startswith("Kept: 1 answer.")
    assert len(files(folder)) == 1


def test_without_a_terminal_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can be asked, the sentence names --answers and --plain."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(UsageError, match=r"--answers FILE.*--plain"):
        ask(KNOWLEDGE, AnswerSheet())


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_while_a_line_is_awaited(
    quiz: Typing, folder: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: int
) -> None:
    """A quiz in plain lines that is terminated keeps its answers and ends with the signal's exit code; handlers are put back."""
    before = signal.getsignal(number)
    typed = iter([*NONE, "4"])

    class Slow(io.StringIO):
        def readline(self, *_: Any) -> str:
            line = next(typed, "")
            if not line:
                os.kill(os.getpid(), number)
            return f"{line}\n"

    monkeypatch.setattr("io.StringIO", Slow)
    left = quiz.left()
    assert left.exit_code == code
    assert left.message.startswith("Kept: 1 answer.")
    assert len(files(folder)) == 1
    assert signal.getsignal(number) == before
