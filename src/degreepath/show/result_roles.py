"""The roles of a recommendation: how well they fit, where they can be reached, what to check."""

from degreepath.advice.band import Band
from degreepath.advice.coverage import Viability, open_door
from degreepath.advice.recommendation import TOP_ROLES, Check, Recommendation, RoleScore
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Program
from degreepath.show.blocks import Item, Section
from degreepath.show.door_items import hangs_on, needed_in_words, only_on_paper, topics_in_words
from degreepath.show.numbers import in_hundred
from degreepath.show.wording import FIT_SCALE, VIABILITY_SYMBOLS, VIABILITY_WORDS


def top_roles(knowledge: Knowledge, result: Recommendation) -> Section:
    """Return the three best-fitting roles: what one does, whether each degree leads there, what they hang on."""
    lead = Item(
        f"{FIT_SCALE} Look at all three: the first is not always the right one.",
        mark="",
    )
    items = (
        role_item(knowledge, role, place) for place, role in enumerate(result.roles[:TOP_ROLES], start=1)
    )
    return Section("Roles that fit you best", (lead, *items))


def role_item(knowledge: Knowledge, scored: RoleScore, place: int) -> Item:
    """Return one role of the three."""
    role = knowledge.role[scored.id]
    doors = [door_words(knowledge, program, scored) for program in knowledge.archetypes]
    return Item(
        role.work,
        lead=f"{role.name}, fit {scored.fit:.0f}",
        mark=f"{place}.",
        more=(
            first_words(scored),
            *doors,
            f"It hangs on: {needed_in_words(knowledge, role)}.",
        ),
    )


def first_words(scored: RoleScore) -> str:
    """Return how often this role would be the best one for students with these answers."""
    cases = in_hundred(scored.first)
    return (
        f"The best role in about {cases} of 100 cases like yours."
        if cases
        else "Rarely the best role in cases like yours."
    )


def door_words(knowledge: Knowledge, program: Program, scored: RoleScore) -> str:
    """Return whether `program` leads to a role, and what that hangs on."""
    viability, role = scored.viability[program.id], knowledge.role[scored.id]
    hangs = hangs_on(knowledge, program, role, open_door(program, role))
    words = f"{VIABILITY_SYMBOLS[viability]} {program.name}: {VIABILITY_WORDS[viability]}"
    return f"{words}; {hangs}" if hangs else words


def checks(knowledge: Knowledge, result: Recommendation) -> Section:
    """Return what to look at before applying: the doors that hang on electives, then the questions of the degree."""
    verdict = result.verdict
    degrees = [verdict.leader, verdict.rival] if verdict.band is Band.TOO_CLOSE else [verdict.leader]
    items = []
    for check in result.to_check:
        if check.program in degrees and check.viability is not Viability.NOT_COVERED:
            program, role = knowledge.program[check.program], knowledge.role[check.role]
            items.append(Item(f"{_ask(knowledge, program, check)}.", lead=f"{role.name} with {program.name}"))
    items += [
        Item(line, lead=knowledge.program[degree].name if len(degrees) > 1 else "")
        for degree in degrees
        for line in knowledge.program[degree].checks
    ]
    return Section("Check before you apply", tuple(items))


def _ask(knowledge: Knowledge, program: Program, check: Check) -> str:
    """Return what to ask about a door that is open on paper or may be: are the topics taught, may one take the electives?"""
    if check.viability is Viability.UNKNOWN:
        role, topics = knowledge.role[check.role], check.unknown or check.introduced
        return f"Ask whether these are really taught: {topics_in_words(knowledge, role, topics)}"
    if not check.electives:
        return only_on_paper(program).capitalize()
    return f"Ask whether you may take {' and '.join(check.electives)}"
