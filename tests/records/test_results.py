"""Kept results on the disk."""

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.kept import Feedback, KeptResult, Likeness
from degreepath.advice.recommend import recommend
from degreepath.advice.stamp import stamp
from degreepath.errors import AnswersError, FileError, UsageError
from degreepath.knowledge.load import load_knowledge
from degreepath.records import results
from degreepath.records.results import (
    Broken,
    all_kept,
    find_kept,
    keep,
    keep_feedback,
    open_sheet,
    still_holding,
)

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
SHEET = AnswerSheet(
    opener=Opener(most=("composing",), least=("acoustics",)),
    answers={question: 1 + place % 5 for place, question in enumerate(IDS)},
)
RESULT = recommend(KNOWLEDGE, SHEET)
DAY = datetime(2026, 11, 22, 12, 0, 0, 123, tzinfo=UTC)
VIEW = Feedback(likeness=Likeness.PARTLY, drop_roles=("composer",))


@pytest.fixture
def folder(folder: Path) -> Path:
    return folder / "results"


def kept(sheet: AnswerSheet = SHEET) -> KeptResult:
    return keep(KNOWLEDGE, RESULT if sheet == SHEET else recommend(KNOWLEDGE, sheet), DAY)


def test_reading_makes_nothing(folder: Path) -> None:
    """To look for kept results leaves no folder behind."""
    assert list(all_kept()) == []
    assert not folder.parent.exists()


def test_a_kept_result_comes_back_whole(folder: Path) -> None:
    """Sheet, day, knowledge base, stamp, verdict and top role are read back as they were kept."""
    before = kept()
    result = recommend(KNOWLEDGE, SHEET)
    assert before.id == "2026-11-22-a"
    assert find_kept("2026-11-22-A ") == before
    assert (before.sheet, before.stamp) == (SHEET, stamp(KNOWLEDGE, SHEET))
    assert (before.knowledge_version, before.knowledge_hash) == (KNOWLEDGE.version, KNOWLEDGE.hash)
    assert before.said.program == result.verdict.program
    assert before.said.band is result.verdict.band
    assert before.said.role == result.roles[0].id


def test_only_the_owner_can_read(folder: Path) -> None:
    """Files are 0600 and folders 0700, even where the user's mask would allow more or the folder was open before."""
    folder.mkdir(parents=True)
    folder.parent.chmod(0o755)
    before = os.umask(0)
    try:
        keep_feedback(kept(), VIEW)
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (folder.parent, folder, *folder.iterdir())}
    assert set(modes.values()) == {0o700, 0o600}
    assert [path for path, mode in modes.items() if mode == 0o600] == [folder / "2026-11-22-a.json"]


def test_every_result_has_its_own_id(folder: Path) -> None:
    """The results of a day are a, b, c … z, aa; the newest is listed first."""
    names = [kept().id for _ in range(28)]
    assert names[:2] == ["2026-11-22-a", "2026-11-22-b"]
    assert names[25:] == ["2026-11-22-z", "2026-11-22-aa", "2026-11-22-ab"]
    assert [item.id for item in all_kept() if isinstance(item, KeptResult)] == names[::-1]


def test_the_view_is_kept_beside_the_result(folder: Path) -> None:
    """The student's view is added to the file; nothing else in it changes."""
    before = kept()
    keep_feedback(before, VIEW)
    after = find_kept(before.id)
    assert after.feedback == VIEW
    assert after.model_copy(update={"feedback": None}) == before
    assert recommend(KNOWLEDGE, after.sheet) == recommend(KNOWLEDGE, SHEET)


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"schema": 9}', "\x00\xff", '{"schema": 1, "id": "x"}', "[" * 100_000]
)
def test_a_broken_file_is_named_and_the_others_are_still_listed(folder: Path, text: str) -> None:
    """A file that cannot be read gives one sentence with the command that erases it; the others are read."""
    first, second = kept(), kept()
    (folder / f"{first.id}.json").write_text(text)
    one, two = all_kept()
    assert one == second
    assert isinstance(two, Broken)
    assert f"degreepath forget {first.id}" in two.reason
    assert "\n" not in two.reason
    with pytest.raises(AnswersError, match="cannot be read"):
        find_kept(first.id)


def test_a_file_that_was_tampered_with_cannot_reach_the_terminal(folder: Path) -> None:
    """Escape characters in a saved name are gone when it is read; a number out of range makes the file unreadable."""
    path = folder / f"{kept().id}.json"
    value = json.loads(path.read_text())
    value["said"]["role_name"] = "Comp\x1b]52;c;x\x07oser"
    path.write_text(json.dumps(value))
    assert "\x1b" not in (find_kept(path.stem).said.role_name or "")
    value["sheet"]["answers"][IDS[0]] = 6
    path.write_text(json.dumps(value))
    with pytest.raises(AnswersError, match=r"sheet\.answers"):
        find_kept(path.stem)


@pytest.mark.parametrize("name", ["../../etc/passwd", "2026-11-22-z", "", "/etc/passwd", "2026-11-22-a.json"])
def test_an_unknown_id_is_refused_in_one_sentence(folder: Path, name: str) -> None:
    """Only ids of kept results are looked for; a path is never followed, and the list is named."""
    kept()
    with pytest.raises(UsageError, match="'degreepath results' lists them all"):
        find_kept(name)


def test_a_near_miss_is_answered_with_a_suggestion(folder: Path) -> None:
    """A slip of the finger is answered with the id that was meant."""
    name = kept().id
    with pytest.raises(UsageError, match=f"did you mean {name}"):
        find_kept("2026-11-22a")


def test_other_files_in_the_folder_are_passed_over(folder: Path) -> None:
    """Half-written and foreign files are not listed as results."""
    first = kept()
    (folder / "2026-11-22-b.json").touch()
    (folder / "2026-11-22-c.xyz.tmp").write_text("{}")
    (folder / "notes.json").write_text("{}")
    assert list(all_kept()) == [first]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read(folder: Path) -> None:
    """A folder without permission is named in a sentence."""
    kept()
    folder.chmod(0)
    with pytest.raises(FileError, match="check that the folder is yours"):
        list(all_kept())
    folder.chmod(0o700)


def test_a_file_in_place_of_the_folder(folder: Path) -> None:
    """Where the folder is no folder, the sentence says which path is meant."""
    folder.parent.mkdir(parents=True)
    folder.write_text("")
    with pytest.raises(FileError, match="cannot be read"):
        list(all_kept())


def test_with_the_same_knowledge_the_whole_sheet_holds() -> None:
    """Nothing is left out as long as the knowledge base is the same."""
    opened = still_holding(kept(), KNOWLEDGE)
    assert (opened.sheet, opened.lost) == (SHEET, 0)


def test_an_answer_to_other_words_no_longer_counts() -> None:
    """If a question was worded anew, its old answer is left out and counted; so is a mark on an interest that is gone."""
    before = kept()
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
    opened = still_holding(before, now)
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


def test_the_name_of_the_file_says_nothing_about_the_student(folder: Path) -> None:
    """A file name holds the day and a letter, no answer and no name."""
    kept()
    assert [path.name for path in folder.iterdir()] == ["2026-11-22-a.json"]
    assert results.path_of("2026-11-22-a").is_file()
