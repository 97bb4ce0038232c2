"""Results on their way out: the list of kept ones, the page of one, a result as JSON, and the report to hand over."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic_core import to_jsonable_python

from degreepath.advice.answers import stamp
from degreepath.advice.courses import CourseChoice
from degreepath.advice.recommend import Recommendation
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import ANSWER_WORDS
from degreepath.pages.blocks import Block, Page, Paragraph, Section, Table, cells
from degreepath.pages.check import open_day
from degreepath.pages.facts import SCHEMA, Notes, head, links
from degreepath.pages.recommendation import blocks, title
from degreepath.pages.recommendation import page as result_page
from degreepath.pages.result_sections import sections
from degreepath.pages.role import pay_figures
from degreepath.pages.wording import TEXTS, label, openers, verdict_words
from degreepath.records.kept import KeptResult, Said
from degreepath.text import joined


def list_page(results: Sequence[KeptResult]) -> Page:
    """Return the list of kept results."""
    if not results:
        return Page("Kept results", (Paragraph(TEXTS["kept"]),))
    rows = []
    for kept in results:
        view = kept.feedback.likeness if kept.feedback else ""
        rows.append((kept.id, said_words(kept.said), kept.said.role_name or "", view))
    table = Table(("Result", "It said", "First role", "Like you?"), cells(rows))
    return Page("Kept results", (table, links("results", result=results[0].id)))


def list_document(results: Sequence[KeptResult], broken: dict[str, str]) -> dict[str, Any]:
    """Return the list as JSON; `broken` holds why a result cannot be read, by id."""
    return {
        "schema": SCHEMA,
        "results": [summary(kept) for kept in results],
        "broken": [{"id": name, "reason": reason} for name, reason in broken.items()],
    }


def page(knowledge: Knowledge, kept: KeptResult, result: Recommendation, lost: int) -> Page:
    """Return a kept result; `result` is what its sheet gives now, without `lost` answers that hold no more."""
    about = [f"{kept.id}, kept on {kept.kept.day} {kept.kept:%B %Y}.", change_note(knowledge, kept, lost)]
    about += view_words(knowledge, kept)
    now = result_page(knowledge, result, kept.id)
    first, *others = now.summary
    return replace(now, summary=(first, Paragraph(" ".join(filter(None, about)), dim=True), *others))


def view_words(knowledge: Knowledge, kept: KeptResult) -> Iterator[str]:
    """Yield what the student thought of a kept result, in sentences."""
    if feedback := kept.feedback:
        names = {role.id: role.name for role in knowledge.roles}
        degree = (kept.said.program_name,) if feedback.drop_degree else ()
        dropped = joined(filter(None, (*degree, *(names.get(role, role) for role in feedback.drop_roles))))
        yield TEXTS["likeness"][feedback.likeness]
        yield f"You would drop: {dropped}." if dropped else ""


def document(knowledge: Knowledge, kept: KeptResult, result: Recommendation, lost: int) -> dict[str, Any]:
    """Return a kept result as JSON: what was said then, and the whole result as it is now."""
    return {
        "schema": SCHEMA,
        **summary(kept),
        "knowledge_changed": kept.knowledge_hash != knowledge.hash,
        "no_longer_asked": lost,
        "result": recommendation_document(result),
    }


def summary(kept: KeptResult) -> dict[str, Any]:
    """Return what was kept, but for the sheet, as JSON."""
    return {
        "id": kept.id,
        "date": kept.kept.isoformat(),
        "stamp": kept.stamp,
        "knowledge": {"version": kept.knowledge_version, "hash": kept.knowledge_hash},
        "said": kept.said.model_dump(mode="json"),
        "feedback": kept.feedback.model_dump(mode="json") if kept.feedback else None,
    }


def said_words(said: Said) -> str:
    """Return the degree and the band, or that none was named."""
    return verdict_words(said.program_name or said.program, said.band, said.why_unclear)


def change_note(knowledge: Knowledge, kept: KeptResult, lost: int) -> str:
    """Return that the knowledge base has changed since a result was kept, and what was said then; '' if it has not."""
    if kept.knowledge_hash == knowledge.hash:
        return ""
    note = f"What we know has changed since {kept.id} was kept. This page uses what is known now."
    if lost:
        answers = "1 answer or mark is" if lost == 1 else f"{lost} answers or marks are"
        note += f" {answers} left out, because the words have changed."
    role = f"; first role {kept.said.role_name}" if kept.said.role_name else ""
    return f"{note} On the day it said: {said_words(kept.said)}{role}."


SAID = ("program", "band", "confidence", "why_unclear", "for_goal", "studies")
COMPARED = ("leader", "rival", "margin", "careless")
AS_THEY_ARE = ("interests", "axes", "top", "reasons_for", "reasons_against", "doors", "split", "outside")


def recommendation_document(result: Recommendation) -> dict[str, Any]:
    """Return the document that `degreepath quiz --answers FILE --format json` prints."""
    verdict, flip, goal, courses = vars(result.verdict), result.flip, result.sheet.goal, result.courses
    ledgers, first = result.role_ledgers, result.first_shares
    moves = flip.changes if flip else ()
    changes = [{"question": one.question, "from": one.before, "to": one.after} for one in moves]
    closed = {program.id for program in result.programs}.difference(verdict["leads_to_goal"])
    document = {
        **head(result.knowledge),
        "asked": len(result.sheet.answers),
        "sheet": result.sheet,
        "recommendation": {key: verdict[key] for key in SAID} | {"outside_first": result.outside_first},
        "compared": {key: verdict[key] for key in COMPARED} | {"answer_noise": result.verdict.noise},
        **{key: getattr(result, key) for key in AS_THEY_ARE},
        "roles": [vars(one) | {"first": first[r], "interests": ledgers[r]} for r, one in result.role.items()],
        "flip": flip and vars(flip) | {"changes": changes},
        "rest": result.rest,
        "programs": [{"kind": "archetype", **vars(program)} for program in result.programs],
        "open_question": result.ahead if result.ahead.question else None,
        "courses": list(map(_course, courses.choices)),
        "courses_ask_first": list(map(_course, courses.ask_first)),
        "courses_left_out": [
            {"program": program, "reason": reason}
            for reason, programs in courses.left_out.items()
            for program in programs
        ],
        "goal": {"role": goal, "closed": sorted(closed)} if goal else None,
    }
    found: dict[str, Any] = to_jsonable_python(document, by_alias=True)
    return found


def _course(choice: CourseChoice) -> dict[str, Any]:
    doors = [{"role": door.role, "state": door.state, "topics": door.to_ask} for door in choice.doors]
    return vars(choice) | {"doors": doors}


# ── The report to hand over: the first page stands alone, with room for a name and notes; the rest is an appendix ──
REPORT: dict[str, str] = TEXTS["report"]
NOTE_LINES = ("",) * 4
SCALE = f"From 1, {ANSWER_WORDS[1]}, to 5, {ANSWER_WORDS[5]}"


def report_page(
    knowledge: Knowledge,
    result: Recommendation,
    *,
    day: date | None = None,
    answers: bool = True,
    kept: KeptResult | None = None,
) -> Page:
    """Return the report. `day` is printed as its date; without `answers` it quotes none, and says so either way.

    `kept`: the result as it was kept, beside which the student's own view of it stands.
    """
    notes = Notes(knowledge)
    first, *others = blocks(knowledge, result)
    behind = [one for one in sections(notes, result, answers=answers) if one.id != "ask"]
    about = tuple(_about(knowledge, result, answers=answers))
    behind += [Section("answers", "The answers", about), *notes.sources(citing=tuple(behind))]
    when = (Paragraph(f"{day.day} {day:%B %Y}", lead="Date"),) if day else ()
    name, room = Paragraph("", lead="Name"), Paragraph("", lead="Notes", more=NOTE_LINES)
    view = " ".join(filter(None, view_words(knowledge, kept))) if kept else ""
    said = (Paragraph(view, lead="Your view"),) if view else ()
    summary = (first, name, *when, *said, *others, *_to_take_along(knowledge, result), room)
    return Page(title(knowledge, result), summary, tuple(behind), knowledge.version)


def _to_take_along(knowledge: Knowledge, result: Recommendation) -> Iterator[Block]:
    """Yield what the first page adds to the result: the courses, the questions for the open day."""
    if result.named:
        courses = (knowledge.program[choice.program] for choice in result.courses.choices)
        rows = cells((label(one), one.award, one.country or "") for one in courses)
        if rows:
            yield Table(("Courses to read", "Award", "Country"), rows, numbered=True)
        yield from open_day(knowledge, result)


def report_document(knowledge: Knowledge, result: Recommendation) -> dict[str, Any]:
    """Return the result as JSON with its stamp, the pay figures of its roles, what to ask and the sources it rests on."""
    figures = pay_figures(knowledge, [knowledge.role[name] for name in result.named], result.sheet.country)
    asked = {
        group.title: [f"{one.lead}: {one.text}".removeprefix(": ") for one in group.items]
        for group in open_day(knowledge, result)
    }
    notes = Notes(knowledge)
    cited = notes.cited(sections(notes, result))
    return {
        **recommendation_document(result),
        "stamp": stamp(knowledge, result.sheet),
        "pay": [
            {**figure.model_dump(mode="json"), "roles": [role.id for role in roles]}
            for figure, roles in figures.items()
        ],
        "open_day": [{"title": title, "questions": questions} for title, questions in asked.items()],
        "sources": [knowledge.source[one].model_dump(mode="json") for one in cited],
    }


def _about(knowledge: Knowledge, result: Recommendation, *, answers: bool) -> Iterator[Block]:
    """Yield every answer, or that they are left out, and how the report can be made again."""
    yield Paragraph(REPORT["with_answers" if answers else "without_answers"])
    if answers:
        yield from (Paragraph(said, lead=about) for about, said in openers(knowledge, result.sheet))
        given = result.sheet.answers
        rows = cells((one.text, f"{given[one.id]}") for one in knowledge.questions if one.id in given)
        yield Table((SCALE, "Answer"), rows, keep=0)
    made = stamp(knowledge, result.sheet)
    yield Paragraph(REPORT["stamp"].format(stamp=made, version=knowledge.version))
