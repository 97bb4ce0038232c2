"""What the screens say, and that every word of it can be read at any size."""

import re

import pytest

from degreepath.knowledge.load import load_knowledge
from degreepath.quiz import after, words
from degreepath.quiz.lines import MORE_TEXT, View, page, wrap
from degreepath.quiz.look import ASCII, UNICODE, look_of, only_plain
from degreepath.quiz.policy import Next, everything
from degreepath.quiz.screens import Screen, place, screen
from degreepath.quiz.session import Session, replay
from degreepath.quiz.steps import Answer, Goal, GoOn, Mark, Skip, Step, Stop

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
START = Session(KNOWLEDGE, everything(KNOWLEDGE))
OPENED = [GoOn(), Skip(), Skip(), Skip()]
STOPPED = replay(START, [GoOn(), Skip(), Skip(), Skip(), Answer(IDS[0], 4), Skip(), Stop()])


def settled_after_one(_: object, shown: frozenset[str]) -> Next:
    """A policy that calls the result settled after one question, in file order."""
    left = [question for question in IDS if question not in shown]
    return Next(left[0], settled=bool(shown), more=0 if shown else 2, change=0.02)


def sessions() -> dict[str, Session]:
    """A session at every kind of screen, and at every question."""
    session, found = START, {}
    events = [
        GoOn(),
        Mark(("composing",)),
        Skip(),
        Goal("composer"),
        *(Answer(question, 4) for question in IDS),
    ]
    for event in events:
        found[str(session.step)] = session
        session = session.after(event)
    adaptive = replay(Session(KNOWLEDGE, settled_after_one), OPENED)
    settled = adaptive.after(Answer(IDS[0], 5))
    others = {
        "adaptive": adaptive,
        "settled": settled,
        "beyond": settled.after(GoOn()),
        "stopped": settled.after(Stop()),
    }
    return found | others | {"review": session}


SESSIONS = sessions()


def every_text() -> set[str]:
    """Every text that the quiz may show: its own words, and those of every screen."""
    own = [*vars(words).values(), *vars(after).values()]
    texts = {
        text for value in own for text in ((value,) if isinstance(value, str) else tuple_of_texts(value))
    }
    for session in SESSIONS.values():
        shown = screen(session)
        texts |= {shown.title, *shown.text, shown.why}
        texts |= {text for choice in shown.choices for text in (choice.label, choice.about)}
    return texts


def tuple_of_texts(value: object) -> tuple[str, ...]:
    found = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return tuple(text for text in found if isinstance(text, str))


def test_a_terminal_without_unicode_reads_every_word() -> None:
    """No text of the quiz loses a character to a question mark where the terminal has plain ASCII only."""
    texts = every_text()
    assert KNOWLEDGE.roles[0].work in texts
    for text in texts:
        shown = ASCII.text(text)
        assert shown.isascii()
        assert shown.count("?") == text.count("?"), text


@pytest.mark.parametrize(("text", "shown"), [("£30,000 – “good”…", 'GBP 30,000 - "good"...'), ("漢", "?")])
def test_what_ascii_lacks_is_written_out(text: str, shown: str) -> None:
    """A counsellor's own texts with pounds, dashes and quotation marks can be read too; only what has no such form is lost."""
    assert ASCII.text(text) == shown


def said(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", text)


def everything_readable(shown: Screen, columns: int, rows: int, *, why: bool) -> list[str]:
    """Every word one can bring onto the screen with the pointer and Tab."""
    found: list[str] = []
    for part in range(40):
        laid = page(View(shown, ASCII, why=why, part=part), columns, rows)
        found += said(" ".join(text for _, text in laid.above))
        if MORE_TEXT not in " ".join(laid.below):
            break
    listed = page(View(shown, ASCII), columns, rows)
    return found + said(" ".join(line for choice in listed.choices for line in choice))


@pytest.mark.parametrize("why", [False, True])
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 20), (20, 20), (20, 12)])
@pytest.mark.parametrize("step", SESSIONS)
def test_nothing_is_cut(step: str, columns: int, rows: int, why: bool) -> None:
    """Every word of every screen can be read in a terminal of any size, and nothing is wider or higher than it."""
    shown = screen(SESSIONS[step])
    laid = page(View(shown, UNICODE, why=why), columns, rows)
    lines = (
        [text for _, text in laid.above] + [line for choice in laid.choices for line in choice] + laid.below
    )
    assert max(map(len, lines)) <= columns
    assert len(laid.above) + laid.height + len(laid.below) <= rows
    wanted = said(" ".join([shown.title, *shown.text, *(choice.label for choice in shown.choices)]))
    readable = everything_readable(shown, columns, rows, why=why)
    assert set(wanted + (said(shown.why) if why else [])) <= set(readable)


@pytest.mark.parametrize("step", SESSIONS)
def test_all_fits_at_40_columns_without_asking_for_more(step: str) -> None:
    """At 40 columns every text is on the screen at once; only long lists scroll."""
    laid = page(View(screen(SESSIONS[step]), UNICODE), 40, 24)
    assert "Tab" not in " ".join(laid.below)


def test_no_word_is_broken() -> None:
    """A line ends between words, also where the words have hyphens."""
    text = "Use only ready-made software and never look at the code behind it."
    for width in range(12, 60):
        assert " ".join(wrap(text, width)).split() == text.split()


def test_skipped_and_answered_questions_are_told_apart_in_words() -> None:
    """The list of answers says what was answered and what was skipped, and how many questions are left."""
    labels = " ".join(choice.label for choice in screen(STOPPED).choices)
    assert "[4 like]" in labels
    assert "[skipped]" in labels
    assert f"({len(IDS) - 2} left)" in labels


def test_adaptive_quiz_says_how_much_is_left_and_why_it_may_stop() -> None:
    """The student reads how many answers could still change the result, and later that the rest would hardly change it."""
    text = {
        step: " ".join([screen(session).title, *screen(session).text]) for step, session in SESSIONS.items()
    }
    assert "Question 1 of at most 28" in text["adaptive"]
    assert "Two more answers could still change your result." in text["adaptive"]
    assert "The other 27 questions would change your degree in about 2 of 100 cases." in text["settled"]
    assert "Your result is settled. You can end here or answer more." in text["beyond"]
    assert "about 2 of 100 cases" in text["stopped"]
    assert "could still change" not in text[f"question:{IDS[0]}"]


def test_welcome_says_how_many_questions_at_most() -> None:
    """The welcome promises at most 28 questions; if every question was asked for, exactly 28."""
    adaptive = " ".join(screen(Session(KNOWLEDGE, settled_after_one)).text)
    assert "you answer at most 28 short questions" in adaptive
    assert "when more answers would hardly change your result" in adaptive
    assert "you answer 28 short questions." in " ".join(screen(START).text)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (1, "One more answer could still"),
        (5, "Five more answers could still"),
        (6, "More answers could"),
        (24, "More answers"),
    ],
)
def test_only_small_numbers_of_answers_are_promised(more: int, said: str) -> None:
    """How many answers it takes is told once it is few; before that the number would go up and down."""
    assert words.could_change(more).startswith(said)


@pytest.mark.parametrize(
    ("left", "change", "said"),
    [
        (14, 0.017, "The other 14 questions would change your degree in about 2 of 100 cases."),
        (14, 0.0004, "The other 14 questions would change your degree in about 2 of 100 cases."),
        (1, 0.034, "The one question left would change your degree in about 3 of 100 cases."),
        (14, None, "The other 14 questions would hardly change your degree."),
    ],
)
def test_settled_is_put_in_figures(left: int, change: float | None, said: str) -> None:
    """A settled result says what the other questions could still do, and never that they could do nothing."""
    assert words.settled(left, change) == said


def test_bar_fits_beside_the_longest_title() -> None:
    """At 40 columns the bar takes what the words leave, so that the line is never cut, and it is full only at the end."""
    for columns in (40, 45, 80):
        (line, *_) = (
            text for _, text in page(View(screen(SESSIONS["adaptive"]), UNICODE), columns, 24).above
        )
        assert line.startswith("Question 1 of at most 28  ░░░░░░░░")
        assert len(line) <= columns
        assert "█" not in line


def test_why_names_the_interest_and_the_roles() -> None:
    """'Why this question?' says which interest is asked about, which roles it decides, and if it works in reverse."""
    about = {step: screen(session).why for step, session in SESSIONS.items() if step.startswith("question")}
    for question in KNOWLEDGE.questions:
        text = about[str(Step.named(f"question:{question.id}"))]
        assert KNOWLEDGE.interest[question.interest].name in text
        assert ("other way round" in text) is question.reverse


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("welcome", "the start"),
        ("most", "the first step"),
        ("goal", "the question about your goal"),
        (f"question:{IDS[4]}", "question 5"),
    ],
)
def test_place_is_said_in_words(step: str, said: str) -> None:
    """Who comes back is told where the quiz stopped."""
    assert place(SESSIONS[step]) == said


@pytest.mark.parametrize(
    ("encoding", "environ", "look"),
    [
        ("utf-8", {"LANG": "en_GB.UTF-8"}, UNICODE),
        ("UTF-8", {"LC_ALL": "C.UTF-8"}, UNICODE),
        ("utf-8", {"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, ASCII),
        ("utf-8", {}, ASCII),
        ("cp1252", {"LANG": "en_GB"}, ASCII),
        (None, {"LANG": "en_GB.UTF-8"}, ASCII),
    ],
)
def test_ascii_terminals_get_ascii(encoding: str | None, environ: dict[str, str], look: object) -> None:
    """Where the terminal may not know more than ascii, no other sign is sent to it."""
    assert look_of(encoding, environ) is look
    assert ASCII.text("1–5 … ’").isascii()


@pytest.mark.parametrize(
    ("environ", "size", "plain"),
    [
        ({"TERM": "xterm"}, (80, 24), False),
        ({"TERM": "dumb"}, (80, 24), True),
        ({}, (80, 24), True),
        ({"TERM": "xterm"}, (19, 24), True),
        ({"TERM": "xterm"}, (80, 8), True),
    ],
)
def test_terminal_that_cannot_show_a_screen(
    environ: dict[str, str], size: tuple[int, int], plain: bool
) -> None:
    """A dumb or tiny terminal is asked in plain lines."""
    assert only_plain(environ, *size) is plain
