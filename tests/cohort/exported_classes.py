"""A made-up class as Google Forms, Microsoft Forms and a German spreadsheet export it, and what a reader must make of it."""

import csv
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import ANSWER_WORDS

READABLE = ("{n},0", " {n} ", "{n} - {word}", "{WORD}", "{word} ({n})", "{n}.", "{n}/5")
NO_ANSWER = ("idk", "don't know", "n/a", "-", "?")
NOT_UNDERSTOOD = ("6", "4.5", "yes", "0")
FIRST = ("Ann", "Zoë", "Jürgen", "Noor", "Søren", "Inês", "Bo", "Łucja")
LAST = ("Bell", "Núñez", "O'Hara", "de Vries", "Weiß", "Li")


@dataclass
class Made:
    """One student, and how the cells are written."""

    id: str
    name: str
    answers: dict[str, int]
    cells: dict[str, str]
    most: list[str]
    least: list[str]
    goal: str = ""
    plan: str = ""


@dataclass
class MadeClass:
    """A class and the texts that must be told: read as no answer, and not understood."""

    knowledge: Knowledge
    students: list[Made]
    skipped: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)


def make_class(knowledge: Knowledge, size: int, *, dirty: float = 0.05, seed: int = 1) -> MadeClass:
    """Return a class of `size` in which so large a part of the answers is written in odd ways, a third of them without an answer."""
    rng = random.Random(seed)
    made = MadeClass(knowledge, [])
    for number in range(size):
        student = Made(f"{number * 7:04}", f"{rng.choice(FIRST)} {rng.choice(LAST)}", {}, {}, [], [])
        for question in knowledge.questions:
            n = rng.randint(1, 5)
            word = ANSWER_WORDS[n]
            cell, answer = rng.choice((str(n), word)), n
            if rng.random() < dirty:
                kind = rng.choice(("readable", "skipped", "odd"))
                if kind == "readable":
                    cell = rng.choice(READABLE).format(n=n, word=word, WORD=word.upper())
                elif kind == "skipped":
                    cell, answer = rng.choice((*NO_ANSWER, "")), 0
                    made.skipped.update([cell] if cell else [])
                else:
                    cell, answer = rng.choice(NOT_UNDERSTOOD), 0
                    made.answers[cell] += 1
            student.cells[question.id] = cell
            if answer:
                student.answers[question.id] = answer
        if rng.random() < 0.7:
            marks = rng.sample([interest.id for interest in knowledge.interests], 6)
            student.most, student.least = marks[: rng.randint(0, 3)], marks[3 : 3 + rng.randint(0, 3)]
        student.goal = rng.choice(knowledge.roles).name if rng.random() < 0.3 else ""
        student.plan = rng.choice(knowledge.archetypes).name if rng.random() < 0.5 else ""
        made.students.append(student)
    return made


def _marks(knowledge: Knowledge, ids: list[str], between: str) -> str:
    return between.join(f"{knowledge.interest[id_].name}: {knowledge.interest[id_].about}" for id_ in ids)


def _time(number: int) -> datetime:
    return datetime(2026, 9, 14, 8, 59, 30, tzinfo=UTC).replace(tzinfo=None) + timedelta(seconds=47 * number)


def google_csv(made: MadeClass, path: Path) -> Path:
    """Write commas, a time first, questions as rows of a grid, check boxes joined with commas."""
    knowledge = made.knowledge
    header = ["Timestamp", "Email Address", "Your student number", "What is your name?"]
    header += [f"How much would you like to do this? [{question.text}]" for question in knowledge.questions]
    header += ["Which three of these excite you most?", "Which three of these excite you least?"]
    header += ["Is there one job you have already decided on?", "Which degree do you plan to study?"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number, student in enumerate(made.students):
            marks = [_marks(knowledge, ids, ", ") for ids in (student.most, student.least)]
            answers = [student.cells[question.id] for question in knowledge.questions]
            when = f"{_time(number):%Y/%m/%d %I:%M:%S %p} GMT+1"
            who = [when, f"{student.id}@school.example", student.id, student.name]
            writer.writerow([*who, *answers, *marks, student.goal or "No, not yet", student.plan])
    return path


def microsoft_xlsx(made: MadeClass, path: Path) -> Path:
    """Write a workbook with a row count called ID, nobody's mail, times as dates, statements as headers, lists with semicolons."""
    import xlsxwriter

    knowledge = made.knowledge
    header = ["ID", "Start time", "Completion time", "Email", "Name", "Your student number"]
    header += [question.text for question in knowledge.questions]
    header += [
        "Which three of these excite you most?",
        "Which three of these excite you least?",
        "Your goal",
        "Plan",
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet, time = book.add_worksheet("Form1"), book.add_format({"num_format": "m/d/yy h:mm:ss"})
        code = book.add_format({"num_format": "0000"})
        sheet.write_row(0, 0, header)
        for number, student in enumerate(made.students):
            row = number + 1
            sheet.write_number(row, 0, row)
            sheet.write_datetime(row, 1, _time(number), time)
            sheet.write_datetime(row, 2, _time(number + 9), time)
            sheet.write_row(row, 3, ["anonymous", student.name])
            sheet.write_number(row, 5, int(student.id), code)
            for place, question in enumerate(knowledge.questions, 6):
                cell = student.cells[question.id]
                sheet.write(row, place, int(cell) if cell.isdigit() else cell)
            marks = [
                _marks(knowledge, ids, ";") + ";" if ids else "" for ids in (student.most, student.least)
            ]
            sheet.write_row(row, 6 + len(knowledge.questions), [*marks, student.goal, student.plan])
    return path


def german_csv(made: MadeClass, path: Path) -> Path:
    """Write semicolons in Windows-1252 under a title and a blank row, with blank rows at the end, questions by their ids."""
    header = ["Student No", "Full name", *(question.id for question in made.knowledge.questions)]
    lines = [["Klasse 12b"], [], [*header, "most", "least", "goal", "plan"]]
    for student in made.students:
        answers = [student.cells[question.id] for question in made.knowledge.questions]
        name = student.name.replace("Łucja", "Lucja")
        lines.append(
            [
                student.id,
                name,
                *answers,
                " ".join(student.most),
                " ".join(student.least),
                student.goal,
                student.plan,
            ]
        )
    lines += [[""] * len(lines[2])] * 3
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows(lines)
    return path
