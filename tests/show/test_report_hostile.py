"""A knowledge base written by somebody who wishes us ill: every name is inert in every form and breaks no page."""

import re
from functools import cache
from typing import Any

import html5lib
import pytest

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.recommend import recommend
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge
from degreepath.show import compare_programs, render, report
from degreepath.show.html import is_address
from degreepath.show.pdf import breakable

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}"
TYPST = '#panic("no") $x^2$ *bold* @label #read("/etc/passwd") \\ `raw` = heading'
RIGHT_TO_LEFT = "\u202eevil\u2066 שלום עולם مرحبا"
CONTROL = "bell\x07 escape\x1b[31mred\x00 next\x85line\ufeff"
CHINESE = "音乐制作与音乐技术"
LONG = "W" * 200
NASTY = (
    MARKUP,
    TYPST,
    RIGHT_TO_LEFT,
    CONTROL,
    CHINESE,
    LONG,
    "</style></title>&amp;&#x3c;",
    "javascript:alert(1)",
)


def nasty(place: int, name: str) -> str:
    return f"{NASTY[place % len(NASTY)]} {name}"


@cache
def knowledge() -> Knowledge:
    """Return our knowledge base with every name replaced, past every check that a data file would have to pass."""
    base = load_knowledge()

    def renamed(records: tuple[Any, ...], **fields: str) -> tuple[Any, ...]:
        return tuple(
            record.model_copy(
                update={field: nasty(i, getattr(record, source)) for field, source in fields.items()}
            )
            for i, record in enumerate(records)
        )

    fields = {name: getattr(base, name) for name in Knowledge.model_fields}
    return Knowledge.model_construct(
        **fields
        | {
            "interests": renamed(base.interests, name="name"),
            "topics": renamed(base.topics, name="name"),
            "questions": renamed(base.questions, text="text"),
            "programs": renamed(base.programs, name="name", award="award"),
            "roles": renamed(base.roles, name="name", work="work"),
            "pay": renamed(base.pay, group="group", counted="counted"),
            "sources": renamed(
                base.sources, title="title", publisher="publisher", url="title", benefits="benefits"
            ),
            "hash": "nasty",
        }
    )


@cache
def advice() -> Any:
    answers = {question.id: 1 + i * 7 % 5 for i, question in enumerate(knowledge().questions)}
    return recommend(knowledge(), AnswerSheet(answers=answers))


def pages() -> dict[str, str]:
    programs = (*knowledge().archetypes, *knowledge().courses[:5])
    return {
        "report": render.html(report.page(knowledge(), advice())),
        "comparison": render.html(compare_programs.page(knowledge(), programs, 2026)),
    }


@pytest.mark.parametrize("name", ["report", "comparison"])
def test_hostile_names_are_only_text_in_html(name: str) -> None:
    """Markup in a name shows as the characters it is made of; nothing runs, nothing loads, nothing is turned round."""
    html = pages()[name]
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    tags = {e.tag for e in document.iter() if isinstance(e.tag, str)}
    assert not tags & {"script", "img", "iframe", "link"}
    assert not any(a.startswith("on") for e in document.iter() for a in e.attrib)
    assert all(re.match(r"#|https?://", a.get("href")) for a in document.iter("a"))
    text = "".join(document.find("body").itertext())
    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }}" in text
    assert CHINESE in text
    assert LONG in text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]", html)


def test_hostile_names_do_not_stop_the_pdf() -> None:
    """Typst code, Chinese and a word of 200 letters in names: a PDF is made all the same, and no code in them has run."""
    programs = (*knowledge().archetypes, *knowledge().courses[:5])
    assert render.pdf(report.page(knowledge(), advice())).startswith(b"%PDF-")
    assert render.pdf(compare_programs.page(knowledge(), programs, 2026)).startswith(b"%PDF-")


def test_hostile_names_are_only_text_in_markdown() -> None:
    """Pasted into a mail, a name with markup stays a name."""
    text = render.markdown(report.page(knowledge(), advice()))
    assert not re.search(r"(?<!\\)<(script|img)", text)
    assert re.search(r"^# \S", text)


def test_only_web_addresses_become_links() -> None:
    """An address that runs something, or that hides something behind a quote, is shown and cannot be clicked."""
    assert is_address("https://example.org/a?b=c")
    assert not is_address("javascript:alert(1)")
    assert not is_address("data:text/html,x")
    assert not is_address('https://example.org" onclick="x')
    assert not is_address("see https://example.org")


def test_long_words_get_places_to_break() -> None:
    """A word of 200 letters is set on several lines of a PDF, and reads the same; ordinary words are left alone."""
    words = breakable({"a": [LONG, "an ordinary line"], "b": 3})
    assert words["a"][0].replace("\u200b", "") == LONG
    assert max(map(len, words["a"][0].split("\u200b"))) <= 12
    assert words["a"][1] == "an ordinary line"
    assert words["b"] == 3
