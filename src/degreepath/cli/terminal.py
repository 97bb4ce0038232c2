"""The three streams: whether a person sits at one, and what stands in for one that is closed."""

import io
import os
import sys


def is_terminal(stream: object) -> bool:
    """Tell whether a person sits at `stream`; nobody does at one that is missing or closed."""
    return isinstance(stream, io.TextIOBase) and not stream.closed and stream.isatty()


def stand_in_for_closed_streams() -> None:
    """Give this program the streams it was started without, as with '<&-' or '>&-', so that nothing below asks for them.

    A missing stdin is at its end. A missing stdout refuses what is written to it, as a full disk does: whoever asked for a
    result is told that it went nowhere. A missing stderr takes everything: what is said there was wanted by nobody.
    The order counts: each takes the lowest number that is free, which is its own, so that no file opened later gets it.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
