"""Measures every row of the table in docs/method.md on the real knowledge base; writes data/figures.json and the page.

make simulate                       20,000 students a group, 2,000 of them for the rows on the short quiz
make simulate ARGS="--count 2000"   a quick look; writes nothing
"""

import argparse
from dataclasses import asdict
from time import perf_counter

import accuracy
import core
import fairness
import figures
from world import SEED, Row, World, row

from degreepath.knowledge.load import load_knowledge

COUNT, QUIZZES = 20_000, 2_000


def speed(world: World) -> Row:
    asked, recommended = (round(milliseconds, 1) for milliseconds in core.speeds(world.knowledge))
    ok = asked <= core.NEXT_QUESTION and recommended <= core.RECOMMEND
    return row(18, f"{asked}; {recommended}", ok, next_question=asked, recommend=recommended)


ROWS = (
    fairness.sums, fairness.raising, fairness.reachable, fairness.blank, fairness.shares, fairness.symmetry, fairness.level,
    accuracy.one_step, accuracy.calibration, accuracy.flags, lambda world: accuracy.short(world, 11),
    lambda world: accuracy.short(world, 12), accuracy.dead_ends, fairness.independence, fairness.modules, accuracy.smallest,
    accuracy.sensitivity, speed,
)  # fmt: skip


def main() -> None:
    """Measure, print, and write unless it was only a quick look."""
    parser = argparse.ArgumentParser(description="Measure the advice on simulated students.")
    parser.add_argument("--count", type=int, default=COUNT, help=f"students in each group (default {COUNT})")
    count = parser.parse_args().count
    start, knowledge = perf_counter(), load_knowledge()
    for problem in figures.stale(knowledge):
        print(f"Until now {problem}")
    world, rows = World(knowledge, count, QUIZZES * count // COUNT), []
    for measure in ROWS:
        rows.append(found := measure(world))
        print(f"{found.number:>2} {'ok  ' if found.ok else 'MISS'} {found.property}", flush=True)
        print(f"        {found.reached}   (target {found.target})", flush=True)
    print(
        f"{sum(one.ok for one in rows)} of {len(rows)} rows reach their target; {perf_counter() - start:.0f} s"
    )
    if count == COUNT:
        size = {"seed": SEED, "students": count, "quizzes": world.quizzes}
        figures.write({**figures.made(knowledge), **size, "rows": [asdict(one) for one in rows]})


if __name__ == "__main__":
    main()
