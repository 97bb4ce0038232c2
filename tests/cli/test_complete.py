"""What the shell offers at TAB."""

import shutil
import subprocess
from pathlib import Path

import pytest
from commands import run
from kept_students import COMPOSER, kept
from terminal import PROGRAM, environment

MINE = 'schema = 1\n[[sources]]\nid = "mine"\ntitle = "T"\npublisher = "P"\ndate = "2026"\nkind = "press"\nbenefits = "B"\n'


def offered(typed: str) -> list[str]:
    env = {
        "_DEGREEPATH_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split(" ")) - 1),
    }
    return run("", env=env).stdout.split()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("degreepath compare ", "production"),
        ("degreepath compare production tech", "technology"),
        ("degreepath compare --roles comp", "composer"),
        ("degreepath check prod", "production"),
        ("degreepath check production --role comp", "composer"),
        ("degreepath programs te", "technology"),
        ("degreepath programs --country U", "UK"),
        ("degreepath sources kan", "kan-samples"),
        ("degreepath roles --format j", "json"),
        ("degreepath comp", "compare"),
        ("degreepath results d", "difference"),
        ("degreepath data schema pro", "programs"),
        ("degreepath quiz --country U", "UK"),
    ],
)
def test_what_is_offered(typed: str, wanted: str) -> None:
    """TAB offers what begins with what is typed."""
    begun = typed.rsplit(" ", 1)[1]
    assert wanted in offered(typed)
    assert all(word.startswith(begun) for word in offered(typed))


@pytest.mark.parametrize(
    "command", ["results show ", "results difference ", "report ", "forget ", "whatif ", "compare --result "]
)
def test_kept_results_are_offered(command: str) -> None:
    """TAB offers the results that are kept, and nothing where none is."""
    assert offered(f"degreepath {command}") == []
    name = kept(COMPOSER)
    assert offered(f"degreepath {command}") == [name]


def test_a_folder_of_ones_own_is_offered_too(home: Path) -> None:
    """TAB knows what is in --data, though the base may be wrong elsewhere; where nothing can be read it says nothing."""
    (home / "mine.toml").write_text(MINE)
    assert offered(f"degreepath --data {home} sources min") == ["mine"]
    (home / "wrong.toml").write_text('schema = 1\n[[programs]]\nid = "half"\n')
    assert offered(f"degreepath --data {home} sources min") == ["mine"]
    assert offered("degreepath --data nowhere sources min") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "pwsh"])
def test_every_shell_has_a_script(shell: str) -> None:
    """Each of the four shells gets a script that calls degreepath."""
    assert "_DEGREEPATH_COMPLETE" in run("", env={"_DEGREEPATH_COMPLETE": f"source_{shell}"}).stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_in_a_real_bash(home: Path) -> None:
    """In bash, TAB after 'degreepath roles comp' completes to composer."""
    script = (
        f'source <(_DEGREEPATH_COMPLETE=source_bash "{PROGRAM}"); COMP_WORDS=(degreepath roles comp); COMP_CWORD=2; '
        f'_degreepath_completion "{PROGRAM}"; echo "${{COMPREPLY[@]}}"'
    )
    done = subprocess.run(
        ["bash", "-c", script], env=environment(home), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["composer"]
