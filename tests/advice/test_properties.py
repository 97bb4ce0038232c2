"""What must hold whatever a student says: rows 1 to 8 and 13 to 15 of the table in docs/method.md, on the real knowledge base."""

import accuracy
import fairness
import numpy as np
import pytest
from fairness import ledger_error
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from row import World
from toy import changed, sheets

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.interests import is_straight_line
from degreepath.advice.judge import judge
from degreepath.advice.model import scoring_model
from degreepath.advice.programs import program_score
from degreepath.advice.recommend import recommend
from degreepath.advice.scored import score_sheet
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge

EXACT = 1e-9
KNOWLEDGE = load_knowledge()
often = settings(max_examples=100, deadline=None, derandomize=True)


@pytest.fixture(scope="module")
def world(knowledge: Knowledge) -> World:
    return World(knowledge, 3000)


def roles(answers: AnswerSheet, knowledge: Knowledge = KNOWLEDGE) -> dict[str, float]:
    return dict(zip(scoring_model(knowledge).roles, score_sheet(knowledge, answers).scores, strict=True))


def programs(answers: AnswerSheet, knowledge: Knowledge = KNOWLEDGE) -> dict[str, float]:
    scored = score_sheet(knowledge, answers)
    names = scored.model.programs
    return {
        n: program_score(scored.model, p, scored.estimate.value, scored.attention)
        for p, n in enumerate(names)
    }


def keyed(knowledge: Knowledge, likings: list[int]) -> AnswerSheet:
    """Return a sheet from likings -2 … +2 of the interests behind the questions."""
    pairs = zip(knowledge.questions, likings, strict=True)
    return AnswerSheet(answers={q.id: 3 - liking if q.reverse else 3 + liking for q, liking in pairs})


@often
@given(sheets(KNOWLEDGE))
def test_1_parts_sum_to_the_whole(answers: AnswerSheet) -> None:
    """The reasons a student reads add up to the score, for every role, every program and the difference of the degrees."""
    assert ledger_error(KNOWLEDGE, answers) <= EXACT


@often
@given(sheets(KNOWLEDGE, opener=True), st.data())
def test_2_liking_more_never_lowers_a_role(answers: AnswerSheet, data: st.DataObject) -> None:
    """A student who likes an activity better never sees a role that wants it go down. (A straight line is no opinion: see interests.py.)"""
    can = [
        q
        for q in KNOWLEDGE.questions
        if q.id in answers.answers and 1 <= answers.answers[q.id] + (-1 if q.reverse else 1) <= 5
    ]
    assume(can)
    question = data.draw(st.sampled_from(can))
    raised = answers.answering(question.id, answers.answers[question.id] + (-1 if question.reverse else 1))
    assume(not is_straight_line(answers, KNOWLEDGE) and not is_straight_line(raised, KNOWLEDGE))
    before, after = roles(answers), roles(raised)
    for role in KNOWLEDGE.roles:
        if question.interest in role.wants:
            assert after[role.id] >= before[role.id] - EXACT, (role.id, question.id)


def test_2_on_thousands_of_sheets(world: World) -> None:
    """The same, for every answer of thousands of simulated students, with and without the first screen."""
    assert fairness.raising(world, 300).ok


@pytest.mark.parametrize("role", KNOWLEDGE.roles, ids=lambda role: role.id)
def test_3_every_role_can_be_first(role: object) -> None:
    """A student who likes just what a role wants, and nothing else, is shown that role first."""
    wants = getattr(role, "wants")  # noqa: B009 - typed by pytest as object
    sheet = keyed(
        KNOWLEDGE,
        [
            2 if wants.get(q.interest, 0) > 1 else 1 if q.interest in wants else -2
            for q in KNOWLEDGE.questions
        ],
    )
    scores = roles(sheet)
    assert max(scores, key=lambda name: scores[name]) == getattr(role, "id")  # noqa: B009


def test_3_every_archetype_can_be_first(world: World) -> None:
    """Neither degree is out of reach."""
    assert fairness.reachable(world).ok


@pytest.mark.parametrize("opener", [None, Opener()])
@pytest.mark.parametrize("answer", range(6))
def test_4_all_equal_means_no_recommendation(answer: int, opener: Opener | None) -> None:
    """No answers, all neutral, or the same number all the way down: every score is 0 and no degree is named."""
    sheet = AnswerSheet(answers={q.id: answer for q in KNOWLEDGE.questions if answer}, opener=opener)
    advice = recommend(KNOWLEDGE, sheet)
    assert max(abs(score) for score in (*roles(sheet).values(), *programs(sheet).values())) <= EXACT
    assert advice.verdict.program is None
    assert advice.flip is None


@pytest.mark.parametrize("liking", range(-2, 3))
def test_4_liking_everything_alike_means_no_recommendation(liking: int) -> None:
    """A student who likes every interest alike, however much, is not told a degree."""
    sheet = keyed(KNOWLEDGE, [liking] * len(KNOWLEDGE.questions))
    assert max(abs(score) for score in (*roles(sheet).values(), *programs(sheet).values())) <= EXACT
    assert judge(score_sheet(KNOWLEDGE, sheet)).program is None


def test_5_random_sheets_favour_nobody(knowledge: Knowledge) -> None:
    """Answers thrown by dice lead to each degree and each role about equally often."""
    row = fairness.shares(World(knowledge, 20_000))
    assert row.ok, row.reached


@often
@given(sheets(KNOWLEDGE))
def test_6_the_opposite_student_gets_the_opposite(answers: AnswerSheet) -> None:
    """Turning every answer and every mark round turns the sign of every role's score."""
    opener = answers.opener and Opener(most=answers.opener.least, least=answers.opener.most)
    turned = AnswerSheet(answers={q: 6 - a for q, a in answers.answers.items()}, opener=opener)
    before, after = roles(answers), roles(turned)
    assert all(abs(before[role] + after[role]) <= EXACT for role in before)


@often
@given(sheets(KNOWLEDGE), st.randoms(use_true_random=False))
def test_6_the_order_of_answers_does_not_matter(answers: AnswerSheet, dice: object) -> None:
    """Going back and forth in the quiz leads to the same result as going straight through."""
    order = list(answers.answers)
    getattr(dice, "shuffle")(order)  # noqa: B009
    shuffled = answers.model_copy(update={"answers": {q: answers.answers[q] for q in order}})
    assert roles(shuffled) == roles(answers)
    assert programs(shuffled) == programs(answers)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(sheets(KNOWLEDGE))
def test_6_skipping_is_not_being_asked(answers: AnswerSheet) -> None:
    """A skipped question counts as little as one that is not in the quiz at all."""
    asked = tuple(q for q in KNOWLEDGE.questions if q.id in answers.answers)
    smaller = changed(KNOWLEDGE, questions=asked)
    assert roles(answers, smaller) == roles(answers)
    assert programs(answers, smaller) == programs(answers)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(sheets(KNOWLEDGE))
def test_6_names_do_not_matter(answers: AnswerSheet) -> None:
    """Calling roles, programs and questions by other names changes no score."""
    renamed = changed(
        KNOWLEDGE,
        roles=tuple(r.model_copy(update={"id": f"x{r.id}"}) for r in KNOWLEDGE.roles),
        programs=tuple(p.model_copy(update={"id": f"x{p.id}"}) for p in KNOWLEDGE.programs),
        questions=tuple(q.model_copy(update={"id": f"x{q.id}"}) for q in KNOWLEDGE.questions),
    )
    other = answers.model_copy(update={"answers": {f"x{q}": a for q, a in answers.answers.items()}})
    assert roles(other, renamed) == {f"x{role}": score for role, score in roles(answers).items()}
    assert programs(other, renamed) == {f"x{name}": score for name, score in programs(answers).items()}


@often
@given(st.lists(st.integers(-2, 1), min_size=(n := len(KNOWLEDGE.questions)), max_size=n))
def test_7_liking_everything_one_step_more_changes_nothing(likings: list[int]) -> None:
    """A student who is more enthusiastic about everything gets the same advice as a cooler one."""
    before, after = (keyed(KNOWLEDGE, [liking + step for liking in likings]) for step in (0, 1))
    assume(not is_straight_line(before, KNOWLEDGE) and not is_straight_line(after, KNOWLEDGE))
    assert all(
        abs(a - b) <= EXACT for a, b in zip(roles(before).values(), roles(after).values(), strict=True)
    )
    assert all(
        abs(a - b) <= EXACT for a, b in zip(programs(before).values(), programs(after).values(), strict=True)
    )


def test_7_with_skips_next_to_nothing(world: World) -> None:
    """With some questions skipped, it changes the degree for at most two students in a hundred."""
    assert fairness.level(world).ok, fairness.level(world).reached


def test_8_sure_advice_does_not_hang_on_one_answer(world: World) -> None:
    """Where the degree is called clear, one answer one step away does not flip it."""
    assert accuracy.one_step(world).ok


def test_13_no_degree_is_a_dead_end(world: World) -> None:
    """No student is told a degree that cannot lead to the role that fits best."""
    assert accuracy.dead_ends(world).ok


@settings(max_examples=20, deadline=None, derandomize=True)
@given(sheets(KNOWLEDGE), st.sampled_from([role.id for role in KNOWLEDGE.roles]))
def test_13_a_goal_is_never_a_dead_end(answers: AnswerSheet, goal: str) -> None:
    """A student who names a goal is never told a degree that cannot lead there."""
    verdict = judge(score_sheet(KNOWLEDGE, answers.model_copy(update={"goal": goal})))
    assert verdict.program not in verdict.closed_to_goal


@settings(max_examples=20, deadline=None, derandomize=True)
@given(sheets(KNOWLEDGE), st.sets(st.sampled_from([course.id for course in KNOWLEDGE.courses])))
def test_14_other_programs_do_not_matter(answers: AnswerSheet, gone: set[str]) -> None:
    """Adding or removing courses changes no other program's score, and so never the order of the others."""
    fewer = changed(KNOWLEDGE, programs=tuple(p for p in KNOWLEDGE.programs if p.id not in gone))
    everything = programs(answers)
    assert programs(answers, fewer) == {name: score for name, score in everything.items() if name not in gone}


def test_14_a_role_that_is_not_first_hardly_matters(world: World) -> None:
    """Taking away a role that is not the student's first changes the degree for at most four in a hundred."""
    assert fairness.independence(world).ok, fairness.independence(world).reached


def test_15_more_teaching_never_closes_a_door(world: World) -> None:
    """Adding a module to any program, or making an elective compulsory, lowers no door to any role."""
    assert fairness.modules(world).ok


def test_the_simulation_makes_the_same_students_every_time(knowledge: Knowledge) -> None:
    """The published figures can be made again."""
    first, again = (World(knowledge, 50).resembling[0] for _ in range(2))
    assert np.array_equal(first.answers, again.answers)
