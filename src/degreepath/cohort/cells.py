"""What one cell may say: an answer as a number or in words, marks, a goal, a plan. Pure functions and tables, no columns here."""

import re

from degreepath.advice.answers import MARKS_EACH_WAY
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.vocabulary import ANSWER_WORDS

NOT_AN_ANSWER = "is not an answer from 1 to 5"
NO_ID = "is empty"
TWICE = "is used by an earlier row"
BOTH_WAYS = "names an interest that is marked as most exciting too"
NOT_A_ROLE = "is not a role; 'degreepath roles' lists them"
NOT_MARKS = f"is not up to {MARKS_EACH_WAY} different interests"


def spellings(answer: int) -> tuple[str, ...]:
    """Return every accepted spelling of an answer, in lower case: "4", "like", "4 - like", "like (4)"…; as many for each answer."""
    word = ANSWER_WORDS[answer]
    between = (" ", " - ", " – ", ": ", " = ", ". ", ") ")
    joined = (f"{answer}{sign}{word}" for sign in between)
    return (f"{answer}", f"{answer}.0", word, *joined, f"{answer} ({word})", f"{word} ({answer})")


def mark_bits(text: str, knowledge: Knowledge) -> int | None:
    """Return marks as bits, bit i for interest i in file order; None if `text` is not up to three different interests.

    Marks are ids or names with spaces, commas or semicolons between them, as check boxes are exported; a name may hold commas.
    """
    known = {key.casefold(): 1 << i for i, d in enumerate(knowledge.interests) for key in (d.id, d.name)}
    longest_first = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    mark = re.compile(rf"({longest_first})(?:[\s,;]+|$)")
    left = text.strip(" ,;\t\r\n").casefold()
    bits: list[int] = []
    while left:
        found = mark.match(left)
        if not found or len(bits) == MARKS_EACH_WAY:
            return None
        bits.append(known[found.group(1)])
        left = left[found.end() :]
    return sum(bits) if len(set(bits)) == len(bits) <= MARKS_EACH_WAY else None
