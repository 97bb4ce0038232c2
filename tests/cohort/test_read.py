"""What a class file may look like, and which files are no class at all."""

import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from cohort_classes import KNOWLEDGE, QUESTIONS, Columns, score
from made_classes import write_class

from degreepath.cohort.csv_records import NOT_TEXT
from degreepath.cohort.run import Job, run
from degreepath.errors import AnswersError, FileError, UsageError
from degreepath.knowledge.vocabulary import ANSWER_WORDS

WORD = {None: "", **ANSWER_WORDS}


def in_words(columns: Columns) -> Columns:
    return {
        name: [WORD[cell].capitalize() for cell in cells] if name in QUESTIONS else cells
        for name, cells in columns.items()
    }


def in_question_texts(columns: Columns) -> Columns:
    return {
        KNOWLEDGE.question[name].text if name in QUESTIONS else name: cells for name, cells in columns.items()
    }


def as_grid(columns: Columns) -> Columns:
    """As Google Forms exports a grid: the time first, question rows in brackets, check boxes by name with commas."""
    names = {interest.id: interest.name for interest in KNOWLEDGE.interests}
    table = {
        f"How much would you like this? [{KNOWLEDGE.question[name].text}]"
        if name in QUESTIONS
        else name: cells
        for name, cells in columns.items()
    }
    for name in ("most", "least"):
        table[name] = [", ".join(names[mark] for mark in (cell or "").split()) for cell in table[name]]
    return {"Timestamp": ["2026/11/22 9:00:00 am, sharp"] * len(columns["student_id"]), **table}


@pytest.mark.parametrize("form", [in_words, in_question_texts, as_grid, lambda c: as_grid(in_words(c))])
def test_forms_as_services_export_them(
    columns: Columns, expected: pl.DataFrame, tmp_path: Path, form: Callable[[Columns], Columns]
) -> None:
    """Answer words, question texts as headers, grids and time stamps change nothing: every student gets the same result."""
    summary, results, _ = score(write_class(tmp_path / "form.csv", form(columns)))
    assert (summary.scored, summary.rejected) == (40, 0)
    assert results.equals(expected)


@pytest.mark.parametrize(
    "change", ["semicolons", "tabs", "mark", "windows", "quoted", "parquet", "xlsx", "text parquet"]
)
def test_files_of_every_kind(columns: Columns, expected: pl.DataFrame, tmp_path: Path, change: str) -> None:
    """Semicolons, tabs, a byte order mark, Windows line ends, quotes, Parquet and XLSX all give the same results."""
    source = write_class(tmp_path / "class.csv", columns)
    text = source.read_text(encoding="utf-8")
    if change in {"semicolons", "tabs"}:
        source.write_text(text.replace(",", ";" if change == "semicolons" else "\t"), encoding="utf-8")
    elif change == "mark":
        source.write_text(text, encoding="utf-8-sig")
    elif change == "windows":
        source.write_bytes(text.replace("\n", "\r\n").replace("\r\r", "\r").encode())
    elif change == "quoted":
        lines = (line.split(",") for line in text.splitlines())
        source.write_text(
            "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines), encoding="utf-8"
        )
    elif change == "xlsx":
        source = tmp_path / "class.xlsx"
        with xlsxwriter.Workbook(source) as book:
            sheet = book.add_worksheet()
            for place, (name, cells) in enumerate(columns.items()):
                sheet.write_column(0, place, [name, *cells])
    else:
        source = tmp_path / "class.parquet"
        table = pl.DataFrame(columns)
        (table.cast(pl.String) if change == "text parquet" else table).write_parquet(source)
    assert score(source)[1].equals(expected)


def test_ids_stay_text(columns: Columns, tmp_path: Path) -> None:
    """A student called "0012" is still called "0012" in the results, and so are "12.0" and "TRUE"."""
    ids = ["0012", "12", "12.0", "1e3", "TRUE", " x", "-7", "Ünal"]
    table = {name: cells[: len(ids)] for name, cells in columns.items()} | {"student_id": ids}
    assert score(write_class(tmp_path / "class.csv", table))[1]["student_id"].to_list() == ids


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", AnswersError, "is empty"),
        (b"\xff\xfes\x00", AnswersError, "UTF-16"),
        (b"a,b\n1,2\n", AnswersError, "student_id"),
        (b"student_id,colour\n1,red\n", AnswersError, "No column is a question"),
        (b"student_id,song,song\n1,2,3\n", AnswersError, "both mean 'song'"),
        (b"student_id,song\n", AnswersError, "No row"),
        (b"student_id,song\n1,77\n", AnswersError, "is not an answer"),
        (b'"student_id,song\n1,7', AnswersError, "student_id"),
        (b"student_id," + b"x" * 140_000, AnswersError, "cannot be read as headers"),
    ],
)
def test_a_file_that_is_no_class_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, error: type[Exception], words: str
) -> None:
    """Each file that cannot be a class is answered with what is wrong, never with a traceback."""
    source = tmp_path / "class.csv"
    source.write_bytes(content)
    with pytest.raises(error, match=words):
        run(Job(source), KNOWLEDGE)


@pytest.mark.parametrize("name", ["class.parquet", "class.xlsx"])
def test_a_damaged_file_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    """A Parquet or XLSX file full of noise is called unreadable."""
    source = tmp_path / name
    source.write_bytes(b"noise")
    with pytest.raises(AnswersError, match="not a readable"):
        run(Job(source), KNOWLEDGE)


def test_other_files_are_refused(tmp_path: Path) -> None:
    """A missing file, a text document and an unknown ending for the results are each named."""
    (tmp_path / "class.doc").touch()
    for job, error in (
        (Job(tmp_path / "no.csv"), FileError),
        (Job(tmp_path / "class.doc"), UsageError),
        (Job(tmp_path / "class.doc", tmp_path / "out.doc"), UsageError),
    ):
        with pytest.raises(error):
            run(job, KNOWLEDGE)


@pytest.mark.parametrize("column", ["student_id", "song", "most", "goal", "plan", "name"])
@pytest.mark.parametrize(("cell", "kind"), [(["4"], "List"), ({"a": 4}, "Struct"), (b"4", "Binary")])
def test_a_parquet_column_of_no_cells_is_refused(
    tmp_path: Path, column: str, cell: object, kind: str
) -> None:
    """Lists and other things that are neither number nor text are told by the column that holds them."""
    source = tmp_path / "class.parquet"
    pl.DataFrame({"student_id": ["a"], "song": [4], column: [cell]}).write_parquet(source)
    with pytest.raises(
        AnswersError, match=f"The column '{column}' of .*class.parquet is of type {kind}; write"
    ):
        run(Job(source), KNOWLEDGE)


def test_a_parquet_column_that_nothing_is_made_of_may_hold_anything(tmp_path: Path) -> None:
    """Lists in a column that we do not use are not our business."""
    source = tmp_path / "class.parquet"
    pl.DataFrame({"student_id": ["a"], "song": [4], "colours": [["red"]]}).write_parquet(source)
    assert run(Job(source), KNOWLEDGE).unused == ("colours",)


def test_a_parquet_file_damaged_inside_is_refused_in_a_sentence(columns: Columns, tmp_path: Path) -> None:
    """Bytes gone bad in the middle, where the headers still can be read, are no bug of ours."""
    source = tmp_path / "class.parquet"
    pl.DataFrame(columns).write_parquet(source)
    raw = source.read_bytes()
    source.write_bytes(raw[:8] + b"\xff" * 400 + raw[408:])
    with pytest.raises(AnswersError, match="cannot be read to its end"):
        run(Job(source), KNOWLEDGE)


def test_numbers_with_a_point_are_answers_if_they_are_whole(tmp_path: Path) -> None:
    """A table that was made with holes in it has 4.0 for 4 and NaN for nothing; 2.5 and infinity are no answers."""
    answers = [4.0, float("nan"), None, 2.5, float("inf")]
    source = tmp_path / "class.parquet"
    pl.DataFrame({"student_id": list("abcde"), "song": answers, "beats": [1] * 5}).write_parquet(source)
    _, results, rejects = score(source)
    assert results["student_id"].to_list() == ["a", "b", "c"]
    assert [(row, column) for row, column, _ in rejects] == [(5, "song"), (6, "song")]


def test_names_may_be_numbers(tmp_path: Path) -> None:
    """Whoever calls students 17 and 18 finds them so in the list of talks and in the results."""
    source = tmp_path / "class.parquet"
    pl.DataFrame({"student_id": [1, 2], "name": [17, 18], "song": [5, 4]}).write_parquet(source)
    summary = run(Job(source, tmp_path / "out.csv", names=True), KNOWLEDGE)
    assert [talk.student for talk in summary.talks] == ["1 17", "2 18"]
    assert pl.read_csv(tmp_path / "out.csv")["name"].to_list() == [17, 18]


def test_a_row_that_is_not_utf_8_costs_itself_only(tmp_path: Path) -> None:
    """An ü as Windows wrote it once is told, and the students above and below are read."""
    source = tmp_path / "class.csv"
    source.write_bytes(
        "student_id,song\nAda,4\nJürgen,5\nZoë,3\n".encode("latin-1").replace(b"Zo\xeb", "Zoë".encode())
    )
    _, results, rejects = score(source)
    assert results["student_id"].to_list() == ["Ada", "Zoë"]
    assert rejects == [(3, "student_id", NOT_TEXT)]


def test_a_careful_reader_reads_any_number_of_rows(
    columns: Columns, expected: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with quotation marks is read in parts: the last of them full, or not."""
    columns["comment"] = ['a "good" day'] * 40
    source = write_class(tmp_path / "class.csv", columns)
    for size in (8, 17):
        monkeypatch.setattr("degreepath.cohort.read.BATCH", size)
        assert score(source)[1].equals(expected)


def test_a_missing_extra_for_xlsx_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without what reads XLSX, the answer is a line to type."""
    monkeypatch.setitem(sys.modules, "fastexcel", None)
    (tmp_path / "class.xlsx").touch()
    with pytest.raises(UsageError, match=r"pip install 'degreepath\[excel\]'"):
        run(Job(tmp_path / "class.xlsx"), KNOWLEDGE)


def test_a_workbook_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    """An empty sheet has no headers, and that is said."""
    with xlsxwriter.Workbook(tmp_path / "class.xlsx") as book:
        book.add_worksheet()
    with pytest.raises(AnswersError, match="is empty; its first row must hold the headers"):
        run(Job(tmp_path / "class.xlsx"), KNOWLEDGE)
