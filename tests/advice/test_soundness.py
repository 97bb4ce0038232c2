"""The search for a student whom a program suits best; the other laws are broken one by one in tests/knowledge/test_lint.py."""

from degreepath.advice.soundness import programs_can_win
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.problem import Places


def test_every_real_program_finds_its_student(knowledge: Knowledge) -> None:
    """Many courses are alike, and only walking uphill from a first guess finds the student whom one of them suits best."""
    assert [str(problem) for problem in programs_can_win(knowledge, Places())] == []
