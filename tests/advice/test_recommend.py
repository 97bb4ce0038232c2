"""The whole recommendation: what stands in it follows from its parts."""

import pytest
from hypothesis import given, settings
from toy import sheets

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.coverage import Viability
from degreepath.advice.next_question import next_question
from degreepath.advice.points import possible_students
from degreepath.advice.programs import role_scores
from degreepath.advice.recommend import recommend
from degreepath.advice.scored import score_sheet
from degreepath.advice.whatif import smallest_flip
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge

some = settings(max_examples=15, deadline=None, derandomize=True)
SHEETS = sheets(load_knowledge())


def liking(knowledge: Knowledge, sign: str) -> AnswerSheet:
    """A student who likes every interest on the creative (−) or the technical (+) side and dislikes the other side."""
    side = {
        i.id: (i.creative_technical > 0) == (sign == "+") for i in knowledge.interests if i.creative_technical
    }
    return AnswerSheet(
        answers={
            q.id: 5 if side[q.interest] != q.reverse else 1 for q in knowledge.questions if q.interest in side
        }
    )


def test_the_axes_run_from_one_pole_to_the_other(knowledge: Knowledge) -> None:
    """Who likes all that is technical stands near +1, who likes all that is creative near −1, who likes all alike in the middle."""
    creative, technical = (recommend(knowledge, liking(knowledge, sign)).axes for sign in "-+")
    assert -1 <= creative.creative_technical < -0.6
    assert 0.6 < technical.creative_technical <= 1
    alike = AnswerSheet(answers={q.id: 2 if q.reverse else 4 for q in knowledge.questions})
    axes = recommend(knowledge, alike).axes
    assert (axes.creative_technical, axes.design_operate) == (pytest.approx(0), pytest.approx(0))


@some
@given(SHEETS)
def test_the_parts_of_a_recommendation_agree(answers: AnswerSheet) -> None:
    """The flip, the open question, how often each role is first and the ways outside are those of this very sheet."""
    knowledge = load_knowledge()
    result, scored = recommend(knowledge, answers), score_sheet(knowledge, answers)
    verdict, archetypes = result.verdict, [program.id for program in knowledge.archetypes]
    decided = verdict.margin > 0
    assert result.flip == (smallest_flip(scored, verdict.leader, verdict.rival) if decided else None)
    ahead = next_question(knowledge, answers)
    assert (result.open_question.question if result.open_question else None) == ahead.question
    firsts = [role_scores(scored.model, x) for x in possible_students(scored.estimate, scored.noise)]
    for role in result.roles:
        place = scored.model.roles.index(role.id)
        assert role.first == sum(values.index(max(values)) == place for values in firsts) / len(firsts)
    expected = [
        (role.id, route.text, route.program)
        for role in result.roles[:3]
        if all(role.viability[program] is not Viability.COVERED for program in archetypes)
        for route in knowledge.role[role.id].routes
    ]
    assert [(way.role, way.text, way.program) for way in result.outside] == expected
