"""Kept results where several processes write at once, one dies, or the disk is full."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.kept import KeptResult
from degreepath.advice.recommend import recommend
from degreepath.knowledge.load import load_knowledge
from degreepath.records.results import all_kept, find_kept, keep

KNOWLEDGE = load_knowledge()
RESULT = recommend(KNOWLEDGE, AnswerSheet())


def kept() -> KeptResult:
    return keep(KNOWLEDGE, RESULT)


def crashing(code: str) -> int:
    """Run `code` after the imports in a process that is gone the moment a written file would take its place."""
    script = (
        "import os\nfrom pathlib import Path\n"
        "from degreepath.advice.answers import AnswerSheet\nfrom degreepath.advice.kept import Feedback\n"
        "from degreepath.advice.recommend import recommend\nfrom degreepath.knowledge.load import load_knowledge\n"
        "from degreepath.records.results import find_kept, keep, keep_feedback\n"
        f"Path.replace = os.replace = lambda *_: os._exit(9)\n{code}\n"
    )
    return subprocess.run([sys.executable, "-c", script], env=dict(os.environ), check=False).returncode


def test_two_processes_at_once_lose_nothing(folder: Path) -> None:
    """Four processes that keep ten results each at the same time end with forty, all readable."""
    script = (
        "from degreepath.advice.answers import AnswerSheet\nfrom degreepath.advice.recommend import recommend\n"
        "from degreepath.knowledge.load import load_knowledge\nfrom degreepath.records.results import keep\n"
        "k = load_knowledge(); r = recommend(k, AnswerSheet())\nfor _ in range(10): keep(k, r)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script], env=dict(os.environ)) for _ in range(4)]
    assert [process.wait() for process in running] == [0] * 4
    found = list(all_kept())
    assert len(found) == 40
    assert all(isinstance(item, KeptResult) for item in found)


def test_a_crash_before_the_new_file_is_in_place_loses_no_result(folder: Path) -> None:
    """If the process dies while it keeps a second result, the first is still there and the next one can be kept."""
    first = kept()
    code = "k = load_knowledge(); keep(k, recommend(k, AnswerSheet()))"
    assert crashing(code) == 9
    assert list(all_kept()) == [first]
    assert kept().id != first.id
    assert len(list(all_kept())) == 2


def test_a_crash_while_the_view_is_added_loses_no_result(folder: Path) -> None:
    """If the process dies while the view is written, the result is as it was before."""
    first = kept()
    assert crashing(f"keep_feedback(find_kept('{first.id}'), Feedback(likeness='no'))") == 9
    assert find_kept(first.id) == first


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a result cannot be written, no empty or half file stays."""
    first = kept()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        kept()
    assert [path.name for path in (folder / "results").iterdir()] == [f"{first.id}.json"]
