"""The console: width, colour, plain text for files, and what is being done."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console, RenderableType

WIDEST = 100


def screen() -> Console:
    """Return the console of stdout. NO_COLOR beats FORCE_COLOR; a very wide terminal is not filled: long lines read badly."""
    colourless = bool(os.environ.get("NO_COLOR"))
    console = Console(
        no_color=colourless,
        force_terminal=False if colourless else None,
        highlight=False,
        emoji=False,
        markup=False,
    )
    console.width = min(console.width, WIDEST)
    return console


def print_page(renderable: RenderableType) -> None:
    """Print `renderable` on stdout; into a file or a pipe without trailing spaces."""
    console = screen()
    if console.is_terminal:
        console.print(renderable)
    else:
        console.file.write(as_text(renderable, console.width, encoding=console.encoding) + "\n")


def as_text(renderable: RenderableType, width: int, encoding: str = "utf-8") -> str:
    """Return `renderable` as plain text of `width` columns, with the characters that `encoding` has."""
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(
        file=file,
        width=width,
        no_color=True,
        force_terminal=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    with console.capture() as capture:
        console.print(renderable)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give a function that says on stderr what is being done; it says nothing where stderr is no terminal."""
    console = Console(stderr=True, highlight=False, emoji=False, markup=False)
    if not sys.stderr.isatty():  # FORCE_COLOR makes a pipe look like a terminal to rich
        yield lambda _: None
        return
    with console.status("") as status:
        yield status.update
