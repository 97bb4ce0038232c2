"""Files for the user's eyes only, whole at any moment, whoever is killed while writing."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from degreepath.records import private
from degreepath.records.private import (
    RESULTS,
    UNFINISHED,
    data_home,
    ours,
    private_folder,
    read_private,
    sweep,
    take,
    write_private,
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes, links and pipes are a POSIX thing")
NAME = "2026-11-22-a.json"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(path: Path, text: str, *, new: bool = False) -> None:
    write_private(path, text, new=new).close()


def test_only_the_owner_can_read(folder: Path) -> None:
    """Files are 0600 and folders 0700, even where the user's mask would allow more or the folder was open before."""
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    before = os.umask(0)
    try:
        path = private_folder(RESULTS) / NAME
        write(path, "{}")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(place.stat().st_mode) for place in (folder, folder / RESULTS, path)]
    assert modes == [0o700, 0o700, 0o600]
    assert names(folder / RESULTS) == [NAME]


def test_new_file_takes_no_other_ones_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result never replaces another one, also on a disk that knows no hard links; nothing half-written stays."""
    path = private_folder(RESULTS) / NAME
    write(path, "first", new=True)
    for _ in range(2):
        with pytest.raises(FileExistsError):
            write(path, "second", new=True)
        monkeypatch.setattr(private.os, "link", refusing(1))
    assert path.read_text() == "first"
    write(path.with_name("2026-11-22-b.json"), "third", new=True)
    assert len(names(folder / RESULTS)) == 2


def refusing(number: int) -> object:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """If the disk refuses at any step, the file is as it was and nothing half-written is left."""
    path = private_folder(RESULTS) / NAME
    write(path, "old")
    monkeypatch.setattr(private.os if step == "fsync" else private.Path, step, refusing(28))
    with pytest.raises(OSError, match="No space"):
        write(path, "new")
    assert path.read_text() == "old"
    assert names(folder / RESULTS) == [NAME]


KILLED = """
import os, sys
from pathlib import Path
from degreepath.records import private

folder = private.private_folder("results")
path = folder / "2026-11-22-a.json"
steps = ["open", "flock", "fdopen", "fsync", "replace", "unlink"]
for step in steps:
    private.write_private(path, "old").close()
    child = os.fork()
    if not child:
        import fcntl

        owner = {"flock": fcntl, "replace": Path, "unlink": Path}.get(step, os)
        setattr(owner, step, lambda *_, **__: os._exit(9))
        private.write_private(path, "new")
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code == 9, (step, code)
    assert path.read_text() == ("new" if step == "unlink" else "old"), step
    private.sweep()
    assert os.listdir(folder) == [path.name], step
print("all steps")
"""


def test_killed_at_any_step_loses_nothing_and_leaves_nothing() -> None:
    """A process that dies at any step of writing leaves the old file or the new one, and what is half-written is swept away."""
    done = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True, check=False)
    assert done.stdout == "all steps\n", done.stderr


def test_sweeping_leaves_a_running_write_alone(folder: Path) -> None:
    """What another process is writing this moment is not swept away; what nobody writes is, and other files stay."""
    place = private_folder(RESULTS)
    (place / "2026-11-22-b.0123456789ab.tmp").write_text("left behind")
    (place / "notes.tmp").write_text("not ours")
    running = place / "2026-11-22-a.0123456789ab.tmp"
    running.write_text("")
    file = take(running)
    assert file
    sweep()
    assert sorted(names(place)) == sorted([running.name, "notes.tmp"])
    file.close()
    sweep()
    assert names(place) == ["notes.tmp"]


def test_sweeping_without_a_folder_makes_none(folder: Path) -> None:
    """To sweep where nothing was ever kept leaves no folder behind, and a file in place of the folder is no accident."""
    sweep()
    assert not folder.exists()
    folder.parent.mkdir()
    folder.write_text("")
    sweep()


def test_a_pipe_does_not_hang_and_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """A link in the place of a file of ours is refused, a pipe is empty, and of a huge file only a part is read."""
    place = private_folder(UNFINISHED)
    secret = tmp_path / "secret"
    secret.write_text("secret")
    files = [place / f"{letter * 16}.json" for letter in "abc"]
    os.mkfifo(files[0])
    files[1].symlink_to(secret)
    files[2].write_bytes(b"x" * (private.MAX_BYTES + 1))
    assert read_private(files[0]) == b""
    with pytest.raises(OSError, match="symbolic links"):
        read_private(files[1])
    assert take(files[1]) is None
    assert len(read_private(files[2])) == private.MAX_BYTES


@pytest.mark.parametrize("which", ["degreepath", "results"])
def test_a_linked_folder_is_neither_written_nor_read(folder: Path, tmp_path: Path, which: str) -> None:
    """Where one of our folders is a link to another place, nothing is kept there and nothing there counts as ours."""
    there = tmp_path / "elsewhere"
    (there / "results").mkdir(parents=True)
    (there / "results" / NAME).write_text("{}")
    (there / NAME).write_text("{}")
    link = folder if which == "degreepath" else folder / "results"
    link.parent.mkdir(parents=True)
    link.symlink_to(there)
    assert ours(RESULTS) == []
    with pytest.raises(OSError, match="link"):
        private_folder(RESULTS)


def test_only_names_as_we_give_them_are_ours(folder: Path) -> None:
    """Foreign files, and folders with our names, are passed over."""
    place = private_folder(RESULTS)
    for name in ("notes.json", "2026-11-22-a.json.bak", "2026-11-22-A.json", "a.0123456789ab.tmp"):
        (place / name).write_text("{}")
    (place / "2026-11-22-c.json").mkdir()
    (place / NAME).write_text("{}")
    assert [path.name for path in ours(RESULTS)] == [NAME]
    assert data_home() == folder


def test_a_file_is_taken_once(folder: Path) -> None:
    """Of two who want the same file only one gets it, and a file that is gone is taken by nobody."""
    path = private_folder(UNFINISHED) / f"{'a' * 16}.json"
    file = write_private(path, "{}")
    assert take(path) is None
    file.close()
    again = take(path)
    assert again is not None
    assert take(path) is None
    again.close()
    path.unlink()
    assert take(path) is None
