"""The interests and the questions: to read, as JSON, and as an answer sheet to fill in."""

from typing import Any

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.vocabulary import ANSWER_WORDS
from degreepath.show.blocks import Entry, Item, Listing, Page, Section
from degreepath.show.documents import SCHEMA

REVERSED = " (turned round: liking this speaks against the interest)"


def page(knowledge: Knowledge) -> Page:
    """Return the interests and questions, to read."""
    lines = (
        f"{len(knowledge.interests)} interests and {len(knowledge.questions)} questions. Each question measures one interest.",
        "You say how much you would like doing it: "
        + ", ".join(f"{value} {words}" for value, words in ANSWER_WORDS.items())
        + ".",
        "A sheet to fill in: degreepath questions --format toml -o answers.toml",
    )
    opener = Listing(
        "The first screen: which three excite you most, which three least?",
        tuple(Entry(interest.id, f"{interest.name}: {interest.about}") for interest in knowledge.interests),
    )
    asked = (
        Section(
            interest.name,
            tuple(
                Item(question.text + (REVERSED if question.reverse else ""), lead=question.id)
                for question in knowledge.questions
                if question.interest == interest.id
            ),
        )
        for interest in knowledge.interests
    )
    return Page("What the quiz asks", lines, (opener, *asked))


def document(knowledge: Knowledge) -> dict[str, Any]:
    """Return the interests and questions as JSON."""
    return {
        "schema": SCHEMA,
        "interests": [{"id": i.id, "name": i.name, "about": i.about} for i in knowledge.interests],
        "questions": [
            {"id": q.id, "interest": q.interest, "text": q.text, "reverse": q.reverse}
            for q in knowledge.questions
        ],
    }


def sheet(knowledge: Knowledge) -> str:
    """Return an empty answer sheet as TOML, with everything one needs to fill it in as comments."""
    width = max((len(interest.id) for interest in knowledge.interests), default=0)
    lines = [
        "# An answer sheet for degreepath. Fill it in, save it, then run: degreepath quiz --answers FILE",
        "# Do not write your name in it.",
        "schema = 1",
        "",
        "[opener]",
        "# Up to three interests that excite you most and up to three that excite you least, for example:",
        f"# most = {_example(knowledge)}",
        *(f"#   {i.id:{width}}  {i.name}: {i.about}" for i in knowledge.interests),
        "most = []",
        "least = []",
        "",
        "[answers]",
        f"# {', '.join(f'{value} {words}' for value, words in ANSWER_WORDS.items())}.",
        "# To answer a question, take away the # before its name and write your number. Leave the others as they are.",
    ]
    for question in knowledge.questions:
        lines += ["", f"# {question.text}", f'# "{question.id}" = 3']
    return "\n".join(lines) + "\n"


def _example(knowledge: Knowledge) -> str:
    return "[" + ", ".join(f'"{interest.id}"' for interest in knowledge.interests[:3]) + "]"
