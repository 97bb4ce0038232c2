"""Folders of data: whatever stands in them, `--data FOLDER` and `data lint` name what is wrong, or advice is made of it."""

from pathlib import Path
from typing import Any

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st
from robust.junk import VALUES, WORDS, files, spoilt, toml_document
from robust.law import allowed, harmless, law, obeys, quick, somewhere

from degreepath.advice import scoring
from degreepath.advice.recommend import recommend
from degreepath.knowledge.load import FILES, TABLES, data_folder, lint, load_knowledge, read_draft
from degreepath.records.sheet_file import read_sheet

PERSONA = Path(__file__).parents[1] / "personas" / "plugin-coder.toml"
SHEET = read_sheet(PERSONA)
OURS = {name: (data_folder() / name).read_bytes() for name in FILES}
READ: dict[str, dict[str, Any]] = {name: tomli.loads(raw.decode()) for name, raw in OURS.items()}
ROWS = {table: READ[name][table] for name, tables in FILES.items() for table in tables}
IDS = [row["id"] for rows in ROWS.values() for row in rows]


def parts(raw: bytes) -> list[bytes]:
    """Return the records of a data file as texts of their own: an edit in a small file hits something."""
    records = raw.split(b"\n\n")
    return [b"schema = 1\n\n" + b"\n\n".join(records[i : i + 3]) for i in range(1, len(records), 3)]


SEEDS = [*OURS.values(), *(part for raw in OURS.values() for part in parts(raw)[:12])]
ids = st.sampled_from(IDS) | WORDS


@st.composite
def layers(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a data file of records of ours, some of them spoilt, renamed or under the wrong table."""
    document: dict[str, Any] = {"schema": draw(st.just(1) | VALUES)} if draw(st.integers(0, 9)) else {}
    for table in draw(st.lists(st.sampled_from([*TABLES]), min_size=1, max_size=3)):
        rows = []
        for _ in range(draw(st.integers(1, 3))):
            origin = table if draw(st.integers(0, 9)) else draw(st.sampled_from([*TABLES]))
            row = draw(st.sampled_from(ROWS[origin]))
            for _ in range(draw(st.integers(0, 2))):
                row = draw(spoilt(row))
            if isinstance(row, dict) and draw(st.booleans()):
                row = {**row, "id": draw(ids)}
            rows.append(row)
        document[table] = rows if draw(st.integers(0, 9)) else draw(VALUES)
    return document


@st.composite
def whole(draw: st.DrawFn) -> dict[str, bytes]:
    """Draw a knowledge base of its own: all files, one or two of them spoilt."""
    folder = dict(OURS)
    for name in draw(st.lists(st.sampled_from([*FILES]), min_size=1, max_size=2)):
        table = draw(st.sampled_from([*FILES[name]]))
        rows = draw(spoilt(READ[name][table]))
        folder[name] = toml_document({**READ[name], table: rows}).encode("utf-8", "surrogatepass")
    return folder


one_file = files(
    SEEDS, layers().map(toml_document), WORDS | st.sampled_from([f"[[{table}]]\n" for table in TABLES])
)
names = st.sampled_from(
    [
        "a.toml",
        "b.toml",
        "Ünser.toml",
        "roles.toml",
        "programs.toml",
        ".hidden.toml",
        "note.txt",
        "x\udcff.toml",
    ]
)
folders = st.one_of(st.dictionaries(names, one_file, min_size=1, max_size=3), whole())


@settings(law, max_examples=30)
@given(folders, st.booleans())
def test_any_folder_of_data_is_read_or_refused(folder: dict[str, bytes], use: bool) -> None:
    """Every problem of a counsellor's own files is listed, each in a line; files without problems give advice."""
    with somewhere() as place:
        mine = place / "mine"
        mine.mkdir()
        for name, raw in folder.items():
            (mine / name).write_bytes(raw)
        if use:
            knowledge = allowed(lambda: load_knowledge(mine))
            if knowledge and allowed(lambda: recommend(knowledge, SHEET)):
                obeys("--data", "mine", "programs", "--format", "json")
            return
        draft = allowed(lambda: read_draft(mine))
        if draft:
            with quick():
                problems, _ = lint(draft, scoring.LAWS)
            for line in map(str, problems):
                assert "\n" not in line
                harmless(line)
