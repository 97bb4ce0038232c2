"""What must hold whatever a student says: the table in docs/method.md section 8, on the real knowledge base.

Rows 1 and 15 are in test_recommend.py and test_doors.py, 16 in test_flip.py; the rows about many students are measured by
`make simulate`.
"""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_batch import arrays
from toy import changed, sheets

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.batch import advise
from degreepath.advice.recommend import recommend
from degreepath.advice.scoring import program_score, score_sheet, scoring_model
from degreepath.advice.verdict import judge
from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.model import Role

EXACT = 1e-9
KNOWLEDGE = load_knowledge()
often = settings(max_examples=100, deadline=None, derandomize=True)
some = settings(max_examples=20, deadline=None, derandomize=True)


def roles(sheet: AnswerSheet, knowledge: Knowledge = KNOWLEDGE) -> dict[str, float]:
    return dict(zip(scoring_model(knowledge).roles, score_sheet(knowledge, sheet).scores, strict=True))


def degrees(sheet: AnswerSheet, knowledge: Knowledge = KNOWLEDGE) -> dict[str, float]:
    scored = score_sheet(knowledge, sheet)
    return {
        scored.model.programs[p]: program_score(scored.model, p, scored.estimate.value, scored.attention)
        for p in scored.model.archetypes
    }


def keyed(likings: list[int]) -> AnswerSheet:
    """Return a sheet from likings -2 … +2 of the interests behind the questions."""
    pairs = zip(KNOWLEDGE.questions, likings, strict=True)
    return AnswerSheet(answers={q.id: 3 - liking if q.reverse else 3 + liking for q, liking in pairs})


@often
@given(sheets(KNOWLEDGE, straight=True), st.data())
def test_2_liking_more_never_lowers_a_role(sheet: AnswerSheet, data: st.DataObject) -> None:
    """A student who likes an activity better never sees a role that wants it go down, whatever the rest of the sheet."""
    can = [
        q for q in KNOWLEDGE.questions
        if q.id in sheet.answers and 1 <= sheet.answers[q.id] + (-1 if q.reverse else 1) <= 5
    ]  # fmt: skip
    assume(can)
    question = data.draw(st.sampled_from(can))
    raised = sheet.answering(question.id, sheet.answers[question.id] + (-1 if question.reverse else 1))
    before, after = roles(sheet), roles(raised)
    for role in KNOWLEDGE.roles:
        if question.interest in role.wants:
            assert after[role.id] >= before[role.id] - EXACT, (role.id, question.id)


@pytest.mark.parametrize("role", KNOWLEDGE.roles, ids=lambda role: role.id)
def test_3_every_role_can_be_first(role: Role) -> None:
    """A student who likes just what a role wants, and nothing else, is shown that role first."""
    sheet = keyed(
        [
            2 if role.wants.get(q.interest, 0) > 1 else 1 if q.interest in role.wants else -2
            for q in KNOWLEDGE.questions
        ]
    )
    assert recommend(KNOWLEDGE, sheet).top[0] == role.id


@pytest.mark.parametrize("opener", [None, Opener()])
@pytest.mark.parametrize("answer", range(6))
def test_4_all_equal_means_no_recommendation(answer: int, opener: Opener | None) -> None:
    """No answers, all neutral, or the same number all the way down: every score is 0 and no degree is named."""
    sheet = AnswerSheet(answers={q.id: answer for q in KNOWLEDGE.questions if answer}, opener=opener)
    advice = recommend(KNOWLEDGE, sheet)
    assert max(abs(score) for score in (*roles(sheet).values(), *degrees(sheet).values())) <= EXACT
    assert advice.verdict.program is None
    assert advice.flip is None
    assert not advice.top


@pytest.mark.parametrize("liking", range(-2, 3))
def test_4_liking_everything_alike_means_no_recommendation(liking: int) -> None:
    """A student who likes every interest alike, however much, is not told a degree."""
    sheet = keyed([liking] * len(KNOWLEDGE.questions))
    assert max(abs(score) for score in (*roles(sheet).values(), *degrees(sheet).values())) <= EXACT
    assert judge(score_sheet(KNOWLEDGE, sheet)).program is None


def test_5_random_sheets_favour_nobody() -> None:
    """Answers thrown by dice lead to each degree and each role about equally often."""
    dice = np.random.default_rng(11)
    sheets_of = arrays([AnswerSheet()] * 6000)
    sheets_of.answers[:] = dice.integers(1, 6, sheets_of.answers.shape)
    found = advise(KNOWLEDGE, sheets_of)
    first = (found.leader == scoring_model(KNOWLEDGE).archetypes[0]).mean()
    assert 0.45 <= first <= 0.55
    share = np.bincount(found.role_scores.argmax(axis=1), minlength=len(KNOWLEDGE.roles)) / len(found.band)
    assert share.min() * len(KNOWLEDGE.roles) >= 1 / 3
    assert share.max() * len(KNOWLEDGE.roles) <= 2


@often
@given(sheets(KNOWLEDGE))
def test_6_the_opposite_student_gets_the_opposite(sheet: AnswerSheet) -> None:
    """Turning every answer and every mark round turns the sign of every role's score."""
    opener = sheet.opener and Opener(most=sheet.opener.least, least=sheet.opener.most)
    turned = AnswerSheet(answers={q: 6 - a for q, a in sheet.answers.items()}, opener=opener)
    before, after = roles(sheet), roles(turned)
    assert all(abs(before[role] + after[role]) <= EXACT for role in before)


@often
@given(sheets(KNOWLEDGE), st.randoms(use_true_random=False))
def test_6_the_order_of_answers_does_not_matter(sheet: AnswerSheet, dice: object) -> None:
    """Going back and forth in the quiz leads to the same result as going straight through."""
    order = list(sheet.answers)
    getattr(dice, "shuffle")(order)  # noqa: B009 - hypothesis types it as object
    shuffled = sheet.model_copy(update={"answers": {q: sheet.answers[q] for q in order}})
    assert (roles(shuffled), degrees(shuffled)) == (roles(sheet), degrees(sheet))


@some
@given(sheets(KNOWLEDGE))
def test_6_skipping_is_not_being_asked(sheet: AnswerSheet) -> None:
    """A skipped question counts as little as one that is not in the quiz at all."""
    smaller = changed(KNOWLEDGE, questions=tuple(q for q in KNOWLEDGE.questions if q.id in sheet.answers))
    assert (roles(sheet, smaller), degrees(sheet, smaller)) == (roles(sheet), degrees(sheet))


@some
@given(sheets(KNOWLEDGE))
def test_6_names_do_not_matter(sheet: AnswerSheet) -> None:
    """Calling roles, programs and questions by other names changes no score."""
    renamed = changed(
        KNOWLEDGE,
        roles=tuple(r.model_copy(update={"id": f"x{r.id}"}) for r in KNOWLEDGE.roles),
        programs=tuple(p.model_copy(update={"id": f"x{p.id}"}) for p in KNOWLEDGE.programs),
        questions=tuple(q.model_copy(update={"id": f"x{q.id}"}) for q in KNOWLEDGE.questions),
    )
    other = sheet.model_copy(update={"answers": {f"x{q}": a for q, a in sheet.answers.items()}})
    assert list(roles(other, renamed).values()) == list(roles(sheet).values())
    assert list(degrees(other, renamed).values()) == list(degrees(sheet).values())


@often
@given(st.lists(st.integers(-2, 1), min_size=(n := len(KNOWLEDGE.questions)), max_size=n))
def test_7_liking_everything_one_step_more_changes_nothing(likings: list[int]) -> None:
    """A student who is more enthusiastic about everything gets the same advice as a cooler one."""
    before, after = (keyed([liking + step for liking in likings]) for step in (0, 1))
    assert list(roles(after).values()) == pytest.approx(list(roles(before).values()), abs=EXACT)
    assert list(degrees(after).values()) == pytest.approx(list(degrees(before).values()), abs=EXACT)


@often
@given(st.lists(st.integers(1, 4), min_size=n, max_size=n))
def test_7_yes_saying_changes_nothing(answers: list[int]) -> None:
    """Nor does one who answers one step higher throughout, statements turned round included."""
    before, after = (
        AnswerSheet(answers={q.id: a + step for q, a in zip(KNOWLEDGE.questions, answers, strict=True)})
        for step in (0, 1)
    )
    assert list(roles(after).values()) == pytest.approx(list(roles(before).values()), abs=EXACT)
    assert list(degrees(after).values()) == pytest.approx(list(degrees(before).values()), abs=EXACT)


@some
@given(sheets(KNOWLEDGE), st.sampled_from([role.id for role in KNOWLEDGE.roles]))
def test_13_a_goal_is_never_a_dead_end(sheet: AnswerSheet, goal: str) -> None:
    """A student who names a goal is never told a degree that cannot lead there."""
    verdict = judge(score_sheet(KNOWLEDGE, sheet.aiming_at(goal)))
    if verdict.program:
        assert verdict.program in verdict.leads_to_goal
