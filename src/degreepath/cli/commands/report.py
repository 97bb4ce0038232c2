"""`degreepath report`: one file to hand over."""

from typing import Annotated

import typer

from degreepath.cli import complete
from degreepath.cli.inputs import AnswersOption, advice_for, argument, current_knowledge, newest_kept, today
from degreepath.cli.output import Output, gives
from degreepath.errors import UsageError


@gives("html", "pdf", "markdown", "text", "json", named="degreepath-report")
def report(
    out: Output,
    result: Annotated[
        str | None, argument("[ID]", "A kept result; without it the newest one.", complete.kept_results)
    ] = None,
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
    from degreepath.pages import report as pages
    from degreepath.pages.result_document import recommendation_document

    if no_answers and out.form == "json":
        raise UsageError("A report in the form json always holds the answers; leave --no-answers out.")
    knowledge = current_knowledge()
    advice = advice_for(knowledge, result, answers) or advice_for(knowledge, newest_kept(), None)
    assert advice  # noqa: S101 -- newest_kept() names one or raises
    out.deliver(
        lambda: pages.page(knowledge, advice, day=today(), answers=not no_answers),
        lambda: {**recommendation_document(advice), **pages.document(knowledge, advice)},
        private=not no_answers,
    )
