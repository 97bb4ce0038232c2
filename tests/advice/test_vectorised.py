"""The simulation reckons exactly as the advice does."""

from math import isclose

import numpy as np
import pytest
from adaptive import ask
from row import World
from students import Students, sheet
from test_next_question import quiz
from vectorised import advise_students, role_first

from degreepath.advice.band import Band
from degreepath.advice.judge import judge
from degreepath.advice.points import possible_students, shares_first
from degreepath.advice.programs import program_score, role_scores
from degreepath.advice.scored import score_sheet
from degreepath.knowledge.knowledge import Knowledge

EACH = 250
BANDS = [Band.TOO_CLOSE, Band.LEANING, Band.LIKELY, Band.CLEAR]


@pytest.fixture(scope="module")
def world(knowledge: Knowledge) -> World:
    return World(knowledge, EACH)


def populations(world: World) -> list[Students]:
    """Return 1,000 sheets: honest, in between, careless, by dice without the first screen and mostly unanswered."""
    sparse = world.random[0].without_opener()
    sparse.answers[np.random.default_rng(1).random(sparse.answers.shape) < 0.8] = 0
    return [world.resembling[0], world.between[0].without_opener(), world.careless[0], sparse]


def test_a_thousand_sheets_agree(world: World, knowledge: Knowledge) -> None:
    """Interests, scores, confidence, own noise, band and degree of 1,000 students are the same in both, to 1e-9."""
    for students in populations(world):
        many = advise_students(world.tables, students)
        for row in range(EACH):
            one = score_sheet(knowledge, sheet(knowledge, students, row))
            verdict = judge(one)
            scores = [
                program_score(one.model, p, one.estimate.value, one.attention) for p in one.model.archetypes
            ]
            assert np.abs(many.x[row] - one.estimate.value).max() <= 1e-9
            assert np.abs(many.roles[row] - one.scores).max() <= 1e-9
            assert np.abs(many.programs[row] - scores).max() <= 1e-9
            assert isclose(many.confidence[row], verdict.confidence, abs_tol=1e-9)
            assert isclose(many.noise[row], verdict.noise, abs_tol=1e-9)
            assert BANDS[many.band[row]] is verdict.band
            assert verdict.margin <= 1e-9 or knowledge.archetypes[many.degree[row]].id == verdict.leader


def test_the_points_agree(world: World, knowledge: Knowledge) -> None:
    """The share of possible students for whom the top role stays first is the same in both."""
    students, advice = world.careless
    shares = role_first(world.tables, advice)
    for row in range(40):
        one = score_sheet(knowledge, sheet(knowledge, students, row))
        firsts = shares_first(role_scores(one.model, x) for x in possible_students(one.estimate, one.noise))
        assert isclose(shares[row], firsts.get(int(advice.role[row]), 0.0), abs_tol=1e-9)


def test_the_adaptive_quiz_agrees(world: World, knowledge: Knowledge) -> None:
    """Both put the same questions to the same student, and stop at the same place."""
    students = world.between[0].first(25)
    short = ask(world.tables, students)
    for row in range(25):
        full = sheet(knowledge, students, row)
        asked, answered = quiz(knowledge, full)
        assert len(asked) == short.asked[row]
        given = {q.id: int(a) for q, a in zip(knowledge.questions, short.answers[row], strict=True) if a}
        assert answered.answers == given
