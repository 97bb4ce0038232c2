"""Two results side by side: before and after answers were changed."""

from collections.abc import Iterator
from typing import Any

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.recommendation import TOP_ROLES, Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show.blocks import Block, Entry, Item, Listing, Page, Section
from degreepath.show.documents import SCHEMA
from degreepath.show.numbers import signed
from degreepath.show.reason_items import ledger_points, what_would_change_it
from degreepath.show.recommendation import sure, title
from degreepath.show.recommendation_json import document as result_document


def page(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Page:
    """Return what moved."""
    changes = changed_answers(before, after)
    if not changes:
        return Page(title(knowledge, before), (), (what_would_change_it(knowledge, before),))
    same = before.verdict.program == after.verdict.program and before.verdict.band is after.verdict.band
    lines = ("The result stays the same.",) if same else ("The result changes.",)
    return Page("What if?", lines, tuple(_blocks(knowledge, before, after)))


def document(before: Recommendation, after: Recommendation) -> dict[str, Any]:
    """Return both results, whole, as JSON."""
    return {"schema": SCHEMA, "before": result_document(before), "after": result_document(after)}


def answers(knowledge: Knowledge, sheet: AnswerSheet) -> Page:
    """Return every question with its id and the present answer."""
    entries = (
        Entry(f"{question.id}={sheet.answers.get(question.id, '')}", question.text)
        for question in knowledge.questions
    )
    return Page("Your answers", (), (Listing("", tuple(entries)),))


def changed_answers(
    before: Recommendation, after: Recommendation
) -> dict[str, tuple[int | None, int | None]]:
    """Return the questions whose answers differ, with both answers; None where one was left out."""
    old, new = before.sheet.answers, after.sheet.answers
    return {q: (old.get(q), new.get(q)) for q in dict.fromkeys([*old, *new]) if old.get(q) != new.get(q)}


def _blocks(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Iterator[Block]:
    changes = changed_answers(before, after).items()
    yield Section(
        "Changed answers",
        tuple(
            Item(f"{old or 'skipped'} → {new or 'skipped'}: {knowledge.question[q].text}")
            for q, (old, new) in changes
        ),
    )
    sides = (("Before", before), ("After", after))
    yield Section(
        "Degree",
        tuple(Item(f"{title(knowledge, result)}{sure(result)}", lead=lead) for lead, result in sides),
    )
    yield Section("Degrees in points", tuple(_moves(knowledge, before, after)))
    yield Section("Top roles", tuple(Item(_roles(result), lead=lead) for lead, result in sides))


def _moves(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Iterator[Item]:
    for program in knowledge.archetypes:
        old, new = (sum(ledger_points(result, program.id)) for result in (before, after))
        yield Item(f"{signed(old)} → {signed(new)} ({signed(new - old)})", lead=program.name)


def _roles(result: Recommendation) -> str:
    return ", ".join(f"{role.name} {role.fit:.0f}" for role in result.roles[:TOP_ROLES])
