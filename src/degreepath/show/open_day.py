"""Questions for the open day: the unknowns that matter for this student, those of the degree, and those that anybody should ask."""

from degreepath.advice.band import Band
from degreepath.advice.coverage import Viability, open_door
from degreepath.advice.recommendation import TOP_ROLES, Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show.blocks import Item, Section
from degreepath.show.program_items import label, topic_name
from degreepath.show.result_roles import checks

BOX = "☐"
MOST_COURSES = 5
GENERAL = (
    ("True cost", "What does one year cost in all: fees, rent, travel, equipment, software? What do scholarships cover?"),
    ("Studio hours", "How many hours a week may a first-year student have a studio alone, and how is it booked?"),
    ("Electives", "Which electives ran last year, and how many who wanted a place got one?"),
    ("Portfolio", "What do you want to see or hear from applicants, and may I see one that was accepted?"),
    ("Placement", "Who finds the placement or internship, is it paid, and where did the last class go?"),
    ("Accreditation", "Which professional body recognises this course, until when, and what does that change for graduates?"),
    ("Afterwards", "What do the graduates of the last three years do, and how many of them answered when you asked?"),
)  # fmt: skip


def open_day(knowledge: Knowledge, result: Recommendation) -> tuple[Section, ...]:
    """Return the questions in three groups, each with a box to tick."""
    unknown = _unknowns(knowledge, result)
    degree = tuple(Item(item.text, lead=item.lead, mark=BOX) for item in checks(knowledge, result).items)
    both = result.verdict.band is Band.TOO_CLOSE
    named = "both degrees" if both else knowledge.program[result.verdict.leader].name
    general = tuple(Item(text, lead=lead, mark=BOX) for lead, text in GENERAL)
    groups = (
        Section("Not known of these courses, and it matters for your roles", unknown),
        Section(f"About {named}", degree),
        Section("Everywhere", general),
    )
    return tuple(group for group in groups if group.items)


def _unknowns(knowledge: Knowledge, result: Recommendation) -> tuple[Item, ...]:
    """Return the topics on which a top role hangs and of which nobody has said whether these courses teach them."""
    roles = [knowledge.role[role.id] for role in result.roles[:TOP_ROLES]]
    courses: dict[str, list[str]] = {}
    for choice in result.shortlist.courses[:MOST_COURSES]:
        program = knowledge.program[choice.program]
        doors = [open_door(program, role) for role in roles]
        topics = dict.fromkeys(
            topic for door in doors if door.viability is Viability.UNKNOWN for topic in door.unknown
        )
        if topics:
            named = ", ".join(topic_name(knowledge, topic) for topic in topics)
            courses.setdefault(named, []).append(label(program))
    return tuple(
        Item(f"Are these taught until one can use them: {named}?", lead="; ".join(labels), mark=BOX)
        for named, labels in courses.items()
    )
