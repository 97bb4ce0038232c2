"""roles, programs, sources, questions and method, as a person types them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from commands import run
from typer.testing import Result

from degreepath.knowledge.load import load_knowledge
from degreepath.records.sheet_file import read_sheet, sheet_of

KNOWLEDGE = load_knowledge()
LINES = (
    "roles",
    "roles composer",
    "programs",
    "programs technology",
    "questions",
    "sources",
    "sources kan-samples",
)


def document(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.stderr
    return dict(json.loads(result.stdout))


@pytest.mark.parametrize("line", [*LINES, "method"])
def test_every_form_says_something_plain(line: str) -> None:
    """Each command works in each form that can be read in a pipe: no escape character, nothing on stderr."""
    for form in ("text", "json", "markdown", "html"):
        done = run(f"{line} --format {form}")
        assert (done.exit_code, done.stderr) == (0, "")
        assert len(done.stdout) > 200
        assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("programs prodution", "did you mean production"),
        ("roles compser", "did you mean composer"),
        ("roles sound", "several roles: "),
        ("sources kan-smples", "kan-samples"),
        ("roles xyzzy", "'degreepath roles' lists them all"),
        ("roles ''", "'degreepath roles' lists them all"),
        ("programs --country Atlantis", "known are courses in"),
        ("programs --role compser", "did you mean composer"),
        ("programs technology --country UK", "leave the program out"),
    ],
)
def test_a_wrong_name_is_one_helpful_line(line: str, hint: str) -> None:
    """Unknown names get a suggestion or a list to choose from: exit 2, one line, nothing on stdout."""
    done = run(line)
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert hint in done.stderr


def test_names_are_found_by_alias_part_and_in_any_case() -> None:
    """'MUSIC TECH' is as good as 'technology', and 'plugin' finds the one role that has it in its name."""
    assert run("programs", "MUSIC TECH").stdout == run("programs technology").stdout
    assert run("roles plugin").stdout == run("roles audio-plugin-designer").stdout


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("roles music producer", "roles music-producer"),
        ("programs Music Technology", "programs technology"),
        ("check music technology", "check technology"),
    ],
)
def test_a_name_of_several_words_needs_no_quotation_marks(line: str, same: str) -> None:
    """What stands on the page as a name can be typed as it stands."""
    assert run(line).exit_code == 0
    assert run(line).stdout == run(same).stdout


def test_courses_with_a_door_in_a_country() -> None:
    """`programs --country UK --role composer` lists UK courses that lead there, and none from elsewhere."""
    done = run("programs --country uk --role composer")
    leading, _, _ = done.stdout.partition("\nAsk")
    listed = [course.id for course in KNOWLEDGE.courses if f"\n{course.id} " in leading]
    assert listed
    for name in listed:
        assert KNOWLEDGE.program[name].country == "UK"
        door = document(run(f"check {name} --role composer --format json"))["roles"][0]["door"]
        assert door in {"yes", "choose"}


def test_a_country_decides_whose_pay_comes_first() -> None:
    """A reader in the UK sees a UK figure on the page of a role, where there is one."""
    assert ", UK" in next(
        line for line in run("roles composer --country UK").stdout.splitlines() if line.startswith("Pay")
    )


def test_roles_as_json_hold_what_the_advice_uses() -> None:
    """Every role lists what it wants and needs, its pay, and the door of every program."""
    found = document(run("roles --format json"))["roles"]
    assert [role["id"] for role in found] == [role.id for role in KNOWLEDGE.roles]
    for role in found:
        assert {
            "wants",
            "must",
            "helps",
            "pay",
            "way_in",
            "portfolio",
            "bodies",
            "try_this",
            "name",
        } <= role.keys()
        assert list(role["door"]) == [program.id for program in KNOWLEDGE.programs]
        assert set(role["door"].values()) <= {"yes", "choose", "ask", "no"}
        assert all(figure["counted"] and figure["year"] for figure in role["pay"])
    alone = document(run("roles composer --format json"))["roles"]
    assert alone == [role for role in found if role["id"] == "composer"]


def test_programs_as_json_hold_modules_and_doors() -> None:
    """Every program lists its modules, its topics by status, how much of its list was read, and a door to each role."""
    found = document(run("programs --format json"))["programs"]
    assert [program["id"] for program in found] == [program.id for program in KNOWLEDGE.programs]
    for program in found:
        assert set(program["topics"]) == {"core", "elective", "intro"}
        assert [door["role"] for door in program["roles"]] == [role.id for role in KNOWLEDGE.roles]
        assert {"modules", "listed", "award", "as_of", "claims", "outcomes"} <= program.keys()


def test_sources_as_json_count_the_facts_that_cite_them() -> None:
    """Whoever asks what rests on the founding article reads how many facts of which records cite it."""
    found = {source["id"]: source for source in document(run("sources --format json"))["sources"]}
    assert len(found) == len(KNOWLEDGE.sources)
    assert found["kan-samples"]["cited_by"]["programs production"] > 1
    assert {"publisher", "date", "kind", "benefits", "url"} <= found["kan-samples"].keys()


def test_questions_as_json_have_just_the_fields_promised() -> None:
    """Ids, interests and texts, in the order of the file."""
    found = document(run("questions --format json"))
    assert {frozenset(question) for question in found["questions"]} == {
        frozenset({"id", "interest", "text", "reverse"})
    }
    assert {frozenset(interest) for interest in found["interests"]} == {frozenset({"id", "name", "about"})}
    assert [question["id"] for question in found["questions"]] == [
        question.id for question in KNOWLEDGE.questions
    ]


def test_the_empty_sheet_can_be_read_and_filled_in() -> None:
    """The printed sheet is valid as it is, and with every question uncommented it answers every question."""
    path = Path("answers.toml")
    assert run(f"questions --format toml -o {path}").exit_code == 0
    assert read_sheet(path).answers == {}
    filled = re.sub(r'^# (")', r"\1", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(sheet_of(filled.encode(), "filled").answers) == set(KNOWLEDGE.question)


def test_the_method_page_explains_the_trade_words() -> None:
    """`method --only words` is the glossary: every trade word with what it means."""
    words = " ".join(run("method --only words").stdout.split())
    for term in KNOWLEDGE.terms:
        assert term.word in words
        assert term.about in words
