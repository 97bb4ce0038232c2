"""What is said beside the result, and how the program ends: the one place of stderr, exit codes and closed streams."""

import io
import os
import shutil
import signal
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn, TextIO

import typer

from degreepath.errors import STOPPED, DegreepathError, FileError, UsageError

WIDEST = 80
STDERR = 2
_came: list[int] = []
"""The signal that ends the program, once it came: whatever is raised then, and by whomever, is raised because of it."""
BUG = "This is a bug in degreepath ({kind}). Set DEGREEPATH_DEBUG=1 to see where."


def is_terminal(stream: object) -> bool:
    """Tell whether a person sits at `stream`; nobody does at one that is missing or closed."""
    return isinstance(stream, io.TextIOBase) and not stream.closed and stream.isatty()


def can_ask() -> bool:
    """Tell whether a person sees what is said on stderr and can answer. The result itself may go elsewhere."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def say(*paragraphs: str) -> None:
    """Say something on stderr; each paragraph begins a line. Nobody need be there to read it."""
    with suppress(OSError):
        for line in fitted(sys.stderr, *paragraphs):
            typer.echo(line, err=True)


def fitted(stream: TextIO, *paragraphs: str) -> list[str]:
    """Return paragraphs in lines that fit the terminal at `stream`; where there is none, each as one line.

    A word that is longer than a line stays whole: it may be a path.
    """
    if not is_terminal(stream):
        return list(paragraphs)
    width = min(shutil.get_terminal_size().columns, WIDEST)
    wrapped = (textwrap.wrap(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs)
    return [line for lines in wrapped for line in lines or [""]]


def ask_line(prompt: str) -> str:
    """Show `prompt` on stderr and return the line that is typed; '' at the end of the input."""
    typer.echo(prompt, err=True, nl=False)
    return sys.stdin.readline().strip()


def agreed(what: str, question: str, *paths: str) -> bool:
    """Say what would be done and to which files, and ask. Raises UsageError where nobody can be asked."""
    if not can_ask():
        raise UsageError(f"This would {what}, and asks first, but nobody can be asked here; add --yes.")
    say(f"This will {what}. It cannot be brought back.", *paths)
    if not (yes := ask_line(f"{question} [y/N]: ").casefold() in {"y", "yes"}):
        say("Nothing was erased.")
    return yes


@contextmanager
def refusals() -> Iterator[None]:
    """Turn whatever goes wrong inside into one line on stderr and an exit code. What was printed is out when this ends."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except (typer.Exit, SystemExit):
        raise
    except (KeyboardInterrupt, typer.Abort):  # Typer says Abort for Ctrl-C and Ctrl-D at a prompt
        raise _end("Stopped.", STOPPED) from None
    except BaseException as error:  # a library written in Rust panics with one of its own
        if _came:
            raise SystemExit(128 + _came[0]) from None
        _refuse(error)
        if _stopped(error):
            raise _end("Stopped.", STOPPED) from None
        if os.environ.get("DEGREEPATH_DEBUG"):
            raise
        raise _end(BUG.format(kind=type(error).__name__), DegreepathError.exit_code) from None


def _refuse(error: BaseException) -> None:
    """Raise the end of the program for an error that a person can do something about."""
    match error:
        case DegreepathError():
            raise _end(str(error), error.exit_code) from None
        case BrokenPipeError():
            _drop_output()
            raise typer.Exit from None  # as with '| head -1': who reads has read enough
        case OSError():
            _drop_output()
            place = f" {error.filename}" if error.filename else ""
            raise _end(f"Cannot read or write{place}: {error.strerror}.", FileError.exit_code) from None
        case typer.TyperException() if "\n" in error.format_message():
            raise error  # the whole help of a command that was typed without anything
        case typer.TyperException():
            raise _end(_sentence(error), UsageError.exit_code) from None


def _stopped(error: BaseException | None) -> bool:
    """Tell whether Ctrl-C lies behind `error`: Python wraps one that comes while a class is being made, Rust only names it."""
    while error and KeyboardInterrupt.__name__ not in f"{type(error).__name__} {error}":
        error = error.__cause__ or error.__context__
    return error is not None


def _sentence(error: typer.TyperException) -> str:
    said = error.format_message().replace("Value error, ", "")
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "degreepath"
    return f"{said}{'' if said.endswith(('.', '?')) else '.'} See '{command} --help'."


def _end(message: str, code: int) -> typer.Exit:
    if not message.replace("\n", "").isprintable():  # what is quoted may hold characters that fool a terminal
        from degreepath.knowledge.fields import clean_text

        message = "\n".join(map(clean_text, message.split("\n")))
    say(*f"degreepath: {message}".split("\n"))
    return typer.Exit(code)


def _drop_output() -> None:
    """Throw away what stdout cannot take: Python would stumble over it once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def end_in_good_order() -> None:
    """Let SIGTERM and SIGHUP end the program by SystemExit, so that nothing half written stays; one that is ignored stays so."""
    stops = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    stops = [stop for stop in stops if signal.getsignal(stop) is signal.SIG_DFL]

    def end(number: int, _: object) -> NoReturn:
        for stop in stops:
            signal.signal(stop, signal.SIG_IGN)
        _came.append(number)
        _keep_stderr_for_ourselves()
        raise SystemExit(128 + number)

    for stop in stops:
        signal.signal(stop, end)


def _keep_stderr_for_ourselves() -> None:
    """Let nobody but Python write to stderr: where the signal comes inside a library in Rust, that would print a page of its own."""
    with suppress(OSError, ValueError):
        if sys.stderr.fileno() == STDERR:
            sys.stderr = os.fdopen(os.dup(STDERR), "w", 1, sys.stderr.encoding, "replace")
            os.dup2(os.open(os.devnull, os.O_WRONLY), STDERR)


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
