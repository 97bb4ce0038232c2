"""`degreepath whatif` and `degreepath method`, as a counsellor uses them."""

import json
from pathlib import Path

import pytest
from commands import run
from terminal import ENTER, Terminal, environment

from degreepath.advice.recommend import recommend
from degreepath.knowledge.load import load_knowledge
from degreepath.records.results import keep, path_of
from degreepath.records.sheet_file import as_toml, read_sheet

ROOT = Path(__file__).parents[2]
SHEET = str(ROOT / "tests" / "personas" / "plugin-coder.toml")


def test_without_changes_it_shows_the_smallest_one():
    """Without --set, the counsellor learns which answers would have to change to turn the result."""
    result = run("whatif", SHEET)
    assert result.exit_code == 0
    assert "would change it" in result.stdout


def test_a_change_is_shown_before_and_after():
    """A changed answer is named with both values, and both results stand one above the other."""
    result = run("whatif", SHEET, "--set", "sound-code=1")
    assert result.exit_code == 0
    assert "→ 1: Write a small program" in " ".join(result.stdout.split())
    assert result.stdout.index("Before") < result.stdout.index("After")


def test_skipping_an_answer_is_a_change_too():
    """QUESTION= without a number takes the answer away."""
    result = run("whatif", SHEET, "--set", "sound-code=", "--format", "json")
    found = json.loads(result.stdout)
    assert "sound-code" in found["before"]["sheet"]["answers"]
    assert "sound-code" not in found["after"]["sheet"]["answers"]


def test_the_same_answers_give_the_same_result():
    """Setting an answer to what it is already changes nothing."""
    found = json.loads(run("whatif", SHEET, "--format", "json").stdout)
    assert found["before"] == found["after"]


def test_in_a_terminal_one_change_after_another_can_be_tried(tmp_path: Path):
    """In a terminal the student changes an answer, sees what moves, is told of a slip, and leaves with Enter."""
    with Terminal(["whatif", SHEET], environment(tmp_path), rows=60) as terminal:
        terminal.until("Change an answer").send("sound-code=1", ENTER).until("→ 1: Write a small program")
        terminal.until("sound-code=1").send("nonsense", ENTER)
        terminal.until("'nonsense' is not QUESTION=N with N from 1 to 5; for example song=4").send(ENTER)
        assert terminal.end() == 0
        assert "--set" not in terminal.printed


@pytest.mark.parametrize("change", ["sound-code=6", "sound-code", "sound-code=x", "no-such-question=3"])
def test_a_change_that_makes_no_sense_is_refused_in_a_sentence(change: str):
    """A wrong --set ends with 2, one line on stderr and nothing on stdout."""
    result = run("whatif", SHEET, "--set", change)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["id", "-", "file"])
def test_a_kept_result_a_pipe_and_a_file_are_all_a_sheet(home: Path, name: str) -> None:
    """The result the quiz has just kept can be named by its id, and a sheet can come through a pipe; all say the same."""
    sheet = read_sheet(Path(SHEET))
    knowledge = load_knowledge()
    names = {"id": keep(knowledge, recommend(knowledge, sheet)).id, "-": "-", "file": SHEET}
    result = run("whatif", names[name], "--format", "json", input=as_toml(sheet))
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["before"]["sheet"]["answers"] == sheet.answers


def test_what_no_longer_counts_of_a_kept_result_is_said(home: Path) -> None:
    """Where a question has other words than on the day, stderr says so, and that its answer is left out."""
    knowledge = load_knowledge()
    kept = keep(knowledge, recommend(knowledge, read_sheet(Path(SHEET))))
    value = json.loads(path_of(kept.id).read_text())
    value["knowledge_hash"] = "older"
    value["asked"]["sound-code"] = "other words"
    path_of(kept.id).write_text(json.dumps(value))
    result = run("whatif", kept.id, "--format", "json")
    assert "1 answer or mark is left out" in result.stderr
    assert "sound-code" not in json.loads(result.stdout)["before"]["sheet"]["answers"]
    report = run("report", kept.id, "--format", "json")
    assert report.stderr == result.stderr


def test_the_method_page_shows_every_measured_property():
    """The technical sheet lists each measured figure with its target."""
    found = json.loads(run("method", "--format", "json").stdout)
    page = " ".join(run("method").stdout.split())
    assert len(found["figures"]["rows"]) >= 17
    for row in found["figures"]["rows"]:
        assert row["reached"] in page


def test_the_method_document_is_the_page_that_the_program_prints():
    """docs/method.md is what 'degreepath method --format markdown' prints; run 'make simulate' to write both anew."""
    printed = run("method", "--format", "markdown").stdout
    assert (ROOT / "docs" / "method.md").read_text(encoding="utf-8") == printed
