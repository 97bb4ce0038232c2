"""A folder for downloads, one for what is kept, and an import between the two."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from degreepath.outcomes.imported import Release, releases_in
from degreepath.outcomes.services import import_files

Import = Callable[..., list[str]]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def bring(tmp_path: Path, kept: Path) -> Import:
    """Write the texts given by file name, and import them."""

    def brought(files: Mapping[str, str]) -> list[str]:
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        return import_files([tmp_path / name for name in files], kept, progress=lambda _name, _share: None)

    return brought


@pytest.fixture
def only(kept: Path) -> Callable[[], Release]:
    """Return the one release that is kept."""

    def one() -> Release:
        (release,) = releases_in(kept)
        return release

    return one
