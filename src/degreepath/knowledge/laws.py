"""The laws of the knowledge base: each yields every breach of it. What a law means stands in its docstring.

`INTEGRITY` is what the program relies on, so an overlay is held to it at loading; `EDITORIAL` makes the base good. The laws
that need doors or scores stand at the end of `advice/doors.py` and `advice/scoring.py`; `degreepath data lint` applies all of them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import get_close_matches

from degreepath.knowledge import TABLES, Breach, Knowledge, Law, one_of, references
from degreepath.knowledge.fields import SourceKind, short
from degreepath.knowledge.find import by_names, name_key
from degreepath.knowledge.model import Listed, ModuleStatus, Program, ProgramKind, Role

FEWEST = {"interests": 4, "topics": 1, "questions": 1, "roles": 3}
WANTS, TEACHES, MUSTS, HELPS = (2, 6), (2, 10), (1, 3), (2, 6)
QUESTIONS_AN_INTEREST = 2
REVERSED = 0.10, 0.30
OLDEST_YEAR = 1950
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def known_ids(knowledge: Knowledge) -> Iterator[Breach]:
    """Whatever a record names exists."""
    known = {table: {record.id for record in getattr(knowledge, table)} for table in TABLES}
    for table, record, field, kind, target in references(knowledge):
        if target not in known[kind]:
            near = get_close_matches(target, sorted(known[kind]), n=1)
            mend = f"Did you mean '{near[0]}'" if near else f"Add it, or name another of the {kind}"
            what = f"there is no {one_of(kind)} '{short(target)}'"
            yield Breach(table, record, field, what, mend)
    archetypes = {program.id for program in knowledge.archetypes}
    for program in knowledge.programs:
        if program.archetype in known["programs"] - archetypes:
            mend = f"Name one of {', '.join(sorted(archetypes))}"
            yield Breach("programs", program.id, "archetype", "is no general degree", mend)
        groups = {None, *(group.id for group in program.groups)}
        for module in (module for module in program.modules if module.group not in groups):
            what = f"'{short(module.title)}' stands in the group '{module.group}', which is not there"
            yield Breach("programs", program.id, "modules.group", what, "Add the group to 'groups'")


def enough_to_score(knowledge: Knowledge) -> Iterator[Breach]:
    """There are two general degrees to decide between, and enough of the rest to decide by."""
    for table, fewest in FEWEST.items():
        count = len(getattr(knowledge, table))
        if count < fewest:
            yield Breach(table, "", "", f"has {count} records", f"Have {fewest} or more")
    if (count := len(knowledge.archetypes)) != 2:
        yield Breach("programs", "", "", f"has {count} of kind 'archetype'", "Have two: the general degrees")
    for axis in ("creative_technical", "design_operate"):
        if len({getattr(interest, axis) for interest in knowledge.interests}) == 1:
            mend = "Say where each one lies, from -1 to 1"
            yield Breach("interests", "", "", f"all have the same {axis}", mend)


def clear_profiles(knowledge: Knowledge) -> Iterator[Breach]:
    """A role wants, and a program teaches, a few of the interests: neither none nor nearly all; a role has one to three musts."""
    counted: list[tuple[str, Program | Role, str, tuple[int, int]]]
    counted = [("programs", p, "teaches", TEACHES) for p in knowledge.programs]
    for field, limits in (("wants", WANTS), ("must", MUSTS), ("helps", HELPS)):
        counted += [("roles", role, field, limits) for role in knowledge.roles]
    for table, record, field, (low, high) in counted:
        count, most = len(getattr(record, field)), min(high, len(knowledge.interests) - 1)
        if not low <= count <= most:
            yield Breach(table, record.id, field, f"names {count}", f"Name {low} to {most}")
    for role in knowledge.roles:
        for topic in {topic for group in role.must for topic in group}.intersection(role.helps):
            what = f"'{topic}' stands in must and in helps"
            yield Breach("roles", role.id, "helps", what, "Keep it in one of the two")


def all_used(knowledge: Knowledge) -> Iterator[Breach]:
    """Every source is cited somewhere; every topic joins something: a role needs it and a module teaches it."""
    links = tuple(references(knowledge))
    cited = {link.target for link in links if link.kind == "sources"}
    for source in knowledge.sources:
        if source.id not in cited:
            yield Breach("sources", source.id, "", "is cited nowhere", "Cite it, or remove it")
    for table, what in (("roles", "is needed by no role"), ("programs", "is taught by no module")):
        used = {link.target for link in links if (link.kind, link.table) == ("topics", table)}
        for topic in knowledge.topics:
            if topic.id not in used:
                yield Breach("topics", topic.id, "", what, f"Name it in one of the {table}, or remove it")


def even_questions(knowledge: Knowledge) -> Iterator[Breach]:
    """Every interest is asked about at least twice and as often as the others; about a fifth of the questions are turned round.

    Only then does the same answer to all of them say nothing.
    """
    asked = Counter(question.interest for question in knowledge.questions)
    wanted = max(min(asked[interest.id] for interest in knowledge.interests), QUESTIONS_AN_INTEREST)
    for interest in knowledge.interests:
        if (count := asked[interest.id]) != wanted:
            mend = f"Have {wanted} for each interest: replace one by using its id"
            yield Breach("interests", interest.id, "", f"has {count} questions, others {wanted}", mend)
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
                same = first.setdefault(getattr(record, name).casefold(), record.id)
                if same != record.id:
                    mend = "Say what is different, or remove one"
                    yield Breach(table, record.id, name, f"says the same as '{same}'", mend)


def names_lead_home(knowledge: Knowledge) -> Iterator[Breach]:
    """Every name and alias of a program or role finds that very record."""
    for table, records in (("programs", knowledge.programs), ("roles", knowledge.roles)):
        found = by_names(records)
        for record in records:
            for name in (record.name, *record.aliases):
                if (home := found[name_key(name)].id) != record.id:
                    what = f"'{short(name)}' finds '{home}'"
                    yield Breach(table, record.id, "name", what, "Give one of the two another name")


def program_fields(knowledge: Knowledge) -> Iterator[Breach]:
    """A course says where it is and which general degree it is nearest to; a general degree is nowhere and says what it rests on."""
    for program in knowledge.programs:
        general = program.kind is ProgramKind.ARCHETYPE
        for field in ("institution", "country", "archetype"):
            if general == bool(getattr(program, field)):
                what = "does not belong to an archetype" if general else "is missing"
                mend = "Remove it" if general else "Add it: every course has one"
                yield Breach("programs", program.id, field, what, mend)
        for module in program.modules:
            if general and not module.because:
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
        undated = "undated" in knowledge.source[program.modules_source].date.casefold()
        dated = program.as_of or undated or program.kind is ProgramKind.ARCHETYPE
        if program.listed in {Listed.WHOLE, Listed.COMPULSORY} and not dated:
            what = f"is '{program.listed}', but nothing says of which year"
            mend = "Add as_of; only a source that is 'undated' may go without"
            yield Breach("programs", program.id, "listed", what, mend)


def no_vendor_as_fact(knowledge: Knowledge) -> Iterator[Breach]:
    """What somebody says who sells something stands among the claims, never among the facts, the outlook, outcomes or pay."""
    vendors = {source.id for source in knowledge.sources if source.kind is SourceKind.VENDOR}
    for table, record, field, _, target in references(knowledge):
        as_fact = table in {"pay", "outcomes"} or field.split(".")[0] in {"facts", "outlook"}
        if as_fact and target in vendors:
            mend = "Move it to claims, or find another source"
            yield Breach(table, record, field, f"rests on a vendor ({target})", mend)


def pay_told_whole(knowledge: Knowledge) -> Iterator[Breach]:
    """Pay comes as a median, or as a mean with a note why; with its spread on both sides, its year, its place and who is counted."""
    for pay in knowledge.pay:
        low, high, median, mean = pay.low, pay.high, pay.median, pay.mean
        middle = median or mean or 0
        projected = pay.openings or pay.usual_entry
        faults = [
            (median is None and mean is None, "median", "is missing", "Add it, or a mean and in a note why"),
            (median is None and mean and not pay.note, "mean", "stands alone", "Say why in a note"),
            ((low is None) == bool(pay.low_is), "low", "and low_is belong together", "Say what it is"),
            ((high is None) == bool(pay.high_is), "high", "and high_is belong together", "Say what it is"),
            (high is not None and low is None, "high", "is a lone maximum", "Add the low end, or remove it"),
            (not (low or 0) <= middle <= (high or middle), "low", "is not in order", "Correct low or high"),
            (projected and not pay.projections, "projections", "is missing", "Name the source of openings"),
        ]
        yield from (Breach("pay", pay.id, *fault) for found, *fault in faults if found)


def plausible_dates(knowledge: Knowledge) -> Iterator[Breach]:
    """Every date names a year that can be true, or says 'undated'."""
    latest = datetime.now(tz=UTC).year + 1
    dated = [("sources", source.id, "date", source.date) for source in knowledge.sources]
    dated += [("pay", pay.id, "year", pay.year) for pay in knowledge.pay]
    dated += [("programs", p.id, "as_of", str(p.as_of or "undated")) for p in knowledge.programs]
    for table, record, field, date in dated:
        years = [int(year) for year in _YEAR.findall(date)]
        if date.casefold() != "undated" and not (years and OLDEST_YEAR <= min(years) <= latest):
            mend = f"Write a year from {OLDEST_YEAR} to {latest} as printed, or 'undated'"
            yield Breach(table, record, field, f"'{short(date)}' cannot be right", mend)


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
