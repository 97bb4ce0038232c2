"""What happens to rows that cannot be used."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from cohort_classes import KNOWLEDGE, QUESTIONS, Columns, score
from made_classes import as_columns, make_class, write_class

from degreepath.cohort.cells import NOT_AN_ANSWER, TWICE
from degreepath.cohort.csv_records import UNCLOSED


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


def test_blank_lines_are_no_students_and_the_last_row_may_be_the_broken_one(tmp_path: Path) -> None:
    """A blank line is passed over, though rows are counted as a spreadsheet shows them; a mark open at the end costs the end."""
    source = tmp_path / "class.csv"
    source.write_text('student_id,song\n"a",4\n\n"b",5\n\n"c,3\n', encoding="utf-8")
    summary, results, rejects = score(source)
    assert results["student_id"].to_list() == ["a", "b"]
    assert rejects == [(6, "", UNCLOSED)]
    assert summary.rows == 3


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


@pytest.mark.timeout(20)  # reading every mark took minutes
def test_a_cell_of_hundreds_of_thousands_of_marks_is_set_aside_at_once(tmp_path: Path) -> None:
    """One cell that somebody pasted full does not keep a teacher waiting."""
    path = tmp_path / "class.csv"
    path.write_text(f"student_id,song,most\n1,5,{'composing ' * 400_000}\n2,3,\n", encoding="utf-8")
    summary, _, rejects = score(path)
    assert summary.rows == 2
    assert [row for row, _, _ in rejects] == [2]
