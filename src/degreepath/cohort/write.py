"""Results and rejects on disk: CSV, Parquet, XLSX."""

import csv
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl

from degreepath.cohort.files import FORMULA_STARTS, SAFE_PREFIX, safe_text
from degreepath.cohort.read import TEXTS, Reject
from degreepath.cohort.summary import Summary, by_urgency
from degreepath.cohort.triage import TALK
from degreepath.errors import FileError, UsageError

SUFFIXES = (".csv", ".parquet", ".xlsx")
XLSX_ROWS = 1_048_575


def require_writable(path: Path) -> None:
    """Raise UsageError if results cannot be written in the form that the name of `path` asks for."""
    if path.suffix.casefold() not in SUFFIXES:
        raise UsageError(
            f"{path} does not end in {', '.join(SUFFIXES)}; the ending says in which form to write."
        )
    if path.suffix.casefold() == ".xlsx":
        _xlsxwriter()


def write_results(results: pl.LazyFrame, path: Path) -> None:
    """Write results to `path`, as CSV if its name ends so, else as Parquet."""
    if path.suffix.casefold() == ".csv":
        texts = [name for name in TEXTS if name in results.collect_schema().names()]
        results.with_columns(_safe(name) for name in texts).sink_csv(path, engine="streaming")
    else:
        results.sink_parquet(path, engine="streaming")


def read_results(path: Path) -> pl.LazyFrame:
    """Return results that `write_results` has written."""
    if path.suffix.casefold() == ".csv":
        return pl.scan_csv(path, infer_schema=False).with_columns(pl.col("row").cast(pl.Int64))
    return pl.scan_parquet(path)


def write_rejects(rejects: Sequence[Reject], path: Path) -> None:
    """Write row, column and reason of every reject as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("row", "column", "reason"))
        writer.writerows((reject.row, safe_text(reject.column), reject.reason) for reject in rejects)


def write_xlsx(results: pl.LazyFrame, summary: Summary, path: Path) -> None:
    """Write a workbook: every student, who needs a talk first, the summary."""
    if summary.scored > XLSX_ROWS:
        raise FileError(f"{path} cannot hold {summary.scored} students; write .csv or .parquet.")
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with _xlsxwriter().Workbook(path, {"constant_memory": True, **plain}) as book:
        bold = book.add_format({"bold": True})
        for title, table in (("Students", results), ("Talk first", by_urgency(results))):
            sheet = book.add_worksheet(title)
            columns = table.collect_schema().names()
            sheet.write_row(0, 0, columns, bold)
            for number, row in enumerate(table.collect(engine="streaming").iter_rows(), start=1):
                sheet.write_row(number, 0, row)
            sheet.freeze_panes(1, 1)
        sheet = book.add_worksheet("Summary")
        for number, line in enumerate(_summary_lines(summary)):
            sheet.write_row(number, 0, line)


def _summary_lines(summary: Summary) -> list[tuple[str, str | int]]:
    lines: list[tuple[str, str | int]] = [
        ("rows", summary.rows), ("scored", summary.scored), ("set aside", summary.rejected), (TALK, summary.to_talk)
    ]  # fmt: skip
    for title, counts in (
        ("program", summary.programs),
        ("band", summary.bands),
        ("role_1", summary.first_roles),
        (TALK, summary.reasons),
    ):
        lines += [(f"{title}: {name}", "not shown" if count is None else count) for name, count in counts]
    return lines


def _safe(name: str) -> pl.Expr:
    start = pl.col(name).str.slice(0, 1)
    return (
        pl.when(start.is_in(list(FORMULA_STARTS)))
        .then(SAFE_PREFIX + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
    )


def _xlsxwriter() -> Any:
    try:
        return import_module("xlsxwriter")
    except ImportError:
        raise UsageError("Writing .xlsx needs the extra 'excel': pip install 'degreepath[excel]'.") from None
