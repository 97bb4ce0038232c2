"""Roles held against each other: nothing a role's own page says of these things is lost, and pay never stands alone."""

import re

import pytest

from degreepath.advice.coverage import Viability, open_door
from degreepath.knowledge.load import load_knowledge
from degreepath.show import compare_roles, render

TODAY = 2026
KNOWLEDGE = load_knowledge()
SEVEN = KNOWLEDGE.roles[:7]
ROWS = (
    "The work", "Who it suits", "Interests it wants", "Subjects it needs", "Which programs lead there", "The way in",
    "Portfolio", "Pay", "Outlook", "Try this week",
)  # fmt: skip


def row(text: str, title: str) -> str:
    return text.split(f"## {title}\n")[1].split("\n## ", maxsplit=1)[0]


def test_two_roles_stand_side_by_side_at_80_columns_and_one_under_the_other_at_40() -> None:
    """At 80 columns both names are on one line; at 40 never."""
    pair = SEVEN[:2]
    both = re.compile(rf"^{pair[0].name} +{pair[1].name}", re.MULTILINE)
    assert both.search(render.text(compare_roles.page(KNOWLEDGE, pair, TODAY), 80))
    assert not both.search(render.text(compare_roles.page(KNOWLEDGE, pair, TODAY), 40))


@pytest.mark.parametrize("title", ROWS)
def test_every_row_speaks_of_every_role(title: str) -> None:
    """Each of seven roles has its own words in each row."""
    cells = row(render.markdown(compare_roles.page(KNOWLEDGE, SEVEN, TODAY)), title)
    assert [role.name for role in SEVEN] == re.findall(r"^### (.+)$", cells, re.MULTILINE)
    assert all(len(cell.strip()) > 10 for cell in re.split(r"^### .+$", cells, flags=re.MULTILINE)[1:])


def test_pay_comes_with_spread_year_place_and_who_is_counted() -> None:
    """Each figure under each role is whole, and how to read a median is said once for all."""
    text = render.markdown(compare_roles.page(KNOWLEDGE, SEVEN, TODAY))
    figures = [KNOWLEDGE.pay_figure[name] for role in SEVEN for name in role.pay]
    pay = row(text, "Pay")
    for words in ("Spread: ", "Who is counted: ", "How many: "):
        assert pay.count(words) == len(figures)
    for figure in figures:
        assert f"{figure.country} ({figure.place}), {figure.year}" in pay
    assert text.count("The median is the middle") == 1


def test_a_figure_shared_by_two_roles_is_said_to_be_one_count() -> None:
    """Two roles in one official group show the same pay; the page warns that this does not say which pays more."""
    by_figure = {
        name: [r for r in KNOWLEDGE.roles if name in r.pay] for role in KNOWLEDGE.roles for name in role.pay
    }
    shared = next(roles for roles in by_figure.values() if len(roles) > 1)
    apart = next(
        (one, other)
        for one in KNOWLEDGE.roles
        for other in KNOWLEDGE.roles
        if one.pay and other.pay and not set(one.pay) & set(other.pay)
    )
    assert "one count" in render.markdown(compare_roles.page(KNOWLEDGE, tuple(shared[:2]), TODAY))
    assert "one count" not in render.markdown(compare_roles.page(KNOWLEDGE, apart, TODAY))


def test_the_courses_that_lead_there_are_counted() -> None:
    """Under each role the numbers of real courses add up to all of them, and both degrees are named with their word."""
    words = {"covered": Viability.COVERED, "possible": Viability.POSSIBLE, "not known": Viability.UNKNOWN}
    cells = row(render.markdown(compare_roles.page(KNOWLEDGE, SEVEN, TODAY)), "Which programs lead there")
    for role, cell in zip(SEVEN, re.split(r"^### .+$", cells, flags=re.MULTILINE)[1:], strict=True):
        counts = {word: int(n) for n, word in re.findall(r"(\d+) real courses? \(([^)]+)\)", cell)}
        assert sum(counts.values()) == len(KNOWLEDGE.courses)
        for word, viability in words.items():
            found = [c for c in KNOWLEDGE.courses if open_door(c, role).viability is viability]
            assert counts.get(word, 0) == len(found)
        assert all(degree.name in cell for degree in KNOWLEDGE.archetypes)


def test_where_one_role_has_no_disagreement_it_says_so_beside_the_other() -> None:
    """A disagreement of sources on one role is shown, and the other's cell is not left blank."""
    quiet = SEVEN[0].model_copy(update={"conflicts": ()})
    loud = next(role for role in KNOWLEDGE.roles if role.conflicts and role.id != quiet.id)
    cells = row(
        render.markdown(compare_roles.page(KNOWLEDGE, (quiet, loud), TODAY)), "Where sources disagree"
    )
    assert "none recorded" in cells
    bare = loud.model_copy(update={"conflicts": ()})
    assert "Where sources disagree" not in render.markdown(
        compare_roles.page(KNOWLEDGE, (quiet, bare), TODAY)
    )
