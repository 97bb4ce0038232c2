"""Whether programs lead to roles, as statements: the mark, the word, and what it hangs on."""

from degreepath.advice.coverage import Door, Viability, needs
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Program
from degreepath.knowledge.role import Role
from degreepath.show.blocks import Item, Section
from degreepath.show.program_items import topic_name
from degreepath.show.wording import VIABILITY_SYMBOLS, VIABILITY_WORDS

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
        return _with_electives(program, door)
    parts = {"missing": door.missing, "ask about": door.unknown, "only introduced:": door.introduced}
    said = (
        f"{words} {topics_in_words(knowledge, role, topics)}" for words, topics in parts.items() if topics
    )
    return ". ".join(part if i == 0 else part[0].upper() + part[1:] for i, part in enumerate(said))


def _with_electives(program: Program, door: Door) -> str:
    if not door.electives:
        return (
            f"only on paper: it takes more electives than the {program.elective_slots} you can take, so ask"
        )
    return f"choose {_listed(door.electives)}"


def topics_in_words(knowledge: Knowledge, role: Role, topics: tuple[str, ...]) -> str:
    """Return topics by name, those of which one is enough for the role joined by 'or'."""
    groups = [[topic for topic in group if topic in topics] for group in needs(role)]
    named = [" or ".join(topic_name(knowledge, topic) for topic in group) for group in groups if group]
    return "; ".join(dict.fromkeys(named))


def _listed(titles: tuple[str, ...]) -> str:
    quoted = [f"“{title}”" for title in titles]
    return " and ".join(quoted) if len(quoted) < 3 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def legend() -> Section:
    """Return what the four marks mean."""
    return Section(
        "What the marks mean",
        tuple(Item(MEANINGS[v], lead=word(v), mark=VIABILITY_SYMBOLS[v]) for v in Viability),
    )
