"""Every page: nothing lost at any width or for want of Unicode, unknown never read as no, sources beside the facts."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime

import html5lib
import pytest
from rich.cells import cell_len
from rich.console import Console

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.audit import audit
from degreepath.advice.compare_sheets import compare_sheets
from degreepath.advice.kept import Feedback, Likeness, kept_result
from degreepath.advice.recommend import recommend
from degreepath.cohort.summary import Summary, Talk
from degreepath.knowledge.figures import load_figures
from degreepath.knowledge.load import load_knowledge
from degreepath.show import (
    check,
    cohort,
    compare_programs,
    compare_roles,
    method,
    programs,
    questions,
    recommendation,
    render,
    report,
    results,
    results_diff,
    results_talk,
    roles,
    sources,
    whatif,
)
from degreepath.show.blocks import Page
from degreepath.show.report_blocks import as_page
from degreepath.show.screen import Screen

TODAY = 2026
WIDTHS = (80, 40, 20)
KNOWLEDGE = load_knowledge()
TWO = KNOWLEDGE.archetypes
SOME = (*KNOWLEDGE.archetypes, *KNOWLEDGE.courses[:5])

SHEETS = tuple(
    AnswerSheet(
        answers={question.id: 1 + (place * step) % 5 for place, question in enumerate(KNOWLEDGE.questions)}
    )
    for step in (1, 2)
)
FIRST, SECOND = (recommend(KNOWLEDGE, sheet) for sheet in SHEETS)
DIFFERENCE = compare_sheets(KNOWLEDGE, *SHEETS)
KEPT = kept_result(
    KNOWLEDGE,
    FIRST,
    name="2026-11-22-a",
    moment=datetime(2026, 11, 22, tzinfo=UTC),
    asked={question.id: question.text for question in KNOWLEDGE.questions},
).model_copy(
    update={"feedback": Feedback(likeness=Likeness.PARTLY, drop_degree=True, drop_roles=("composer", "gone"))}
)
CLASS = Summary(
    rows=31,
    scored=30,
    rejected=1,
    programs=(("production", 17), ("technology", None)),
    bands=(("clear", 20), ("too-close", None)),
    first_roles=(("composer", 12),),
    reasons=(("careless", 11),),
    to_talk=11,
    talks=(Talk(7, "Zoë", ("careless", "tie")),),
    problems=(("song", "not a number from 1 to 5", 1),),
    unused=("shoe size",),
    other_plans=2,
)

PAGES: dict[str, Callable[[], Page]] = {
    "compare two": lambda: compare_programs.page(KNOWLEDGE, TWO, TODAY),
    "compare three": lambda: compare_programs.page(KNOWLEDGE, SOME[:3], TODAY),
    "compare seven": lambda: compare_programs.page(KNOWLEDGE, SOME[:7], TODAY),
    **{
        f"compare {count} roles": (
            lambda count=count: compare_roles.page(KNOWLEDGE, KNOWLEDGE.roles[:count], TODAY)
        )
        for count in (2, 3, 7)
    },
    "roles": lambda: roles.page(KNOWLEDGE, None, TODAY),
    "programs": lambda: programs.page(KNOWLEDGE, None, TODAY),
    "questions": lambda: questions.page(KNOWLEDGE),
    "sources": lambda: sources.page(KNOWLEDGE, None, TODAY),
    **{f"role {role.id}": lambda role=role: roles.page(KNOWLEDGE, role, TODAY) for role in KNOWLEDGE.roles},
    **{
        f"program {program.id}": lambda program=program: programs.page(KNOWLEDGE, program, TODAY)
        for program in SOME
    },
    "source": lambda: sources.page(KNOWLEDGE, KNOWLEDGE.sources[0], TODAY),
    **{
        f"check {program.id}": lambda program=program: check.page(
            KNOWLEDGE, check.Checked(program, audit(program, KNOWLEDGE.roles)), TODAY
        )
        for program in SOME
    },
    "method": lambda: method.page(KNOWLEDGE, load_figures()),
    "quiz": lambda: recommendation.page(KNOWLEDGE, FIRST),
    "report": lambda: as_page(report.page(KNOWLEDGE, FIRST)),
    "whatif": lambda: whatif.page(KNOWLEDGE, FIRST, SECOND),
    "results": lambda: results.list_page((KEPT,)),
    "results show": lambda: results.page(KNOWLEDGE, KEPT, FIRST, 0),
    "results diff": lambda: results_diff.page(KNOWLEDGE, ("first", "second"), DIFFERENCE, ()),
    "results talk": lambda: results_talk.page(KNOWLEDGE, DIFFERENCE, ()),
    "cohort": lambda: cohort.page(KNOWLEDGE, CLASS),
    "cohort sheet": lambda: cohort.sheet(KNOWLEDGE),
}


def words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_is_lost_at_any_width(name: str, width: int) -> None:
    """Whatever is on the page (here: in its Markdown form) can be read at 80, 40 and 20 columns."""
    page = PAGES[name]()
    shown = render.text(page, width)
    whole = words(re.sub(r"\\(.)", r"\1", render.markdown(page)))
    lost = {word for word in whole - words(shown) if word not in squeezed(shown)}
    if (
        width >= 80
    ):  # side by side a long word may be broken in a column, letters of other columns between its halves
        lost = {word for word in lost if len(word) < 12}
    assert not lost


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    """No line runs over the edge."""
    assert max(map(cell_len, render.text(PAGES[name](), width).splitlines())) <= width


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_handed_over_whole(name: str) -> None:
    """As HTML too, where a strict reader finds no error, a page has all the words that it has as Markdown."""
    page = PAGES[name]()
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(render.html(page))
    text = "".join(document.find("body").itertext())
    assert not words(re.sub(r"\\(.)", r"\1", render.markdown(page))) - words(text)


@pytest.mark.parametrize(
    "name", [name for name in PAGES if name.startswith(("compare", "role ", "program "))]
)
def test_every_footnote_number_is_listed_and_every_listed_one_is_used(name: str) -> None:
    """A reader who follows [3] finds it under Sources, and every source listed is cited above."""
    body, listed = render.markdown(PAGES[name]()).split("## Sources", 1)
    used = set(re.findall(r" \[(\d+)\]", body))
    assert used == set(re.findall(r"^- \[(\d+)\]", listed, re.MULTILINE))
    assert used


def test_names_that_look_like_markup_are_shown_as_they_are() -> None:
    """A course called '[red]*x*' is printed letter for letter on the screen and kept inert in Markdown."""
    odd = KNOWLEDGE.courses[0].model_copy(update={"name": "[red]*x* <b>", "institution": None})
    assert "[red]*x* <b>" in render.text(programs.page(KNOWLEDGE, odd, TODAY), 80)
    assert "\\[red]\\*x\\* \\<b\\>" in render.markdown(programs.page(KNOWLEDGE, odd, TODAY))


def in_ascii(page: Page, width: int) -> str:
    """Return what a terminal without Unicode shows."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    Console(file=stream, width=width).print(Screen(page))
    stream.flush()
    return stream.buffer.getvalue().decode("ascii")


@pytest.mark.parametrize("name", PAGES)
def test_an_ascii_terminal_never_shows_a_question_mark_that_means_nothing(name: str) -> None:
    """Where a terminal has no Unicode, '?' still means a question or "not known": all else on the page has a plain form."""
    page = PAGES[name]()
    assert in_ascii(page, 400).count("?") == render.text(page, 400).count("?")


def test_an_ascii_terminal_is_not_filled_beyond_its_edge() -> None:
    """Plain forms that are longer (a box to tick becomes '[ ]') count in full: no line is too long."""
    for name in ("report", "whatif", "method", "cohort sheet"):
        assert max(map(len, in_ascii(PAGES[name](), 40).splitlines())) <= 40


def test_the_plain_forms_keep_their_meaning() -> None:
    """An arrow, a formula, a pound and a name with an accent can still be read, and a full circle is not an empty one."""
    page = Page("→ σ̂²/τ² ≥ −½, £5 for Zoë", (), ())
    assert in_ascii(page, 80).strip() == "-> sigma-hat^2/tau^2 >= -1/2, GBP 5 for Zoe"
    comparison = in_ascii(compare_programs.page(KNOWLEDGE, SOME[:3], TODAY), 40)
    assert re.search(r"^ *\* Composer", comparison, re.MULTILINE)


def test_a_terminal_gets_colour_unless_it_is_unwanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks are coloured on a terminal, and only marked in words and symbols under NO_COLOR."""
    page = roles.page(KNOWLEDGE, KNOWLEDGE.roles[0], TODAY)

    def shown() -> str:
        stream = io.StringIO()
        Console(file=stream, width=80, force_terminal=True, color_system="standard").print(Screen(page))
        return stream.getvalue()

    assert "\x1b[32m" in shown()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[32m" not in shown()
