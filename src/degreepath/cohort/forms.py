"""A form for a class: as a file to fill in, and as items for form services."""

import csv
import io
import json
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from degreepath.advice.answers import MARKS_EACH_WAY
from degreepath.cohort.workbooks import Sheet, to_xlsx
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import ANSWER_WORDS

TITLE = "What would you like doing?"
ABOUT = "No answer is right or wrong. Leave out what you cannot say."
NUMBER = "Your student number"
STATEMENTS = "How much would you like to do this?"
MOST, LEAST = "Which of these excite you most?", "Which of these excite you least?"
GOAL, NO_GOAL = "Is there one job you have already decided on?", "No, not yet"
PLAN, NO_PLAN = "Which degree do you plan to study?", "Not decided yet"
UP_TO = f"Mark up to {MARKS_EACH_WAY}."
FIELDS = ("most", "least", "goal", "plan")
ROWS_TOGETHER = 8
"""Statements in one grid: a telephone shows no more."""
HEAD_OF_LISTS = """\
Items for a form in Google Forms or Microsoft Forms. Make each question with the name that stands after its kind; copy the
lines below it and paste them into its first option (or row, or statement): each line becomes one. What the form exports
(CSV or XLSX) is what 'degreepath cohort' reads."""
HEAD_OF_SCRIPT = """\
// Makes this form in Google Forms, in your own account:
// 1. Open https://script.google.com, choose "New project", and put all of this in the place of what stands there.
// 2. Choose "Run" and allow it to make a form. The log then shows two addresses: to change the form, and to send around.
// 3. When all have answered: Responses, "Download responses (.csv)", then: degreepath cohort FILE.csv
// It asks for a student number, not for a name."""


class Kind(StrEnum):
    """How something is asked; the value is the name of it in the lists to paste."""

    TEXT = "Short answer"
    BOXES = f"Check boxes (Google) or Choice with several answers (Microsoft), at most {MARKS_EACH_WAY}"
    LIST = "Drop-down (Google) or Choice (Microsoft)"
    GRID = "Multiple-choice grid (Google) or Likert (Microsoft)"


@dataclass(frozen=True)
class Item:
    """One item of a form: how it is asked, its name, what can be chosen; of a grid, its rows."""

    kind: Kind
    title: str
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


def items(knowledge: Knowledge) -> tuple[Item, ...]:
    """Return the items of the form, in the order of the quiz."""
    marks = tuple(f"{interest.name}: {interest.about}" for interest in knowledge.interests)
    statements = [question.text for question in knowledge.questions]
    parts = (tuple(statements[at : at + ROWS_TOGETHER]) for at in range(0, len(statements), ROWS_TOGETHER))
    return (
        Item(Kind.TEXT, NUMBER),
        Item(Kind.BOXES, MOST, marks),
        Item(Kind.BOXES, LEAST, marks),
        Item(Kind.LIST, GOAL, (NO_GOAL, *(role.name for role in knowledge.roles))),
        Item(Kind.LIST, PLAN, (NO_PLAN, *(degree.name for degree in knowledge.archetypes))),
        *(Item(Kind.GRID, STATEMENTS, tuple(ANSWER_WORDS.values()), part) for part in parts),
    )


def class_csv(knowledge: Knowledge) -> str:
    """Return the header of a class file as one line of CSV, by the ids of the questions."""
    line = io.StringIO()
    names = ["student_id", *(question.id for question in knowledge.questions), *FIELDS]
    csv.writer(line, lineterminator="\n").writerow(names)
    return line.getvalue()


def class_xlsx(knowledge: Knowledge) -> bytes:
    """Return a workbook to fill in: the statements as headers, numbered as on the printed sheet, and what can be written."""
    statements = [f"{number}. {question.text}" for number, question in enumerate(knowledge.questions, 1)]
    words = (knowledge.interests, knowledge.roles, knowledge.archetypes)
    names = [[record.name for record in records] for records in words]
    rows = list(zip_longest(*names, [f"{number} {word}" for number, word in ANSWER_WORDS.items()]))
    answers = dict.fromkeys(range(1, len(statements) + 1), ",".join(map(str, ANSWER_WORDS)).split(","))
    goal, plan = (f"=Words!${column}$2:${column}${len(names[at]) + 1}" for at, column in ((1, "B"), (2, "C")))
    fields = (f"{MOST} {UP_TO}", f"{LEAST} {UP_TO}", GOAL, PLAN)
    choices: dict[int, str | list[str]] = {**answers, len(statements) + 3: goal, len(statements) + 4: plan}
    return to_xlsx(
        [
            Sheet("Class", (), (NUMBER, *statements, *fields), choices),
            Sheet("Words", rows, ("Interest", "Job", "Degree", STATEMENTS)),
        ]
    )


def lists(knowledge: Knowledge) -> str:
    """Return the items as plain lists, one line for each thing to paste."""
    told = [HEAD_OF_LISTS]
    for number, item in enumerate(items(knowledge), 1):
        told.append(f"{number}. {item.kind}: {item.title}")
        told += ["\n".join(part) for part in (item.rows, item.options) if part]
    return "\n\n".join(told) + "\n"


def google_script(knowledge: Knowledge) -> str:
    """Return a script for Google's form builder (Apps Script) that makes the form."""
    lines = [f"  const form = FormApp.create({_js(TITLE)}).setDescription({_js(ABOUT)});"]
    limit = f"FormApp.createCheckboxValidation().requireSelectAtMost({MARKS_EACH_WAY}).build()"
    for item in items(knowledge):
        title, options = f".setTitle({_js(item.title)})", f".setChoiceValues({_js(item.options)})"
        made = {
            Kind.TEXT: f"addTextItem(){title}.setRequired(true)",
            Kind.BOXES: f"addCheckboxItem(){title}.setHelpText({_js(UP_TO)}).setValidation({limit}){options}",
            Kind.LIST: f"addListItem(){title}{options}",
            Kind.GRID: f"addGridItem(){title}.setColumns({_js(item.options)}).setRows({_js(item.rows)})",
        }
        lines.append(f"  form.{made[item.kind]};")
    lines += [
        '  Logger.log("Change it: " + form.getEditUrl());',
        '  Logger.log("Send it around: " + form.getPublishedUrl());',
    ]
    return "\n".join([HEAD_OF_SCRIPT, "function makeForm() {", *lines, "}"]) + "\n"


def _js(value: str | tuple[str, ...]) -> str:
    """Return a text or a list of texts as a script writes it."""
    return json.dumps(value, ensure_ascii=False, indent=4).replace("\n", "\n  ")
