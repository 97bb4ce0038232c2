"""What is known about one role, as statements: the sections of a role's page and the cells of a comparison."""

from degreepath.advice.coverage import Viability, open_door
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.role import Role
from degreepath.show.blocks import Item
from degreepath.show.door_items import hangs_on, marked, word
from degreepath.show.notes import Notes
from degreepath.show.program_items import label, topic_name
from degreepath.show.wording import VIABILITY_SYMBOLS

WEIGHT_WORDS = {3: "Interests at its centre", 2: "Also important", 1: "Some of"}


def wants(knowledge: Knowledge, role: Role) -> tuple[Item, ...]:
    """Return the interests a role wants, the central ones first."""
    by_weight = {
        weight: [knowledge.interest[name].name for name, wanted in role.wants.items() if wanted == weight]
        for weight in WEIGHT_WORDS
    }
    return tuple(Item(", ".join(names), lead=WEIGHT_WORDS[w]) for w, names in by_weight.items() if names)


def subjects_needed(notes: Notes, role: Role) -> tuple[Item, ...]:
    """Return the topics a role needs."""
    cites = notes.cite(*role.needs_source)

    def named(topics: tuple[str, ...], word: str) -> str:
        return word.join(topic_name(notes.knowledge, topic) for topic in topics)

    items = [Item(named(role.all_of, ", "), lead="All of", cites=cites)] if role.all_of else []
    items += [Item(named(group, " or "), lead="One of", cites=cites) for group in role.any_of]
    return tuple(items) or (Item("no particular subject", cites=cites),)


def degrees(knowledge: Knowledge, role: Role) -> tuple[Item, ...]:
    """Return whether the two general degrees lead to a role, and what that hangs on."""
    doors = [(program, open_door(program, role)) for program in knowledge.archetypes]
    return tuple(marked(label(p), door.viability, hangs_on(knowledge, p, role, door)) for p, door in doors)


def course_counts(knowledge: Knowledge, role: Role) -> tuple[Item, ...]:
    """Return how many real courses lead to a role, by viability."""
    found = [open_door(course, role).viability for course in knowledge.courses]
    return tuple(
        Item("", lead=course_count(found.count(v), v), mark=VIABILITY_SYMBOLS[v])
        for v in Viability
        if v in found
    )


def course_count(count: int, viability: Viability) -> str:
    """Return a number of courses with their viability in words."""
    return f"{'1 real course' if count == 1 else f'{count} real courses'} ({word(viability)})"


def try_this(role: Role) -> tuple[Item, ...]:
    """Return the task to try, and what liking or hating it would mean."""
    task = role.try_this
    return (
        Item(task.do),
        Item(task.liked, lead="If you liked it"),
        Item(task.hated, lead="If you did not"),
    )
