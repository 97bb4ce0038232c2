"""What the quiz asks: to read, as JSON, and as an answer sheet to fill in."""

from collections.abc import Iterator
from typing import Any

from degreepath.advice.answers import MARKS_EACH_WAY
from degreepath.cohort.forms import ABOUT, GOAL, PLAN, STATEMENTS, TITLE
from degreepath.knowledge.fields import ANSWER_WORDS
from degreepath.knowledge.knowledge import Knowledge
from degreepath.pages.blocks import Item, Links, Page, Paragraph, Section, Table
from degreepath.pages.facts import SCHEMA, cells, items
from degreepath.pages.wording import inside

REVERSED = " (turned round: liking this counts against the interest)"


def page(knowledge: Knowledge) -> Page:
    """Return the interests of the first screens; the statements of each are a section behind them."""
    about = (
        f"First you mark what excites you most and least. Then come up to {len(knowledge.questions)} statements, each about "
        f"one interest, and you say how much you would like doing it: {_scale()}."
    )
    rows = tuple(cells(interest.name, interest.about) for interest in knowledge.interests)
    links = (("degreepath questions --format toml -o answers.toml", "a sheet to fill in at leisure"),)
    sections = tuple(
        Section(interest.id, interest.name, items(_asked(knowledge, interest.id)))
        for interest in knowledge.interests
    )
    summary = (Paragraph(about), Table(("Interest", ""), rows), Links(links))
    return Page("What the quiz asks", summary, sections, knowledge.version)


def printed(knowledge: Knowledge) -> Page:
    """Return the questions as a sheet to print and fill in by hand: two sides of paper, numbered as in the class file."""
    box = "☐"
    marks = tuple(cells(f"{one.name}: {inside(one.about)}", box, box) for one in knowledge.interests)
    statements = tuple(cells(one.text, *(box for _ in ANSWER_WORDS)) for one in knowledge.questions)
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
    about = Paragraph(f"{ABOUT} {_scale().capitalize()}.")
    columns = (STATEMENTS, *map(str, ANSWER_WORDS))
    section = Section("statements", "Statements", (about, Table(columns, statements, numbered=True)))
    return Page(TITLE, first, (section,), knowledge.version)


def _asked(knowledge: Knowledge, interest: str) -> Iterator[Item]:
    for question in knowledge.questions:
        if question.interest == interest:
            yield Item(question.text + (REVERSED if question.reverse else ""), lead=question.id)


def document(knowledge: Knowledge) -> dict[str, Any]:
    """Return the interests and questions as JSON."""
    interests = [one.model_dump(include={"id", "name", "about"}) for one in knowledge.interests]
    questions = [one.model_dump(include={"id", "interest", "text", "reverse"}) for one in knowledge.questions]
    return {"schema": SCHEMA, "interests": interests, "questions": questions}


def sheet(knowledge: Knowledge) -> str:
    """Return an empty answer sheet as TOML, with everything one needs to fill it in as comments."""
    width = max((len(interest.id) for interest in knowledge.interests), default=0)
    example = ", ".join(f'"{interest.id}"' for interest in knowledge.interests[:3])
    lines = [
        "# An answer sheet for degreepath. Fill it in, save it, then run: degreepath quiz --answers FILE",
        "# Do not write your name in it.",
        "schema = 1",
        "",
        "[opener]",
        "# Up to three interests that excite you most and up to three that excite you least, for example:",
        f"# most = [{example}]",
        *(f"#   {i.id:{width}}  {i.name}: {i.about}" for i in knowledge.interests),
        "most = []",
        "least = []",
        "",
        "[answers]",
        f"# {_scale()}.",
        "# To answer a question, take away the # before its name and write your number. Leave the others as they are.",
    ]
    for question in knowledge.questions:
        lines += ["", f"# {question.text}", f'# "{question.id}" = 3']
    return "\n".join(lines) + "\n"


def _scale() -> str:
    return ", ".join(f"{value} {words}" for value, words in ANSWER_WORDS.items())
