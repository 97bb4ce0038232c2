"""Two to seven roles held against each other."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.role import Role
from degreepath.show import role_items as of
from degreepath.show.blocks import Grid, Item, Page, Row, Section
from degreepath.show.documents import cited, head, role_record
from degreepath.show.door_items import legend
from degreepath.show.notes import Notes
from degreepath.show.pay_items import MEDIAN, pay_figures

if TYPE_CHECKING:
    from degreepath.show.own_result import Fit

Roles = tuple[Role, ...]
SHARED = "A figure that stands under several roles is one count: it does not say which of them pays more."


def page(knowledge: Knowledge, roles: Roles, today: int, fit: "Fit | None" = None) -> Page:
    """Return the comparison; `today` is the present year, against which facts are old.

    `fit` is how well the roles fit a student. Give it for the screen alone: no document to hand over carries it.
    """
    notes = Notes(knowledge, today)
    return Page(
        title=" or ".join(role.name for role in roles) + "?",
        lines=(
            *(fit.lines if fit else ("Facts only; which one fits you is another question: degreepath quiz",)),
            "A number in square brackets names a source, listed at the end.",
        ),
        blocks=(
            Grid(tuple(role.name for role in roles), tuple(_rows(notes, roles, fit))),
            *_reading_pay(knowledge, roles),
            legend(),
            notes.sources(),
            Section("Read on", tuple(Item(f"degreepath roles {role.id}") for role in roles)),
        ),
        version=knowledge.version,
    )


def document(knowledge: Knowledge, roles: Roles) -> dict[str, Any]:
    """Return the comparison as JSON: the roles and the sources of what is known about them."""
    records = [role_record(knowledge, role) for role in roles]
    named = set(cited(records))
    return {
        **head(knowledge),
        "roles": records,
        "sources": [source.model_dump(mode="json") for source in knowledge.sources if source.id in named],
    }


def _rows(notes: Notes, roles: Roles, fit: "Fit | None") -> list[Row]:
    knowledge = notes.knowledge

    def row(title: str, cell: Callable[[Role], tuple[Item, ...]]) -> Row:
        return Row(title, tuple(map(cell, roles)))

    rows = [
        row("The work", lambda role: (Item(role.work),)),
        row("Who it suits", lambda role: (Item(role.suits),)),
    ]
    if fit:
        rows.append(fit.row)
    rows += [
        row("Interests it wants", lambda role: of.wants(knowledge, role)),
        row("Subjects it needs", lambda role: of.subjects_needed(notes, role)),
        row(
            "Which programs lead there",
            lambda role: of.degrees(knowledge, role) + of.course_counts(knowledge, role),
        ),
        row("The way in", lambda role: (notes.fact(role.way_in),)),
        row("Portfolio", lambda role: (notes.fact(role.portfolio),)),
        row("Pay", lambda role: pay_figures(notes, knowledge.pay_of(role))),
        row("Outlook", lambda role: notes.facts(role.outlook)),
    ]
    if any(role.conflicts for role in roles):
        rows.append(row("Where sources disagree", lambda role: _conflicts(notes, role)))
    rows.append(row("Try this week", of.try_this))
    return rows


def _reading_pay(knowledge: Knowledge, roles: Roles) -> list[Section]:
    figures = [figure for role in roles for figure in knowledge.pay_of(role)]
    items = [Item(MEDIAN)] if any(figure.median is not None for figure in figures) else []
    if len(figures) > len(set(figures)):
        items.append(Item(SHARED))
    return [Section("How to read the pay", tuple(items))] if items else []


def _conflicts(notes: Notes, role: Role) -> tuple[Item, ...]:
    return tuple(map(notes.fact, role.conflicts)) or (Item("none recorded"),)
