"""How fast a whole class is scored, beside the least that any program would have to do: python benchmarks/cohort.py

Every figure is the median of five runs, the contenders taking turns, each in a process of its own (imports not counted). `floor` scans
the file with polars, takes one weighted sum of the answers for each role and writes them: no interests, no degrees, no chances, no
checks. `ours` scans, scores with `score_frame` and writes. `whole` is the command: opening, checking, scoring, writing, summing up.
CPU seconds are given too, since on a shared machine the clock also measures the neighbours.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.judge import judge
from degreepath.advice.model import scoring_model
from degreepath.advice.scored import score_sheet
from degreepath.cohort.run import Job, run
from degreepath.cohort.score import score_frame
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
QUESTIONS = [question.id for question in KNOWLEDGE.questions]
SKIPPED = 0.08
CORE_ROWS = 2_000


def make_class(path: Path, size: int) -> None:
    """Write a class of `size` made-up students, answers at random, eight in a hundred skipped."""
    rng = np.random.default_rng(size)
    columns = {"student_id": pl.Series([f"{number:08}" for number in range(size)])}
    for question in QUESTIONS:
        answers = pl.Series(rng.integers(1, 6, size, dtype=np.int8))
        columns[question] = answers.set(pl.Series(rng.random(size) < SKIPPED), None)
    table = pl.DataFrame(columns)
    table.write_csv(path) if path.suffix == ".csv" else table.write_parquet(path)


def scan(source: Path) -> pl.LazyFrame:
    """Open a class file lazily, answers as small numbers."""
    if source.suffix == ".csv":
        return pl.scan_csv(
            source, schema_overrides={"student_id": pl.String(), **dict.fromkeys(QUESTIONS, pl.Int8())}
        )
    return pl.scan_parquet(source)


def sink(frame: pl.LazyFrame, out: Path) -> None:
    """Write a table while it is computed."""
    (frame.sink_csv if out.suffix == ".csv" else frame.sink_parquet)(out, engine="streaming")


def floor(source: Path, out: Path) -> None:
    """Scan, one weighted sum of all answers for each role, sink."""
    model = scoring_model(KNOWLEDGE)
    place = {interest: d for d, interest in enumerate(model.interests)}
    answers = scan(source).with_columns(pl.col(QUESTIONS).cast(pl.Float64).fill_null(3.0))
    sums = []
    for role, u in zip(model.roles, model.role_directions, strict=True):
        terms = [pl.col(q.id) * u[place[q.interest]] for q in KNOWLEDGE.questions]
        sums.append(sum(terms[1:], terms[0]).alias(role))
    sink(answers.select("student_id", *sums), out)


def ours(source: Path, out: Path) -> None:
    """Scan, score, sink."""
    sink(score_frame(scan(source), KNOWLEDGE), out)


def whole(source: Path, out: Path) -> None:
    """Do all that `degreepath cohort FILE -o OUT` does."""
    run(Job(source, out, force=True), KNOWLEDGE)


def duckdb(source: Path, out: Path) -> None:
    """Score with the same functions on duckdb."""
    import duckdb

    with duckdb.connect() as connection:
        read = connection.read_csv if source.suffix == ".csv" else connection.read_parquet
        kinds = (
            {"dtype": {"student_id": "VARCHAR", **dict.fromkeys(QUESTIONS, "TINYINT")}}
            if source.suffix == ".csv"
            else {}
        )
        scored = score_frame(read(str(source), **kinds), KNOWLEDGE)
        (scored.write_csv if out.suffix == ".csv" else scored.write_parquet)(str(out))


CONTENDERS: dict[str, Callable[[Path, Path], None]] = {
    "floor": floor,
    "ours": ours,
    "whole": whole,
    "duckdb": duckdb,
}


def child(name: str, source: Path, out: Path) -> None:
    """Run one contender and print what it took."""
    start, before = time.perf_counter(), time.process_time()
    CONTENDERS[name](source, out)
    took = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - before}
    took["mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(took))


def measure(names: list[str], source: Path, out: Path, runs: int) -> dict[str, dict[str, float]]:
    """Return the median seconds, CPU seconds and peak MiB of each contender; they take turns."""
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(runs):
        for name in names:
            command = [sys.executable, __file__, "--child", name, str(source), str(out)]
            taken[name].append(
                json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            )
            out.unlink(missing_ok=True)
    return {
        name: {key: statistics.median(each[key] for each in all_runs) for key in all_runs[0]}
        for name, all_runs in taken.items()
    }


def core_seconds(size: int) -> float:
    """Return how long the pure core would take, row by row, from a sample."""
    rng = np.random.default_rng(1)
    sheets = [
        AnswerSheet(answers=dict(zip(QUESTIONS, map(int, rng.integers(1, 6, len(QUESTIONS))), strict=True)))
        for _ in range(CORE_ROWS)
    ]
    start = time.perf_counter()
    for sheet in sheets:
        judge(score_sheet(KNOWLEDGE, sheet))
    return (time.perf_counter() - start) * size / CORE_ROWS


def report(names: list[str], size: int, suffix: str, runs: int, folder: Path) -> None:
    """Measure the contenders on one class and print a line for each."""
    source, out = folder / f"class{suffix}", folder / f"out{suffix}"
    make_class(source, size)
    figures = measure(names, source, out, runs)
    base = figures.get("floor")
    for name, figure in figures.items():
        against = (
            f"  {figure['seconds'] / base['seconds']:5.2f} ×  {figure['cpu'] / base['cpu']:5.2f} ×"
            if base
            else ""
        )
        print(
            f"{size:>10,} {suffix[1:]:8}{name:8}{figure['seconds']:8.2f} s{figure['cpu']:8.2f} s CPU{figure['mib']:8.0f} MiB{against}",
            flush=True,
        )
    source.unlink()


def main() -> None:
    """Run the benchmark, or one contender of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--linear", action="store_true", help="also 10⁴ to 10⁷ students (needs a few minutes)"
    )
    parser.add_argument("--child", nargs=3, metavar=("NAME", "SOURCE", "OUT"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child:
        name, source, out = wanted.child
        child(name, Path(source), Path(out))
        return
    print("  students form    who      seconds     CPU seconds    peak     against the floor (clock, CPU)")
    with tempfile.TemporaryDirectory() as folder:
        for suffix in (".parquet", ".csv"):
            report(list(CONTENDERS), wanted.students, suffix, wanted.runs, Path(folder))
        seconds = core_seconds(wanted.students)
        print(
            f"{wanted.students:>10,} {'':8}{'core':8}{seconds:8.0f} s  row by row, extrapolated from {CORE_ROWS:,}"
        )
        if wanted.linear:
            for size in (10_000, 100_000, 1_000_000, 10_000_000):
                report(["ours"], size, ".parquet", max(1, min(wanted.runs, 3)), Path(folder))


if __name__ == "__main__":
    main()
