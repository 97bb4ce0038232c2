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
from degreepath.pages.wording import BAND_STEPS, BAND_WORDS, joined, openers, short

HEADLINES = {
    (True, True): "The result stays the same.",
    (True, False): "The verdict stays the same; the roles change.",
    (False, True): "The verdict changes; the roles stay the same.",
    (False, False): "The verdict changes, and so do the roles.",
}
"""By whether the verdict, and whether the roles, are the same as before."""
NOTHING = "skipped"


def page(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Page:
    """Return what moved; without a change, what would change the result."""
    if before.sheet == after.sheet:
        return Page("What if?", tuple(change(knowledge, before, answers=True)), version=knowledge.version)
    said = [verdict_words(knowledge, result) for result in (before, after)]
    same = said[0] == said[1], before.top == after.top
    headline = Headline(said[1] if same[0] else f"{said[0]} → {said[1]}", (HEADLINES[same],), label="What if")
    return Page("What if?", (headline, *_moves(knowledge, before, after)), version=knowledge.version)


def verdict_words(knowledge: Knowledge, result: Recommendation) -> str:
    """Return the verdict of a result in a line."""
    verdict: Verdict = result.verdict
    band = f" ({BAND_WORDS[verdict.band]})" if verdict.program and verdict.band in BAND_STEPS else ""
    return title(knowledge, result) + band


def _said(knowledge: Knowledge, sheet: AnswerSheet) -> dict[str, str]:
    """Return everything that a sheet says, by what it is about."""
    answers = ((knowledge.question[question].text, str(answer)) for question, answer in sheet.answers.items())
    return {**dict(openers(knowledge, sheet)), **dict(answers)}


def _moves(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Iterator[Block]:
    old, new = (_said(knowledge, result.sheet) for result in (before, after))
    changed = [about for about in dict.fromkeys([*old, *new]) if old.get(about) != new.get(about)]
    moves = (Item(about, lead=f"{old.get(about, NOTHING)} → {new.get(about, NOTHING)}") for about in changed)
    yield Items(tuple(moves))
    if before.top != after.top:
        for lead, result in (("Roles before", before), ("Roles now", after)):
            names = joined(knowledge.role[name].name for name in result.top)
            yield Paragraph(names or "none", lead=lead)
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
