"""Finding a program, a role or a source by id, name, alias or part of it, in any case; and the degrees that an award names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from degreepath.errors import UsageError
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import Source, short
from degreepath.knowledge.model import Program, Role
from degreepath.text import some

Named = TypeVar("Named", bound=Program | Role | Source)
SUGGESTIONS = 2
NEAR = 70
SHORTEST_PART = 3
MOST_LISTED = 6
_LETTERS = re.compile(r"\b[BM][A-Z][A-Za-z]*")
_SPELT_OUT = {"bachelor of arts": "BA", "bachelor of science": "BS"}
_COUNTRIES = {
    "US": ("usa", "united states", "united states of america", "america"),
    "UK": ("united kingdom", "great britain", "britain", "england", "scotland", "wales", "northern ireland"),
    "Ireland": ("republic of ireland", "eire"),
}
"""What people call countries that the courses call otherwise."""
_POSTGRADUATE = {"MA", "MSc", "MMus", "MPhil", "MS", "MFA"}


def find_program(knowledge: Knowledge, name: str) -> Program:
    """Return the program called `name`. Raises UsageError with at most two suggestions."""
    return _find(knowledge.programs, name, "program")


def find_role(knowledge: Knowledge, name: str) -> Role:
    """Return the role called `name`. Raises UsageError with at most two suggestions."""
    return _find(knowledge.roles, name, "role")


def find_source(knowledge: Knowledge, name: str) -> Source:
    """Return the source called `name`. Raises UsageError with at most two suggestions."""
    return _find(knowledge.sources, name, "source")


def find_country(knowledge: Knowledge, name: str) -> str:
    """Return the country called `name`, as the courses write it. Raises UsageError that names the countries with courses."""
    wanted = name_key(name.replace(".", ""))
    for country in knowledge.countries:
        if wanted in {name_key(country), *_COUNTRIES.get(country, ())}:
            return country
    known = ", ".join(knowledge.countries)
    raise UsageError(
        f"No course in '{short(name)}' is known here; known are courses in {known}. "
        "For any other course save its modules in a file, and type 'degreepath check --modules FILE'."
    )


def name_key(name: str) -> str:
    """Return `name` as it is looked up: any case, any spacing, without brackets."""
    return " ".join(re.split(r"[\s_()-]+", name.casefold())).strip()


def by_names(records: Sequence[Named]) -> dict[str, Named]:
    """Return the record for each way to call it, as `name_key` writes it; the first of two of one name wins."""
    found: dict[str, Named] = {}
    for record in records:
        names = (record.title,) if isinstance(record, Source) else (record.name, *record.aliases)
        for name in (record.id, *names):
            found.setdefault(name_key(name), record)
    return found


def _find(records: Sequence[Named], name: str, kind: str) -> Named:
    """Return the record with that name, or else the only one with that as a part of a name or of its institution."""
    wanted, by_name = name_key(name), by_names(records)
    if wanted in by_name:
        return by_name[wanted]
    whole = [*by_name.items(), *((name_key(getattr(r, "institution", None) or ""), r) for r in records)]
    part = f" {wanted}" if len(wanted) >= SHORTEST_PART else None
    partly = {record.id: record for text, record in whole if part and part in f" {text}"}
    if len(partly) == 1:
        return next(iter(partly.values()))
    if partly:
        what = f"'{short(name)}' is part of the names of several {kind}s"
        raise UsageError(f"{what}: {some([*partly], MOST_LISTED)}; name one of them.")

    from rapidfuzz import fuzz, process

    near = process.extract(wanted, by_name.keys(), scorer=fuzz.WRatio, score_cutoff=NEAR)
    ids = " or ".join(list(dict.fromkeys(by_name[known].id for known, _, _ in near))[:SUGGESTIONS])
    hint = f"did you mean {ids}? " if ids else ""
    listing = f"'degreepath {kind}s' lists them all"
    raise UsageError(f"There is no {kind} called '{short(name)}'; {hint}{listing}.")


@dataclass(frozen=True)
class AwardRule:
    """The usual award of an archetype held against its courses, which are named by id in file order.

    `not_counted` are diplomas, associate and master's degrees and the like: they are not in `total`.
    """

    archetype: str
    awards: tuple[str, ...]
    holds: int
    total: int
    counter_examples: tuple[str, ...]
    not_counted: tuple[str, ...]


def award_rule(knowledge: Knowledge, archetype: Program) -> AwardRule:
    """Count how many courses nearest to `archetype` carry the award that is usual for it, and no other."""
    usual = degrees_named(archetype.award)
    courses = [course for course in knowledge.courses if course.archetype == archetype.id]
    degrees = [one for one in courses if is_bachelor(one.award) and not is_postgraduate(one.award)]
    named = {course.id: set(degrees_named(course.award)) for course in degrees}
    exceptions = tuple(name for name, letters in named.items() if not letters or not letters <= set(usual))
    others = tuple(course.id for course in courses if course.id not in named)
    return AwardRule(archetype.id, usual, len(named) - len(exceptions), len(named), exceptions, others)


def degrees_named(award: str) -> tuple[str, ...]:
    """Return the letters of every degree in an award as it is printed: "usually BS or BSc" gives ("BS", "BSc")."""
    text = award.replace(".", "")
    spelt = [short_form for words, short_form in _SPELT_OUT.items() if words in text.casefold()]
    # BSEE is a Bachelor of Science in electrical engineering
    letters = ["BS" if re.fullmatch("BS[A-Z]*", found) else found for found in _LETTERS.findall(text)]
    return tuple(dict.fromkeys(spelt + letters))


def is_bachelor(award: str) -> bool:
    """Say whether an award is a bachelor's degree or more, as a diploma or an associate degree is not."""
    return bool(degrees_named(award)) or "bachelor" in award.casefold()


def is_postgraduate(award: str) -> bool:
    """Say whether an award asks for a first degree; an MEng and the like end a first degree in one go."""
    letters = degrees_named(award)
    return bool(letters) and _POSTGRADUATE.issuperset(letters)
