"""The application and its commands."""

from pathlib import Path
from typing import Annotated, Any

import typer

from degreepath import __version__
from degreepath.cli import (
    check,
    cohort,
    compare,
    data,
    forget,
    method,
    programs,
    questions,
    quiz,
    report,
    results,
    roles,
    sources,
    whatif,
)
from degreepath.cli.knowledge import ENVIRONMENT, choose_data
from degreepath.cli.refuse import refusals
from degreepath.cli.summaries import WholeSummaries
from degreepath.errors import UsageError

START = """\
Music Production or Music Technology?

  degreepath quiz                           take the quiz
  degreepath compare production technology  see the two degrees side by side
  degreepath --help                         see everything else"""


class Group(WholeSummaries):
    """Says how to start when nothing is typed, and turns every error into one line on stderr and an exit code."""

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


app.command("quiz")(quiz.quiz)
app.add_typer(results.app, name="results")
app.command("whatif")(whatif.whatif)
app.command("report")(report.report)
app.command("compare")(compare.compare)
app.command("check")(check.check)
app.command("roles")(roles.roles)
app.command("programs")(programs.programs)
app.command("questions")(questions.questions)
app.command("sources")(sources.sources)
app.command("method")(method.method)
app.command("cohort", cls=cohort.WithTemplate, no_args_is_help=True)(cohort.cohort)
app.add_typer(data.app, name="data")
app.command("forget")(forget.forget)
