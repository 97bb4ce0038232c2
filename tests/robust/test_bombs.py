"""Class files that unfold to far more than they are: refused in one sentence, in little memory, by the program as installed."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from robust.law import obeys, somewhere
from terminal import PROGRAM, environment

MEGABYTES = 500
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/></Types>"""
RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""
BOOK = """<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"""
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>student_id</t></is></c><c r="B1" t="inlineStr"><is><t>song</t></is></c></row>'


def xlsx(rows: str, strings: str = "", extra: str = "") -> bytes:
    """Return a workbook of one sheet that no spreadsheet would write."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        book.writestr("xl/workbook.xml", BOOK)
        book.writestr("xl/sharedStrings.xml", f"<sst>{strings}</sst>")
        book.writestr(
            "xl/worksheets/sheet1.xml", f"{extra}<worksheet><sheetData>{HEAD}{rows}</sheetData></worksheet>"
        )
    return file.getvalue()


def repeated() -> bytes:
    cells = "".join(f'<c r="{chr(67 + place % 20)}9" t="s"><v>0</v></c>' for place in range(20))
    rows = "".join(f'<row r="{row}">{cells}</row>' for row in range(2, 9_000))
    return xlsx(rows, f"<si><t>{'x' * 32_000}</t></si>")


def entities() -> bytes:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 100}">' for n in range(8))
    cell = '<row r="2"><c r="A2" t="inlineStr"><is><t>&a7;</t></is></c><c r="B2"><v>5</v></c></row>'
    return xlsx(cell, extra=f"<!DOCTYPE x [{names}]>")


def folded(rows: int, text: str) -> bytes:
    """Return a Parquet in which every row holds `text`; making it takes little memory, too."""
    file = io.BytesIO()
    rows_of_one = pl.LazyFrame({"song": pl.repeat(5, rows, eager=True)}).with_columns(student_id=pl.lit(text))
    rows_of_one.sink_parquet(file, row_group_size=2_000)
    return file.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "strings-repeated.xlsx": repeated,
    "spaces.xlsx": lambda: xlsx(" " * 70_000_000),
    "entities.xlsx": entities,
    "long-texts.parquet": lambda: folded(60_000, "x" * 10_000),
    "many-rows.parquet": lambda: folded(2_000_000, "a"),
    "cut.parquet": lambda: folded(10, "a")[:-40] + b"PAR1",
}
FAR = {
    "row": '<row r="9999999999"><c r="A9999999999"><v>5</v></c></row>',
    "column": '<row r="2"><c r="ZZZZZ2"><v>5</v></c></row>',
    "string": '<row r="2"><c r="A2" t="s"><v>99999999999</v></c><c r="B2"><v>5</v></c></row>',
    "number": f'<row r="2"><c r="A2"><v>{"9" * 400}</v></c><c r="B2"><v>1e999</v></c></row>',
}
"""Rows that name a place where nothing is, or a number that is none."""
MEASURED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""
"""Says how much memory a program took. What starts from a large process, such as that of the tests, counts its memory too."""


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux does")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_fills_no_memory(tmp_path: Path, name: str) -> None:
    """A file made to fill the memory takes less than 500 MB; it and a damaged one end with exit 3 and one sentence, no traceback."""
    (tmp_path / name).write_bytes(BOMBS[name]())
    line = [sys.executable, "-IS", "-c", MEASURED, PROGRAM, "cohort", name]
    done = subprocess.run(
        line, env=environment(tmp_path), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    *said, memory = done.stderr.splitlines()
    assert int(memory) < MEGABYTES * 1024
    if name == "long-texts.parquet" and not done.returncode:
        return  # texts are cut as they are read, so that nothing need be refused
    assert (done.returncode, done.stdout, len(said)) == (3, "", 1)
    assert said[0].startswith("degreepath: ")


@pytest.mark.parametrize("kind", FAR)
def test_a_workbook_that_points_nowhere_is_refused(kind: str) -> None:
    """A row, a column, a text or a style far out ends in a sentence; it once ended the process."""
    with somewhere() as folder:
        (folder / "class.xlsx").write_bytes(xlsx(FAR[kind]))
        assert obeys("cohort", "class.xlsx").code == 3
