"""`degreepath results` as a person types it."""

import json
import os
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest
from kept_students import COMPOSER, CONSULTANT, IDS, KNOWLEDGE, document, kept, results, words
from terminal import PROGRAM, environment
from typer.testing import CliRunner

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.kept import Feedback, Likeness
from degreepath.advice.recommend import recommend
from degreepath.advice.stamp import stamp
from degreepath.cli.app import app
from degreepath.records.results import path_of
from degreepath.records.sheet_file import as_toml


def tamper(name: str, **changed: Any) -> None:
    path = path_of(name)
    value = json.loads(path.read_text())
    for key, change in changed.items():
        value[key] = value[key] | change if isinstance(change, dict) else change
    path.write_text(json.dumps(value))


def test_an_empty_list_says_how_to_fill_it(home: Path) -> None:
    """Where nothing is kept, the list says so and names the quiz; looking makes no folder."""
    assert "No result is kept on this computer. 'degreepath quiz' makes one" in words(results())
    assert document()["results"] == []
    assert not (home / "data").exists()


def test_the_list_shows_day_degree_band_and_top_role() -> None:
    """Each line has the id to type, the degree, how sure, the day, the top role and the student's view."""
    first, second = kept(COMPOSER), kept(CONSULTANT, Feedback(likeness=Likeness.PARTLY))
    text = words(results())
    result = recommend(KNOWLEDGE, COMPOSER)
    degree = KNOWLEDGE.program[result.verdict.program or ""].name
    assert f"{first} {degree}: {result.verdict.band.value}" in text
    assert "top role: Composer" in text
    assert "sounds like you: partly" in text
    assert text.index(second) < text.index(first)
    listed = document()["results"]
    assert [item["id"] for item in listed] == [second, first]
    assert listed[1]["said"]["role"] == "composer"


def test_a_sheet_that_decides_nothing_is_listed_as_such() -> None:
    """A result without a degree is listed with the reason and without a top role."""
    kept(AnswerSheet())
    text = words(results())
    assert "Too few answers to advise you" in text
    assert "top role" not in text


def test_a_broken_file_does_not_hide_the_others() -> None:
    """One sentence on stderr for the broken file; the others are listed, exit 0; showing it ends with 3."""
    broken, good = kept(COMPOSER), kept(CONSULTANT)
    path_of(broken).write_text("{")
    result = results()
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert f"'degreepath forget {broken}' erases it" in line
    assert good in result.stdout
    assert [item["id"] for item in document()["broken"]] == [broken]
    shown = results("show", broken)
    assert (shown.exit_code, shown.stdout) == (3, "")


def test_showing_a_result_gives_the_same_result_again() -> None:
    """With the same knowledge base the page says so, and the result in it is what the quiz printed, byte for byte."""
    name = kept(COMPOSER)
    assert "The knowledge base is the same as then, so this is the same advice." in words(
        results("show", name)
    )
    shown = document("show", name)
    sheet = Path(os.environ["HOME"]) / "sheet.toml"
    sheet.write_text(as_toml(COMPOSER))
    quiz = CliRunner().invoke(app, ["quiz", "--answers", str(sheet), "--format", "json"])
    assert json.dumps(shown["result"], ensure_ascii=False, indent=2) == quiz.stdout.rstrip("\n")
    assert shown["stamp"] == stamp(KNOWLEDGE, COMPOSER)
    assert not shown["knowledge_changed"]


def test_a_changed_knowledge_base_is_said_plainly() -> None:
    """If the data changed since, the page says so, what was said on the day, and how many answers no longer count."""
    name = kept(COMPOSER)
    tamper(
        name,
        knowledge_hash="older",
        knowledge_version="2020.01",
        asked={IDS[0]: "other words"},
        said={"role_name": "Organ Grinder"},
    )
    text = words(results("show", name))
    assert "has changed since" in text
    assert f"(then 2020.01, now {KNOWLEDGE.version})" in text
    assert "On the day it said:" in text
    assert "top role Organ Grinder" in text
    assert "1 answer or mark is left out" in text
    shown = document("show", name)
    assert shown["knowledge_changed"]
    assert shown["no_longer_asked"] == 1
    assert IDS[0] not in shown["result"]["sheet"]["answers"]
    assert "has changed since" in words(results("diff", name, name))


def test_the_view_is_shown_beside_and_changes_no_number() -> None:
    """What the student thought is on the page; every number is the same as without it."""
    plain = kept(COMPOSER)
    view = Feedback(likeness=Likeness.NO, drop_degree=True, drop_roles=("composer", "gone-role"))
    other = kept(COMPOSER, view)
    text = words(results("show", other))
    assert "You said: this does not sound like me." in text
    assert ", Composer, gone-role." in text
    assert document("show", plain)["result"] == document("show", other)["result"]
    assert document("show", other)["feedback"]["drop_roles"] == ["composer", "gone-role"]


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
@pytest.mark.parametrize("command", ["", "show A", "diff A B", "talk A B"])
def test_every_form_is_plain_and_goes_to_a_file(home: Path, command: str, form: str) -> None:
    """Each command works in each form; nothing is coloured through a pipe, and -o writes the same to a file."""
    names = {"A": kept(COMPOSER), "B": kept(CONSULTANT)}
    arguments = [names.get(part, part) for part in command.split()]
    result = results(*arguments, "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout
    out = home / "out"
    written = results(*arguments, "--format", form, "-o", str(out))
    assert (written.exit_code, written.stdout) == (0, "")
    assert out.read_text().split() == result.stdout.split()


@pytest.mark.parametrize("columns", [20, 40, 80])
@pytest.mark.parametrize("command", ["", "show A", "diff A B", "talk A B"])
def test_narrow_terminals_lose_nothing(monkeypatch: pytest.MonkeyPatch, command: str, columns: int) -> None:
    """At 20 and 40 columns no line is longer than the screen, and no character is lost."""
    names = {"A": kept(COMPOSER), "B": kept(CONSULTANT)}
    arguments = [names.get(part, part) for part in command.split()]
    monkeypatch.setenv("COLUMNS", str(columns))
    narrow = results(*arguments).stdout
    assert max(map(len, narrow.splitlines())) <= columns
    if command != "show A":  # that page draws a line of the terminal's width
        monkeypatch.setenv("COLUMNS", "100")
        assert sorted("".join(narrow.split())) == sorted("".join(results(*arguments).stdout.split()))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("show", "2026-01-01-a"), 2),
        (("show", "../../x"), 2),
        (("diff", "2026-01-01-a", "nowhere.toml"), 2),
        (("shwo",), 2),
        (("--format", "json", "show", "2026-01-01-a"), 2),
        (("talk", "."), 2),
    ],
)
def test_refusals_are_one_sentence(arguments: tuple[str, ...], code: int) -> None:
    """What does not exist, or an option in the wrong place, is refused on stderr with nothing on stdout."""
    result = results(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()


@pytest.mark.parametrize("command", [(), ("show",), ("diff",), ("talk",)])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_a_summary_and_an_example(command: tuple[str, ...], option: str) -> None:
    """Help of every part shows what to type."""
    result = results(*command, option)
    assert result.exit_code == 0
    assert " ".join(("degreepath results", *command)) in result.stdout
    assert "Example" in result.stdout


def test_the_same_sheet_gives_the_same_bytes_on_every_run(home: Path) -> None:
    """The JSON of one sheet is identical in every process, whatever Python's hashing does that day."""
    sheet = home / "sheet.toml"
    sheet.write_text(as_toml(COMPOSER))
    outputs = {
        subprocess.run(
            [str(PROGRAM), "quiz", "--answers", str(sheet), "--format", form],
            env=environment(home, PYTHONHASHSEED=seed),
            capture_output=True,
            check=True,
        ).stdout
        for form in ("json",)
        for seed in ("0", "1", "42", "random")
    }
    assert len(outputs) == 1


def test_the_order_of_answers_changes_neither_stamp_nor_result() -> None:
    """Sheets with the same answers in another order have one stamp and one result, but for the echo of the sheet."""
    order = list(COMPOSER.answers.items())
    random.Random(1).shuffle(order)
    opener = Opener(most=COMPOSER.opener.most[::-1]) if COMPOSER.opener else None
    shuffled = AnswerSheet(opener=opener, answers=dict(order))
    assert stamp(KNOWLEDGE, shuffled) == stamp(KNOWLEDGE, COMPOSER)
    one, two = (
        recommend(KNOWLEDGE, sheet).model_dump_json(exclude={"sheet"}) for sheet in (COMPOSER, shuffled)
    )
    assert one == two
    for changed in (
        COMPOSER.answering(IDS[0], 3),
        COMPOSER.skipping(IDS[0]),
        COMPOSER.model_copy(update={"opener": None}),
        COMPOSER.model_copy(update={"goal": "composer"}),
    ):
        assert stamp(KNOWLEDGE, changed) != stamp(KNOWLEDGE, COMPOSER)
