"""The report to hand over: the result on a first page that stands alone, with room for a name and notes; the rest is an appendix."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from degreepath.advice.answers import stamp
from degreepath.advice.recommend import Recommendation
from degreepath.knowledge.fields import ANSWER_WORDS
from degreepath.knowledge.knowledge import Knowledge
from degreepath.pages.blocks import Block, Cell, Page, Paragraph, Section, Table
from degreepath.pages.check import open_day
from degreepath.pages.notes import Notes
from degreepath.pages.recommendation import blocks, title
from degreepath.pages.result_sections import named_roles, sections, shows_roles
from degreepath.pages.results import recommendation_document
from degreepath.pages.role import pay_figures
from degreepath.pages.wording import TEXTS, label, openers

SAYS: dict[str, str] = TEXTS["report"]
NOTE_LINES = ("",) * 4
SCALE = f"From 1, {ANSWER_WORDS[1]}, to 5, {ANSWER_WORDS[5]}"


def page(
    knowledge: Knowledge, result: Recommendation, *, day: date | None = None, answers: bool = True
) -> Page:
    """Return the report. `day` is printed as its date; without `answers` it quotes none, and says so either way."""
    notes = Notes(knowledge)
    first, *others = blocks(knowledge, result)
    behind = [one for one in sections(notes, result, answers=answers) if one.id != "ask"]
    about = tuple(_about(knowledge, result, answers=answers))
    behind += [Section("answers", "The answers", about), *notes.sources(citing=tuple(behind))]
    when = (Paragraph(f"{day.day} {day:%B %Y}", lead="Date"),) if day else ()
    name, room = Paragraph("", lead="Name"), Paragraph("", lead="Notes", more=NOTE_LINES)
    summary = (first, name, *when, *others, *_to_take_along(knowledge, result), room)
    return Page(title(knowledge, result), summary, tuple(behind), knowledge.version)


def _to_take_along(knowledge: Knowledge, result: Recommendation) -> Iterator[Block]:
    """Yield what the first page adds to the result: the courses, the questions for the open day."""
    if shows_roles(result):
        courses = [knowledge.program[choice.program] for choice in result.courses.choices]
        rows = tuple((Cell(label(one)), Cell(one.award), Cell(one.country or "")) for one in courses)
        if rows:
            yield Table(("Courses to read", "Award", "Country"), rows, numbered=True)
        yield from open_day(knowledge, result)


def document(knowledge: Knowledge, result: Recommendation) -> dict[str, Any]:
    """Return the result as JSON with its stamp, the pay figures of its roles, what to ask and the sources it rests on."""
    notes = Notes(knowledge)
    return {
        **recommendation_document(result),
        "stamp": stamp(knowledge, result.sheet),
        "pay": [
            {**figure.model_dump(mode="json"), "roles": [role.id for role in roles]}
            for figure, roles in pay_figures(knowledge, named_roles(result), result.sheet.country)
        ],
        "open_day": [
            {
                "title": group.title,
                "questions": [f"{one.lead}: {one.text}".removeprefix(": ") for one in group.items],
            }
            for group in open_day(knowledge, result)
        ],
        "sources": [
            knowledge.source[one].model_dump(mode="json") for one in notes.cited(sections(notes, result))
        ],
    }


def _about(knowledge: Knowledge, result: Recommendation, *, answers: bool) -> Iterator[Block]:
    """Yield every answer, or that they are left out, and how the report can be made again."""
    yield Paragraph(SAYS["with_answers" if answers else "without_answers"])
    if answers:
        yield from (Paragraph(said, lead=about) for about, said in openers(knowledge, result.sheet))
        given = result.sheet.answers
        rows = ((Cell(one.text), Cell(f"{given[one.id]}")) for one in knowledge.questions if one.id in given)
        yield Table((SCALE, "Answer"), tuple(rows), keep=0)
    made = stamp(knowledge, result.sheet)
    yield Paragraph(SAYS["stamp"].format(stamp=made, version=knowledge.version))
