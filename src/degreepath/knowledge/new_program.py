"""The first draft of a course file: valid at once, with a comment wherever a person has to decide."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.module_list import ListedModule
from degreepath.knowledge.program import ModuleStatus, Program
from degreepath.knowledge.record import clean_text
from degreepath.knowledge.titles import TitleReader, reader

LONGEST_ID = 50
COMMENT_WIDTH = 110


@dataclass(frozen=True)
class Course:
    """What a person is asked about a course. `year` is None if nothing says which year the list describes."""

    name: str
    institution: str
    country: str
    award: str
    archetype: Program
    year: int | None
    modules: Sequence[ListedModule]


def course_file(course: Course, knowledge: Knowledge) -> str:
    """Return a data file with the course and the source of its module list; it passes `degreepath data lint`."""
    program = free_id(f"{course.institution} {course.name}", {p.id for p in knowledge.programs})
    source = free_id(f"{program} modules", {s.id for s in knowledge.sources})
    read = reader(knowledge.topics)
    year = str(course.year) if course.year else "undated"
    return f"""\
# A course for degreepath. Put this file into a folder of its own and check it with: degreepath data lint FOLDER
# Then use it with: degreepath --data FOLDER compare {program} {course.archetype.id}
schema = 1

# Where the module list was read. A second source is a second [[sources]] record.
[[sources]]
id = {_text(source)}
title = {_text(f"{course.name}: list of modules")}
publisher = {_text(course.institution)}
date = {_text(year)} # as printed there, or "undated"
kind = "institution" # or official, survey, press, vendor
benefits = "the school that sells this course"
# url = "https://…"

[[programs]]
id = {_text(program)}
name = {_text(f"{course.name} ({course.institution})")}
kind = "course"
archetype = {_text(course.archetype.id)} # the general degree it is nearest to
# aliases = ["a short name that people type"]
about = {_text(f"{course.award} in {course.name} at {course.institution}.")}
institution = {_text(course.institution)}
country = {_text(course.country)}
award = {_text(course.award)}
# What one learns to do there: 1 some, 2 much, 3 central; 2 to 10 interests. Taken over from the general degree, so
# change what differs. The interests:
{_comment(interest.id for interest in knowledge.interests)}
teaches = {{ {", ".join(f"{interest} = {weight}" for interest, weight in course.archetype.teaches.items())} }}
# true only if the list below is whole, electives included: only then does degreepath say that a role is not covered.
modules_complete = false
# elective_slots = 4 # how many electives one student can take
modules_source = {_text(source)}
{f"as_of = {course.year}" if course.year else "# as_of = 2026"} # the year the list describes
# Every module is core unless it says status = "elective", or "intro" for a single course that only introduces.
# The topics below were read from the titles. Keep one only where title or description plainly says so; a doubtful module
# has topics = []. All topics:
{_comment(topic.id for topic in knowledge.topics)}
modules = [
{"".join(_module(module, read) for module in course.modules)}]
# entry = [
#   {{ kind = "maths", text = "What they ask for.", source = {_text(source)} }}, # or science, music theory, portfolio,
# ]                                                       # audition, grades, other
# facts = [
#   {{ text = "One statement a reader should know.", source = {_text(source)} }},
# ]
checks = [
  "Which modules are compulsory, and which electives really run each year?",
]
"""


def free_id(name: str, taken: set[str]) -> str:
    """Return an id made of the words of `name` that is not `taken`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall("[a-z0-9]+", plain))[:LONGEST_ID].strip("-") or "course"
    ids = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in ids if candidate not in taken)


def _module(module: ListedModule, read: TitleReader) -> str:
    reading = read.read(module.title, module.code)
    topics = reading.topics if module.topics is None else module.topics
    unclear = reading.unclear if module.topics is None else module.unclear
    parts = [f"title = {_text(module.title)}"]
    if module.status is not ModuleStatus.CORE:
        parts.append(f"status = {_text(module.status)}")
    parts.append(f"topics = [{', '.join(map(_text, topics))}]")
    parts += [f"{name} = {_text(value)}" for name in ("code", "credits") if (value := getattr(module, name))]
    doubt = f" # may teach {', '.join(unclear)}" if unclear else ""
    return f"  {{ {', '.join(parts)} }},{doubt}\n"


def _text(value: str) -> str:
    """Return `value` as a TOML string: JSON's escapes are TOML's, once the characters it would not escape are gone."""
    return json.dumps(clean_text(value), ensure_ascii=False)


def _comment(words: Iterable[str]) -> str:
    lines = ["#"]
    for word in words:
        if len(lines[-1]) + len(word) > COMMENT_WIDTH:
            lines.append("#")
        lines[-1] += f" {word}"
    return "\n".join(lines)
