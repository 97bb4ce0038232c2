"""Real courses and ways outside both degrees, as a recommendation shows them."""

from collections import Counter
from collections.abc import Iterator

from degreepath.advice.recommendation import TOP_ROLES, Recommendation, Shortlist
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Program
from degreepath.show.blocks import Item, Section
from degreepath.show.notes import NOT_PUBLISHED, Notes
from degreepath.show.numbers import in_hundred
from degreepath.show.program_items import label, list_words
from degreepath.show.wording import LEFT_OUT_WORDS, VIABILITY_SYMBOLS, VIABILITY_WORDS

INCLUDE_OLD = "--include-old counts old lists too"


def shortlist(knowledge: Knowledge, result: Recommendation) -> Iterator[Section]:
    """Yield the shortlist of real courses, with the doors to the top roles and the entry conditions that are known."""
    listed = result.shortlist
    if not listed.courses:
        return
    held = in_hundred(listed.held)
    if len(listed.courses) > 1:
        among = f"is among these in about {held} of 100 cases. More answers make the list shorter."
    else:
        among = f"is this one in about {held} of 100 cases."
    lead = (
        f"Of the courses we know, the one that fits your answers best {among} These are examples to read: "
        "check the present module list before you trust it."
    )
    items = [Item(lead, mark="")]
    shown = [*result.roles[:TOP_ROLES], *(r for r in result.roles[TOP_ROLES:] if r.id == result.sheet.goal)]
    for choice in listed.courses:
        program = knowledge.program[choice.program]
        doors = (
            f"{VIABILITY_SYMBOLS[role.viability[program.id]]} {role.name}: {VIABILITY_WORDS[role.viability[program.id]]}"
            for role in shown
        )
        entry = "; ".join(f"{condition.kind}: {condition.text.rstrip('.')}" for condition in program.entry)
        items.append(
            Item(
                course_words(program, knowledge.year),
                lead=label(program),
                more=(
                    *doors,
                    f"To get in: {entry or NOT_PUBLISHED}",
                    f"degreepath check {program.id}",
                ),
            )
        )
    for reason, words in left_out(listed).items():
        items.append(Item(f"{words}{f'; {INCLUDE_OLD}' if reason == 'old' else ''}.", lead="Left out"))
    yield Section("Real courses to read", tuple(items))


def left_out(listed: Shortlist) -> dict[str, str]:
    """Return how many courses are left out for each reason, in words."""
    counts = Counter(left.reason for left in listed.left_out)
    return {
        reason: LEFT_OUT_WORDS[reason].format(courses="1 course" if count == 1 else f"{count} courses")
        for reason, count in counts.items()
    }


def course_words(program: Program, year: int) -> str:
    """Return what sort of course this is: its award, its country if that is known, and the age of its module list."""
    country = f", {program.country}" if program.country else ""
    return f"{program.award}{country}; {list_words(program, year)}"


def outside(notes: Notes, result: Recommendation) -> Iterator[Section]:
    """Yield the ways outside both degrees into those top roles that neither degree simply covers."""
    knowledge = notes.knowledge
    items = [
        Item(
            notes.aged(route.text, route.source),
            lead=knowledge.role[route.role].name,
            cites=notes.cite(route.source),
            more=(f"degreepath programs {route.program}",) if route.program else (),
        )
        for route in result.outside
    ]
    if items:
        lead = Item(
            "Neither degree alone simply leads to every role above. Other ways in that we know:", mark=""
        )
        yield Section("Look outside these two degrees too", (lead, *items))
