"""The programs to choose from, the list of some of them, the page of one, and the courses that a result names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from degreepath.advice.doors import Doors
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import Fact
from degreepath.knowledge.find import award_rule
from degreepath.knowledge.model import Listed, Module, ModuleStatus, Outcome, Program
from degreepath.outcomes.imported import OfficialCourse, line, meaning
from degreepath.pages import facts
from degreepath.pages.blocks import Block, Links, Page, Paragraph, Row, Table, cells, items
from degreepath.pages.facts import NOT_KNOWN, Notes, counted, topic_names
from degreepath.pages.role import course_blocks
from degreepath.pages.wording import (
    ENTRY_WORDS,
    PAGES,
    TEXTS,
    disliked,
    in_country,
    inside,
    is_general,
    label,
    sentence,
    short_name,
)
from degreepath.text import joined

if TYPE_CHECKING:
    from degreepath.advice.courses import CourseChoice
    from degreepath.advice.recommend import Recommendation

SAYS: dict[str, str] = PAGES["programs"]
READ: dict[str, str] = TEXTS["sections"]
LISTED = {Listed.PART: "a part of the list", **dict.fromkeys((Listed.WHOLE, Listed.COMPULSORY), "list")}


def overview(knowledge: Knowledge) -> Page:
    """Return what there is to choose from: the two general degrees, and the countries with their number of courses."""
    degrees = cells((p.id, p.name, p.award) for p in knowledge.archetypes)
    rows = []
    for name, number in Counter(course.country or "" for course in knowledge.courses).most_common():
        here = [course for course in knowledge.courses if (course.country or "") == name]
        near = (sum(course.archetype == p.id for course in here) for p in knowledge.archetypes)
        known = sum(course.listed in {Listed.WHOLE, Listed.COMPULSORY} for course in here)
        rows.append((name, *map(str, (number, *near, known))))
    heads = ("Country", "Courses", *map(short_name, knowledge.archetypes), "Known")
    tables = (Table(("General degree", "", "Award"), degrees), Table(heads, cells(rows)))
    return facts.page_of(
        Notes(knowledge),
        f"Programs: two general degrees and {len(knowledge.courses)} real courses",
        (*tables, Paragraph(SAYS["nearest"], dim=True), facts.links("programs")),
        ("courses", "All courses", _tables(knowledge, knowledge.courses)),
    )


def listing(
    knowledge: Knowledge, country: str | None, doors: Doors, others: Iterable[OfficialCourse], today: int
) -> Page:
    """Return the courses of `country`, of all if None, that lead to the role that `doors` are about, if they are about one.

    `others` are courses that we have no modules for; `today` is the present year.
    """
    courses = tuple(c for c in knowledge.courses if country in {None, c.country})
    where = in_country(country)
    title, blocks = f"{counted(len(courses), 'course')}{where}", _tables(knowledge, courses)
    for role, row in doors.items():
        title = f"Courses{where} that lead to {knowledge.role[role].name}"
        blocks = course_blocks(Notes(knowledge), courses, row)
    notes = Notes(knowledge, today)
    official = ("official", "Known by their official figures only", _official(notes, others))
    return facts.page_of(notes, title, blocks, official)


def _tables(knowledge: Knowledge, courses: Iterable[Program]) -> Iterator[Block]:
    """Yield the courses in a table for each general degree that they are near to."""
    near = defaultdict[str | None, list[Row]](list)
    for one in courses:
        row = one.id, label(one), one.award, facts.listed_words(one, knowledge.year)
        near[one.archetype].append(row)
    for degree in knowledge.archetypes:
        title = f"Near {degree.name}"
        yield Table(("Course", "", "Award", "Module list"), cells(near[degree.id]), title)


def page(
    knowledge: Knowledge, program: Program, between: Doors, figures: tuple[Outcome, ...], today: int
) -> Page:
    """Return the page of `program` with its doors to all roles and the official `figures` about it."""
    notes = Notes(knowledge, today)
    doors = [row[program.id] for row in between.values()]
    surest = sorted(doors, key=lambda door: door.state.rank)
    other = next(p.id for p in knowledge.archetypes if p.id not in (program.id, program.archetype))
    summary = (
        Paragraph(program.about),
        *_about(notes, program),
        *(Paragraph(sentence(line(one)), "Graduates", notes.cite(one.source)) for one in figures[:1]),
        facts.by_door(knowledge, doors) if program.modules else Paragraph(facts.NO_LIST, lead="Leads to"),
        facts.links("program", program=program.id, other=other),
    )
    sellers = (notes.fact(one, f"{knowledge.source[one.source].publisher} claims") for one in program.claims)
    claims = items(sellers, "What sellers claim (we have not checked it)")
    return facts.page_of(
        notes,
        label(program),
        summary,
        ("modules", "Modules", _modules(notes, program)),
        ("doors", "Where it leads, and why", [facts.door_table(knowledge, surest)]),
        ("entry", "To get in", entry_blocks(notes, program)),
        ("outcomes", "What became of graduates, officially", _outcomes(notes, figures)),
        ("more", "Study, award, maths, writing, software, claims", chain(_more(notes, program), [claims])),
    )


def document(knowledge: Knowledge, programs: Iterable[Program], doors: Doors) -> dict[str, Any]:
    """Return everything known about `programs` as JSON: topics by status, outcomes, the door to each role."""
    found = []
    for one in programs:
        topics = facts.topics_taught(one)
        added = {
            "topics": {s: [topic for topic, status in topics.items() if status is s] for s in ModuleStatus},
            "outcomes": [outcome.model_dump(mode="json") for outcome in knowledge.outcomes_of(one)],
            # `check` has each need with its modules: here they would make megabytes
            "roles": [facts.door_record(row[one.id], needs=False) for row in doors.values()],
        }
        found.append(one.model_dump(mode="json") | added)
    return {"schema": facts.SCHEMA, "programs": found}


def _about(notes: Notes, program: Program) -> Iterator[Block]:
    """Yield what sort of program it is, how much of its module list was read, and how to get in."""
    country = f" ({program.country})" if program.country else ""
    kind = f"A real course{country}; {program.award}"
    if is_general(program):
        kind = f"A general degree, {program.award}; real courses differ."
    yield Paragraph(sentence(kind), "What it is", notes.cite(program.modules_source))
    if program.closed:
        yield notes.fact(program.closed, lead="Closed")
    elif facts.is_example(program, notes.today):
        yield Paragraph(SAYS["example"], lead="Old")
    yield Paragraph(sentence(facts.list_words(program, notes.today)), lead="Module list")
    entry = " ".join(sentence(notes.aged(one.text.rstrip("."), one.source)) for one in program.entry)
    cites = notes.cite(*(condition.source for condition in program.entry))
    yield Paragraph(entry or _unknown(program), "To get in", cites)


def _unknown(program: Program) -> str:
    return "Each school decides: ask." if is_general(program) else sentence(NOT_KNOWN)


def entry_blocks(notes: Notes, program: Program, title: str = "") -> Iterator[Block]:
    """Yield what an applicant must have or show, one condition a line, and what to check before applying."""
    conditions = [notes.fact(condition, condition.kind.capitalize()) for condition in program.entry]
    yield items(conditions or [Paragraph(_unknown(program))], title)
    yield items(map(Paragraph, program.checks), "Check before you apply")


def _outcomes(notes: Notes, figures: tuple[Outcome, ...]) -> Iterator[Block]:
    """Yield all official figures, with what each measures."""
    yield items(
        Paragraph(sentence(line(one)), cites=notes.cite(one.source), more=(meaning(one.measure),))
        for one in figures
    )


def _modules(notes: Notes, program: Program) -> Iterator[Block]:
    """Yield how much of the list was read and why we say so, then the modules with what each teaches."""
    read = f"{sentence(facts.list_words(program, notes.today))} {sentence(program.listed_because)}"
    yield Paragraph(read, cites=notes.cite(program.modules_source))
    yield from (Paragraph(sentence(group.rule)) for group in program.groups)
    if program.elective_slots is not None:
        yield Paragraph(f"You can take {counted(program.elective_slots, 'elective')}.")
    for status, words in facts.STATUS_WORDS.items():
        rows = cells(_module_row(notes, m) for m in program.modules if m.status == status)
        yield Table((words.capitalize(), "Teaches"), rows, keep=0)


def _module_row(notes: Notes, module: Module) -> tuple[str, str]:
    worth = f"{module.credits} credits" if (module.credits or "").isdigit() else module.credits
    extra = ", ".join(filter(None, (module.code, worth)))
    perhaps = f"perhaps {topic_names(notes.knowledge, module.may, 'or')}: ask" if module.may else ""
    teaches = topic_names(notes.knowledge, module.topics) or perhaps
    cites = "".join(f" [{number}]" for number in notes.cite(module.source))
    because = ": ".join(filter(None, (teaches, module.because)))
    return f"{module.title} ({extra})" if extra else module.title, because + cites


def _more(notes: Notes, program: Program) -> Iterator[Block]:
    def told(fact: Fact | None, lead: str, otherwise: str = NOT_KNOWN) -> Paragraph:
        return notes.fact(fact, lead) if fact else Paragraph(otherwise, lead)

    software = ", ".join(notes.aged(fact.text, fact.source) for fact in program.software)
    parts = (f"{part.credits} {inside(part.part)}" for part in program.structure)
    labels = (
        told(program.award_note, "Award", program.award),
        Paragraph(rule_words(notes.knowledge, program) if is_general(program) else "", lead="How often"),
        told(program.science, "Maths"),
        told(program.humanities, "Writing"),
        Paragraph(software or NOT_KNOWN, "Software", notes.cite(*(fact.source for fact in program.software))),
        Paragraph("; ".join(filter(None, (program.credits, *parts))), lead="Credits"),
    )
    yield from (one for one in labels if one.text)
    yield items(map(notes.fact, program.study), "You study")
    yield items(map(notes.fact, program.facts), "Also worth knowing")


def rule_words(knowledge: Knowledge, archetype: Program) -> str:
    """Return how often the usual award of a general degree holds among its real courses, and the exceptions by name."""
    rule = award_rule(knowledge, archetype)
    awards = joined(rule.awards, "or")
    text = f"{rule.holds} of {rule.total} real degrees of this kind are {awards}: a tendency, not a rule."
    rest = {"Others": rule.counter_examples, "Not counted, no bachelor's degree": rule.not_counted}
    for lead, courses in rest.items():
        named = "; ".join(f"{course}: {knowledge.program[course].award}" for course in courses)
        text += f" {lead}: {named}." if named else ""
    return text


def _official(notes: Notes, courses: Iterable[OfficialCourse]) -> Iterator[Block]:
    """Yield what these courses are, then each with every figure whole on its line."""
    found = items(
        Paragraph(
            ", ".join(filter(None, (course.school, course.award, course.mode))),
            lead=course.title,
            cites=notes.cite(*(outcome.source for outcome in course.outcomes)),
            more=tuple(map(line, course.outcomes)),
            url=course.link,
        )
        for course in courses
    )
    yield from (Paragraph(SAYS["only_figures"]), found) if found.items else ()


# ── The courses that a result names ──────────────────────────────────────────────────────────────
def courses_to_read(knowledge: Knowledge, result: "Recommendation") -> Iterator[Block]:
    """Yield the courses to read, or what to do where there is none; then those to ask about first."""
    found = result.courses
    place = in_country(found.country)
    where = {"place": place, "what": "your goal" if result.sheet.goal else "your first two roles"}
    if found.choices:
        degree = result.verdict.program
        if degree and all(knowledge.program[one.program].archetype != degree for one in found.choices):
            yield Paragraph(READ["other_kind"].format(kind=short_name(knowledge.program[degree]), **where))
        yield Paragraph(READ["read_first"])
        yield items((_course(knowledge, result, one) for one in found.choices), numbered=True)
    else:
        yield Paragraph(READ["no_course"].format(**where))
        for says, some in (("once", found.once), ("unread", found.unread)):
            if place and some:
                names = "; ".join(label(knowledge.program[one]) for one in some[:3])
                yield Paragraph(READ[says].format(place=place, names=names))
        for role in (knowledge.role[name] for name in result.top[:2]):
            yield Paragraph(f"Look for {facts.needs_in_words(knowledge, role.must)}.", lead=role.name)
    if result.elsewhere:
        names = "; ".join(
            f"{label(one)}, {one.country}" for one in (knowledge.program[c.program] for c in result.elsewhere)
        )
        yield Paragraph(READ["elsewhere"].format(names=names))
    asked = (
        Paragraph(" ".join(_entry(knowledge, result, choice)), lead=label(knowledge.program[choice.program]))
        for choice in found.ask_first
    )
    yield items(asked, READ["ask_first"])
    roles = "".join(f" --role {role}" for role in result.top[:2])
    yield Links(((f"degreepath check --modules list.txt{roles}", READ["other_course"]),))


def _course(knowledge: Knowledge, result: "Recommendation", choice: "CourseChoice") -> Paragraph:
    """Return a course: what it is (of which kind, if not the degree's), its doors to the student's roles, what it asks for."""
    program, degree = knowledge.program[choice.program], result.verdict.program
    other = program.archetype if degree and program.archetype != degree else None
    about = (
        program.award,
        program.country,
        other and f"of the {short_name(knowledge.program[other])} kind",
        program.taught_in and f"taught in {program.taught_in}",
        f"{LISTED[program.listed]} {f'of {program.as_of}' if program.as_of else 'without a date'}",
    )
    doors = "; ".join(
        f"{knowledge.role[door.role].name}: {door.state.value}, teaches {facts.taught_count(door)}"
        for door in choice.doors
    )
    more = (doors, *_entry(knowledge, result, choice), f"degreepath check {program.id}")
    return Paragraph(", ".join(filter(None, about)), lead=label(program), more=more)


def _entry(knowledge: Knowledge, result: "Recommendation", choice: "CourseChoice") -> Iterator[str]:
    """Yield what a course asks for to get in, and what of that and of its subjects the student dislikes."""
    entry = [condition.text.rstrip(".") for condition in knowledge.program[choice.program].entry]
    yield f"To get in: {'; '.join(facts.without_repeats(entry)) or 'not known: ask'}."
    yield from (READ["mind"].format(what=ENTRY_WORDS[kind]) for kind in choice.disliked_entry)
    if names := choice.disliked[:2]:
        much = joined(knowledge.interest[name].doing for name in names)
        yield READ["mind_much"].format(what=much, how=disliked(result.sheet, names))
