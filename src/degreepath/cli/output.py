"""Where results go: the screen, or one file that is never overwritten by accident."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from degreepath.errors import FileError

if TYPE_CHECKING:
    from rich.console import RenderableType

FILE_WIDTH = 88


class Format(StrEnum):
    """The form of a result."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


FormatOption = Annotated[Format, typer.Option("--format", help="The form of the result.")]
OutOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of the screen ('-').")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite FILE if it exists.")]


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
    try:
        with out.open("w" if force else "x", encoding="utf-8") as file:
            file.write(text.rstrip("\n") + "\n")
    except FileExistsError:
        raise FileError(f"{out} exists already; choose another name or add --force to overwrite it.") from None
    except OSError as error:
        raise FileError(f"{out} cannot be written ({error.strerror}); choose another place with -o FILE.") from None
    typer.echo(f"Written to {out}", err=True)
