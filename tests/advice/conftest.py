"""What the tests of the advice share: the real knowledge base, students of the simulation, a toy to reckon by hand."""

import sys
from pathlib import Path

import pytest

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge

HERE = Path(__file__).parent
for folder in (HERE.parents[1] / "benchmarks", HERE):
    if str(folder) not in sys.path:
        sys.path.append(str(folder))


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()
