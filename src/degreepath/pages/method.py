"""How the advice is made and how well that works, in words; what is not known comes first. The formulas are in docs/method.md."""

from collections.abc import Iterator
from typing import Any

from degreepath.advice.verdict import FEWEST_ANSWERS
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import Figures, Measured
from degreepath.pages.blocks import Item, Page, Paragraph, Table
from degreepath.pages.facts import cells, head, items, sections
from degreepath.pages.notes import Notes

PEOPLE = "broad-interests-alike"
"""The finding about real people that ALIKE tells in words."""
LABEL = (
    "The stories were written, rated and judged by a language model in separate roles. No person took part."
)
ALIKE = (
    "On broad interests the students of both degrees hardly differ, so only small, special interests can tell them apart. "
    "“Clear” is about your answers: it does not say that you would be unhappy in the other degree."
)
NOT_KNOWN = (
    "Nobody has followed real students who used this. Whether its advice was good for them is not known.",
    "What a course teaches is mostly read from the titles of its modules. A school may teach more: ask.",
    "What each role wants and needs is our judgement. You can read it in the data files and disagree.",
)
MADE = (
    "You mark what excites you most and least, and say how much you would like some activities. That gives your interests.",
    "A role fits you if you like what it asks for more than you like the rest. Saying yes to everything changes nothing.",
    "A role needs some subjects. A degree leads there if its modules teach them: that is a door.",
    "A degree scores by what you would study and by the doors to roles that fit you. A goal of yours comes first.",
    "Whether you would like it, whether you get in and what it costs are three things. They never become one number.",
)
MORE_NOT_KNOWN = (
    "The simulated students are made like the model itself. They can show that it is sound, not that it is right.",
    "Careless answers are the weakest spot. They are looked for, and then no result is called clear.",
    "Of students between two roles the first role is often not the right one. So three are shown.",
    "Which modules a degree is taken to have moves the advice most, what a role wants moves it least.",
)


def page(knowledge: Knowledge, figures: Figures) -> Page:
    """Return the page. `figures` are those that `make simulate` and `make stories` measured."""
    notes = Notes(knowledge)
    people = [finding.source for finding in knowledge.findings if finding.id == PEOPLE]
    stop = f"It asks at least {FEWEST_ANSWERS} questions, and stops when more would hardly change the result."
    summary = (
        *items((*map(Item, NOT_KNOWN), Item(ALIKE, cites=notes.cite(*people))), "What is not known"),
        *items(map(Item, (*MADE, stop)), "How the advice is made"),
        *items(_how_well(figures), "How well it works"),
    )
    made = (
        f"Made on {figures.made} with {figures.students:,} students in each group, seed {figures.seed}, "
        f"knowledge base {figures.knowledge['version']}."
    )
    stories = (Paragraph(LABEL), _table(figures.stories.rows)) if figures.stories else ()
    words = items(Item(term.about, lead=term.word) for term in knowledge.terms)
    parts = sections(
        ("measured", "What was measured on simulated students", (Paragraph(made), _table(figures.rows))),
        ("stories", "What was measured on stories", stories),
        (
            "published",
            "What others have found, real people among them",
            items(map(notes.fact, knowledge.findings)),
        ),
        ("unknown", "What else is not known", items(map(Item, MORE_NOT_KNOWN))),
        ("words", "Words of the trade", words),
    )
    return Page(
        "How the advice is made, and how well that works",
        summary,
        (*parts, *notes.sources()),
        knowledge.version,
    )


def document(knowledge: Knowledge, figures: Figures) -> dict[str, Any]:
    """Return the figures and what others have published as JSON."""
    published = [finding.model_dump(mode="json") for finding in knowledge.findings]
    return {**head(knowledge), "figures": figures.model_dump(mode="json"), "published": published}


def _how_well(figures: Figures) -> Iterator[Item]:
    reached = sum(row.ok for row in figures.rows)
    text = (
        f"{figures.students:,} made-up students of each kind took the quiz. {reached} of {len(figures.rows)} things that "
        "must hold do hold. This tests the method against itself."
    )
    yield Item(text, lead="Simulation")
    if figures.stories:
        told = figures.stories.rows
        first = f" {told[0].property.capitalize()}: {told[0].reached}." if told else ""
        count = f"{sum(row.ok for row in told)} of {len(told)} targets reached on {figures.stories.count} stories."
        yield Item(f"{count}{first} {LABEL}", lead="Stories of young people")


def _table(rows: tuple[Measured, ...]) -> Table:
    told = ((r.property, r.target, r.reached, "yes" if r.ok else "missed") for r in rows)
    heads = ("What must hold", "Target", "Reached", "")
    return Table(heads, tuple(cells(*row) for row in told), keep=0)
