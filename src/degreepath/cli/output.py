"""Where results go, and in which form: the screen, or one file that is never overwritten by accident."""

import errno
import json
import os
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from degreepath.cli.terminal import is_terminal
from degreepath.errors import FileError, UsageError

if TYPE_CHECKING:
    from degreepath.show.blocks import Page
    from degreepath.show.report_blocks import Report

Form = TypeVar("Form", bound=StrEnum)
TAKEN = "{out} exists already; choose another name or add --force to overwrite it."
UNWRITABLE = "{out} cannot be written ({reason}); choose another place with -o FILE."


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


ENDINGS = {
    ".txt": "text",
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".toml": "toml",
}
DOCUMENTS = ("html", "pdf")
"""The forms that nobody reads on a terminal."""


def format_option(help_text: str, file: str = "out") -> Any:
    """Return the option --format. Where it is not given, the ending of the file that the parameter `file` names decides.

    An ending that names no form of the command leaves the form as it is: `-o my.notes` is still text.
    That parameter must be eager, so that it is read before this one.
    """

    def by_ending(context: typer.Context, form: Form) -> Form:
        source = context.get_parameter_source("form")
        if source and source.name == "COMMANDLINE":
            return form
        forms = {each.value: each for each in type(form)}
        path = context.params.get(file)
        return forms.get(ENDINGS.get(path.suffix.lower(), ""), form) if path else form

    option = "-o" if file == "out" else f"--{file}"
    help_text = f"{help_text} Without it the ending of {option} FILE decides, if it names one of these."
    return typer.Option("--format", callback=by_ending, help=help_text)


FormatOption = Annotated[Format, format_option("The form of the result.")]
HandoutOption = Annotated[HandoutFormat, format_option("The form of the result.")]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", is_eager=True, help="Write to FILE instead of the screen ('-')."
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite FILE if it exists.")]


def deliver(
    form: StrEnum,
    out: Path | None,
    *,
    force: bool,
    page: "Callable[[], Page | Report] | None" = None,
    record: Callable[[], dict[str, Any]] | None = None,
    texts: Mapping[str, Callable[[], str]] | None = None,
) -> None:
    """Write a result in the form asked for; only that form is made.

    `page` makes what text, Markdown, HTML and PDF are rendered from, `record` the JSON, `texts` the forms that only this
    command has.
    """
    from degreepath.show import render

    refuse_terminal(form, out)
    match form:
        case _ if texts and form in texts:
            write(texts[form](), out, force=force)
        case "json" if record:
            document(record(), out, force=force)
        case "text" if page and to_stdout(out):
            render.show(page())
        case "text" if page:
            write(render.text(page()), out, force=force)
        case "markdown" if page:
            write(render.markdown(page()), out, force=force)
        case "html" if page:
            write(render.html(page()), out, force=force)
        case "pdf" if page:
            write_bytes(render.pdf(page()), out, force=force)
        case _:
            raise TypeError(f"nothing makes the form {form} here")  # a command offers a form it cannot make


def document(value: dict[str, Any], out: Path | None = None, *, force: bool = False) -> None:
    """Write `value` as one JSON document."""
    write(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False), out, force=force)


def write(text: str, out: Path | None = None, *, force: bool = False) -> None:
    """Write `text` to `out`, or to stdout. Raises FileError if the file exists (without `force`) or cannot be written."""
    if to_stdout(out):
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
        raise FileError(TAKEN.format(out=out)) from None
    except OSError as error:
        raise FileError(UNWRITABLE.format(out=out, reason=error.strerror)) from None
    typer.echo(f"Written to {out}", err=True)


def require_free(out: Path | None, *, force: bool) -> None:
    """Raise FileError, before any work is done, where `write` would find no place for `out`; stdout always has one."""
    if out is None or str(out) == "-":
        return
    if out.exists() and not force:
        raise FileError(TAKEN.format(out=out))
    if out.is_dir() or not out.parent.is_dir():
        reason = os.strerror(errno.EISDIR if out.is_dir() else errno.ENOENT)
        raise FileError(UNWRITABLE.format(out=out, reason=reason))


def _write_whole(out: Path, content: bytes, *, force: bool) -> None:
    """Write all of `content` or nothing: what `force` overwrites stays until the new file is whole."""
    if force and out.is_file():
        _replace(out.resolve(), content)
        return
    with out.open("wb" if force else "xb") as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            if not force:
                out.unlink()  # half a file, made a moment ago, would look like a result
            raise


def _replace(file: Path, content: bytes) -> None:
    import shutil
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        shutil.copymode(file, draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def to_stdout(out: Path | None) -> bool:
    """Tell whether what is written to `out` goes to stdout."""
    return out is None or str(out) == "-"


def on_screen(out: Path | None) -> bool:
    """Tell whether what is written to `out` is seen on a terminal, and not kept in a file or read by a program."""
    return to_stdout(out) and is_terminal(sys.stdout)


def refuse_terminal(form: StrEnum, out: Path | None, option: str = "-o") -> None:
    """Raise UsageError if a document (HTML, PDF) would be poured over a terminal. Commands that work long ask this first."""
    if form in DOCUMENTS and on_screen(out):
        raise UsageError(
            f"A document in the form {form} is not for reading on a terminal; name a file: {option} FILE.{form}"
        )
