"""What the screens say, and that every word of it can be read at any size."""

import re
from dataclasses import replace

import pytest
from quiz_stages import (
    COUNTRY,
    EARLIER,
    END,
    FIRST,
    GOAL,
    IDS,
    KNOWLEDGE,
    LEAST,
    MOST,
    REVIEW,
    START,
    replay,
)

from degreepath.advice.next_question import NextQuestion
from degreepath.quiz import words
from degreepath.quiz.plain import only_ascii, only_plain
from degreepath.quiz.screens import Screen, View, answering, screen
from degreepath.quiz.session import MOST_QUESTIONS, Move, Say, Session, Stage, Step
from degreepath.text import in_ascii

STAGES = {
    "welcome": START,
    "most": MOST,
    "least": LEAST,
    "goal": GOAL,
    "country": COUNTRY,
    "first": FIRST,
    "earlier": EARLIER,
    "end": END,
    "beyond": END.after(Move.GO_ON),
    "stopped": EARLIER.after(Move.END),
    "review": REVIEW,
}
SCREENS = {name: screen(session) for name, session in STAGES.items()}
QUESTIONS = {question: answering(KNOWLEDGE, question, None) for question in IDS}


def said(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]+", text))


def texts(view: View, columns: int, rows: int) -> list[str]:
    return [text for _, text in view.lines(columns, rows)[0]]


@pytest.mark.parametrize("why", [False, True])
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20), (40, 20)])
@pytest.mark.parametrize("name", [*SCREENS, "every question"])
def test_nothing_is_cut(name: str, columns: int, rows: int, why: bool) -> None:
    """Every word of every screen can be read at 80 × 24, 60 × 20 and 40 × 20, and nothing is wider or higher than that."""
    for shown in [SCREENS[name]] if name in SCREENS else QUESTIONS.values():
        seen: set[str] = set()
        for pointed, choice in enumerate(shown.choices):
            lines = texts(View(shown, why=why, pointed=pointed), columns, rows)
            assert max(map(len, lines)) <= columns
            assert len(lines) <= rows
            assert said(choice.about) <= said(" ".join(lines)), (
                "what is said about the choice under the pointer"
            )
            seen |= said(" ".join(lines))
        labels = [choice.label for choice in shown.choices]
        wanted = " ".join([shown.title, shown.question, *shown.text, *labels, shown.why if why else ""])
        assert said(wanted) <= seen


@pytest.mark.parametrize("name", SCREENS)
def test_smallest_terminal_keeps_the_question_and_the_keys(name: str) -> None:
    """At 40 × 16, and in a terminal made tiny on the way, the pointer and the way to leave are still on the screen."""
    for columns, rows in ((40, 16), (30, 8)):
        for pointed in range(len(SCREENS[name].choices)):
            lines, cursor = View(SCREENS[name], pointed=pointed).lines(columns, rows)
            assert len(lines) <= rows
            assert "q leave" in lines[-1][1] or columns < 40
            assert lines[cursor][1].startswith("❯")


@pytest.mark.parametrize("name", ["most", "goal", "review"])
def test_long_lists_say_how_much_is_above_and_below(name: str) -> None:
    """A list that is cut says on the screen how many choices are above and below, whatever the pointer is at."""
    shown = SCREENS[name]
    for pointed in range(len(shown.choices)):
        lines = texts(View(shown, pointed=pointed), 40, 20)
        rows = [line[2:].removeprefix("[ ] ") for line in lines]
        listed = [c for c in shown.choices if any(row.startswith(c.label[:12]) for row in rows)]
        cut = sum(int(number) for line in lines for number in re.findall(r"[↑↓] (\d+) more", line))
        assert 0 < cut == len(shown.choices) - len(listed)
    first, last = (texts(View(shown, pointed=end), 40, 20) for end in (0, len(shown.choices) - 1))
    assert abs(len(first) - len(last)) <= 2  # the end of a list fills the screen as its beginning does


def test_whole_opener_is_on_one_screen() -> None:
    """At 80 × 24 all sixteen interests are on the screen at once, with what each is about."""
    for name in ("most", "least"):
        lines = texts(View(SCREENS[name], pointed=0), 80, 24)
        assert all(any(interest.name in line for line in lines) for interest in KNOWLEDGE.interests)
        assert "more below" not in " ".join(lines)


def test_marks_are_told_in_words() -> None:
    """What is marked stands above the list by name, also when its row is scrolled away."""
    lines = texts(View(SCREENS["most"], pointed=15, marked=(0, 2)), 40, 20)
    assert "Marked 2 of 3: Writing music; Recording" in " ".join(lines)


def test_least_stands_out_from_most() -> None:
    """The second marking screen says that it asks for the opposite, and what was marked before keeps its place and cannot be marked."""
    assert SCREENS["least"].question.startswith("Now the opposite")
    assert View(SCREENS["least"]).lines(80, 24)[0][0][0] == "class:least"
    assert [choice.label for choice in SCREENS["least"].choices] == [i.name for i in KNOWLEDGE.interests]
    assert {choice.value for choice in SCREENS["least"].choices if choice.taken} == {"composing", "mixing"}
    assert SCREENS["least"].start == 1


def test_what_matters_is_not_hidden_behind_a_key() -> None:
    """That marks count for a lot, and that a job can decide the degree, is on the screen itself."""
    assert "count for a lot" in " ".join(SCREENS["most"].text + SCREENS["least"].text)
    assert "can decide the degree" in " ".join(SCREENS["goal"].text)


def test_no_answer_is_chosen_beforehand() -> None:
    """A question has no answer under the pointer; one that was answered before has its own."""
    assert SCREENS["first"].start is None
    assert not any(line.startswith("❯") for line in texts(View(SCREENS["first"]), 80, 24))
    assert SCREENS["earlier"].start == 3


def test_question_is_the_brightest_thing() -> None:
    """Only the statement carries the style of what has to be decided; title and keys are quieter."""
    lines, _ = View(SCREENS["first"]).lines(80, 24)
    assert [text for style, text in lines if style == "class:question"] == [KNOWLEDGE.questions[0].text]


def test_bar_and_words_say_the_same() -> None:
    """'Question 5 of at most 26' has so much of the bar filled; where no bar fits, the words are there."""
    session = replay(FIRST, [Say(3)] * 4)
    title = texts(View(screen(session)), 80, 24)[0]
    assert title == f"Question 5 of at most {MOST_QUESTIONS}  {'█' * 3}{'░' * 17}"
    assert texts(View(screen(session)), 30, 24)[0] == f"Question 5 of at most {MOST_QUESTIONS}"


def test_welcome_promises_what_is_asked() -> None:
    """The welcome promises 8 to 26 questions; if every question is asked for, exactly all of them."""
    assert f"8 to {MOST_QUESTIONS} short questions" in " ".join(SCREENS["welcome"].text)
    assert f"{len(IDS)} short questions" in " ".join(screen(Session(KNOWLEDGE, full=True)).text)


def test_seeing_the_result_is_the_first_choice() -> None:
    """At the end 'See my result' shows it at once; checking the answers is the second choice."""
    for name in ("end", "stopped"):
        first, second, *_ = SCREENS[name].choices
        assert (first.value, second.value) == (Move.FINISH, Move.REVIEW)
        assert SCREENS[name].start == 0


def end_of(advice: NextQuestion) -> str:
    shown = screen(replace(END, advice=advice))
    return " ".join([shown.question, *shown.text])


@pytest.mark.parametrize(
    ("program", "role", "title", "settled"),
    [
        (0.01, 0.05, "Your result is settled", "hardly change what is said of the degrees, nor the role"),
        (
            0.01,
            0.6,
            "These were the questions",
            "may still change the role that fits you best, but hardly what is said of the degrees.",
        ),
        (
            0.3,
            0.05,
            "These were the questions",
            "may still change what is said of the degrees, but hardly the role that fits you best.",
        ),
        (0.3, 0.6, "These were the questions", "may still change what is said of the degrees and the role"),
    ],
)
def test_end_says_what_is_settled_and_what_is_not(
    program: float, role: float, title: str, settled: str
) -> None:
    """At the end the student reads whether the degree and the first role are settled."""
    advice = NextQuestion(IDS[-1], settled=True, program_change=program, role_change=role, more=0)
    text = end_of(advice)
    assert text.startswith(title)
    assert settled in text


def test_few_answers_are_told_to_be_few() -> None:
    """Who stops after one answer reads that this is too little for a certain result, not that anything is settled."""
    text = " ".join([SCREENS["stopped"].question, *SCREENS["stopped"].text])
    assert "Stop here?" in text
    assert "1 question so far" in text
    assert "settled" not in text


def test_list_of_answers_tells_answers_and_skips_apart() -> None:
    """The list shows marks, goal, country and every answer, and says in words what has no answer."""
    session = replay(COUNTRY, [Say("UK"), Say(4), Move.SKIP, Move.END, Move.REVIEW])
    labels = " / ".join(choice.label for choice in screen(session).choices).replace("\xa0", " ")
    for text in (
        "Most exciting: Writing music; Mixing",
        "no marks",
        "none yet",
        "UK",
        "[like]",
        "[no answer]",
    ):
        assert text in labels


def test_why_names_the_interest_and_the_roles() -> None:
    """'Why this question?' says which interest is asked about, which roles it decides, and if it works in reverse."""
    for question in KNOWLEDGE.questions:
        why = QUESTIONS[question.id].why
        assert KNOWLEDGE.interest[question.interest].name in why
        assert ("other way round" in why) is question.reverse


def test_every_step_has_a_name() -> None:
    """A step is found again by the name it has in a saved quiz."""
    for step in (Step(Stage.QUESTION, "song"), Step(Stage.END)):
        assert Step.named(str(step)) == step


def every_text() -> set[str]:
    """Every text that the quiz may show: its own words, and those of every screen."""
    found = {value for value in vars(words).values() if isinstance(value, str)}
    found |= {line for value in vars(words).values() if isinstance(value, tuple) for line in value}
    for shown in [*SCREENS.values(), *QUESTIONS.values()]:
        found |= {shown.title, shown.question, *shown.text, shown.why}
        found |= {text for choice in shown.choices for text in (choice.label, choice.about)}
    return found


def test_a_terminal_without_unicode_reads_every_word() -> None:
    """No text of the quiz loses a character to a question mark where the terminal has plain ASCII only."""
    for text in every_text():
        shown = in_ascii(text)
        assert shown.isascii()
        assert shown.count("?") == text.count("?"), text


@pytest.mark.parametrize(
    ("text", "shown"), [("£30,000 – “good”…", 'GBP 30,000 - "good"...'), ("Türkiye", "Turkiye"), ("漢", "?")]
)
def test_what_ascii_lacks_is_written_out(text: str, shown: str) -> None:
    """Pounds, dashes, quotation marks and accents can be read too; only what has no such form is lost."""
    assert in_ascii(text) == shown


def test_no_word_is_broken() -> None:
    """A line ends between words, also where the words have hyphens."""
    text = "Use only ready-made software and never look at the code behind it."
    for width in range(12, 60):
        assert " ".join(words.wrap(text, width)).split() == text.split()


@pytest.mark.parametrize(
    ("encoding", "environ", "ascii_only"),
    [
        ("utf-8", {"LANG": "en_GB.UTF-8"}, False),
        ("UTF-8", {"LC_ALL": "C.UTF-8"}, False),
        ("utf-8", {"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, True),
        ("utf-8", {}, True),
        ("cp1252", {"LANG": "en_GB"}, True),
        (None, {"LANG": "en_GB.UTF-8"}, True),
    ],
)
def test_ascii_terminals_get_ascii(encoding: str | None, environ: dict[str, str], ascii_only: bool) -> None:
    """Where the terminal may not know more than ascii, no other sign is sent to it."""
    assert only_ascii(encoding, environ) is ascii_only


@pytest.mark.parametrize(
    ("environ", "size", "plain"),
    [
        ({"TERM": "xterm"}, (80, 24), False),
        ({"TERM": "xterm"}, (40, 16), False),
        ({"TERM": "dumb"}, (80, 24), True),
        ({}, (80, 24), True),
        ({"TERM": "xterm"}, (39, 24), True),
        ({"TERM": "xterm"}, (80, 15), True),
    ],
)
def test_terminal_that_cannot_show_a_screen(
    environ: dict[str, str], size: tuple[int, int], plain: bool
) -> None:
    """A dumb or tiny terminal is asked in plain lines."""
    assert only_plain(environ, *size) is plain


def test_a_screen_with_one_choice_has_no_arrows() -> None:
    """The welcome offers no keys that would do nothing."""
    assert "move" not in " ".join(texts(View(Screen("Go?", (SCREENS["welcome"].choices[0],))), 80, 24))


def test_keys_stand_apart_on_a_narrow_screen() -> None:
    """A key and its meaning are nearer to each other than to the next key, also at 40 columns."""
    lines = texts(View(SCREENS["most"], pointed=0), 40, 20)
    assert "↑/↓ move  Space mark  Enter done  ← back" in lines
