"""`degreepath quiz`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli import complete, output
from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.sheets import sheet_in
from degreepath.errors import DegreepathError, FileError, UsageError

if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet
    from degreepath.advice.recommendation import Recommendation
    from degreepath.advice.shortlist import CourseFilter
    from degreepath.cli.keeping import Keeper
    from degreepath.knowledge.knowledge import Knowledge


def quiz(
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers", metavar="FILE", help="Take the answers from FILE ('-': stdin); nothing is asked."
        ),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Ask line by line: screen readers, pipes, any terminal.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Ask every question.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the quiz you left.")] = False,
    goal: Annotated[
        str | None,
        typer.Option(
            "--goal", metavar="ROLE", help="A job you have already decided on.", autocompletion=complete.roles
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            "--country",
            metavar="COUNTRY",
            help="Courses in this country only.",
            autocompletion=complete.countries,
        ),
    ] = None,
    include_old: Annotated[
        bool, typer.Option("--include-old", help="Courses with a module list over five years old, too.")
    ] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask; needs --answers.")] = False,
    form: output.FormatOption = output.Format.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """Answer a short quiz and see which degree fits you, how sure that is, and why.

    Nothing leaves this computer. Your answers are kept until the quiz ends; --resume goes on.

    \b
    Examples:
      degreepath quiz
      degreepath quiz --plain --goal composer --country UK
      degreepath quiz --answers answers.toml --format json
    """
    from degreepath.advice.shortlist import CourseFilter
    from degreepath.knowledge.find import find_country, find_role

    if answers and (plain or full or resume):
        raise UsageError("--answers FILE asks nothing, so leave out --plain, --full and --resume.")
    if no_input and not answers:
        raise UsageError("--no-input never asks, so the answers must come from --answers FILE.")
    output.require_free(out, force=force)
    knowledge = current_knowledge()
    role = find_role(knowledge, goal).id if goal else None
    where = find_country(knowledge, country) if country is not None else None
    keeper: Keeper | None = None
    if answers:
        sheet = sheet_in(answers)
        sheet = sheet.aiming_at(role) if role else sheet
    else:
        from degreepath.cli.asking import Wishes, ask_student

        sheet, keeper = ask_student(knowledge, Wishes(plain=plain, full=full, resume=resume, goal=role))
    wanted = CourseFilter(country=where, include_old=include_old)
    _finish(knowledge, sheet, wanted, keeper, form, out, force=force)


def _finish(
    knowledge: "Knowledge",
    sheet: "AnswerSheet",
    wanted: "CourseFilter",
    keeper: "Keeper | None",
    form: output.Format,
    out: Path | None,
    *,
    force: bool,
) -> None:
    """Show the result; only then is the unfinished quiz forgotten."""
    from degreepath.advice.recommend import recommend

    try:
        result = recommend(knowledge, sheet, wanted)
        _show(knowledge, result, form, out, force=force)
        sys.stdout.flush()  # a full disk must be noticed while there is still something to go on with
    except (DegreepathError, OSError):
        if keeper:
            keeper.leave()
        raise
    if keeper:
        from degreepath.cli.after_quiz import after_result

        kept = True
        try:
            if not keeper.problem:
                after_result(knowledge, result)
        finally:
            kept = keeper.end()
        if not kept:
            raise typer.Exit(FileError.exit_code)


def _show(
    knowledge: "Knowledge", result: "Recommendation", form: output.Format, out: Path | None, *, force: bool
) -> None:
    from degreepath.show import recommendation, recommendation_json

    output.deliver(
        form,
        out,
        force=force,
        page=lambda: recommendation.page(knowledge, result),
        record=lambda: recommendation_json.document(result),
    )
