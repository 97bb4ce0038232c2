"""The whole way of a class file: open, check, score, write, sum up. Nothing is left half-written, whatever happens."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from degreepath.cohort.check import Checked, check
from degreepath.cohort.engine import Engine
from degreepath.cohort.engines import results
from degreepath.cohort.files import replacing, require_free
from degreepath.cohort.read import open_class, ways
from degreepath.cohort.summary import Summary, summarise
from degreepath.cohort.write import read_results, require_writable, write_rejects, write_results, write_xlsx
from degreepath.errors import AnswersError
from degreepath.knowledge.knowledge import Knowledge


@dataclass(frozen=True)
class Job:
    """What to do: read `source`, write results to `out` and rejects to `rejects` (None: nowhere); `names` may be shown and kept."""

    source: Path
    out: Path | None = None
    rejects: Path | None = None
    engine: Engine = Engine.POLARS
    names: bool = False
    force: bool = False

    @property
    def rejects_file(self) -> Path | None:
        """Where rejects go: where asked, else beside the results."""
        return self.rejects or (self.out and self.out.with_name(f"{self.out.stem}.rejects.csv"))


def run(job: Job, knowledge: Knowledge, progress: Callable[[str], None] = lambda _: None) -> Summary:
    """Do `job` and return the summary; `progress` is told what is being done.

    Raises UsageError, FileError, or AnswersError if no row can be used (the rejects are written all the same).
    """
    if job.out:
        require_writable(job.out)
    for path in (job.out, job.rejects_file):
        if path:
            require_free(path, force=job.force)
    with tempfile.TemporaryDirectory(prefix="degreepath-") as folder, _broken_parquet(job.source):
        workplace = Path(folder)
        progress("Reading and checking …")
        checked = _checked(job.source, knowledge, workplace)
        if not job.names:
            checked = _nameless(checked)
        _write_rejects(checked, job)
        if not checked.good:
            raise AnswersError(
                f"No row of {job.source} can be used ({_reasons(checked)}); see 'degreepath cohort template'."
            )
        progress(f"Scoring {checked.good:,} students …")
        table = results(job.engine, checked.frame, knowledge, workplace)
        return _written(table, checked, knowledge, job, workplace)


@contextmanager
def _broken_parquet(source: Path) -> Iterator[None]:
    """Say so in a sentence if a Parquet file breaks off in a column that checking did not read, such as the names."""
    try:
        yield
    except pl.exceptions.PolarsError:
        if source.suffix.casefold() == ".parquet":
            raise _broken_off(source) from None
        raise


def _checked(source: Path, knowledge: Knowledge, workplace: Path) -> Checked:
    for way in ways(source):
        try:
            if opened := open_class(source, knowledge, way, workplace):
                return check(opened, knowledge)
        except pl.exceptions.PolarsError:
            continue  # a cell that is no number, or a row that is too long: read more carefully
    raise _broken_off(source)


def _broken_off(source: Path) -> AnswersError:
    return AnswersError(f"{source} cannot be read to its end; export the answers again, best as CSV.")


def _nameless(checked: Checked) -> Checked:
    return replace(checked, frame=checked.frame.drop("name", strict=False))


def _written(
    table: pl.LazyFrame, checked: Checked, knowledge: Knowledge, job: Job, workplace: Path
) -> Summary:
    if job.out and job.out.suffix.casefold() != ".xlsx":
        with replacing(job.out) as draft:
            write_results(table, draft)
            return summarise(read_results(draft), checked, knowledge, names=job.names)
    kept = workplace / "results.parquet"
    write_results(table, kept)
    summary = summarise(read_results(kept), checked, knowledge, names=job.names)
    if job.out:
        with replacing(job.out) as draft:
            write_xlsx(read_results(kept), summary, draft)
    return summary


def _write_rejects(checked: Checked, job: Job) -> None:
    path = job.rejects_file
    if path is None:
        return
    if checked.rejects:
        with replacing(path) as draft:
            write_rejects(checked.rejects, draft)
    else:
        path.unlink(missing_ok=True)  # `force` was given: rejects of an earlier run would mislead


def _reasons(checked: Checked) -> str:
    reasons = dict.fromkeys(f"{reject.column} {reject.reason}".strip() for reject in checked.rejects)
    return "; ".join(list(reasons)[:3]) or "it has no rows"
