"""The laws of the knowledge base: each yields every breach of it. What a law means stands in its docstring.

`INTEGRITY` is what the program relies on, so an overlay is held to it at loading; `EDITORIAL` makes the base good. The laws
that need scoring stand at the end of `advice/scoring.py`; `degreepath data lint` applies all of them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from difflib import get_close_matches

from degreepath.knowledge.find import find_program, find_role
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import TABLES, Draft
from degreepath.knowledge.model import Listed, ModuleStatus, Pay, ProgramKind
from degreepath.knowledge.problem import Breach, Problem, one_of, short
from degreepath.knowledge.references import Reference, references
from degreepath.knowledge.vocabulary import SourceKind

Law = Callable[[Knowledge], Iterator[Breach]]

RECORDS = {
    "interests": (4, 50),
    "topics": (1, 500),
    "questions": (1, 500),
    "roles": (3, 60),
    "programs": (2, 300),
}
MOST_MODULES = 500
ARCHETYPES = 2
WANTS, TEACHES = (2, 6), (2, 10)
MUSTS, HELPS = (1, 3), (2, 6)
QUESTIONS_AN_INTEREST = 2
REVERSED = 0.10, 0.30
OLDEST_YEAR = 1950
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def known_ids(knowledge: Knowledge) -> Iterator[Breach]:
    """Whatever a record names exists."""
    known = {table: {record.id for record in getattr(knowledge, table)} for table in TABLES}
    for reference in references(knowledge):
        if reference.target not in known[reference.kind]:
            what = f"there is no {one_of(reference.kind)} '{short(reference.target)}'"
            near = get_close_matches(reference.target, sorted(known[reference.kind]), n=1)
            mend = f"Did you mean '{near[0]}'" if near else f"Add it, or name another of the {reference.kind}"
            yield Breach(reference.table, reference.record, reference.field, what, mend)
    archetypes = {program.id for program in knowledge.archetypes}
    for course in knowledge.courses:
        if course.archetype in known["programs"] - archetypes:
            mend = f"Name one of {', '.join(sorted(archetypes))}"
            yield Breach("programs", course.id, "archetype", "is no general degree", mend)
    for program in knowledge.programs:
        groups = {group.id for group in program.groups}
        for module in program.modules:
            if module.group and module.group not in groups:
                what = f"'{short(module.title)}' stands in the group '{module.group}', which is not there"
                yield Breach("programs", program.id, "modules.group", what, "Add the group to 'groups'")


def enough_to_score(knowledge: Knowledge) -> Iterator[Breach]:
    """There are two general degrees to decide between, enough of the rest to decide by, and not too much of anything."""
    for table, (fewest, most) in RECORDS.items():
        count = len(getattr(knowledge, table))
        if not fewest <= count <= most:
            yield Breach(table, "", "", f"has {count:,} records", f"Have {fewest} to {most:,}")
    if len(knowledge.archetypes) != ARCHETYPES:
        what = f"has {len(knowledge.archetypes)} of kind 'archetype'"
        yield Breach("programs", "", "", what, f"Have exactly {ARCHETYPES}: the two general degrees")
    for program in knowledge.programs:
        if len(program.modules) > MOST_MODULES:
            what = f"has {len(program.modules):,} modules"
            yield Breach("programs", program.id, "modules", what, f"Have at most {MOST_MODULES}")
    for axis in ("creative_technical", "design_operate"):
        if len({getattr(interest, axis) for interest in knowledge.interests}) == 1:
            what = f"all have the same {axis}"
            yield Breach("interests", "", "", what, "Say where each one lies, from -1 to 1")


def clear_profiles(knowledge: Knowledge) -> Iterator[Breach]:
    """A role wants, and a program teaches, a few of the interests: neither none nor nearly all; a role has one to three musts."""
    most = len(knowledge.interests) - 1
    counted = [("programs", p.id, "teaches", len(p.teaches), TEACHES) for p in knowledge.programs]
    for role in knowledge.roles:
        counted.append(("roles", role.id, "wants", len(role.wants), WANTS))
        counted.append(("roles", role.id, "must", len(role.must), MUSTS))
        counted.append(("roles", role.id, "helps", len(role.helps), HELPS))
        for topic in {topic for group in role.must for topic in group}.intersection(role.helps):
            what = f"'{topic}' stands in must and in helps"
            yield Breach("roles", role.id, "helps", what, "Keep it in one of the two")
    for table, record, field, count, (low, high) in counted:
        if not low <= count <= min(high, most):
            yield Breach(table, record, field, f"names {count}", f"Name {low} to {min(high, most)}")


def all_used(knowledge: Knowledge) -> Iterator[Breach]:
    """Every source is cited somewhere; every topic joins something: a role needs it and a module teaches it."""
    used = {(r.kind, r.table, r.target) for r in references(knowledge)}
    cited = {target for kind, _, target in used if kind == "sources"}
    for source in knowledge.sources:
        if source.id not in cited:
            yield Breach("sources", source.id, "", "is cited nowhere", "Cite it, or remove it")
    for topic in knowledge.topics:
        if ("topics", "roles", topic.id) not in used:
            mend = "Name it in a role's must or helps, or remove it"
            yield Breach("topics", topic.id, "", "is needed by no role", mend)
        if ("topics", "programs", topic.id) not in used:
            mend = "Give it to a module, or remove it"
            yield Breach("topics", topic.id, "", "is taught by no module", mend)


def even_questions(knowledge: Knowledge) -> Iterator[Breach]:
    """Every interest is asked about at least twice and as often as the others; about a fifth of the questions are turned round.

    Only then does the same answer to all of them say nothing.
    """
    asked = Counter(question.interest for question in knowledge.questions)
    wanted = max(min(asked[interest.id] for interest in knowledge.interests), QUESTIONS_AN_INTEREST)
    for interest in knowledge.interests:
        if asked[interest.id] != wanted:
            what = f"has {asked[interest.id]} questions, another interest {wanted}"
            mend = f"Have {wanted} for each interest: replace one by using its id"
            yield Breach("interests", interest.id, "", what, mend)
    turned, count = sum(question.reverse for question in knowledge.questions), len(knowledge.questions)
    if not REVERSED[0] <= turned / max(count, 1) <= REVERSED[1]:
        mend = f"Have about a fifth ({REVERSED[0]:.0%} to {REVERSED[1]:.0%}) with 'reverse = true'"
        yield Breach("questions", "", "", f"has {turned} of {count} turned round", mend)


def no_text_twice(knowledge: Knowledge) -> Iterator[Breach]:
    """No question, and no name or description of the same kind, is written twice."""
    fields = dict.fromkeys(("interests", "topics", "programs"), ("name", "about"))
    for table, names in {**fields, "questions": ("text",), "roles": ("name", "work", "suits")}.items():
        for name in names:
            first: dict[str, str] = {}
            for record in getattr(knowledge, table):
                text = getattr(record, name).casefold()
                if text in first:
                    mend = "Say what is different, or remove one"
                    yield Breach(table, record.id, name, f"says the same as '{first[text]}'", mend)
                first.setdefault(text, record.id)


def names_lead_home(knowledge: Knowledge) -> Iterator[Breach]:
    """Every name and alias of a program or role finds that very record."""
    kinds = (("programs", knowledge.programs, find_program), ("roles", knowledge.roles, find_role))
    for table, records, find in kinds:
        for record in records:
            for field, name in (("name", record.name), *(("aliases", alias) for alias in record.aliases)):
                found = find(knowledge, name).id
                if found != record.id:
                    mend = "Give one of the two another name"
                    yield Breach(table, record.id, field, f"'{short(name)}' finds '{found}'", mend)


def program_fields(knowledge: Knowledge) -> Iterator[Breach]:
    """A course says where it is and which general degree it is nearest to; a general degree is nowhere and says what it rests on."""
    for program in knowledge.programs:
        for field in ("institution", "country", "archetype"):
            given = getattr(program, field)
            if given and program.kind is ProgramKind.ARCHETYPE:
                yield Breach("programs", program.id, field, "does not belong to an archetype", "Remove it")
            if not given and program.kind is ProgramKind.COURSE:
                yield Breach("programs", program.id, field, "is missing", "Add it: every course has one")
        for module in program.modules:
            if program.kind is ProgramKind.ARCHETYPE and not module.because:
                what = f"'{short(module.title)}' does not say what it rests on"
                mend = "Cite the article, or the count of real courses"
                yield Breach("programs", program.id, "modules.because", what, mend)
            if module.group and module.status is not ModuleStatus.ELECTIVE:
                what = f"'{short(module.title)}' is {module.status} but stands in a group of electives"
                mend = "Remove the group, or make it an elective"
                yield Breach("programs", program.id, "modules.group", what, mend)


def honest_lists(knowledge: Knowledge) -> Iterator[Breach]:
    """A list with no modules is 'none', and only a dated list (or one whose source is undated) may be called whole or compulsory."""
    for program in knowledge.programs:
        if bool(program.modules) == (program.listed is Listed.NONE):
            what = f"is '{program.listed}', with {len(program.modules)} modules"
            mend = "Write 'none' for a list without modules, and for no other"
            yield Breach("programs", program.id, "listed", what, mend)
        date = knowledge.source[program.modules_source].date.casefold()
        undated = program.kind is ProgramKind.ARCHETYPE or "undated" in date
        if program.listed in {Listed.WHOLE, Listed.COMPULSORY} and not (program.as_of or undated):
            what = f"is '{program.listed}', but nothing says of which year"
            mend = "Add as_of; only a source that is 'undated' may go without"
            yield Breach("programs", program.id, "listed", what, mend)


def no_vendor_as_fact(knowledge: Knowledge) -> Iterator[Breach]:
    """What somebody says who sells something stands among the claims, never among the facts, the outlook, outcomes or pay."""
    vendors = {source.id for source in knowledge.sources if source.kind is SourceKind.VENDOR}
    for reference in references(knowledge):
        if reference.target in vendors and _as_fact(reference):
            what = f"rests on a vendor ({reference.target})"
            mend = "Move it to claims, or find another source"
            yield Breach(reference.table, reference.record, reference.field, what, mend)


def _as_fact(reference: Reference) -> bool:
    return reference.table in {"pay", "outcomes"} or reference.field.split(".")[0] in {"facts", "outlook"}


def pay_told_whole(knowledge: Knowledge) -> Iterator[Breach]:
    """Pay comes as a median, or as a mean with a note why; with its spread on both sides, its year, its place and who is counted."""
    for pay in knowledge.pay:
        for field, what, mend in _pay_faults(pay):
            yield Breach("pay", pay.id, field, what, mend)


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
    if (pay.openings or pay.usual_entry) and not pay.projections:
        yield "projections", "is missing", "Name the source of openings and usual_entry"


def plausible_dates(knowledge: Knowledge) -> Iterator[Breach]:
    """Every date names a year that can be true, or says 'undated'."""
    latest = datetime.now(tz=UTC).year + 1
    dated = [("sources", record.id, "date", record.date) for record in knowledge.sources]
    dated += [("pay", record.id, "year", record.year) for record in knowledge.pay]
    dated += [
        ("programs", record.id, "as_of", str(record.as_of)) for record in knowledge.programs if record.as_of
    ]
    for table, record_id, field, date in dated:
        years = [int(year) for year in _YEAR.findall(date)]
        if date.casefold() != "undated" and not (years and OLDEST_YEAR <= min(years) <= latest):
            mend = f"Write a year from {OLDEST_YEAR} to {latest} as printed, or 'undated'"
            yield Breach(table, record_id, field, f"'{short(date)}' cannot be right", mend)


INTEGRITY: tuple[Law, ...] = (known_ids, enough_to_score, clear_profiles)
EDITORIAL: tuple[Law, ...] = (
    all_used,
    even_questions,
    no_text_twice,
    names_lead_home,
    program_fields,
    honest_lists,
    no_vendor_as_fact,
    pay_told_whole,
    plausible_dates,
)


def unusable(draft: Draft) -> list[Problem]:
    """Return what makes the records unusable, once their shape is right."""
    return _apply(INTEGRITY, draft)


def lint(draft: Draft, more: Iterable[Law] = ()) -> tuple[list[Problem], bool]:
    """Return everything wrong with what was read, and whether all laws could be tried.

    `EDITORIAL` and `more` need a base that can be used, so they are not tried on one that cannot.
    """
    problems = draft.problems or unusable(draft)
    return (problems, False) if problems else (_apply((*EDITORIAL, *more), draft), True)


def _apply(laws: Iterable[Law], draft: Draft) -> list[Problem]:
    knowledge = draft.knowledge
    found = (draft.located(breach) for law in laws for breach in law(knowledge))
    return sorted(found, key=lambda problem: (problem.file, problem.line or 0))
