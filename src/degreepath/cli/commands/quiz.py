"""`degreepath quiz`: answers in, advice out."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli import complete
from degreepath.cli.inputs import AnswersOption, NoInputOption, answers_in, current_knowledge, option
from degreepath.cli.output import PAGE, Output, gives
from degreepath.cli.stderr import say
from degreepath.errors import DegreepathError, UsageError

if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet
    from degreepath.advice.recommend import Recommendation
    from degreepath.knowledge.knowledge import Knowledge
    from degreepath.quiz.asking import Asked
    from degreepath.quiz.explorer import Explorer


@gives(*PAGE)
def quiz(
    out: Output,
    answers: AnswersOption = None,
    full: Annotated[bool, typer.Option("--full", help="Ask every question.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the quiz you left.")] = False,
    goal: Annotated[
        str | None, option("--goal", "ROLE", "A job you have already decided on.", complete.roles)
    ] = None,
    country: Annotated[
        str | None, option("--country", "COUNTRY", "Show courses in this country only.", complete.countries)
    ] = None,
    no_input: NoInputOption = False,
) -> None:
    """Answer a short quiz and see which degree fits you, how sure that is, and why.

    Nothing leaves this computer. Your answers are kept until the quiz ends; --resume goes on. With --plain it asks line by
    line, as a screen reader or a pipe needs it.

    \b
    Examples:
      degreepath quiz
      degreepath quiz --plain --goal composer --country UK
      degreepath quiz --answers answers.toml --format json
    """
    if answers and (full or resume):
        raise UsageError("--answers FILE asks nothing, so leave out --full and --resume.")
    if no_input and not answers:
        raise UsageError("--no-input never asks, so the answers must come from --answers FILE.")

    knowledge = current_knowledge()
    named = _named_beforehand(knowledge, goal, country)
    if not answers:
        _asked(out, knowledge, named, full=full, resume=resume)
        return
    from degreepath.advice.recommend import recommend

    sheet = answers_in(answers).sheet
    sheet = sheet.aiming_at(named.goal or sheet.goal).studying_in(named.country or sheet.country)
    _deliver(out, knowledge, recommend(knowledge, sheet))


def _named_beforehand(knowledge: "Knowledge", goal: str | None, country: str | None) -> "AnswerSheet":
    """Return a sheet with the goal and the country of the command line; stderr says which role was taken for the goal."""
    from degreepath.advice.answers import AnswerSheet
    from degreepath.knowledge.find import find_country, find_role

    role = find_role(knowledge, goal) if goal is not None else None
    if role and goal not in {role.id, role.name}:
        say(f"Your goal: {role.name} ({role.id}).")
    return AnswerSheet(
        goal=role.id if role else None,
        country=find_country(knowledge, country) if country is not None else None,
    )


def _deliver(out: Output, knowledge: "Knowledge", result: "Recommendation") -> None:
    from degreepath.pages import recommendation
    from degreepath.pages.results import recommendation_document

    out.deliver(
        lambda: recommendation.page(knowledge, result), lambda: recommendation_document(result), private=True
    )


def _asked(out: Output, knowledge: "Knowledge", named: "AnswerSheet", *, full: bool, resume: bool) -> None:
    """Ask, show the result, and forget the unfinished quiz only when that is done."""
    from degreepath.quiz.asking import Left, ask

    try:
        asked = ask(knowledge, named, plain=out.plain, full=full, resume=resume)
        while (seen := _seen(out, knowledge, asked)).again:
            asked.go_on()
        asked.end(kept=bool(seen.kept))
    except Left as left:
        if left.answers:
            typer.echo(left.answers, err=True)
        say(f"degreepath: {left.message}")
        raise typer.Exit(left.exit_code) from None


def _seen(out: Output, knowledge: "Knowledge", asked: "Asked") -> "Explorer":
    try:
        return _shown(out, knowledge, asked)
    except (KeyboardInterrupt, SystemExit) as stop:
        raise asked.left(stop) from None
    except (DegreepathError, OSError) as error:
        say(asked.left(error).message)  # the answers are kept, to go on with
        raise


def _shown(out: Output, knowledge: "Knowledge", asked: "Asked") -> "Explorer":
    """Show the result where it was wanted, then what lies behind it. Return who knows what the student did there."""
    from degreepath.advice.recommend import recommend
    from degreepath.cli.behind import look_behind
    from degreepath.pages import recommendation

    result = recommend(knowledge, asked.sheet)
    if out.form != "text" or out.file or out.only or out.everything:
        _deliver(out, knowledge, result)
        sys.stdout.flush()  # a full disk must be noticed while there is still something to go on with
        return look_behind(out, knowledge, result, asked.front, None)
    unasked = asked.unasked and not result.verdict.program
    page = recommendation.page(knowledge, result)
    seen = look_behind(out, knowledge, result, asked.front, page, unasked=unasked)
    if seen.kept and asked.front.redraws and not seen.again:  # the screen that said so is gone
        from degreepath.quiz.words import KEPT

        say(KEPT.format(id=seen.kept))
    return seen
