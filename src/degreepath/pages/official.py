"""Courses that are known by their official figures only: a section behind a list of programs."""

from collections.abc import Sequence

from degreepath.knowledge.knowledge import Knowledge
from degreepath.outcomes.imported import OfficialCourse, line
from degreepath.pages.blocks import Item, Items, Paragraph, Section
from degreepath.pages.notes import Notes

WHAT = (
    "These are in the official files that you imported, but we have no modules of them. To see where one leads, paste its "
    "module list into a file and type: degreepath check --modules FILE"
)


def sections(knowledge: Knowledge, courses: Sequence[OfficialCourse], today: int) -> tuple[Section, ...]:
    """Return the section of `courses` with every figure whole on its line, and that of their sources; none without courses."""
    if not courses:
        return ()
    notes = Notes(knowledge, today)
    items = tuple(
        Item(
            ", ".join(filter(None, (course.school, course.award, course.mode))),
            lead=course.title,
            cites=notes.cite(*{outcome.source: None for outcome in course.outcomes}),
            more=tuple(map(line, course.outcomes)),
            url=course.link,
        )
        for course in courses
    )
    official = Section("official", "Known by their official figures only", (Paragraph(WHAT), Items(items)))
    return (official, *notes.sources())
