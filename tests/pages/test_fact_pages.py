"""Every page of facts: short enough, in the words of the house, nothing lost at any width, sources beside the facts."""

import re
from collections.abc import Callable
from functools import cache

import pytest
from fact_pages import (
    KNOWLEDGE,
    TODAY,
    checked,
    compare_page,
    program_list,
    program_page,
    role_list,
    role_page,
    roles_page,
)

from degreepath.knowledge.load import load_figures
from degreepath.pages import about, check, program
from degreepath.pages.blocks import Page
from degreepath.render.terminal import as_text

TWO = KNOWLEDGE.archetypes
COMPARED = {
    "compare": lambda: compare_page(TWO),
    "compare three": lambda: compare_page(KNOWLEDGE.courses[:3]),
    "compare seven": lambda: compare_page((*TWO, *KNOWLEDGE.courses[:5])),
    **{f"compare {n} roles": (lambda n=n: roles_page(KNOWLEDGE.roles[:n])) for n in (2, 3, 7)},
}
ONE_BY_ONE: dict[str, Callable[[], Page]] = {
    **{f"role {one.id}": lambda one=one: role_page(one) for one in KNOWLEDGE.roles},
    **{f"program {one.id}": lambda one=one: program_page(one) for one in KNOWLEDGE.programs},
    **{
        f"check {one.id}": lambda one=one: check.page(KNOWLEDGE, checked(one), TODAY)
        for one in KNOWLEDGE.programs
    },
}
PAGES: dict[str, Callable[[], Page]] = {
    **COMPARED,
    "roles": role_list,
    "programs": lambda: program.overview(KNOWLEDGE),
    "programs of a country": lambda: program_list(KNOWLEDGE.countries[0]),
    "programs for a role": lambda: program_list(None, KNOWLEDGE.roles[0]),
    "sources": lambda: about.sources_page(KNOWLEDGE, TODAY),
    "source": lambda: about.source_page(KNOWLEDGE, KNOWLEDGE.sources[0], TODAY),
    "questions": lambda: about.questions_page(KNOWLEDGE),
    "method": lambda: about.method_page(KNOWLEDGE, load_figures()),
    **{
        f"{kind} {one.id}": ONE_BY_ONE[f"{kind} {one.id}"]
        for kind, some in (
            ("role", KNOWLEDGE.roles[::3]),
            ("program", KNOWLEDGE.programs[::8]),
            ("check", KNOWLEDGE.programs[::8]),
        )
        for one in some
    },
}
ONE_BY_ONE, PAGES, COMPARED = (
    {name: cache(page) for name, page in some.items()} for some in (ONE_BY_ONE, PAGES, COMPARED)
)
BANNED = (
    "hangs on", "covered", "not-covered", "viability", "award letters", "mend", "your degree", "we could not read", "whatever its points",
)  # fmt: skip


def lines(page: Page, width: int) -> int:
    return len(as_text(page, width).splitlines())


@pytest.mark.parametrize(("width", "most"), [(80, 36), (60, 50), (40, 64)])
def test_the_two_degrees_stand_side_by_side_on_a_screen(width: int, most: int) -> None:
    """`compare production technology` fits its budget, so that a student reads all of it."""
    assert lines(COMPARED["compare"](), width) <= most


@pytest.mark.parametrize(("width", "most"), [(80, 30), (60, 50), (40, 75)])
def test_one_role_one_course_one_check_fit_a_screen(width: int, most: int) -> None:
    """The page of every role, of every program and of every check stays within its budget."""
    shown = {name: lines(page(), width) for name, page in ONE_BY_ONE.items()}
    assert not {name: count for name, count in shown.items() if count > most}


def test_a_list_fits_a_screen() -> None:
    """`roles`, `programs` and `sources` show what there is on one screen each."""
    assert all(lines(PAGES[name](), 80) <= 32 for name in ("roles", "programs", "sources", "questions"))


@pytest.mark.parametrize("name", PAGES)
def test_no_page_speaks_the_old_words(name: str) -> None:
    """No page says 'hangs on', 'covered', '1 courses' or 'your degree'."""
    page = PAGES[name]()
    if name == "method":  # its table holds what the simulation wrote
        page = page.brief
    text = as_text(page, 400, all_sections=name in COMPARED or not page.sections).casefold()
    assert [word for word in BANNED if re.search(rf"\b{word}\b", text)] == []
    assert not re.search(r"(?<![\d,.])1 (courses|plans|modules|roles|questions|electives)\b", text)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_speaks_the_language_of_the_code(name: str) -> None:
    """No name of a function or a field has slipped into a sentence."""
    text = as_text(PAGES[name](), 400, all_sections=True)
    assert not re.search(r"(?<![\w./-])(facts|wording|knowledge|result|self|len)\.\w", text)


@pytest.mark.parametrize("width", [40, 20])
@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_a_page_is_lost_on_a_narrow_screen(name: str, width: int) -> None:
    """What stands on a wide screen can be read on a narrow one, sections and all, and no line is too long."""
    page = PAGES[name]()
    narrow = as_text(page, width, all_sections=True)
    squeezed = re.sub(r"\s", "", narrow)
    assert max(map(len, narrow.splitlines())) <= width
    wide = as_text(page, 400, all_sections=True)
    assert not {word for word in re.findall(r"\w{4,}", wide) if word not in squeezed}


@pytest.mark.parametrize(
    "name", [name for name in PAGES if name.startswith(("compare", "role ", "program ", "method"))]
)
def test_every_number_of_a_source_is_listed_and_every_listed_one_is_used(name: str) -> None:
    """A reader who follows [3] finds it under Sources, and every source listed is cited above."""
    page = PAGES[name]()
    body = as_text(page, 400, all_sections=True).split("── Sources ─")
    used = set(map(int, re.findall(r"\[(\d+)\]", body[0])))
    listed = next((s.blocks[0].items for s in page.sections if s.id == "sources"), ())
    assert used == set(range(1, len(listed) + 1))


@pytest.mark.parametrize("width", [80, 60])
def test_an_id_is_never_broken(width: int) -> None:
    """What one has to type stands in one piece on every list."""
    ids = {"roles": KNOWLEDGE.roles, "programs": KNOWLEDGE.courses, "sources": KNOWLEDGE.sources}
    for name, records in ids.items():
        whole = set(as_text(PAGES[name](), width, all_sections=True).split())
        assert {record.id for record in records} <= whole
