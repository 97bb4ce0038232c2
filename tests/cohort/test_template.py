"""The form to fill in."""

from pathlib import Path

import polars as pl
import pytest
from cohort_classes import KNOWLEDGE, Columns, score

from degreepath.cohort.template import header


@pytest.mark.parametrize("texts", [False, True])
def test_the_template_comes_back(
    columns: Columns, expected: pl.DataFrame, tmp_path: Path, texts: bool
) -> None:
    """A form made from the template, by ids or in words, is read with every column recognised."""
    names = header(KNOWLEDGE).strip().split(",")
    rows = zip(*(columns.get(name, [""] * 40) for name in names), strict=True)
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
    source = tmp_path / "form.csv"
    source.write_text(header(KNOWLEDGE, texts=texts) + "\n".join(lines), encoding="utf-8")
    summary, results, _ = score(source)
    assert summary.unused == ()
    assert results.drop("plan").equals(expected)
