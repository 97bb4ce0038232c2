"""Every page of the knowledge side: nothing lost at any width, unknown never read as no, sources beside the facts."""

import io
import re
from collections.abc import Callable

import pytest
from rich.console import Console, RenderableType

from degreepath.knowledge.load import load_knowledge
from degreepath.show import compare, compare_jobs, programs, questions, roles, sources
from degreepath.show.console import as_text

TODAY = 2026
WIDTHS = (80, 40, 20)
KNOWLEDGE = load_knowledge()
TWO = KNOWLEDGE.archetypes
SOME = (*KNOWLEDGE.archetypes, *KNOWLEDGE.courses[:5])

PAGES: dict[str, tuple[Callable[[], RenderableType], Callable[[], str]]] = {
    "compare two": (
        lambda: compare.page(KNOWLEDGE, TWO, TODAY),
        lambda: compare.markdown(KNOWLEDGE, TWO, TODAY),
    ),
    "compare three": (
        lambda: compare.page(KNOWLEDGE, SOME[:3], TODAY),
        lambda: compare.markdown(KNOWLEDGE, SOME[:3], TODAY),
    ),
    "compare seven": (
        lambda: compare.page(KNOWLEDGE, SOME[:7], TODAY),
        lambda: compare.markdown(KNOWLEDGE, SOME[:7], TODAY),
    ),
    **{
        f"compare {count} roles": (
            lambda count=count: compare_jobs.page(KNOWLEDGE, KNOWLEDGE.roles[:count], TODAY),
            lambda count=count: compare_jobs.markdown(KNOWLEDGE, KNOWLEDGE.roles[:count], TODAY),
        )
        for count in (2, 3, 7)
    },
    "roles": (lambda: roles.page(KNOWLEDGE, None, TODAY), lambda: roles.markdown(KNOWLEDGE, None, TODAY)),
    "programs": (
        lambda: programs.page(KNOWLEDGE, None, TODAY),
        lambda: programs.markdown(KNOWLEDGE, None, TODAY),
    ),
    "questions": (lambda: questions.page(KNOWLEDGE), lambda: questions.markdown(KNOWLEDGE)),
    "sources": (
        lambda: sources.page(KNOWLEDGE, None, TODAY),
        lambda: sources.markdown(KNOWLEDGE, None, TODAY),
    ),
    **{
        f"role {role.id}": (
            lambda role=role: roles.page(KNOWLEDGE, role, TODAY),
            lambda role=role: roles.markdown(KNOWLEDGE, role, TODAY),
        )
        for role in KNOWLEDGE.roles
    },
    **{
        f"program {program.id}": (
            lambda program=program: programs.page(KNOWLEDGE, program, TODAY),
            lambda program=program: programs.markdown(KNOWLEDGE, program, TODAY),
        )
        for program in SOME
    },
    "source": (
        lambda: sources.page(KNOWLEDGE, KNOWLEDGE.sources[0], TODAY),
        lambda: sources.markdown(KNOWLEDGE, KNOWLEDGE.sources[0], TODAY),
    ),
}


def words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_is_lost_at_any_width(name: str, width: int) -> None:
    """Whatever is on the page (here: in its Markdown form) can be read at 80, 40 and 20 columns."""
    page, markdown = PAGES[name]
    shown = as_text(page(), width)
    whole = words(re.sub(r"\\(.)", r"\1", markdown()))
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
    assert max(map(len, as_text(PAGES[name][0](), width).splitlines())) <= width


@pytest.mark.parametrize(
    "name", [name for name in PAGES if name.startswith(("compare", "role ", "program "))]
)
def test_every_footnote_number_is_listed_and_every_listed_one_is_used(name: str) -> None:
    """A reader who follows [3] finds it under Sources, and every source listed is cited above."""
    body, listed = PAGES[name][1]().split("## Sources", 1)
    used = set(re.findall(r" \[(\d+)\]", body))
    assert used == set(re.findall(r"^- \[(\d+)\]", listed, re.MULTILINE))
    assert used


def test_names_that_look_like_markup_are_shown_as_they_are() -> None:
    """A course called '[red]*x*' is printed letter for letter on the screen and kept inert in Markdown."""
    odd = KNOWLEDGE.courses[0].model_copy(update={"name": "[red]*x* <b>", "institution": None})
    assert "[red]*x* <b>" in as_text(programs.page(KNOWLEDGE, odd, TODAY), 80)
    assert "\\[red]\\*x\\* \\<b\\>" in programs.markdown(KNOWLEDGE, odd, TODAY)


def test_an_ascii_terminal_never_shows_a_question_mark_that_means_nothing() -> None:
    """Where a terminal has no Unicode, only what is not known is marked with '?'; the other marks have plain forms."""
    page = compare.page(KNOWLEDGE, SOME[:3], TODAY)
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    Console(file=stream, width=40).print(page)
    stream.flush()
    shown = stream.buffer.getvalue().decode("ascii")
    unknown = re.compile(r"^ *\? ", re.MULTILINE)
    assert len(unknown.findall(shown)) == len(unknown.findall(as_text(page, 40)))
    assert re.search(r"^ *\* Composer", shown, re.MULTILINE)


def test_a_terminal_gets_colour_unless_it_is_unwanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks are coloured on a terminal, and only marked in words and symbols under NO_COLOR."""
    page = roles.page(KNOWLEDGE, KNOWLEDGE.roles[0], TODAY)

    def shown() -> str:
        stream = io.StringIO()
        Console(file=stream, width=80, force_terminal=True, color_system="standard").print(page)
        return stream.getvalue()

    assert "\x1b[32m" in shown()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[32m" not in shown()
