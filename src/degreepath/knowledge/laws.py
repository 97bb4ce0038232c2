"""The laws that make the knowledge base good: each yields every breach of it. What a law means stands in its docstring."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from degreepath.knowledge.find import find_program, find_role
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.problem import KeyPath, Places, Problem, short
from degreepath.knowledge.program import Program, ProgramKind
from degreepath.knowledge.references import references
from degreepath.knowledge.role import Pay
from degreepath.knowledge.source import SourceKind

INTERESTS = 12, 14
TOPICS = 25, 36
QUESTIONS_AN_INTEREST = 2
REVERSED = 0.10, 0.30
OLDEST_YEAR = 1950
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def sources_used(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Every source is cited somewhere."""
    cited = {reference.target for reference in references(knowledge) if reference.kind == "sources"}
    for source in knowledge.sources:
        if source.id not in cited:
            yield at.problem("sources", source.id, (), "is cited nowhere", "Cite it, or remove it")


def topics_used(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Every topic joins something: a role needs it and a module teaches it."""
    used = {(r.table, r.target) for r in references(knowledge) if r.kind == "topics"}
    for topic in knowledge.topics:
        if ("roles", topic.id) not in used:
            mend = "Name it in a role's all_of or any_of, or remove it"
            yield at.problem("topics", topic.id, (), "is needed by no role", mend)
        if ("programs", topic.id) not in used:
            yield at.problem(
                "topics", topic.id, (), "is taught by no module", "Give it to a module, or remove it"
            )


def right_size(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """There are as many interests as one screen holds, and as many topics as a person can tell apart."""
    for table, (fewest, most) in {"interests": INTERESTS, "topics": TOPICS}.items():
        count = len(getattr(knowledge, table))
        if not fewest <= count <= most:
            yield at.whole(table, f"has {count} records", f"Have {fewest} to {most}: join or split some")


def questions_enough(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Every interest is asked about at least twice."""
    asked = Counter(question.interest for question in knowledge.questions)
    for interest in knowledge.interests:
        if asked[interest.id] < QUESTIONS_AN_INTEREST:
            what = f"has {asked[interest.id]} question(s)"
            yield at.problem(
                "interests", interest.id, (), what, f"Write {QUESTIONS_AN_INTEREST} or more for it"
            )


def questions_even(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Every interest has as many questions as the others: only then does the same answer to all of them say nothing."""
    asked = Counter(question.interest for question in knowledge.questions)
    fewest = max(min(asked.values(), default=0), QUESTIONS_AN_INTEREST)
    counted: Counter[str] = Counter()
    for question in knowledge.questions:
        counted[question.interest] += 1
        if counted[question.interest] > fewest:
            what = (
                f"'{question.interest}' has {asked[question.interest]} questions, another interest {fewest}"
            )
            mend = "Replace one of its questions by this one (use its id), or give every interest as many"
            yield at.problem("questions", question.id, ("interest",), what, mend)


def reversed_share(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """About a fifth of the questions speak against their interest, so that saying yes to everything is no profile."""
    turned, count = sum(question.reverse for question in knowledge.questions), len(knowledge.questions)
    fewest, most = REVERSED
    if not fewest <= turned / count <= most:
        mend = f"Have about a fifth ({fewest:.0%} to {most:.0%}) with 'reverse = true'"
        yield at.whole("questions", f"has {turned} of {count} turned round", mend)


def no_text_twice(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """No question, and no name or description of the same kind, is written twice."""
    fields = {
        "questions": ("text",),
        "interests": ("name", "about"),
        "topics": ("name", "about"),
        "programs": ("name", "about"),
        "roles": ("name", "work", "suits"),
    }
    for table, names in fields.items():
        for name in names:
            first: dict[str, str] = {}
            for record in getattr(knowledge, table):
                text = getattr(record, name).casefold()
                if text in first:
                    what = f"says the same as '{first[text]}'"
                    yield at.problem(table, record.id, (name,), what, "Say what is different, or remove one")
                first.setdefault(text, record.id)


def names_lead_home(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Every id, name and alias of a program or role finds that very record."""
    kinds = (("programs", knowledge.programs, find_program), ("roles", knowledge.roles, find_role))
    for table, records, find in kinds:
        for record in records:
            names: list[tuple[KeyPath, str]] = [(("name",), record.name)]
            names += [(("aliases", ordinal), alias) for ordinal, alias in enumerate(record.aliases)]
            for path, name in names:
                found = find(knowledge, name).id
                if found != record.id:
                    what = f"'{short(name)}' finds '{found}'"
                    yield at.problem(table, record.id, path, what, "Give one of the two another name")


def program_fields(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """A course says where it is and which general degree it is nearest to; a general degree is nowhere."""
    for program in knowledge.programs:
        for field in ("institution", "country", "archetype"):
            given = getattr(program, field) is not None
            if given and program.kind is ProgramKind.ARCHETYPE:
                yield at.problem(
                    "programs", program.id, (field,), "does not belong to an archetype", "Remove it"
                )
            if not given and program.kind is ProgramKind.COURSE:
                yield at.problem(
                    "programs", program.id, (field,), "is missing", "Add it: every course has one"
                )


def whole_lists(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Only a module list that is there and dated may be called complete, because only such a list can close a door."""
    for program in knowledge.programs:
        if not program.modules_complete:
            continue
        if not program.modules:
            what = "is true, but there are no modules"
            yield at.problem("programs", program.id, ("modules_complete",), what, "Add them, or write false")
        if not (program.as_of or _may_be_undated(program, knowledge)):
            what = "is true, but nothing says of which year"
            mend = "Add as_of; it may only be left out where the source of the list is 'undated'"
            yield at.problem("programs", program.id, ("modules_complete",), what, mend)


def _may_be_undated(program: Program, knowledge: Knowledge) -> bool:
    return (
        program.kind is ProgramKind.ARCHETYPE
        or knowledge.source[program.modules_source].date.casefold() == "undated"
    )


def no_vendor_as_fact(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """What somebody says who sells something stands among the claims, never among the facts, the outlook or the pay."""
    vendors = {source.id for source in knowledge.sources if source.kind is SourceKind.VENDOR}
    for reference in references(knowledge):
        if reference.target in vendors and (
            reference.table == "pay" or reference.path[0] in ("facts", "outlook")
        ):
            what = f"rests on a vendor ({reference.target})"
            mend = "Move it to claims or conflicts, or find another source"
            yield at.problem(reference.table, reference.record, reference.path, what, mend)


def pay_told_whole(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Pay comes as a median, or as a mean with a note why; with its spread on both sides, its year, its place and who is counted."""
    for pay in knowledge.pay:
        for field, what, mend in _pay_faults(pay):
            yield at.problem("pay", pay.id, (field,), what, mend)


def _pay_faults(pay: Pay) -> Iterator[tuple[str, str, str]]:
    if pay.median is None and pay.mean is None:
        yield "median", "is missing", "Add the median, or a mean with a note that says why there is none"
    if pay.median is None and pay.mean is not None and pay.note is None:
        yield "mean", "stands alone", "Add a note that says why there is no median and what a mean hides"
    for end in ("low", "high"):
        if (getattr(pay, end) is None) != (getattr(pay, f"{end}_is") is None):
            yield end, f"and {end}_is belong together", f"Say what '{end}' is, such as '10th percentile'"
    if pay.high is not None and pay.low is None:
        yield "high", "is a lone maximum", "Add the low end of the same spread, or remove it"
    middle = pay.median or pay.mean or 0
    if not (pay.low or 0) <= middle <= (pay.high or middle):
        yield "low", "low, middle and high are not in order", "Correct the figure that is wrong"


def plausible_dates(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """Every date names a year that can be true, or says 'undated'."""
    latest = datetime.now(tz=UTC).year + 1
    mend = f"Write a year from {OLDEST_YEAR} to {latest} as printed, or 'undated'"
    for source in knowledge.sources:
        if not _plausible(source.date, latest):
            yield at.problem("sources", source.id, ("date",), f"'{short(source.date)}' cannot be right", mend)
    for pay in knowledge.pay:
        if not _plausible(pay.year, latest):
            yield at.problem("pay", pay.id, ("year",), f"'{short(pay.year)}' cannot be right", mend)
    for program in knowledge.programs:
        if program.as_of and program.as_of > latest:
            what = f"{program.as_of} has not come yet"
            yield at.problem("programs", program.id, ("as_of",), what, "Write the year the list describes")


def _plausible(date: str, latest: int) -> bool:
    years = [int(year) for year in _YEAR.findall(date)]
    return date.casefold() == "undated" or (bool(years) and OLDEST_YEAR <= min(years) <= latest)


def needs_cited(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """What a role needs rests on at least one source."""
    for role in knowledge.roles:
        if not role.needs_source:
            yield at.problem(
                "roles", role.id, ("needs_source",), "names no source", "Say where the needs come from"
            )


def real_choices(knowledge: Knowledge, at: Places) -> Iterator[Problem]:
    """No choice of topics holds one that the role cannot do without: there would be nothing to choose."""
    for role in knowledge.roles:
        for ordinal, group in enumerate(role.any_of):
            for topic in set(group).intersection(role.all_of):
                what = f"'{topic}' stands in all_of too, so the choice is made"
                yield at.problem(
                    "roles", role.id, ("any_of", ordinal), what, "Keep it in one of the two places"
                )
