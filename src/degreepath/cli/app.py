"""The application and its commands."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.main import get_command

from degreepath import __version__
from degreepath.cli.knowledge import ENVIRONMENT, choose_data
from degreepath.cli.refuse import refusals
from degreepath.cli.summaries import WholeSummaries
from degreepath.errors import UsageError

START = """\
Music Production or Music Technology?

  degreepath quiz                           take the quiz
  degreepath compare production technology  see the two degrees side by side
  degreepath --help                         see everything else"""


COMMANDS = (
    "quiz",
    "results",
    "whatif",
    "report",
    "compare",
    "check",
    "roles",
    "programs",
    "questions",
    "sources",
    "method",
    "cohort",
    "data",
    "forget",
)
"""In the order of the help. Each is a module here that holds `app`, or a function of the command's name."""


class Commands(Mapping[str, Any]):
    """Every command by its name, built when it is first wanted: the one that is typed does not wait for all others."""

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __getitem__(self, name: str) -> Any:
        if name not in COMMANDS:
            raise KeyError(name)
        return _command(name)


@cache
def _command(name: str) -> Any:
    module = import_module(f"degreepath.cli.{name}")
    if hasattr(module, "app"):
        return get_command(module.app)
    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    single.command(name)(getattr(module, name))
    return get_command(single)


class Group(WholeSummaries):
    """Says how to start when nothing is typed, and turns every error into one line on stderr and an exit code."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "commands": Commands()})

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        with refusals():
            if not args and not extra.get("resilient_parsing"):  # completing runs no command
                typer.echo(START, err=True)
                raise typer.Exit(UsageError.exit_code)
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: Any) -> Any:
        with refusals():
            return super().invoke(ctx)


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
    choose_data(folder)
