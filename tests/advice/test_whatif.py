"""The smallest change that flips."""

from accuracy import _brute_force
from hypothesis import given, settings
from row import World
from students import sheet
from toy import sheets

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.judge import judge
from degreepath.advice.model import scoring_model
from degreepath.advice.recommend import recommend
from degreepath.advice.scored import score_sheet
from degreepath.advice.whatif import _Duel, _Lever, _Move, _relaxed, smallest_flip
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge


@settings(max_examples=40, deadline=None, derandomize=True)
@given(sheets(load_knowledge()))
def test_a_flip_flips(answers: AnswerSheet) -> None:
    """Making exactly the changes that are named puts the other degree first, and the steps are counted right."""
    knowledge = load_knowledge()
    verdict = judge(score_sheet(knowledge, answers))
    flip = smallest_flip(score_sheet(knowledge, answers), verdict.leader, verdict.rival)
    if flip:
        changed = answers
        for change in flip.changes:
            assert answers.answers[change.question] == change.before != change.after
            changed = changed.answering(change.question, change.after)
        assert judge(score_sheet(knowledge, changed)).leader == flip.program == verdict.rival
        assert flip.steps == sum(abs(change.after - change.before) for change in flip.changes)


def test_no_smaller_change_would_do(knowledge: Knowledge) -> None:
    """Trying every change of one and of two answers finds nothing smaller than what the student is told."""
    world = World(knowledge, 40)
    ids = [program.id for program in knowledge.archetypes]
    found = 0
    for students, advice in (world.resembling, world.random):
        for row in range(12):
            leader = int(advice.degree[row])
            best = _brute_force(world.tables, students, row, leader)
            flip = smallest_flip(
                score_sheet(knowledge, sheet(knowledge, students, row)), ids[leader], ids[1 - leader]
            )
            if best:
                found += 1
                assert flip is not None
                assert (len(flip.changes), flip.steps) == best
            elif flip:
                assert len(flip.changes) > 2
    assert found > 10


def test_no_step_is_asked_for_in_vain(knowledge: Knowledge) -> None:
    """Leaving out any one step of the change that a student is told no longer flips the degree."""
    students = World(knowledge, 40).resembling[0]
    for row in range(40):
        answers = sheet(knowledge, students, row)
        verdict = judge(score_sheet(knowledge, answers))
        flip = smallest_flip(score_sheet(knowledge, answers), verdict.leader, verdict.rival)
        for left_out in flip.changes if flip else ():
            changed = answers
            for change in flip.changes if flip else ():
                step = 1 if change.before > change.after else -1
                changed = changed.answering(change.question, change.after + step * (change is left_out))
            assert judge(score_sheet(knowledge, changed)).leader == verdict.leader


def test_nothing_said_nothing_to_flip(knowledge: Knowledge) -> None:
    """A student without answers is not told to change one."""
    assert smallest_flip(score_sheet(knowledge, AnswerSheet()), "production", "technology") is None


@settings(max_examples=30, deadline=None, derandomize=True)
@given(sheets(load_knowledge()))
def test_no_flip_is_offered_against_the_goal(answers: AnswerSheet) -> None:
    """A student whose goal only one degree leads to is not told which answers would put the other first: none would."""
    knowledge = load_knowledge()
    closed = {goal: scoring_model(knowledge).closed_to(goal) for goal in knowledge.role}
    archetypes = set(scoring_model(knowledge).archetypes)
    one_way = next(goal for goal in knowledge.role if len(closed[goal] & archetypes) == 1)
    advice = recommend(knowledge, answers.aiming_at(one_way))
    assert len(advice.verdict.closed_to_goal) == 1
    assert advice.flip is None


class OnlyB(_Duel):
    """Two programs between which only the answer to b decides."""

    def margin(self, moves: tuple[_Move, ...]) -> float:
        return -1.0 if any(lever.question == "b" and lever.answer != to for lever, to in moves) else 1.0


def test_an_answer_that_is_not_needed_is_left_as_it_was() -> None:
    """Of two changed answers only the one that decides is told, and of that only the step it takes."""
    a, b = (_Lever(question, 3, 0.0, ()) for question in "ab")
    assert _relaxed(OnlyB(0.0, (), ()), ((a, 5), (b, 5))) == ((b, 4),)
