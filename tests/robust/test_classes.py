"""Class files: whatever a form service or a spreadsheet exports, every row is scored or set aside with a reason."""

import io
import json
import os
from typing import Any

import polars as pl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from made_classes import as_columns, make_class
from robust.junk import NUMBERS, WORDS, files, mangled
from robust.law import law, obeys, somewhere

from degreepath.cohort.template import header
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.vocabulary import ANSWER_WORDS

os.environ.setdefault("POLARS_MAX_THREADS", "1")
KNOWLEDGE = load_knowledge()
QUESTIONS = [question.id for question in KNOWLEDGE.questions]
CLASS = as_columns(KNOWLEDGE, make_class(KNOWLEDGE, 8))
HEADERS = [
    *CLASS,
    "name",
    "plan",
    "Timestamp",
    "id",
    "Q1. song",
    *(question.text for question in KNOWLEDGE.questions[:5]),
]
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
                kept = (
                    cell
                    if isinstance(cell, int | float | bool)
                    else str(cell).encode("utf-8", "replace").decode()
                )
                sheet.write(number, place, min(max(kept, -1e300), 1e300) if isinstance(kept, int) else kept)
    return file.getvalue()


SEEDS = [
    table(CLASS),
    table(CLASS, ";", "\r\n"),
    table({name: CLASS[name] for name in ("student_id", "song", "balance", "goal")}, "\t"),
    table({f'"{KNOWLEDGE.question.get(name, KNOWLEDGE.questions[0]).text}"' if name in QUESTIONS else name: cells for name, cells in CLASS.items()}),
    header(KNOWLEDGE, texts=False).encode(),
    b'student_id,song,plan,name\n1,5,"Music, Technology",Ada\n2,"like",technology,"B\n""o""b"\n3,,,\n',
]  # fmt: skip

cells = st.one_of(st.sampled_from(CELLS), st.integers(0, 6).map(str), WORDS, NUMBERS.map(str))
ids = st.integers(0, 999).map(str) | cells
csvs = st.builds(
    lambda head, rows, delimiter, end: end.join(delimiter.join(row) for row in [head, *rows]),
    st.lists(st.sampled_from(HEADERS) | WORDS, max_size=6, unique=True).map(
        lambda head: ["student_id", "song", *head]
    ),
    st.lists(
        st.lists(cells, max_size=8).flatmap(lambda row: ids.map(lambda name: [name, *row])), max_size=12
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
quoted = st.sampled_from(['"', '""', '"\n', "1,5\n", ',"', "\r"])
typed = st.one_of(
    st.lists(st.integers(-1, 7) | st.none(), min_size=3, max_size=3),
    st.lists(st.floats() | st.none(), min_size=3, max_size=3),
    st.lists(st.text(max_size=5) | st.sampled_from(CELLS), min_size=3, max_size=3),
    st.lists(st.booleans() | st.none(), min_size=3, max_size=3),
    st.lists(st.datetimes(), min_size=3, max_size=3),
    st.lists(st.binary(max_size=4), min_size=3, max_size=3),
    st.lists(st.lists(st.integers(1, 5)), min_size=3, max_size=3),
)
frames = st.dictionaries(st.sampled_from(HEADERS) | st.text(max_size=5), typed, max_size=6).flatmap(
    lambda more: typed.map(lambda ids: {"student_id": ids, "song": [1, 5, 3], **more})
)
PARQUETS = [parquet(CLASS), parquet({"student_id": [1, 2], "song": [1.0, 5.0]})]
XLSXS = [xlsx([["student_id", "song", "goal"], [1, 5, "composer"], ["2", "like", None]])]
grids = st.lists(st.lists(st.sampled_from(CELLS) | st.text(max_size=5) | st.integers(-9, 9) | st.floats(allow_nan=False), max_size=4), max_size=5)  # fmt: skip

sources = st.one_of(
    st.tuples(st.sampled_from(["x.csv", "x.csv", "x.tsv", "x.TXT"]), files(SEEDS, csvs, WORDS | quoted)),
    st.tuples(st.sampled_from(["x.csv", "x.txt"]), files(SEEDS, csvs, WORDS | quoted)),
    st.tuples(st.just("x.parquet"), mangled(PARQUETS, WORDS) | frames.map(parquet)),
    st.tuples(st.just("x.xlsx"), mangled(XLSXS, WORDS) | grids.map(lambda rows: xlsx([["student_id", "song", "most"], *rows]))),
)  # fmt: skip
options = st.sampled_from(
    [[], ["--names"], ["-o", "out.csv"], ["-o", "out.parquet"], ["-o", "out.xlsx", "--names"]]
)
forms = st.sampled_from(["text", "json", "markdown", "html"])


@settings(law, max_examples=30)
@given(sources, options, forms)
def test_any_class_file_is_scored_or_refused(source: tuple[str, bytes], chosen: list[str], form: str) -> None:
    """No file stops a teacher with a traceback: rows that cannot be used are counted, and all rows are accounted for."""
    name, raw = source
    with somewhere() as folder:
        (folder / name).write_bytes(raw)
        ended = obeys("cohort", name, *chosen, "--format", form)
        if form == "json" and not ended.code:
            counts = json.loads(ended.out)
            assert counts, ended
        left = {path.name for path in folder.iterdir()} - {name}
        assert all(path.startswith("out.") for path in left), left
