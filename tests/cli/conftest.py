"""What tests of the commands share."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def desk(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's place: a home of their own as the present folder, 80 columns, and no knowledge base but ours."""
    monkeypatch.chdir(home)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("DEGREEPATH_DATA", raising=False)
    return home
