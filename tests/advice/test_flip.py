"""The smallest change that flips, held against trying everything."""

from itertools import combinations, product
from random import Random

import pytest
from hypothesis import assume, given, settings
from toy import sheets

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.flip import smallest_flip, turned_by_few
from degreepath.advice.interests import dot, effects
from degreepath.advice.recommend import recommend
from degreepath.advice.scoring import Scored, score_sheet
from degreepath.advice.verdict import judge
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()


def margin(sheet: AnswerSheet, leader: str) -> float:
    scored = score_sheet(KNOWLEDGE, sheet)
    ahead, behind = scored.model.archetypes
    value = scored.margin(ahead, behind)
    return value if KNOWLEDGE.programs[ahead].id == leader else -value


def places(scored: Scored) -> tuple[int, int]:
    verdict = judge(scored)
    return scored.model.programs.index(verdict.leader), scored.model.programs.index(verdict.rival)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(sheets(KNOWLEDGE))
def test_a_flip_flips_and_no_step_is_in_vain(sheet: AnswerSheet) -> None:
    """Making exactly the changes that are named puts the other degree first; leaving out any one step does not."""
    verdict = judge(score_sheet(KNOWLEDGE, sheet))
    assume(verdict.margin > 1e-9)
    flip = smallest_flip(score_sheet(KNOWLEDGE, sheet), verdict.leader, verdict.rival)
    for left_out in (None, *(flip.changes if flip else ())):
        changed = sheet
        for change in flip.changes if flip else ():
            assert sheet.answers[change.question] == change.before != change.after
            step = 1 if change.before > change.after else -1
            changed = changed.answering(change.question, change.after + step * (change is left_out))
        assert flip is None or (margin(changed, verdict.leader) < -1e-12) == (left_out is None)
    assert flip is None or flip.steps == sum(abs(c.after - c.before) for c in flip.changes)


@pytest.mark.parametrize("seed", range(6))
def test_no_smaller_change_would_do(seed: int) -> None:
    """Trying every change of one and of two answers finds nothing smaller than what the student is told."""
    dice = Random(seed)
    asked = dice.sample([q.id for q in KNOWLEDGE.questions], 10)
    sheet = AnswerSheet(answers={q: dice.randint(1, 5) for q in asked})
    verdict = judge(score_sheet(KNOWLEDGE, sheet))
    found = smallest_flip(score_sheet(KNOWLEDGE, sheet), verdict.leader, verdict.rival)
    moves = {q: [a for a in range(1, 6) if a != sheet.answers[q]] for q in asked}
    tried = [((q, a),) for q in asked for a in moves[q]]
    tried += [((q, a), (r, b)) for q, r in combinations(asked, 2) for a, b in product(moves[q], moves[r])]
    flips = []
    for changes in tried:
        changed = sheet
        for question, answer in changes:
            changed = changed.answering(question, answer)
        if margin(changed, verdict.leader) < -1e-12:
            flips.append((len(changes), sum(abs(a - sheet.answers[q]) for q, a in changes)))
    if flips:
        assert found is not None
        assert (len(found.changes), found.steps) == min(flips)
        few = any(number <= 2 and steps <= 3 for number, steps in flips)
        scored = score_sheet(KNOWLEDGE, sheet)
        assert turned_by_few(scored, *places(scored)) is few
    else:
        assert found is None or len(found.changes) > 2


@settings(max_examples=40, deadline=None, derandomize=True)
@given(sheets(KNOWLEDGE, straight=True))
def test_a_slope_is_what_one_step_does(sheet: AnswerSheet) -> None:
    """What one step of an answer is said to add to a role is what answering one step higher adds."""
    scored = score_sheet(KNOWLEDGE, sheet)
    direction = scored.model.role_directions[0]
    found = zip(scored.estimate.readings, effects(scored.estimate, direction), strict=True)
    for reading, effect in found:
        question = reading.question
        if question and sheet.answers[question] < 5:
            higher = score_sheet(KNOWLEDGE, sheet.answering(question, sheet.answers[question] + 1))
            step = -0.5 if reading.reverse else 0.5
            added = dot(direction, higher.estimate.value) - scored.scores[0]
            assert added == pytest.approx(step * effect, abs=1e-12)


def test_nothing_said_nothing_to_flip() -> None:
    """A student without answers is not told to change one."""
    assert smallest_flip(score_sheet(KNOWLEDGE, AnswerSheet()), "production", "technology") is None


def test_marks_that_name_a_degree_can_be_outweighed_by_answers() -> None:
    """The same answer throughout is no reason to say that no change would turn the degree: one found anew is offered."""
    sheet = AnswerSheet.model_validate(
        {
            "opener": {"most": ["live-sound", "sound-design", "recording"], "least": ["electronic-music", "programming", "composing"]},
            "answers": {q.id: 1 for q in KNOWLEDGE.questions},
        }
    )  # fmt: skip
    assert recommend(KNOWLEDGE, sheet).flip is not None


@pytest.mark.parametrize(
    "loved", [("composing", "recording", "mixing"), ("electronics", "acoustics", "science")]
)
def test_a_clear_result_can_be_turned_by_many_answers(loved: tuple[str, ...]) -> None:
    """Where no two answers turn a result, the few more that do are named, strongest wishes first given up."""
    answers = {
        q.id: 5 if (q.interest in loved) != q.reverse else 2 + 2 * q.reverse for q in KNOWLEDGE.questions
    }
    found = recommend(KNOWLEDGE, AnswerSheet(answers=answers)).flip
    assert found is not None
    assert 3 <= len(found.changes) <= 6
    assert {KNOWLEDGE.question[change.question].interest for change in found.changes} & set(loved)
