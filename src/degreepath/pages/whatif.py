"""What if: two results side by side, before and after answers were changed, and only what differs."""

from collections.abc import Iterator
from typing import Any

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.recommend import Recommendation
from degreepath.advice.verdict import Verdict
from degreepath.knowledge.knowledge import Knowledge
from degreepath.pages.blocks import Block, Cell, Headline, Item, Items, Page, Paragraph, Table
from degreepath.pages.numbers import points, signed
from degreepath.pages.recommendation import title
from degreepath.pages.result_document import SCHEMA, recommendation_document
from degreepath.pages.result_sections import change
from degreepath.pages.wording import BAND_STEPS, BAND_WORDS, short


def page(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Page:
    """Return what moved; without a change, what would change the result."""
    if not changed_answers(before, after):
        return Page("What if?", tuple(change(knowledge, before, answers=True)), version=knowledge.version)
    said = [verdict_words(knowledge, result) for result in (before, after)]
    same = before.verdict.program == after.verdict.program and before.verdict.band is after.verdict.band
    headline = Headline(
        title=said[1] if same else f"{said[0]} → {said[1]}",
        sentences=("The result stays the same." if same else "The result changes.",),
        label="What if",
    )
    return Page("What if?", (headline, *_moves(knowledge, before, after)), version=knowledge.version)


def verdict_words(knowledge: Knowledge, result: Recommendation) -> str:
    """Return the verdict of a result in a line."""
    verdict: Verdict = result.verdict
    band = f" ({BAND_WORDS[verdict.band]})" if verdict.program and verdict.band in BAND_STEPS else ""
    return title(knowledge, result) + band


def changed_answers(
    before: Recommendation, after: Recommendation
) -> dict[str, tuple[int | None, int | None]]:
    """Return the questions whose answers differ, with both answers; None where one was left out."""
    old, new = before.sheet.answers, after.sheet.answers
    return {q: (old.get(q), new.get(q)) for q in dict.fromkeys([*old, *new]) if old.get(q) != new.get(q)}


def answers(knowledge: Knowledge, sheet: AnswerSheet) -> Page:
    """Return every question with its id and the present answer."""
    rows = tuple(
        (Cell(one.id), Cell(str(sheet.answers.get(one.id, "–"))), Cell(one.text))
        for one in knowledge.questions
    )
    return Page("Your answers", (Table(("Question", "Now", ""), rows),), version=knowledge.version)


def _moves(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Iterator[Block]:
    changes = changed_answers(before, after).items()
    yield Items(
        tuple(
            Item(knowledge.question[q].text, lead=f"{old or 'skipped'} → {new or 'skipped'}")
            for q, (old, new) in changes
        )
    )
    if before.top != after.top:
        for lead, result in (("Roles before", before), ("Roles now", after)):
            yield Paragraph(", ".join(knowledge.role[name].name for name in result.top) or "none", lead=lead)
    else:
        yield Paragraph("The roles stay the same.", dim=True)
    scores = [{score.id: points(score.score) for score in result.programs} for result in (before, after)]
    rows = tuple(
        (Cell(short(one)), *(Cell(signed(n)) for n in (old, new, new - old)))
        for one in knowledge.archetypes
        for old, new in [(scores[0][one.id], scores[1][one.id])]
    )
    yield Table(("Points", "before", "now", "change"), rows)


def document(before: Recommendation, after: Recommendation) -> dict[str, Any]:
    """Return both results, whole, as JSON."""
    return {
        "schema": SCHEMA,
        "before": recommendation_document(before),
        "after": recommendation_document(after),
    }
