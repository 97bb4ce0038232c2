"""What the tests of files on the disk share."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folder(home: Path) -> Path:
    """The folder of everything that degreepath keeps, in a home of its own; it is not there yet."""
    return home / "data" / "degreepath"
