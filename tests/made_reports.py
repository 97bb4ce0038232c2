"""Reports as tests look at them: some students, their reports in every form, and what can be read in each."""

import json
import re
from functools import cache
from typing import Any

import html5lib
import pytest

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.recommend import recommend
from degreepath.advice.recommendation import Recommendation
from degreepath.knowledge.load import load_knowledge
from degreepath.show import render, report

KNOWLEDGE = load_knowledge()


def like(role: str, questions: int = 28, goal: str | None = None) -> AnswerSheet:
    """Return the answers of a student who likes what a role wants."""
    wants = KNOWLEDGE.role[role].wants
    answers = {}
    for place, question in enumerate(KNOWLEDGE.questions[:questions]):
        liking = {0: 1 + place % 2, 1: 3, 2: 4, 3: 5}[wants.get(question.interest, 0)]
        answers[question.id] = 6 - liking if question.reverse else liking
    return AnswerSheet(opener=Opener(most=tuple(wants)[:3]), answers=answers, goal=goal)


SHEETS = {
    "music producer": like("music-producer"),
    "audio plugin designer": like("audio-plugin-designer"),
    "few answers": like("game-audio-designer", 9),
    "goal": like("music-producer", goal="acoustic-consultant"),
    "one answer": AnswerSheet(answers={KNOWLEDGE.questions[0].id: 5}),
    "no answers": AnswerSheet(),
}
SURE = [name for name in SHEETS if name != "no answers"]


@cache
def result(name: str) -> Recommendation:
    return recommend(KNOWLEDGE, SHEETS[name])


@cache
def html_of(name: str) -> str:
    return render.html(report.page(KNOWLEDGE, result(name)))


@cache
def pdf_inputs(name: str) -> tuple[dict[str, Any], int]:
    """Return what typst is given for a report, and on how many pages it sets it."""
    import typst

    seen: dict[str, Any] = {}

    def spy(source: bytes, **options: Any) -> bytes:
        seen.update(source=source, **options)
        return b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typst, "compile", spy)
        render.pdf(report.page(KNOWLEDGE, result(name)))
    pages = typst.compile(
        seen["source"], sys_inputs=seen["sys_inputs"], format="svg", ignore_system_fonts=True
    )
    return json.loads(seen["sys_inputs"]["data"]), len(pages) if isinstance(pages, list) else 1


def tree(html: str) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def text_of(html: str) -> str:
    return squeezed("".join(tree(html).find("body").itertext()))


def every_string(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(map(every_string, value.values()))
    return " ".join(map(every_string, value)) if isinstance(value, list) else str(value)


def plain(markdown: str) -> str:
    return squeezed(re.sub(r"\\(.)", r"\1", markdown.replace("**", "")))
