"""An answer sheet as text."""

import pytest

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.records.sheet_file import as_toml, parse_sheet


@pytest.mark.parametrize(
    "sheet",
    [
        AnswerSheet(),
        AnswerSheet(answers={"song": 1, "no-code": 5}),
        AnswerSheet(opener=Opener(most=("composing",)), answers={"song": 4}, goal="composer"),
        AnswerSheet(opener=Opener(most=("mixing", "picture"), least=("science",))),
    ],
)
def test_printed_sheet_is_read_back(sheet: AnswerSheet) -> None:
    """A sheet that was printed on the screen can be copied into a file and used."""
    assert parse_sheet(as_toml(sheet), "the sheet") == sheet
