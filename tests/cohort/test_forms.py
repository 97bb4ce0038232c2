"""The forms we write: what is filled in on them, and what form services make of them, is read back."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from pypdf import PdfReader

from degreepath.cohort import forms
from degreepath.cohort.cells import meaning
from degreepath.cohort.forms import Item, Kind
from degreepath.cohort.read import ClassFile, read_class
from degreepath.cohort.workbooks import sheets
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import ANSWER_WORDS
from degreepath.pages import about as pages
from degreepath.render.documents import to_html, to_pdf

Read = Callable[..., ClassFile]


def said(knowledge: Knowledge, item: Item, statement: str) -> str:
    """Return which option our made-up student chooses in a grid: the scale again and again."""
    place = [question.text for question in knowledge.questions].index(statement)
    return item.options[place % len(item.options)]


def holds_what_was_said(knowledge: Knowledge, found: ClassFile) -> None:
    [student] = found.students
    assert student.id == "0007"
    assert student.sheet.answers == {q.id: 1 + place % 5 for place, q in enumerate(knowledge.questions)}
    assert student.sheet.opener
    assert set(student.sheet.opener.most) == {one.id for one in knowledge.interests[:3]}
    assert set(student.sheet.opener.least) == {one.id for one in knowledge.interests[3:5]}
    assert (student.sheet.goal, student.plan) == (knowledge.roles[2].id, knowledge.archetypes[1].id)
    assert (found.warnings, found.set_aside) == ((), ())


def export(knowledge: Knowledge, *, google: bool) -> tuple[list[str], list[str]]:
    """Return the header and the row that a form service exports when a student has filled in our items."""
    header, row = (
        (["Timestamp"], ["2026/09/14 9:00:00 AM GMT+1"])
        if google
        else (["ID", "Start time"], ["1", "45000.5"])
    )
    boxes = iter((slice(0, 3), slice(3, 5)))
    chosen = {forms.GOAL: knowledge.roles[2].name, forms.PLAN: knowledge.archetypes[1].name}
    for item in forms.items(knowledge):
        if item.kind is Kind.GRID:
            header += [f"{item.title} [{text}]" if google else text for text in item.rows]
            row += [said(knowledge, item, text) for text in item.rows]
            continue
        header.append(item.title)
        if item.kind is Kind.BOXES:
            marks = item.options[next(boxes)]
            row.append(", ".join(marks) if google else "".join(f"{mark};" for mark in marks))
        else:
            row.append(chosen.get(item.title, "0007"))
    return header, row


def test_what_google_exports_is_read(knowledge: Knowledge, read: Read) -> None:
    """Our items as a Google form: a CSV with grids, check boxes joined with commas; everything said is read, nothing warned of."""
    text = io.StringIO()
    csv.writer(text).writerows(export(knowledge, google=True))
    holds_what_was_said(knowledge, read(text.getvalue()))


def test_what_microsoft_exports_is_read(knowledge: Knowledge, tmp_path: Path) -> None:
    """Our items as a Microsoft form: a workbook with statements as headers and lists with semicolons."""
    with xlsxwriter.Workbook(tmp_path / "form.xlsx") as book:
        page = book.add_worksheet("Sheet1")
        for number, row in enumerate(export(knowledge, google=False)):
            page.write_row(number, 0, row)
    holds_what_was_said(knowledge, read_class(knowledge, tmp_path / "form.xlsx"))


def test_the_class_file_is_read_when_it_is_filled_in(knowledge: Knowledge, read: Read) -> None:
    """A row typed below the header of the CSV, numbers and names, is this student."""
    marks = [" ".join(one.id for one in part) for part in (knowledge.interests[:3], knowledge.interests[3:5])]
    answers = [1 + place % 5 for place in range(len(knowledge.questions))]
    names = [knowledge.roles[2].name, knowledge.archetypes[1].name]
    text = io.StringIO(forms.class_csv(knowledge))
    text.seek(0, io.SEEK_END)
    csv.writer(text).writerow(["0007", *answers, *marks, *names])
    holds_what_was_said(knowledge, read(text.getvalue()))


def test_the_workbook_is_read_when_it_is_filled_in(knowledge: Knowledge, tmp_path: Path) -> None:
    """Every header of the workbook means what it says; its other sheet is no class."""
    (tmp_path / "form.xlsx").write_bytes(forms.class_xlsx(knowledge))
    from zipfile import ZipFile

    with ZipFile(tmp_path / "form.xlsx") as book:
        first, second = sheets(book)
    meant = [meaning(header, knowledge) for header in first.head[1]]
    assert meant == ["student", *(question.id for question in knowledge.questions), *forms.FIELDS]
    assert not {meaning(header, knowledge) for header in second.head[1]} & {
        "most",
        "least",
        *knowledge.question,
    }
    assert [row[1] for row in list(second.head.values())[1:]][: len(knowledge.roles)] == [
        r.name for r in knowledge.roles
    ]


def test_the_script_makes_every_item(knowledge: Knowledge) -> None:
    """The script for Google's form builder holds each question once, whole, with at most three marks; its lists are well formed."""
    script = forms.google_script(knowledge)
    assert script.startswith("// ")
    assert script.count("{") == script.count("}")
    assert script.count("addGridItem()") == -(-len(knowledge.questions) // forms.ROWS_TOGETHER)
    lists = [json.loads(found) for found in re.findall(r"\((\[[^()]*?\n  \])\)", script)]
    rows = [text for each in lists for text in each]
    assert all(rows.count(question.text) == 1 for question in knowledge.questions)
    assert script.count("requireSelectAtMost(3)") == 2


def test_the_lists_have_one_line_for_each_thing_to_paste(knowledge: Knowledge) -> None:
    """Each statement, interest, job and answer stands alone on its line, so that pasting makes one of each."""
    lines = forms.lists(knowledge).splitlines()
    assert all(lines.count(question.text) == 1 for question in knowledge.questions)
    assert all(lines.count(f"{one.name}: {one.about}") == 2 for one in knowledge.interests)
    assert lines.count(ANSWER_WORDS[5]) == -(-len(knowledge.questions) // forms.ROWS_TOGETHER)


def test_the_printed_sheet_has_boxes_and_no_codes(knowledge: Knowledge) -> None:
    """The sheet to print asks for number, marks, goal and plan, has a box for each answer, no code of ours, and two sides at most."""
    page = pages.questions_to_print(knowledge)
    text = to_html(page)
    boxes = 5 * len(knowledge.questions) + 2 * len(knowledge.interests) + len(knowledge.archetypes) + 2
    assert text.partition("</style>")[2].count("☐") == boxes
    assert not [q.id for q in knowledge.questions if "-" in q.id and q.id in text]
    assert all(words in text for words in (forms.GOAL, forms.PLAN, "Number", "most", "least"))
    assert len(PdfReader(io.BytesIO(to_pdf(page))).pages) <= 2
