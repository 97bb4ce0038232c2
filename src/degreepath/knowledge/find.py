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
    by_key = {name_key(country): country for country in countries}
    if name_key(name) not in by_key:
        raise UsageError(
            f"There is no course in a country called '{clean_text(name)[:60]}'; the countries are {', '.join(countries)}."
        )
    return by_key[name_key(name)]


def _names(record: Program | Role | Source) -> tuple[str, ...]:
    return (
        (record.id, record.title) if isinstance(record, Source) else (record.id, record.name, *record.aliases)
    )


def name_key(name: str) -> str:
    """Return `name` as it is looked up: any case, any spacing."""
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def by_names(records: Sequence[Named]) -> dict[str, Named]:
    """Return the record for each way to call it, as `name_key` writes it; the first of two of one name wins."""
    found: dict[str, Named] = {}
    for record in records:
        for name in _names(record):
            found.setdefault(name_key(name), record)
    return found


def _find(records: Sequence[Named], name: str, kind: str, listing: str) -> Named:
    wanted, by_name = name_key(name), by_names(records)
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
