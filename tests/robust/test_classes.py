"""Class files: whatever a form service or a spreadsheet exports, every row is scored or set aside with a reason."""

import csv
import io
import json
import os
import random
from typing import Any

import polars as pl
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from robust.junk import NUMBERS, WORDS, files, mangled
from robust.law import harmless, law, obeys, somewhere

from degreepath.knowledge.fields import ANSWER_WORDS
from degreepath.knowledge.load import load_knowledge

os.environ.setdefault("POLARS_MAX_THREADS", "1")
KNOWLEDGE = load_knowledge()
QUESTIONS = [question.id for question in KNOWLEDGE.questions]
DICE = random.Random(1)
CLASS: dict[str, list[Any]] = {
    "student_id": [f"{number:04}" for number in range(8)],
    **{question: [DICE.choice([1, 2, 3, 4, 5, None]) for _ in range(8)] for question in QUESTIONS},
    "most": ["composing recording", "", "mixing"] + [""] * 5,
    "goal": ["composer"] + [""] * 7,
    "plan": ["technology", "production"] * 4,
}
MORE = (
    "name",
    "country",
    "Timestamp",
    "id",
    "Q1. song",
    "least",
    *(question.text for question in KNOWLEDGE.questions[:5]),
)
HEADERS = [*CLASS, *MORE]
CELLS = [
    *ANSWER_WORDS.values(),
    "Like",
    "4 - like",
    "5.0",
    "1",
    "3",
    "",
    "composing, mixing",
    "composer",
    "technology",
    "=1+1",
    "0012",
]


def table(columns: dict[str, list[Any]], delimiter: str = ",", end: str = "\n") -> bytes:
    rows = [[*columns], *zip(*columns.values(), strict=True)]
    return end.join(
        delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows
    ).encode()


def parquet(columns: dict[str, list[Any]]) -> bytes:
    file = io.BytesIO()
    pl.DataFrame(columns, strict=False).write_parquet(file)
    return file.getvalue()


def xlsx(rows: list[list[Any]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "nan_inf_to_errors": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                is_number = isinstance(cell, int | float)
                sheet.write(
                    number, place, cell if is_number else str(cell).encode("utf-8", "replace").decode()
                )
    return file.getvalue()


WORDED = {
    KNOWLEDGE.question[name].text if name in QUESTIONS else name: cells for name, cells in CLASS.items()
}
SEEDS = [
    table(CLASS),
    table(CLASS, ";", "\r\n"),
    table({name: CLASS[name] for name in ("student_id", "song", "balance", "goal")}, "\t"),
    table({f'"{header}"': cells for header, cells in WORDED.items()}),
    b"sep=;\nstudent_id;song\n1;5\n",
    b'student_id,song,plan,name\n1,5,"Music, Technology",Ada\n2,"like",technology,"B\n""o""b"\n3,,,\n',
]
cells = st.one_of(st.sampled_from(CELLS), st.integers(0, 6).map(str), WORDS, NUMBERS.map(str))
ids = st.integers(0, 999).map(str) | cells
headers = st.lists(st.sampled_from(HEADERS) | WORDS, max_size=6, unique=True)
rows = st.lists(
    st.lists(cells, max_size=8).flatmap(lambda row: ids.map(lambda name: [name, *row])), max_size=12
)
csvs = st.builds(
    lambda head, rows, delimiter, end: end.join(
        delimiter.join(row) for row in [["student_id", "song", *head], *rows]
    ),
    headers,
    rows,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
quoted = st.sampled_from(['"', '""', '"\n', "1,5\n", ',"', "\r"])
kinds = (
    st.integers(-1, 7) | st.none(),
    st.floats() | st.none(),
    st.text(max_size=5) | st.sampled_from(CELLS),
    st.booleans() | st.none(),
    st.datetimes(),
    st.binary(max_size=4),
    st.lists(st.integers(1, 5)),
)
typed = st.one_of(st.lists(kind, min_size=3, max_size=3) for kind in kinds)
names = st.sampled_from(HEADERS) | st.text(max_size=5)
frames = st.builds(
    lambda ids, more: {"student_id": ids, "song": [1, 5, 3], **more},
    typed,
    st.dictionaries(names, typed, max_size=6),
)
PARQUETS = [parquet(CLASS), parquet({"student_id": [1, 2], "song": [1.0, 5.0]})]
XLSXS = [xlsx([["student_id", "song", "goal"], [1, 5, "composer"], ["2", "like", ""]])]
grid_cells = st.sampled_from(CELLS) | st.text(max_size=5) | st.integers(-9, 9) | st.floats(allow_nan=False)
grids = st.lists(st.lists(grid_cells, max_size=4), max_size=5)

sources = st.one_of(
    st.tuples(st.sampled_from(["x.csv", "x.csv", "x.tsv", "x.TXT"]), files(SEEDS, csvs, WORDS | quoted)),
    st.tuples(st.sampled_from(["x.csv", "x.xlsx", "x"]), files(SEEDS, csvs, WORDS | quoted)),
    st.tuples(st.just("x.parquet"), mangled(PARQUETS, WORDS) | frames.map(parquet)),
    st.tuples(st.just("x.xlsx"), mangled(XLSXS, WORDS) | grids.map(lambda rows: xlsx([["student_id", "song", "most"], *rows]))),
)  # fmt: skip
TABLES = ("out.csv", "out.parquet", "out.xlsx", "out.json")
OPTIONS = ("", "--names", "--share", *(f"-o {name} --names" for name in TABLES), "--reports pages --names")
options = st.sampled_from([option.split() for option in OPTIONS])
forms = st.sampled_from(["text", "json", "markdown", "html"])


@settings(law, max_examples=30)
@given(sources, options, forms)
@example(("x.csv", b"student_id,song,goal\n1,5,composer,more than the header"), [], "text")
def test_any_class_file_is_scored_or_refused(source: tuple[str, bytes], chosen: list[str], form: str) -> None:
    """No file stops a teacher with a traceback; what cannot be used is counted, and what was not asked for is not written."""
    name, raw = source
    with somewhere() as folder:
        (folder / name).write_bytes(raw)
        ended = obeys("cohort", name, *chosen, "--format", form)
        if form == "json" and not ended.code and "--share" not in chosen:
            counts = json.loads(ended.out)
            assert counts["rows"] == counts["scored"] + counts["rejected"] + counts["resubmitted"], counts
        asked = {word for word in chosen if word in {*TABLES, "pages"}}
        assert {path.name for path in folder.iterdir()} - {name} == (set() if ended.code else asked)
        if "out.csv" in asked and not ended.code:
            _works_nothing_out((folder / "out.csv").read_text(encoding="utf-8"))


def _works_nothing_out(text: str) -> None:
    """Fail if a spreadsheet would take what stands in a cell for a formula, or a terminal for a command."""
    harmless(text)
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            number = cell.removeprefix("-").replace(".", "", 1).isdecimal()
            assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell


def test_a_class_that_answered_nothing_is_told_nothing() -> None:
    """Names alone are no class, and marks alone are one: nobody is told a role that comes out of nothing."""
    with somewhere() as folder:
        (folder / "names.csv").write_text("student_id,name,song,beats\n1,Ann,,\n2,Bo,,\n")
        said = obeys("cohort", "names.csv", "--names")
        assert (said.code, said.out) == (3, "")
        (folder / "marks.csv").write_text(
            "student_id,most,least\na,composing,\nb,mixing,business\nc,,acoustics\n"
        )
        for form in ("json", "text"):
            assert obeys("cohort", "marks.csv", "--format", form, "-o", f"{form}.csv").code == 0
