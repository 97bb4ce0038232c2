"""What a whole class looks like: counts with small groups hidden, and who needs a talk first. Frozen; no wording, no layout."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from degreepath.advice.band import Band
from degreepath.cohort.check import Checked
from degreepath.cohort.columns import ID
from degreepath.cohort.read import ROW
from degreepath.cohort.triage import REASONS, TALK
from degreepath.knowledge.knowledge import Knowledge

FEWEST_SHOWN = 10
TALKS = 20
PARTS = ("program", "band", "role_1", TALK)
Counts = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Talk:
    """A student who needs a talk: the row in the file, the id and name (empty unless they may be shown), why, most pressing first."""

    row: int
    student: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """A class in numbers. A count of None is a group of one to nine students, or one that would give such a group away.

    `programs` counts the students who were named a degree, `first_roles` the role with the best fit, `reasons` those for a talk (a
    student can have several). `problems` counts rejected cells by (column, reason), `rejected_rows` names the first of the rows.
    """

    rows: int
    scored: int
    rejected: int
    programs: Counts
    bands: Counts
    first_roles: Counts
    reasons: Counts
    to_talk: int
    talks: tuple[Talk, ...]
    problems: tuple[tuple[str, str, int], ...]
    unused: tuple[str, ...]
    other_plans: int


def summarise(results: pl.LazyFrame, checked: Checked, knowledge: Knowledge, *, names: bool) -> Summary:
    """Return the summary of `results` (the written table); ids and names only with `names`."""
    groups = results.group_by(*PARTS).len().collect(engine="streaming")
    counted = {part: _counted(groups, part) for part in PARTS}
    reasons = Counter[str]()
    for text, count in counted[TALK].items():
        reasons.update(dict.fromkeys(text.split(), count))
    programs, bands = degrees_and_bands(
        counted["program"], counted["band"], [program.id for program in knowledge.archetypes]
    )
    return Summary(
        rows=checked.rows,
        scored=checked.good,
        rejected=checked.rejected,
        programs=programs,
        bands=bands,
        first_roles=suppressed(counted["role_1"], [role.id for role in knowledge.roles]),
        reasons=suppressed(reasons, REASONS),
        to_talk=sum(counted[TALK].values()),
        talks=tuple(_talks(results, names=names)),
        problems=tuple(
            (column, reason, count)
            for (column, reason), count in Counter(
                (r.column, r.reason) for r in checked.rejects
            ).most_common()
        ),
        unused=checked.unused,
        other_plans=checked.other_plans,
    )


def suppressed(counts: Counter[str], order: Sequence[str], also: Sequence[str] = ()) -> Counts:
    """Return counts in `order` with groups of one to nine, and `also`, hidden (None).

    A total is known, so what is hidden must not be one group, nor add up to less than ten: the next smallest are hidden with it.
    """
    hidden = {name for name in order if 0 < counts[name] < FEWEST_SHOWN} | {*also}
    others = sorted((name for name in order if counts[name] and name not in hidden), key=counts.__getitem__)
    while others and hidden and (len(hidden) == 1 or sum(counts[name] for name in hidden) < FEWEST_SHOWN):
        hidden.add(others.pop(0))
    return tuple((name, None if name in hidden else counts[name]) for name in order)


def degrees_and_bands(
    programs: Counter[str], bands: Counter[str], degrees: list[str]
) -> tuple[Counts, Counts]:
    """Return how many students were named each of `degrees`, and how sure that is.

    Those who were named none are those of the band too-close, so both tables hide them or neither does.
    """
    unnamed = Band.TOO_CLOSE.value
    how_sure = suppressed(bands, [band.value for band in Band])
    if dict(how_sure)[unnamed] is not None:
        return suppressed(programs, degrees), how_sure
    everybody = programs + Counter({unnamed: bands[unnamed]})
    return suppressed(everybody, [*degrees, unnamed], also=(unnamed,))[:-1], how_sure


def by_urgency(results: pl.LazyFrame) -> pl.LazyFrame:
    """Return the students with a reason for a talk, most pressing first."""
    reasons = pl.col(TALK).str.split(" ")
    first = reasons.list.first().replace_strict(
        list(REASONS), list(range(len(REASONS))), default=len(REASONS)
    )
    return results.filter(pl.col(TALK).is_not_null()).sort(first, -reasons.list.len().cast(pl.Int64), ROW)


def _counted(groups: pl.DataFrame, part: str) -> Counter[str]:
    table = groups.group_by(part).agg(pl.col("len").sum()).drop_nulls()
    return Counter(dict(table.iter_rows()))


def _talks(results: pl.LazyFrame, *, names: bool) -> list[Talk]:
    columns = results.collect_schema().names()
    who = [name for name in (ID, "name") if names and name in columns]
    table = by_urgency(results).select(ROW, TALK, *who).head(TALKS).collect(engine="streaming")
    return [
        Talk(row["row"], " ".join(row[name] for name in who if row[name]), tuple(row[TALK].split()))
        for row in table.iter_rows(named=True)
    ]
