"""The application: its commands, each built when it is typed, and what happens when nothing or nonsense is typed."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from degreepath import __version__
from degreepath.cli.inputs import ENVIRONMENT, choose_data
from degreepath.cli.stderr import refusals
from degreepath.errors import UsageError

START = """\
Music Production or Music Technology?

degreepath quiz    (asks and recommends)
degreepath compare production technology
degreepath --help  (lists all the rest)"""

COMMANDS = {
    "quiz": "quiz",
    "results": "results",
    "whatif": "quiz",
    "report": "quiz",
    "compare": "compare",
    "check": "check",
    "roles": "browse",
    "programs": "browse",
    "sources": "browse",
    "questions": "browse",
    "method": "browse",
    "cohort": "cohort",
    "data": "data",
    "forget": "results",
}
"""In the order of the help, each with its file in commands/: that holds `app`, or a function of the command's name."""


@cache
def _command(name: str) -> Any:
    module = import_module(f"degreepath.cli.commands.{COMMANDS[name]}")
    if not hasattr(module, name):
        return get_command(module.app)
    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    single.command(name)(getattr(module, name))
    return get_command(single)


class ListingGroup(TyperGroup):
    """A group whose help shows the first sentence of each command whole, where Typer would cut it with dots.

    `first` is the command that is meant where none is typed.
    """

    first = ""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        named = (bool(args) and not args[0].startswith("-")) or args[:1] in (["-h"], ["--help"])
        if self.first and not named and not extra.get("resilient_parsing"):
            args = [self.first, *args]
        return super().make_context(info_name, args, parent, **extra)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for name in self.commands:
            command: Any = self.get_command(ctx, name)
            command.short_help = " ".join((command.help or "").split("\n\n")[0].split())
        super().format_commands(ctx, formatter)


class Group(ListingGroup):
    """Says how to start when nothing is typed, and turns every error into one line on stderr and an exit code."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "commands": dict.fromkeys(COMMANDS)})

    def get_command(self, _: Any, name: str) -> Any:
        return (
            _command(name) if name in COMMANDS else None
        )  # the one that is typed does not wait for all others

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        with refusals():
            if not args and not extra.get("resilient_parsing"):  # completing runs no command
                typer.echo(START, err=True)
                raise typer.Exit(UsageError.exit_code)
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: Any) -> Any:
        with refusals():
            return super().invoke(ctx)


def new_group(text: str, first: str = "") -> typer.Typer:
    """Return an application for a command that has commands of its own; `text` is its help."""

    class Own(ListingGroup):
        pass

    Own.first = first
    return typer.Typer(
        cls=Own, no_args_is_help=not first, rich_markup_mode=None, add_completion=False, help=text
    )


app = typer.Typer(
    cls=Group,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"degreepath {__version__}")
        raise typer.Exit


@app.callback()
def root(
    _shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="DIR",
            envvar=ENVIRONMENT,
            help="Lay your own programs, roles and sources in DIR over ours.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Music Production or Music Technology? A short quiz, a recommendation, and every reason behind it.

    Nothing you answer leaves this computer.

    \b
    Examples:
      degreepath quiz
      degreepath compare production technology
      degreepath check --help
    """
    from degreepath.records.private import sweep

    choose_data(folder)
    sweep()  # what a process that was killed left half written
