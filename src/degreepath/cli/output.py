"""Where results go, and in which form: the wrapper that gives a command --format, -o, --force, --all and --only.

A command is written as `@gives(*PAGE)` over a function whose first parameter is an `Output`; it ends with `out.deliver(…)`.
"""

import errno
import inspect
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from degreepath.cli.stderr import is_terminal, say
from degreepath.errors import FileError, UsageError

if TYPE_CHECKING:
    from degreepath.pages.blocks import Page

REPORT = "degreepath-report"
"""What a report is called where no file is named."""
ENDINGS = {
    "text": (".txt",),
    "json": (".json",),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "pdf": (".pdf",),
    "toml": (".toml",),
    "csv": (".csv",),
    "xlsx": (".xlsx",),
    "parquet": (".parquet",),
    "lists": (".txt",),
    "script": (".gs", ".js"),
}
"""The forms, and how the name of a file of each ends; what we suggest first."""
PAGE = ("text", "json", "markdown", "html", "pdf")
"""The forms of a page: every page can be had in each."""
DOCUMENTS = {"html", "pdf", "xlsx", "parquet"}
"""The forms that nobody reads on a terminal."""
WIDTH = 80
"""How wide text in a file is."""
SCREEN = "-"
OF_A_FILE = 3
"""How many of the options there are without a page: its form, its file, and whether that may be overwritten."""


@dataclass(frozen=True)
class Output:
    """What the command line asks for: a form, a file (None: stdout), and how much of a page."""

    form: str
    file: Path | None = None
    force: bool = False
    everything: bool = False
    only: tuple[str, ...] = ()
    plain: bool = False
    pager: bool = True

    def deliver(
        self,
        page: "Callable[[], Page] | None" = None,
        record: Callable[[], dict[str, Any]] | None = None,
        texts: Mapping[str, Callable[[], str | bytes]] | None = None,
        *,
        private: bool = False,
    ) -> None:
        """Write a result in the form asked for; only that form is made.

        `page` makes what text, Markdown, HTML and PDF are rendered from, `record` the JSON, `texts` the forms that only this
        command has. `private`: it holds answers. Raises UsageError for an unknown section, FileError like `write_file`.
        """
        if texts and self.form in texts:
            self._write(texts[self.form](), private=private)
        elif self.form == "json" and record:
            from degreepath.render.documents import to_json

            self._write(to_json(record()), private=private)
        elif self.form == "text" and page and not self.file:
            self.show(self._chosen(page()))
        elif page:
            self._write(self._rendered(self._chosen(page())), private=private)
        else:
            raise TypeError(f"the command offers the form {self.form}, and makes none")

    @property
    def on_screen(self) -> bool:
        """Whether it is text that a person sees on a terminal and can type below."""
        return self.form == "text" and not self.file and is_terminal(sys.stdout) and is_terminal(sys.stdin)

    def show(self, page: "Page") -> None:
        """Print a page on stdout: its summary, or everything."""
        from degreepath.render import terminal

        pager = self.pager and not self.plain
        terminal.show(page, plain=self.plain, all_sections=self.everything, pager=pager)

    def _rendered(self, page: "Page") -> str | bytes:
        """Return a page in the form asked for. Text is its summary, unless --all says otherwise; the others hold it whole."""
        if self.form == "text":
            from degreepath.render.terminal import as_text

            return as_text(page, WIDTH, plain=self.plain, all_sections=self.everything)
        from degreepath.render import documents

        made: str | bytes = getattr(documents, f"to_{self.form}")(page)
        return made

    def _write(self, content: str | bytes, *, private: bool) -> None:
        if self.file:
            raw = content if isinstance(content, bytes) else (content.rstrip("\n") + "\n").encode()
            write_file(self.file, raw, force=self.force, private=private)
            say(f"Written to {self.file}{': it holds answers, so only you can read it' if private else ''}")
        elif isinstance(content, bytes):
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            typer.echo(content.rstrip("\n"))

    def _chosen(self, page: "Page") -> "Page":
        """Return the page, or the sections of it that --only names."""
        ids = [section.id for section in page.sections]
        for name in self.only:
            if name not in ids:
                from difflib import get_close_matches

                near = get_close_matches(name, ids, n=1)
                hint = f"did you mean {near[0]}? The" if near else "the"
                known = f"{hint} sections are {', '.join(ids)}" if ids else "it has none"
                raise UsageError(f"This page has no section '{name[:60]}'; {known}.")
        return page.only(self.only) if self.only else page


def gives(
    *forms: str, to: tuple[str, ...] = ("--output", "-o"), named: str = ""
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that gives a command the options of an `Output` in one of `forms`, the first if nothing is said.

    `to` are the names of the option with the file. `named` is what a document is called where a terminal names no file.
    """
    options = _options(forms, to)

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(**given: Any) -> None:
            asked = {option.name: given.pop(option.name) for option in options}
            command(_output(forms, to[-1], named, **asked), **given)

        own = [p.replace(kind=p.KEYWORD_ONLY) for p in inspect.signature(command).parameters.values()][1:]
        run.__signature__ = inspect.Signature([*own, *options])  # type: ignore[attr-defined] # -- typer reads it
        run.__annotations__ = {}
        return run

    return decorate


def _options(forms: tuple[str, ...], to: tuple[str, ...]) -> list[inspect.Parameter]:
    """Return the options of `_output`; those about a page only if there is one."""
    choice: Any = StrEnum("choice", {form.upper(): form for form in forms})  # type: ignore[misc] # -- made of the forms
    said = f"The form of the result, {forms[0]} if nothing is said; the ending of {to[-1]} FILE says it, too."
    file = typer.Option(*to, metavar="FILE", help="Write to FILE instead of the screen ('-').")
    own: dict[str, Any] = {
        "form": Annotated[choice | None, typer.Option("--format", help=said, show_default=False)],
        "file": Annotated[Path | None, file],
    }
    options = [p for p in inspect.signature(_output).parameters.values() if p.kind is p.KEYWORD_ONLY]
    options = [option.replace(annotation=own.get(option.name, option.annotation)) for option in options]
    return options if set(PAGE) <= set(forms) else options[:OF_A_FILE]


def _output(
    forms: tuple[str, ...],
    to: str,
    named: str,
    *,
    form: StrEnum | None = None,
    file: Path | None = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE if it exists.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Show every section, in order.")] = False,
    only: Annotated[
        list[str] | None, typer.Option(metavar="SECTION", help="Show this section; may be repeated.")
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="For a screen reader: no bars, frames or columns.")
    ] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never stop between screens.")] = False,
) -> Output:
    """Return what the options ask for, before any work is done. Raises UsageError or FileError where they cannot be met."""
    file = None if file is None or str(file) == SCREEN else file
    chosen = form_of(file, forms, form.value if form else None, to) or forms[0]
    sections = tuple(filter(None, (part.strip() for text in only or () for part in text.split(","))))
    if everything and sections:
        raise UsageError("--all shows everything and --only a part; leave one of them out.")
    if sections and (chosen not in PAGE or chosen == "json"):
        raise UsageError(
            f"--only chooses sections of a page, and the form {chosen} is always whole; leave --only out."
        )
    if chosen in DOCUMENTS and not file and is_terminal(sys.stdout):
        if named:
            return Output(chosen, free_file(named, ENDINGS[chosen][0]), only=sections)
        raise UsageError(
            f"The form {chosen} is not for reading on a terminal; name a file: {to} FILE{ENDINGS[chosen][0]}."
        )
    if file:
        require_free(file, force=force)
    return Output(chosen, file, force, everything, sections, plain, not no_pager)


def form_of(file: Path | None, forms: tuple[str, ...], said: str | None, to: str = "-o") -> str | None:
    """Return the form that --format says or the ending of `file` means; None if neither. Raises UsageError if they disagree."""
    ending = file.suffix.lower() if file else ""
    if not file or not ending:
        return said
    meant = [form for form in forms if ending in ENDINGS[form]]
    if meant and (said is None or said in meant):
        return said or meant[0]
    right = file.with_suffix(ENDINGS[said or forms[0]][0])
    if said:
        raise UsageError(f"--format says {said}, and the name {file} something else; type {to} {right}.")
    *most, last = [ENDINGS[form][0] for form in forms]
    listed = f"{', '.join(most)} or {last}" if most else last
    raise UsageError(
        f"The name of the file ends in {ending}, and here it may end in {listed}; type {to} {right}."
    )


def free_file(stem: str, ending: str) -> Path:
    """Return the first name in the present folder that no file has: report.html, report-2.html …"""
    names = (Path(f"{stem}-{number}{ending}" if number > 1 else f"{stem}{ending}") for number in count(1))
    return next(name for name in names if not (name.exists() or name.is_symlink()))


def require_free(file: Path, *, force: bool) -> None:
    """Raise FileError, before any work is done, where `write_file` would find no place for `file`."""
    if file.is_symlink() and force:
        raise FileError(
            f"{file} is a link to another file; name that file, or choose another name with -o FILE."
        )
    if (file.exists() or file.is_symlink()) and not force:
        raise FileError(f"{file} exists already; choose another name or add --force to overwrite it.")
    if file.is_dir() or not file.parent.is_dir():
        raise _unwritable(file, os.strerror(errno.EISDIR if file.is_dir() else errno.ENOENT))


def write_file(file: Path, content: bytes, *, force: bool = False, private: bool = False) -> None:
    """Write all of `content` to `file` or nothing: what `force` overwrites stays until the new file is whole.

    `private`: it holds answers, so that only the user may read it. Raises FileError if it is there already or cannot be
    written; a symbolic link is never followed.
    """
    require_free(file, force=force)
    draft = file.with_name(f".{file.name}.tmp")
    old = file.stat().st_mode & 0o777 if file.exists() else 0o666
    try:
        if file.exists() and not file.is_file():  # a device
            file.write_bytes(content)
            return
        draft.unlink(missing_ok=True)  # of a run that was killed
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else old)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        draft.replace(file)
    except OSError as error:
        raise _unwritable(file, error.strerror) from None
    finally:
        draft.unlink(missing_ok=True)


def _unwritable(file: Path, reason: str | None) -> FileError:
    return FileError(f"{file} cannot be written ({reason}); choose another place with -o FILE.")
