"""Finding a program, a role or a source by id, name, alias or part of it, in any case; a near miss is answered with suggestions."""

from collections.abc import Sequence
from typing import TypeVar

from degreepath.errors import UsageError
from degreepath.knowledge.fields import clean_text
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.model import Program, Role
from degreepath.knowledge.vocabulary import Source

Named = TypeVar("Named", Program, Role, Source)
SUGGESTIONS = 2
NEAR = 60
SHORTEST_PART = 3
MOST_LISTED = 6


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
    by_key = {name_key(country): country for country in knowledge.countries}
    if name_key(name) not in by_key:
        raise UsageError(
            f"There is no course in a country called '{clean_text(name)[:60]}'; the countries are {', '.join(knowledge.countries)}."
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
    """Return the record with that name, or else the only one with that as a part of a name or of its institution."""
    wanted, by_name = name_key(name), by_names(records)
    if wanted in by_name:
        return by_name[wanted]
    enough = len(wanted) >= SHORTEST_PART
    partly = [
        record
        for record in records
        if enough and any(f" {wanted}" in f" {whole}" for whole in _parts(record))
    ]
    if len(partly) == 1:
        return partly[0]
    what = f"'{clean_text(name)[:60]}'"
    if partly:
        ids = ", ".join(record.id for record in partly[:MOST_LISTED])
        more = f" and {len(partly) - MOST_LISTED} more" if len(partly) > MOST_LISTED else ""
        raise UsageError(f"{what} is part of the names of several {kind}s: {ids}{more}; name one of them.")

    from rapidfuzz import fuzz, process

    near = process.extract(
        wanted, by_name.keys(), scorer=fuzz.WRatio, score_cutoff=NEAR, limit=2 * SUGGESTIONS
    )
    ids = " or ".join(list(dict.fromkeys(by_name[known].id for known, _, _ in near))[:SUGGESTIONS])
    hint = f"did you mean {ids}? " if ids else ""
    raise UsageError(f"There is no {kind} called {what}; {hint}'{listing}' lists them all.")


def _parts(record: Program | Role | Source) -> list[str]:
    """Return all that a part can be named of: the names, and a program's institution."""
    school = [record.institution] if isinstance(record, Program) and record.institution else []
    return [name_key(name) for name in (*_names(record), *school)]


def is_name(records: Sequence[Program] | Sequence[Role] | Sequence[Source], name: str) -> bool:
    """Tell whether one of `records` is called `name`, whole."""
    return any(name_key(name) in map(name_key, _names(record)) for record in records)
