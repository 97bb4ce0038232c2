"""degreepath: a career advisor that explains itself, for students between Music Production and Music Technology.

The public face is what `__all__` lists; everything else may change without notice. Importing it costs nothing: a name is
fetched from its home when it is first used.
"""

TYPE_CHECKING = False  # typing's own would be the slowest part of 'degreepath --version'
if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet, Opener
    from degreepath.advice.recommend import Recommendation, recommend
    from degreepath.errors import DegreepathError
    from degreepath.knowledge import Knowledge
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
    "AnswerSheet": "advice.answers",
    "DegreepathError": "errors",
    "Knowledge": "knowledge",
    "Opener": "advice.answers",
    "Recommendation": "advice.recommend",
    "load_knowledge": "knowledge.load",
    "recommend": "advice.recommend",
}


def __getattr__(name: str) -> object:
    """Return a public name from its home. Raises AttributeError for any other."""
    if name not in _HOMES:
        raise AttributeError(f"module 'degreepath' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"degreepath.{_HOMES[name]}"), name)
