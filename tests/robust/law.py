"""The law for whatever comes in: it works, or it is refused in a sentence. `make fuzz` adds: within two seconds."""

import gc
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from hypothesis import HealthCheck, settings

from degreepath.cli import main
from degreepath.errors import DegreepathError
from degreepath.knowledge.record import clean_text

T = TypeVar("T")
CODES = {0, 2, 3, 4}
SECONDS = float("inf")
"""How long one input may compute. tools/fuzz.py sets two; in the tests only what hangs is stopped, by their time limit."""
LONGEST = 10_000
law = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
"""Few examples here, on every run of the tests; `make fuzz` runs the same tests by the million."""


@contextmanager
def quick() -> Iterator[None]:
    """Fail if what is inside computes for two seconds. A busy machine makes nothing fail: other programs' time is not counted."""
    start = time.process_time()
    yield
    took = time.process_time() - start
    assert took < SECONDS, f"it took {took:.1f} seconds"


def allowed(work: Callable[[], T]) -> T | None:
    """Return what `work` returns, or None if it is refused as it should be. Whatever else is raised goes on."""
    refusal = None
    with quick():
        try:
            return work()
        except DegreepathError as error:
            refusal = error
    assert refusal.exit_code in CODES
    _readable(str(refusal))
    return None


def _readable(said: str) -> None:
    """Fail if `said` says nothing, more than anybody reads, or holds characters that move a terminal's cursor or hide something."""
    assert said.strip()
    assert len(said) < LONGEST, said[:LONGEST]
    assert "Traceback" not in said
    for line in said.split("\n"):
        assert line.isprintable() or clean_text(line) == line.strip(), repr(line)


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


@contextmanager
def somewhere() -> Iterator[Path]:
    """Give a folder that is gone afterwards, as home and working folder at once: nothing real can be touched."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="degreepath-robust-") as outer:
        folder = Path(outer) / "home" / "work"  # "-o ../x" stays inside too
        folder.mkdir(parents=True)
        own = {"HOME": str(folder.parent), "XDG_DATA_HOME": str(folder.parent / "data"), "COLUMNS": "80"}
        path = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        with patch.dict(os.environ, {**path, **own, "DEGREEPATH_DEBUG": "1"}, clear=True):
            os.chdir(folder)
            try:
                yield folder
            finally:
                os.chdir(before)


def command(*words: str, stdin: bytes = b"") -> Ended:
    """Run degreepath in this process with these words, away from any terminal; what is not caught there is raised here."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    streams = {"stdin": io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"), "stdout": out, "stderr": err}
    collects, code = gc.isenabled(), 0
    try:
        with patch.multiple(sys, argv=["degreepath", *words], excepthook=sys.excepthook, **streams), quick():
            main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    finally:
        if collects:
            gc.enable()  # main() turns it off for good
    for stream in (out, err):
        stream.flush()
    return Ended(code, *(stream.buffer.getvalue().decode(errors="replace") for stream in (out, err)))  # type: ignore[attr-defined]


def obeys(*words: str, stdin: bytes = b"", also: int = 0) -> Ended:
    """Run a command and hold it to the law: a code that the manual names (or `also`), and something is said if it is not 0."""
    ended = command(*words, stdin=stdin)
    assert ended.code in CODES | {also}, ended
    assert not ended.code or ended.out or ended.err, ended
    if ended.code and ended.err:
        _readable(ended.err)
    return ended
