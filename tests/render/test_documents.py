"""Markdown, HTML, PDF and JSON: the same page, safe whatever a name holds."""

import json
import re
from functools import cache
from itertools import pairwise, product

import html5lib
import markdown_it
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from made_pages import EVERYTHING
from students import KNOWLEDGE, at_random, changed, personas, result_of

from degreepath.advice.recommend import recommend
from degreepath.errors import UsageError
from degreepath.knowledge import Knowledge
from degreepath.pages import recommendation
from degreepath.pages.blocks import Cell, Headline, Items, Links, Page, Paragraph, Scale, Section, Table
from degreepath.pages.results import recommendation_document, report_page
from degreepath.render import documents, is_address
from degreepath.render.documents import as_data, breakable, to_html, to_json, to_markdown, to_pdf

LONG, CHINESE = "W" * 200, "音乐科技"
NASTY = (
    "<script>alert(1)</script>", "{{ 7*7 }} {% x %}", "`code` and `", "[a](javascript:alert(1))", "![i](https://evil.example/x)",
    "<https://evil.example>", "https://evil.example/login", "www.evil.example", "a\nb\n# c", '#eval("x") $x$ @y', "| a | b |",
    "&lt;b&gt; &#106;", "1. one", "- two", "_x_ **y** ~~z~~", "\x1b]52;c;aGk=\x07 \u202etxet", LONG, CHINESE, "&", "\\", "a\\`b`",
)  # fmt: skip


def holding(name: str) -> Page:
    """Return a page that has `name` wherever a page can hold words."""
    blocks = (
        Headline(name, (name,), word=name, steps=2, label=name),
        Table((name, name), ((Cell(name), Cell(name)),), title=name),
        Table(("", name), ((Cell(name), Cell(name)),), versus=True),
        Paragraph(name),
        Paragraph(name, lead=name, more=(name,), cites=(1,)),
        Items((Paragraph(name, lead=name, more=(name,), url=name),), title=name),
        Items((Paragraph(name),), numbered=True),
        Scale(name, name, 0.1, name),
        Links(((name, name),)),
    )
    return Page(name, blocks, (Section("sources", name, blocks[1:]),), "2026.11")


def shown(markdown: str) -> str:
    return markdown_it.MarkdownIt("commonmark").render(markdown)


# ── Markdown ──────────────────────────────────────────────────────────────────────────────────────


def test_markdown_pastes_well() -> None:
    """Headings, bold labels and lists, no table; a page's own sources are links, and numbers in brackets are none."""
    said = to_markdown(EVERYTHING)
    assert said.startswith("# A title, likely\n\nOne sentence.\n")
    assert "1. **Sound Designer**: Fit: strong; Production: ● yes; Points: \\+12" in said
    assert "**Why:** First." in said
    assert "  - <https://example.org/a>" in said
    assert "lead:** text \\[1\\] \\[2\\]" in said
    assert "## More of it" in said
    assert "|" not in said


@pytest.mark.parametrize("name", NASTY)
def test_a_name_stays_a_name_in_markdown(name: str) -> None:
    """No name becomes a link, an image, code, a heading or HTML, wherever it stands; it reads as it was written."""
    page = holding(name)
    html = shown(to_markdown(page))
    allowed = {"url"} if is_address(name) else set()
    assert not re.search(r"<(img|script|code|pre|table|em|s)\b", html)
    assert ("<a " in html) == bool(allowed)
    assert html.count("<h1>") == 1


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="`*_[]()<>!#-+.|~\\& \n1ahtps:/w.@$", max_size=30))
def test_any_run_of_signs_stays_text_in_markdown(name: str) -> None:
    """However the signs of Markdown are strung together, they come out as the same signs."""
    html = shown(to_markdown(Page("t", (Paragraph(f"x {name} y"), Items((Paragraph(f"x {name} y"),))))))
    text = "".join(html5lib.parse(html, namespaceHTMLElements=False).itertext())
    assert " ".join(f"x {name} y".split()) in " ".join(text.split())
    assert not re.search(r"<(a|img|code|em|strong|h2|pre|hr|blockquote)\b", html)


# ── HTML ──────────────────────────────────────────────────────────────────────────────────────────


def parsed(html: str) -> html5lib.HTMLParser:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


@pytest.mark.parametrize("name", NASTY)
def test_a_name_is_only_text_in_html(name: str) -> None:
    """Markup in a name shows as the characters it is made of; nothing runs, nothing loads, nothing is turned round."""
    html = to_html(holding(name))
    document = parsed(html)
    tags = {element.tag for element in document.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "iframe", "link", "object", "form"}
    assert not any(attribute.startswith("on") for element in document.iter() for attribute in element.attrib)
    assert all(re.match(r"#|https?://", link.get("href")) for link in document.iter("a"))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]", html)
    assert " ".join(name.replace("\x1b", "").replace("\x07", "").replace("\u202e", "").split()) in " ".join(
        "".join(document.find("body").itertext()).split()
    )


def test_html_loads_and_runs_nothing() -> None:
    """The page forbids every load and every script, and carries its own style; nothing points outside but sources."""
    html = to_html(report_page(KNOWLEDGE, result_of("songwriter")))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
    assert not re.search(r"<script|src=|@import|url\(", html)
    addresses = set(re.findall(r'href="(https?://[^"]+)"', html))
    assert addresses <= {source.url.replace("&", "&amp;") for source in KNOWLEDGE.sources if source.url}


def test_numbers_of_sources_lead_to_their_source() -> None:
    """Every number in brackets is a link to a line of the list of sources."""
    document = parsed(to_html(report_page(KNOWLEDGE, result_of("front-of-house"))))
    targets = {link.get("href")[1:] for link in document.iter("a") if link.get("class") == "cite"}
    assert targets
    assert targets <= {element.get("id") for element in document.iter()}


def test_every_block_has_a_form_in_every_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of every kind of block becomes a document; a kind that no template knows is refused, not left out."""
    assert parsed(to_html(EVERYTHING)).find("body") is not None
    assert to_pdf(EVERYTHING).startswith(b"%PDF-")
    data = as_data(EVERYTHING)
    data["summary"].append({"kind": "surprise"})
    monkeypatch.setattr(documents, "as_data", lambda _: data)
    with pytest.raises(typst.TypstError, match="no such block"):
        to_pdf(EVERYTHING)
    for form in (to_html, to_markdown):
        with pytest.raises(UndefinedError):
            form(EVERYTHING)


def test_headings_do_not_jump() -> None:
    """A screen reader meets one first heading, and no level is passed over."""
    document = parsed(to_html(report_page(KNOWLEDGE, result_of("room-acoustics"))))
    levels = [
        int(e.tag[1]) for e in document.iter() if isinstance(e.tag, str) and re.fullmatch(r"h\d", e.tag)
    ]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


# ── PDF ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_pdf_is_made_for_screen_readers() -> None:
    """The PDF says of itself that it follows PDF/UA-1, carries tags, and the version's date, not today's."""
    made = to_pdf(report_page(KNOWLEDGE, result_of("songwriter")))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/MarkInfo" in made
    assert f"D:{KNOWLEDGE.version.replace('.', '')}01".encode() in made


def test_without_typst_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody without the extra is told the one line to type."""
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(UsageError, match=re.escape("pip install '.[pdf]'")):
        to_pdf(EVERYTHING)


def test_a_mistake_in_our_own_template_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only characters that no font has are worth another try; any other trouble of typst is told as it is."""
    monkeypatch.setattr(documents, "as_data", lambda _: {"version": "2026.11"})
    with pytest.raises(typst.TypstError, match="columns"):
        to_pdf(EVERYTHING)


@cache
def hostile() -> Knowledge:
    """The knowledge base with every name replaced by something nasty."""

    def renamed(records: tuple, *names: str) -> tuple:  # type: ignore[type-arg]
        return tuple(
            record.model_copy(
                update={name: f"{NASTY[i % len(NASTY)]} {i}".replace("\n", " ") for name in names}
            )
            for i, record in enumerate(records)
        )

    return changed(
        interests=renamed(KNOWLEDGE.interests, "name", "doing"),
        topics=renamed(KNOWLEDGE.topics, "name"),
        programs=renamed(KNOWLEDGE.programs, "name", "award"),
        roles=renamed(KNOWLEDGE.roles, "name", "work"),
        sources=renamed(KNOWLEDGE.sources, "title", "publisher", "url", "benefits"),
    )


def test_hostile_names_do_not_stop_any_form() -> None:
    """With typst code, Chinese, scripts and words of 200 letters for names, the report is made in every form."""
    page = report_page(hostile(), recommend(hostile(), personas()["songwriter"]))
    assert to_pdf(page).startswith(b"%PDF-")
    assert parsed(to_html(page)).find("body") is not None
    assert not re.search(r"<(img|script)\b", shown(to_markdown(page)))


def test_long_words_get_places_to_break() -> None:
    """A word of 200 letters is set on several lines of a PDF, and reads the same; ordinary words are left alone."""
    words = breakable({"a": [LONG, "an ordinary line"], "b": 3})
    assert words["a"][0].replace("\u200b", "") == LONG
    assert max(map(len, words["a"][0].split("\u200b"))) <= 12
    assert words["a"][1] == "an ordinary line"
    assert words["b"] == 3


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a?b=c", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ('https://example.org" onclick="x', False),
        ("see https://example.org", False),
        ("https://example.org/`x`", False),
    ],
)
def test_only_web_addresses_become_links(text: str, address: bool) -> None:
    """An address that runs something, or that hides something behind a quote, is shown and cannot be clicked."""
    assert is_address(text) == address
    html = to_html(Page("t", (Items((Paragraph("x", url=text),)),), version="2026.11"))
    assert ('rel="noreferrer"' in html) == address
    assert f"<{text}>" in to_markdown(Page("t", (Items((Paragraph("x", url=text),)),))) or not address


# ── JSON ──────────────────────────────────────────────────────────────────────────────────────────


def test_json_parts_sum_to_the_scores() -> None:
    """Whoever adds the JSON's parts gets its scores to nine digits, for programs and for roles."""
    found = json.loads(to_json(recommendation_document(result_of("plugin-coder"))))
    for program in found["programs"]:
        parts = [part["value"] for ledger in ("study", "career") for part in program[ledger]]
        assert sum(parts) == pytest.approx(program["score"], abs=1e-9)
    for role in found["roles"]:
        assert sum(part["value"] for part in role["interests"]) == pytest.approx(role["score"], abs=1e-9)
        assert role["fits"] in {"strong", "good", "fair", "weak"}


def test_json_keeps_its_keys() -> None:
    """A program that reads the JSON finds the keys it always had, doors instead of viability, and closed lists of words."""
    found = recommendation_document(result_of("plugin-coder", "acoustic-consultant"))
    assert list(found)[:4] == ["schema", "knowledge", "asked", "sheet"]
    assert found["schema"] == 1
    assert {"program", "band", "confidence", "why_unclear", "outside_first"} <= found["recommendation"].keys()
    assert found["compared"].keys() == {"leader", "rival", "margin", "careless", "answer_noise"}
    assert {
        *(
            "interests",
            "axes",
            "programs",
            "roles",
            "reasons_for",
            "reasons_against",
            "rest",
            "doors",
            "flip",
        ),
        *("open_question", "courses", "courses_left_out", "outside", "goal"),
    } <= found.keys()
    assert {word for role in found["roles"] for word in role["door"].values()} <= {
        "yes",
        "choose",
        "ask",
        "no",
    }
    assert found["goal"] == {"role": "acoustic-consultant", "closed": ["production"]}


def test_json_is_one_clean_document() -> None:
    """No NaN, no key that cannot be read back, for any sheet."""
    for sheet in at_random(15, seed=5):
        result = recommend(KNOWLEDGE, sheet)
        text = to_json(recommendation_document(result))
        assert json.loads(text)["asked"] == len(sheet.answers)
        assert "NaN" not in text


def test_the_same_words_stand_in_every_form() -> None:
    """What the terminal says of a result, Markdown and HTML say too."""
    page = recommendation.page(KNOWLEDGE, result_of("game-audio"))
    sentences = [
        line for block in page.summary if isinstance(block, Paragraph) for line in (block.text, *block.more)
    ]
    flat = " ".join("".join(parsed(to_html(page)).itertext()).split())
    markdown = to_markdown(page).replace("\\", "")
    for sentence, form in product(sentences, (flat, markdown)):
        assert sentence in form
