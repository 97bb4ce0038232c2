"""How often the rule "production is a BA, technology a BS" holds among the real courses of the knowledge base."""

import re
from dataclasses import dataclass

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.model import Program

_LETTERS = re.compile(r"\b[BM][A-Z][A-Za-z]*")
_SPELT_OUT = {"bachelor of arts": "BA", "bachelor of science": "BS"}


@dataclass(frozen=True)
class AwardRule:
    """The usual award of an archetype held against its courses, which are named by id in file order.

    `not_counted` are diplomas, associate degrees and the like: the rule is about bachelor's degrees, so they are not in
    `total`.
    """

    archetype: str
    awards: tuple[str, ...]
    holds: int
    total: int
    counter_examples: tuple[str, ...]
    not_counted: tuple[str, ...]


def award_rule(knowledge: Knowledge, archetype: Program) -> AwardRule:
    """Count how many courses nearest to `archetype` carry the award that is usual for it."""
    usual = degrees_named(archetype.award)
    courses = [course for course in knowledge.courses if course.archetype == archetype.id]
    degrees = [course for course in courses if is_bachelor(course.award)]
    exceptions = tuple(course.id for course in degrees if not _follows(course.award, usual))
    return AwardRule(
        archetype=archetype.id,
        awards=usual,
        holds=len(degrees) - len(exceptions),
        total=len(degrees),
        counter_examples=exceptions,
        not_counted=tuple(course.id for course in courses if not is_bachelor(course.award)),
    )


def degrees_named(award: str) -> tuple[str, ...]:
    """Return the letters of every degree in an award as it is printed: "usually BS or BSc" gives ("BS", "BSc")."""
    text = award.replace(".", "")
    spelt = [letters for words, letters in _SPELT_OUT.items() if words in text.casefold()]
    # BSEE is a Bachelor of Science in electrical engineering
    short = ["BS" if re.fullmatch("BS[A-Z]*", found) else found for found in _LETTERS.findall(text)]
    return tuple(dict.fromkeys(spelt + short))


def is_bachelor(award: str) -> bool:
    """Say whether an award is a bachelor's degree or more, as a diploma or an associate degree is not."""
    return bool(degrees_named(award)) or "bachelor" in award.casefold()


def is_postgraduate(award: str) -> bool:
    """Say whether an award asks for a first degree; an MEng and the like end a first degree in one go."""
    letters = degrees_named(award)
    return bool(letters) and all(name in {"MA", "MSc", "MMus", "MPhil", "MS", "MFA"} for name in letters)


def _follows(award: str, usual: tuple[str, ...]) -> bool:
    # a course that ends in a BA or a BSc, as the student likes, is no example of either rule
    named = degrees_named(award)
    return bool(named) and set(named) <= set(usual)
