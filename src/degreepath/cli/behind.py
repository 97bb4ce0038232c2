"""What lies behind a result in a terminal: the menu of its sections, and what a report and a changed answer are there."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from degreepath.cli.inputs import today
from degreepath.cli.output import Output, free_file, write_file

if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet
    from degreepath.advice.recommend import Recommendation
    from degreepath.knowledge import Knowledge
    from degreepath.pages.blocks import Page
    from degreepath.quiz.asking import Asked
    from degreepath.quiz.explorer import Explorer
    from degreepath.quiz.plain import Plain
    from degreepath.quiz.terminal import Terminal

REPORTED = (
    "The report is in the folder {folder} and is called {file}. Open it with a double click, in any browser. It carries your "
    "answers, so only you can read it."
)
REPORT = "degreepath-report"


def look_behind(
    out: Output,
    knowledge: "Knowledge",
    result: "Recommendation",
    front: "Plain | Terminal",
    page: "Page | None",
    *,
    kept: str = "",
    asked: "Asked | None" = None,
) -> "Explorer":
    """Show a page of `result`, or without one only what can be done with it, until the student is done.

    `kept` is the id it is kept under already, `asked` the quiz that it came from. Return who knows what the student did.
    """
    from degreepath.pages import recommendation
    from degreepath.quiz.explorer import Explorer
    from degreepath.render.terminal import coloured_lines

    explorer = Explorer(
        front,
        knowledge,
        result,
        page,
        show=replace(out, pager=False).show,  # the menu is all that waits for keys
        lines=coloured_lines,
        labels=recommendation.KEY_WORDS,
        report=partial(_report, knowledge, result),
        compare=partial(_compare, knowledge, result),
        kept=kept,
        more=asked.go_on if asked and asked.unasked and not result.verdict.program else None,
        correct=asked.correct if asked else None,
    )
    explorer.explore()
    return explorer


def _report(knowledge: "Knowledge", result: "Recommendation") -> str:
    """Write the report into the present folder, under the first name that is free, and return what to tell of it."""
    from degreepath.pages.results import report_page
    from degreepath.render.documents import to_html

    content = to_html(report_page(knowledge, result, day=today())).encode()
    file = free_file(REPORT, ".html")
    write_file(file, content, private=True)
    return REPORTED.format(folder=file.absolute().parent, file=file.name)


def _compare(knowledge: "Knowledge", result: "Recommendation", sheet: "AnswerSheet") -> "Page":
    from degreepath.advice.recommend import recommend
    from degreepath.pages.difference import whatif_page

    return whatif_page(knowledge, result, recommend(knowledge, sheet))
