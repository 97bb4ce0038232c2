"""Two sheets side by side: sums as on each one's own page, and every kind of change in words."""

from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import KNOWLEDGE, like

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.compare_sheets import compare_sheets
from degreepath.advice.recommend import recommend
from degreepath.show import recommendation, render, results_diff
from degreepath.show.blocks import Ledger
from degreepath.show.numbers import signed

QUESTIONS = [question.id for question in KNOWLEDGE.questions]
ANSWERS = st.dictionaries(st.sampled_from(QUESTIONS), st.integers(1, 5), min_size=12)


def text_of(first: AnswerSheet, second: AnswerSheet) -> str:
    found = compare_sheets(KNOWLEDGE, first, second)
    return render.text(results_diff.page(KNOWLEDGE, ("one", "two"), found, ()), 400)


@settings(max_examples=30, deadline=None)
@given(ANSWERS, ANSWERS)
def test_the_lead_is_the_difference_that_each_results_own_page_shows(
    first: dict[str, int], second: dict[str, int]
) -> None:
    """Whoever holds the two result pages beside the difference finds the same lead on both, and a change that follows."""
    sheets = AnswerSheet(answers=first), AnswerSheet(answers=second)
    found = compare_sheets(KNOWLEDGE, *sheets)
    leads = []
    for result in (found.before, found.after):
        page = recommendation.page(KNOWLEDGE, result)
        table = next((block for block in page.blocks if isinstance(block, Ledger)), None)
        if table is None or found.nothing:
            return
        totals = dict(zip(table.columns, table.lines[-1][1], strict=True))
        leader, rival = (totals[KNOWLEDGE.program[degree].name] for degree in (found.leader, found.rival))
        leads.append(leader - rival)
    before, after = leads
    assert f": {signed(before)} → {signed(after)}, a change of {signed(after - before)} points." in text_of(
        *sheets
    )


def test_a_degree_that_is_not_named_has_no_chance_beside_it() -> None:
    """The side that names a degree says how sure it is; the other only says why it names none."""
    text = text_of(like("audio-plugin-designer"), AnswerSheet())
    assert "First: Music Technology: clear (99 of 100 cases)" in text
    assert "Second: Too few answers to advise you\n" in text


def test_what_only_one_sheet_says_is_said() -> None:
    """Marks, goals and questions of one sheet alone are listed, so that nobody takes them for a change of mind."""
    first = like("composer", 10).model_copy(update={"opener": Opener(most=("science",)), "goal": "composer"})
    second = like("composer", 12)
    text = text_of(first, second)
    assert "2 questions only on the second sheet." in text
    assert f"{KNOWLEDGE.interest['science'].name}: most exciting → not marked" in text
    assert f"Goal: {KNOWLEDGE.role['composer'].name} → none" in text
    assert "1 question only on the first sheet." in text_of(like("composer", 11), like("composer", 10))


def test_a_goal_that_rules_out_a_degree_is_pointed_out() -> None:
    """Where one sheet declares a goal that a degree cannot reach, the reader is told that points do not decide alone."""
    text = text_of(like("music-producer"), like("music-producer", goal="acoustic-consultant"))
    assert "a goal can rule out a degree whatever the points say" in text


def test_a_sheet_beside_itself_shows_no_change() -> None:
    """Nothing changed is one sentence, not a page of zeros."""
    sheet = like("composer")
    assert text_of(sheet, sheet).split("\n", 1)[1].strip() == "Both sheets say exactly the same."
    assert recommend(KNOWLEDGE, sheet) == compare_sheets(KNOWLEDGE, sheet, sheet).before
