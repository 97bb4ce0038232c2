"""The laws that need scoring, on the real knowledge base; tests/knowledge/test_lint.py breaks each of them on purpose."""

import pytest

from degreepath.advice.soundness import LAWS
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.lint import Law
from degreepath.knowledge.problem import Places


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_ours_is_sound(knowledge: Knowledge, law: Law) -> None:
    """Nothing is out of reach and the article is kept; many courses are alike, and only a search finds the student each suits best."""
    assert [str(problem) for problem in law(knowledge, Places())] == []
