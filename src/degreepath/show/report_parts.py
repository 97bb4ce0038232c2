"""The later pages of a report: the sums, the roles, the pay, the doors, what to ask, what it does not say, where it comes from."""

from collections.abc import Iterator
from itertools import chain, repeat

from degreepath.advice.coverage import open_door
from degreepath.advice.recommendation import TOP_ROLES, Reason, Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show.blocks import Item, Section
from degreepath.show.course_items import course_words, left_out, outside
from degreepath.show.door_items import hangs_on, legend, needed_in_words, word
from degreepath.show.notes import Notes
from degreepath.show.numbers import in_hundred
from degreepath.show.open_day import MOST_COURSES, open_day
from degreepath.show.program_items import label
from degreepath.show.reason_items import (
    WHAT_POINTS_ARE,
    answer_words,
    degree_sums,
    difference,
    printed_reasons,
    what_would_change_it,
)
from degreepath.show.report_blocks import Part, Table, ledger_table
from degreepath.show.report_pay import pay_table
from degreepath.show.wording import NOT_CLAIMED, VIABILITY_SYMBOLS, VIABILITY_WORDS

MATRIX_ROLES = 5


def parts(notes: Notes, result: Recommendation, fingerprint: str) -> Iterator[Part]:
    """Yield the later pages in order; sources are numbered as they are cited. `fingerprint` is the stamp of the result."""
    knowledge = notes.knowledge
    if any(result.interests.values()):
        yield Part("sums", "How the points add up", tuple(_sums(knowledge, result)))
        change = what_would_change_it(knowledge, result)
        yield Part("change", change.title, (Section("", change.items),))
        yield Part("roles", "The three roles, closer", tuple(_roles(notes, result)))
        yield Part("pay", "What these jobs pay", (pay_table(notes, result), _more_pay(result)))
        yield Part("doors", "Which doors stay open", (*_doors(knowledge, result), _legend()))
        for section in outside(notes, result):
            yield Part("outside", section.title, (Section("", section.items),))
        yield Part("ask", "Questions for the open day", open_day(knowledge, result))
        yield Part("entry", "Getting in", tuple(_entry(notes, result)))
    yield Part("limits", "What this does not say", (Section("", (Item(NOT_CLAIMED, mark=""),)),))
    if (sources := notes.sources()).items:
        yield Part("sources", sources.title, (Section("", sources.items),))
    yield Part("again", "To make this report again", (Section("", tuple(_again(result, fingerprint))),))


def _sums(knowledge: Knowledge, result: Recommendation) -> Iterator[Section | Table]:
    """Yield what points are, both degrees' sums, and the difference between them with the answers behind each part."""
    yield Section("", (Item(WHAT_POINTS_ARE, mark=""),))
    yield ledger_table(degree_sums(knowledge, result), "Points of both degrees", "points")
    parts = ledger_table(difference(knowledge, result)).rows
    behind = [
        _behind(knowledge, reason) for reason in printed_reasons(result)
    ]  # the last two parts rest on no answer
    yield Table(
        title="",
        caption="What the difference is made of, and the answers behind it",
        head="part",
        columns=("points", "your answers"),
        rows=tuple(
            (head, (*points, Item("", mark="", more=answers)))
            for (head, points), answers in zip(parts, chain(behind, repeat(())), strict=False)
        ),
        numbers=(0,),
    )


def _behind(knowledge: Knowledge, reason: Reason) -> tuple[str, ...]:
    return tuple(dict.fromkeys(answer_words(knowledge, answer) for answer in reason.answers))


def _roles(notes: Notes, result: Recommendation) -> Iterator[Section]:
    """Yield for each of the three roles: what it hangs on, both degrees' doors, the way in, something to try."""
    knowledge = notes.knowledge
    for place, scored in enumerate(result.roles[:TOP_ROLES]):
        role = knowledge.role[scored.id]
        items = [Item(f"{needed_in_words(knowledge, role)}.", lead="It hangs on", mark="")]
        for degree in knowledge.archetypes:
            viability = scored.viability[degree.id]
            hangs = hangs_on(knowledge, degree, role, open_door(degree, role))
            said = VIABILITY_WORDS[viability] + (f"; {hangs}" if hangs else "")
            items.append(Item(said, lead=degree.name, mark=VIABILITY_SYMBOLS[viability]))
        items.append(notes.fact(role.way_in, lead="Way in", mark=""))
        if place or result.verdict.why_unclear:
            task = role.try_this
            items.append(Item(f"{task.do} {task.liked} {task.hated}", lead="Try this", mark=""))
        yield Section(role.name, tuple(items))


def _more_pay(result: Recommendation) -> Section:
    commands = ", ".join(f"degreepath roles {role.id}" for role in result.roles[:TOP_ROLES])
    return Section("", (Item(f"All figures we know: {commands}", mark=""),))


def _doors(knowledge: Knowledge, result: Recommendation) -> Iterator[Section | Table]:
    """Yield the door audit: both degrees and the shortlist against the top roles and the goal."""
    listed = result.shortlist
    shown = listed.courses[:MOST_COURSES]
    programs = [*knowledge.archetypes, *(knowledge.program[choice.program] for choice in shown)]
    goal = result.sheet.goal
    roles = [role for place, role in enumerate(result.roles) if place < MATRIX_ROLES or role.id == goal]
    if shown:
        held, more = in_hundred(listed.held), len(listed.courses) - len(shown)
        among = f"among {len(listed.courses)}" if len(listed.courses) > 1 else "the one below"
        lead = (
            f"Of the courses we know, the best one for you is {among} in about {held} of 100 cases. "
            "They are examples to read, not a ranking: check the present module list before you trust it."
        )
        tail = f" The first {len(shown)} are shown; more answers make the list shorter." if more else ""
        yield Section("", (Item(lead + tail, mark=""),))
    yield Table(
        title="",
        caption="Whether a program's modules lead to a role",
        head="program",
        columns=tuple(knowledge.role[role.id].name for role in roles),
        rows=tuple(
            (
                Item(
                    course_words(program, knowledge.year),
                    lead=label(program),
                    mark="",
                ),
                tuple(
                    Item(word(role.viability[program.id]), mark=VIABILITY_SYMBOLS[role.viability[program.id]])
                    for role in roles
                ),
            )
            for program in programs
        ),
    )
    if left := left_out(listed):
        yield Section("", (Item(f"{'; '.join(left.values())}.", lead="Left out", mark=""),))


def _legend() -> Section:
    return Section("", legend().items)


def _entry(notes: Notes, result: Recommendation) -> Iterator[Section]:
    """Yield what to show and what to have: the portfolio for each role, the entry conditions of each course shown."""
    knowledge = notes.knowledge
    top = [knowledge.role[role.id] for role in result.roles[:TOP_ROLES]]
    yield Section("What to show", tuple(notes.fact(role.portfolio, lead=role.name) for role in top))
    items, silent = [], []
    for choice in result.shortlist.courses[:MOST_COURSES]:
        program = knowledge.program[choice.program]
        if not program.entry:
            silent.append(label(program))
            continue
        known = "; ".join(
            f"{condition.kind}: {notes.aged(condition.text.rstrip('.'), condition.source)}"
            for condition in program.entry
        )
        cites = tuple(dict.fromkeys(n for condition in program.entry for n in notes.cite(condition.source)))
        items.append(Item(known, lead=label(program), cites=cites))
    if silent:
        items.append(Item("; ".join(silent), lead="Not published, so ask"))
    if items:
        yield Section("What to have", tuple(items))


def _again(result: Recommendation, fingerprint: str) -> Iterator[Item]:
    """Yield the stamp, the knowledge base and every answer, so that anybody can make the same report again."""
    yield Item(fingerprint, lead="Stamp", mark="")
    yield Item(f"{result.knowledge_version}, hash {result.knowledge_hash}", lead="Knowledge base", mark="")
    sheet = result.sheet
    answers = ", ".join(f"{question} = {answer}" for question, answer in sheet.answers.items())
    yield Item(answers or "none", lead=f"Answers ({result.asked})", mark="")
    if sheet.opener:
        marks = f"most: {', '.join(sheet.opener.most) or 'none'}; least: {', '.join(sheet.opener.least) or 'none'}"
        yield Item(marks, lead="Marked as exciting", mark="")
    if sheet.goal:
        yield Item(sheet.goal, lead="Goal", mark="")
    yield Item(
        "The same answers and the same knowledge base give the same stamp and the same report: "
        "put them in a file and type degreepath report --answers FILE",
        mark="",
    )
