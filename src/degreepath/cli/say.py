"""Saying something to the person: in a terminal no word is broken, and on stderr nobody need be there to read it."""

import contextlib
import shutil
import sys
import textwrap
from typing import TextIO

import typer

from degreepath.cli.terminal import is_terminal

WIDEST = 80


def say(*paragraphs: str) -> None:
    """Say something on stderr; each paragraph begins a line."""
    say_whole("\n".join(fitted(sys.stderr, *paragraphs)))


def say_whole(text: str) -> None:
    """Say something on stderr as it is: a path or a sheet, to be copied from there."""
    with contextlib.suppress(OSError):
        typer.echo(text, err=True)


def fitted(stream: TextIO, *paragraphs: str) -> list[str]:
    """Return paragraphs in lines that fit the terminal at `stream`; where there is none, each as one line.

    A word that is longer than a line stays whole: it may be a path.
    """
    if not is_terminal(stream):
        return list(paragraphs)
    width = min(shutil.get_terminal_size().columns, WIDEST)
    lines = (
        textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False) or [""]
        for paragraph in paragraphs
    )
    return [line for paragraph in lines for line in paragraph]
