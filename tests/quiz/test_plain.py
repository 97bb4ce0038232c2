"""Asking in plain lines."""

import io

import pytest
from quiz_stages import COUNTRY, EARLIER, END, FIRST, GOAL, IDS, KNOWLEDGE, LEAST, MOST, REVIEW, START

from degreepath.knowledge.fields import ANSWER_WORDS
from degreepath.quiz import words
from degreepath.quiz.plain import Plain
from degreepath.quiz.screens import Chosen, Screen, screen
from degreepath.quiz.session import Change, Move, Say, Session, Stage, Step
from degreepath.text import in_ascii


def plain(typed: str, width: int = 80) -> Plain:
    return Plain(io.StringIO(typed), io.StringIO(), in_ascii, width)


def ask(session: Session | Screen, typed: str) -> tuple[Chosen, str]:
    front = plain(typed)
    chosen = front.ask(session if isinstance(session, Screen) else screen(session))
    assert isinstance(front.write, io.StringIO)
    return chosen, front.write.getvalue()


@pytest.mark.parametrize(
    ("session", "typed", "chosen"),
    [
        (START, "", Move.GO_ON),
        (MOST, "2 1 5\n", ("electronic-music", "composing", "sound-design")),
        (MOST, " 2,1 \n", ("electronic-music", "composing")),
        (MOST, "s\n", Move.SKIP),
        (MOST, "b\n", Move.BACK),
        (LEAST.after(Move.BACK), "\n", ("composing", "mixing")),
        (LEAST, "2 16\n", ("electronic-music", "helping")),
        (GOAL, "1\n", Move.SKIP),
        (GOAL, "4\n", "composer"),
        (GOAL.after(Say("composer")).after(Move.BACK), "\n", "composer"),
        (GOAL.after(Move.SKIP).after(Move.BACK), "\n", Move.SKIP),
        (COUNTRY, "1\n", Move.SKIP),
        (COUNTRY, "2\n", KNOWLEDGE.countries[0]),
        (COUNTRY, "canada\n", "Canada"),
        (MOST, "Sound design\n", ("sound-design",)),
        (FIRST, "5\n", 5),
        (FIRST, "S\n", Move.SKIP),
        (FIRST, "b\n", Move.BACK),
        (FIRST, "e\n", Move.END),
        (EARLIER, "\n", 4),
        (END, "1\n", Move.FINISH),
        (END, "2\n", Move.REVIEW),
        (REVIEW, "1\n", Move.FINISH),
        (REVIEW, "2\n", Change(Step(Stage.MOST))),
        (REVIEW, "6\n", Change(Step(Stage.QUESTION, IDS[0]))),
    ],
)
def test_typed_line_means(session: Session, typed: str, chosen: Chosen) -> None:
    """A number answers, a letter commands, and Enter keeps what was given before."""
    assert ask(session, typed)[0] == chosen


@pytest.mark.parametrize("wrong", ["", "0", "6", "x", "33", "1 2", "five", "²", "-1", "r", "9" * 5000])
def test_anything_else_is_asked_again(wrong: str) -> None:
    """A line that is no answer is never taken for one: the student is told and asked again."""
    chosen, said = ask(FIRST, f"{wrong}\n2\n")
    assert chosen == 2
    refusal = words.TOO_MANY.format(number=2, most=1) if wrong == "1 2" else words.NOT_UNDERSTOOD
    assert said.count(refusal) == 1


@pytest.mark.parametrize("wrong", ["1 2 3 4", "1 1", "17", ""])
def test_more_than_three_marks_or_the_same_twice_are_refused(wrong: str) -> None:
    """At most three different interests can be marked."""
    assert ask(MOST, f"{wrong}\n1\n")[0] == ("composing",)


def test_least_keeps_the_numbers_of_most() -> None:
    """An interest has the same number on both marking screens; one that is marked MOST is named as such and refused."""
    chosen, said = ask(LEAST, "1 2\n3\n")
    assert chosen == ("recording",)
    assert words.MARKED_BEFORE.format(names="Writing music") in said
    assert "Writing music (marked MOST): 1" in said.splitlines()
    assert "Recording (Microphones, musicians, studio sessions): 3" in said.splitlines()


def test_marks_and_choices_are_said_back() -> None:
    """What was marked or chosen from a long list is said in words; a number is easily mistyped."""
    assert "You marked: Electronic music; Writing music." in ask(MOST, "2 1\n")[1]
    assert "You chose: Composer." in ask(GOAL, "4\n")[1]


def test_answer_words_are_said_once() -> None:
    """The five words of the scale and the letters are said with the first question, and not again."""
    front, session, told = plain("3\n4\n"), FIRST, []
    assert isinstance(front.write, io.StringIO)
    for _ in range(2):
        session = session.after(Say(int(str(front.ask(screen(session))))))
        told.append(front.write.getvalue())
    first, second = told[0], told[1].removeprefix(told[0])
    for number, word in ANSWER_WORDS.items():
        assert f"{word[0]}{word[1:]}: {number}" in first
        assert word not in second
    assert "Letters:" in first
    assert "Letters:" not in second
    assert KNOWLEDGE.questions[1].text in second


def test_earlier_answer_is_said() -> None:
    """Who comes back to a question hears the answer given before, and how to keep it."""
    said = ask(EARLIER, "1\n")[1]
    assert "Your answer: like, 4." in said
    assert "or Enter alone to keep 4." in " ".join(said.split())


@pytest.mark.parametrize("asked", ["w", "?"])
def test_why_is_answered_and_then_the_question_stays(asked: str) -> None:
    """'w' explains the question and waits for the answer."""
    chosen, said = ask(FIRST, f"{asked}\n1\n")
    assert chosen == 1
    assert "Writing music" in said


def test_more_about_a_job_can_be_read() -> None:
    """'?' and a number tell what a job is; the list itself stays short."""
    work = KNOWLEDGE.role["composer"].work
    chosen, said = ask(GOAL, "? 4\n?99\n1\n")
    assert chosen == Move.SKIP
    assert f"Composer: {work}" in " ".join(said.split())
    assert ask(GOAL, "? composer\n1\n")[1].count(work[:20]) == 1
    assert work not in " ".join(ask(GOAL, "1\n")[1].split())
    assert words.READ_MORE in said


def test_a_screen_reader_hears_no_marks() -> None:
    """No line has a bar, a box or a sign that would be read out; a label comes before its number."""
    for session in (MOST, LEAST, GOAL, COUNTRY, FIRST, END, REVIEW):
        for line in ask(session, "s\nb\n1\n")[1].splitlines():
            assert line.isascii()
            assert not set(line) & set("#*|<>_~^=")
            assert "--" not in line
            assert not line[:1].isdigit()


def test_leaving_and_the_end_of_input() -> None:
    """'q' leaves; so does the end of the input, and neither answers anything."""
    for typed in ("q\n", "?\nq\n"):
        with pytest.raises(KeyboardInterrupt):
            ask(FIRST, typed)
    with pytest.raises(EOFError):
        ask(FIRST, "")


def test_nothing_marked_is_told_and_then_skipped() -> None:
    """Enter with nothing marked is told the first time; a second Enter skips the step, other lines in between do not."""
    chosen, said = ask(MOST, "\n\n")
    assert chosen == Move.SKIP
    assert said.count(words.NOTHING_MARKED) == 1
    assert ask(MOST, "\n99\n\n1\n")[0] == ("composing",)


def test_a_menu_takes_numbers_and_letters() -> None:
    """A menu is numbered; its letters work too, and Enter alone is neither."""
    keys = {"w": "why", "q": "done"}
    typed = ("1\n", "W\n", "3\nq\n", "\n", "b\n", "back\n")
    assert [plain(line).key(keys) for line in typed] == ["w", "w", "q", "", "", ""]


@pytest.mark.parametrize("width", [20, 40])
def test_lines_fit_the_terminal(width: int) -> None:
    """In a narrow terminal lines are wrapped between words."""
    front = plain("1\n", width)
    front.ask(screen(FIRST))
    assert isinstance(front.write, io.StringIO)
    assert max(map(len, front.write.getvalue().splitlines())) <= width
