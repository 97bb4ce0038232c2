"""Two people's sheets on one student, as an agenda for a talk: open questions, and never who is right."""

from collections.abc import Iterable, Iterator
from typing import Any

from degreepath.advice.agenda import Apart, Point, agenda
from degreepath.advice.compare_sheets import SheetDifference
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.vocabulary import ANSWER_WORDS
from degreepath.show.blocks import Block, Item, Page, Section
from degreepath.show.documents import SCHEMA
from degreepath.show.results_diff import MARK_WORDS, degree_changed

OPEN_QUESTIONS = {
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
    "These are the points where the two sheets differ much. Neither sheet is the right one.",
    "Take a point, let both tell, then go on. Three points are enough for one talk.",
    "A is the first sheet you named, B the second.",
)
DEGREES = "The two sheets also lead to different results. Which of the points above matters most for that?"

DEGREES_ONLY = "Still, they lead to different results: many small differences add up. What would each of you miss in the other degree?"


def page(knowledge: Knowledge, found: SheetDifference, notes: Iterable[str]) -> Page:
    """Return the agenda."""
    points = agenda(found)
    if not points:
        programs = {result.verdict.program for result in (found.before, found.after)}
        end = (DEGREES_ONLY,) if found.both_answered and len(programs - {None}) > 1 else ()
        return Page("Points for a talk", (_none(found), *end, *notes), ())
    return Page("Points for a talk", (*HOW, *notes), tuple(_blocks(knowledge, found, points)))


def document(knowledge: Knowledge, found: SheetDifference, notes: Iterable[str]) -> dict[str, Any]:
    """Return the agenda as JSON."""
    return {
        "schema": SCHEMA,
        "notes": list(notes),
        "both_answered": found.both_answered,
        "points": [
            {
                "apart": point.apart.value,
                "question": point.question,
                "interest": point.interest,
                "a": point.first,
                "b": point.second,
                "about": about(knowledge, point),
                "ask": asked,
            }
            for point, asked in with_questions(agenda(found))
        ],
        "degrees": {
            "a": found.before.verdict.program,
            "b": found.after.verdict.program,
            "differ": degree_changed(found),
        },
    }


def with_questions(points: tuple[Point, ...]) -> Iterator[tuple[Point, str]]:
    """Yield each point with an open question; the questions of a kind take turns."""
    turns = dict.fromkeys(Apart, 0)
    for point in points:
        questions = OPEN_QUESTIONS[point.apart]
        yield point, questions[turns[point.apart] % len(questions)]
        turns[point.apart] += 1


def about(knowledge: Knowledge, point: Point) -> str:
    """Return what a point is about."""
    if point.question:
        return knowledge.question[point.question].text
    if point.interest:
        interest = knowledge.interest[point.interest]
        return f"{interest.name}: {interest.about}"
    return "The job to aim for"


def said(knowledge: Knowledge, value: int | str, point: Point) -> str:
    """Return one person's side of a point."""
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


def _blocks(knowledge: Knowledge, found: SheetDifference, points: tuple[Point, ...]) -> Iterator[Block]:
    items: dict[Apart, list[Item]] = {}
    for number, (point, asked) in enumerate(with_questions(points), start=1):
        sides = f"A: {said(knowledge, point.first, point)}. B: {said(knowledge, point.second, point)}."
        item = Item(about(knowledge, point), mark=f"{number}.", more=(sides, asked))
        items.setdefault(point.apart, []).append(item)
    for apart, group in items.items():
        yield Section(HEADINGS[apart], tuple(group))
    if degree_changed(found):
        yield Section("To end with", (Item(DEGREES, mark=""),))
