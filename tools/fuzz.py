"""Search for input that degreepath cannot take: `make fuzz`, or `make fuzz ARGS="sheets overlays --minutes 12"`.

Runs the tests of tests/robust under atheris, which keeps every input that reaches a new branch of degreepath and changes it
further. It is not among the tools that `make dev` installs, because some machines must build it with clang:
`.venv/bin/pip install atheris`.

An input may compute for two seconds and take 500 MB. What breaks the law is written to .fuzz/TARGET, and the search goes on
with the next target; `make fuzz ARGS="TARGET --replay FILE"` runs one such input again, without atheris, and shows what was in it.
The inputs that reached something new are kept in .fuzz/TARGET/seeds, so that the next search begins where this one ended.

`terminal` is different: it presses keys in the installed program in a real terminal, and kills programs, at moments thrown by
dice. Every round repeats exactly those of the round before it and adds one.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".fuzz"
TARGETS = {
    "sheets": ("test_sheets", "test_any_answer_sheet_is_read_or_refused"),
    "classes": ("test_classes", "test_any_class_file_is_scored_or_refused"),
    "lists": ("test_lists", "test_any_module_list_is_read_or_refused"),
    "overlays": ("test_overlays", "test_any_folder_of_data_is_read_or_refused"),
    "kept": ("test_kept", "test_whatever_lies_there_hides_and_harms_nothing"),
    "keys": ("test_keys", "test_any_keys_end_in_good_order"),
    "names": ("test_names", "test_a_name_is_a_name"),
    "lines": ("test_lines", "test_any_command_line_is_obeyed_or_refused"),
}
TERMINAL = "terminal"
SECONDS = 2.0  # of computing
HANG = 20  # seconds of waiting
MEGABYTES = 500
LONGEST = 8192  # bytes of choices; a strategy makes larger files of them
FIRST_SEEDS = 64
KILLS_A_MINUTE = 12
A_PROCESS = 4.0
"""Minutes in one process: what the test library gathers over thousands of inputs would be taken for memory of ours."""


def target(name: str) -> Callable[[bytes], object]:
    """Return the function that turns bytes into choices, and choices into one run of a test."""
    sys.path.insert(0, str(ROOT / "tests"))
    module, test = TARGETS[name]
    if name not in {"kept", "keys"}:  # these run many commands for one input
        import_module("robust.law").SECONDS = SECONDS  # type: ignore[attr-defined]
    found = getattr(import_module(f"robust.{module}"), test)
    one_input: Callable[[bytes], object] = found.hypothesis.fuzz_one_input
    return one_input


def search(name: str, minutes: float) -> None:
    """Fuzz one target in this process until the time is over or something is found; libFuzzer ends the process itself."""
    import atheris

    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    with atheris.instrument_imports(include=["degreepath"]):
        import degreepath

        for module in walk_packages(degreepath.__path__, "degreepath."):
            if module.name != "degreepath.__main__":
                import_module(
                    module.name
                )  # commands import late, and what is imported late would not be watched
        one_input = target(name)
    seeds = KEPT / name / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    dice = random.Random(name)
    for number in range(FIRST_SEEDS):
        (seeds / f"first-{number:02}").write_bytes(dice.randbytes(2 ** (5 + number % 9)))
    tally = Tally()

    def run(raw: bytes) -> None:
        start = time.process_time()
        whole = one_input(raw) is not None
        tally.note(time.process_time() - start, whole=whole)

    options = [
        f"-max_total_time={int(minutes * 60)}",
        f"-timeout={HANG}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-max_len={LONGEST}",
        "-len_control=0",
        "-print_final_stats=1",
        f"-artifact_prefix={KEPT / name}/",
    ]
    atheris.Setup([sys.argv[0], *options, str(seeds)], run)
    atheris.Fuzz()


@dataclass
class Tally:
    """What was tried. libFuzzer ends the process without a goodbye, so that it is told every minute."""

    began: float = field(default_factory=time.perf_counter)
    told: int = 0
    runs: int = 0
    whole: int = 0
    slowest: float = 0.0

    def note(self, took: float, *, whole: bool) -> None:
        """Count one input; `whole` if it held all choices that the test asked for."""
        self.runs, self.whole, self.slowest = self.runs + 1, self.whole + whole, max(self.slowest, took)
        minute = int((time.perf_counter() - self.began) // 60)
        if minute > self.told:
            self.told = minute
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{minute} min: {self.runs:,} inputs, {self.whole:,} of them whole, "
                f"slowest {self.slowest:.2f} s, peak {peak} MB",
                flush=True,
            )


def replay(name: str, file: Path) -> None:
    """Run one input again and show what was drawn from it."""
    from hypothesis import Verbosity, settings

    settings.register_profile("replay", settings.default, verbosity=Verbosity.debug)
    settings.load_profile("replay")
    target(name)(file.read_bytes())
    print("Nothing is wrong with this input any more.")


def one(name: str, minutes: float) -> int:
    """Search one target in processes of their own, one after the other, and return how that ended."""
    print(f"== {name}", flush=True)
    if name == TERMINAL:
        env = {**os.environ, "DEGREEPATH_TEST_KILLS": str(max(2, int(minutes * KILLS_A_MINUTE)))}
        tests = [
            str(ROOT / "tests" / part) for part in ("robust/test_killed.py", "quiz/test_real_terminal.py")
        ]
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-k", "kill or stopped", *tests], env=env, check=False
        ).returncode
    code, left = 0, minutes
    while not code and left > 0:
        again = [sys.executable, __file__, name, "--here", "--minutes", str(min(left, A_PROCESS))]
        code, left = subprocess.run(again, check=False).returncode, left - A_PROCESS
    if code:
        print(f"Found something. Replay: {sys.executable} {__file__} {name} --replay FILE, of {KEPT / name}")
    return code


def main() -> int:
    """Search one target after the other; 1 if anything was found."""
    known = [*TARGETS, TERMINAL]
    parser = argparse.ArgumentParser(description="Search for input that degreepath cannot take.")
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help=f"of {', '.join(known)}; all, if none is named"
    )
    parser.add_argument("--minutes", type=float, default=1, help="how long to search each (default: 1)")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="run one input of TARGET again instead")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if set(chosen.targets) - {*known} or (chosen.replay and len(chosen.targets) != 1):
        parser.error(f"name targets of {', '.join(known)}; with --replay, one of them")
    if chosen.replay:
        replay(chosen.targets[0], chosen.replay)
        return 0
    if chosen.here:
        search(chosen.targets[0], chosen.minutes)
    if not find_spec("atheris") and chosen.targets != [TERMINAL]:
        parser.error("atheris is not installed: .venv/bin/pip install atheris")
    return max([one(name, chosen.minutes) != 0 for name in chosen.targets or known])


if __name__ == "__main__":
    sys.exit(main())
