"""Names that come from outside: whatever they are made of, on every form of a page they are text and nothing else."""

import re
from collections import Counter

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from robust.junk import WORDS
from robust.law import harmless, law

from degreepath.advice.doors import DoorState
from degreepath.knowledge.fields import clean_text
from degreepath.pages.blocks import Cell, Headline, Items, Links, Page, Paragraph, Scale, Section, Table
from degreepath.render.documents import to_html, to_markdown
from degreepath.render.terminal import as_text

MARKUP = (
    "`", "``", "```", "x` ![t](http://e/t.png) `", "[a](javascript:alert(1))", "![i](data:,x)", "<script>alert(1)</script>", "<b>", "&lt;",
    "<http://e.org>", "http://e.org", "www.e.org", "me@e.org", "[r]: http://e.org", "[^1]", "# x", "## x", "- x", "+ x", "* x", "1. x", "1) x",
    "> x", "---", "***", "___", "===", "    code", "~~~", "~~x~~", "| a | b |", "|---|", "\\", "\\\\`", "a\\", "_x_", "*x*", "**x**", "&copy;",
    "&#60;", "$x$", "<!--", "-->", "]]>", "\n\n# x", "{{ 7*7 }}", "{% x %}", "\x1b[31mred", "\u202eevil\u2066", "a\u200bb", "- [x] done", "@all",
)  # fmt: skip
PARTS = st.lists(
    st.one_of(st.sampled_from(MARKUP), WORDS, st.text("`*_[]()!<>&#-+.1 \\|~:/", max_size=8)), max_size=4
)
texts = PARTS.map(lambda parts: f"a{''.join(parts)}") | PARTS.map("".join).filter(clean_text)
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def page_of(text: str) -> Page:
    """A page with `text` wherever something from outside may stand."""
    cells = (Cell(text), Cell(text, DoorState.ASK), Cell(text, bar=3))
    blocks = (
        Paragraph(text, lead=text, more=(text,)),
        Items((Paragraph(text, text, (1,), (text,)),), title=text, numbered=True),
        Items((Paragraph(text),), title=text, boxes=True),
        Table((text, text, text), (cells,), title=text),
        Table((text, text, text), (cells,), versus=True),
        Scale(text, text, 0.5, text),
        Links(((text, text),)),
    )
    return Page(text, (Headline(text, (text,), text, 2, text), *blocks), (Section("x", text, blocks),))


def in_markdown(text: str) -> Counter[str]:
    """Return what a reader of Markdown finds on the page of `text`."""
    tokens = READER.parse(to_markdown(page_of(text)))
    inner = [part for token in tokens for part in token.children or ()]
    return Counter(token.type for token in [*tokens, *inner] if not token.type.startswith("text"))


def in_html(text: str) -> Counter[str]:
    """Return what a browser finds on the page of `text`."""
    return Counter(
        element.tag for element in html5lib.parse(to_html(page_of(text)), namespaceHTMLElements=False).iter()
    )


WORD_IN_MARKDOWN, WORD_IN_HTML = in_markdown("word"), in_html("word")


@settings(law, max_examples=60)
@given(texts)
def test_a_name_is_a_name(text: str) -> None:
    """Pasted into a mail or opened in a browser, no name becomes a link, an image, code or a list, and none is lost."""
    markdown, html = to_markdown(page_of(text)), to_html(page_of(text))
    harmless(markdown)
    assert in_markdown(text) == WORD_IN_MARKDOWN
    assert in_html(text) == WORD_IN_HTML
    shown = "".join(html5lib.parse(html, namespaceHTMLElements=False).find("body").itertext())
    assert "".join(clean_text(text).split()) in "".join(shown.split())
    unescaped = re.sub(r"\\.", " ", markdown)
    assert not re.search(
        r"://|www\.|@", unescaped, re.IGNORECASE
    )  # what mail programs make links of by themselves
    for plain in (True, False):
        harmless(as_text(page_of(text), 60, plain=plain, all_sections=True))
