"""Whether programs lead to roles, as statements: the mark, the word, and what it hangs on."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from degreepath.advice.coverage import Door, Viability, needs
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Program
from degreepath.knowledge.role import Role
from degreepath.show.blocks import Item, Section
from degreepath.show.program_items import topic_name
from degreepath.show.wording import VIABILITY_SYMBOLS, VIABILITY_WORDS

if TYPE_CHECKING:
    from degreepath.advice.audit import RoleAudit

MEANINGS = {
    Viability.COVERED: "compulsory modules teach every subject the role needs.",
    Viability.POSSIBLE: "it works if you choose the right electives.",
    Viability.UNKNOWN: "the module list is not complete. It may still be taught: ask.",
    Viability.NOT_COVERED: "nothing in the complete list, or in the general picture of a degree, teaches something the role needs.",
}


def marked(name: str, viability: Viability, hangs: str = "") -> Item:
    """Return a name with its viability as symbol and word, and what it hangs on."""
    return Item(hangs, lead=f"{name} ({word(viability)})", mark=VIABILITY_SYMBOLS[viability])


def word(viability: Viability) -> str:
    """Return a viability in the fewest words: "not known" without the advice to ask."""
    return VIABILITY_WORDS[viability].split(":")[0]


def role_item(knowledge: Knowledge, program: Program, role: Role, door: Door) -> Item:
    """Return a role as `program` leads to it."""
    return marked(role.name, door.viability, hangs_on(knowledge, program, role, door))


def hangs_on(knowledge: Knowledge, program: Program, role: Role, door: Door) -> str:
    """Return what the door hangs on: electives, or missing, unknown and introduced topics; '' if on nothing."""
    if door.viability is Viability.COVERED:
        return ""
    if door.viability is Viability.POSSIBLE:
        return f"choose {listed(door.electives)}" if door.electives else only_on_paper(program)
    return as_sentences(open_points(knowledge, role, door))


def only_on_paper(program: Program) -> str:
    """Return that a door needs more electives than one student of `program` can take."""
    return f"only on paper: it takes more electives than the {program.elective_slots} you can take, so ask"


def open_points(knowledge: Knowledge, role: Role, found: "Door | RoleAudit") -> list[str]:
    """Return what stands between a program and a role: missing, unknown and introduced topics."""
    parts = {"missing": found.missing, "ask about": found.unknown, "only introduced:": found.introduced}
    return [
        f"{words} {topics_in_words(knowledge, role, topics)}" for words, topics in parts.items() if topics
    ]


def as_sentences(points: Iterable[str]) -> str:
    """Return points one after the other, each after the first with a capital letter."""
    return ". ".join(point if i == 0 else point[0].upper() + point[1:] for i, point in enumerate(points))


def topics_in_words(knowledge: Knowledge, role: Role, topics: tuple[str, ...]) -> str:
    """Return topics by name, those of which one is enough for the role joined by 'or'."""
    groups = [[topic for topic in group if topic in topics] for group in needs(role)]
    return "; ".join(dict.fromkeys(either(knowledge, group) for group in groups if group))


def needed_in_words(knowledge: Knowledge, role: Role) -> str:
    """Return all that a role needs, as topics by name."""
    return "; ".join(dict.fromkeys(either(knowledge, group) for group in needs(role)))


def either(knowledge: Knowledge, topics: Iterable[str]) -> str:
    """Return topics by name, joined by 'or'."""
    return " or ".join(topic_name(knowledge, topic) for topic in topics)


def listed(titles: tuple[str, ...]) -> str:
    """Return titles in quotation marks, joined as in a sentence."""
    quoted = [f"“{title}”" for title in titles]
    return " and ".join(quoted) if len(quoted) < 3 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def legend() -> Section:
    """Return what the four marks mean."""
    return Section(
        "What the marks mean",
        tuple(Item(MEANINGS[v], lead=word(v), mark=VIABILITY_SYMBOLS[v]) for v in Viability),
    )
