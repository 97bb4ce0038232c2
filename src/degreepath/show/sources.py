"""Where every fact comes from: the list of sources, and what rests on one of them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.references import references
from degreepath.knowledge.source import Source, SourceKind
from degreepath.show.blocks import Entry, Item, Listing, Page, Section
from degreepath.show.documents import SCHEMA
from degreepath.show.notes import dated

KIND_TITLES = {
    SourceKind.OFFICIAL: "Official bodies",
    SourceKind.INSTITUTION: "Institutions, about themselves or their trade",
    SourceKind.SURVEY: "Surveys",
    SourceKind.PRESS: "Press and practitioners",
    SourceKind.VENDOR: "Sellers (their claims are shown as claims)",
}
Uses = Mapping[str, Mapping[str, int]]


def page(knowledge: Knowledge, source: Source | None, today: int) -> Page:
    """Return the list of sources, or the page of `source`; `today` is the present year."""
    found = uses(knowledge)
    return _one(source, found.get(source.id, {}), today) if source else _all(knowledge, found, today)


def document(knowledge: Knowledge, source: Source | None = None) -> dict[str, Any]:
    """Return all sources, or `source` alone, as JSON, with how many facts of which records cite each."""
    found = uses(knowledge)
    chosen = (source,) if source else knowledge.sources
    return {
        "schema": SCHEMA,
        "sources": [
            {**one.model_dump(mode="json"), "cited_by": dict(found.get(one.id, {}))} for one in chosen
        ],
    }


def uses(knowledge: Knowledge) -> Uses:
    """Return source id → record ("roles composer") → how many facts of the record cite the source."""
    found: dict[str, Counter[str]] = {}
    for reference in references(knowledge):
        if reference.kind == "sources":
            by_record = found.setdefault(reference.target, Counter())
            by_record[f"{reference.table} {reference.record}"] += 1
    return found


def _all(knowledge: Knowledge, found: Uses, today: int) -> Page:
    lines = (
        f"{len(knowledge.sources)} sources. Read one with: degreepath sources SOURCE",
        "Each names who benefits when it is believed.",
    )
    listings = []
    for kind, title in KIND_TITLES.items():
        chosen = [source for source in knowledge.sources if source.kind is kind]
        entries = tuple(
            Entry(s.id, f"{s.publisher}: {s.title}", _detail(s, found.get(s.id, {}), today)) for s in chosen
        )
        if entries:
            listings.append(Listing(title, entries))
    return Page("Sources", lines, tuple(listings))


def _detail(source: Source, by_record: Mapping[str, int], today: int) -> str:
    text = (
        f"{dated(source.date, today)}; {source.kind}; {_facts(by_record)}. Who benefits: {source.benefits}."
    )
    return f"{text}\n{source.url}" if source.url else text


def _facts(by_record: Mapping[str, int]) -> str:
    count = sum(by_record.values())
    return "1 fact cites it" if count == 1 else f"{count or 'no'} facts cite it"


def _one(source: Source, by_record: Mapping[str, int], today: int) -> Page:
    about = [
        Item(source.publisher, lead="Publisher"),
        Item(dated(source.date, today), lead="Date"),
        Item(source.kind, lead="Kind"),
        Item(source.benefits, lead="Who benefits when it is believed"),
        Item(source.url or "not recorded", lead="Address"),
        *([Item(source.note, lead="Note")] if source.note else []),
    ]
    resting = tuple(
        Item(f"{count} fact{'' if count == 1 else 's'}", lead=record) for record, count in by_record.items()
    ) or (Item("nothing yet"),)
    return Page(
        source.title,
        (),
        (Section("About it", tuple(about)), Section(f"What rests on it: {_facts(by_record)}", resting)),
    )
