"""The roles of a result, and what to ask before applying: every question is a whole sentence."""

import pytest
from made_reports import KNOWLEDGE, like

from degreepath.advice.coverage import Viability
from degreepath.advice.recommend import recommend
from degreepath.advice.recommendation import Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.program import ModuleStatus
from degreepath.show import recommendation, render
from degreepath.show.result_roles import checks


def knowing(**changed: object) -> Knowledge:
    """Return our knowledge base with both degrees changed."""
    fields = {name: getattr(KNOWLEDGE, name) for name in Knowledge.model_fields}
    programs = tuple(
        program.model_copy(update=changed) if program in KNOWLEDGE.archetypes else program
        for program in KNOWLEDGE.programs
    )
    return Knowledge.model_construct(**{**fields, "programs": programs, "hash": str(changed)})


def asked(knowledge: Knowledge, result: Recommendation) -> list[str]:
    return [item.text for item in checks(knowledge, result).items]


def test_electives_that_cannot_all_be_taken_are_pointed_out() -> None:
    """A role that takes two electives where one may be taken is 'only on paper': nobody is told to ask for nothing."""
    knowledge = knowing(elective_slots=0)
    result = recommend(knowledge, like("sound-designer"))
    possible = [
        check
        for check in result.to_check
        if check.program == result.verdict.leader and check.viability is Viability.POSSIBLE
    ]
    assert possible
    assert not any(check.electives for check in possible)
    texts = asked(knowledge, result)
    assert "Only on paper: it takes more electives than the 0 you can take, so ask." in texts
    assert not any(text.endswith((" .", ": .")) for text in texts)


@pytest.mark.parametrize("role", [role.id for role in KNOWLEDGE.roles])
def test_what_is_only_introduced_in_an_incomplete_list_is_asked_about_by_name(role: str) -> None:
    """Where a list is not complete and shows only introductions, the question names the subjects all the same."""
    intro = tuple(
        module.model_copy(update={"status": ModuleStatus.INTRO})
        for program in KNOWLEDGE.archetypes
        for module in program.modules
    )
    knowledge = knowing(modules=intro, modules_complete=False)
    result = recommend(knowledge, like(role))
    assert any(check.introduced for check in result.to_check if check.viability is Viability.UNKNOWN)
    assert not any(text.endswith((" .", ": .")) for text in asked(knowledge, result))


def test_the_electives_of_a_role_are_asked_for_by_title() -> None:
    """A role that two electives open is a question with both titles in it."""
    result = recommend(KNOWLEDGE, like("sound-designer"))
    page = " ".join(render.text(recommendation.page(KNOWLEDGE, result), 400).split())
    doors = [
        check
        for check in result.to_check
        if check.program == result.verdict.leader and check.viability is Viability.POSSIBLE
    ]
    assert doors
    for door in doors:
        assert f"Ask whether you may take {' and '.join(door.electives)}." in page


def test_a_goal_that_no_degree_leads_to_sends_the_reader_outside() -> None:
    """Where neither degree can lead to the declared goal, the page says so at once and points to other ways in."""
    knowledge = knowing(modules=())
    result = recommend(knowledge, like("composer", goal="composer"))
    opening = " ".join(recommendation.opening(knowledge, result))
    assert (
        "Your goal, Composer, cannot be reached from either degree. Look at the ways outside both below."
        in opening
    )
    assert not any("Ask whether" in text for text in asked(knowledge, result))
