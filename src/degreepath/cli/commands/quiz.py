"""`degreepath quiz`, `report`, `whatif`: answers in, advice out."""

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli.inputs import (
    COUNTRIES,
    KEPT,
    ROLES,
    AnswersOption,
    NoInputOption,
    answers_in,
    argument,
    current_knowledge,
    newest_kept,
    opened,
    option,
    sheet_argument,
    sheet_for,
    today,
)
from degreepath.cli.output import PAGE, REPORT, Output, gives
from degreepath.cli.stderr import ask_line, say
from degreepath.errors import DegreepathError, UsageError

if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet
    from degreepath.advice.recommend import Recommendation
    from degreepath.cli.explorer import Explorer
    from degreepath.knowledge import Knowledge
    from degreepath.pages.blocks import Page
    from degreepath.quiz.asking import Asked

TRY = "Answers to change, for example song=4 beats= (beats= skips it; Enter alone ends this): "


@gives(*PAGE)
def quiz(
    out: Output,
    answers: AnswersOption = None,
    full: Annotated[bool, typer.Option("--full", help="Ask every question.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the quiz you left.")] = False,
    goal: Annotated[str | None, option("--goal", "ROLE", "A job you have already decided on.", ROLES)] = None,
    country: Annotated[
        str | None, option("--country", "COUNTRY", "Show courses in this country only.", COUNTRIES)
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
        from degreepath.quiz.asking import ask

        follow(out, lambda: ask(knowledge, named, plain=out.plain, full=full, resume=resume))
        return
    from degreepath.advice.recommend import recommend
    from degreepath.pages import recommendation
    from degreepath.pages.results import recommendation_document

    sheet = answers_in(answers).sheet
    sheet = sheet.aiming_at(named.goal or sheet.goal).studying_in(named.country or sheet.country)
    result = recommend(knowledge, sheet)
    out.deliver(
        lambda: recommendation.page(knowledge, result), lambda: recommendation_document(result), private=True
    )


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


def follow(out: Output, quiz: Callable[[], "Asked"], kept: str = "", first: "Page | None" = None) -> None:
    """Show the result of a `quiz`, and what lies behind it; and so each other result to which the student goes on from there.

    `first` is shown instead of the result's own page, for the one that is `kept`. A quiz that ends before its result says what
    became of the answers, and ends the program.
    """
    from degreepath.quiz.asking import Left

    try:
        asked = quiz()
        while (seen := _seen(out, asked, kept, first)).onward:
            seen.onward()
            kept, first = seen.kept if asked.sheet == seen.result.sheet else "", None
        asked.end(kept=bool(seen.kept))
    except Left as left:
        if left.answers:
            typer.echo(left.answers, err=True)
        say(f"degreepath: {left.message}")
        raise typer.Exit(left.exit_code) from None


def _seen(out: Output, asked: "Asked", kept: str, first: "Page | None") -> "Explorer":
    """Show the result where it was wanted, then what lies behind it. Return who knows what the student did there."""
    try:
        seen = _shown(out, asked, kept, first)
        seen.explore()
    except (KeyboardInterrupt, SystemExit) as stop:
        if kept:
            raise
        raise asked.left(stop) from None
    except (DegreepathError, OSError) as error:
        if not kept:
            say(asked.left(error).message)  # the answers are kept, to go on with
        raise
    if seen.page and seen.kept != kept and asked.front.redraws and not seen.onward:
        from degreepath.quiz import words

        say(words.KEPT.format(id=seen.kept, plain=""))  # the screen that said so is gone
    return seen


def _shown(out: Output, asked: "Asked", kept: str, first: "Page | None") -> "Explorer":
    """Return who shows the result; where it was not wanted on the screen, it is written where it was."""
    from degreepath.advice.recommend import recommend
    from degreepath.cli.explorer import Explorer
    from degreepath.pages import recommendation
    from degreepath.pages.results import recommendation_document

    knowledge, result = asked.start.knowledge, recommend(asked.start.knowledge, asked.sheet)
    page = partial(recommendation.page, knowledge, result)
    if out.form == "text" and not (out.file or out.only or out.everything):
        return Explorer(out, asked, result, first or page(), kept)
    out.deliver(page, partial(recommendation_document, result), private=True)
    sys.stdout.flush()  # a full disk must be noticed while there is still something to go on with
    return Explorer(out, asked, result, None, kept)


@gives("html", "pdf", "markdown", "text", "json", named=REPORT)
def report(
    out: Output,
    result: Annotated[str | None, argument("[ID]", "A kept result; without it the newest one.", KEPT)] = None,
    answers: AnswersOption = None,
    no_answers: Annotated[bool, typer.Option("--no-answers", help="Leave out what you answered.")] = False,
) -> None:
    """Write your result as one file to hand over: a page that stands alone, then why, pay, questions, sources.

    Without -o FILE it is degreepath-report.html in this folder. It carries your answers, and says so; --no-answers leaves
    them out.

    \b
    Examples:
      degreepath report --answers answers.toml -o report.html
      degreepath report --answers answers.toml --no-answers -o report.pdf
    """
    from degreepath.advice.recommend import recommend
    from degreepath.pages.results import report_document, report_page

    if no_answers and out.form == "json":
        raise UsageError("A report in the form json always holds the answers; leave --no-answers out.")
    knowledge = current_knowledge()
    found = sheet_for(knowledge, result or (None if answers else newest_kept()), answers)
    advice = recommend(knowledge, found.sheet)
    out.deliver(
        lambda: report_page(knowledge, advice, day=today(), answers=not no_answers, kept=found.kept),
        lambda: report_document(knowledge, advice),
        private=not no_answers,
    )


# ── What if ──────────────────────────────────────────────────────────────────────────────────────
@gives(*PAGE)
def whatif(
    out: Output,
    sheet: Annotated[str, sheet_argument("SHEET")],
    moves: Annotated[
        list[str] | None,
        argument(
            "[QUESTION=N]",
            "Change one answer to 1..5, or goal=ROLE; without a value it is left out. As many as you like.",
        ),
    ] = None,
    no_input: NoInputOption = False,
) -> None:
    """Change answers of a sheet and see what moves.

    Without a change it shows the smallest one that turns the result; in a terminal you can then try changes.

    \b
    Examples:
      degreepath whatif 2026-11-22-a
      degreepath whatif sheet.toml song=5 repair=1
    """
    from degreepath.advice.recommend import recommend
    from degreepath.pages import difference as pages

    knowledge = current_knowledge()
    found = opened(sheet, knowledge)
    before = recommend(knowledge, found.sheet)
    after = recommend(knowledge, _changed(knowledge, found.sheet, moves or []))
    out.deliver(
        lambda: pages.whatif_page(knowledge, before, after),
        lambda: pages.whatif_document(before, after),
        private=True,
    )
    if out.on_screen and not moves and not no_input:
        _explore(out, knowledge, before)


def _explore(out: Output, knowledge: "Knowledge", before: "Recommendation") -> None:
    """Let the student try changes, each from the sheet as it is, and see what each does."""
    from degreepath.advice.recommend import recommend
    from degreepath.pages import difference as pages

    while line := ask_line(TRY):
        try:
            after = recommend(knowledge, _changed(knowledge, before.sheet, line.split()))
        except UsageError as error:
            say(str(error))
        else:
            out.show(pages.whatif_page(knowledge, before, after))


def _changed(knowledge: "Knowledge", sheet: "AnswerSheet", moves: list[str]) -> "AnswerSheet":
    """Return `sheet` with the changes made. Raises UsageError for one that makes no sense."""
    from degreepath.knowledge.find import find_role

    for move in moves:
        question, equals, answer = move.partition("=")
        if question == "goal" and equals:
            sheet = sheet.aiming_at(find_role(knowledge, answer).id if answer else None)
            continue
        if not equals or answer not in {"", "1", "2", "3", "4", "5"}:
            raise UsageError(f"'{move[:60]}' is not QUESTION=N with N from 1 to 5; for example song=4.")
        if question not in knowledge.question:
            from difflib import get_close_matches

            near = get_close_matches(question, knowledge.question, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            lists = "'degreepath questions --all' lists them all."
            raise UsageError(f"There is no question called '{question[:60]}'; {hint}{lists}")
        sheet = sheet.answering(question, int(answer) if answer else None)
    return sheet
