"""Where results go: the screen, or one file that is never overwritten by accident."""

import json
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from degreepath.errors import FileError, UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

FILE_WIDTH = 88


class Format(StrEnum):
    """The form of a result."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class HandoutFormat(StrEnum):
    """The form of a result that can be handed over as a document."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"


FormatOption = Annotated[Format, typer.Option("--format", help="The form of the result.")]
HandoutOption = Annotated[HandoutFormat, typer.Option("--format", help="The form of the result.")]
OutOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of the screen ('-')."),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite FILE if it exists.")]


def deliver(
    form: Format | HandoutFormat,
    out: Path | None,
    *,
    force: bool,
    text: "Callable[[], RenderableType]",
    record: Callable[[], dict[str, Any]],
    markdown: Callable[[], str],
    html: Callable[[], str] | None = None,
    pdf: Callable[[], bytes] | None = None,
) -> None:
    """Write a result in the form asked for; only that form is made. A form without its maker is not in the command's enum."""
    if form == HandoutFormat.TEXT:
        page(text(), out, force=force)
    elif form == HandoutFormat.JSON:
        document(record(), out, force=force)
    elif form == HandoutFormat.MARKDOWN:
        write(markdown(), out, force=force)
    elif html and form == HandoutFormat.HTML:
        refuse_terminal(out, "html")
        write(html(), out, force=force)
    elif pdf:
        refuse_terminal(out, "pdf")
        write_bytes(pdf(), out, force=force)


def page(renderable: "RenderableType", out: Path | None = None, *, force: bool = False) -> None:
    """Show `renderable` on the terminal, or write it as plain text to `out`."""
    from degreepath.show import console

    if out is None or str(out) == "-":
        console.print_page(renderable)
    else:
        write(console.as_text(renderable, FILE_WIDTH), out, force=force)


def document(value: dict[str, Any], out: Path | None = None, *, force: bool = False) -> None:
    """Write `value` as one JSON document."""
    write(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False), out, force=force)


def write(text: str, out: Path | None = None, *, force: bool = False) -> None:
    """Write `text` to `out`, or to stdout. Raises FileError if the file exists (without `force`) or cannot be written."""
    if out is None or str(out) == "-":
        typer.echo(text.rstrip("\n"))
        return
    write_bytes((text.rstrip("\n") + "\n").encode(), out, force=force)


def write_bytes(content: bytes, out: Path | None = None, *, force: bool = False) -> None:
    """Write `content` to `out`, or to stdout as it is. Raises FileError like `write`."""
    if out is None or str(out) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        _write_whole(out, content, force=force)
    except FileExistsError:
        raise FileError(
            f"{out} exists already; choose another name or add --force to overwrite it."
        ) from None
    except OSError as error:
        raise FileError(
            f"{out} cannot be written ({error.strerror}); choose another place with -o FILE."
        ) from None
    typer.echo(f"Written to {out}", err=True)


def _write_whole(out: Path, content: bytes, *, force: bool) -> None:
    with out.open("wb" if force else "xb") as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            if not force:
                out.unlink()  # half a file, made a moment ago, would look like a result
            raise


def on_screen(out: Path | None) -> bool:
    """Tell whether what is written to `out` is seen on a terminal, and not kept in a file or read by a program."""
    return (out is None or str(out) == "-") and sys.stdout.isatty()


def refuse_terminal(out: Path | None, form: str) -> None:
    """Raise UsageError if a document in `form` (html, pdf) would be poured over a terminal."""
    if on_screen(out):
        raise UsageError(
            f"A document in the form {form} is not for reading on a terminal; name a file: -o FILE.{form}"
        )
