"""Measures every row of the table in docs/method.md on the real knowledge base and writes data/figures.json.

make simulate                       20,000 students a population
make simulate ARGS="--count 2000"   a quick look; writes nothing
"""

import argparse
import textwrap
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import accuracy
import core
import fairness
import figures
import numpy as np
from row import SEED, Row, World
from vectorised import pooling

from degreepath.knowledge.load import load_knowledge

COUNT = 20_000
ROWS: tuple[Callable[[World], Row], ...] = (
    fairness.sums,
    fairness.raising,
    fairness.reachable,
    fairness.blank,
    fairness.shares,
    fairness.symmetry,
    fairness.level,
    accuracy.one_step,
    accuracy.calibration,
    accuracy.flags,
    lambda world: accuracy.short(world, 11),
    lambda world: accuracy.short(world, 12),
    accuracy.dead_ends,
    fairness.independence,
    fairness.modules,
    accuracy.smallest,
    accuracy.sensitivity,
)


def speed(world: World) -> Row:
    """Row 18."""
    asked, recommended = core.speeds(world.knowledge)
    return Row(
        18, "next question; whole recommendation (ms, 20 roles x 30 programs)", "<= 5; <= 60", ".94; 20.6",
        f"{asked:.1f}; {recommended:.1f}", asked <= core.NEXT_QUESTION and recommended <= core.RECOMMEND,
        {"next_question": round(asked, 1), "recommend": round(recommended, 1)},
    )  # fmt: skip


def reliability(world: World) -> dict[str, dict[str, float]]:
    """Return for each interest its questions, the reliability the model expects of them, and what was measured (squared correlation)."""
    students, advice = world.resembling
    assert students.truth is not None
    full = np.bincount(world.tables.questions, minlength=len(world.knowledge.interests)).astype(float)
    expected = pooling(full[None])[0][0]
    return {
        interest.id: {
            "questions": int(full[d]),
            "expected": round(float(expected[d]), 3),
            "measured": round(float(np.corrcoef(students.truth[:, d], advice.x[:, d])[0, 1] ** 2), 3),
        }
        for d, interest in enumerate(world.knowledge.interests)
    }


def table(rows: list[Row]) -> str:
    """Return the rows as text."""
    lines = []
    for row in rows:
        lines.append(f"{row.number:>2} {'ok  ' if row.ok else 'MISS'} {row.reached}")
        lines += textwrap.wrap(
            f"{row.property} · target {row.target} · prototype {row.prototype}",
            110,
            initial_indent=" " * 8,
            subsequent_indent=" " * 8,
        )
    return "\n".join(lines)


def document(world: World, rows: list[Row]) -> dict[str, Any]:
    """Return what data/figures.json holds."""
    knowledge = world.knowledge
    return {
        "schema": 1,
        "made": datetime.now(UTC).date().isoformat(),
        "seed": SEED,
        "students": world.count,
        "knowledge": {"version": knowledge.version, "hash": knowledge.hash},
        "scoring": figures.scoring_hash(),
        "rows": [asdict(row) for row in rows],
        "reliability": reliability(world),
    }


def main() -> None:
    """Measure, print, and write unless it was only a quick look."""
    parser = argparse.ArgumentParser(description="Measure the advice on simulated students.")
    parser.add_argument(
        "--count", type=int, default=COUNT, help=f"students in each population (default {COUNT})"
    )
    count = parser.parse_args().count
    start = perf_counter()
    world = World(load_knowledge(), count)
    rows = [measure(world) for measure in (*ROWS, speed)]
    print(table(rows))
    print(
        f"{sum(row.ok for row in rows)} of {len(rows)} rows reach their target; {perf_counter() - start:.0f} s"
    )
    if count == COUNT:
        figures.write(document(world, rows))
        print(f"written: {figures.FIGURES}")


if __name__ == "__main__":
    main()
