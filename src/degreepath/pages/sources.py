"""Where every fact comes from: the kinds of sources, their lists, and what rests on one of them."""

from collections import Counter, defaultdict
from typing import Any

from degreepath.knowledge.fields import Source, SourceKind
from degreepath.knowledge.knowledge import Knowledge, references
from degreepath.pages.blocks import Item, Links, Page, Paragraph, Section, Table
from degreepath.pages.facts import SCHEMA, cells, items
from degreepath.pages.notes import dated

KINDS = {
    SourceKind.OFFICIAL: "Official bodies",
    SourceKind.INSTITUTION: "Institutions, about themselves or their trade",
    SourceKind.SURVEY: "Surveys",
    SourceKind.PRESS: "Press and people of the trade",
    SourceKind.VENDOR: "Sellers: what they say is shown as a claim",
}


def listing(knowledge: Knowledge, today: int) -> Page:
    """Return the kinds of sources, with a section of each; `today` is the present year."""
    found = uses(knowledge)
    rows, parts = [], []
    for kind, title in KINDS.items():
        here = [
            cells(one.id, f"{one.publisher}: {one.title}", dated(one.date, today), f"{found[one.id].total()}")
            for one in knowledge.sources
            if one.kind is kind
        ]
        facts = sum(int(row[-1].text) for row in here)
        rows.append(cells(kind, title, f"{len(here)}", f"{facts}"))
        parts.append(Section(kind, title, (Table(("Source", "", "Date", "Facts"), tuple(here)),)))
    links = (
        ("degreepath sources --only official", "the sources of one kind"),
        (f"degreepath sources {knowledge.sources[0].id}", "one source, and what rests on it"),
    )
    title = f"{len(knowledge.sources)} sources; each says who benefits when it is believed"
    summary = (Table(("Kind", "", "Sources", "Facts"), tuple(rows)), Links(links))
    return Page(title, summary, tuple(parts), knowledge.version)


def page(knowledge: Knowledge, source: Source, today: int) -> Page:
    """Return the page of `source`."""
    about = {
        "Publisher": source.publisher,
        "Date": dated(source.date, today),
        "Kind": source.kind,
        "Who benefits": source.benefits,
        "Note": source.note,
        "Credit": source.licence,
    }
    rows = tuple(cells(record, f"{count}") for record, count in uses(knowledge)[source.id].items())
    blocks = (
        *(Paragraph(text, lead=lead) for lead, text in about.items() if text),
        *items([Item(source.title, url=source.url)] if source.url else ()),
        Table(("What rests on it", "Facts"), rows) if rows else Paragraph("Nothing rests on it yet."),
    )
    return Page(source.title, blocks, version=knowledge.version)


def document(knowledge: Knowledge, source: Source | None = None) -> dict[str, Any]:
    """Return all sources, or `source` alone, as JSON, with how many facts of which records cite each."""
    found = uses(knowledge)
    chosen = (source,) if source else knowledge.sources
    records = [{**one.model_dump(mode="json"), "cited_by": found[one.id]} for one in chosen]
    return {"schema": SCHEMA, "sources": records}


def uses(knowledge: Knowledge) -> dict[str, Counter[str]]:
    """Return source id → record ("roles composer") → how many facts of the record cite the source."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for reference in references(knowledge):
        if reference.kind == "sources":
            found[reference.target][f"{reference.table} {reference.record}"] += 1
    return found
