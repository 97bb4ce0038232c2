"""HTML that stands alone: valid, to be followed with a keyboard or by ear, and loading nothing."""

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from made_reports import KNOWLEDGE, SHEETS, html_of, tree

from degreepath.show import cohort, compare_programs, render

DOCUMENTS = (*SHEETS, "comparison", "class sheet")


def document_of(name: str) -> str:
    match name:
        case "comparison":
            programs = (*KNOWLEDGE.archetypes, *KNOWLEDGE.courses[:5])
            return render.html(compare_programs.page(KNOWLEDGE, programs, 2026))
        case "class sheet":
            return render.html(cohort.sheet(KNOWLEDGE))
        case _:
            return html_of(name)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_html_is_valid_and_in_order(name: str) -> None:
    """A strict reader finds no error, and a screen reader finds one h1, no skipped level, and named tables."""
    document = tree(document_of(name))
    assert document.get("lang") == "en"
    levels = [
        int(e.tag[1]) for e in document.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in document.iter("table"):
        assert "".join(table.find("caption").itertext()).strip()
        assert all(head.get("scope") for head in table.iter("th"))
    for picture in document.iter("svg"):
        assert picture.get("aria-hidden") == "true" or (
            picture.find("title") is not None and picture.find("desc") is not None
        )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_inside_the_page_lead_somewhere(name: str) -> None:
    """Every source number and every line of the contents can be followed, and no two places have the same name."""
    document = tree(document_of(name))
    ids = [e.get("id") for e in document.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w-]+", name) for name in ids)
    inside = {a.get("href")[1:] for a in document.iter("a") if a.get("href").startswith("#")}
    assert inside <= set(ids)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_html_loads_nothing(name: str) -> None:
    """Opened on a train without a net the page is whole, and opening it tells nobody."""
    document = tree(document_of(name))
    tags = {e.tag for e in document.iter() if isinstance(e.tag, str)}
    assert not tags & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "audio",
        "video",
        "source",
        "use",
    }
    for element in document.iter():
        assert not {"src", "srcset", "style", "xlink:href", "action", "background"} & set(element.attrib)
        assert not any(attribute.startswith("on") for attribute in element.attrib)
        if "href" in element.attrib:
            assert element.tag == "a"
            assert re.match(r"#|https?://", element.get("href"))
    style = document.find("head").find("style").text
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_lets_only_our_own_style_through() -> None:
    """The browser itself refuses anything that is not in the file, and does not refuse its style."""
    head = tree(html_of("music producer")).find("head")
    policy = next(
        m.get("content") for m in head.iter("meta") if m.get("http-equiv") == "Content-Security-Policy"
    )
    digest = base64.b64encode(hashlib.sha256(head.find("style").text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
