"""The laws over the real knowledge base: each law is tried once, each test asks what it found about one record."""

from collections.abc import Callable
from functools import cache

import pytest

from degreepath.knowledge.lint import Law, apply
from degreepath.knowledge.load import read_draft
from degreepath.knowledge.problem import label

Breaches = Callable[..., str]


@pytest.fixture(scope="session")
def breaches() -> Breaches:
    """Return a function that says how a law is broken by one record, or by a table as a whole; '' if it is kept."""
    draft = read_draft()
    found = cache(lambda law: apply([law], draft))

    def breaches_of(law: Law, table: str, record: str = "") -> str:
        named = label(table, record) if record else ""
        return "\n".join(str(p) for p in found(law) if p.record == named and (record or p.field == table))

    return breaches_of
