"""The ids that completion offers while a person types."""

from collections.abc import Callable
from pathlib import Path

import pytest
from overlays import COURSE

from degreepath.knowledge.ids import countries, ids_of
from degreepath.knowledge.load import load_knowledge

Lay = Callable[..., Path]


@pytest.mark.parametrize("table", ["programs", "roles", "sources"])
def test_the_ids_are_those_of_the_loaded_base(table: str, lay: Lay) -> None:
    """Completion offers what the commands know, in their order, a counsellor's own course included."""
    for folder in (None, lay(mine=COURSE)):
        assert ids_of(table, folder) == tuple(one.id for one in getattr(load_knowledge(folder), table))


def test_the_countries_are_those_of_the_courses(lay: Lay) -> None:
    """A country is offered once for all its courses."""
    folder = lay(mine=COURSE.replace('"UK"', '"Atlantis"'))
    found = countries(folder)
    assert set(found) == {course.country for course in load_knowledge(folder).courses}
    assert len(found) == len(set(found))
