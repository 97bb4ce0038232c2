"""How long commands take to start, as multiples of a bare `python -c pass` timed in the same run."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = 15
PROGRAM = str(Path(sys.executable).parent / "degreepath")
PERSONA = str(Path(__file__).parents[1] / "tests" / "personas" / "game-audio.toml")
EMPTY_APP = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None)
@app.command()
def table() -> None:
    from rich.console import Console
    from rich.table import Table
    t = Table("a", "b"); t.add_row("1", "2"); Console().print(t)
app()
"""
COMPLETE = {"_DEGREEPATH_COMPLETE": "complete_bash", "COMP_WORDS": "degreepath compare ", "COMP_CWORD": "2"}
COMMANDS: dict[str, tuple[list[str], dict[str, str], float | None]] = {
    "an empty Typer app that prints a table": ([sys.executable, "-c", EMPTY_APP], {}, None),
    "--version": ([PROGRAM, "--version"], {}, 6.5),
    "--help": ([PROGRAM, "--help"], {}, 14),
    "compare production technology": ([PROGRAM, "compare", "production", "technology"], {}, 18),
    "quiz --answers": ([PROGRAM, "quiz", "--answers", PERSONA], {}, 20),
    "first question of the quiz (plain)": ([PROGRAM, "quiz", "--plain"], {}, 20),
    "shell completion": ([PROGRAM], COMPLETE, 14),
}


def seconds(command: list[str], extra: dict[str, str], home: str) -> float:
    """Return how long one run of a command takes; the plain quiz gets no input and ends at its first question."""
    env = {**os.environ, "HOME": home, "XDG_DATA_HOME": home, **extra}
    start = perf_counter()
    subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return perf_counter() - start


def main() -> None:
    """Time every command beside a bare interpreter, round by round, and print the medians of the ratios."""
    with tempfile.TemporaryDirectory() as home:
        bare = [sys.executable, "-c", "pass"]
        seconds(bare, {}, home)
        for name, (command, extra, target) in COMMANDS.items():
            seconds(command, extra, home)
            pairs = [(seconds(command, extra, home), seconds(bare, {}, home)) for _ in range(ROUNDS)]
            ratio, shown = median(ours / theirs for ours, theirs in pairs), median(ours for ours, _ in pairs)
            verdict = "" if target is None else f"target {target:g}: {'ok' if ratio <= target else 'MISSED'}"
            print(f"{name:40} {1000 * shown:6.0f} ms  {ratio:5.1f} times a bare python  {verdict}")


if __name__ == "__main__":
    main()
