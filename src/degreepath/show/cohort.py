"""A whole class on a page: what came out, who needs a talk first, what could not be read. No name unless the summary has it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.record import clean_text
from degreepath.knowledge.vocabulary import ANSWER_WORDS
from degreepath.show.blocks import Block, Entry, Item, Listing, Page, Section
from degreepath.show.documents import SCHEMA
from degreepath.show.wording import BAND_WORDS

if TYPE_CHECKING:
    from degreepath.cohort.summary import Counts, Summary

HIDDEN = "not shown"
MOST_PROBLEMS = 10
REASON_WORDS = {
    "goal-closed": "the degree or course cannot lead to the goal",
    "unexpected": "the answers point away from the plan",
    "careless": "answers to similar statements differ",
    "flat": "nearly the same answer everywhere",
    "too-few": "too few answers",
    "tie": "too close to call",
}


def page(knowledge: Knowledge, summary: "Summary") -> Page:
    """Return the summary of a class."""
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
    return Page(f"A class of {summary.scored:,}", tuple(_opening(summary)), tuple(blocks), knowledge.version)


def document(summary: "Summary") -> dict[str, Any]:
    """Return the summary of a class as one JSON document; a count that is not shown is null."""
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


def _opening(summary: "Summary") -> Iterator[str]:
    yield f"{summary.rows:,} rows read = {summary.scored:,} scored + {summary.rejected:,} set aside."
    if summary.unused:
        names = ", ".join(summary.unused[:5])
        more = f" and {len(summary.unused) - 5} more" if len(summary.unused) > 5 else ""
        yield f"Columns not used: {names}{more}."
    if summary.other_plans:
        yield f"{summary.other_plans:,} plans are not a program we know; they are not compared with the answers."
    yield "In the counts, groups of fewer than ten are not shown, nor a group that would give them away."
    yield "Who needs a talk first is told row by row, with the reasons, however few share one."


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


def sheet(knowledge: Knowledge) -> Page:
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
        knowledge.version,
    )
