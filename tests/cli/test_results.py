"""`degreepath results`, `whatif` and `forget`, as a person types them."""

import json
import os
import stat
import time
from pathlib import Path
from typing import Any

import pytest
from commands import run
from kept_students import COMPOSER, CONSULTANT, IDS, KNOWLEDGE, document, kept, results, words
from terminal import CTRL_C, ENTER, Terminal, environment

from degreepath.advice.answers import AnswerSheet
from degreepath.records.kept import Feedback, Likeness, find_kept, kept_names, path_of
from degreepath.records.sheet_file import as_toml

POSIX = pytest.mark.skipif(os.name != "posix", reason="a pty is a POSIX thing")


def tamper(name: str, **changed: Any) -> None:
    value = json.loads(path_of(name).read_text())
    for key, change in changed.items():
        value[key] = value[key] | change if isinstance(change, dict) else change
    path_of(name).write_text(json.dumps(value))


def grown_old(name: str) -> None:
    """Make a kept result one of an older knowledge base, in which one answered question had other words."""
    asked = json.loads(path_of(name).read_text())["asked"]
    tamper(
        name,
        knowledge_hash="older",
        knowledge_version="2020.01",
        asked={next(iter(set(asked) & set(IDS))): "other"},
    )


def sheet_file(home: Path, sheet: AnswerSheet, name: str = "sheet.toml") -> str:
    (home / name).write_text(as_toml(sheet))
    return name


def test_an_empty_list_says_how_to_fill_it(home: Path) -> None:
    """Where nothing is kept, the list says so and names the quiz; looking makes no folder."""
    assert "No result is kept on this computer. 'degreepath quiz' makes one" in words(results())
    assert document("list")["results"] == []
    assert not (home / "data").exists()


def test_the_list_has_what_tells_results_apart() -> None:
    """Newest first, each with the id to type, the degree, the first role and the student's view; `results` alone is the list."""
    first, second = kept(COMPOSER), kept(CONSULTANT, Feedback(likeness=Likeness.PARTLY))
    text = words(results())
    assert text == words(results("list"))
    assert text.index(second) < text.index(first)
    for told in ("Music Production", "Composer", "Music Technology", "Acoustic Consultant", "partly"):
        assert told in text
    listed = document("list")["results"]
    assert [item["id"] for item in listed] == [second, first]
    assert listed[1]["said"]["role"] == "composer"


def test_a_broken_file_does_not_hide_the_others() -> None:
    """One sentence on stderr for the broken file; the others are listed, exit 0; showing it ends with 3."""
    broken, good = kept(COMPOSER), kept(CONSULTANT)
    path_of(broken).write_text("{")
    done = results()
    assert done.exit_code == 0
    (line,) = done.stderr.splitlines()
    assert f"'degreepath forget {broken}' erases it" in line
    assert good in done.stdout
    assert [item["id"] for item in document("list")["broken"]] == [broken]
    shown = results("show", broken)
    assert (shown.exit_code, shown.stdout) == (3, "")


def test_showing_a_result_gives_the_same_result_again(home: Path) -> None:
    """The result of a kept sheet is what the quiz printed, byte for byte."""
    shown = document("show", kept(COMPOSER))
    quiz = run(f"quiz --answers {sheet_file(home, COMPOSER)} --format json")
    assert json.dumps(shown["result"], ensure_ascii=False, indent=2) == quiz.stdout.rstrip("\n")
    assert not shown["knowledge_changed"]


def test_what_has_changed_since_is_said() -> None:
    """If the data changed since, every command that uses the result says so, and how many answers no longer count."""
    name = kept(COMPOSER)
    grown_old(name)
    assert "has changed since" in words(results("show", name))
    shown = document("show", name)
    assert shown["knowledge_changed"]
    assert shown["no_longer_asked"] == 1
    assert len(shown["result"]["sheet"]["answers"]) == len(COMPOSER.answers) - 1
    for line in (
        f"results difference {name} {name}",
        f"whatif {name}",
        f"report {name}",
        f"check technology --result {name}",
    ):
        assert "1 answer or mark is left out" in run(line).stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("results show 2026-01-01-a", "There is no result called"),
        ("results show ../../x", "There is no result called"),
        ("results difference 2026-01-01-a nowhere.toml", "There is no result or answer sheet"),
        ("results shwo", "Did you mean 'show'"),
        ("whatif nowhere.toml", "There is no result or answer sheet"),
        ("report 2026-01-01-a", "There is no result called"),
        ("report x --answers y", "not both"),
        ("report", "There is no kept result"),
        ("forget", "--all"),
        ("forget 2026-01-01-a", "There is no result called"),
        ("forget 2026-01-01-a --all", "or --all"),
    ],
)
def test_refusals_are_one_sentence(line: str, says: str) -> None:
    """What does not exist is refused on stderr in one line, exit 2, with nothing on stdout."""
    done = run(line)
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert says in done.stderr


def test_two_sheets_are_told_apart(home: Path) -> None:
    """A difference of one step is called noise; two people's sheets lead elsewhere, and that is said."""
    one = COMPOSER.answers[IDS[0]]
    near = sheet_file(home, COMPOSER.answering(IDS[0], one - 1))
    found = document("difference", kept(COMPOSER), near)
    assert not found["degree_changed"]
    assert not found["margin"]["more_than_noise"]
    far = document("difference", kept(COMPOSER), kept(CONSULTANT))
    assert far["degree_changed"]
    assert far["interests"]["composing"]["more_than_noise"]
    assert "Music Production" in words(results("difference", kept(COMPOSER), kept(CONSULTANT)))
    assert "exactly the same" in words(results("difference", kept(COMPOSER), kept(COMPOSER)))


def test_points_for_a_talk(home: Path) -> None:
    """Two people's sheets give only the points where they differ much, each with an open question, and no side is taken."""
    question = IDS[0]
    own = COMPOSER.answers[question]
    other = sheet_file(home, COMPOSER.answering(question, 6 - own), "parent.toml")
    (point,) = document("talk", kept(COMPOSER), other)["points"]
    assert (point["question"], point["first"], point["second"]) == (question, own, 6 - own)
    assert point["ask"].endswith("?")
    text = words(results("talk", kept(COMPOSER), other))
    assert KNOWLEDGE.question[question].text in text
    assert not {"wrong", "correct", "mistake", "should"} & set(text.lower().replace(".", " ").split())


def test_one_line_tries_several_answers(home: Path) -> None:
    """`whatif SHEET song=5 beats=` shows what moves, and leaves the sheet as it is."""
    name = sheet_file(home, CONSULTANT)
    before = Path(name).read_text()
    found = json.loads(run(f"whatif {name} song=5 beats= --format json").stdout)
    assert found["before"]["sheet"]["answers"]["beats"] == CONSULTANT.answers["beats"]
    assert found["after"]["sheet"]["answers"]["song"] == 5
    assert "beats" not in found["after"]["sheet"]["answers"]
    assert KNOWLEDGE.question["song"].text in words(run(f"whatif {name} song=5"))
    assert Path(name).read_text() == before
    same = json.loads(run(f"whatif {name} --format json").stdout)
    assert same["before"] == same["after"]


@pytest.mark.parametrize(
    ("move", "says"),
    [
        ("song=6", "from 1 to 5"),
        ("song", "song=4"),
        ("song=x", "from 1 to 5"),
        ("sonk=3", "did you mean song?"),
        ("xyzzy=3", "'degreepath questions --all' lists them all"),
    ],
)
def test_a_change_that_makes_no_sense(home: Path, move: str, says: str) -> None:
    """A wrong change ends with 2, one line on stderr and nothing on stdout."""
    done = run(f"whatif {sheet_file(home, COMPOSER)} {move}")
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert says in done.stderr


@POSIX
def test_in_a_terminal_one_change_after_another_can_be_tried(home: Path) -> None:
    """In a terminal the student types changes, sees what they move, is told of a slip, and leaves with Enter."""
    with Terminal(
        ["whatif", sheet_file(home, COMPOSER), "--no-pager"], environment(home), rows=60
    ) as terminal:
        terminal.until("Answers to change").send("song=1 sound-code=5", ENTER).until("→ 1")
        terminal.until(lambda: terminal.words.endswith("ends this):")).send("nonsense", ENTER)
        terminal.until("'nonsense' is not QUESTION=N").send(ENTER)
        assert terminal.end() == 0


@POSIX
def test_a_kept_result_opens_with_its_keys(home: Path) -> None:
    """In a terminal `results show` is the page with its keys; done leaves at once, as there is nothing to lose."""
    with Terminal(["results", "show", kept(COMPOSER)], environment(home, PAGER="cat")) as terminal:
        terminal.until("done")
        assert "keep" not in terminal.text
        terminal.send("q")
        assert terminal.end() == 0
    with Terminal(
        ["results", "show", kept(COMPOSER), "--no-input", "--no-pager"], environment(home)
    ) as terminal:
        assert terminal.end() == 0


@POSIX
def test_a_kept_result_goes_on(home: Path) -> None:
    """Who comes back to a kept result can answer more; what comes of it is a new result, to keep beside the old one."""
    name = kept(COMPOSER.answering(IDS[0], None))
    with Terminal(["results", "show", name, "--plain"], environment(home)) as terminal:
        terminal.until("more questions").send("more questions\r").until("Question").send("5\r", "1\r")
        terminal.until("keep:").send("k\r", "s\r", "q\r")
        assert terminal.end() == 0
    new, old = (find_kept(one) for one in kept_names())
    assert old.id == name
    assert old.sheet.answers.items() < new.sheet.answers.items()
    assert not list((home / "data").rglob("unfinished/*.json"))


@POSIX
def test_a_kept_result_survives_leaving_in_the_middle(home: Path) -> None:
    """Ctrl-C among the new questions keeps them as an unfinished quiz, and the kept result as it was."""
    name = kept(COMPOSER.answering(IDS[0], None))
    before = find_kept(name)
    with Terminal(["results", "show", name], environment(home, PAGER="cat")) as terminal:
        terminal.until("done").send("g").until("Question").send(CTRL_C)
        assert terminal.end() == 130
        assert "To go on: degreepath quiz --resume" in terminal.words
    assert find_kept(name) == before
    assert len(list((home / "data").rglob("unfinished/*.json"))) == 1


def test_what_holds_answers_is_private(home: Path) -> None:
    """Every file with a student's result in it is its owner's alone; a report without the answers need not be."""
    name = kept(COMPOSER)
    for number, line in enumerate(
        (f"results show {name}", f"whatif {name}", f"report {name}", f"report {name} --no-answers")
    ):
        file = home / f"{number}.html"
        assert run(f"{line} -o {file}").exit_code == 0
        private = stat.S_IMODE(file.stat().st_mode) == 0o600
        assert private == ("--no-answers" not in line)


def test_a_report_says_what_it_carries(home: Path) -> None:
    """The report quotes the answers and says so; with --no-answers it says that it leaves them out, and none is in it."""
    name = sheet_file(home, COMPOSER)
    carries, leaves = (
        run(f"report --answers {name} --format text --all {more}").stdout for more in ("", "--no-answers")
    )
    assert "carries all answers" in " ".join(carries.split())
    assert "leaves the answers out" in " ".join(leaves.split())
    text = KNOWLEDGE.question["wave-maths"].text
    assert text in " ".join(carries.split())
    assert text not in " ".join(leaves.split())
    done = run(f"report --answers {name} --no-answers --format json")
    assert (done.exit_code, done.stdout) == (2, "")


def test_the_newest_result_is_reported(home: Path) -> None:
    """Without an id the newest kept result that can be read is taken; the form follows the ending."""
    kept(CONSULTANT)
    broken = kept(COMPOSER)
    path_of(broken).write_text("{")
    done = run("report --format json")
    assert json.loads(done.stdout)["sheet"]["answers"] == CONSULTANT.answers
    assert broken in done.stderr
    for name, start in (("r.html", b"<!DOCTYPE html>"), ("r.pdf", b"%PDF-"), ("r.md", b"# ")):
        run(f"report -o {name}")
        assert (home / name).read_bytes().startswith(start)
    refused = run("report -o r.docx")
    assert (refused.exit_code, "type -o r.html" in refused.stderr) == (2, True)


def test_forgetting_one_and_all(home: Path) -> None:
    """One result, or all: nobody is asked through a pipe, so --yes is needed; what is erased is named; nothing stays."""
    one, two = kept(COMPOSER), kept(CONSULTANT)
    asked = run(f"forget {one}")
    assert (asked.exit_code, asked.stdout) == (2, "")
    assert "add --yes" in asked.stderr
    assert str(path_of(one)) in run(f"forget {one} --yes").stdout
    assert kept_names() == (two,)
    path_of(two).write_text("{")
    assert "which cannot be read any more" in run(f"forget {two} --yes").stdout
    kept(COMPOSER)
    kept(COMPOSER)
    run("quiz --plain", input="s\ns\ns\ns\n3\nq\n")
    said = run("forget --all --yes").stdout
    assert "Erased: 2 kept results, 1 unfinished quiz." in said
    assert not (home / "data" / "degreepath").exists()
    assert "nothing to erase" in run("forget --all").stdout


def test_forgetting_leaves_what_is_not_ours(home: Path) -> None:
    """Other files, and whatever lies behind a link, stay."""
    kept(COMPOSER)
    other = home / "elsewhere"
    other.mkdir()
    (other / "2026-11-22-a.json").write_text("{}")
    folder = home / "data" / "degreepath"
    (folder / "notes.txt").write_text("mine")
    (folder / "unfinished").symlink_to(other)
    assert run("forget --all --yes").exit_code == 0
    assert (other / "2026-11-22-a.json").exists()
    assert (folder / "notes.txt").read_text() == "mine"
    assert kept_names() == ()


@POSIX
def test_forgetting_is_asked_about_in_a_terminal(home: Path) -> None:
    """In a terminal it says what and where, and asks; no keeps it, yes erases it, Ctrl-C leaves with 130."""
    name = kept(COMPOSER)
    for answer, code, there in (("n\r", 0, True), ("\x03", 130, True), ("y\r", 0, False)):
        with Terminal(["forget", name], environment(home)) as terminal:
            terminal.until("Erase it?")
            time.sleep(0.2)  # nobody is faster; Python may miss Ctrl-C in the instant before it waits
            terminal.send(answer)
            assert terminal.end() == code
            assert name in terminal.printed
        assert path_of(name).exists() == there


def test_half_written_files_are_swept_at_the_next_start(home: Path) -> None:
    """What a killed process left half written, answers in it, is gone at the next start of any command."""
    kept(COMPOSER)
    half = path_of("2026-11-22-a").with_suffix(".0123456789ab.tmp")
    half.write_text("answers")
    run("roles composer")
    assert not half.exists()


def test_the_newest_result_is_shown_without_an_id() -> None:
    """`results show` alone shows the result that was kept last, as `report` does."""
    kept(COMPOSER)
    newest = kept(CONSULTANT)
    assert results("show").stdout == results("show", newest).stdout


def test_the_students_own_view_goes_along_with_the_report() -> None:
    """Whoever is handed the report reads what the student thought of the result and would drop."""
    name = kept(CONSULTANT, Feedback(likeness=Likeness.PARTLY, drop_roles=("acoustic-consultant",)))
    told = words(run(f"report {name} --format text"))
    assert "You said: this sounds like me in part. You would drop: Acoustic Consultant." in told
    kept(CONSULTANT)
    assert "You would drop" not in words(run("report --format text"))


def test_a_goal_can_be_tried_out(home: Path) -> None:
    """`whatif SHEET goal=ROLE` shows what a goal changes; a wrong name is told."""
    name = sheet_file(home, COMPOSER)
    aiming = words(run(f"whatif {name} goal=acoustic"))
    found = json.loads(run(f"whatif {name} goal=acoustic --format json").stdout)
    assert found["after"]["sheet"]["goal"] == "acoustic-consultant"
    assert found["after"]["recommendation"]["for_goal"]
    assert "Goal: none → Acoustic Consultant" in aiming
    assert "no role called 'nobody'" in run(f"whatif {name} goal=nobody").stderr


def test_a_kept_result_names_itself_where_other_answers_are_tried() -> None:
    """The command under 'what would change it' can be typed as it stands: it holds the id of the result on the screen."""
    name = kept(COMPOSER)
    assert f"degreepath whatif {name} " in words(results("show", name, "--only", "change"))
