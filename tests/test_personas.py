"""Students a counsellor would recognise, and what that counsellor would tell them: judged from their own words, not from scores."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.recommend import Recommendation, recommend
from degreepath.advice.verdict import Band
from degreepath.knowledge.load import load_knowledge

FOLDER = Path(__file__).parent / "personas"
EXPECTED: dict[str, dict[str, Any]] = tomli.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
KNOWLEDGE = load_knowledge()


def sheet_of(name: str) -> AnswerSheet:
    return AnswerSheet.model_validate(tomli.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))


@cache
def advice_for(name: str, opener: bool) -> Recommendation:
    """The advice to a persona, with the marks of the first screens or with the answers alone."""
    sheet = sheet_of(name)
    return recommend(KNOWLEDGE, sheet if opener else sheet.model_copy(update={"opener": None}))


def test_every_sheet_has_an_expectation() -> None:
    """A persona that is added without saying what is expected of it would test nothing."""
    assert set(EXPECTED) == {path.stem for path in FOLDER.glob("*.toml")} - {"expected"}


both = pytest.mark.parametrize("opener", [True, False], ids=["with opener", "without opener"])


@both
@pytest.mark.parametrize("name", EXPECTED)
def test_a_counsellor_agrees_on_the_degree(name: str, opener: bool) -> None:
    """Each persona is told a degree that a sensible counsellor would name, no surer than such a counsellor would be."""
    verdict, expected = advice_for(name, opener).verdict, EXPECTED[name]
    assert (verdict.program or "") in expected["program"], verdict
    bands = list(Band)
    assert bands.index(verdict.band) >= bands.index(Band(expected.get("most", Band.CLEAR)))
    assert bool(verdict.studies) == ("studies" in expected)
    assert not verdict.studies or set(expected["studies"]) & set(verdict.studies)


@both
@pytest.mark.parametrize("name", EXPECTED)
def test_a_counsellor_agrees_on_the_roles(name: str, opener: bool) -> None:
    """The role shown first is one the persona wants, and none of the three would make them doubt the rest."""
    top, expected = advice_for(name, opener).top, EXPECTED[name]
    assert top[0] in expected.get("first", top)
    assert set(expected.get("roles", top)) & set(top)
    assert not set(expected["never"]) & set(top)
