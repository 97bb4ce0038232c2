"""After the result: one key opens one section and comes back; leaving without keeping asks once."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from quiz_stages import KNOWLEDGE

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.recommend import Recommendation, recommend
from degreepath.cli import explorer
from degreepath.cli.output import Output
from degreepath.errors import FileError
from degreepath.knowledge import Knowledge
from degreepath.pages.blocks import Page, Paragraph, Section
from degreepath.quiz.asking import taken_up
from degreepath.quiz.plain import Plain
from degreepath.quiz.terminal import Terminal
from degreepath.records import private
from degreepath.records.kept import Feedback, Likeness, find_kept, kept_names
from degreepath.text import in_ascii

pytestmark = pytest.mark.timeout(20)

LIKED = {"composing": 5, "picture": 5, "electronics": 1, "programming": 2, "humanities": 4}
SHEET = AnswerSheet(
    answers={q.id: LIKED[q.interest] for q in KNOWLEDGE.questions if q.interest in LIKED and not q.reverse}
)
RESULT = recommend(KNOWLEDGE, SHEET)
PAGE = Page(
    "Your result",
    (Paragraph("summary"),),
    (
        Section("why", "Why", (Paragraph("reasons"),), "w"),
        Section("change", "What would change it", (Paragraph("flip"),), "x"),
        Section("hidden", "Without a key", (Paragraph("hidden"),)),
    ),
)
DOWN, ENTER = "\x1b[B", "\r"


@dataclass(frozen=True)
class Desk(Output):
    """Shows nothing, and remembers what it was to show, and which other answers were tried."""

    form: str = "text"
    done: list[Any] = field(default_factory=list)

    def show(self, page: Page) -> None:
        self.done.append(page.sections[0].id if page.sections else page.title)

    def lines(self, page: Page, columns: int) -> list[str]:
        if not self.done or self.done[-1] != (page.sections or (page,))[0].title:
            self.done.append((page.sections or (page,))[0].title)
        return [str(number) for number in range(columns)] if page.sections else ["summary"]

    def tried(self, knowledge: Knowledge, sheet: AnswerSheet) -> Recommendation:
        self.done.append({q: a for q, a in sheet.answers.items() if SHEET.answers[q] != a} or sheet.opener)
        return recommend(knowledge, sheet)

    def explore(self, front: "Plain | Terminal", page: Page, *, kept: str = "") -> str:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(explorer, "coloured_lines", self.lines)
            patch.setattr(explorer, "recommend", self.tried)
            return explorer.Explorer(self, taken_up(KNOWLEDGE, SHEET, front), RESULT, page, kept).explore()


@pytest.fixture(autouse=True)
def own_home(home: Path) -> Path:
    """A home of its own, where results are kept."""
    return home


def plainly(typed: str, desk: Desk, page: Page = PAGE) -> tuple[str, str]:
    front = Plain(io.StringIO(typed), io.StringIO(), in_ascii, 80)
    kept = desk.explore(front, page)
    assert isinstance(front.write, io.StringIO)
    return kept, front.write.getvalue()


def test_plain_menu_shows_the_result_first_and_each_section_once() -> None:
    """In plain lines the result comes first, then a numbered menu; a section is shown, and Enter shows the result again."""
    desk = Desk()
    kept, said = plainly("Why\n2\n\nq\n2\n", desk)  # a name, a number, a letter
    assert desk.done == ["Your result", "why", "change", "Your result"]
    assert not kept
    assert "why: 1\nchange: 2\nmore questions: 3\nkeep: 4\nreport: 5\ndone: 6\n" in said
    assert "Answer: \n\nback to the result: 6\nType a name" in said
    assert "Answer: \n\ntry another answer: 2\nType a name" in said


def test_plain_menu_is_read_out_once_and_when_asked() -> None:
    """What is behind the result is not read out after each section; ? reads it out again, with what is behind this one."""
    said = plainly("why\nchange\n?\nq\nq\n2\n", Desk())[1]
    assert said.count("report: 5\n") == 2
    assert "change: 2\n" not in said[said.index("try another answer: 2") :]


@pytest.mark.parametrize(
    ("typed", "kept", "view"),
    [
        ("k\n1\nq\n", True, Feedback(likeness=Likeness.YES)),
        ("k\ns\nq\n", True, None),
        ("k\n3\ns\nq\n", True, Feedback(likeness=Likeness.NO)),
        ("k\n2\n2\nq\n", True, Feedback(likeness=Likeness.PARTLY, drop_roles=(RESULT.top[0],))),
        ("k\n2\n1\nq\n", True, Feedback(likeness=Likeness.PARTLY, drop_degree=True)),
        ("k\n2\nq\nq\n", True, Feedback(likeness=Likeness.PARTLY)),
        ("q\n1\n", True, None),
        ("q\n2\n", False, None),
        ("q\n3\nq\nb\nq\n2\n", False, None),
        ("", False, None),
        ("k\n", True, None),
        ("k\nq\nq\n", True, None),
        ("x\nx\nq\nq\nq\n2\n", False, None),
    ],
)
def test_what_is_kept_and_what_is_lost(typed: str, kept: bool, view: Feedback | None) -> None:
    """Keeping asks, shortly, what the student thinks; leaving without keeping asks once; the end of the input keeps nothing."""
    name = plainly(typed, Desk())[0]
    assert kept_names() == (name,) * kept
    found = [find_kept(name) for name in kept_names()]
    assert [result.feedback for result in found] == [view] * kept


def test_a_section_can_be_heard_again() -> None:
    """Who asks in plain lines for the section that is open gets it once more, not only the menu."""
    desk = Desk()
    plainly("why\nwhy\nq\nq\n2\n", desk)
    assert desk.done[:3] == ["Your result", "why", "why"]


def test_leaving_says_what_is_lost() -> None:
    """Before an unkept result is gone the student reads how much that is."""
    said = " ".join(plainly("q\n2\n", Desk())[1].split())
    assert f"What you said ({len(SHEET.answers)} answers) and this result would not be kept" in said


def test_what_fails_is_said_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the disk is full or a report cannot be written, the menu says so and goes on; the result is not taken for kept."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    def refused(*_: object, **__: object) -> None:
        raise FileError("The report cannot be written.")

    monkeypatch.setattr(private, "write_private", full)
    monkeypatch.setattr(explorer, "write_file", refused)
    kept, said = plainly("k\np\nq\n1\nq\n2\n", Desk())
    assert not kept
    assert said.count("That did not work (No space left on device).") == 2
    assert "The report cannot be written." in said


def test_one_answer_can_be_changed_and_only_the_difference_is_shown() -> None:
    """In 'what would change it' a student picks an answer, gives another, and sees a page of the difference; nothing is changed."""
    desk = Desk()
    plainly("x\nx\n6\n4\n\nq\nq\n2\n", desk)
    first = next(iter(RESULT.sheet.answers))
    assert desk.done == ["Your result", "change", {first: 4}, "What if?", "Your result"]


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def test_marks_and_the_goal_can_be_tried_too() -> None:
    """Not only answers: other marks show what they would change as well, and going back changes nothing."""
    desk = Desk()
    plainly("x\nx\n2\n1 2\n\nx\nb\n\nq\n2\n", desk)
    names = tuple(interest.id for interest in KNOWLEDGE.interests[:2])
    assert desk.done == [
        "Your result",
        "change",
        Opener(most=names),
        "What if?",
        "Your result",
    ]


def test_keys_in_a_terminal(keys: PipeInput) -> None:
    """One key opens a section, another the next, q comes back to the result, which stays on the screen; k keeps."""
    desk = Desk()
    keys.send_text(f"wxx{DOWN * 5}{ENTER}4qqks{'q'}")
    assert desk.explore(Terminal(), PAGE)
    first = next(iter(RESULT.sheet.answers))
    shown = [
        "Your result",
        "Why",
        "What would change it",
        {first: 4},
        "What if?",
        "What would change it",
    ]
    assert desk.done == [*shown, "Your result", "Your result"]


def test_ctrl_c_decides_nothing(keys: PipeInput) -> None:
    """Ctrl-C behind the result is no answer to whether to keep it."""
    keys.send_text("w\x03")
    with pytest.raises(KeyboardInterrupt):
        Desk().explore(Terminal(), PAGE)
    keys.send_text("k\x03\x03")
    assert Desk().explore(Terminal(), PAGE), "what is kept stays kept"


def test_kept_result_has_the_same_menu() -> None:
    """A result that was kept before is explored in the same way, without keeping or losing anything."""
    desk = Desk()
    front = Plain(io.StringIO("1\nq\nq\n"), io.StringIO(), in_ascii, 80)
    assert desk.explore(front, PAGE, kept="2026-11-22-a")
    assert desk.done == ["Your result", "why", "Your result"]
    assert isinstance(front.write, io.StringIO)
    assert "change: 2\nmore questions: 3\nwhere it is kept: 4\nreport: 5\ndone: 6\n" in front.write.getvalue()


def test_who_keeps_the_result_on_leaving_has_left() -> None:
    """Keeping at the last question is the end: the result is not shown again."""
    desk = Desk()
    name = plainly("q\n1\ns\nwhy\n", desk)[0]
    assert kept_names() == (name,)
    assert "why" not in desk.done
