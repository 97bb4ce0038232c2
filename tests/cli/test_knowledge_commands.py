"""compare, roles, programs, questions and sources as a person types them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from commands import run
from typer.testing import CliRunner, Result

from degreepath.cli.app import app
from degreepath.knowledge.load import load_knowledge
from degreepath.records.sheet_file import parse_sheet, read_sheet

COMMANDS = ("compare", "roles", "programs", "questions", "sources")
WORKING = (
    "compare production technology",
    "roles",
    "roles composer",
    "programs",
    "programs technology",
    "questions",
    "sources",
    "sources kan-samples",
)


def document(result: Result) -> dict[str, Any]:
    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} is not JSON")

    assert result.exit_code == 0, result.stderr
    value = json.loads(result.stdout, parse_constant=refuse)
    assert value["schema"] == 1
    return value


@pytest.mark.parametrize("line", WORKING)
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_every_form_prints_something_plain(line: str, form: str) -> None:
    """Each command works in each form; through a pipe there is no escape character, and nothing on stderr."""
    result = run(f"{line} --format {form}")
    assert result.exit_code == 0
    assert len(result.stdout) > 200
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_a_summary_and_examples(command: str, option: str) -> None:
    """Help fits on a screen and shows what to type."""
    result = run(f"{command} {option}")
    assert result.exit_code == 0
    assert f"  degreepath {command}" in result.stdout.split("Examples:")[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_in_the_help_work(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the help suggests can be typed as it stands."""
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"^ +degreepath (.+)$", run(f"{command} --help").stdout, re.MULTILINE)
    assert examples
    for example in examples:
        assert run(example).exit_code == 0, example


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("compare production tecnology", "technology"),
        ("programs prodution", "production"),
        ("roles compser", "composer"),
        ("sources kan-sample", "kan-samples"),
        ("roles xyzzy", "'degreepath roles' lists them all"),
        ("compare production", "2 to 7"),
        ("compare production technology " + "composer " * 6, "2 to 7"),
        ("compare production Prod", "named twice"),
    ],
)
def test_a_wrong_name_or_number_is_one_helpful_line(line: str, hint: str) -> None:
    """Unknown names get a suggestion, wrong numbers a sentence: exit code 2, one line, nothing on stdout."""
    result = run(line)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert hint in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_names_are_found_by_alias_and_in_any_case() -> None:
    """'MUSIC TECH' is as good as 'technology'."""
    runner = CliRunner()
    assert (
        runner.invoke(app, ["programs", "MUSIC TECH"]).stdout
        == runner.invoke(app, ["programs", "technology"]).stdout
    )


def test_roles_as_json_hold_what_the_advice_uses() -> None:
    """Every role lists its interests, topics, pay and the viability of every program."""
    knowledge = load_knowledge()
    found = document(run("roles --format json"))["roles"]
    assert [role["id"] for role in found] == [role.id for role in knowledge.roles]
    for role in found:
        assert role["wants"]
        assert {"all_of", "any_of", "pay", "way_in", "portfolio", "bodies", "try_this", "name"} <= role.keys()
        assert list(role["viability"]) == [program.id for program in knowledge.programs]
        assert set(role["viability"].values()) <= {"covered", "possible", "unknown", "not-covered"}
        assert all(figure["counted"] and figure["year"] for figure in role["pay"])
    assert document(run("roles composer --format json"))["roles"] == [
        role for role in found if role["id"] == "composer"
    ]


def test_programs_as_json_hold_modules_and_doors() -> None:
    """Every program lists its modules, topics by status, and what each role hangs on."""
    knowledge = load_knowledge()
    found = document(run("programs --format json"))["programs"]
    assert [program["id"] for program in found] == [program.id for program in knowledge.programs]
    for program in found:
        assert set(program["topics"]) == {"core", "elective", "intro"}
        assert [door["role"] for door in program["roles"]] == [role.id for role in knowledge.roles]
        assert {"modules", "modules_complete", "award", "as_of", "claims"} <= program.keys()


def test_a_comparison_as_json_names_programs_award_rules_and_sources() -> None:
    """The document holds the programs in the order asked for, the counted award rules, and each source once."""
    found = document(run("compare technology production --format json"))
    assert [program["id"] for program in found["programs"]] == ["technology", "production"]
    assert {rule["archetype"] for rule in found["award_rules"]} == {"production", "technology"}
    names = [source["id"] for source in found["sources"]]
    assert "kan-samples" in names
    assert len(names) == len(set(names))


def test_sources_as_json_count_the_facts_that_cite_them() -> None:
    """The founding article is cited by both archetypes."""
    found = {source["id"]: source for source in document(run("sources --format json"))["sources"]}
    assert len(found) == len(load_knowledge().sources)
    assert found["kan-samples"]["cited_by"]["programs production"] > 1
    assert {"publisher", "date", "kind", "benefits", "url"} <= found["kan-samples"].keys()


def test_questions_as_json_have_just_the_fields_promised() -> None:
    """Ids, interests and texts, in the order of the file."""
    found = document(run("questions --format json"))
    assert {frozenset(question) for question in found["questions"]} == {
        frozenset({"id", "interest", "text", "reverse"})
    }
    assert {frozenset(interest) for interest in found["interests"]} == {frozenset({"id", "name", "about"})}
    assert len(found["questions"]) == len(load_knowledge().questions)


def test_the_empty_sheet_can_be_read_and_filled_in(tmp_path: Path) -> None:
    """The printed sheet is valid as it is, and with every question uncommented it answers every question."""
    path = tmp_path / "answers.toml"
    assert run(f"questions --format toml -o {path}").exit_code == 0
    assert read_sheet(path).answers == {}
    filled = re.sub(r'^# (")', r"\1", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(parse_sheet(filled, "filled").answers) == set(load_knowledge().question)


def test_a_file_is_not_overwritten_without_force(tmp_path: Path) -> None:
    """-o refuses to overwrite, in one line with exit code 4; --force does it."""
    path = tmp_path / "roles.md"
    assert run(f"roles --format markdown -o {path}").exit_code == 0
    first = path.read_text(encoding="utf-8")
    again = run(f"programs -o {path}")
    assert (again.exit_code, again.stdout) == (4, "")
    assert path.read_text(encoding="utf-8") == first
    assert run(f"programs -o {path} --force").exit_code == 0
    assert path.read_text(encoding="utf-8") != first
