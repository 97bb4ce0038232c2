"""PDF through typst: to be read by ear too, the same every time, and made whatever is in a name."""

import re
from dataclasses import replace

import pytest
import typst
from made_reports import KNOWLEDGE, html_of, result

from degreepath.errors import UsageError
from degreepath.show import render, report
from degreepath.show.pdf import to_pdf


def test_the_same_answers_make_the_same_bytes() -> None:
    """Made twice, the report is the same file, so a counsellor can prove that nobody has changed it."""
    advice = result("music producer")
    assert render.pdf(report.page(KNOWLEDGE, advice)) == render.pdf(report.page(KNOWLEDGE, advice))
    assert render.html(report.page(KNOWLEDGE, advice)) == html_of("music producer")


def test_the_pdf_is_made_for_screen_readers() -> None:
    """The PDF says of itself that it follows PDF/UA-1, carries tags, a language and the version's date, not today's."""
    made = render.pdf(report.page(KNOWLEDGE, result("music producer")))
    assert made.startswith(b"%PDF-")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/MarkInfo" in made
    assert f"D:{KNOWLEDGE.version.replace('.', '')}01".encode() in made


def test_without_typst_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody without the extra is told the one line to type."""
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(UsageError, match=re.escape("pip install 'degreepath[pdf]'")):
        render.pdf(report.page(KNOWLEDGE, result("music producer")))


def test_a_mistake_in_our_own_template_is_not_hidden() -> None:
    """Only characters that no font has are worth another try; any other trouble of typst is told as it is."""
    with pytest.raises(typst.TypstError, match="title"):
        to_pdf({"version": "2026.11"})


@pytest.mark.parametrize(
    ("version", "day"), [("2026.11", "20261101"), ("2026", "20260101"), ("2026.99", "20260101")]
)
def test_a_pdf_is_dated_with_its_knowledge_base(version: str, day: str) -> None:
    """A knowledge base of one's own may be named after a year alone: its PDFs are dated with the first of January."""
    page = replace(report.page(KNOWLEDGE, result("no answers")), version=version)
    assert f"D:{day}".encode() in render.pdf(page)
