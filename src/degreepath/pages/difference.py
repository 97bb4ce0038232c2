"""Two sheets: what changed and whether it is more than answer noise; where two people differ, for a talk; what if."""

from collections.abc import Iterator
from typing import Any

from pydantic_core import to_jsonable_python

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.difference import Apart, Change, Point, SheetDifference
from degreepath.advice.recommend import Recommendation
from degreepath.advice.verdict import Verdict
from degreepath.knowledge.fields import ANSWER_WORDS
from degreepath.knowledge.knowledge import Knowledge
from degreepath.pages.blocks import Block, Cell, Headline, Item, Items, Page, Paragraph, Section, Table
from degreepath.pages.facts import SCHEMA
from degreepath.pages.recommendation import title
from degreepath.pages.result_sections import change
from degreepath.pages.results import recommendation_document
from degreepath.pages.wording import (
    BAND_STEPS,
    BAND_WORDS,
    MARK_WORDS,
    joined,
    openers,
    points,
    short,
    signed,
    verdict_words,
)

NOISE = (
    "The same person answers a little differently on another day. A change counts as more only if that alone "
    "would reach it in fewer than 5 of 100 cases."
)
HEADLINES = {
    (False, False): "Both say the same about the degree. What moved is no more than answer noise.",
    (
        False,
        True,
    ): "Both say the same about the degree, but its lead moved, and that is more than answer noise.",
    (
        True,
        False,
    ): "The two say different things, but the change is no more than answer noise: do not read much into it.",
    (True, True): "The two say different things, and the change is more than answer noise.",
}
QUESTIONS = {
    Apart.OPPOSITE: (
        "What does each of you picture when you read this?",
        "What have you seen or done that made you answer like this?",
        "What would a good hour of this look like for each of you?",
    ),
    Apart.STRONGER: (
        "What would make this more attractive, and what less?",
        "When did this last come up, and how was it?",
        "What is the best part of this, and what the worst?",
    ),
    Apart.GOAL: ("What draws each of you to this job?",),
}
HEADINGS = {
    Apart.GOAL: "Two goals",
    Apart.OPPOSITE: "Where A and B point in opposite directions",
    Apart.STRONGER: "Where one of the two feels more strongly",
}
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
    said = [_verdict(knowledge, found, side) for side in (0, 1)]
    headline = Headline(
        title=said[0] if said[0] == said[1] else f"{said[0]} → {said[1]}",
        sentences=(HEADLINES[found.degree_changed, found.margin.more_than_noise],),
        label=title,
    )
    sections = (Section("answers", "Changed answers", tuple(_answers(knowledge, found))),)
    summary = (headline, *_scores(knowledge, found), Paragraph(NOISE, dim=True))
    return Page(title, summary, tuple(one for one in sections if one.blocks), knowledge.version)


def document(names: tuple[str, str], found: SheetDifference) -> dict[str, Any]:
    """Return the differences as JSON."""
    return {
        "schema": SCHEMA,
        "sheets": list(names),
        "degree_changed": found.degree_changed,
        **to_jsonable_python(found),
    }


def _verdict(knowledge: Knowledge, found: SheetDifference, side: int) -> str:
    verdict = found.verdicts[side]
    name = knowledge.program[verdict.program].name if verdict.program else None
    return verdict_words(name, verdict.band, verdict.why_unclear)


def _scores(knowledge: Knowledge, found: SheetDifference) -> Iterator[Block]:
    """Yield the lead, the interests that moved by more than noise, and the roles of both sheets, in points."""
    real = sorted(
        ((name, change) for name, change in found.interests.items() if change.more_than_noise),
        key=lambda pair: -abs(pair[1].after - pair[1].before),
    )
    rows = [_row(f"Lead of {short(knowledge.program[found.verdicts[0].leader])}", found.margin)]
    rows += [_row(knowledge.interest[name].name, change) for name, change in real]
    rows += [
        _row(knowledge.role[name].name, found.roles[name])
        for name in dict.fromkeys(found.top[0] + found.top[1])
    ]
    yield Table(("Points", "first", "second", "change", "noise", "above it"), tuple(rows))
    if found.top[0] != found.top[1]:
        for lead, top in zip(("Roles, first", "Roles, second"), found.top, strict=True):
            yield Paragraph(", ".join(knowledge.role[name].name for name in top) or "none", lead=lead)


def _row(name: str, change: Change) -> tuple[Cell, ...]:
    before, after = points(change.before), points(change.after)
    numbers = (signed(before), signed(after), signed(after - before), str(points(change.limit)))
    return (Cell(name), *map(Cell, numbers), Cell("yes" if change.more_than_noise else "no"))


def _answers(knowledge: Knowledge, found: SheetDifference) -> Iterator[Block]:
    items = [
        Item(knowledge.question[q].text, lead=f"{old} → {new}")
        for q, (old, new) in sorted(found.answers.items(), key=lambda one: -abs(one[1][0] - one[1][1]))
    ]
    items += [
        Item(f"{MARK_WORDS[old]} → {MARK_WORDS[new]}", lead=knowledge.interest[name].name)
        for name, (old, new) in found.marks.items()
    ]
    if found.goals[0] != found.goals[1]:
        names = (knowledge.role[goal].name if goal else "none" for goal in found.goals)
        items.append(Item(" → ".join(names), lead="Goal"))
    for count, side in ((len(found.only_before), "first"), (len(found.only_after), "second")):
        if count:
            items.append(Item(f"{count} answered only on the {side} sheet."))
    if items:
        yield Items(tuple(items))


def talk_page(knowledge: Knowledge, found: SheetDifference) -> Page:
    """Return where two people differ, as points for a talk."""
    groups: dict[Apart, list[Item]] = {}
    for point, asked in with_questions(found.agenda):
        sides = f"A: {_said(knowledge, point.first, point)}. B: {_said(knowledge, point.second, point)}."
        groups.setdefault(point.apart, []).append(Item(_about(knowledge, point), more=(sides, asked)))
    if not groups:
        return Page("Points for a talk", (Paragraph(_none(found)),), version=knowledge.version)
    lists = (Items(tuple(items), title=HEADINGS[apart], numbered=True) for apart, items in groups.items())
    end = (Paragraph(DEGREES),) if found.degree_changed else ()
    return Page("Points for a talk", (Paragraph(HOW), *lists, *end), version=knowledge.version)


def talk_document(knowledge: Knowledge, found: SheetDifference) -> dict[str, Any]:
    """Return the agenda as JSON."""
    return {
        "schema": SCHEMA,
        "both_answered": found.both_answered,
        "points": [
            {**to_jsonable_python(point), "about": _about(knowledge, point), "ask": asked}
            for point, asked in with_questions(found.agenda)
        ],
        "degrees": [one.program for one in found.verdicts],
        "degree_changed": found.degree_changed,
    }


def with_questions(found: tuple[Point, ...]) -> Iterator[tuple[Point, str]]:
    """Yield each point with an open question; the questions of a kind take turns."""
    turns = dict.fromkeys(Apart, 0)
    for point in found:
        questions = QUESTIONS[point.apart]
        yield point, questions[turns[point.apart] % len(questions)]
        turns[point.apart] += 1


def _about(knowledge: Knowledge, point: Point) -> str:
    if point.question:
        return knowledge.question[point.question].text
    return knowledge.interest[point.interest].name if point.interest else "The job to aim for"


def _said(knowledge: Knowledge, value: int | str, point: Point) -> str:
    if point.question:
        return f"{ANSWER_WORDS[int(value)]} ({value})"
    return MARK_WORDS[int(value)] if point.interest else knowledge.role[str(value)].name


def _none(found: SheetDifference) -> str:
    if not found.both_answered:
        return "The two sheets answer no question in common, so there is nothing to put side by side."
    return (
        f"The two sheets answer {found.both_answered} questions in common, and nowhere differ by two steps or more. "
        "What they agree on may be worth a talk too."
    )


MOVED = {
    (True, True): "The result stays the same.",
    (True, False): "The verdict stays the same; the roles change.",
    (False, True): "The verdict changes; the roles stay the same.",
    (False, False): "The verdict changes, and so do the roles.",
}
"""By whether the verdict, and whether the roles, are the same as before."""
SKIPPED = "skipped"


def whatif_page(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Page:
    """Return what moved; without a change, what would change the result."""
    if before.sheet == after.sheet:
        return Page("What if?", tuple(change(knowledge, before, answers=True)), version=knowledge.version)
    said = [_verdict_line(knowledge, result) for result in (before, after)]
    same = said[0] == said[1], before.top == after.top
    headline = Headline(said[1] if same[0] else f"{said[0]} → {said[1]}", (MOVED[same],), label="What if")
    return Page("What if?", (headline, *_moves(knowledge, before, after)), version=knowledge.version)


def _verdict_line(knowledge: Knowledge, result: Recommendation) -> str:
    """Return the verdict of a result in a line."""
    verdict: Verdict = result.verdict
    band = f" ({BAND_WORDS[verdict.band]})" if verdict.program and verdict.band in BAND_STEPS else ""
    return title(knowledge, result) + band


def _by_subject(knowledge: Knowledge, sheet: AnswerSheet) -> dict[str, str]:
    """Return everything that a sheet says, by what it is about."""
    answers = ((knowledge.question[question].text, str(answer)) for question, answer in sheet.answers.items())
    return {**dict(openers(knowledge, sheet)), **dict(answers)}


def _moves(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Iterator[Block]:
    old, new = (_by_subject(knowledge, result.sheet) for result in (before, after))
    changed = [about for about in dict.fromkeys([*old, *new]) if old.get(about) != new.get(about)]
    moves = (Item(about, lead=f"{old.get(about, SKIPPED)} → {new.get(about, SKIPPED)}") for about in changed)
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


def whatif_document(before: Recommendation, after: Recommendation) -> dict[str, Any]:
    """Return both results, whole, as JSON."""
    return {
        "schema": SCHEMA,
        "before": recommendation_document(before),
        "after": recommendation_document(after),
    }
