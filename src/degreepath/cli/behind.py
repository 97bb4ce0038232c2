"""What lies behind a result in a terminal: the menu of its sections, and what a report and a changed answer are there."""

from functools import partial
from typing import TYPE_CHECKING

from degreepath.cli.inputs import today
from degreepath.cli.output import Output, free_file, write_file

if TYPE_CHECKING:
    from degreepath.advice.recommend import Recommendation
    from degreepath.knowledge.knowledge import Knowledge
    from degreepath.pages.blocks import Page
    from degreepath.quiz.plain import Plain
    from degreepath.quiz.terminal import Terminal

REPORTED = "Written to {file}. It carries your answers, so only you can read it."
MENU_ROWS = 4
REPORT = "degreepath-report"


def look_behind(
    out: Output,
    knowledge: "Knowledge",
    result: "Recommendation",
    front: "Plain | Terminal",
    page: "Page | None",
    *,
    kept: bool = False,
) -> bool:
    """Show a page of `result`, or without one only what can be done with it, until the student is done.

    Return whether it is kept.
    """
    from degreepath.pages import recommendation
    from degreepath.pages.blocks import Page
    from degreepath.quiz.asking import Explorer

    return Explorer(
        front,
        knowledge,
        result,
        page or Page("", ()),
        show=partial(out.show, below=MENU_ROWS) if page else lambda _: None,
        labels=recommendation.KEY_WORDS,
        report=partial(_report, knowledge, result),
        change=partial(_change, knowledge, result),
        kept=kept,
    ).explore()


def _report(knowledge: "Knowledge", result: "Recommendation") -> str:
    """Write the report into the present folder, under the first name that is free, and return what to tell of it."""
    from degreepath.pages import report
    from degreepath.render.documents import to_html

    content = to_html(report.page(knowledge, result, day=today())).encode()
    file = free_file(REPORT, ".html")
    write_file(file, content, private=True)
    return REPORTED.format(file=file)


def _change(knowledge: "Knowledge", result: "Recommendation", question: str, answer: int) -> "Page":
    from degreepath.advice.recommend import recommend
    from degreepath.pages import whatif

    return whatif.page(knowledge, result, recommend(knowledge, result.sheet.answering(question, answer)))
