"""What the tests of the advice share: the real knowledge base, and a toy to reckon by hand (tests/advice/toy.py)."""

import sys
from pathlib import Path

import pytest

from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge

sys.path.append(str(Path(__file__).parent))


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()
