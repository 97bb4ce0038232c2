"""Kept results on the disk."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from degreepath.advice.answers import AnswerSheet, Opener, stamp
from degreepath.advice.recommend import recommend
from degreepath.errors import AnswersError, FileError, UsageError
from degreepath.knowledge.load import load_knowledge
from degreepath.records import kept as records
from degreepath.records import private
from degreepath.records.kept import (
    Broken,
    Feedback,
    KeptResult,
    Likeness,
    all_kept,
    find_kept,
    keep,
    keep_feedback,
    open_sheet,
    path_of,
    still_holding,
)

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
SHEET = AnswerSheet(
    opener=Opener(most=("composing",), least=("acoustics",)),
    answers={question: 1 + place % 5 for place, question in enumerate(IDS)},
    country="UK",
)
RESULT = recommend(KNOWLEDGE, SHEET)
DAY = datetime(2026, 11, 22, 12, 0, 0, 123, tzinfo=UTC)
VIEW = Feedback(likeness=Likeness.PARTLY, drop_roles=("composer",))


@pytest.fixture
def folder(folder: Path) -> Path:
    return folder / "results"


def kept() -> KeptResult:
    return keep(KNOWLEDGE, RESULT, DAY)


def test_reading_makes_nothing(folder: Path) -> None:
    """To look for kept results leaves no folder behind."""
    assert list(all_kept()) == []
    assert not folder.parent.exists()


def test_a_kept_result_comes_back_whole(folder: Path) -> None:
    """Sheet, day, knowledge base, stamp, verdict and top role are read back as they were kept."""
    before = kept()
    assert before.id == "2026-11-22-a"
    assert find_kept("2026-11-22-A ") == before
    assert (before.sheet, before.stamp) == (SHEET, stamp(KNOWLEDGE, SHEET))
    assert (before.knowledge_version, before.knowledge_hash) == (KNOWLEDGE.version, KNOWLEDGE.hash)
    assert (before.said.program, before.said.band) == (RESULT.verdict.program, RESULT.verdict.band)
    assert before.said.role == RESULT.top[0]
    assert [path.name for path in folder.iterdir()] == ["2026-11-22-a.json"], (
        "a name says nothing about the student"
    )


def test_a_result_that_shows_no_role_keeps_none() -> None:
    """Where nothing was answered that would speak for a role, none is kept as the top role."""
    empty = keep(KNOWLEDGE, recommend(KNOWLEDGE, AnswerSheet()), DAY)
    assert (empty.said.role, empty.said.role_name) == (None, None)


def test_every_result_has_its_own_id() -> None:
    """The results of a day are a, b, c … z, aa; the newest is listed first."""
    names = [kept().id for _ in range(28)]
    assert names[:2] == ["2026-11-22-a", "2026-11-22-b"]
    assert names[25:] == ["2026-11-22-z", "2026-11-22-aa", "2026-11-22-ab"]
    assert [item.id for item in all_kept() if isinstance(item, KeptResult)] == names[::-1]


def test_the_view_is_kept_beside_the_result() -> None:
    """The student's view is added to the file; nothing else in it changes, nor what is recommended."""
    before = kept()
    keep_feedback(before, VIEW)
    after = find_kept(before.id)
    assert after.feedback == VIEW
    assert after.model_copy(update={"feedback": None}) == before


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a result or a view cannot be written, no empty or half file stays, and what was kept is as it was."""
    first = kept()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private.os, "fsync", full)
    for write in (kept, lambda: keep_feedback(first, VIEW)):
        with pytest.raises(OSError, match="No space left"):
            write()
    assert [path.name for path in folder.iterdir()] == [f"{first.id}.json"]
    assert find_kept(first.id) == first


def test_several_processes_at_once_lose_nothing() -> None:
    """Two processes that keep ten results each at the same time end with twenty, all readable."""
    script = (
        "from degreepath.advice.answers import AnswerSheet\nfrom degreepath.advice.recommend import recommend\n"
        "from degreepath.knowledge.load import load_knowledge\nfrom degreepath.records.kept import keep\n"
        "k = load_knowledge(); r = recommend(k, AnswerSheet())\nfor _ in range(10): keep(k, r)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script], env=dict(os.environ)) for _ in range(2)]
    assert [process.wait() for process in running] == [0] * 2
    found = list(all_kept())
    assert len(found) == 20
    assert all(isinstance(item, KeptResult) for item in found)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"schema": 9}', "\x00\xff", '{"schema": 1, "id": "x"}', "[" * 100_000]
)
def test_a_broken_file_is_named_and_the_others_are_still_listed(folder: Path, text: str) -> None:
    """A file that cannot be read gives one sentence with the command that erases it; the others are read."""
    first, second = kept(), kept()
    path_of(first.id).write_text(text)
    one, two = all_kept()
    assert one == second
    assert isinstance(two, Broken)
    assert f"degreepath forget {first.id}" in two.reason
    assert "\n" not in two.reason
    with pytest.raises(AnswersError, match="cannot be read"):
        find_kept(first.id)


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are a POSIX thing")
def test_one_bad_entry_hides_one_result(folder: Path, tmp_path: Path) -> None:
    """A dangling link, a link to another file and a pipe each count as one result that cannot be read; nothing hangs."""
    good = kept()
    other = tmp_path / "other.json"
    other.write_text(path_of(good.id).read_text())
    path_of("2026-11-22-b").symlink_to(tmp_path / "nowhere")
    path_of("2026-11-22-c").symlink_to(other)
    os.mkfifo(path_of("2026-11-22-d"))
    found = list(all_kept())
    assert found[-1] == good
    assert [item.id for item in found if isinstance(item, Broken)] == [
        "2026-11-22-d",
        "2026-11-22-c",
        "2026-11-22-b",
    ]


def test_a_file_that_was_tampered_with_cannot_reach_the_terminal() -> None:
    """Escape characters in a saved name are gone when it is read; a number out of range makes the file unreadable."""
    path = path_of(kept().id)
    value = json.loads(path.read_text())
    value["said"]["role_name"] = "Comp\x1b]52;c;x\x07oser"
    path.write_text(json.dumps(value))
    assert "\x1b" not in (find_kept(path.stem).said.role_name or "")
    value["sheet"]["answers"][IDS[0]] = 6
    path.write_text(json.dumps(value))
    with pytest.raises(AnswersError, match=r"sheet\.answers"):
        find_kept(path.stem)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "2026-11-22-z", "", "/etc/passwd", "2026-11-22-a.json", "x" * 9999]
)
def test_an_unknown_id_is_refused_in_one_sentence(name: str) -> None:
    """Only ids of kept results are looked for; a path is never followed, and the list is named."""
    kept()
    with pytest.raises(UsageError, match="'degreepath results' lists them all"):
        find_kept(name)


def test_a_near_miss_is_answered_with_a_suggestion() -> None:
    """A slip of the finger is answered with the id that was meant."""
    with pytest.raises(UsageError, match=f"did you mean {kept().id}"):
        find_kept("2026-11-22a")


@pytest.mark.parametrize("place", ["file", "closed"])
def test_a_folder_that_cannot_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """A folder without permission is named in a sentence; where something else stands in its place, nothing is kept."""
    if place == "file":
        folder.parent.mkdir(parents=True)
        folder.write_text("")
        assert list(all_kept()) == []
        return
    kept()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(FileError, match="check that the folder is yours"):
        list(all_kept())


def test_with_the_same_knowledge_the_whole_sheet_holds() -> None:
    """Nothing is left out as long as the knowledge base is the same."""
    opened = still_holding(kept(), KNOWLEDGE)
    assert (opened.sheet, opened.lost) == (SHEET, 0)


def test_an_answer_to_other_words_no_longer_counts() -> None:
    """If a question was worded anew, its old answer is left out and counted; so is a mark on an interest that is gone."""
    first, *rest = KNOWLEDGE.questions
    now = KNOWLEDGE.model_copy(
        update={
            "hash": "another",
            "questions": (first.model_copy(update={"text": "Something else."}), *rest),
            "interests": tuple(i for i in KNOWLEDGE.interests if i.id != "acoustics"),
        }
    )
    for name in ("question", "interest", "role"):
        now.__dict__.pop(name, None)
    opened = still_holding(kept(), now)
    assert opened.lost == 2
    assert first.id not in opened.sheet.answers
    assert opened.sheet.opener == Opener(most=("composing",))


def test_a_sheet_is_opened_by_id_or_by_file(tmp_path: Path) -> None:
    """An id means the kept result, anything else a file; what is neither is refused with both named."""
    path = tmp_path / "sheet.toml"
    path.write_text("schema = 1\n[answers]\n")
    assert open_sheet(kept().id, KNOWLEDGE).sheet == SHEET
    assert open_sheet(str(path), KNOWLEDGE).sheet == AnswerSheet()
    with pytest.raises(UsageError, match="no result or answer sheet called"):
        open_sheet("nowhere.toml", KNOWLEDGE)


def test_letters_go_on_after_z() -> None:
    """There is an id for every result of a day, however many."""
    assert [records._letters(number) for number in (0, 25, 26, 701, 702)] == ["a", "z", "aa", "zz", "aaa"]
