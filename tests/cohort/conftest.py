"""What the tests of the cohort share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from degreepath.cohort.read import ClassFile, read_class
from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture
def read(knowledge: Knowledge, tmp_path: Path) -> Callable[..., ClassFile]:
    """Write a class file with this content, and read it."""

    def written(content: str | bytes, name: str = "class.csv", encoding: str = "utf-8") -> ClassFile:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read_class(knowledge, path)

    return written
