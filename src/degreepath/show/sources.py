"""Where every fact comes from: the list of sources, and what rests on one of them."""

from collections.abc import Mapping
from typing import Any

from rich.console import RenderableType

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.source import Source, SourceKind, is_old
from degreepath.show.blocks import Entry, Item, Listing, Page, Section
from degreepath.show.documents import SCHEMA, cited
from degreepath.show.markdown import to_markdown
from degreepath.show.notes import year_of
from degreepath.show.screen import Screen

KIND_TITLES = {
    SourceKind.OFFICIAL: "Official bodies",
    SourceKind.INSTITUTION: "Institutions, about themselves or their trade",
    SourceKind.SURVEY: "Surveys",
    SourceKind.PRESS: "Press and practitioners",
    SourceKind.VENDOR: "Sellers (their claims are shown as claims)",
}
Uses = Mapping[str, Mapping[str, int]]


def page(knowledge: Knowledge, source: Source | None, today: int) -> RenderableType:
    """Return the list of sources, or the page of `source`, for the screen; `today` is the present year."""
    return Screen(_page(knowledge, source, today))


def markdown(knowledge: Knowledge, source: Source | None, today: int) -> str:
    """Return the list of sources, or the page of `source`, as Markdown."""
    return to_markdown(_page(knowledge, source, today))


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
    found: dict[str, dict[str, int]] = {}
    for table in ("programs", "roles", "pay"):
        for record in getattr(knowledge, table):
            for name in cited(record.model_dump(mode="json")):
                by_record = found.setdefault(name, {})
                by_record[f"{table} {record.id}"] = by_record.get(f"{table} {record.id}", 0) + 1
    return found


def _page(knowledge: Knowledge, source: Source | None, today: int) -> Page:
    found = uses(knowledge)
    return _one(source, found.get(source.id, {}), today) if source else _all(knowledge, found, today)


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
    text = f"{dated(source, today)}; {source.kind}; {_facts(by_record)}. Who benefits: {source.benefits}."
    return f"{text}\n{source.url}" if source.url else text


def dated(source: Source, today: int) -> str:
    """Return a source's date as printed, marked if it is old."""
    return f"{source.date}, old" if is_old(year_of(source.date), today) else source.date


def _facts(by_record: Mapping[str, int]) -> str:
    count = sum(by_record.values())
    return "1 fact cites it" if count == 1 else f"{count or 'no'} facts cite it"


def _one(source: Source, by_record: Mapping[str, int], today: int) -> Page:
    about = [
        Item(source.publisher, lead="Publisher"),
        Item(dated(source, today), lead="Date"),
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
