"""A form to fill in: what its columns are called, by id for a table and in words for a form service."""

import csv
import io

from degreepath.cohort.columns import FIELDS, ID
from degreepath.knowledge.knowledge import Knowledge

OPTIONAL = ("most", "least", "goal", "plan")


def header(knowledge: Knowledge, *, texts: bool = False) -> str:
    """Return the header of a class file as one CSV line: by question ids or, with `texts`, in the questions' own words."""
    questions = [question.text if texts else question.id for question in knowledge.questions]
    fields = [FIELDS[name][-1] if texts else name for name in OPTIONAL]
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([ID, *questions, *fields])
    return line.getvalue()
