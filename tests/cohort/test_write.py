"""The table of results as a spreadsheet opens it, and the names of the students' files."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest

from degreepath.cohort import workbooks
from degreepath.cohort.read import ClassFile
from degreepath.cohort.score import score_class
from degreepath.cohort.workbooks import Sheet, to_xlsx
from degreepath.cohort.write import columns, file_names, students, to_csv, to_parquet
from degreepath.errors import FileError, UsageError
from degreepath.knowledge import Knowledge
from degreepath.pages import cohort as pages

Read = Callable[..., ClassFile]
RISKY = ("=1+1", "+2", "@x", "-3", "＝4", "\t=5")


@pytest.fixture
def risky(read: Read) -> ClassFile:
    """A class whose ids and names look like formulas."""
    lines = [f'"{name}","{name} B",5,4' for name in (*RISKY, "0006")]
    return read("\n".join(("student_id,name,song,beats", *lines)))


def test_no_cell_of_a_csv_becomes_a_formula(knowledge: Knowledge, risky: ClassFile) -> None:
    """An id or a name like =cmd() stays text in a spreadsheet; 0006 keeps its zeros in the file."""
    table = columns(score_class(risky))
    back = pl.read_csv(io.BytesIO(to_csv(table)), infer_schema=False)
    assert back["student_id"].to_list() == ["'=1+1", "'+2", "'@x", "'-3", "'＝4", "'=5", "0006"]
    assert all(name.startswith("'") for name in back["name"][:6])
    assert back["stamp"].to_list() == table["stamp"].to_list()


def test_a_workbook_has_texts_and_a_header_that_stays(knowledge: Knowledge, risky: ClassFile) -> None:
    """In the workbook =1+1 is a text, the header is frozen and printed on each page, and the words are names, not ids."""
    scores = score_class(risky)
    table = pages.table(knowledge, columns(scores))
    raw = to_xlsx([Sheet("Students", table.iter_rows(), table.columns)])
    back = pl.read_excel(io.BytesIO(raw), infer_schema_length=0)
    assert back["Student"].to_list()[:2] == ["=1+1", "+2"]
    with ZipFile(io.BytesIO(raw)) as book:
        sheet, names = (book.read(part).decode() for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml"))
    assert "<f>" not in sheet
    assert 'state="frozen"' in sheet
    assert "Print_Titles" in names


def test_people_read_names(knowledge: Knowledge, read: Read) -> None:
    """The table for people holds names of degrees, roles with a word for the fit, a number of 100, and no id of ours."""
    header = ",".join(["student_id", *(question.id for question in knowledge.questions), "goal", "plan"])
    likes = {"programming", "electronics", "acoustics", "science"}
    answers = ",".join("5" if (q.interest in likes) != q.reverse else "1" for q in knowledge.questions)
    found = read(f"{header}\n0012,{answers},,production\n")
    [row] = pages.table(knowledge, columns(score_class(found))).to_dicts()
    assert (row["Student"], row["Degree"], row["Plan"]) == ("0012", "Music Technology", "Music Production")
    assert row["How sure"] in {"clear", "likely"}
    assert 75 <= row["Of 100"] <= 99
    assert row["Role 1"].endswith("(strong)")
    assert "the answers point away from the plan" in row["Talk about"]
    codes = {record.id for record in (*knowledge.roles, *knowledge.programs)}
    assert not codes & {cell for title, cell in row.items() if title != "Student"}


def test_the_machine_columns_are_stable(knowledge: Knowledge, risky: ClassFile) -> None:
    """Whoever reads the table by position or name finds the columns that docs/cohorts.md lists."""
    table = columns(score_class(risky))
    assert table.columns[:9] == [
        "student_id", "program", "band", "confidence", "role_1", "role_2", "role_3", "flags", "stamp",
    ]  # fmt: skip
    docs = (Path(__file__).parents[2] / "docs" / "cohorts.md").read_text(encoding="utf-8")
    assert [name for name in (*table.columns, *pages.FOR_CSV.values()) if f"`{name}`" not in docs] == []


def test_parquet_and_json_hold_the_same_rows(knowledge: Knowledge, risky: ClassFile) -> None:
    """Both hold every row with its numbers; in JSON several flags are a list and nothing is NaN."""
    table = columns(score_class(risky))
    assert pl.read_parquet(io.BytesIO(to_parquet(table))).equals(table)
    rows = students(table)
    assert [row["student_id"] for row in rows] == table["student_id"].to_list()
    assert rows[0]["flags"] == ["few-answers"]
    assert rows[0]["fit_1"] is None


def test_more_students_than_a_sheet_has_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A country does not fit into a workbook, which is said instead of cutting it off."""
    monkeypatch.setattr(workbooks, "MOST_ROWS", 2)
    with pytest.raises(FileError, match=r"cannot hold 3 students; write \.csv or \.parquet"):
        to_xlsx([Sheet("Students", [["a"]] * 3, ["Student"])])


def test_a_missing_extra_is_a_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library for workbooks the answer is how to install it."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"pip install '\.\[cohort\]'"):
        to_xlsx([])


def test_each_student_has_a_file_name_of_its_own(read: Read) -> None:
    """Whatever an id is, its file stays in the folder, is no name that Windows keeps for itself, and no other's."""
    odd = [
        "0012",
        "../../etc",
        "CON",
        "index",
        "a/b",
        "a-b-row-6",
        "A-B-ROW-6",
        "ann@school.example",
        "Zoë",
        ".x",
        "…",
    ]
    found = read("student_id,song\n" + "\n".join(f"{name},4" for name in odd))
    names = list(file_names(found, range(len(odd)), ".html").values())
    assert names[0] == "0012.html"
    assert names[7] == "ann@school.example.html"
    assert len({name.casefold() for name in names}) == len(odd)
    assert all(name[0] not in ".-" and not set(name) & set("/\\:") and name.isascii() for name in names)
    assert not {"con.html", "index.html"} & {name.casefold() for name in names}


def test_what_was_not_understood_stands_in_the_row_of_its_student(knowledge: Knowledge, read: Read) -> None:
    """A goal that we do not know is not lost: the counsellor reads it beside the student, and a formula in it stays text."""
    found = read("student_id,song,beats,goal\na,5,4,astronaut\nb,5,banana,composer\nc,4,4,\nd,4,2,=1+1\n")
    table = columns(score_class(found))
    assert table["not_read"].to_list() == ["goal: astronaut", "beats: banana", None, "goal: =1+1"]
    assert pages.table(knowledge, table)["Not read"].to_list() == table["not_read"].to_list()
    alone = columns(score_class(found.only(slice(2, 3))))
    assert alone.schema == table.schema  # parts of a table fit together
