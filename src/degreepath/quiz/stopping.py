"""Being stopped: Ctrl-C, SIGTERM and SIGHUP at any moment, with the terminal as it was before.

A signal's handler may run anywhere, also where Python drops what it raises. So it only notes the signal and ends the screen
that is up, if there is one; what it stands for is raised at the next place that asks, or at once where a person is waited for.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_seen: list[int] = []
_ends: list[Callable[[], None]] = []


@contextmanager
def orderly() -> Iterator[None]:
    """Hear the signals until the end of the block, which raises what came and was not raised yet."""
    numbers = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP")]
    before = {number: signal.signal(number, _heard) for number in filter(None, numbers)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        came = _seen.copy()
        _seen.clear()
    if came:
        raise _stop(came[0])


def check() -> None:
    """Raise what a signal that came stands for: SystemExit, or KeyboardInterrupt for Ctrl-C."""
    if _seen:
        raise _stop(_seen[0])


def _stop(number: int) -> BaseException:
    return KeyboardInterrupt() if number == signal.SIGINT else SystemExit(128 + number)


def _heard(number: int, _: object) -> None:
    _seen.append(number)
    if _ends:
        _ends[-1]()


@contextmanager
def ending(end: Callable[[], None]) -> Iterator[None]:
    """Call `end` when a signal comes, also when it has come already."""
    _ends.append(end)
    try:
        if _seen:
            end()
        yield
    finally:
        _ends.pop()


@contextmanager
def waiting() -> Iterator[None]:
    """Raise at once when a signal comes. If the block ends all the same, whoever was at work there has dealt with Ctrl-C."""
    with ending(check):
        yield
    if _seen[:1] == [signal.SIGINT]:
        _seen.clear()
