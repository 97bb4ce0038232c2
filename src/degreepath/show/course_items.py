"""Real courses and ways outside both degrees, as a recommendation shows them."""

from collections import Counter
from collections.abc import Iterator

from degreepath.advice.recommendation import Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show.blocks import Item, Section
from degreepath.show.notes import Notes
from degreepath.show.numbers import in_hundred
from degreepath.show.program_items import label, list_words
from degreepath.show.wording import LEFT_OUT_WORDS, VIABILITY_SYMBOLS, VIABILITY_WORDS

TOP_ROLES = 3


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
        entry = "; ".join(f"{condition.kind}: {condition.text}" for condition in program.entry)
        items.append(
            Item(
                f"{program.award}, {program.country}; {list_words(program, int(result.knowledge_version.split('.')[0]))}",
                lead=label(program),
                more=(
                    *doors,
                    f"To get in: {entry or 'not published: ask'}",
                    f"degreepath check {program.id}",
                ),
            )
        )
    counts = Counter(left.reason for left in listed.left_out)
    items += [
        Item(LEFT_OUT_WORDS[reason].format(count=count), lead="Left out") for reason, count in counts.items()
    ]
    yield Section("Real courses to read", tuple(items))


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
