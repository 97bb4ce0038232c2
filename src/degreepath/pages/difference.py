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
from degreepath.pages import wording
from degreepath.pages.blocks import Block, Headline, Page, Paragraph, Table, cells, items
from degreepath.pages.facts import SCHEMA, Notes, page_of, points_table
from degreepath.pages.recommendation import title
from degreepath.pages.result_sections import change, studies
from degreepath.pages.results import recommendation_document
from degreepath.text import joined

SAID, TALK = wording.PAGES["difference"], wording.PAGES["talk"]


def page(knowledge: Knowledge, names: tuple[str, str], found: SheetDifference) -> Page:
    """Return the differences; `names` are those of the sheets."""
    title = f"{names[0]} and {names[1]}"
    if found.nothing:
        return Page(title, (Headline("No difference", (SAID["nothing"],), label=title),))
    said = []
    for one in found.verdicts:
        name = one.program and knowledge.program[one.program].name
        said.append(wording.verdict_words(name, one.band, one.why_unclear))
    why = SAID["headlines"][found.degree_changed][found.margin.more_than_noise]
    headline = Headline(_turned(*said), (why,), label=title)
    return page_of(
        Notes(knowledge),
        title,
        (headline, *_goals(knowledge, found), *_scores(knowledge, found), Paragraph(SAID["noise"], dim=True)),
        ("answers", "Changed answers", [items(_answers(knowledge, found))]),
    )


def _turned(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def document(names: tuple[str, str], found: SheetDifference) -> dict[str, Any]:
    """Return the differences as JSON."""
    return {
        "schema": SCHEMA,
        "sheets": list(names),
        "degree_changed": found.degree_changed,
        **to_jsonable_python(found),
    }


def _goals(knowledge: Knowledge, found: SheetDifference) -> Iterator[Block]:
    """Yield the goals of both sheets where they differ: that alone can change the degree and the roles."""
    if found.goals[0] != found.goals[1]:
        names = (knowledge.role[goal].name if goal else "none" for goal in found.goals)
        yield Paragraph(" → ".join(names), lead="Goal")


def _scores(knowledge: Knowledge, found: SheetDifference) -> Iterator[Block]:
    """Yield the lead, the interests that moved by more than noise, and the roles of both sheets, in points."""
    real = [(knowledge.interest[d].name, one) for d, one in found.interests.items() if one.more_than_noise]
    real.sort(key=lambda pair: -abs(pair[1].after - pair[1].before))
    leader = wording.short_name(knowledge.program[found.verdicts[0].leader])
    roles = [(knowledge.role[name].name, found.roles[name]) for name in dict.fromkeys(sum(found.top, ()))]
    rows = [_row(*one) for one in ((f"Lead of {leader}", found.margin), *real, *roles)]
    yield Table(("Points", "first", "second", "change", "noise", "above it"), cells(rows))
    if found.top[0] != found.top[1]:
        for lead, top in zip(("Roles, first", "Roles, second"), found.top, strict=True):
            yield Paragraph(", ".join(knowledge.role[name].name for name in top) or "none", lead=lead)


def _row(name: str, change: Change) -> tuple[str, ...]:
    before, after, limit = map(wording.points, (change.before, change.after, change.limit))
    moved = map(wording.signed, (before, after, after - before))
    return (name, *moved, f"{limit}", "yes" if change.more_than_noise else "no")


def _answers(knowledge: Knowledge, found: SheetDifference) -> Iterator[Paragraph]:
    """Yield what differs, answers first, the widest first."""
    for question, (old, new) in sorted(found.answers.items(), key=lambda one: -abs(one[1][0] - one[1][1])):
        yield Paragraph(knowledge.question[question].text, lead=f"{old} → {new}")
    for interest, (old, new) in found.marks.items():
        marks = f"{wording.MARK_WORDS[old]} → {wording.MARK_WORDS[new]}"
        yield Paragraph(marks, lead=knowledge.interest[interest].name)
    for answered, side in ((found.only_before, "first"), (found.only_after, "second")):
        if answered:
            yield Paragraph(f"{len(answered)} answered only on the {side} sheet.")


def talk_page(knowledge: Knowledge, found: SheetDifference) -> Page:
    """Return where two people differ, as points for a talk."""
    groups: dict[Apart, list[Paragraph]] = {}
    for point, about, sides, asked in _points(knowledge, found):
        groups.setdefault(point.apart, []).append(Paragraph(about, more=(sides, asked)))
    shown = [items(told, TALK["headings"][apart], numbered=True) for apart, told in groups.items()]
    end = (Paragraph(TALK["degrees"]),) if shown and found.degree_changed else ()
    how = "how" if shown else "agreed" if found.both_answered else "apart"
    first = Paragraph(TALK[how].format(answered=found.both_answered))
    return Page("Points for a talk", (first, *shown, *end), version=knowledge.version)


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
            a, b = (wording.MARK_WORDS[int(mark)] for mark in both)
        else:
            about = "The job to aim for"
            a, b = (knowledge.role[str(goal)].name for goal in both)
        yield point, about, f"A: {a}. B: {b}.", next(turns[point.apart])


def whatif_page(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Page:
    """Return what moved; without a change, what would change the result."""
    if before.sheet == after.sheet:
        return Page("What if?", tuple(change(knowledge, before, answers=True)), version=knowledge.version)
    old, new = (_verdict_line(knowledge, result) for result in (before, after))
    verdicts = (
        (one.program, one.band, one.why_unclear, one.studies) for one in (before.verdict, after.verdict)
    )
    same = len(set(verdicts)) == 1
    moved = SAID["moved"][same][before.named == after.named]
    headline = Headline(new if same else _turned(old, new), (moved,), label="What if")
    return Page("What if?", (headline, *_moves(knowledge, before, after)), version=knowledge.version)


def _verdict_line(knowledge: Knowledge, result: Recommendation) -> str:
    verdict, told = result.verdict, title(knowledge, result)
    if verdict.studies:
        told += f" ({'; '.join(study.name for study in studies(result))})"
    banded = verdict.program and verdict.band in wording.BAND_STEPS
    return f"{told} ({wording.BAND_WORDS[verdict.band]})" if banded else told


def _moves(knowledge: Knowledge, before: Recommendation, after: Recommendation) -> Iterator[Block]:
    """Yield what is said otherwise, the roles if they are others, and how far one degree is ahead."""
    old, new = (_by_subject(knowledge, result.sheet) for result in (before, after))
    changed = [about for about in dict.fromkeys([*old, *new]) if old.get(about) != new.get(about)]
    asked = {question.text for question in knowledge.questions}
    none = {about: SAID["skipped"] if about in asked else SAID["none"] for about in changed}
    told = {one: f"{old.get(one, none[one])} → {new.get(one, none[one])}" for one in changed}
    yield items(Paragraph(*((one, turn) if one in asked else (turn, one))) for one, turn in told.items())
    if before.named != after.named:
        for lead, result in (("Roles before", before), ("Roles now", after)):
            names = joined(knowledge.role[name].name for name in result.named)
            yield Paragraph(names or "none", lead=lead)
    leader, rival = (knowledge.program[one] for one in (before.verdict.leader, before.verdict.rival))
    was, now = (
        wording.program_points(result, leader.id)[-1] - wording.program_points(result, rival.id)[-1]
        for result in (before, after)
    )
    lead = f"{wording.short_name(leader)} is ahead of {wording.short_name(rival)} by"
    yield points_table(("Points", "before", "now", "change"), [(lead, [was, now, now - was])])


def _by_subject(knowledge: Knowledge, sheet: AnswerSheet) -> dict[str, str]:
    """Return everything that a sheet says, by what it is about."""
    answers = {knowledge.question[name].text: str(answer) for name, answer in sheet.answers.items()}
    return {**dict(wording.openers(knowledge, sheet)), **answers}


def whatif_document(before: Recommendation, after: Recommendation) -> dict[str, Any]:
    """Return both results, whole, as JSON."""
    return {
        "schema": SCHEMA,
        "before": recommendation_document(before),
        "after": recommendation_document(after),
    }
