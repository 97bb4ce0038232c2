"""Finding a program or a role by id, name or alias, a source by id or title, in any case; a near miss is answered with suggestions."""

from collections.abc import Sequence
from typing import TypeVar

from degreepath.errors import UsageError
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import Program
from degreepath.knowledge.record import clean_text
from degreepath.knowledge.role import Role
from degreepath.knowledge.source import Source

Named = TypeVar("Named", Program, Role, Source)
SUGGESTIONS = 2
NEAR = 60


def find_program(knowledge: Knowledge, name: str) -> Program:
    """Return the program called `name`. Raises UsageError with at most two suggestions."""
    return _find(knowledge.programs, name, "program", "degreepath programs")


def find_role(knowledge: Knowledge, name: str) -> Role:
    """Return the role called `name`. Raises UsageError with at most two suggestions."""
    return _find(knowledge.roles, name, "role", "degreepath roles")


def find_source(knowledge: Knowledge, name: str) -> Source:
    """Return the source called `name`. Raises UsageError with at most two suggestions."""
    return _find(knowledge.sources, name, "source", "degreepath sources")


def find_country(knowledge: Knowledge, name: str) -> str:
    """Return the country called `name`, as the courses write it. Raises UsageError that names the countries with courses."""
    countries = sorted({course.country for course in knowledge.courses if course.country})
    by_key = {_key(country): country for country in countries}
    if _key(name) not in by_key:
        raise UsageError(
            f"There is no course in a country called '{clean_text(name)[:60]}'; the countries are {', '.join(countries)}."
        )
    return by_key[_key(name)]


def _names(record: Program | Role | Source) -> tuple[str, ...]:
    return (
        (record.id, record.title) if isinstance(record, Source) else (record.id, record.name, *record.aliases)
    )


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _find(records: Sequence[Named], name: str, kind: str, listing: str) -> Named:
    wanted = _key(name)
    by_name: dict[str, Named] = {}
    for record in records:
        for known in _names(record):
            by_name.setdefault(_key(known), record)
    if wanted in by_name:
        return by_name[wanted]

    from rapidfuzz import fuzz, process

    near = process.extract(
        wanted, by_name.keys(), scorer=fuzz.WRatio, score_cutoff=NEAR, limit=2 * SUGGESTIONS
    )
    ids = list(dict.fromkeys(by_name[known].id for known, _, _ in near))[:SUGGESTIONS]
    hint = f"did you mean {' or '.join(ids)}? " if ids else ""
    raise UsageError(
        f"There is no {kind} called '{clean_text(name)[:60]}'; {hint}'{listing}' lists them all."
    )
