"""A whole run: which engine does it, and what it leaves behind."""

import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from cohort_classes import KNOWLEDGE, Columns, score
from made_classes import write_class

from degreepath.cohort.engine import Engine
from degreepath.cohort.run import Job, run
from degreepath.errors import UsageError


def test_duckdb_gives_the_same_file(columns: Columns, expected: pl.DataFrame, tmp_path: Path) -> None:
    """With --engine duckdb the results are the same, row for row."""
    results = score(write_class(tmp_path / "class.csv", columns), engine=Engine.DUCKDB)[1]
    assert results.drop("confidence", "fit_1", "fit_2", "fit_3").equals(
        expected.drop("confidence", "fit_1", "fit_2", "fit_3")
    )


def test_an_engine_that_is_not_there_says_how_to_get_it(
    columns: Columns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without duckdb the answer is a line to type."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError, match="pip install duckdb"):
        run(Job(write_class(tmp_path / "class.csv", columns), engine=Engine.DUCKDB), KNOWLEDGE)


def test_a_run_that_is_stopped_leaves_nothing(
    columns: Columns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while results are written leaves no half-written file and keeps the old one."""
    source = write_class(tmp_path / "class.csv", columns)
    out = tmp_path / "out.csv"
    out.write_text("old", encoding="utf-8")
    monkeypatch.setattr("degreepath.cohort.run.summarise", _stop)
    with pytest.raises(KeyboardInterrupt):
        run(Job(source, out, force=True), KNOWLEDGE)
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class.csv", "out.csv"]


def _stop(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt
