"""The one place where errors become a line on stderr and an exit code."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import typer

from degreepath.errors import STOPPED, DegreepathError, FileError, UsageError


@contextmanager
def refusals() -> Iterator[None]:
    """Turn whatever goes wrong inside into one line on stderr and an exit code. What was printed is out when this ends."""
    try:
        with _known():
            try:
                yield
            finally:
                sys.stdout.flush()
    except (typer.Exit, typer.TyperException):
        raise
    except Exception as error:
        if os.environ.get("DEGREEPATH_DEBUG"):
            raise
        line = f"This is a bug in degreepath ({type(error).__name__}). Set DEGREEPATH_DEBUG=1 to see where."
        raise _stop(line, DegreepathError.exit_code) from None


@contextmanager
def _known() -> Iterator[None]:
    try:
        yield
    except DegreepathError as error:
        raise _stop(str(error), error.exit_code) from None
    except (KeyboardInterrupt, typer.Abort):  # Typer says Abort for Ctrl-C and Ctrl-D at a prompt
        raise _stop("Stopped.", STOPPED) from None
    except BrokenPipeError:
        _drop_output()
        raise typer.Exit from None  # as with '| head -1': who reads has read enough
    except OSError as error:
        _drop_output()
        place = f" {error.filename}" if error.filename else ""
        raise _stop(f"Cannot read or write{place}: {error.strerror}.", FileError.exit_code) from None
    except typer.TyperException as error:
        if "\n" in error.format_message():
            raise  # the whole help of a command that was typed without anything
        raise _stop(_sentence(error), UsageError.exit_code) from None


def _sentence(error: typer.TyperException) -> str:
    said = error.format_message().replace("Value error, ", "")
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "degreepath"
    return f"{said}{'' if said.endswith(('.', '?')) else '.'} See '{command} --help'."


def _stop(message: str, code: int) -> typer.Exit:
    if not message.replace("\n", "").isprintable():  # what is quoted may hold characters that fool a terminal
        from degreepath.knowledge.record import clean_text

        message = "\n".join(map(clean_text, message.split("\n")))
    with suppress(OSError):
        typer.echo(f"degreepath: {message}", err=True)
    return typer.Exit(code)


def _drop_output() -> None:
    """Throw away what stdout cannot take: Python would stumble over it once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
