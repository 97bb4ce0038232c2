"""Two sheets: what changed and whether it is more than answer noise; where two people differ, for a talk; what if."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

from pydantic_core import to_jsonable_python

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.difference import Apart, Change, Point, SheetDifference
from degreepath.advice.recommend import Recommendation
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import ANSWER_WORDS
from degreepath.knowledge.load import shipped
from degreepath.pages import facts
from degreepath.pages.blocks import Block, Headline, Item, Items, Page, Paragraph, Table, cells, items
from degreepath.pages.facts import SCHEMA, Notes, page_of
from degreepath.pages.recommendation import title
from degreepath.pages.result_sections import change
from degreepath.pages.results import recommendation_document
from degreepath.pages.wording import (
    BAND_STEPS,
    BAND_WORDS,
    MARK_WORDS,
    openers,
    points,
    short_name,
    signed,
    verdict_words,
)
from degreepath.text import joined

NOISE = (
    "The same person answers a little differently on another day. A change counts as more only if that alone "
    "would reach it in fewer than 5 of 100 cases."
)
SAID, TALK = shipped("texts/pages")["difference"], shipped("texts/pages")["talk"]
HOW = (
    "These are the points where the two sheets differ much. Neither sheet is the right one. Take a point, let both tell, then "
    "go on. Three points are enough for one talk. A is the first sheet, B the second."
)
DEGREES = "The two sheets also lead to different results. Which of the points above matters most for that?"


def page(knowledge: Knowledge, names: tuple[str, str], found: SheetDifference) -> Page:
    """Return the differences; `names` are those of the sheets."""
    title = f"{names[0]} and {names[1]}"
    if found.nothing:
        return Page(title, (Headline("No difference", ("Both sheets say exactly the same.",), label=title),))
    said = [
        verdict_words(v.program and knowledge.program[v.program].name, v.band, v.why_unclear)
        for v in found.verdicts
    ]
    headline = Headline(
        title=said[0] if said[0] == said[1] else f"{said[0]} → {said[1]}",
        sentences=(SAID["headlines"][found.degree_changed][found.margin.more_than_noise],),
        label=title,
    )
    return page_of(
        Notes(knowledge),
        title,
        (headline, *_scores(knowledge, found), Paragraph(NOISE, dim=True)),
        ("answers", "Changed answers", [items(_answers(knowledge, found))]),
    )


def document(names: tuple[str, str], found: SheetDifference) -> dict[str, Any]:
    """Return the differences as JSON."""
    return {
        "schema": SCHEMA,
        "sheets": list(names),
        "degree_changed": found.degree_changed,
        **to_jsonable_python(found),
    }


def _scores(knowledge: Knowledge, found: SheetDifference) -> Iterator[Block]:
    """Yield the lead, the interests that moved by more than noise, and the roles of both sheets, in points."""
    real = [(knowledge.interest[d].name, one) for d, one in found.interests.items() if one.more_than_noise]
    real.sort(key=lambda pair: -abs(pair[1].after - pair[1].before))
    rows = [_row(f"Lead of {short_name(knowledge.program[found.verdicts[0].leader])}", found.margin)]
    rows += [_row(name, change) for name, change in real]
    rows += [_row(knowledge.role[r].name, found.roles[r]) for r in dict.fromkeys(found.top[0] + found.top[1])]
    yield Table(("Points", "first", "second", "change", "noise", "above it"), cells(rows))
    if found.top[0] != found.top[1]:
        for lead, top in zip(("Roles, first", "Roles, second"), found.top, strict=True):
            yield Paragraph(", ".join(knowledge.role[name].name for name in top) or "none", lead=lead)


def _row(name: str, change: Change) -> tuple[str, ...]:
    before, after = points(change.before), points(change.after)
    numbers = (signed(before), signed(after), signed(after - before), str(points(change.limit)))
    return (name, *numbers, "yes" if change.more_than_noise else "no")


def _answers(knowledge: Knowledge, found: SheetDifference) -> Iterator[Item]:
    """Yield what differs, answers first, the widest first."""
    for question, (old, new) in sorted(found.answers.items(), key=lambda one: -abs(one[1][0] - one[1][1])):
        yield Item(knowledge.question[question].text, lead=f"{old} → {new}")
    for interest, (old, new) in found.marks.items():
        yield Item(f"{MARK_WORDS[old]} → {MARK_WORDS[new]}", lead=knowledge.interest[interest].name)
    if found.goals[0] != found.goals[1]:
        names = (knowledge.role[goal].name if goal else "none" for goal in found.goals)
        yield Item(" → ".join(names), lead="Goal")
    for answered, side in ((found.only_before, "first"), (found.only_after, "second")):
        if answered:
            yield Item(f"{len(answered)} answered only on the {side} sheet.")


def talk_page(knowledge: Knowledge, found: SheetDifference) -> Page:
    """Return where two people differ, as points for a talk."""
    groups: dict[Apart, list[Item]] = {}
    for point, about, sides, asked in _points(knowledge, found):
        groups.setdefault(point.apart, []).append(Item(about, more=(sides, asked)))
    if not groups:
        return Page("Points for a talk", (Paragraph(_none(found)),), version=knowledge.version)
    lists = (
        Items(tuple(items), title=TALK["headings"][apart], numbered=True) for apart, items in groups.items()
    )
    end = (Paragraph(DEGREES),) if found.degree_changed else ()
    return Page("Points for a talk", (Paragraph(HOW), *lists, *end), version=knowledge.version)


def talk_document(knowledge: Knowledge, found: SheetDifference) -> dict[str, Any]:
    """Return the agenda as JSON."""
    return {
        "schema": SCHEMA,
        "both_answered": found.both_answered,
        "points": [
            {**to_jsonable_python(point), "about": about, "ask": asked}
            for point, about, _, asked in _points(knowledge, found)
        ],
        "degrees": [one.program for one in found.verdicts],
        "degree_changed": found.degree_changed,
    }


def _points(knowledge: Knowledge, found: SheetDifference) -> Iterator[tuple[Point, str, str, str]]:
    """Yield each point with its subject, what both say of it, and an open question; those of a kind take turns."""
    turns = {apart: cycle(questions) for apart, questions in TALK["questions"].items()}
    for point in found.agenda:
        both = point.first, point.second
        if point.question:
            about = knowledge.question[point.question].text
            a, b = (f"{ANSWER_WORDS[int(answer)]} ({answer})" for answer in both)
        elif point.interest:
            about = knowledge.interest[point.interest].name
            a, b = (MARK_WORDS[int(mark)] for mark in both)
        else:
            about = "The job to aim for"
            a, b = (knowledge.role[str(goal)].name for goal in both)
        yield point, about, f"A: {a}. B: {b}.", next(turns[point.apart])


def _none(found: SheetDifference) -> str:
    if not found.both_answered:
        return "The two sheets answer no question in common, so there is nothing to put side by side."
    return (
        f"The two sheets answer {found.both_answered} questions in common, and nowhere differ by two steps or more. "
        "What they agree on may be worth a talk too."
    )


SKIPPED = "skipped"


def whatif_page(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Page:
    """Return what moved; without a change, what would change the result."""
    if before.sheet == after.sheet:
        return Page("What if?", tuple(change(knowledge, before, answers=True)), version=knowledge.version)
    said = [_verdict_line(knowledge, result) for result in (before, after)]
    same = said[0] == said[1], before.top == after.top
    headline = Headline(
        said[1] if same[0] else f"{said[0]} → {said[1]}", (SAID["moved"][same[0]][same[1]],), label="What if"
    )
    return Page("What if?", (headline, *_moves(knowledge, before, after)), version=knowledge.version)


def _verdict_line(knowledge: Knowledge, result: Recommendation) -> str:
    """Return the verdict of a result in a line."""
    verdict = result.verdict
    band = f" ({BAND_WORDS[verdict.band]})" if verdict.program and verdict.band in BAND_STEPS else ""
    return title(knowledge, result) + band


def _by_subject(knowledge: Knowledge, sheet: AnswerSheet) -> dict[str, str]:
    """Return everything that a sheet says, by what it is about."""
    answers = ((knowledge.question[question].text, str(answer)) for question, answer in sheet.answers.items())
    return {**dict(openers(knowledge, sheet)), **dict(answers)}


def _moves(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Iterator[Block]:
    old, new = (_by_subject(knowledge, result.sheet) for result in (before, after))
    changed = [about for about in dict.fromkeys([*old, *new]) if old.get(about) != new.get(about)]
    yield items(
        Item(about, lead=f"{old.get(about, SKIPPED)} → {new.get(about, SKIPPED)}") for about in changed
    )
    if before.top != after.top:
        for lead, result in (("Roles before", before), ("Roles now", after)):
            names = joined(knowledge.role[name].name for name in result.top)
            yield Paragraph(names or "none", lead=lead)
    was, now = ({one.id: points(one.score) for one in result.programs} for result in (before, after))
    rows = (
        (short_name(one), (was[one.id], now[one.id], now[one.id] - was[one.id]))
        for one in knowledge.archetypes
    )
    yield facts.points_table(("Points", "before", "now", "change"), rows)


def whatif_document(before: Recommendation, after: Recommendation) -> dict[str, Any]:
    """Return both results, whole, as JSON."""
    return {
        "schema": SCHEMA,
        "before": recommendation_document(before),
        "after": recommendation_document(after),
    }
