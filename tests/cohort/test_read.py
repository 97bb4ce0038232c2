"""What a class file may look like, who is in it, and which files are no class at all."""

import importlib
import os
import random
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl
import pytest
import xlsxwriter
from cohort.exported_classes import google_csv, make_class
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from degreepath.cohort import tables
from degreepath.cohort.read import ClassFile, read_class
from degreepath.errors import AnswersError, FileError, UsageError
from degreepath.knowledge import Knowledge

Read = Callable[..., ClassFile]
DAY = datetime.fromisoformat("2024-02-01")


def ids(read: ClassFile) -> list[str]:
    return read.ids.to_list()


def song(read: ClassFile) -> dict[str, int]:
    return {student.id: student.sheet.answers.get("song", 0) for student in read.students}


# ── Text files ───────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("separator", "encoding", "found"),
    [
        (",", "utf-8", ()),
        (",", "utf-8-sig", ()),
        (";", "cp1252", ("the separator is a semicolon", "the text is Windows-1252")),
        ("\t", "utf-16", ("the separator is a tab", "the text is UTF-16")),
        ("|", "utf-8", ("the separator is a bar",)),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_letters_and_line_ends(
    read: Read, separator: str, encoding: str, found: tuple[str, ...], end: str
) -> None:
    """However a spreadsheet saves its text, the same two students are read, and what was unusual is said."""
    rows = (["student_id", "name", "song"], ["0007", "Zoë", "4"], ["s2", "Jürgen", "like"])
    read_ = read("".join(separator.join(row) + end for row in rows), encoding=encoding)
    assert [(s.id, s.name, s.row) for s in read_.students] == [("0007", "Zoë", 2), ("s2", "Jürgen", 3)]
    assert song(read_) == {"0007": 4, "s2": 4}
    assert read_.found == found


def test_one_damaged_letter_does_not_change_the_others(read: Read) -> None:
    """In a file of UTF-8 with one bad byte the other names stay right, and the damage is told."""
    read_ = read("student_id,name,song\na,Zoë,4\nb,Jürgen,5\nc,Łucja,3\n".encode() + b"d,J\xfcrgen,2\n")
    assert [s.name for s in read_.students] == ["Zoë", "Jürgen", "Łucja", "J\ufffdrgen"]
    assert read_.found == ("some letters are damaged",)


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_names_the_separator_is_no_row(read: Read, first: str) -> None:
    """Excel's first line says how to read the file and hides; rows are counted without it, as Excel shows them."""
    read_ = read(f"{first}\nstudent_id;song\na;4,0\n")
    assert (song(read_), read_.students[0].row) == ({"a": 4}, 2)


def test_a_title_above_the_header(read: Read) -> None:
    """A title row and a blank one above the header are passed over, and it is said where the header stands."""
    read_ = read("Class 12b,,\n,,\nstudent_id,song,beats\na,4,5\n")
    assert (song(read_), read_.students[0].row) == ({"a": 4}, 4)
    assert read_.found == ("the header stands in row 3",)


def test_headers_told_apart_by_two_separators(read: Read) -> None:
    """A second line of headers with another separator is a row like others, and no class of its own."""
    found = read("student_id;song;beats\n1;5;4\nstudent_id,song\n2;4;4\n")
    assert song(found) == {"1": 5, "2": 4}
    assert found.found == ("the separator is a semicolon",)


@pytest.mark.parametrize("quoted", ['"a\nb"', '"a\r\nb"', '" a\n\n b "'])
def test_a_line_break_in_any_cell_is_one_row(read: Read, quoted: str) -> None:
    """A line break in quotes, in the id, the answer or a header, divides nothing."""
    read_ = read(f'student_id,"so\nng",song\ns1,x,4\n{quoted},x,"5\n"\ns3,"x\n,y",3\n')
    assert song(read_) == {"s1": 4, "a b": 5, "s3": 3}
    assert [s.row for s in read_.students] == [2, 3, 4]


def test_an_open_quotation_mark_costs_nobody_else(read: Read) -> None:
    """A mark that is never closed is a letter like any other; the students below are all there."""
    lines = [
        "student_id,name,song,comment",
        's1,"Ann,4,x',
        "s2,Bo,5,x",
        's3,Cy,3,"fine, really"',
        's4,Di,2,"never closed',
        "s5,Ed,1,x",
        's6,"El" x,2,5" tape',
    ]
    read_ = read("\n".join(lines))
    assert song(read_) == {"s1": 4, "s2": 5, "s3": 3, "s4": 2, "s5": 1, "s6": 2}
    assert read_.students[0].name == "Ann"


@given(
    st.lists(
        st.sampled_from(['"a', 'b""c', "x", '"""x', '"a""",""', 'x,"', '""']), min_size=1_000, max_size=1_000
    )
)
@settings(deadline=None, max_examples=30)
def test_broken_quotation_marks_are_read_at_once(pattern: list[str]) -> None:
    """Whatever lines with quotation marks follow each other, the number of lines looked at stays a few times theirs."""
    looked_at = 0

    class Lines(list):  # counts what is taken from it
        def __getitem__(self, at: int) -> str:
            nonlocal looked_at
            looked_at += 1
            return super().__getitem__(at)

    lines = Lines(pattern)
    assert len(list(tables._records(lines, ",", 9))) == len(lines)
    assert looked_at < 10 * len(lines)


def test_rows_of_other_widths(read: Read) -> None:
    """A short row is filled up; empty cells too many do no harm; a row with a cell too many is set aside with the reason."""
    read_ = read("student_id,song,beats\na,4\nb,5,5,,\nc,5,5,3\n\n,,\nd,,3\n")
    assert song(read_) == {"a": 4, "b": 5, "d": 0}
    assert read_.set_aside == (
        (4, "has more cells than the header (3): put text with a separator in it in quotes"),
    )
    assert [s.row for s in read_.students] == [2, 3, 7]


def test_the_path_given_is_the_path_read(knowledge: Knowledge, tmp_path: Path) -> None:
    """Signs that mean something to a shell mean nothing in a file's name: each file is read as itself, as text and as Parquet."""
    for name in ("class[1]", "class1", "class*", "class?", "~", "$HOME", "{a,b}"):
        (tmp_path / f"{name}.csv").write_text(f'student_id,song\n"{name}",4\n', encoding="utf-8")
    pl.DataFrame({"student_id": ["p"], "song": [4]}).write_parquet(tmp_path / "class[1].parquet")
    pl.DataFrame({"student_id": ["wrong"], "song": [4]}).write_parquet(tmp_path / "class1.parquet")
    for path in tmp_path.glob("*.csv"):
        assert ids(read_class(knowledge, path)) == [path.stem]
    assert ids(read_class(knowledge, tmp_path / "class[1].parquet")) == ["p"]


def test_a_plain_file_is_read_the_same_with_and_without_care(
    knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fast or careful, in chunks of any size, with a quotation mark somewhere in the middle: the students are the same."""
    lines = [
        "student_id,song,beats,comment",
        *(f"s{n},{n % 5 + 1},{'like' if n % 7 else 'idk'},ü{n}" for n in range(400)),
    ]
    path = tmp_path / "class.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    whole = read_class(knowledge, path)
    for chunk, quoted in ((100, None), (3000, None), (3000, 250), (1 << 20, 3)):
        monkeypatch.setattr(tables, "CHUNK", chunk)
        monkeypatch.setattr(tables, "BATCH", 90)
        changed = [line.replace("ü", '"ü') + '"' if at == quoted else line for at, line in enumerate(lines)]
        path.write_text("\r\n".join(changed) + "\r\n", encoding="utf-8")
        again = read_class(knowledge, path)
        assert again.students == whole.students
        assert again.warnings == whole.warnings == ("58 cells were read as no answer: idk (58).",)


# ── Who is in ────────────────────────────────────────────────────────────────────────────────────
def test_no_cell_throws_a_student_out(read: Read) -> None:
    """Unknown goals, plans, marks and answers keep the student, and each kind is told in a sentence with its counts."""
    read_ = read(
        "student_id,song,beats,most,least,goal,plan\n"
        "a,idk,4,football,,astronaut,Music Production\n"
        "b,6,4,composing,composing,idk,astronomy\n"
        "c,5,n/a,Acoustics,composing recording mixing science,music-producer,astronomy\n"
        "d,5,IDK,,,,law\n"
    )
    assert ids(read_) == ["a", "b", "c", "d"]
    assert [s.sheet.goal for s in read_.students] == [None, None, "music-producer", None]
    assert [s.plan for s in read_.students] == ["production", None, None, None]
    assert read_.warnings == (
        "4 cells were read as no answer: idk (2), n/a (1), IDK (1).",
        "1 answer was not understood and left out: 6 (1).",
        "1 mark was not understood and left out: football (1).",
        "1 list of more than three marks was left out: composing recording mixing science (row 4).",
        "1 mark was left out, as most and as least exciting in one: Writing music (1).",
        "1 goal was not understood: astronaut (row 2).",
        "3 plans were not understood: astronomy (rows 3, 4), law (row 5).",
    )
    assert read_.students[1].notes == ("song: 6", "goal: idk", "plan: astronomy", "Writing music")
    assert read_.sheets.marks.any(axis=1).tolist() == [False, False, True, False]


@pytest.mark.parametrize("no_id", ["", " ", "-", "?", "n/a"])
def test_only_who_has_no_id_or_no_answer_is_set_aside(read: Read, no_id: str) -> None:
    """A row without a number and a row without an answer are set aside with the reason; blank rows are not even mentioned."""
    read_ = read(f"student_id,song,goal,comment\n{no_id},4,,x\nb,,music-producer,x\nc,idk,,x\n ,,,\nd,4,,x\n")
    assert ids(read_) == ["d"]
    assert read_.set_aside == (
        (2, "has no student number or code"),
        (3, "has no answer"),
        (4, "has no answer"),
    )
    assert read_.warnings == ()


def test_marks_alone_are_answers(read: Read) -> None:
    """Who marked interests and answered no question is in."""
    assert [
        s.sheet.marks
        for s in read("student_id,most,least\na,composing recording,business\nb,,\nc,programming,\n").students
    ] == [
        {"composing": 1, "recording": 1, "business": -1},
        {"programming": 1},
    ]


def test_marks_in_columns_of_their_own(read: Read) -> None:
    """A form that asks for each mark by itself gives all of them together."""
    header = "student_id,Most exciting (first),Most exciting (second),Least exciting"
    read_ = read(f"{header}\na,Acoustics,Writing music,Recording\nb,,Acoustics,\n")
    assert [s.sheet.marks for s in read_.students] == [
        {"composing": 1, "acoustics": 1, "recording": -1},
        {"acoustics": 1},
    ]
    assert read_.found == ()


def test_a_country_is_kept(read: Read, knowledge: Knowledge) -> None:
    """The country whose courses are wanted is read, and another is listed."""
    read_ = read(f"student_id,song,country\na,4,{knowledge.countries[0].lower()}\nb,4,Atlantis\n")
    assert [s.sheet.country for s in read_.students] == [knowledge.countries[0], None]
    assert read_.warnings == ("1 name of countries was not understood: Atlantis (row 3).",)


def test_ids_stay_as_they_are(read: Read) -> None:
    """A student called 0012 is not called 12, and hidden letters that could move the cursor are taken out."""
    listed = ["0012", "12", "12.0", "1e3", "TRUE", "-7", "Ünal", "🎧", "=1+1", "x` y"]
    rows = "".join(f"{each},4\n" for each in [*listed, " x ", "a\u202eb", "c\u00a0\u00a0d"])
    assert ids(read("student_id,song\n" + rows)) == [*listed, "x", "ab", "c d"]


def test_two_columns_for_one_question(read: Read) -> None:
    """A question that stands twice is read where it is filled in, the first before the second, and that is said."""
    read_ = read("student_id,song,beats,song\na,4,3,1\nb,,3,2\nc,idk,3,2\n")
    assert song(read_) == {"a": 4, "b": 2, "c": 0}
    assert read_.found == ("the columns 2 and 4 both mean 'song': 2 is used, and the next where it is empty",)


# ── Who handed in twice ──────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("times", "counts", "told"),
    [
        (("2026/09/14 09:40", "2026/09/14 09:00"), 1, "the latest by its time counts"),
        (("9/14/2026 1:00 PM", "9/14/2026 11:00 AM"), 1, "the latest by its time counts"),
        (("14.09.2026 09:40", "13.09.2026 10:00"), 1, "the latest by its time counts"),
        (("02/01/2026", "01/01/2026"), 1, "the latest by its time counts"),
        (
            ("02/01/2026", "01/03/2026"),
            2,
            "the last row counts, because the times do not tell which is later",
        ),
        (("x", "2026/09/14"), 2, "the last row counts, because the times do not tell which is later"),
    ],
)
def test_the_latest_of_two_submissions_counts(
    read: Read, times: tuple[str, str], counts: int, told: str
) -> None:
    """By its time, if the column tells days from months or it makes no difference, else by the order of the rows; and it is said."""
    read_ = read(f"Timestamp,student_id,song\n{times[0]},a,1\n{times[1]},a,2\n{times[0]},b,3\n")
    assert song(read_) == {"a": counts, "b": 3}
    assert (read_.resubmitted, read_.warnings) == (
        1,
        (f"1 student handed in more than once: {told}. Left out: a (row {3 if counts == 1 else 2}).",),
    )


def test_one_date_in_the_column_tells_days_from_months(read: Read) -> None:
    """A 14th anywhere in the column says which number is the month, for all rows."""
    rows = "Timestamp,student_id,song\n02/01/2026,a,1\n01/03/2026,a,2\n"
    assert song(read(rows + "14/03/2026,b,3\n")) == {"a": 2, "b": 3}
    assert song(read(rows + "03/14/2026,b,3\n")) == {"a": 1, "b": 3}


def test_without_times_the_last_counts_and_an_empty_one_does_not(read: Read) -> None:
    """An empty second submission does not wipe out the first; different names under one number are pointed out."""
    read_ = read("student_id,name,song\na,Ann,1\na,,2\na,Ann,\nb,Bo,3\nb,Cy,4\n")
    assert song(read_) == {"a": 2, "b": 4}
    assert read_.warnings == (
        "2 students handed in more than once: the last row counts. Left out: a (row 2), b (row 5).",
        "Different names stand with b: check whether these are different students.",
    )


def test_mail_addresses_are_one_whatever_their_case(read: Read) -> None:
    """Ann@x.org and ann@x.org are one student; the codes A1 and a1 are two."""
    assert ids(read("Email Address,song\nAnn@x.org,1\nann@x.org,2\n")) == ["ann@x.org"]
    assert ids(read("student_id,song\nA1,1\na1,2\n")) == ["A1", "a1"]


# ── Workbooks ────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with a note on the first sheet and the class on the second."""
    path = tmp_path / "class.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Read me").write(0, 0, "Fill in the other sheet")
        sheet = book.add_worksheet("Class")
        sheet.write_row(0, 0, ["student_id", "song", "beats"])
        sheet.write_row(1, 0, [7, 5], book.add_format({"num_format": "0000"}))
        sheet.write_row(2, 0, ["0008", "like", True])
        sheet.write_datetime(3, 0, DAY, book.add_format({"num_format": "dd-mm-yyyy"}))
        sheet.write_row(3, 1, [1.0])
        sheet.write_rich_string(4, 0, "ri", book.add_format({"bold": True}), "ch")
        sheet.write_formula(4, 1, "=1+1", None, 2)
        sheet.write(9, 200, "a note far away")
    return path


def changed(workbook: Path, part: str, old: bytes, new: bytes) -> Path:
    """Return a copy of the workbook with something replaced in one of its parts."""
    copy = workbook.with_name("changed.xlsx")
    with ZipFile(workbook) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            raw = source.read(name)
            assert part != name or old in raw
            target.writestr(name, raw.replace(old, new, 1) if name == part else raw)
    return copy


SHEET, STRINGS = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"


def test_a_workbook_shows_what_its_sheet_shows(knowledge: Knowledge, workbook: Path) -> None:
    """The class is found on the second sheet; numbers keep their leading zeros, dates their form; results of formulas are read."""
    read = read_class(knowledge, workbook)
    assert song(read) == {"0007": 5, "0008": 4, "01-02-2024": 1, "rich": 2}
    assert [s.row for s in read.students] == [2, 3, 4, 5]
    assert read.found == ("read the sheet 'Class'",)
    assert read.warnings == ("1 answer was not understood and left out: true (1).",)


def test_a_second_class_in_a_workbook_is_pointed_out(knowledge: Knowledge, tmp_path: Path) -> None:
    """Of two sheets with answers the first is read, and it is said that the other was not."""
    with xlsxwriter.Workbook(tmp_path / "class.xlsx") as book:
        for title in ("12a", "12b"):
            sheet = book.add_worksheet(title)
            sheet.write_column(0, 0, ["student_id", title])
            sheet.write_column(0, 1, ["song", 4])
    read = read_class(knowledge, tmp_path / "class.xlsx")
    assert ids(read) == ["12a"]
    assert read.found == ("read the sheet '12a'", "did not read the sheet '12b', which holds answers too")


def test_a_stray_cell_far_away_does_no_harm(knowledge: Knowledge, workbook: Path) -> None:
    """A cell typed by accident into the last row takes no room."""
    assert len(read_class(knowledge, changed(workbook, SHEET, b'r="GS10"', b'r="XFD1048576"'))) == 4
    assert len(read_class(knowledge, changed(workbook, SHEET, b'row r="10"', b'row r="1048576"'))) == 4


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b'r="GS10"', b'r="GS4000000000"'),
        (SHEET, b'r="GS10"', b'r="ZZZZZ3"'),
        (SHEET, b'row r="10"', b'row r="4000000000"'),
        (SHEET, b'row r="10"', b'row r="x"'),
        (SHEET, b"<v>1</v>", b"<v>999</v>"),
        (SHEET, b"</sheetData>", b""),
        (SHEET, b"<sheetData>", b"<sheetData>" + b"<a>" * 3_000_000),
        (SHEET, b"<sheetData>", b"<sheetData " + b" ".join(b'a%d=""' % n for n in range(90_000)) + b">"),
        (STRINGS, b"<t>song</t>", b"<t>" + b"x" * 9_000_000 + b"</t>"),
        (STRINGS, b"<t>song</t>", b"<t>&riddle;</t>"),
        ("xl/workbook.xml", b"<sheets>", b"<x>"),
        ("xl/_rels/workbook.xml.rels", b"Relationships", b"Nothing"),
    ],
)
def test_a_damaged_or_hostile_workbook_is_one_sentence(
    knowledge: Knowledge, workbook: Path, part: str, old: bytes, new: bytes
) -> None:
    """Rows and columns that no sheet has, parts that are cut off, floods and riddles of entities: told, not unfolded."""
    with pytest.raises(AnswersError, match=r"cannot be read to its end|holds far more"):
        read_class(knowledge, changed(workbook, part, old, new))


def test_a_riddle_of_entities_is_not_unfolded(knowledge: Knowledge, workbook: Path) -> None:
    """A text of texts of texts, a billion letters in a few lines, ends in a sentence."""
    levels = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 99) for n in range(1, 6))
    head = b'<!DOCTYPE x [<!ENTITY a0 "ha">' + levels + b"]><sst"
    path = changed(workbook, STRINGS, b"<sst", head).rename(workbook.with_name("riddle.xlsx"))
    with pytest.raises(AnswersError, match="cannot be read to its end"):
        read_class(knowledge, changed(path, STRINGS, b"<t>song</t>", b"<t>&a5;</t>"))


def test_shared_texts_are_shared(knowledge: Knowledge, workbook: Path) -> None:
    """A text of 30 kB that every cell points to is there once, and cut to what a cell can mean."""
    path = changed(workbook, STRINGS, b"<t>0008</t>", b"<t>" + b"x" * 30_000 + b"</t>")
    assert [len(id_) for id_ in ids(read_class(knowledge, path))] == [4, tables.LONGEST, 10, 4]


@given(at=st.integers(0, 6_000), byte=st.integers(0, 255))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_byte_gone_bad_in_a_workbook(knowledge: Knowledge, workbook: Path, at: int, byte: int) -> None:
    """Wherever a workbook is damaged, it is read or refused in a sentence."""
    raw = bytearray(workbook.read_bytes())
    raw[at % len(raw)] = byte
    path = workbook.with_name("bad.xlsx")
    path.write_bytes(raw)
    try:
        assert len(read_class(knowledge, path)) <= 5
    except (AnswersError, FileError) as error:
        told = str(error)
    else:
        told = str(path)
    assert str(path) in told


# ── Parquet ──────────────────────────────────────────────────────────────────────────────────────
def parquet(path: Path, **columns: object) -> Path:
    pl.DataFrame(columns).write_parquet(path)
    return path


def test_parquet_of_numbers_and_texts(knowledge: Knowledge, tmp_path: Path) -> None:
    """Whole, decimal and missing numbers, words and dates; more rows than one part holds; lists that are not ours."""
    path = parquet(
        tmp_path / "class.parquet",
        student_id=[float(n) for n in range(60_000)],
        song=pl.Series([n % 5 + 1 for n in range(60_000)], dtype=pl.UInt8),
        beats=[4.0, float("nan"), None, 2.5] * 15_000,
        echo=["like", "idk", "", None] * 15_000,
        most=pl.Series(["composing\nrecording", None] * 30_000, dtype=pl.Categorical),
        Timestamp=[DAY] * 60_000,
        colours=[["red"]] * 60_000,
    )
    read = read_class(knowledge, path)
    assert len(read) == 60_000
    assert ids(read)[-1] == "59999"
    assert read.students[0].sheet.answers == {"song": 1, "beats": 4, "echo": 4}
    assert read.students[0].sheet.marks == {"composing": 1, "recording": 1}
    assert read.warnings == (
        "15000 cells were read as no answer: idk (15000).",
        "15000 answers were not understood and left out: 2.5 (15000).",
    )
    assert read.found == ("not used: colours (List(String))",)
    assert ids(read.only(slice(50_000, 70_000))) == ids(read)[50_000:]


def test_parquet_says_the_same_as_text(knowledge: Knowledge, tmp_path: Path) -> None:
    """A class saved as Parquet from its CSV is the same class, cell by cell."""
    source = google_csv(make_class(knowledge, 120), tmp_path / "class.csv")
    pl.read_csv(source, infer_schema=False).write_parquet(tmp_path / "class.parquet")
    text, again = (read_class(knowledge, tmp_path / name) for name in ("class.csv", "class.parquet"))
    assert again.students == text.students
    assert again.warnings == text.warnings


def test_parquet_that_unfolds_to_a_flood_is_one_sentence(knowledge: Knowledge, tmp_path: Path) -> None:
    """More rows than bytes are no answers; long texts repeated everywhere end the process that reads them, not ours."""
    many = tmp_path / "many.parquet"
    pl.select(student_id=pl.repeat(7, 2_000_000), song=pl.repeat(5, 2_000_000)).write_parquet(many)
    long = tmp_path / "long.parquet"
    texts = {f"c{n}": pl.repeat("y" * 1000, 90_000) for n in range(60)}
    pl.select(student_id=pl.repeat("x", 90_000), song=pl.repeat(5, 90_000), **texts).write_parquet(long)
    for path in (many, long):
        with pytest.raises(AnswersError, match="holds far more than a class does"):
            read_class(knowledge, path)


def test_millions_of_empty_lines_are_one_sentence(knowledge: Knowledge, tmp_path: Path) -> None:
    """Empty lines to the end of a sheet are skipped; more than any sheet has are a flood, not a wait of minutes."""
    path = tmp_path / "class.csv"
    path.write_text("student_id,song\n1,5\n" + ",\n" * 10_000, encoding="utf-8")
    assert ids(read_class(knowledge, path)) == ["1"]
    path.write_text("student_id,song\n1,5\n" + "\n" * 1_100_000, encoding="utf-8")
    with pytest.raises(AnswersError, match="far more than a class"):
        read_class(knowledge, path)


def test_a_line_of_megabytes_is_one_sentence(knowledge: Knowledge, tmp_path: Path) -> None:
    """A text that is one endless line is no class, and is not read to its end."""
    path = tmp_path / "line.csv"
    path.write_text("student_id,song\n" + "x" * (2 * tables.CHUNK + 1))
    with pytest.raises(AnswersError, match="holds far more than a class does"):
        read_class(knowledge, path)


def test_quotation_marks_that_never_close_cost_no_row(
    knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many lines open a quotation mark and never close it, each is still a student."""
    monkeypatch.setattr(tables, "MOST_OPEN", 5)
    path = tmp_path / "open.csv"
    path.write_text("student_id,song,beats\n" + "".join(f'"s{n},{n % 5 + 1},3\n' for n in range(40)))
    read = read_class(knowledge, path)
    assert list(read.ids) == [f"s{n}" for n in range(40)]


@pytest.mark.parametrize("damage", ["head", "middle", "foot", "end", "metadata"])
def test_a_damaged_parquet_is_one_sentence(
    knowledge: Knowledge, tmp_path: Path, capfd: pytest.CaptureFixture[str], damage: str
) -> None:
    """Whatever the engine says of a damaged file, in a panic or not, the answer is a sentence and nothing else is printed."""
    path = parquet(
        tmp_path / "class.parquet",
        student_id=[f"s{n}" for n in range(900)],
        song=[n % 5 + 1 for n in range(900)],
    )
    raw, rng = bytearray(path.read_bytes()), random.Random(3)
    spans = {
        "head": (4, 60),
        "middle": (200, 900),
        "foot": (-300, -8),
        "end": (-8, -4),
        "metadata": (-120, -20),
    }
    start, stop = (at % len(raw) for at in spans[damage])
    raw[start:stop] = rng.randbytes(stop - start)
    path.write_bytes(raw)
    with pytest.raises(AnswersError, match="cannot be read to its end"):
        read_class(knowledge, path)
    assert capfd.readouterr() == ("", "")


def test_nothing_is_put_on_the_disk_and_no_process_is_left(
    knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a class leaves no file anywhere, and the process that reads Parquet ends even if reading breaks off."""
    started = []
    popen = tables.subprocess.Popen
    monkeypatch.setattr(
        tables.subprocess,
        "Popen",
        lambda *args, **named: started.append(popen(*args, **named)) or started[-1],
    )
    monkeypatch.setenv("TMPDIR", str(tmp_path / "none"))
    folder = tmp_path / "class"
    folder.mkdir()
    path = parquet(folder / "class.parquet", student_id=["a"], song=[4])
    with pytest.raises(KeyboardInterrupt), tables.tables(path):
        raise KeyboardInterrupt
    assert ids(read_class(knowledge, path)) == ["a"]
    assert [child.poll() is not None for child in started] == [True, True]
    assert [each.name for each in tmp_path.rglob("*")] == ["class", "class.parquet"]


# ── No class at all ──────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n , \n", "is empty"),
        (b"a,b\n1,2\n", "No column of .* is a question"),
        (b"student_id,colour\n1,red\n", "No column of .* is a question"),
        (b"song,beats\n1,2\n", "No column of .* names the students"),
        (b"student_id,song\n", "it has no rows"),
        (b"student_id,song\n1,77\n2,\n", "answered anything \\(2 × has no answer\\)"),
        (b"\x1f\x8b\x08\x00" + bytes(range(256)), "No column of .* is a question"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "No column of .* is a question|is empty"),
        (b"PK\x03\x04 no zip", "cannot be read to its end"),
        (b"PAR1 no parquet PAR1", "cannot be read to its end"),
        (b"student_id," + b"x" * 400_000, "No column of .* is a question"),
    ],
)
def test_a_file_that_is_no_class_is_refused_in_a_sentence(read: Read, content: bytes, words: str) -> None:
    """Each file that cannot be a class is answered with what is wrong, never with a traceback."""
    with pytest.raises(AnswersError, match=words):
        read(content)


@pytest.mark.parametrize("name", ["class.xlsx", "class.xls", "class.parquet", "class.XLSX"])
def test_noise_under_the_name_of_a_workbook(read: Read, name: str) -> None:
    """A file that is not what its name says is called unreadable."""
    with pytest.raises(AnswersError, match="cannot be read to its end"):
        read(b"\xd0\xcf\x11\xe0 noise", name)


def test_a_file_is_what_it_holds(knowledge: Knowledge, workbook: Path) -> None:
    """A workbook that was named .csv is read as the workbook it is."""
    path = workbook.rename(workbook.with_name("class.csv"))
    assert len(read_class(knowledge, path)) == 4


def test_what_is_no_file(knowledge: Knowledge, tmp_path: Path) -> None:
    """A missing file, a folder and a pipe are no files to read; none of them hangs."""
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("no.csv", ".", "pipe.csv"):
        with pytest.raises(FileError, match="There is no file"):
            read_class(knowledge, tmp_path / name)


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what reads a class, the answer is a line to type."""
    monkeypatch.delitem(sys.modules, "degreepath.cohort.read")
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"pip install '\.\[cohort\]'"):
        importlib.import_module("degreepath.cohort.read")


@given(
    st.binary(max_size=300),
    st.sampled_from(
        [b"", b"student_id,song\n", b"\xff\xfe", b"sep=;\nstudent_id;song\n", b'student_id,song\n"']
    ),
)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_class_or_a_sentence(read: Read, noise: bytes, start: bytes) -> None:
    """Whatever a file holds, reading it ends with students or with a sentence."""
    try:
        told = "class.csv" if len(read(start + noise)) else "nobody"
    except AnswersError as error:
        told = str(error)
    assert "class.csv" in told
