"""The report to hand over."""

import io
import json
from datetime import date
from itertools import islice

import pypdf
import pytest
from students import KNOWLEDGE, at_random, personas, result_of

from degreepath.advice.answers import AnswerSheet, stamp
from degreepath.advice.recommend import recommend
from degreepath.pages.blocks import Headline, Paragraph
from degreepath.pages.results import report_document, report_page
from degreepath.pages.role import pay_figures
from degreepath.render.documents import to_html, to_json, to_markdown, to_pdf

DAY = date(2026, 11, 26)
NAMES = sorted(personas())
STATEMENTS = [question.text for question in KNOWLEDGE.questions]


def test_the_first_page_stands_alone() -> None:
    """It holds the verdict, a line for the name, the date, roles, why, the task, courses, what to ask, and room for notes."""
    shown = report_page(KNOWLEDGE, result_of("front-of-house"), day=DAY)
    assert isinstance(shown.summary[0], Headline)
    leads = {block.lead: block for block in shown.summary if isinstance(block, Paragraph)}
    assert leads["Date"].text == "26 November 2026"
    assert leads["Name"].text == ""
    assert leads["Notes"].text == ""
    assert {"Why", "But", "This week"} <= leads.keys()
    assert "Ask" not in shown.title
    words = to_markdown(shown).split("\n## ")[0]
    assert "Courses to read" in words
    assert "Afterwards" in words


def test_it_says_that_it_carries_the_answers() -> None:
    """Every answer is in it, and a sentence that says so and how to leave them out."""
    words = to_html(report_page(KNOWLEDGE, result_of("songwriter"), day=DAY))
    assert "This report carries all answers" in words
    assert "--no-answers" in words
    answered = [q.text for q in KNOWLEDGE.questions if q.id in result_of("songwriter").sheet.answers]
    assert all(statement.replace("'", "&#39;") in words for statement in answered)


@pytest.mark.parametrize("name", NAMES)
def test_without_answers_none_is_in_it(name: str) -> None:
    """With --no-answers no statement, no mark and no changed answer is left. (As JSON it is refused: tests/cli.)"""
    result = result_of(name)
    shown = to_markdown(report_page(KNOWLEDGE, result, answers=False))
    asked = KNOWLEDGE.question[result.ahead.question].text if result.ahead.question else ""
    for statement in STATEMENTS:
        assert statement == asked or statement not in shown
    assert "You marked" not in shown


@pytest.mark.parametrize("name", NAMES[:3])
def test_the_pdf_has_at_most_three_pages(name: str) -> None:
    """Printed, it is a sheet to hand over and two pages behind it, the first one whole on its page."""
    pages = pypdf.PdfReader(io.BytesIO(to_pdf(report_page(KNOWLEDGE, result_of(name), day=DAY)))).pages
    assert 1 <= len(pages) <= 3
    assert "Notes" in pages[0].extract_text()


def test_the_pdf_stays_short_for_any_sheet() -> None:
    """With goals, countries and answers drawn by dice it still has at most three pages."""
    for sheet in islice(at_random(12, seed=11), 0, None, 3):
        made = to_pdf(report_page(KNOWLEDGE, recommend(KNOWLEDGE, sheet), day=DAY))
        assert len(pypdf.PdfReader(io.BytesIO(made)).pages) <= 3


def test_the_same_answers_make_the_same_bytes() -> None:
    """Made twice on one day, every form of the report is the same file, so nobody can have changed it."""
    first, second = (report_page(KNOWLEDGE, result_of("game-audio"), day=DAY) for _ in range(2))
    for form in (to_html, to_markdown, to_pdf):
        assert form(first) == form(second)


def test_pay_is_never_a_lone_figure() -> None:
    """Each figure says median or that none is published, spread, year, place, who is counted, and its source."""
    shown = report_page(KNOWLEDGE, result_of("front-of-house"))
    (items,) = next(section for section in shown.sections if section.id == "pay").blocks
    for item in items.items:  # type: ignore[union-attr]
        assert "median" in item.text
        assert "spread" in item.text or ("less than" in item.text and "more than" in item.text)
        assert (
            "counted" in item.text or "employed" in item.text or "people" in item.text or "ask" in item.text
        )
        assert item.cites


def test_pay_is_of_the_students_country() -> None:
    """Who asked for courses in one country reads what the jobs pay there, where that is published."""
    result = recommend(KNOWLEDGE, personas()["front-of-house"].studying_in("UK"))
    roles = [KNOWLEDGE.role[name] for name in result.top]
    assert {figure.country for figure in pay_figures(KNOWLEDGE, roles, result.sheet.country)} == {"UK"}


def test_the_document_holds_the_result_and_what_it_rests_on() -> None:
    """As JSON the report is the result with its stamp, pay, questions and the sources it cites."""
    result = result_of("room-acoustics")
    found = json.loads(to_json(report_document(KNOWLEDGE, result)))
    assert found["stamp"] == stamp(KNOWLEDGE, result.sheet)
    assert found["recommendation"]["program"] == "technology"
    assert found["pay"]
    assert found["open_day"][-1]["title"] == "Everywhere"
    assert {source["id"] for source in found["sources"]} >= {figure["source"] for figure in found["pay"]}


def test_a_report_of_nothing_offers_no_job() -> None:
    """Somebody who answered nothing gets a report that names no role, no pay and no course."""
    shown = report_page(KNOWLEDGE, recommend(KNOWLEDGE, AnswerSheet()), day=DAY)
    assert {section.id for section in shown.sections} == {"change", "sure", "answers", "sources"}
