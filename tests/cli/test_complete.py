"""What the shell offers at TAB."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from terminal import PROGRAM, environment
from typer.testing import CliRunner

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.recommend import recommend
from degreepath.cli.app import app
from degreepath.knowledge.ids import countries, ids_of
from degreepath.knowledge.load import load_knowledge
from degreepath.records.results import keep

MINE = 'schema = 1\n[[sources]]\nid = "mine"\ntitle = "T"\npublisher = "P"\ndate = "2026"\nkind = "press"\nbenefits = "B"\n'


def offered(typed: str) -> list[str]:
    env = {
        "_DEGREEPATH_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split(" ")) - 1),
    }
    return CliRunner().invoke(app, prog_name="degreepath", env=env).stdout.split()


@pytest.mark.parametrize("table", ["programs", "roles", "sources"])
def test_the_ids_are_those_of_the_knowledge_base(table: str, tmp_path: Path) -> None:
    """What TAB offers is what the commands know, in the same order, with a counsellor's own folder too."""
    (tmp_path / "mine.toml").write_text(MINE)
    for overlay in (None, tmp_path):
        assert ids_of(table, overlay) == tuple(one.id for one in getattr(load_knowledge(overlay), table))


def test_a_base_of_its_own_hides_ours(tmp_path: Path) -> None:
    """With a whole knowledge base in --data, TAB offers nothing of ours."""
    for name in ("vocabulary", "questions", "programs", "roles"):
        (tmp_path / f"{name}.toml").write_text("schema = 1\n")
    (tmp_path / "sources.toml").write_text(MINE)
    assert ids_of("sources", tmp_path) == ("mine",)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("degreepath compare ", "production"),
        ("degreepath compare production tech", "technology"),
        ("degreepath compare --roles comp", "composer"),
        ("degreepath check prod", "production"),
        ("degreepath check production --role comp", "composer"),
        ("degreepath programs te", "technology"),
        ("degreepath sources kan", "kan-samples"),
        ("degreepath roles --format j", "json"),
        ("degreepath comp", "compare"),
        ("degreepath data schema pro", "programs"),
        ("degreepath quiz --country U", "UK"),
    ],
)
def test_what_is_offered(typed: str, wanted: str) -> None:
    """TAB offers ids that begin with what is typed."""
    begun = typed.rsplit(" ", 1)[1]
    assert wanted in offered(typed)
    assert all(word.startswith(begun) for word in offered(typed))


def test_the_countries_are_those_that_the_quiz_knows(tmp_path: Path) -> None:
    """After --country TAB offers each country with a course once, a counsellor's own too, and each can be typed."""
    (tmp_path / "mine.toml").write_text('[[programs]]\naliases = ["x"]\ncountry = "New Zealand"\n')
    ours = countries()
    assert set(ours) == {course.country for course in load_knowledge().courses if course.country}
    assert countries(tmp_path) == (*ours, "New Zealand")
    (tmp_path / "mine.toml").write_bytes(b"\xff")
    assert offered(f"degreepath --data {tmp_path} quiz --country U") == []


@pytest.mark.parametrize(
    "command", ["results show ", "results diff ", "results talk ", "report ", "forget ", "whatif "]
)
def test_kept_results_are_offered(home: Path, command: str) -> None:
    """TAB offers the results that are kept."""
    assert offered(f"degreepath {command}") == []
    knowledge = load_knowledge()
    kept = keep(knowledge, recommend(knowledge, AnswerSheet()), datetime(2026, 11, 22, 12, tzinfo=UTC))
    assert offered(f"degreepath {command}") == [kept.id]


def test_a_folder_of_ones_own_is_offered_too(tmp_path: Path) -> None:
    """TAB knows the sources in --data, in a file that is being written too; where there is no text it says nothing."""
    (tmp_path / "mine.toml").write_text(MINE)
    assert offered(f"degreepath --data {tmp_path} sources min") == ["mine"]
    (tmp_path / "half.toml").write_text('[[sources]]\nid = "minor"\ntitle = "')
    assert offered(f"degreepath --data {tmp_path} sources min") == ["minor", "mine"]
    (tmp_path / "half.toml").write_bytes(b"\xff")
    assert offered(f"degreepath --data {tmp_path} sources min") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "pwsh"])
def test_every_shell_has_a_script(shell: str) -> None:
    """Each of the four shells gets a script that calls degreepath."""
    said = CliRunner().invoke(app, prog_name="degreepath", env={"_DEGREEPATH_COMPLETE": f"source_{shell}"})
    assert "_DEGREEPATH_COMPLETE" in said.stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_in_a_real_bash(tmp_path: Path) -> None:
    """In bash, TAB after 'degreepath roles comp' completes to composer."""
    script = (
        f'source <(_DEGREEPATH_COMPLETE=source_bash "{PROGRAM}"); COMP_WORDS=(degreepath roles comp); COMP_CWORD=2; '
        f'_degreepath_completion "{PROGRAM}"; echo "${{COMPREPLY[@]}}"'
    )
    done = subprocess.run(
        ["bash", "-c", script], env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["composer"]
