"""`degreepath compare` as a person types it."""

import json
import stat
from pathlib import Path

import pytest
from commands import run
from kept_students import COMPOSER, KNOWLEDGE, kept

from degreepath.advice.recommend import recommend
from degreepath.records.sheet_file import as_toml


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("compare production", "2 to 7 programs, not 1"),
        ("compare --roles composer", "2 to 7 roles, not 1"),
        ("compare " + "production technology " * 4, "2 to 7 programs, not 8"),
        ("compare production Prod", "'production' is named twice"),
        ("compare --roles composer Composer", "'composer' is named twice"),
        ("compare production tecnology", "did you mean technology"),
        ("compare composer mix-engineer", "to compare roles, add --roles"),
        ("compare --roles production composer", "to compare programs, leave --roles out"),
        ("compare production technology --result x --answers y", "not both"),
        ("compare production technology --result 2020-01-01-a", "There is no result called"),
    ],
)
def test_what_cannot_be_compared_is_one_helpful_line(line: str, hint: str) -> None:
    """A wrong number, a name twice, a role among programs: one line that says what to type, exit 2."""
    done = run(line)
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert hint in done.stderr


def test_seven_programs_are_compared() -> None:
    """Up to seven real courses stand side by side, each named."""
    ids = [course.id for course in KNOWLEDGE.courses if course.modules][:7]
    done = run("compare", *ids)
    assert done.exit_code == 0, done.stderr
    assert all(KNOWLEDGE.program[name].name.split(",")[0].split()[0] in done.stdout for name in ids)


def test_a_comparison_as_json() -> None:
    """The document holds the programs in the order asked for, the counted award rules, and each source once."""
    found = json.loads(run("compare technology production --format json").stdout)
    assert [program["id"] for program in found["programs"]] == ["technology", "production"]
    assert {rule["archetype"] for rule in found["award_rules"]} == {"production", "technology"}
    names = [source["id"] for source in found["sources"]]
    assert "kan-samples" in names
    assert len(names) == len(set(names))
    roles = json.loads(run("compare --roles composer mix-engineer --format json").stdout)
    assert [role["id"] for role in roles["roles"]] == ["composer", "mix-engineer"]


@pytest.mark.parametrize("line", ["compare production technology", "compare --roles composer mix-engineer"])
def test_a_kept_result_shows_only_when_it_is_named(home: Path, line: str) -> None:
    """What another person kept on this computer never slips into a page; whoever names it sees it, and its file is private."""
    without = run(line).stdout
    name = kept(COMPOSER)
    assert run(line).stdout == without
    (home / "sheet.toml").write_text(as_toml(COMPOSER))
    shown = run(f"{line} --result {name}").stdout
    assert shown != without
    assert shown == run(f"{line} --answers sheet.toml").stdout
    if "--roles" not in line:
        for role in recommend(KNOWLEDGE, COMPOSER).top:
            assert KNOWLEDGE.role[role].name in shown
    assert run(f"{line} --result {name} -o mine.html").exit_code == 0
    assert stat.S_IMODE((home / "mine.html").stat().st_mode) == 0o600
