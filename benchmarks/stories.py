"""Plays stories of young people through the quiz and holds the advice against what two judges said of each; docs/method.md.

make stories ARGS="--stories FOLDER"              every story × reader, all questions and the short quiz
make stories ARGS="--stories FOLDER --seeds 5"    a closer look; writes nothing

FOLDER holds: rater1.csv and rater2.csv (id, a column for each interest with 1 strongly dislike … 5 strongly like, most16 and
least16: ids of the interests marked), judge1.csv and judge2.csv (id, degree: production, technology, either or neither; roles).
No stories are shipped with degreepath.
"""

import argparse
import csv
import random
import sys
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import figures
from simulated_students import play
from world import PROCESSES

from degreepath.advice.answers import Opener
from degreepath.advice.scoring import score_sheet, top_roles
from degreepath.advice.verdict import Band, judge
from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge

LABEL = (
    "The stories were written, rated and judged by a language model in separate roles; no person took part."
)
NOISES = (0.5, 0.7)
SKIPPED = 0.05
UNRATED = "3"
DEGREES = {"production", "technology"}
MODES = ("all", "short")
MEASURED = {
    "right": ("both judges name the same degree: named right", ">= 95 %", 0.95, 1),
    "open": ("the same: left open", "", 0, 1),
    "wrong": ("the same: named wrong", "<= 2 %", 0, 0.02),
    "clear and wrong": ("of those called clear: wrong", "<= 1 %", 0, 0.01),
    "either, clear": ("both say either: called clear all the same", "<= 15 %", 0, 0.15),
    "neither, seen": ("both say neither: other studies come first", ">= 70 %", 0.70, 1),
    "sent outside": ("both name the same degree: sent outside wrongly", "<= 3 %", 0, 0.03),
    "role": ("a role that a judge named is among the three shown", ">= 96 %", 0.96, 1),
}
"""What is measured, its target in words, and the lowest and highest share that reach it."""


@dataclass(frozen=True)
class Told:
    """What one sheet of a story was told; `degree` is None where none was named or other studies come first."""

    story: str
    degree: str | None
    clear: bool
    outside: bool
    top: tuple[str, ...]
    asked: int


@dataclass(frozen=True)
class Judged:
    """What the judges say of a story: the degree on which both agree, and every role that one of them names."""

    degree: str | None
    roles: frozenset[str]


def read(folder: Path, name: str) -> dict[str, dict[str, str]]:
    """Return one table of the folder, by story."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {line["id"]: line for line in csv.DictReader(file)}


def tell(knowledge: Knowledge, line: Mapping[str, str], noise: float, seed: str) -> list[Told]:
    """Return what the student of a story is told after all questions and after the short quiz: the same answers to both."""
    dice = random.Random(f"{line['id']} {noise} {seed}")  # seeded, so that a run can be repeated
    answers = {}
    for question in knowledge.questions:
        liking = min(5, max(1, round(float(line.get(question.interest) or UNRATED) + dice.gauss(0, noise))))
        if dice.random() >= SKIPPED:
            answers[question.id] = 6 - liking if question.reverse else liking
    opener, told = Opener(most=tuple(line["most16"].split()), least=tuple(line["least16"].split())), []
    for mode in MODES:
        session = play(knowledge, opener, answers, full=mode == "all")
        scored = score_sheet(knowledge, session.sheet)
        verdict, top = judge(scored), top_roles(scored)
        outside, clear = bool(verdict.studies), verdict.band is Band.CLEAR
        degree = None if outside else verdict.program
        told.append(Told(line["id"], degree, clear and not outside, outside, top, len(session.questions)))
    return told


def counted(one: Told, judged: Judged) -> dict[str, bool | None]:
    """Return what is true of one sheet, by the keys of MEASURED; None: it does not count there."""
    agreed = judged.degree in DEGREES
    return {
        "right": one.degree == judged.degree if agreed else None,
        "open": one.degree is None if agreed else None,
        "wrong": one.degree not in {judged.degree, None} if agreed else None,
        "clear and wrong": one.degree != judged.degree if agreed and one.clear else None,
        "either, clear": one.clear if judged.degree == "either" else None,
        "neither, seen": one.outside if judged.degree == "neither" else None,
        "sent outside": one.outside if agreed else None,
        "role": not judged.roles.isdisjoint(one.top) if judged.roles and judged.degree != "neither" else None,
    }


def rows(told: list[list[Told]], judged: Mapping[str, Judged]) -> list[dict[str, Any]]:
    """Return the table of docs/method.md."""
    table: list[tuple[str, str, str, bool]] = []
    for name, (measured, target, lowest, highest) in MEASURED.items():
        shown, ok = [], True
        for mode in range(len(MODES)):
            said = [counted(both[mode], judged[both[mode].story])[name] for both in told]
            count, of = said.count(True), len(said) - said.count(None)
            shown.append(f"{100 * count / max(of, 1):.1f} % ({count} of {of})")
            ok &= not of or lowest <= count / of <= highest
        table.append((measured, target, f"{shown[0]}; short quiz {shown[1]}", ok))
    other = sum(bool(full.degree and short.degree and full.degree != short.degree) for full, short in told)
    more = sum(full.degree is None and short.degree is not None for full, short in told)
    what = "the short quiz names another degree than all questions; one where they name none"
    table.append(
        (
            what,
            "0; <= 1 %",
            f"{other}; {100 * more / len(told):.1f} %",
            not other and more <= 0.01 * len(told),
        )
    )
    asked = [short.asked for _, short in told]
    mean, fewest = sum(asked) / len(asked), min(asked)
    table.append(
        (
            "questions of the short quiz: mean, fewest",
            "<= 13, >= 8",
            f"{mean:.1f}, {fewest}",
            mean <= 13 and fewest >= 8,
        )
    )
    names = ("number", "property", "target", "reached", "ok")
    return [dict(zip(names, (number, *row), strict=True)) for number, row in enumerate(table, 1)]


def misses(told: list[list[Told]], judged: Mapping[str, Judged]) -> Counter[str]:
    """Return what was missed, in words, with the number of sheets."""
    found: Counter[str] = Counter()
    wrong = {"right": False, "either, clear": True, "neither, seen": False, "role": False}
    for both, (mode, name) in ((both, key) for both in told for key in product(range(len(MODES)), wrong)):
        one, said = both[mode], judged[both[mode].story]
        if counted(one, said)[name] is wrong[name]:
            judges = " ".join(sorted(said.roles)) if name == "role" else said.degree
            ours = (
                " ".join(one.top)
                if name == "role"
                else f"{one.degree}{', clear' * one.clear}{', outside' * one.outside}"
            )
            found[f"{one.story} ({MODES[mode]}): judges say {judges}, told {ours}"] += 1
    return found


def main() -> None:
    """Play, print, and write unless it was only a closer look."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stories", type=Path, metavar="FOLDER", help="the folder with the four files above")
    parser.add_argument("--seeds", type=int, default=1, help="draw every sheet so many times (default 1)")
    wanted = parser.parse_args()
    if not wanted.stories:
        sys.exit(f"Say where the stories are.\n\n{__doc__}")
    knowledge = load_knowledge()
    raters, (first, second) = (
        [read(wanted.stories, f"{who}{n}") for n in (1, 2)] for who in ("rater", "judge")
    )
    judged = {}
    for story, one in first.items():
        roles = frozenset(f"{one['roles']} {second[story]['roles']}".split())
        judged[story] = Judged(one["degree"] if one["degree"] == second[story]["degree"] else None, roles)
    drawn = product(NOISES, range(1, wanted.seeds + 1), enumerate(raters, 1))
    sheets = [
        (line, noise, f"{reader} {seed}") for noise, seed, (reader, lines) in drawn for line in lines.values()
    ]
    with ProcessPoolExecutor(PROCESSES) as pool:
        told = list(pool.map(partial(tell, knowledge), *zip(*sheets, strict=True), chunksize=8))
    table = rows(told, judged)
    for row in table:
        print(
            f"{'ok  ' if row['ok'] else 'MISS'} {row['property']} ({row['target']})\n        {row['reached']}"
        )
    print("\n".join(f"{number:>3} × {text}" for text, number in sorted(misses(told, judged).items())))
    print(LABEL)
    if wanted.seeds == 1:
        found = {
            **figures.made(knowledge),
            "label": LABEL,
            "count": len(judged),
            "sheets": len(sheets),
            "rows": table,
        }
        figures.write({"stories": found})


if __name__ == "__main__":
    main()
