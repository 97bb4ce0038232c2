"""data/figures.json: the measured figures, and what they were measured on."""

import hashlib
import json
from pathlib import Path
from typing import Any

import degreepath.advice

FIGURES = Path(__file__).parents[1] / "data" / "figures.json"
SCORING = (
    "confidence", "coverage", "fit", "interests", "judge", "ledger", "model", "next_question", "points", "programs", "scored",
    "whatif",
)  # fmt: skip


def scoring_hash() -> str:
    """Return the first 12 hex digits of the SHA-256 over the source text of the scoring."""
    folder = Path(next(iter(degreepath.advice.__path__)))
    digest = hashlib.sha256()
    for name in SCORING:
        digest.update(f"{name}\0{(folder / f'{name}.py').read_text(encoding='utf-8')}\0".encode())
    return digest.hexdigest()[:12]


def write(figures: dict[str, Any]) -> None:
    """Write the figures."""
    FIGURES.write_text(json.dumps(figures, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def read() -> dict[str, Any]:
    """Read the figures that were written last; empty if there are none."""
    if not FIGURES.exists():
        return {}
    figures: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return figures
