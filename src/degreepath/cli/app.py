"""The application: its commands, and the one place where errors become a line on stderr and an exit code."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

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
from degreepath.errors import DegreepathError, FileError

CTRL_C = 130


class Group(TyperGroup):
    """Turns every error of ours into one line on stderr and the exit code it carries."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except DegreepathError as error:
            raise _stop(str(error), error.exit_code) from None
        except KeyboardInterrupt:
            raise _stop("Stopped.", CTRL_C) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            place = f" {error.filename}" if error.filename else ""
            raise _stop(f"Cannot read or write{place}: {error.strerror}.", FileError.exit_code) from None
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Exception as error:
            if os.environ.get("DEGREEPATH_DEBUG"):
                raise
            line = (
                f"This is a bug in degreepath ({type(error).__name__}). Set DEGREEPATH_DEBUG=1 to see where."
            )
            raise _stop(line, DegreepathError.exit_code) from None


def _stop(message: str, code: int) -> typer.Exit:
    typer.echo(f"degreepath: {message}", err=True)
    return typer.Exit(code)


app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
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

    Nothing you answer leaves this computer. Start with: degreepath quiz
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
