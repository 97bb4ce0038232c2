"""A class file run as the command runs it: what the tests of the cohort share."""

from pathlib import Path
from typing import Any

import polars as pl

from degreepath.cohort.run import Job, run
from degreepath.cohort.summary import Summary
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
QUESTIONS = [question.id for question in KNOWLEDGE.questions]
Columns = dict[str, list[Any]]


def score(source: Path, **options: Any) -> tuple[Summary, pl.DataFrame, list[tuple[int, str, str]]]:
    """Run a class file; return the summary, the results and the rejects."""
    out = source.with_suffix(".out.parquet")
    summary = run(Job(source, out, force=True, **options), KNOWLEDGE)
    rejects = source.with_suffix(".out.rejects.csv")
    table = (
        pl.read_csv(rejects, schema_overrides={"column": pl.String}).fill_null("").rows()
        if rejects.exists()
        else []
    )
    return summary, pl.read_parquet(out), table
