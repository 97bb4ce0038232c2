"""A class on a page: small groups hidden, long lists shortened with how much is left, nobody forgotten."""

from dataclasses import replace

from degreepath.cohort.summary import Summary, Talk
from degreepath.knowledge.load import load_knowledge
from degreepath.show import cohort, render

KNOWLEDGE = load_knowledge()
EMPTY = Summary(
    rows=0,
    scored=0,
    rejected=0,
    programs=(),
    bands=(),
    first_roles=(),
    reasons=(),
    to_talk=0,
    talks=(),
    problems=(),
    unused=(),
    other_plans=0,
)


def text_of(summary: Summary) -> str:
    return render.text(cohort.page(KNOWLEDGE, summary), 400)


def test_a_class_without_students_is_nobody() -> None:
    """An empty file gives a page that says so, and no heading for columns, plans or problems that do not exist."""
    text = text_of(EMPTY)
    assert text.startswith("A class of 0")
    assert "Nobody." in text
    assert not any(words in text for words in ("Columns not used", "plans", "Set aside"))


def test_a_small_group_is_named_but_not_counted() -> None:
    """Nine students of one kind could be told apart: their group stands there without its number."""
    text = text_of(replace(EMPTY, programs=(("production", 40), ("technology", None))))
    assert "Music Production: 40" in text
    assert f"Music Technology: {cohort.HIDDEN}\n" in text


def test_long_lists_say_how_much_is_left() -> None:
    """Columns, talks and problems are shown up to a number, with how many more there are: nothing is cut off in silence."""
    text = text_of(
        replace(
            EMPTY,
            scored=40,
            to_talk=23,
            talks=tuple(Talk(row, "", ("tie",)) for row in range(2, 22)),
            unused=tuple(f"column-{i}" for i in range(7)),
            problems=tuple((f"song-{i}", "not a number from 1 to 5", 1) for i in range(12)),
            rejected=12,
        )
    )
    assert "Columns not used: column-0, column-1, column-2, column-3, column-4 and 2 more." in text
    assert "and 3 more: the column talk_first of the results names them all." in text
    assert "and 2 more kinds of problem." in text
    assert "row 21" in text


def test_the_sheet_to_print_has_every_question_and_every_number_to_tick() -> None:
    """Whoever fills in the printed sheet finds all interests and all questions, each with five boxes."""
    text = render.text(cohort.sheet(KNOWLEDGE), 400)
    assert all(interest.name in text for interest in KNOWLEDGE.interests)
    assert all(question.text in text for question in KNOWLEDGE.questions)
    assert text.count("[ ] 1   [ ] 2   [ ] 3   [ ] 4   [ ] 5") == len(KNOWLEDGE.questions)
