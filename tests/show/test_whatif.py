"""Before and after: the same sums as on each result's own page, and no certainty where no degree is named."""

from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import KNOWLEDGE, like

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.recommend import recommend
from degreepath.advice.recommendation import Recommendation
from degreepath.show import recommendation, render, whatif
from degreepath.show.blocks import Ledger, Page, Section
from degreepath.show.numbers import signed

QUESTIONS = [question.id for question in KNOWLEDGE.questions]
ANSWERS = st.dictionaries(st.sampled_from(QUESTIONS), st.integers(1, 5), min_size=12)
CODER = recommend(KNOWLEDGE, like("audio-plugin-designer"))


def section(page: Page, title: str) -> Section:
    return next(block for block in page.blocks if isinstance(block, Section) and block.title == title)


def totals(result: Recommendation) -> dict[str, int]:
    """The last line of the table of both degrees, as the result's own page shows it."""
    page = recommendation.page(KNOWLEDGE, result)
    table = next(block for block in page.blocks if isinstance(block, Ledger))
    return dict(zip(table.columns, table.lines[-1][1], strict=True))


@settings(max_examples=40, deadline=None)
@given(ANSWERS, ANSWERS)
def test_the_points_are_those_of_each_results_own_page(first: dict[str, int], second: dict[str, int]) -> None:
    """Whoever holds 'whatif' against the two result pages finds the same points, and moves that follow from them."""
    before, after = (recommend(KNOWLEDGE, AnswerSheet(answers=answers)) for answers in (first, second))
    page = whatif.page(KNOWLEDGE, before, after)
    if before.sheet != after.sheet and any(before.interests.values()) and any(after.interests.values()):
        old, new = totals(before), totals(after)
        shown = {item.lead: item.text for item in section(page, "Degrees in points").items}
        assert shown == {
            degree.name: f"{signed(old[degree.name])} → {signed(new[degree.name])} ({signed(new[degree.name] - old[degree.name])})"
            for degree in KNOWLEDGE.archetypes
        }


def test_an_unclear_result_is_not_given_a_chance() -> None:
    """Answers that decide nothing are said to decide nothing, without 'so many of 100 cases' for a degree nobody named."""
    nothing = recommend(KNOWLEDGE, AnswerSheet())
    before, after = section(whatif.page(KNOWLEDGE, CODER, nothing), "Degree").items
    assert before.text.endswith(" of 100 cases)")
    assert after.text == "Too few answers to advise you"


def test_an_answer_left_out_is_called_skipped() -> None:
    """A question answered on one side only reads 'skipped' on the other."""
    question = next(iter(CODER.sheet.answers))
    after = recommend(KNOWLEDGE, CODER.sheet.skipping(question))
    (item,) = section(whatif.page(KNOWLEDGE, CODER, after), "Changed answers").items
    assert item.text == f"{CODER.sheet.answers[question]} → skipped: {KNOWLEDGE.question[question].text}"


def test_the_present_answers_can_be_read_before_one_is_changed() -> None:
    """In the terminal every question stands with its present answer, or with none."""
    text = render.text(whatif.answers(KNOWLEDGE, CODER.sheet), 400)
    for question in KNOWLEDGE.questions:
        assert f"{question.id}={CODER.sheet.answers.get(question.id, '')}" in text
        assert question.text in text
