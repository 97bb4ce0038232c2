"""Pages on stdout: laid out for a terminal, through the pager where they are longer than it; plain into files and pipes.

With `layout` the only importer of rich.
"""

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.text import Text

from degreepath.pages.blocks import Page
from degreepath.render import has_signs
from degreepath.render.layout import Look, page_lines

WIDEST = 100


def show(page: Page, *, plain: bool = False, all_sections: bool = False, pager: bool = True) -> None:
    """Print `page` on stdout: its summary, or everything. On a terminal what is longer than the screen goes through PAGER."""
    console = _console()
    if not console.is_terminal:
        text = as_text(page, console.width, encoding=console.encoding, plain=plain, all_sections=all_sections)
        console.file.write(text + "\n")
        return
    look = Look(console.width, signs=has_signs(console.encoding), plain=plain)
    lines = list(page_lines(look, page, all_sections=all_sections))
    if not (pager and len(lines) >= console.height and _paged(console, lines)):
        write(console, lines)


def coloured_lines(page: Page, columns: int) -> list[str]:
    """Return `page` as lines for a terminal of that many columns, with its colours."""
    console = _console()
    console.width = min(columns, WIDEST)
    look = Look(console.width, signs=has_signs(console.encoding))
    with console.capture() as capture:
        write(console, list(page_lines(look, page, all_sections=False)))
    return capture.get().splitlines()


def as_text(
    page: Page, width: int, *, encoding: str = "utf-8", plain: bool = False, all_sections: bool = False
) -> str:
    """Return `page` as text of `width` columns without colour, with the signs that `encoding` has."""
    look = Look(width, signs=has_signs(encoding), plain=plain)
    return "\n".join(line.plain.rstrip() for line in page_lines(look, page, all_sections=all_sections))


def write(console: Console, lines: list[Text]) -> None:
    """Print lines that were laid out already: a word longer than the screen is left to the terminal."""
    for line in lines:
        console.print(line, no_wrap=True, crop=False, overflow="ignore")


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give a function that says on stderr what is being done; it says nothing where stderr is no terminal."""
    if not sys.stderr.isatty():  # FORCE_COLOR makes a pipe look like a terminal to rich
        yield lambda _: None
        return
    with Console(stderr=True, highlight=False, emoji=False, markup=False).status("") as status:
        yield status.update


def _console() -> Console:
    """Return the console of stdout. NO_COLOR beats FORCE_COLOR; a very wide terminal is not filled: long lines read badly."""
    colourless = bool(os.environ.get("NO_COLOR"))
    forced = False if colourless and not sys.stdout.isatty() else None
    console = Console(no_color=colourless, force_terminal=forced, highlight=False, emoji=False, markup=False)
    console.width = min(console.width, WIDEST)
    return console


def _paged(console: Console, lines: list[Text]) -> bool:
    """Show `lines` in the pager; False if there is none, or it is switched off (PAGER empty or cat)."""
    command = shlex.split(os.environ.get("PAGER", shutil.which("less") or ""))
    if not command or command == ["cat"] or not sys.stdin.isatty() or not shutil.which(command[0]):
        return False
    with console.capture() as capture:
        write(console, lines)
    environment = {
        "LESS": "FRX -Ps?eEnd - q goes back:Space goes on, q goes back.$",
        "LESSCHARSET": "utf-8",
        "LESSSECURE": "1",
        **os.environ,
    }
    import subprocess

    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as pager:  # noqa: S603 -- what the person set
        try:
            pager.communicate(capture.get().encode(console.encoding, "replace"))
        except (BrokenPipeError, KeyboardInterrupt):  # left before the end
            pager.wait()
    return True
