"""The report: the same numbers in every form, HTML that stands alone, a PDF that is the same every time."""

import io
import json
import re
from functools import cache
from itertools import pairwise
from typing import Any

import html5lib
import pytest
from pypdf import PdfReader

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.recommend import recommend
from degreepath.advice.recommendation import Recommendation
from degreepath.errors import UsageError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge
from degreepath.show import compare, recommendation, report
from degreepath.show.console import as_text
from degreepath.show.numbers import in_hundred, signed
from degreepath.show.reason_items import ledger_points, printed_reasons
from degreepath.show.svg import axis_picture, bar_picture

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
def page(name: str) -> str:
    return report.html(KNOWLEDGE, result(name))


@cache
def pdf_inputs(name: str) -> tuple[dict[str, Any], int]:
    """Return what typst is given for a report, and on how many pages it sets it."""
    return set_in_type(KNOWLEDGE, result(name))


def set_in_type(knowledge: Knowledge, advice: Recommendation) -> tuple[dict[str, Any], int]:
    import typst

    seen: dict[str, Any] = {}

    def spy(source: bytes, **options: Any) -> bytes:
        seen.update(source=source, **options)
        return b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typst, "compile", spy)
        report.pdf(knowledge, advice)
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
    pages = PdfReader(io.BytesIO(report.pdf(KNOWLEDGE, advice))).pages
    printed = "".join("".join(page.extract_text().split()) for page in pages)
    assert [number for number in numbers_of(advice) if "".join(number.split()) not in printed] == []


@pytest.mark.parametrize("name", SURE)
def test_every_form_says_the_same_numbers(name: str) -> None:
    """Whoever holds the screen, the Markdown, the HTML, the PDF and the JSON against each other finds the same numbers."""
    advice = result(name)
    document = report.document(KNOWLEDGE, advice)
    forms = {
        "screen": squeezed(as_text(recommendation.page(KNOWLEDGE, advice), 400)),
        "markdown": plain(report.markdown(KNOWLEDGE, advice)),
        "html": text_of(page(name)),
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


@pytest.mark.parametrize("name", SHEETS)
def test_the_html_is_valid_and_in_order(name: str) -> None:
    """A strict reader finds no error, and a screen reader finds one h1, no skipped level, and named tables."""
    document = tree(page(name))
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


@pytest.mark.parametrize("name", SHEETS)
def test_links_inside_the_page_lead_somewhere(name: str) -> None:
    """Every source number and every line of the contents can be followed, and no two places have the same name."""
    document = tree(page(name))
    ids = [e.get("id") for e in document.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    inside = {a.get("href")[1:] for a in document.iter("a") if a.get("href").startswith("#")}
    assert inside <= set(ids)


def comparison() -> str:
    return compare.html(KNOWLEDGE, (*KNOWLEDGE.archetypes, *KNOWLEDGE.courses[:5]), 2026)


@pytest.mark.parametrize("name", [*SHEETS, "comparison"])
def test_the_html_loads_nothing(name: str) -> None:
    """Opened on a train without a net the page is whole, and opening it tells nobody."""
    html = comparison() if name == "comparison" else page(name)
    document = tree(html)
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
    import base64
    import hashlib

    head = tree(page("music producer")).find("head")
    policy = next(
        m.get("content") for m in head.iter("meta") if m.get("http-equiv") == "Content-Security-Policy"
    )
    digest = base64.b64encode(hashlib.sha256(head.find("style").text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


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
    advice, text = result("music producer"), text_of(page("music producer"))
    assert report.document(KNOWLEDGE, advice)["stamp"] in text
    assert KNOWLEDGE.hash in text
    assert all(f"{question} = {answer}" in text for question, answer in advice.sheet.answers.items())


def test_every_source_has_a_date_and_who_benefits() -> None:
    """A sceptic finds for every number in brackets who says so, when, and who gains from it."""
    document = report.document(KNOWLEDGE, result("few answers"))
    text = text_of(page("few answers"))
    assert document["sources"]
    for source in document["sources"]:
        assert source["date"] in text
        assert f"Who benefits: {source['benefits']}" in text


def test_the_same_answers_make_the_same_bytes() -> None:
    """Made twice, the report is the same file, so a counsellor can prove that nobody has changed it."""
    advice = result("music producer")
    assert report.pdf(KNOWLEDGE, advice) == report.pdf(KNOWLEDGE, advice)
    assert report.html(KNOWLEDGE, advice) == page("music producer")


def test_the_pdf_is_made_for_screen_readers() -> None:
    """The PDF says of itself that it follows PDF/UA-1, carries tags, a language and the version's date, not today's."""
    made = report.pdf(KNOWLEDGE, result("music producer"))
    assert made.startswith(b"%PDF-")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/MarkInfo" in made
    assert f"D:{KNOWLEDGE.version.replace('.', '')}01".encode() in made


def test_without_typst_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody without the extra is told the one line to type."""
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(UsageError, match=re.escape("pip install 'degreepath[pdf]'")):
        report.pdf(KNOWLEDGE, result("music producer"))


def test_a_comparison_can_be_handed_over() -> None:
    """Counsellors get the comparison as HTML and PDF, with every program named and the same facts as in Markdown."""
    programs = (*KNOWLEDGE.archetypes, *KNOWLEDGE.courses[:2])
    html = text_of(compare.html(KNOWLEDGE, programs, 2026))
    markdown = plain(compare.markdown(KNOWLEDGE, programs, 2026))
    lost = set(re.findall(r"\w{3,}", markdown)) - set(re.findall(r"\w{3,}", html))
    assert not lost
    made = compare.pdf(KNOWLEDGE, programs, 2026)
    assert made == compare.pdf(KNOWLEDGE, programs, 2026)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


@pytest.mark.parametrize(("value", "place"), [(-1, 10), (0, 160), (1, 310), (5, 310)])
def test_a_place_on_an_axis_stays_on_the_line(value: float, place: float) -> None:
    """Whatever the number, the point is drawn on the line between the two poles."""
    assert axis_picture(value).place == place


@pytest.mark.parametrize(
    ("value", "start", "length", "hollow"),
    [(1, 100, 99, False), (-1, 1, 99, True), (0, 100, 0, False), (0.006, 100, 1.5, False), (-9, 1, 99, True)],
)
def test_bars_tell_likes_from_dislikes_without_colour(
    value: float, start: float, length: float, hollow: bool
) -> None:
    """A liking is a full bar to the right, a disliking a hollow one to the left, and nothing is no bar."""
    bar = bar_picture(value)
    assert (bar.start, bar.length, bar.hollow) == (start, length, hollow)
