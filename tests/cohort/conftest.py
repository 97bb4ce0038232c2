"""A class of forty, and what comes out of it."""

from pathlib import Path

import polars as pl
import pytest
from cohort_classes import KNOWLEDGE, Columns, score
from made_classes import as_columns, make_class, write_class


@pytest.fixture
def columns() -> Columns:
    return as_columns(KNOWLEDGE, make_class(KNOWLEDGE, 40))


@pytest.fixture
def expected(columns: Columns, tmp_path: Path) -> pl.DataFrame:
    return score(write_class(tmp_path / "expected.csv", columns))[1]
