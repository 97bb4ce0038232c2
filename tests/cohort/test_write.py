"""Results on disk, as a spreadsheet opens them."""

import sys
from pathlib import Path

import polars as pl
import pytest
from cohort_classes import KNOWLEDGE, Columns
from made_classes import write_class

from degreepath.cohort import files, write
from degreepath.cohort.run import Job, run
from degreepath.errors import FileError, UsageError


def test_no_cell_becomes_a_formula(columns: Columns, tmp_path: Path) -> None:
    """An id like =cmd() stays text when the results are opened in a spreadsheet, as CSV and as XLSX."""
    columns["student_id"][:4] = ["=1+1", "+2", "@x", "＝3"]
    source = write_class(tmp_path / "class.csv", columns)
    run(Job(source, tmp_path / "out.csv"), KNOWLEDGE)
    ids = pl.read_csv(tmp_path / "out.csv", infer_schema=False)["student_id"].to_list()
    assert ids[:5] == ["'=1+1", "'+2", "'@x", "'＝3", "0004"]
    run(Job(source, tmp_path / "out.xlsx"), KNOWLEDGE)
    assert pl.read_excel(tmp_path / "out.xlsx")["student_id"][0] == "=1+1"
    assert files.safe_text("=1") == "'=1"


def test_a_workbook_hides_what_the_screen_hides(columns: Columns, tmp_path: Path) -> None:
    """The sheet with the summary shows no group of fewer than ten either."""
    source = write_class(tmp_path / "class.csv", columns)
    summary = run(Job(source, tmp_path / "out.xlsx"), KNOWLEDGE)
    sheet = pl.read_excel(tmp_path / "out.xlsx", sheet_name="Summary", has_header=False)
    lines = dict(sheet.rows())
    roles = {name: lines[f"role_1: {name}"] for name, _ in summary.first_roles}
    assert {name for name, count in summary.first_roles if count is None} == {
        name for name, shown in roles.items() if shown == "not shown"
    }
    assert "not shown" in roles.values()
    assert (lines["rows"], lines["scored"]) == ("40", "40")


def test_more_students_than_a_sheet_has_rows(
    columns: Columns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A country does not fit into a workbook, which is said instead of cutting it off."""
    monkeypatch.setattr(write, "XLSX_ROWS", 39)
    source = write_class(tmp_path / "class.csv", columns)
    with pytest.raises(FileError, match=r"cannot hold 40 students; write \.csv or \.parquet"):
        run(Job(source, tmp_path / "out.xlsx"), KNOWLEDGE)
    assert [path.name for path in tmp_path.iterdir()] == ["class.csv"]


def test_a_missing_extra_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for a million students to learn that XLSX cannot be written here."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"pip install 'degreepath\[excel\]'"):
        run(Job(tmp_path / "no such class.csv", tmp_path / "out.xlsx"), KNOWLEDGE)


def test_a_folder_that_is_gone_meanwhile(tmp_path: Path) -> None:
    """Results that can be put nowhere any more are one sentence."""
    with pytest.raises(FileError, match="cannot be written"), files.replacing(tmp_path / "gone" / "out.csv"):
        pass
