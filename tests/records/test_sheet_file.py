"""An answer sheet as text."""

from pathlib import Path

import pytest

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.errors import AnswersError, FileError
from degreepath.records.private import MAX_BYTES
from degreepath.records.sheet_file import as_toml, read_sheet, sheet_of


@pytest.mark.parametrize(
    "sheet",
    [
        AnswerSheet(),
        AnswerSheet(answers={"song": 1, "no-code": 5}),
        AnswerSheet(
            opener=Opener(most=("composing",)), answers={"song": 4}, goal="composer", country="Türkiye"
        ),
        AnswerSheet(opener=Opener(most=("mixing", "picture"), least=("science",)), country='a "b" \\c 🎧'),
    ],
)
def test_printed_sheet_is_read_back(sheet: AnswerSheet) -> None:
    """A sheet that was printed on the screen can be copied into a file and used, also one saved on Windows."""
    for text in (as_toml(sheet), as_toml(sheet).replace("\n", "\r\n"), f"\ufeff{as_toml(sheet)}"):
        assert sheet_of(text.encode(), "the sheet") == sheet
    assert sheet_of(sheet.model_dump_json(by_alias=True).encode(), "the sheet") == sheet


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "is empty"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"#" * (MAX_BYTES + 1), "larger than 256 kB"),
        (b"[answers\n", "cannot be read as TOML or JSON"),
        (b'{"answers": {', "cannot be read as TOML or JSON"),
        (b'{"answers": {"song": 1, "song": 2}}', "'song' is given twice"),
        (b'{"answers": {"song": NaN}}', r"answers\.song.*whole numbers"),
        (b"[" * 100_000, r"nested too deeply|cannot be read"),
        (b'{"a":' * 40_000, "nested too deeply"),
        (b"schema = 2\n", "schema: .*less than or equal to 1"),
        (b"age = 16\n", r"age: is not a field of an answer sheet\."),
        (b"country = 7\n", "country"),
        (b"[answers]\nsong = 6\n", r"answers\.song.*from 1 \(strongly dislike\) to 5"),
        (b"[answers]\nsong = 6\nrepair = 0\n", r"\(1 more problems\)"),
        (b"[answers]\nsong = " + b"9" * 5000 + b"\n", "sheet"),
        (b'[opener]\nmost = ["song"]\nleast = ["song"]\n', "song is marked twice"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_one_sentence(tmp_path: Path, raw: bytes, says: str) -> None:
    """Whatever is wrong with the file, one sentence names the file and what to fix."""
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
        '"a" = 1\n"\\u001b[2J" = ',
    ],
)
def test_what_is_quoted_of_a_sheet_cannot_fool_a_terminal(text: str) -> None:
    """A key that would clear the screen, turn the text around or fill the page is named without doing so."""
    with pytest.raises(AnswersError) as refused:
        sheet_of(text.encode(), "sheet.toml")
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 500
