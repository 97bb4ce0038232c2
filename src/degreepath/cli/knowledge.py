"""Which knowledge base this run reads: ours, or ours with a counsellor's own folder laid over it (`--data DIR`)."""

import os
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from degreepath.knowledge.knowledge import Knowledge

ENVIRONMENT = "DEGREEPATH_DATA"

_chosen: ContextVar[Path | None] = ContextVar("data")


def choose_data(folder: Path | None) -> None:
    """Make `folder` the overlay of this run; None: ours alone."""
    _chosen.set(folder.expanduser() if folder else None)


def chosen_data() -> Path | None:
    """Return the overlay of this run. Completing runs no option, so there it is what the environment names."""
    named = os.environ.get(ENVIRONMENT)
    return _chosen.get(Path(named).expanduser() if named else None)


def current_knowledge() -> "Knowledge":
    """Return the knowledge base of this run. Raises KnowledgeError or FileError if it cannot be used."""
    from degreepath.knowledge.load import load_knowledge

    return load_knowledge(chosen_data())
