"""A whole class on a page: what came out, who needs a talk first, what could not be read. No name unless the summary has it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console, RenderableType

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.record import clean_text
from degreepath.knowledge.vocabulary import ANSWER_WORDS
from degreepath.show.blocks import Block, Entry, Item, Listing, Page, Section
from degreepath.show.markdown import to_markdown
from degreepath.show.screen import Screen
from degreepath.show.wording import BAND_WORDS

if TYPE_CHECKING:
    from degreepath.cohort.summary import Counts, Summary

SCHEMA = 1
HIDDEN = "not shown (a small group)"
MOST_PROBLEMS = 10
REASON_WORDS = {
    "goal-closed": "the degree or course cannot lead to the goal",
    "unexpected": "the answers point away from the plan",
    "careless": "answers to similar statements differ",
    "flat": "nearly the same answer everywhere",
    "too-few": "too few answers",
    "tie": "too close to call",
}


def page(knowledge: Knowledge, summary: "Summary") -> RenderableType:
    """Return the summary of a class for the screen."""
    return Screen(build(knowledge, summary))


def markdown(knowledge: Knowledge, summary: "Summary") -> str:
    """Return the summary of a class as Markdown."""
    return to_markdown(build(knowledge, summary))


def html(knowledge: Knowledge, summary: "Summary") -> str:
    """Return the summary of a class as an HTML page that stands alone."""
    return _html(build(knowledge, summary), knowledge)


def document(summary: "Summary") -> dict[str, Any]:
    """Return the summary of a class as one JSON document; a small group is null."""
    return {
        "schema": SCHEMA,
        "rows": summary.rows,
        "scored": summary.scored,
        "rejected": summary.rejected,
        "programs": dict(summary.programs),
        "bands": dict(summary.bands),
        "first_roles": dict(summary.first_roles),
        "talk_first": {
            "students": summary.to_talk,
            "reasons": dict(summary.reasons),
            "first": [
                {"row": talk.row, "student": talk.student or None, "reasons": list(talk.reasons)}
                for talk in summary.talks
            ],
        },
        "problems": [
            {"column": column, "reason": reason, "cells": count} for column, reason, count in summary.problems
        ],
        "columns_not_used": list(summary.unused),
    }


def build(knowledge: Knowledge, summary: "Summary") -> Page:
    """Return the summary of a class as a page."""
    roles = {role.id: role.name for role in knowledge.roles}
    programs = {program.id: program.name for program in knowledge.programs}
    blocks: list[Block] = [
        _spread("Which degree", summary.programs, programs),
        _spread("How sure", summary.bands, {band.value: words for band, words in BAND_WORDS.items()}),
        _spread("The role that fits best", summary.first_roles, roles),
        _talks(summary),
        _spread("Why a talk", summary.reasons, REASON_WORDS),
    ]
    if summary.problems:
        blocks.append(_problems(summary))
    return Page(f"A class of {summary.scored:,}", tuple(_opening(summary)), tuple(blocks))


def _opening(summary: "Summary") -> Iterator[str]:
    yield f"{summary.rows:,} rows read = {summary.scored:,} scored + {summary.rejected:,} set aside."
    if summary.unused:
        names = ", ".join(summary.unused[:5])
        more = f" and {len(summary.unused) - 5} more" if len(summary.unused) > 5 else ""
        yield f"Columns not used: {names}{more}."
    if summary.other_plans:
        yield f"{summary.other_plans:,} plans are not a program we know; they are not compared with the answers."
    yield "Groups of fewer than ten are not shown, nor a group that would give them away."


def _spread(title: str, counts: "Counts", names: dict[str, str]) -> Section:
    shown = [Item(f"{count:,}", lead=names.get(name, name)) for name, count in counts if count]
    hidden = [names.get(name, name) for name, count in counts if count is None]
    if hidden:
        shown.append(Item(HIDDEN, lead=", ".join(hidden)))
    return Section(title, tuple(shown) or (Item("Nobody."),))


def _talks(summary: "Summary") -> Listing:
    title = f"Who needs a talk first: {summary.to_talk:,} of {summary.scored:,}"
    entries = [
        Entry(
            f"row {talk.row}" + (f" {clean_text(talk.student)}" if talk.student else ""),
            _because(talk.reasons),
        )
        for talk in summary.talks
    ]
    left = summary.to_talk - len(entries)
    if left > 0:
        entries.append(Entry("…", f"and {left:,} more: the column talk_first of the results names them all."))
    return Listing(title, tuple(entries))


def _because(reasons: tuple[str, ...]) -> str:
    return "; ".join(REASON_WORDS.get(reason, reason) for reason in reasons)


def _problems(summary: "Summary") -> Section:
    items = [
        Item(f"{reason} ({count:,} times)", lead=f"column {clean_text(column)}" if column else "row")
        for column, reason, count in summary.problems[:MOST_PROBLEMS]
    ]
    left = len(summary.problems) - len(items)
    if left > 0:
        items.append(Item(f"and {left:,} more kinds of problem."))
    return Section(f"Set aside: {summary.rejected:,} rows", tuple(items))


def sheet_page(knowledge: Knowledge) -> Page:
    """Return the questions as a sheet to print and fill in by hand."""
    scale = ", ".join(f"{number} {word}" for number, word in ANSWER_WORDS.items())
    boxes = "   ".join(f"[ ] {number}" for number in ANSWER_WORDS)
    interests = tuple(
        Item(f"{interest.about}.", lead=interest.name, mark="[ ]") for interest in knowledge.interests
    )
    return Page(
        "What would you like doing?",
        (
            "Student number: ____________________",
            f"How much would you like doing each of these? {scale}. Leave out what you cannot say.",
        ),
        (
            Section("Which three excite you most (+)? Which three least (−)?", interests),
            Section("Statements", tuple(Item(q.text, lead=q.id, more=(boxes,)) for q in knowledge.questions)),
        ),
    )


def sheet(knowledge: Knowledge) -> RenderableType:
    """Return the sheet to print for the screen."""
    return Screen(sheet_page(knowledge))


def sheet_markdown(knowledge: Knowledge) -> str:
    """Return the sheet to print as Markdown."""
    return to_markdown(sheet_page(knowledge))


def sheet_html(knowledge: Knowledge) -> str:
    """Return the sheet to print as an HTML page that stands alone."""
    return _html(sheet_page(knowledge), knowledge)


def _html(shown: Page, knowledge: Knowledge) -> str:
    from degreepath.show.html import to_html
    from degreepath.show.report_data import page_data

    return to_html(page_data(shown, knowledge.version))


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give a function that says on stderr what is being done; it says nothing where stderr is no terminal."""
    console = Console(stderr=True, highlight=False, emoji=False, markup=False)
    if not sys.stderr.isatty():  # FORCE_COLOR makes a pipe look like a terminal to rich
        yield lambda _: None
        return
    with console.status("") as status:
        yield status.update
