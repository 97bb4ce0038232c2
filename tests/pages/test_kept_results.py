"""What if, kept results, and two sheets side by side."""

from datetime import UTC, datetime

import pytest
from students import KNOWLEDGE, personas, result_of

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.difference import compare_sheets
from degreepath.advice.recommend import Recommendation, recommend
from degreepath.pages import difference, results
from degreepath.pages.blocks import Headline, Page
from degreepath.records.kept import Feedback, KeptResult, Likeness, said
from degreepath.render.documents import to_json
from degreepath.render.terminal import as_text

SHEET = personas()["front-of-house"]


def words(page: Page, width: int = 80) -> str:
    return as_text(page, width, all_sections=True)


def kept(result: Recommendation, **more: object) -> KeptResult:
    values = {
        "id": "2026-11-22-a",
        "kept": datetime(2026, 11, 22, tzinfo=UTC),
        "knowledge_version": KNOWLEDGE.version,
        "knowledge_hash": KNOWLEDGE.hash,
        "stamp": "s123456789012",
        "sheet": result.sheet,
        "asked": {},
        "said": said(KNOWLEDGE, result),
    }
    return KeptResult.model_validate(values | more)


def test_what_if_prints_only_the_difference() -> None:
    """Two changed answers: the verdict before and after, the answers, the roles, the points, and nothing else."""
    after = recommend(KNOWLEDGE, SHEET.answering("hall-setup", 1).answering("repair", 1))
    shown = difference.whatif_page(KNOWLEDGE, result_of("front-of-house"), after)
    frame = shown.summary[0]
    assert isinstance(frame, Headline)
    assert frame.title.startswith("Music Technology (likely) → ")
    assert "5 → 1: Open a broken amplifier" in words(shown)
    assert len(words(shown).splitlines()) <= 18
    assert not shown.sections


def test_what_if_says_that_nothing_moved() -> None:
    """A change that matters little is said to leave the result as it is."""
    after = recommend(KNOWLEDGE, SHEET.answering("song", 2))
    shown = words(difference.whatif_page(KNOWLEDGE, result_of("front-of-house"), after))
    assert "The result stays the same." in shown


def test_what_if_without_a_change_shows_the_smallest_one() -> None:
    """Asked without a change, it shows the smallest that turns the result."""
    result = result_of("front-of-house")
    assert "The smallest change of answers" in words(difference.whatif_page(KNOWLEDGE, result, result))


def test_a_skipped_answer_is_a_change_too() -> None:
    """Leaving an answer out is shown as such."""
    after = recommend(KNOWLEDGE, SHEET.answering("repair", None))
    assert "5 → no answer" in words(difference.whatif_page(KNOWLEDGE, result_of("front-of-house"), after))
    assert (
        difference.whatif_document(result_of("front-of-house"), after)["after"]["asked"]
        == len(SHEET.answers) - 1
    )


@pytest.mark.parametrize("width", [80, 40, 20])
def test_the_list_of_results_never_breaks_an_id(width: int) -> None:
    """However narrow the screen, the id that one has to type stands in one piece."""
    page = results.list_page([kept(result_of("songwriter"), feedback=Feedback(likeness=Likeness.PARTLY))])
    assert "2026-11-22-a" in words(page, width)
    assert "Music Production" in " ".join(words(page, width).split())


def test_an_empty_list_says_how_to_fill_it() -> None:
    """Without kept results the page says what makes one."""
    assert "degreepath quiz" in words(results.list_page([]))
    assert results.list_document([], {"x": "broken"})["broken"] == [{"id": "x", "reason": "broken"}]


def test_a_kept_result_opens_the_same_page() -> None:
    """The verdict first, then in a line when it was kept and what the student thought of it, then the same page."""
    result = result_of("songwriter")
    feedback = Feedback(likeness=Likeness.PARTLY, drop_degree=True, drop_roles=("songwriter",))
    shown = results.page(KNOWLEDGE, kept(result, feedback=feedback), result, 0)
    assert isinstance(shown.summary[0], Headline)
    said = " ".join(words(shown).split())
    assert "2026-11-22-a, kept on 22 November 2026. You said: this sounds like me in part." in said
    assert "You would drop: Music Production and Songwriter." in said
    assert [section.id for section in shown.sections][0] == "why"  # noqa: RUF015 -- the first is what is meant
    assert len(as_text(shown.brief, 80).splitlines()) <= 22


def test_an_older_knowledge_base_is_said_to_have_changed() -> None:
    """A result kept with other data says so, what was said then, and how many answers hold no more."""
    result = result_of("songwriter")
    note = results.change_note(KNOWLEDGE, kept(result, knowledge_hash="other"), 2)
    assert "2 answers or marks are left out" in note
    assert "On the day it said: Music Production: clear" in note
    assert results.change_note(KNOWLEDGE, kept(result), 0) == ""
    document = results.document(KNOWLEDGE, kept(result, knowledge_hash="other"), result, 2)
    assert (document["knowledge_changed"], document["no_longer_asked"]) == (True, 2)
    assert document["result"]["recommendation"]["program"] == "production"


def test_a_difference_is_told_from_answer_noise() -> None:
    """Two sheets that differ much: both verdicts in the frame, and for every score whether it is more than noise."""
    found = compare_sheets(KNOWLEDGE, SHEET, personas()["songwriter"])
    shown = difference.page(KNOWLEDGE, ("mine.toml", "yours.toml"), found)
    frame = shown.summary[0]
    assert isinstance(frame, Headline)
    assert frame.title == "Music Technology: likely → Music Production: clear"
    assert "more than answer noise" in frame.sentences[0]
    assert "1 → 5: Make up a melody" in words(shown)
    document = difference.document(("mine.toml", "yours.toml"), found)
    assert document["margin"]["more_than_noise"] is True
    assert to_json(document)


def test_two_equal_sheets_say_so() -> None:
    """Nothing is made of no difference."""
    shown = difference.page(KNOWLEDGE, ("a", "b"), compare_sheets(KNOWLEDGE, SHEET, SHEET))
    assert "Both sheets say exactly the same." in words(shown)


def test_a_talk_has_points_and_open_questions_and_nobody_is_right() -> None:
    """Every point shows both sides and an open question; who is right is never said."""
    found = compare_sheets(KNOWLEDGE, SHEET, personas()["songwriter"])
    said = " ".join(words(difference.talk_page(KNOWLEDGE, found)).split())
    assert "Neither sheet is the right one." in said
    assert "A: strongly dislike (1). B: strongly like (5)." in said
    document = difference.talk_document(KNOWLEDGE, found)
    assert all(point["ask"].endswith("?") for point in document["points"])
    assert len({point["ask"] for point in document["points"]}) > 2


def test_a_talk_without_common_questions_says_so() -> None:
    """Two sheets that answer nothing in common have nothing to put side by side."""
    found = compare_sheets(KNOWLEDGE, AnswerSheet(answers={"song": 5}), AnswerSheet(answers={"beats": 1}))
    assert "no question in common" in words(difference.talk_page(KNOWLEDGE, found))
