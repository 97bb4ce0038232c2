"""What lies where degreepath keeps results: damaged, replaced or put there by others, it hides nothing and harms nobody."""

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from quiz_stages import replay
from robust.junk import WORDS, files, spoilt
from robust.law import kept, law, obeys, somewhere

from degreepath.advice.recommend import recommend
from degreepath.knowledge.load import load_knowledge
from degreepath.quiz.session import Move, Say, Session
from degreepath.records.kept import answered, keep
from degreepath.records.sheet_file import read_sheet
from degreepath.records.unfinished import Unfinished

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")
KNOWLEDGE = load_knowledge()
RESULT = recommend(KNOWLEDGE, read_sheet(Path(__file__).parents[1] / "personas" / "songwriter.toml"))
DAY = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOOD, SEED = "2026-11-22-a", "0123456789abcdef"
QUIZ_LEFT = 130
OURS = {
    "results": r"2026-11-22-[a-z]+(\.json|\.\w{12}\.tmp)",
    "unfinished": r"\w{16}(\.json|\.\w{12}\.tmp)",
}


def unfinished() -> bytes:
    """A quiz that was left at its fourth question."""
    events = [Move.GO_ON, Say(("composing",)), Move.SKIP, Move.SKIP, Move.SKIP, Say(4), Say(2), Say(5)]
    session = replay(Session(KNOWLEDGE), events)
    quiz = Unfinished(
        **answered(session.sheet, KNOWLEDGE), trail=tuple(map(str, session.trail)), at=session.at
    )
    return quiz.text.encode()


def kept_result() -> bytes:
    with somewhere():
        keep(KNOWLEDGE, RESULT, DAY)
        return (kept() / "results" / f"{GOOD}.json").read_bytes()


KEPT = [kept_result(), unfinished()]
documents = st.sampled_from(KEPT).map(json.loads).flatmap(spoilt).map(json.dumps)
contents = files(KEPT, documents, WORDS)
names = st.one_of(
    st.sampled_from(["2026-11-22-b.json", "2026-11-22-aa.json", "2026-11-22-b.0123456789ab.tmp", "2026-11-22.json", "notes.txt"]),
    st.sampled_from([f"{SEED}.json", f"{SEED}.damaged", f"{SEED}.0123456789ab.tmp", "..json", ".hidden", "a\nb.json"]),
)  # fmt: skip
KINDS = ("file", "file", "file", "file", "folder", "link", "dangling", "loop", "pipe")
entries = st.lists(
    st.tuples(st.sampled_from(["results", "unfinished"]), names, st.sampled_from(KINDS), contents), max_size=4
)


def lay(folder: str, name: str, kind: str, content: bytes, outside: Path) -> None:
    """Put something of a kind under a name into a folder of ours."""
    path = kept() / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(path):
        return
    if kind == "file":
        path.write_bytes(content)
    elif kind == "folder":
        path.mkdir()
        (path / "theirs.txt").write_text("theirs")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to({"link": outside, "dangling": outside.parent / "nowhere", "loop": path}[kind])


@settings(law, max_examples=25)
@given(entries, st.sampled_from(["1\n", "n\n", "y\n4\nq\n", "s\ns\ns\n4\nq\n", "b\nb\nb\nq\n", ""]))
@example([("unfinished", f"{SEED}.json", "pipe", b"")], "q\n")
@example(
    [("results", "2026-11-22-b.json", "dangling", b""), ("results", "2026-11-22-aa.json", "folder", b"")], ""
)
def test_whatever_lies_there_hides_and_harms_nothing(found: list[tuple[Any, ...]], typed: str) -> None:
    """A good result is listed, shown and erased whatever lies beside it; nothing behind a link is read, changed or erased."""
    with somewhere() as work:
        outside = work / "outside.json"
        outside.write_bytes(KEPT[0])
        keep(KNOWLEDGE, RESULT, DAY)
        for entry in found:
            lay(*entry, outside)
        assert GOOD in obeys("results").out
        listed = json.loads(obeys("results", "--format", "json").out)
        assert GOOD in json.dumps(listed)
        assert obeys("results", "show", GOOD).code == 0
        for name in ("2026-11-22-b", "2026-11-22-aa"):
            obeys("results", "show", name)
            obeys("results", "difference", GOOD, name, "--format", "json")
            obeys("report", name, "--format", "markdown")
        obeys("quiz", "--plain", "--resume", stdin=typed.encode(), also=QUIZ_LEFT)
        assert obeys("forget", GOOD, "--yes").code == 0
        obeys("forget", "--all", "--yes")
        assert outside.read_bytes() == KEPT[0]
        left = {(path.parent.name, path.name) for path in kept().rglob("*") if path.is_file()}
        theirs = {(folder, name) for folder, name, *_ in found if not re.fullmatch(OURS[folder], name)}
        assert {place for place in left if place[1] != "theirs.txt"} <= theirs


@pytest.mark.parametrize(
    "line", [("results",), ("--version",), ("forget", GOOD, "--yes"), ("quiz", "--plain")]
)
def test_every_start_sweeps(line: tuple[str, ...]) -> None:
    """Half a file of a quiz that was killed is gone at the next start of any command."""
    with somewhere():
        keep(KNOWLEDGE, RESULT, DAY)
        for folder, name in (("results", GOOD), ("unfinished", SEED)):
            lay(folder, f"{name}.0123456789ab.tmp", "file", b'{"answers": {"song"', Path())
        obeys(*line, stdin=b"q\n", also=QUIZ_LEFT)
        if line != ("--version",):
            assert not list(kept().rglob("*.tmp"))
