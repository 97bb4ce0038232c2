"""The law for whatever comes in: it works, or it is refused in a sentence. `make fuzz` adds: within two seconds."""

import gc
import io
import os
import signal
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, settings

from degreepath.cli import main
from degreepath.errors import DegreepathError

T = TypeVar("T")
CODES = {0, 2, 3, 4}
SECONDS = float("inf")
"""How long one input may compute. tools/fuzz.py sets two; in the tests only what hangs is stopped, by their time limit."""
LONGEST = 10_000
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
"""Kinds of characters that move a cursor, turn a line round or cannot be seen."""
law = settings(
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # making an input smaller takes minutes, and these are small
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
    _refused(str(refusal), by_us=False)
    return None


def harmless(text: str) -> None:
    """Fail if `text` holds characters that could fool a terminal, an editor or a mail."""
    odd = {c for c in set(text) - {"\n", "\t"} if unicodedata.category(c) in HIDDEN}
    assert not odd, (odd, text[:LONGEST])


def _refused(said: str, *, by_us: bool) -> None:
    """Fail if `said` says nothing, more than anybody reads, or what is not meant for people."""
    assert said.strip()
    assert len(said) < LONGEST, said[:LONGEST]
    assert "Traceback" not in said
    if by_us:
        harmless(said)


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


def kept() -> Path:
    """Return the folder of what degreepath keeps, inside `somewhere()`; it need not exist."""
    return Path(os.environ["XDG_DATA_HOME"]) / "degreepath"


@contextmanager
def undone() -> Iterator[None]:
    """Undo afterwards what main() does to its process, as it is the last thing there: signals, garbage."""
    collects, heard = gc.isenabled(), {number: signal.getsignal(number) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in heard.items():
            signal.signal(number, handler)
        if collects:
            gc.enable()


def command(*words: str, stdin: bytes = b"") -> Ended:
    """Run degreepath in this process with these words, away from any terminal; what is not caught there is raised here."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    streams = {"stdin": io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"), "stdout": out, "stderr": err}
    argv, code = ["degreepath", *words], 0
    try:
        with patch.multiple(sys, argv=argv, excepthook=sys.excepthook, **streams), undone(), quick():
            main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    for stream in (out, err):
        stream.flush()
    return Ended(code, *(stream.buffer.getvalue().decode(errors="replace") for stream in (out, err)))  # type: ignore[attr-defined]


def obeys(*words: str, stdin: bytes = b"", also: int = 0) -> Ended:
    """Run a command and hold it to the law: a code that the manual names (or `also`), and something is said if it is not 0."""
    ended = command(*words, stdin=stdin)
    assert ended.code in CODES | {also}, ended
    assert not ended.code or ended.out or ended.err, ended
    if ended.code and ended.err:
        _refused(ended.err, by_us=True)
    if not ended.out.startswith(("%PDF", "PK\x03\x04")):  # a document or a workbook into a pipe is no text
        harmless(ended.out)
    return ended
