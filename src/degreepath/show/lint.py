"""What is wrong with a knowledge base: one line a problem, as compilers print it, so that an editor can jump there."""

from collections.abc import Mapping, Sequence
from typing import Any

from degreepath.knowledge.problem import Problem
from degreepath.show.documents import SCHEMA

NOT_ALL_TRIED = "Mend these first: the other laws can only be tried on a base that can be used."


def text(problems: Sequence[Problem], counts: Mapping[str, int]) -> str:
    """Return the problems and a sum; `counts` is how many records of each table were read."""
    summary = f"{sum(counts.values())} records, {len(problems) or 'no'} problem{'s' * (len(problems) != 1)}"
    return "\n".join([*map(str, problems), summary])


def document(problems: Sequence[Problem], counts: Mapping[str, int], *, all_tried: bool) -> dict[str, Any]:
    """Return the same as JSON; `all_tried` says whether the base was sound enough to try every law on it."""
    return {
        "schema": SCHEMA,
        "records": dict(counts),
        "all_laws_tried": all_tried,
        "problems": [vars(problem) for problem in problems],
    }
