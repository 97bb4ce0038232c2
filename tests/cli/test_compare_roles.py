"""`degreepath compare --roles` as a person types it."""

import json
from functools import partial
from pathlib import Path

import pytest
from commands import run

SEVEN = ["composer", "mix-engineer", "producer", "audio-engineer", "sound-designer", "live-sound-technician",
         "mastering-engineer"]  # fmt: skip
compare = partial(run, "compare")


@pytest.mark.parametrize("names", [SEVEN[:2], ["Composer", "MIX engineer", "producer"], SEVEN])
def test_two_to_seven_roles_are_compared(names: list[str]) -> None:
    """Roles by id or name in any case; the page goes to stdout, plain, with nothing on stderr."""
    result = compare("--roles", *names)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Composer or Mix Engineer")
    assert "\x1b" not in result.stdout


def test_the_document_holds_the_roles_asked_for_and_their_sources() -> None:
    """JSON has the roles in the order asked for, as `roles` gives them, with each source once."""
    value = json.loads(compare("--roles", "mix-engineer", "composer", "--format", "json").stdout)
    assert value["schema"] == 1
    assert [role["id"] for role in value["roles"]] == ["mix-engineer", "composer"]
    names = [source["id"] for source in value["sources"]]
    assert len(names) == len(set(names)) > 0
    assert {role["way_in"]["source"] for role in value["roles"]} <= set(names)
    alone = run("roles composer --format json").stdout
    assert value["roles"][1] == json.loads(alone)["roles"][0]


@pytest.mark.parametrize(
    ("form", "begins"), [("markdown", b"# Composer or"), ("html", b"<!doctype html>"), ("pdf", b"%PDF-")]
)
def test_it_is_written_as_a_document_to_hand_over(form: str, begins: bytes, home: Path) -> None:
    """Each form lands in the file named, and an existing file is kept."""
    words = ["--roles", "composer", "mix-engineer", "--format", form, "-o", f"jobs.{form}"]
    assert compare(*words).exit_code == 0
    assert (home / f"jobs.{form}").read_bytes()[:40].lower().startswith(begins.lower())
    assert compare(*words).exit_code == 4


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--roles", "composer", "mix-enginer"], "did you mean mix-engineer"),
        (["--roles", "composer"], "2 to 7 roles, not 1; 'degreepath roles'"),
        (["--roles", *SEVEN, "composer"], "2 to 7 roles, not 8"),
        (["--roles", "composer", "Composer"], "name each role once"),
        (["--roles", "composer", "technology"], "There is no role called 'technology'"),
        (["composer", "mix-engineer"], "'composer' is a role, not a program; to compare roles, add --roles"),
        (["production", "xyzzy"], "There is no program called 'xyzzy'"),
    ],
)
def test_a_wrong_name_or_number_is_one_helpful_line(words: list[str], hint: str) -> None:
    """Exit code 2, one line on stderr that says what to type, nothing on stdout."""
    result = compare(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert hint in result.stderr
    assert len(result.stderr.splitlines()) == 1
