"""degreepath: a career advisor that explains itself, for students between Music Production and Music Technology.

The public face is what `__all__` lists; everything else may change without notice.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet, Opener
    from degreepath.advice.recommend import recommend
    from degreepath.advice.recommendation import Recommendation
    from degreepath.errors import DegreepathError
    from degreepath.knowledge.knowledge import Knowledge
    from degreepath.knowledge.load import load_knowledge

__version__ = "0.1.0"
__all__ = [
    "AnswerSheet",
    "DegreepathError",
    "Knowledge",
    "Opener",
    "Recommendation",
    "load_knowledge",
    "recommend",
]

_HOMES = {
    "AnswerSheet": "degreepath.advice.answers",
    "DegreepathError": "degreepath.errors",
    "Knowledge": "degreepath.knowledge.knowledge",
    "Opener": "degreepath.advice.answers",
    "Recommendation": "degreepath.advice.recommendation",
    "load_knowledge": "degreepath.knowledge.load",
    "recommend": "degreepath.advice.recommend",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: 'degreepath --version' must not wait for pydantic."""
    if name not in _HOMES:
        raise AttributeError(f"module 'degreepath' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
