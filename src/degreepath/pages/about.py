"""About degreepath itself: what the quiz asks, how the advice is made and how well that works, where its facts come from."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from degreepath.advice.answers import MARKS_EACH_WAY
from degreepath.advice.verdict import FEWEST_ANSWERS
from degreepath.cohort.forms import ABOUT, GOAL, PLAN, STATEMENTS, TITLE
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import ANSWER_WORDS, Source
from degreepath.knowledge.load import Figures, Measured
from degreepath.pages.blocks import Page, Paragraph, Table, cells, items
from degreepath.pages.facts import SCHEMA, Notes, dated, head, links, page_of, uses
from degreepath.pages.wording import PAGES, inside

# ── What the quiz asks ───────────────────────────────────────────────────────────────────────────
SCALE = ", ".join(f"{value} {words}" for value, words in ANSWER_WORDS.items())
SAYS: dict[str, str] = PAGES["quiz"]


def questions_page(knowledge: Knowledge) -> Page:
    """Return the interests of the first screens; the statements of each are a section behind them."""
    rows = cells((interest.name, interest.about) for interest in knowledge.interests)
    asked: dict[str, list[Paragraph]] = defaultdict(list)
    for one in knowledge.questions:
        asked[one.interest].append(Paragraph(one.text + SAYS["reversed"] * one.reverse, lead=one.id))
    about = Paragraph(SAYS["about"].format(most=len(knowledge.questions), scale=SCALE))
    return page_of(
        Notes(knowledge),
        "What the quiz asks",
        (about, Table(("Interest", ""), rows), links("questions")),
        *((interest.id, interest.name, [items(asked[interest.id])]) for interest in knowledge.interests),
    )


def questions_to_print(knowledge: Knowledge) -> Page:
    """Return the questions as a sheet to print and fill in by hand: two sides of paper, numbered as in the class file."""
    box = "☐"
    marks = cells((f"{one.name}: {inside(one.about)}", box, box) for one in knowledge.interests)
    statements = cells((one.text, *(box for _ in ANSWER_WORDS)) for one in knowledge.questions)
    degrees = "   ".join(f"{box} {degree.name}" for degree in knowledge.archetypes)
    first = (
        Paragraph("", lead="Number"),
        Paragraph(f"Which of these excite you most, and which least? Mark up to {MARKS_EACH_WAY} each."),
        Table(("", "most", "least"), marks),
        Paragraph(f"{GOAL} If so, write it here."),
        Paragraph("", lead="Goal"),
        Paragraph(f"{PLAN}   {degrees}   {box} not decided   {box} another:"),
        Paragraph("", lead="Plan"),
    )
    about = Paragraph(f"{ABOUT} {SCALE.capitalize()}.")
    table = Table((STATEMENTS, *map(str, ANSWER_WORDS)), statements, numbered=True)
    return page_of(Notes(knowledge), TITLE, first, ("statements", "Statements", (about, table)))


def questions_document(knowledge: Knowledge) -> dict[str, Any]:
    """Return the interests and questions as JSON."""
    interests = [one.model_dump(include={"id", "name", "about"}) for one in knowledge.interests]
    questions = [one.model_dump(include={"id", "interest", "text", "reverse"}) for one in knowledge.questions]
    return {"schema": SCHEMA, "interests": interests, "questions": questions}


def answer_sheet(knowledge: Knowledge) -> str:
    """Return an empty answer sheet as TOML, with everything one needs to fill it in as comments."""
    width = max((len(interest.id) for interest in knowledge.interests), default=0)
    return SAYS["sheet"].format(
        goal=knowledge.roles[0].id,
        country=knowledge.countries[0] if knowledge.countries else "",
        example=", ".join(f'"{interest.id}"' for interest in knowledge.interests[:3]),
        interests="\n".join(f"#   {i.id:{width}}  {i.name}: {i.about}" for i in knowledge.interests),
        scale=SCALE,
        questions="".join(f'\n# {one.text}\n# "{one.id}" = 3\n' for one in knowledge.questions),
    )


# ── How the advice is made; what is not known comes first. The formulas are in docs/method.md ────
PEOPLE = "broad-interests-alike"
"""The finding about real people that is told in words."""
METHOD = PAGES["method"]


def method_page(knowledge: Knowledge, figures: Figures) -> Page:
    """Return the page. `figures` are those that `make simulate` and `make stories` measured."""
    notes = Notes(knowledge)
    people = notes.cite(*(finding.source for finding in knowledge.findings if finding.id == PEOPLE))
    unknown = (*map(Paragraph, METHOD["unknown"]), Paragraph(METHOD["alike"], cites=people))
    made = (Paragraph(one.format(fewest=FEWEST_ANSWERS)) for one in METHOD["made"])
    measured = Paragraph(METHOD["measured"].format(of=figures, version=figures.knowledge["version"]))
    stories = (Paragraph(METHOD["stories"]), _measured(figures.stories.rows)) if figures.stories else ()
    published = items(map(notes.fact, knowledge.findings))
    terms = items(Paragraph(term.about, lead=term.word) for term in knowledge.terms)
    return page_of(
        notes,
        "How the advice is made, and how well that works",
        (
            items(unknown, "What is not known"),
            items(made, "How the advice is made"),
            items(_how_well(figures), "How well it works"),
        ),
        ("measured", "What was measured on simulated students", (measured, _measured(figures.rows))),
        ("stories", "What was measured on stories", stories),
        ("published", "What others have found, real people among them", [published]),
        ("unknown", "What else is not known", [items(map(Paragraph, METHOD["more_unknown"]))]),
        ("words", "Words of the trade", [terms]),
    )


def method_document(knowledge: Knowledge, figures: Figures) -> dict[str, Any]:
    """Return the figures and what others have published as JSON."""
    published = [finding.model_dump(mode="json") for finding in knowledge.findings]
    return {**head(knowledge), "figures": figures.model_dump(mode="json"), "published": published}


def _how_well(figures: Figures) -> Iterator[Paragraph]:
    reached = sum(row.ok for row in figures.rows)
    simulated = METHOD["simulated"].format(students=figures.students, reached=reached, all=len(figures.rows))
    yield Paragraph(simulated, lead="Simulation")
    if figures.stories:
        told = figures.stories.rows
        first = f" {told[0].property.capitalize()}: {told[0].reached}." if told else ""
        count = f"{sum(row.ok for row in told)} of {len(told)} targets reached on {figures.stories.count} stories."
        yield Paragraph(f"{count}{first} {METHOD['stories']}", lead="Stories of young people")


def _measured(rows: tuple[Measured, ...]) -> Table:
    told = cells((r.property, r.target, r.reached, "yes" if r.ok else "missed") for r in rows)
    return Table(("What must hold", "Target", "Reached", ""), told, keep=0)


# ── Where every fact comes from ──────────────────────────────────────────────────────────────────
def sources_page(knowledge: Knowledge, today: int) -> Page:
    """Return the kinds of sources, with a section of each; `today` is the present year."""
    found = uses(knowledge)
    rows, parts = [], []
    for kind, title in PAGES["sources"].items():
        here = [one for one in knowledge.sources if one.kind == kind]
        told = [
            (one.id, f"{one.publisher}: {one.title}", dated(one.date, today), f"{found[one.id].total()}")
            for one in here
        ]
        facts = sum(found[one.id].total() for one in here)
        rows.append((kind, title, f"{len(here)}", f"{facts}"))
        parts.append((kind, title, [Table(("Source", "", "Date", "Facts"), cells(told))]))
    return page_of(
        Notes(knowledge),
        f"{len(knowledge.sources)} sources; each says who benefits when it is believed",
        (
            Table(("Kind", "", "Sources", "Facts"), cells(rows)),
            links("sources", source=knowledge.sources[0].id),
        ),
        *parts,
    )


def source_page(knowledge: Knowledge, source: Source, today: int) -> Page:
    """Return the page of `source`."""
    about = {
        "Publisher": source.publisher,
        "Date": dated(source.date, today),
        "Kind": source.kind,
        "Who benefits": source.benefits,
        "Note": source.note,
        "Credit": source.licence,
    }
    rows = cells((record, f"{count}") for record, count in uses(knowledge)[source.id].items())
    blocks = (
        *(Paragraph(text, lead=lead) for lead, text in about.items() if text),
        items([Paragraph(source.title, url=source.url)] if source.url else ()),
        Table(("What rests on it", "Facts"), rows) if rows else Paragraph("Nothing rests on it yet."),
    )
    return page_of(Notes(knowledge), source.title, blocks)


def sources_document(knowledge: Knowledge, source: Source | None = None) -> dict[str, Any]:
    """Return all sources, or `source` alone, as JSON, with how many facts of which records cite each."""
    found = uses(knowledge)
    chosen = (source,) if source else knowledge.sources
    records = [{**one.model_dump(mode="json"), "cited_by": found[one.id]} for one in chosen]
    return {"schema": SCHEMA, "sources": records}
