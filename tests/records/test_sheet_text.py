"""An answer sheet as text."""

from pathlib import Path

import pytest

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.errors import AnswersError, FileError
from degreepath.records.sheet_file import MAX_BYTES, as_toml, parse_sheet, read_sheet


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


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "is empty"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"#" * (MAX_BYTES + 1), "larger than 256 kB"),
        (b"[answers\n", "not readable as TOML or JSON"),
        (b'{"answers": {', "not readable as TOML or JSON"),
        (b'{"answers": {"song": 1, "song": 2}}', "'song' is given twice"),
        (b'{"answers": {"song": NaN}}', "NaN is not a number it can hold"),
        (b"[" * 100_000, "nested too deeply|not readable"),
        (b'{"a":' * 40_000, "nested too deeply"),
        (b"schema = 2\n", "schema: .*less than or equal to 1"),
        (b"age = 16\n", "age: is not a field of an answer sheet"),
        (b"[answers]\nsong = 6\n", r"answers\.song"),
        (b"[answers]\nsong = 6\nrepair = 0\n", r"\(1 more problems\)"),
        (b'[opener]\nmost = ["song"]\nleast = ["song"]\n', "song is marked twice"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_one_sentence(tmp_path: Path, raw: bytes, says: str) -> None:
    """Whatever is wrong with the file, one sentence names the file and what to mend."""
    path = tmp_path / "sheet"
    path.write_bytes(raw)
    with pytest.raises(AnswersError, match=says) as refusal:
        read_sheet(path)
    assert str(path) in str(refusal.value)
    assert len(str(refusal.value).splitlines()) == 1


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A wrong file name is answered with that name."""
    with pytest.raises(FileError, match=r"nowhere\.toml cannot be read \(No such file"):
        read_sheet(tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    "text",
    [
        '[answers]\n"\\u001b[2J" = 5',
        '{"answers": {"\\u202e": 5}}',
        '{"goal": "composer", "\\u001b]0;x\\u0007": 1, "\\u001b]0;x\\u0007": 2}',
        f'"{"long " * 10_000}" = 1',
    ],
)
def test_what_is_quoted_of_a_sheet_cannot_fool_a_terminal(text: str) -> None:
    """A key that would clear the screen, turn the text around or fill the page is named without doing so."""
    with pytest.raises(AnswersError) as refused:
        parse_sheet(text, "sheet.toml")
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 500
