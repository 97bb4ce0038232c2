"""`degreepath quiz` on the command line. What it asks, and how it is left, is tested with the quiz."""

import json
import re
import stat
from pathlib import Path

import pytest
from commands import run
from kept_students import COMPOSER, IDS, KNOWLEDGE
from terminal import DOWN, ENTER, Terminal, environment
from typer.testing import Result

from degreepath.quiz import words
from degreepath.records import private
from degreepath.records.kept import Likeness, find_kept, kept_names
from degreepath.records.sheet_file import as_toml, sheet_of

ANSWERS = {question: 1 + place % 5 for place, question in enumerate(IDS)}
OPENER = ["1 5 9", "2 3 4", "s", "1"]
TYPED = [*OPENER, *map(str, ANSWERS.values()), "1"]


def quiz(*options: str, typed: list[str] | None = None) -> Result:
    """Run the quiz in plain lines, asking every question in file order, so that typed answers meet the questions they are for."""
    lines = "".join(f"{line}\n" for line in TYPED + (typed or []))
    return run("quiz", "--plain", "--full", *options, input=lines)


def answered_sheet(home: Path) -> str:
    (home / "sheet.toml").write_text(as_toml(COMPOSER))
    return "sheet.toml"


def on_disk(home: Path) -> list[Path]:
    return [path for path in (home / "data").rglob("*") if path.is_file()]


def test_a_plain_quiz_through_a_pipe_gives_clean_data(home: Path) -> None:
    """The answers come line by line; stdout holds the result only, stderr the questions, and nothing stays on the disk."""
    done = quiz("--format", "json", typed=["2", "2"])
    assert done.exit_code == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["sheet"]["answers"] == ANSWERS
    assert f"Question {len(IDS)} of {len(IDS)}" in done.stderr
    assert "\x1b" not in done.stderr
    assert on_disk(home) == []


def test_the_same_answers_give_the_same_result_again(home: Path) -> None:
    """The sheet in the JSON of a quiz, replayed from a file or through a pipe, gives the very same bytes."""
    asked = quiz("--format", "json")
    sheet = json.dumps(json.loads(asked.stdout)["sheet"])
    (home / "sheet.json").write_text(sheet)
    assert run("quiz --answers sheet.json --format json").stdout == asked.stdout
    assert run("quiz --answers - --format json", input=sheet).stdout == asked.stdout


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("", "--answers FILE"),
        ("--full", "--plain"),
        ("--resume", "--plain"),
        ("--no-input", "--answers"),
        ("--no-input --plain", "--answers"),
        ("--answers x --resume", "--answers"),
        ("--answers x --full", "--answers"),
        ("--plain --resume", "no unfinished quiz"),
        ("--plain --goal compser", "did you mean composer"),
        ("--plain --goal sound", "several roles"),
        ("--plain --country Atlantis", "known are courses in"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_asked(home: Path, options: str, says: str) -> None:
    """Without a terminal, with contradicting options or unknown names: one line that helps, exit 2, nothing asked or kept."""
    done = run(f"quiz {options}", input="".join(f"{line}\n" for line in TYPED))
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert says in done.stderr
    assert on_disk(home) == []


def test_after_too_few_answers_the_questions_go_on(home: Path) -> None:
    """Where no degree is named yet and questions are left, a key under the result leads back to them; then it is gone."""
    typed = ["s", "s", "s", "s", "3", "e", "1", "more questions", "5", "e", "1", *"wq", "2"]
    done = run("quiz", "--plain", input="".join(f"{line}\n" for line in typed))
    assert done.stderr.count("more questions: ") == 1
    assert "Question 2 of" in done.stderr
    assert "You have answered 2 questions so far." in done.stderr
    assert done.exit_code == 0
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_a_skipped_question_can_be_answered_at_the_result(home: Path) -> None:
    """After all questions those that were skipped are still offered; once they are answered nothing is."""
    rest = ["4"] * (len(KNOWLEDGE.questions) - 2)
    typed = ["s", "s", "s", "s", "s", *rest, "s", "1", "more questions", "5", "2", "1", "wq", "done", "2"]
    done = run("quiz", "--plain", "--full", input="".join(f"{line}\n" for line in typed))
    assert done.exit_code == 0
    assert done.stderr.count("more questions: ") == 1


def test_what_is_kept_stays_kept_when_the_questions_go_on(home: Path) -> None:
    """Who keeps a result, looks at the questions again and says nothing new is not told that it would be lost."""
    typed = ["s", "s", "s", "s", "5", "e", "1", "k", "s", "more questions", "e", "1", "q"]
    done = run("quiz", "--plain", input="".join(f"{line}\n" for line in typed))
    assert done.exit_code == 0
    assert words.LEAVE not in done.stderr
    assert done.stderr.count("where it is kept") == 1
    assert len(kept_names()) == 1


def test_an_answer_can_be_corrected_at_the_result(home: Path) -> None:
    """What was tried in 'what would change it' can be taken: the result is shown anew, and what is kept holds that answer."""
    typed = ["s", "s", "s", "s", "5", "e", "1", *"xx", "6", "1", "make it my answer", "k", "s", "q"]
    done = run("quiz", "--plain", input="".join(f"{line}\n" for line in typed))
    assert done.exit_code == 0
    (kept,) = (path for path in home.rglob("*.json"))
    assert [*json.loads(kept.read_text())["sheet"]["answers"].values()] == [1]


def test_the_goal_is_told_and_not_asked_for() -> None:
    """Whoever names a goal by a part of it reads which role was taken; it counts, and is not asked for."""
    without = [*TYPED[:2], *TYPED[3:]]
    done = run(
        "quiz", "--plain", "--full", "--goal", "game audio", "--format", "json", input="\n".join(without)
    )
    assert "Your goal: Game Audio Designer (game-audio-designer)." in done.stderr
    assert words.GOAL not in " ".join(done.stderr.split())
    assert words.COUNTRY in " ".join(done.stderr.split())
    assert json.loads(done.stdout)["sheet"]["goal"] == "game-audio-designer"


def test_goal_and_country_beat_those_of_the_sheet(home: Path) -> None:
    """With --answers, a goal or country on the command line is taken in place of the sheet's."""
    sheet = answered_sheet(home)
    done = run(f"quiz --answers {sheet} --goal mix-engineer --country uk --format json")
    document = json.loads(done.stdout)
    assert (document["sheet"]["goal"], document["sheet"]["country"]) == ("mix-engineer", "UK")
    assert {KNOWLEDGE.program[course["program"]].country for course in document["courses"]} <= {"UK"}
    assert done.stderr == ""


def test_a_replayed_sheet_is_never_asked_about(home: Path) -> None:
    """With --answers nothing is asked and nothing kept, whatever is on stdin; a file of the result is private."""
    sheet = answered_sheet(home)
    done = run(f"quiz --answers {sheet}", input="k\n1\n")
    assert (done.exit_code, done.stderr) == (0, "")
    assert not (home / "data").exists()
    run(f"quiz --answers {sheet} -o mine.txt")
    assert stat.S_IMODE((home / "mine.txt").stat().st_mode) == 0o600


def key(done: Result, wanted: str) -> str:
    """The number that stands beside a word in the first menu after the result."""
    found = re.search(rf"^{wanted}: (\d+)$", done.stderr, re.MULTILINE)
    assert found, done.stderr
    return found[1]


def test_after_the_result_it_is_looked_at_kept_judged_and_reported(home: Path) -> None:
    """In plain lines the menu opens sections on stdout, keeps the result with the student's view, and writes a private report."""
    menu = quiz()
    why, keep, report = (key(menu, word) for word in ("why", "keep", "report"))
    done = quiz(typed=[why, "", report, keep, "2", "1", "q"])
    assert done.exit_code == 0, done.stderr
    assert "What speaks for" in done.stdout
    assert done.stdout.count("Your result: ") == menu.stdout.count("Your result: ") + 1
    (name,) = kept_names()
    kept = find_kept(name)
    assert kept.sheet.answers == ANSWERS
    assert kept.feedback
    assert kept.feedback.likeness is Likeness.PARTLY
    said = " ".join(done.stderr.split())
    for told in (f"degreepath results show {name}", f"degreepath forget {name}", "degreepath-report.html"):
        assert told in said
    assert stat.S_IMODE((home / "degreepath-report.html").stat().st_mode) == 0o600
    assert {stat.S_IMODE(path.stat().st_mode) for path in (home / "data").rglob("*")} == {0o700, 0o600}


def test_a_second_report_takes_another_name(home: Path) -> None:
    """A report never overwrites one that is there."""
    (home / "degreepath-report.html").write_text("mine")
    quiz(typed=[key(quiz(), "report"), "q"])
    assert (home / "degreepath-report.html").read_text() == "mine"
    assert (home / "degreepath-report-2.html").exists()


def test_a_result_in_a_file_can_still_be_kept(home: Path) -> None:
    """With -o the result is in the file, and whether to keep it is asked all the same."""
    first = quiz("-o", "mine.json")
    quiz("-o", "mine.json", "--force", typed=[key(first, "keep"), "s", "q"])
    (name,) = kept_names()
    assert (
        find_kept(name).sheet.answers
        == ANSWERS
        == json.loads((home / "mine.json").read_text())["sheet"]["answers"]
    )


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_answers_on_the_screen(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If nothing can be kept, the answers are printed ready to be copied, and a sentence says why, exit 4."""
    monkeypatch.setattr(private, "write_private", full)
    done = quiz("--format", "json")
    assert done.exit_code == 4
    assert json.loads(done.stdout)["sheet"]["answers"] == ANSWERS
    printed = done.stderr[done.stderr.rindex("schema = 1") : done.stderr.rindex("degreepath: ")]
    assert sheet_of(printed.encode(), "printed").answers == ANSWERS
    assert "no space left on device" in done.stderr.splitlines()[-1]
    assert kept_names() == ()


def test_a_result_that_cannot_be_written_keeps_the_quiz(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the result cannot be shown, the quiz is still there to go on with, and the student reads so."""
    monkeypatch.setattr("degreepath.cli.output.write_file", full)
    done = quiz("-o", "mine.json")
    assert done.exit_code == 4
    assert "degreepath quiz --resume" in done.stderr
    assert len(on_disk(home)) == 1


def to_result(terminal: Terminal) -> Terminal:
    """Go through the quiz in a real terminal, one answer, to the keys below the result."""
    terminal.until("Start").send(ENTER)
    terminal.until(words.MOST).send("s")
    terminal.until(words.LEAST).send("s")
    terminal.until(words.GOAL).send("s")
    terminal.until(words.COUNTRY).send("s")
    terminal.until("Question 1 of").send("5", ENTER)
    terminal.until("Question 2 of").send("e")
    terminal.until(words.SEE_RESULT).send(ENTER)
    return terminal.until("done")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 34), (40, 20)])
def test_in_a_real_terminal(home: Path, columns: int, rows: int) -> None:
    """The result stands on one screen with its keys; a key opens a section and comes back; leaving asks once."""
    with Terminal(
        ["quiz"], environment(home, PAGER="sh -c 'echo PAGED'"), columns=columns, rows=rows
    ) as terminal:
        to_result(terminal)
        assert "Your result" in terminal.text or "Not yet" in terminal.text
        terminal.send("s").until("back to the result").send("q").until("[k] keep")
        terminal.send("q").until("Leave without keeping").send(DOWN, ENTER)
        assert terminal.end() == 0
        assert "Traceback" not in terminal.printed
        assert "PAGED" not in terminal.printed
        assert not terminal.screen.cursor.hidden
    assert on_disk(home) == []


def test_cut_off_at_the_result(home: Path) -> None:
    """Ctrl-C, SIGTERM or SIGKILL below the result, before it was decided whether to keep it: --resume has the answers."""
    for end, code in (
        (lambda t: t.interrupt(), 130),
        (lambda t: t.kill(15).end(), 143),
        (lambda t: t.kill(9).end(), -9),
    ):
        with Terminal(["quiz"], environment(home)) as terminal:
            assert end(to_result(terminal)) == code
        (left,) = on_disk(home)
        assert left.parent.name == "unfinished"
        left.unlink()
