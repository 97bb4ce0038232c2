"""Class files that are packed: what a small file may unfold to."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl
import pytest
import xlsxwriter

from degreepath.cohort import unpacked
from degreepath.cohort.run import Job, run
from degreepath.errors import AnswersError
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "class.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([["student_id", "song"], ["a", 5], ["b", 3]]):
            sheet.write_row(number, 0, row)
    return path


def changed(workbook: Path, part: str, old: bytes, new: bytes) -> Path:
    """Return a copy of the workbook with something replaced in one of its parts."""
    copy = workbook.with_name("changed.xlsx")
    with ZipFile(workbook) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            raw = source.read(name)
            target.writestr(name, raw.replace(old, new) if name.endswith(part) else raw)
    return copy


def test_a_workbook_is_read(workbook: Path) -> None:
    """A class saved from a spreadsheet is scored."""
    assert run(Job(workbook), KNOWLEDGE).rows == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="B3"', b'r="XFD1048576"'),
        (b'<c r="B3">', b"<c\n r = 'xfd1048576'>"),
        (b'<row r="3"', b'<row r="104857600"'),
    ],
)
def test_a_stray_cell_far_away_is_named(workbook: Path, old: bytes, new: bytes) -> None:
    """A cell typed by accident into the last row ends in a sentence, and does not take all memory there is."""
    with pytest.raises(AnswersError, match="stray cell"):
        run(Job(changed(workbook, "sheet1.xml", old, new)), KNOWLEDGE)


def test_a_workbook_that_unfolds_to_a_flood_is_refused(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small file that holds gigabytes when unpacked is refused before it is unpacked."""
    flood = changed(workbook, "sharedStrings.xml", b"song", b"x" * 3_000_000)
    assert flood.stat().st_size < 20_000
    monkeypatch.setattr(unpacked, "MOST_BYTES", 2_000_000)
    with pytest.raises(AnswersError, match="too large to open"):
        run(Job(flood), KNOWLEDGE)


@pytest.mark.parametrize("end", [30, 3000, -30])
def test_a_workbook_that_is_cut_off_is_refused(workbook: Path, end: int) -> None:
    """A download that broke off is told as such."""
    workbook.write_bytes(workbook.read_bytes()[:end])
    with pytest.raises(AnswersError, match="not a readable"):
        run(Job(workbook), KNOWLEDGE)


def test_a_parquet_file_packed_as_no_real_answers_are_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same row millions of times takes next to no place in a Parquet file, so its rows are counted first."""
    path = tmp_path / "class.parquet"
    pl.select(student_id=pl.repeat(7, 100_000), song=pl.repeat(5, 100_000)).write_parquet(path)
    assert path.stat().st_size < 20_000
    monkeypatch.setattr("degreepath.cohort.read.MANY_ROWS", 99_999)
    with pytest.raises(AnswersError, match="100,000 rows in a very small file"):
        run(Job(path), KNOWLEDGE)


def test_a_whole_country_in_parquet_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many rows there are, students who differ take their place in the file and are read."""
    path = tmp_path / "country.parquet"
    pl.DataFrame(
        {"student_id": [f"{n:08}" for n in range(5_000)], "song": [1 + n % 5 for n in range(5_000)]}
    ).write_parquet(path)
    monkeypatch.setattr("degreepath.cohort.read.MANY_ROWS", 1_000)
    assert run(Job(path), KNOWLEDGE).rows == 5_000


def test_names_that_break_off_are_told(tmp_path: Path) -> None:
    """A Parquet file broken in its column of names, which only --names reads, is refused in a sentence too."""
    path = tmp_path / "class.parquet"
    names = ["Ada" * 50, "Bo" * 50]
    table = pl.DataFrame({"student_id": ["a", "b"], "song": [1, 5], "name": names})
    table.write_parquet(path, compression="uncompressed", statistics=False)
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"AdaAda", b"\xff\xffaAda", 1))
    assert run(Job(path), KNOWLEDGE).rows == 2
    with pytest.raises(AnswersError, match="to its end"):
        run(Job(path, names=True), KNOWLEDGE)
