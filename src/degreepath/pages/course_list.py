"""The courses to read: what each is, its doors to the student's roles, and what it asks for."""

from collections.abc import Iterator

from degreepath.advice.courses import CourseChoice
from degreepath.advice.recommend import Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.pages.blocks import Block, Item, Items, Links, Paragraph
from degreepath.pages.facts import needs_in_words, without_repeats
from degreepath.pages.wording import ENTRY_WORDS, label, short

READ_FIRST = "Courses to read, not to trust blindly: check the present module list of each."
OTHER_COURSE = (
    "Which of your roles any other course leads to: save its list of modules as list.txt, then type"
)


def courses(knowledge: Knowledge, result: Recommendation) -> Iterator[Block]:
    """Yield the courses to read, those to ask about, and how many are left out and why; where there is none, what to do."""
    found = result.courses
    place = f" in {found.country}" if found.country else ""
    if found.choices:
        yield Paragraph(READ_FIRST)
        yield Items(
            tuple(course(knowledge, one, result.verdict.program) for one in found.choices), numbered=True
        )
    else:
        yield Paragraph(f"We know no course{place} of which we can say that it leads to your roles.")
        unread = [one for reason in ("no modules", "old") for one in found.left_out.get(reason, ())]
        if place and unread:
            names = "; ".join(label(knowledge.program[one]) for one in unread[:3])
            yield Paragraph(
                f"There are courses{place} whose modules we do not know, or only of years ago. Ask them: {names}."
            )
        for name in result.top[:2]:
            role = knowledge.role[name]
            yield Paragraph(f"Look for {needs_in_words(knowledge, role.must)}.", lead=role.name)
    if found.ask_first:
        names = "; ".join(label(knowledge.program[choice.program]) for choice in found.ask_first)
        yield Paragraph(f"These may lead there too, but ask first: {names}.")
    yield Links((("degreepath check --modules list.txt", OTHER_COURSE),))


def course(knowledge: Knowledge, choice: CourseChoice, degree: str | None = None) -> Item:
    """Return a course: what it is (of the other kind than `degree`, if so), its doors to the student's roles, what it asks for, the command that checks it."""
    program = knowledge.program[choice.program]
    doors = (f"{knowledge.role[door.role].name}: {door.state.value}" for door in choice.doors)
    language = f"taught in {program.taught_in}" if program.taught_in else ""
    other = program.archetype if degree and program.archetype != degree else None
    kind = f"of the {short(knowledge.program[other])} kind" if other else ""
    facts = ", ".join(
        filter(
            None,
            (
                program.award,
                program.country,
                kind,
                language,
                f"list of {program.as_of}" if program.as_of else "list without a date",
            ),
        )
    )
    entry = without_repeats([condition.text.rstrip(".") for condition in program.entry])
    minds = [
        f"Mind: it asks for {ENTRY_WORDS[kind]}, which you would rather avoid."
        for kind in choice.disliked_entry
    ]
    get_in = f"To get in: {'; '.join(entry)}." if entry else "To get in: not known: ask."
    return Item(
        facts, lead=label(program), more=("; ".join(doors), get_in, *minds, f"degreepath check {program.id}")
    )
