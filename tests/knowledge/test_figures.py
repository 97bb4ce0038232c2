"""The measured figures, or a sentence where there are none."""

from pathlib import Path

import pytest

from degreepath.errors import KnowledgeError
from degreepath.knowledge import load


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"made": "today"}', b"\xff"])
def test_figures_that_are_gone_or_broken_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    """Instead of a traceback there is the word that makes them again."""
    monkeypatch.setattr(load, "data_folder", lambda: tmp_path)
    if content is not None:
        (tmp_path / "figures.json").write_bytes(content)
    with pytest.raises(KnowledgeError, match="'make simulate' makes them again"):
        load.load_figures()
