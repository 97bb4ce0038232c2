"""The report: the same numbers in every form, a first page that is enough, everything behind it on the next ones."""

import io
import re

import pytest
from made_reports import (
    KNOWLEDGE,
    SURE,
    every_string,
    html_of,
    pdf_inputs,
    plain,
    result,
    squeezed,
    text_of,
)
from pypdf import PdfReader

from degreepath.advice.recommendation import Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show import compare_programs, recommendation, render, report
from degreepath.show.numbers import in_hundred, signed
from degreepath.show.reason_items import ledger_points, printed_reasons


def numbers_of(advice: Recommendation) -> list[str]:
    """The figures a reader would hold against each other: axes, fits, cases of a hundred, points."""
    document = report.document(KNOWLEDGE, advice)
    numbers = [f"{value:+.2f}".replace("-", "−") for value in document["axes"].values()]
    numbers += [f"fit {role['fit']:.0f}" for role in document["roles"][:3]]
    firsts = [in_hundred(role["first"]) for role in document["roles"][:3]]
    numbers += [f"in about {cases} of 100 cases like yours" for cases in firsts if cases]
    if not document["recommendation"]["why_unclear"]:
        numbers.append(f"in about {in_hundred(document['recommendation']['confidence'])} of 100 cases.")
    for program in ("leader", "rival"):
        numbers += map(signed, ledger_points(advice, document["compared"][program]))
    return numbers + [f"{signed(value)} points" for value in printed_reasons(advice).values()]


def test_the_printed_pdf_says_the_same_numbers() -> None:
    """Whoever reads the PDF file itself finds the figures of the screen."""
    advice = result(SURE[0])
    pages = PdfReader(io.BytesIO(render.pdf(report.page(KNOWLEDGE, advice)))).pages
    printed = "".join("".join(page.extract_text().split()) for page in pages)
    assert [number for number in numbers_of(advice) if "".join(number.split()) not in printed] == []


@pytest.mark.parametrize("name", SURE)
def test_every_form_says_the_same_numbers(name: str) -> None:
    """Whoever holds the screen, the Markdown, the HTML, the PDF and the JSON against each other finds the same numbers."""
    advice = result(name)
    document = report.document(KNOWLEDGE, advice)
    forms = {
        "screen": squeezed(render.text(recommendation.page(KNOWLEDGE, advice), 400)),
        "markdown": plain(render.markdown(report.page(KNOWLEDGE, advice))),
        "html": text_of(html_of(name)),
        "pdf": squeezed(every_string(pdf_inputs(name)[0])),
    }
    numbers = numbers_of(advice)
    for form, text in forms.items():
        missing = [number for number in numbers if number not in text]
        assert not missing, (form, missing)
    for interest, value in document["interests"].items():
        shown = f"{value:+.2f}".replace("-", "−") if round(value, 2) else "0.00"
        assert f"{KNOWLEDGE.interest[interest].name}: {shown}" in forms["markdown"]
        assert re.search(rf"{KNOWLEDGE.interest[interest].name}\s+{re.escape(shown)}", forms["html"])
        bars = {bar["name"]: bar["words"] for bar in pdf_inputs(name)[0]["bars"]}
        assert bars[KNOWLEDGE.interest[interest].name] == shown


@pytest.mark.parametrize("name", SURE)
def test_the_printed_parts_add_up(name: str) -> None:
    """Adding up the column of points by hand gives the printed difference."""
    tables = [
        b
        for p in pdf_inputs(name)[0]["parts"]
        if p["id"] == "sums"
        for b in p["blocks"]
        if b["kind"] == "table"
    ]
    totals, parts = (
        [[int(c["text"].replace("−", "-")) for c in r["cells"][:3] if c["text"]] for r in t["rows"]]
        for t in tables
    )
    assert [a + b for a, b in zip(totals[0], totals[1], strict=True)] == totals[2]
    assert sum(row[0] for row in parts[:-1]) == parts[-1][0] == totals[2][2]


@pytest.mark.parametrize("name", SURE)
def test_the_first_page_is_enough_on_its_own(name: str) -> None:
    """Someone who reads one page knows the degree, how sure, why and why not, three roles and the next step."""
    data, pages = pdf_inputs(name)
    assert 2 <= pages <= 4
    assert data["degree"]
    assert data["lines"]
    assert len(data["axes"]) == 2
    assert len(data["bars"]) == len(KNOWLEDGE.interests)
    assert [len(section["statements"]) <= 3 for section in data["reasons"]] == [True, True]
    assert len(data["roles"]) == 3
    assert data["next"]["statements"]
    assert [part["title"] for part in data["parts"]][-3:] == [
        "What this does not say",
        "Sources",
        "To make this report again",
    ]


def test_no_answers_make_a_short_report() -> None:
    """Without answers there is no picture and no role, only what to do next and what the advice does not claim."""
    data, pages = pdf_inputs("no answers")
    assert pages == 1
    assert not data["bars"]
    assert not data["roles"]
    assert "degreepath quiz" in every_string(data["next"])


def test_every_door_has_a_mark_and_a_word() -> None:
    """The door audit can be read in black and white and aloud: each cell has a symbol and says it in words."""
    part = next(p for p in pdf_inputs("few answers")[0]["parts"] if p["id"] == "doors")
    table = next(block for block in part["blocks"] if block["kind"] == "table")
    words = {"●": "covered", "◐": "possible", "?": "not known", "○": "not covered"}
    assert len(table["rows"]) > 2
    for row in table["rows"]:
        assert len(row["cells"]) == len(table["columns"]) == 5
        assert all(words[cell["mark"]] == cell["text"] for cell in row["cells"])


def test_a_goal_is_always_in_the_door_audit() -> None:
    """A student who has decided on a job sees which programs lead there even if the job is far down the list."""
    part = next(p for p in pdf_inputs("goal")[0]["parts"] if p["id"] == "doors")
    table = next(block for block in part["blocks"] if block["kind"] == "table")
    assert KNOWLEDGE.role["acoustic-consultant"].name in table["columns"]


@pytest.mark.parametrize("name", SURE)
def test_pay_is_never_a_lone_number(name: str) -> None:
    """Beside every pay figure stand its spread (or that it is not published), year, place, who is counted and the source."""
    part = next(p for p in pdf_inputs(name)[0]["parts"] if p["id"] == "pay")
    table = part["blocks"][0]
    figures = {figure.group: figure for figure in KNOWLEDGE.pay}
    for row in table["rows"]:
        middle, spread, _ = row["cells"]
        assert spread["text"]
        if "not published" not in middle["text"]:
            figure = figures[row["head"]["lead"]]
            assert row["head"]["cites"]
            assert figure.year in row["head"]["text"]
            assert figure.country in row["head"]["text"]
            assert figure.counted[1:] in row["head"]["text"]


def test_the_report_carries_what_is_needed_to_make_it_again() -> None:
    """The stamp, the version of the knowledge base and every single answer are in the report."""
    advice, text = result("music producer"), text_of(html_of("music producer"))
    assert report.document(KNOWLEDGE, advice)["stamp"] in text
    assert KNOWLEDGE.hash in text
    assert all(f"{question} = {answer}" in text for question, answer in advice.sheet.answers.items())


def test_every_source_has_a_date_and_who_benefits() -> None:
    """A sceptic finds for every number in brackets who says so, when, and who gains from it."""
    document = report.document(KNOWLEDGE, result("few answers"))
    text = text_of(html_of("few answers"))
    assert document["sources"]
    for source in document["sources"]:
        assert source["date"] in text
        assert f"Who benefits: {source['benefits']}" in text


def test_a_comparison_can_be_handed_over() -> None:
    """Counsellors get the comparison as HTML and PDF, with every program named and the same facts as in Markdown."""
    programs = (*KNOWLEDGE.archetypes, *KNOWLEDGE.courses[:2])
    html = text_of(render.html(compare_programs.page(KNOWLEDGE, programs, 2026)))
    markdown = plain(render.markdown(compare_programs.page(KNOWLEDGE, programs, 2026)))
    lost = set(re.findall(r"\w{3,}", markdown)) - set(re.findall(r"\w{3,}", html))
    assert not lost
    made = render.pdf(compare_programs.page(KNOWLEDGE, programs, 2026))
    assert made == render.pdf(compare_programs.page(KNOWLEDGE, programs, 2026))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


def test_a_role_without_a_pay_figure_has_a_row_that_says_so() -> None:
    """No figure is not a bad figure: the role is in the table, and 'not published: ask' stands where a number would."""
    fields = {name: getattr(KNOWLEDGE, name) for name in Knowledge.model_fields}
    unpaid = tuple(role.model_copy(update={"pay": ()}) for role in KNOWLEDGE.roles)
    knowledge = Knowledge.model_construct(**{**fields, "roles": unpaid, "hash": "unpaid"})
    advice = result("music producer")
    text = plain(render.markdown(report.page(knowledge, advice)))
    for role in advice.roles[:3]:
        assert f"{role.name}: no published figure" in text
    assert text.count("middle: not published: ask") == 3
