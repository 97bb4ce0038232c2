"""Kept results: the list, the page of one, and a result as JSON."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic_core import to_jsonable_python

from degreepath.advice.courses import CourseChoice
from degreepath.advice.recommend import Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.pages.blocks import Cell, Links, Page, Paragraph, Table
from degreepath.pages.facts import SCHEMA, head
from degreepath.pages.recommendation import page as result_page
from degreepath.pages.wording import TEXTS, verdict_words
from degreepath.records.kept import KeptResult, Said
from degreepath.text import joined

NONE_KEPT = "No result is kept on this computer. 'degreepath quiz' makes one, and asks before it keeps it."


def list_page(results: Sequence[KeptResult]) -> Page:
    """Return the list of kept results."""
    if not results:
        return Page("Kept results", (Paragraph(NONE_KEPT),))
    rows = []
    for kept in results:
        view = kept.feedback.likeness.value if kept.feedback else ""
        rows.append(tuple(map(Cell, (kept.id, said_words(kept.said), kept.said.role_name or "", view))))
    links = (
        (f"degreepath results show {results[0].id}", "see one"),
        ("degreepath results difference ID ID", "compare two"),
        ("degreepath forget ID", "erase one"),
    )
    table = Table(("Result", "It said", "First role", "Like you?"), tuple(rows))
    return Page("Kept results", (table, Links(links)))


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
    if feedback := kept.feedback:
        names = {role.id: role.name for role in knowledge.roles}
        degree = (kept.said.program_name,) if feedback.drop_degree else ()
        dropped = joined(filter(None, (*degree, *(names.get(role, role) for role in feedback.drop_roles))))
        about += [TEXTS["likeness"][feedback.likeness], f"You would drop: {dropped}." if dropped else ""]
    now = result_page(knowledge, result)
    first, *others = now.summary
    return replace(now, summary=(first, Paragraph(" ".join(filter(None, about)), dim=True), *others))


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
