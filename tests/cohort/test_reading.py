"""What a class file may look like, and what happens to rows that cannot be used."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from made_classes import as_columns, make_class, write_class

from degreepath.cohort import files
from degreepath.cohort.cells import NOT_AN_ANSWER, TWICE
from degreepath.cohort.csv_records import UNCLOSED
from degreepath.cohort.engine import Engine
from degreepath.cohort.run import Job, run
from degreepath.cohort.summary import Summary, suppressed
from degreepath.cohort.template import header
from degreepath.errors import AnswersError, FileError, UsageError
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.vocabulary import ANSWER_WORDS

KNOWLEDGE = load_knowledge()
QUESTIONS = [question.id for question in KNOWLEDGE.questions]
WORD = {None: "", **ANSWER_WORDS}
Columns = dict[str, list[Any]]


def score(source: Path, **options: Any) -> tuple[Summary, pl.DataFrame, list[tuple[int, str, str]]]:
    """Run a class file; return the summary, the results and the rejects."""
    out = source.with_suffix(".out.parquet")
    summary = run(Job(source, out, force=True, **options), KNOWLEDGE)
    rejects = source.with_suffix(".out.rejects.csv")
    table = (
        pl.read_csv(rejects, schema_overrides={"column": pl.String}).fill_null("").rows()
        if rejects.exists()
        else []
    )
    return summary, pl.read_parquet(out), table


@pytest.fixture
def columns() -> Columns:
    return as_columns(KNOWLEDGE, make_class(KNOWLEDGE, 40))


@pytest.fixture
def expected(columns: Columns, tmp_path: Path) -> pl.DataFrame:
    return score(write_class(tmp_path / "expected.csv", columns))[1]


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


def test_bad_cells_are_named_with_row_and_reason(columns: Columns, tmp_path: Path) -> None:
    """A 9, an unknown word, a repeated id and an unknown goal cost their own rows; the file of rejects says which and why."""
    columns["song"][3] = "9"
    columns["beats"][3] = "lots"
    columns["student_id"][5] = columns["student_id"][4]
    columns["goal"][6] = "astronaut"
    columns["least"][7] = columns["most"][7] = "composing"
    columns["most"][8] = "composing composing"
    columns["student_id"][9] = " "
    summary, results, rejects = score(write_class(tmp_path / "class.csv", columns))
    assert [(row, column) for row, column, _ in rejects] == [
        (5, "song"), (5, "beats"), (7, "student_id"), (8, "goal"), (9, "least"), (10, "most"), (11, "student_id")
    ]  # fmt: skip
    assert rejects[0] == (5, "song", NOT_AN_ANSWER)
    assert rejects[2] == (7, "student_id", TWICE)
    assert (summary.rows, summary.scored, summary.rejected, results.height) == (40, 34, 6, 34)


def test_a_row_with_missing_cells_is_not_filled_up(columns: Columns, tmp_path: Path) -> None:
    """One cell too few here and one too many there are both refused, although the file has the right number of commas."""
    source = write_class(tmp_path / "class.csv", columns)
    lines = source.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].rsplit(",", 1)[0]
    lines[7] += ","
    source.write_text("\n".join(lines), encoding="utf-8")
    width = len(columns)
    _, results, rejects = score(source)
    assert rejects == [
        (4, "", f"has {width - 1} columns instead of {width}"),
        (8, "", f"has {width + 1} columns instead of {width}"),
    ]
    assert results.height == 38


def test_an_open_quotation_mark_costs_one_row(columns: Columns, tmp_path: Path) -> None:
    """A mark that is never closed does not swallow the students below, while a comment over three lines is one cell."""
    columns["comment"] = ["fine"] * 40
    columns["comment"][10] = "first\nsecond\n\nlast, with a comma"
    columns["comment"][12] = '5" speakers'
    source = write_class(tmp_path / "class.csv", columns)
    lines = source.read_text(encoding="utf-8").splitlines()
    lines[4] = lines[4].removesuffix("fine") + '"fine'
    lines[8] = lines[8].removesuffix("fine") + '"'
    source.write_text("\n".join(lines), encoding="utf-8")
    _, results, rejects = score(source)
    assert rejects == [(5, "", UNCLOSED), (9, "", UNCLOSED)]
    assert results.height == 38


FAULTS = ("9", "0", "-1", "3.5", "lots", "１", "NaN", "4 4", "é", "0x3")


Fault = Callable[[list[str], int, random.Random], None]
BROKEN: dict[str, Fault] = {
    "fault": lambda cells, place, rng: cells.__setitem__(place, rng.choice(FAULTS)),
    "short": lambda cells, place, _: cells.__delitem__(place),
    "long": lambda cells, place, _: cells.insert(place, "3"),
    "open": lambda cells, *_: cells.__setitem__(-1, '"never closed'),
    "bytes": lambda cells, *_: cells.__setitem__(0, f"\udcff{cells[0]}"),
    "id": lambda cells, _, rng: cells.__setitem__(0, rng.choice(["", "  "])),
    "goal": lambda cells, *_: cells.__setitem__(-2, "astronaut"),
    "marks": lambda cells, _, rng: cells.__setitem__(
        -4, rng.choice(["composing composing", "nothing", "song"])
    ),
}
UNUSUAL: dict[str, Fault] = {
    "word": lambda cells, place, _: cells.__setitem__(place, "STRONGLY LIKE"),
    "space": lambda cells, place, _: cells.__setitem__(place, f" {cells[place]} "),
    "decimal": lambda cells, place, _: cells.__setitem__(place, "4.0"),
    "comment": lambda cells, _, rng: cells.__setitem__(
        -1, rng.choice(['"a, b"', '"two\nlines"', '"say ""hi"""', "ü", '5" ok'])
    ),
    "usual": lambda *_: None,
}


def fuzzed(size: int, rng: random.Random) -> tuple[bytes, set[str], set[int]]:
    """Return a CSV file of `size` rows, good and broken in every way; the ids that must come out; the rows that must not."""
    fields = ["student_id", *QUESTIONS, "most", "least", "goal", "comment"]
    columns = {
        **as_columns(KNOWLEDGE, make_class(KNOWLEDGE, size, seed=rng.randint(0, 10**6))),
        "comment": ["ok"] * size,
    }
    lines, good, bad = [",".join(fields)], set[str](), set[int]()
    for number in range(size):
        cells = ["" if columns[name][number] is None else str(columns[name][number]) for name in fields]
        kind = rng.choice([*BROKEN, *UNUSUAL, *UNUSUAL, "twice"])
        if kind == "twice":
            cells[0] = min(good, default="first")
        refused = kind in BROKEN or cells[0] in good
        ({**BROKEN, **UNUSUAL}.get(kind) or UNUSUAL["usual"])(cells, rng.randint(1, len(QUESTIONS)), rng)
        if refused:
            bad.add(number + 2)
        else:
            good.add(cells[0])
        lines.append(",".join(cells))
    return "\n".join(lines).encode(errors="surrogateescape") + b"\n", good, bad


@pytest.mark.parametrize("seed", range(4))
def test_no_fuzzed_row_is_lost_or_counted_twice(tmp_path: Path, seed: int) -> None:
    """Out of 400 rows broken in every way, exactly the broken ones are refused and exactly the others get a result."""
    content, good, bad = fuzzed(400, random.Random(seed))
    source = tmp_path / "class.csv"
    source.write_bytes(content)
    summary, results, rejects = score(source)
    assert set(results["student_id"].to_list()) == good
    assert results.height == len(good) == summary.scored
    assert {row for row, _, _ in rejects} == bad
    assert summary.rows == 400 == summary.scored + summary.rejected


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


@pytest.mark.parametrize("texts", [False, True])
def test_the_template_comes_back(
    columns: Columns, expected: pl.DataFrame, tmp_path: Path, texts: bool
) -> None:
    """A form made from the template, by ids or in words, is read with every column recognised."""
    names = header(KNOWLEDGE).strip().split(",")
    rows = zip(*(columns.get(name, [""] * 40) for name in names), strict=True)
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
    source = tmp_path / "form.csv"
    source.write_text(header(KNOWLEDGE, texts=texts) + "\n".join(lines), encoding="utf-8")
    summary, results, _ = score(source)
    assert summary.unused == ()
    assert results.drop("plan").equals(expected)


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


def test_small_groups_are_hidden() -> None:
    """Nine composers are not shown, nor a second group from which their number could be worked out."""
    counts = Counter({"a": 200, "b": 9, "c": 30, "d": 0})
    assert suppressed(counts, ["a", "b", "c", "d"]) == (("a", 200), ("b", None), ("c", None), ("d", 0))
    assert suppressed(Counter({"a": 20, "b": 6, "c": 5}), ["a", "b", "c"]) == (
        ("a", 20),
        ("b", None),
        ("c", None),
    )


def test_who_needs_a_talk_first(tmp_path: Path) -> None:
    """A plan that shuts the door to the student's goal comes first, then advice against the plan, then a flat sheet."""
    technical = {"programming", "electronics", "acoustics", "science"}
    likes = {q.id: 5 if (q.interest in technical) != q.reverse else 1 for q in KNOWLEDGE.questions}
    sheets: Columns = {
        "student_id": ["a", "b", "c", "d"],
        **{q: [3, likes[q], likes[q], likes[q]] for q in QUESTIONS},
    }
    sheets["plan"] = ["", "Music Production", "Music Production", "astronomy"]
    sheets["goal"] = ["", "", "Audio Plugin Designer", ""]
    source = write_class(tmp_path / "class.csv", sheets)
    summary, _, _ = score(source, names=True)
    assert [(talk.student, talk.reasons[0]) for talk in summary.talks] == [
        ("c", "goal-closed"),
        ("b", "unexpected"),
        ("a", "flat"),
    ]
    assert summary.other_plans == 1
    assert all(talk.student == "" for talk in score(source)[0].talks)


def test_duckdb_gives_the_same_file(columns: Columns, expected: pl.DataFrame, tmp_path: Path) -> None:
    """With --engine duckdb the results are the same, row for row."""
    results = score(write_class(tmp_path / "class.csv", columns), engine=Engine.DUCKDB)[1]
    assert results.drop("confidence", "fit_1", "fit_2", "fit_3").equals(
        expected.drop("confidence", "fit_1", "fit_2", "fit_3")
    )


def test_a_run_that_is_stopped_leaves_nothing(
    columns: Columns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while results are written leaves no half-written file and keeps the old one."""
    source = write_class(tmp_path / "class.csv", columns)
    out = tmp_path / "out.csv"
    out.write_text("old", encoding="utf-8")
    monkeypatch.setattr("degreepath.cohort.run.summarise", _stop)
    with pytest.raises(KeyboardInterrupt):
        run(Job(source, out, force=True), KNOWLEDGE)
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class.csv", "out.csv"]


def _stop(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt
