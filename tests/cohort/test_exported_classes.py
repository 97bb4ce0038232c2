"""Whole classes of 400 as three services export them, a twentieth of the cells written in odd ways."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cohort.exported_classes import MadeClass, german_csv, google_csv, make_class, microsoft_xlsx

from degreepath.cohort.read import read_class
from degreepath.knowledge import Knowledge


@pytest.mark.parametrize(
    ("write", "name"), [(google_csv, "class.csv"), (microsoft_xlsx, "class.xlsx"), (german_csv, "class.csv")]
)
def test_every_student_is_in_with_exactly_what_was_said(
    knowledge: Knowledge, tmp_path: Path, write: Callable[[MadeClass, Path], Path], name: str
) -> None:
    """All 400 come out with their number, name, answers, marks, goal and plan; the odd cells are counted exactly."""
    made = make_class(knowledge, 400)
    read = read_class(knowledge, write(made, tmp_path / name))
    assert len(read.students) == 400
    for student, true in zip(read.students, made.students, strict=True):
        opener = student.sheet.opener
        assert student.id == true.id
        assert student.name in {true.name, true.name.replace("Łucja", "Lucja")}
        assert student.sheet.answers == true.answers
        assert set(opener.most if opener else ()) == set(true.most)
        assert set(opener.least if opener else ()) == set(true.least)
        assert (knowledge.role[student.sheet.goal].name if student.sheet.goal else "") == true.goal
        assert (knowledge.program[student.plan].name if student.plan else "") == true.plan
    assert (read.set_aside, read.resubmitted) == ((), 0)
    assert len(read.warnings) == 2
    assert read.warnings[0].startswith(f"{made.skipped.total()} cells were read as no answer: ")
    assert read.warnings[1].startswith(f"{made.answers.total()} answers were not understood and left out: ")
    for text, count in (*made.skipped.items(), *made.answers.items()):
        assert f"{text} ({count})" in " ".join(read.warnings)


def test_a_student_is_told_what_was_skipped(knowledge: Knowledge, tmp_path: Path) -> None:
    """The notes of a row name each cell that could not be read, by its question."""
    made = make_class(knowledge, 40, dirty=0.2)
    read = read_class(knowledge, google_csv(made, tmp_path / "class.csv"))
    for student, true in zip(read.students, made.students, strict=True):
        odd = [f"{q}: {cell}" for q, cell in true.cells.items() if q not in true.answers and cell]
        assert list(student.notes) == odd


def test_parts_hold_all_students_once(knowledge: Knowledge, tmp_path: Path) -> None:
    """The parts of a class are together the same class, and each part tells its own cells."""
    read = read_class(knowledge, google_csv(make_class(knowledge, 50), tmp_path / "class.csv"))
    parts = [read.only(slice(start, start + 17)) for start in range(0, 50, 17)]
    assert [len(part) for part in parts] == [17, 17, 16]
    assert [student for part in parts for student in part.students] == list(read.students)
