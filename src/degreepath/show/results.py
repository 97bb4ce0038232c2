"""Kept results: the list, and one of them worked out with the present knowledge base."""

from collections.abc import Iterator, Sequence
from typing import Any

from degreepath.advice.kept import Feedback, KeptResult, Likeness, Said
from degreepath.advice.recommendation import Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show.blocks import Block, Entry, Item, Listing, Page, Section
from degreepath.show.documents import SCHEMA
from degreepath.show.numbers import in_hundred
from degreepath.show.recommendation import page as result_page
from degreepath.show.recommendation_json import document as result_document
from degreepath.show.wording import BAND_WORDS, UNCLEAR_TITLES

NONE_KEPT = "No result is kept on this computer. 'degreepath quiz' makes one, and asks before it keeps it."
SAME_KNOWLEDGE = "The knowledge base is the same as then, so this is the same advice."

LIKENESS_WORDS = {
    Likeness.YES: "You said: this sounds like me.",
    Likeness.PARTLY: "You said: this sounds like me in part.",
    Likeness.NO: "You said: this does not sound like me.",
}


def list_page(results: Sequence[KeptResult]) -> Page:
    """Return the list of kept results."""
    if not results:
        return Page("Kept results", (NONE_KEPT,), ())
    entries = tuple(Entry(kept.id, said_words(kept.said), _detail(kept)) for kept in results)
    how = (
        "degreepath results show ID",
        "degreepath results diff ID ID",
        "degreepath forget ID",
    )
    leads = ("See one", "Compare two", "Erase one")
    commands = tuple(Item(command, lead=lead, mark="") for lead, command in zip(leads, how, strict=True))
    return Page("Kept results", (), (Listing("", entries), Section("What you can do", commands)))


def list_document(results: Sequence[KeptResult], broken: dict[str, str]) -> dict[str, Any]:
    """Return the list as JSON; `broken` holds why a result cannot be read, by id."""
    return {
        "schema": SCHEMA,
        "results": [summary(kept) for kept in results],
        "broken": [{"id": name, "reason": reason} for name, reason in broken.items()],
    }


def page(knowledge: Knowledge, kept: KeptResult, result: Recommendation, lost: int) -> Page:
    """Return a kept result; `result` is what its sheet gives now, without `lost` answers that hold no more."""
    now = result_page(knowledge, result)
    return Page(now.title, now.lines, (*_about(knowledge, kept, lost), *now.blocks))


def document(knowledge: Knowledge, kept: KeptResult, result: Recommendation, lost: int) -> dict[str, Any]:
    """Return a kept result as JSON: what was said then, and the whole result as it is now."""
    return {
        "schema": SCHEMA,
        **summary(kept),
        "knowledge_changed": kept.knowledge_hash != knowledge.hash,
        "no_longer_asked": lost,
        "result": result_document(result),
    }


def summary(kept: KeptResult) -> dict[str, Any]:
    """Return what was kept, but for the sheet, as JSON."""
    said = kept.said
    return {
        "id": kept.id,
        "date": kept.kept.isoformat(),
        "stamp": kept.stamp,
        "knowledge": {"version": kept.knowledge_version, "hash": kept.knowledge_hash},
        "said": said.model_dump(mode="json"),
        "feedback": kept.feedback.model_dump(mode="json") if kept.feedback else None,
    }


def said_words(said: Said) -> str:
    """Return the degree and the band, or that none was named."""
    if said.why_unclear:
        return UNCLEAR_TITLES[said.why_unclear]
    return f"{said.program_name or said.program}: {BAND_WORDS[said.band]}"


def date_words(kept: KeptResult) -> str:
    """Return the day in words, as it was where the result was kept."""
    return f"{kept.kept.day} {kept.kept:%B %Y}"


def _detail(kept: KeptResult) -> str:
    role = f"; top role: {kept.said.role_name}" if kept.said.role_name else ""
    view = f"; sounds like you: {kept.feedback.likeness}" if kept.feedback else ""
    return f"{date_words(kept)}{role}{view}"


def _about(knowledge: Knowledge, kept: KeptResult, lost: int) -> Iterator[Block]:
    items = [
        Item(f"{kept.id}, kept on {date_words(kept)}. Stamp {kept.stamp}.", lead="Result", mark=""),
        Item(change_note(knowledge, kept, lost) or SAME_KNOWLEDGE, mark=""),
    ]
    yield Section("This kept result", tuple(items))
    if kept.feedback:
        view = tuple(_feedback(knowledge, kept.feedback, kept.said.program_name))
        yield Section("Does it sound like you?", view)


def _feedback(knowledge: Knowledge, feedback: Feedback, degree: str | None) -> Iterator[Item]:
    """Yield what the student thought of the result; `degree` is the name of the degree it recommended."""
    yield Item(LIKENESS_WORDS[feedback.likeness], mark="")
    dropped = [degree] if feedback.drop_degree and degree else []
    for role in feedback.drop_roles:
        known = knowledge.role.get(role)
        dropped.append(known.name if known else role)
    if dropped:
        yield Item(f"You would drop: {', '.join(dropped)}.", mark="")
    yield Item("This is kept beside the result and changes no points.", mark="")


def change_note(knowledge: Knowledge, kept: KeptResult, lost: int) -> str:
    """Return that the knowledge base has changed since a result was kept, and what was said then; '' if it has not."""
    if kept.knowledge_hash == knowledge.hash:
        return ""
    then, now = kept.knowledge_version, knowledge.version
    versions = f" (then {then}, now {now})" if then != now else ""
    note = (
        f"The knowledge base has changed since {kept.id} was kept{versions}. This page uses the present one."
    )
    if lost == 1:
        note += " 1 answer or mark is left out, because its words have changed."
    elif lost:
        note += f" {lost} answers or marks are left out, because their words have changed."
    said = kept.said
    sure = f", {in_hundred(said.confidence)} of 100 cases" if not said.why_unclear else ""
    role = f"; top role {said.role_name}" if said.role_name else ""
    return f"{note} On the day it said: {said_words(said)}{sure}{role}."
