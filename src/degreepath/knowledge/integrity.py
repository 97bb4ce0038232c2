"""The laws that scoring and showing rely on: a breach would become a crash later, so an overlay is held to them at loading."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import TABLES
from degreepath.knowledge.problem import Places, Problem, one_of, short
from degreepath.knowledge.references import references
from degreepath.knowledge.title_words import words
from degreepath.knowledge.titles import GAP, MAYBE, WHOLE

FEWEST = {"interests": 4, "topics": 1, "questions": 1, "roles": 3}
MOST = {
    "interests": 50,
    "topics": 500,
    "questions": 500,
    "programs": 300,
    "roles": 60,
    "pay": 1000,
    "sources": 2000,
}
MOST_NEEDS = 8
MOST_MODULES = 500
ARCHETYPES = 2
WANTS = 2, 6
TEACHES = 2, 10


def known_ids(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Whatever a record names exists."""
    known = {table: at.ids(table) for table in TABLES}
    broken = known["programs"] - {program.id for program in knowledge.programs}
    known["archetypes"] = {program.id for program in knowledge.archetypes} | broken
    for reference in references(knowledge):
        if reference.target not in known[reference.kind]:
            what = f"there is no {one_of(reference.kind)} '{short(reference.target)}'"
            near = get_close_matches(reference.target, sorted(known[reference.kind]), n=1)
            mend = f"Did you mean '{near[0]}'" if near else f"Add it, or name another of the {reference.kind}"
            yield at.problem(reference.table, reference.record, reference.path, what, mend)


def enough_to_score(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """There are two general degrees to decide between, and enough of the rest to decide by."""
    for table, fewest in FEWEST.items():
        count = len(getattr(knowledge, table))
        if count < fewest:
            yield at.whole(table, f"has {count} records", f"Have at least {fewest}")
    if len(knowledge.archetypes) != ARCHETYPES:
        what = f"has {len(knowledge.archetypes)} of kind 'archetype'"
        yield at.whole("programs", what, f"Have exactly {ARCHETYPES}: the two general degrees")


def not_too_many(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Every program is tried for every role, and every choice of electives for every need: many of each would take hours."""
    for table, most in MOST.items():
        count = len(getattr(knowledge, table))
        if count > most:
            yield at.whole(table, f"has {count:,} records", f"Have at most {most:,}")
    for role in knowledge.roles:
        needs = len(role.all_of) + len(role.any_of)
        if needs > MOST_NEEDS:
            mend = f"Name at most {MOST_NEEDS} topics and groups that it cannot do without"
            field = "any_of" if role.any_of else "all_of"
            yield at.problem("roles", role.id, (field,), f"needs {needs:,} things", mend)
    for program in knowledge.programs:
        if len(program.modules) > MOST_MODULES:
            what = f"has {len(program.modules):,} modules"
            yield at.problem("programs", program.id, ("modules",), what, f"Have at most {MOST_MODULES}")


def two_axes(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """The interests lie apart on both axes that a student is shown."""
    for axis in ("creative_technical", "design_operate"):
        if len({getattr(interest, axis) for interest in knowledge.interests}) == 1:
            yield at.whole("interests", f"all have the same {axis}", "Say where each one lies, from -1 to 1")


def clear_profiles(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """A role wants, and a program teaches, a few of the interests: neither none nor nearly all."""
    profiles: list[tuple[str, Sequence[tuple[str, int]], str, tuple[int, int]]] = [
        ("roles", [(role.id, len(role.wants)) for role in knowledge.roles], "wants", WANTS),
        (
            "programs",
            [(program.id, len(program.teaches)) for program in knowledge.programs],
            "teaches",
            TEACHES,
        ),
    ]
    for table, counts, field, (fewest, most) in profiles:
        highest = min(most, len(knowledge.interests) - 1)
        for record, count in counts:
            if not fewest <= count <= highest:
                mend = f"Name {fewest} to {highest} interests"
                yield at.problem(table, record, (field,), f"names {count} interests", mend)


def real_needs(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """A role needs at least one topic, and no group of topics to choose from is empty."""
    for role in knowledge.roles:
        if not (role.all_of or role.any_of):
            yield at.problem(
                "roles", role.id, (), "needs no topic, so every course would lead to it", "Fill all_of"
            )
        for ordinal, group in enumerate(role.any_of):
            if not group:
                yield at.problem(
                    "roles", role.id, ("any_of", ordinal), "has an empty group", "Fill or remove it"
                )


def readable_phrases(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Every phrase of a topic, and each part of one with a gap in it, has words to look for in a title."""
    for topic in knowledge.topics:
        for ordinal, phrase in enumerate(topic.phrases):
            if not all(words(part) for part in phrase.replace(WHOLE, "").removeprefix(MAYBE).split(GAP)):
                path = ("phrases", ordinal)
                yield at.problem("topics", topic.id, path, "has no words to look for", "Correct or remove it")
