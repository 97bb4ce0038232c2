"""Students a counsellor would recognise, and what that counsellor would tell them."""

from pathlib import Path
from typing import Any

import pytest
import tomli

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.recommend import recommend
from degreepath.advice.recommendation import Recommendation
from degreepath.knowledge.load import load_knowledge
from degreepath.records.sheet_file import parse_sheet

FOLDER = Path(__file__).parent / "personas"
EXPECTED: dict[str, dict[str, Any]] = tomli.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))


def sheet_of(name: str) -> AnswerSheet:
    path = FOLDER / f"{name}.toml"
    return parse_sheet(path.read_text(encoding="utf-8"), str(path))


def advice_for(sheet: AnswerSheet) -> Recommendation:
    return recommend(load_knowledge(), sheet)


def test_every_sheet_has_an_expectation() -> None:
    """A persona that is added without saying what is expected of it would test nothing."""
    assert set(EXPECTED) == {path.stem for path in FOLDER.glob("*.toml")} - {"expected"}


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("opener", [True, False], ids=["with opener", "without opener"])
def test_a_counsellor_agrees(name: str, opener: bool) -> None:
    """Each persona is told the degree and shown a role that a sensible counsellor would name, with and without the first screen."""
    sheet = sheet_of(name) if opener else sheet_of(name).model_copy(update={"opener": None})
    advice = advice_for(sheet)
    top = [role.id for role in advice.roles[:3]]
    assert advice.verdict.program == EXPECTED[name]["program"], advice.verdict
    assert set(EXPECTED[name]["roles"]) & set(top), top
    assert EXPECTED[name].get("first", top[0]) == top[0]
