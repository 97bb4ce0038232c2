"""What tests of the knowledge base share: a folder of a counsellor's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

Lay = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Return a function that makes an overlay folder of the given files."""

    def lay_files(**texts: str | bytes) -> Path:
        for name, text in texts.items():
            raw = text.encode() if isinstance(text, str) else text
            (tmp_path / f"{name}.toml").write_bytes(raw)
        return tmp_path

    return lay_files
