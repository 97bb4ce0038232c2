"""Who does the arithmetic: polars by default; duckdb and Spark through the very same functions."""

from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from degreepath.cohort.engine import Engine
from degreepath.cohort.read import ROW
from degreepath.cohort.score import score_frame
from degreepath.cohort.triage import with_talk
from degreepath.errors import UsageError
from degreepath.knowledge.knowledge import Knowledge


def results(engine: Engine, frame: pl.LazyFrame, knowledge: Knowledge, workplace: Path) -> pl.LazyFrame:
    """Return the results of a checked class with `row` and `talk_first`, in the order of the file.

    polars scores lazily while the result is written. The others read a Parquet file in `workplace` and write another beside it.
    """
    if engine is Engine.POLARS:
        scored: pl.LazyFrame = _scored(frame, knowledge)
        return scored
    given, done = workplace / "given.parquet", workplace / "done.parquet"
    frame.sink_parquet(given, engine="streaming")
    (_on_duckdb if engine is Engine.DUCKDB else _on_spark)(given, done, knowledge)
    return pl.scan_parquet(done / "*.parquet" if done.is_dir() else done).sort(ROW)


def _scored(frame: Any, knowledge: Knowledge) -> Any:
    scored = nw.from_native(score_frame(frame, knowledge))
    return with_talk(scored, knowledge, plans="plan" in scored.collect_schema().names()).to_native()


def _on_duckdb(given: Path, done: Path, knowledge: Knowledge) -> None:
    try:
        import duckdb
    except ImportError:
        raise UsageError("The engine duckdb is not installed: pip install duckdb.") from None
    with duckdb.connect() as connection:
        _scored(connection.read_parquet(str(given)), knowledge).write_parquet(str(done))


def _on_spark(given: Path, done: Path, knowledge: Knowledge) -> None:
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise UsageError("The engine pyspark is not installed: pip install 'degreepath[spark]'.") from None
    try:
        session = SparkSession.builder.appName("degreepath").getOrCreate()
    except (PySparkException, RuntimeError, OSError):
        raise UsageError("The engine pyspark cannot start; it needs Java 17 or newer on the PATH.") from None
    _scored(session.read.parquet(str(given)), knowledge).write.parquet(str(done))
