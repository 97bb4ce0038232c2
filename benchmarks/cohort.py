"""How a million students in Parquet compare with the least that any program would have to do: python benchmarks/cohort.py

Contenders take turns, each run in a process of its own; figures are medians. `floor`: polars scans the file, takes one weighted sum
of the answers for each role and writes them (no degrees, no chances, no checks). `ours`: the file is read, checked and scored, and
degree, band, confidence, three roles and stamp are written. CPU seconds are given too, since a clock also measures the neighbours.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import polars as pl

from degreepath.advice.scoring import scoring_model
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
QUESTIONS = [question.id for question in KNOWLEDGE.questions]
MOST_TIMES, MOST_MIB = 4.0, 1024
SEED, PART = 7, 100_000


def make_class(path: Path, size: int) -> None:
    """Write a class: half of the students resemble a role, half fill in by dice; eight answers in a hundred are skipped."""
    from simulated_students import by_dice, resembling

    halves = [make(KNOWLEDGE, size // 2, SEED).sheets.answers for make in (resembling, by_dice)]
    tables = [pl.DataFrame(half, schema=QUESTIONS) for half in halves]
    answers = pl.concat(tables).select(pl.all().replace(0, None)).with_row_index("student_id")
    answers.with_columns(pl.col("student_id").cast(pl.String).str.zfill(8)).write_parquet(path)


def floor(source: Path, out: Path) -> None:
    """Scan, one weighted sum of all answers for each role, write."""
    model = scoring_model(KNOWLEDGE)
    place = {interest: d for d, interest in enumerate(model.interests)}
    answers = pl.scan_parquet(source).with_columns(pl.col(QUESTIONS).cast(pl.Float64).fill_null(3.0))
    sums = [
        pl.sum_horizontal(pl.col(q.id) * u[place[q.interest]] for q in KNOWLEDGE.questions).alias(role)
        for role, u in zip(model.roles, model.role_directions, strict=True)
    ]
    answers.select("student_id", *sums).sink_parquet(out, engine="streaming")


def ours(source: Path, out: Path) -> None:
    """Read, score, write."""
    from degreepath.advice.batch import advise, stamps
    from degreepath.cohort.read import read_class

    whole, parts = read_class(KNOWLEDGE, source), list[Path]()
    for number, start in enumerate(range(0, len(whole), PART)):
        part = whole.only(slice(start, start + PART))
        advice = advise(KNOWLEDGE, part.sheets)
        said = {
            "program": advice.program,
            "band": advice.band,
            "confidence": advice.confidence,
            "stamp": stamps(KNOWLEDGE, part.sheets),
        }
        roles = {f"role_{place}": advice.top[:, place - 1] for place in (1, 2, 3)}
        parts.append(out.with_name(f"{number}-{out.name}"))
        pl.DataFrame({"student_id": part.ids, **said, **roles}).write_parquet(parts[-1])
    pl.scan_parquet(parts).sink_parquet(out)


CONTENDERS: dict[str, Callable[[Path, Path], None]] = {"floor": floor, "ours": ours}


def run(name: str, source: Path, out: Path) -> dict[str, float]:
    """Return the seconds, CPU seconds and peak MiB of one contender in a process of its own (imports not counted)."""
    command = [sys.executable, __file__, "--child", name, str(source), str(out)]
    told: dict[str, float] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
    )
    return told


def child(name: str, source: Path, out: Path) -> None:
    """Run one contender and print what it took; ours is imported before, as polars is for both."""
    import degreepath.cohort.read  # noqa: F401 -- numpy starts as it does in the command

    start, before = time.perf_counter(), time.process_time()
    CONTENDERS[name](source, out)
    took = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - before}
    print(json.dumps({**took, "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def main() -> None:
    """Run the benchmark, or one contender of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--child", nargs=3, metavar=("NAME", "SOURCE", "OUT"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child:
        child(wanted.child[0], *map(Path, wanted.child[1:]))
        return
    for size in wanted.students:
        with tempfile.TemporaryDirectory() as folder:
            source, out = Path(folder) / "class.parquet", Path(folder) / "out.parquet"
            make_class(source, size)
            rounds = [{name: run(name, source, out) for name in CONTENDERS} for _ in range(wanted.runs)]
        print(f"{size:,} students, median of {wanted.runs} runs")
        for name in CONTENDERS:
            seconds, cpu, mib = (
                median(each[name][key] for each in rounds) for key in ("seconds", "cpu", "mib")
            )
            print(f"  {name:6}{seconds:8.2f} s{cpu:8.2f} s CPU{mib:8.0f} MiB")
        ratio = median(each["ours"]["seconds"] / each["floor"]["seconds"] for each in rounds)
        ok = ratio <= MOST_TIMES and mib <= MOST_MIB
        print(
            f"  ours takes {ratio:.2f} times the floor (at most {MOST_TIMES:g}; {MOST_MIB} MiB): {'ok' if ok else 'MISSED'}"
        )


if __name__ == "__main__":
    main()
