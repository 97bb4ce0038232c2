"""A real terminal for tests and pictures: the installed program in a pty, its output drawn by pyte."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import pexpect
import pyte

PROGRAM = Path(sys.executable).parent / "degreepath"
PATIENCE = 30.0
UP, DOWN, LEFT, ESC, ENTER, TAB = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b", "\r", "\t"
CTRL_C, CTRL_Z = "\x03", "\x1a"


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return an environment that keeps everything below `home`."""
    passed_on = (
        "PATH",
        "PYTHONPATH",
        "SYSTEMROOT",
        "COVERAGE_PROCESS_CONFIG",
    )  # the last: make cover sees it run
    kept = {name: os.environ[name] for name in passed_on if name in os.environ}
    own = {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
    }
    return kept | own | more


class Terminal:
    """One program in a terminal of a given size. `screen` is the pyte screen, `raw` every byte the program wrote."""

    def __init__(
        self,
        arguments: Sequence[str],
        env: dict[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        program: Path = PROGRAM,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.raw = b""
        self._text: str | None = None  # drawing costs pyte more than running costs the program
        self._stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            str(program), list(arguments), env=env, dimensions=(rows, columns), timeout=PATIENCE
        )
        self.child.delaybeforesend = None
        self.child.ptyproc.delayafterclose = 0  # nearly every program here has ended by then
        self.screen.write_process_input = self.child.send

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.child.close(force=True)

    @property
    def text(self) -> str:
        """What is on the screen."""
        if self._text is None:
            self._text = "\n".join(line.rstrip() for line in self.screen.display).rstrip()
        return self._text

    @property
    def words(self) -> str:
        """What is on the screen, as one line."""
        return " ".join(self.text.split())

    @property
    def printed(self) -> str:
        """Everything that was ever printed, without escape sequences, as one line."""
        plain = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\][^\x07]*\x07", b"", self.raw)
        return " ".join(plain.decode(errors="replace").split())

    def read(self, wait: float = 0.05) -> bool:
        """Draw what the program wrote within `wait` seconds. Return False at its end."""
        try:
            data = self.child.read_nonblocking(65536, timeout=wait)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._text = None
        self._stream.feed(data)
        return True

    def until(self, wanted: str | Callable[[], bool]) -> Self:
        """Wait until the words are on the screen, or the condition holds."""
        holds = wanted if callable(wanted) else lambda: wanted in self.words
        end = time.monotonic() + PATIENCE
        while not holds():
            if not self.read() and not holds():
                raise AssertionError(f"The program ended without {wanted!r}:\n{self.text}")
            if time.monotonic() > end:
                raise AssertionError(f"Waited in vain for {wanted!r}:\n{self.text}")
        return self

    def send(self, *keys: str) -> Self:
        for key in keys:
            self.child.send(key)
        return self

    def resize(self, columns: int, rows: int) -> Self:
        self.screen.resize(rows, columns)
        self.screen.reset()
        self._text = None
        self.child.setwinsize(rows, columns)
        return self

    def kill(self, number: int) -> Self:
        self.child.kill(number)
        return self

    def interrupt(self) -> int:
        """Press Ctrl-C, again every two seconds as a person would, and return the exit code.

        Python itself can miss a signal that comes in the moment before it waits for a typed line.
        """
        end, again = time.monotonic() + PATIENCE, 0.0
        while self.read():
            if time.monotonic() > end:
                self.child.kill(signal.SIGKILL)
                raise AssertionError(f"The program does not end:\n{self.text}")
            if time.monotonic() > again:
                self.child.send(CTRL_C)
                again = time.monotonic() + 2
        return self.end()

    def end(self) -> int:
        """Wait for the program's end and return its exit code; minus the signal's number if one ended it."""
        end = time.monotonic() + PATIENCE
        while self.read():
            if time.monotonic() > end:
                self.child.kill(signal.SIGKILL)
                raise AssertionError(f"The program does not end:\n{self.text}")
        self.child.wait()
        return -self.child.signalstatus if self.child.signalstatus else int(self.child.exitstatus or 0)
