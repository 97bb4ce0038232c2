"""The files of a folder, whatever lies there under the name of one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from overlays import COURSE

from degreepath.errors import FileError, KnowledgeError
from degreepath.knowledge.load import load_knowledge

Lay = Callable[..., Path]


def refused_file(folder: Path) -> str:
    with pytest.raises(FileError) as refused:
        load_knowledge(folder)
    return str(refused.value)


def test_no_folder(tmp_path: Path) -> None:
    """A mistyped folder is one sentence."""
    assert "There is no folder" in refused_file(tmp_path / "nowhere")


def test_a_file_for_a_folder(lay: Lay) -> None:
    """Naming the file instead of its folder says what to do."""
    assert "is not a folder" in refused_file(lay(course=COURSE) / "course.toml")


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without data is not taken for ours."""
    with pytest.raises(KnowledgeError, match=r"holds no file that ends in \.toml"):
        load_knowledge(tmp_path)


def test_a_folder_for_a_file(tmp_path: Path) -> None:
    """A folder called roles.toml is one sentence."""
    (tmp_path / "roles.toml").mkdir()
    assert "roles.toml is not a file" in refused_file(tmp_path)


def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    """A link without an end is one sentence."""
    (tmp_path / "roles.toml").symlink_to("roles.toml")
    assert "roles.toml cannot be read" in refused_file(tmp_path)


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    """A link to a file that was moved is not passed over in silence."""
    (tmp_path / "roles.toml").symlink_to("gone.toml")
    assert "roles.toml cannot be read" in refused_file(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    """A named pipe is refused instead of waited for."""
    os.mkfifo(tmp_path / "roles.toml")
    assert "roles.toml is not a file" in refused_file(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_of_somebody_else(lay: Lay) -> None:
    """A file one may not read is one sentence."""
    folder = lay(course=COURSE)
    (folder / "course.toml").chmod(0)
    assert "cannot be read (Permission denied)" in refused_file(folder)


def test_a_folder_that_leads_to_itself(tmp_path: Path) -> None:
    """A folder that cannot be opened is one sentence with the reason."""
    (tmp_path / "loop").symlink_to("loop")
    message = refused_file(tmp_path / "loop")
    assert message.startswith(f"The folder {tmp_path}/loop cannot be read (")
    assert message.endswith("check the path.")
