"""Each law broken on purpose, in a record of ours changed for the test: the law says so, and where."""

from collections.abc import Iterator
from typing import Any

import pytest

from degreepath.knowledge import Knowledge, laws, references
from degreepath.knowledge.laws import EDITORIAL, INTEGRITY, Law
from degreepath.knowledge.load import lint, load_knowledge, read_draft
from degreepath.knowledge.model import Listed, Module, ModuleStatus

OURS = load_knowledge()
COURSE, ROLE = OURS.courses[0], OURS.roles[0]
VENDOR = next(source.id for source in OURS.sources if source.kind == "vendor")


def base(**tables: Any) -> Knowledge:
    """Return our base with some of its tables replaced."""
    fields = {name: getattr(OURS, name) for name in Knowledge.model_fields}
    return Knowledge.model_construct(**{**fields, **tables})


def with_record(table: str, record: Any, **changes: Any) -> Knowledge:
    """Return our base with one record changed."""
    changed = record.model_copy(update=changes)
    return base(**{table: tuple(changed if one is record else one for one in getattr(OURS, table))})


def course(**changes: Any) -> Knowledge:
    return with_record("programs", COURSE, **changes)


def role(**changes: Any) -> Knowledge:
    return with_record("roles", ROLE, **changes)


def pay(**changes: Any) -> Knowledge:
    return with_record("pay", OURS.pay[0], **changes)


def module(**fields: Any) -> Module:
    return Module(**({"title": "New", "because": "x"} | fields))


def cases() -> Iterator[tuple[Law, Knowledge, str, str, str]]:  # noqa: PLR0915 - a list of cases, one a line
    """Yield law, broken base, the record that is named ('' for a table), its field and what is said."""
    fact = COURSE.award_note or OURS.roles[0].way_in
    archetype = OURS.archetypes[0]
    yield laws.known_ids, role(needs_source=("nope",)), ROLE.id, "needs_source", "there is no source 'nope'"
    yield laws.known_ids, role(wants={"mixin": 3, "picture": 1}), ROLE.id, "wants", "no interest 'mixin'"
    yield laws.known_ids, role(must=(("nope",),)), ROLE.id, "must", "there is no topic 'nope'"
    yield (
        laws.known_ids,
        course(facts=(fact.model_copy(update={"source": "nope"}),)),
        COURSE.id,
        "facts.source",
        "no source",
    )
    yield laws.known_ids, course(archetype=COURSE.id), COURSE.id, "archetype", "is no general degree"
    grouped = module(status=ModuleStatus.ELECTIVE, group="gone")
    yield laws.known_ids, course(modules=(grouped,)), COURSE.id, "modules.group", "stands in the group 'gone'"
    yield laws.enough_to_score, base(roles=OURS.roles[:2]), "", "", "has 2 records"
    yield laws.enough_to_score, base(programs=OURS.courses), "", "", "has 0 of kind 'archetype'"
    flat = tuple(i.model_copy(update={"design_operate": 0.0}) for i in OURS.interests)
    yield laws.enough_to_score, base(interests=flat), "", "", "all have the same design_operate"
    yield laws.clear_profiles, role(wants={"picture": 1}), ROLE.id, "wants", "names 1"
    yield laws.clear_profiles, role(must=()), ROLE.id, "must", "names 0"
    yield laws.clear_profiles, role(helps=("cpp",)), ROLE.id, "helps", "names 1"
    yield (
        laws.clear_profiles,
        role(must=(("cpp",),), helps=("cpp", "dsp")),
        ROLE.id,
        "helps",
        "'cpp' stands in must and in helps",
    )
    yield laws.clear_profiles, course(teaches={"picture": 1}), COURSE.id, "teaches", "names 1"
    unused = OURS.sources[0].model_copy(update={"id": "unused"})
    yield laws.all_used, base(sources=(*OURS.sources, unused)), "unused", "", "is cited nowhere"
    spare = OURS.topics[0].model_copy(update={"id": "spare"})
    yield laws.all_used, base(topics=(*OURS.topics, spare)), "spare", "", "is needed by no role"
    yield laws.all_used, base(topics=(*OURS.topics, spare)), "spare", "", "is taught by no module"
    yield (
        laws.even_questions,
        base(questions=OURS.questions[1:]),
        OURS.questions[0].interest,
        "",
        "has 1 questions",
    )
    plain = tuple(q.model_copy(update={"reverse": False}) for q in OURS.questions)
    yield laws.even_questions, base(questions=plain), "", "", "turned round"
    yield laws.no_text_twice, role(work=OURS.roles[1].work), OURS.roles[1].id, "work", "says the same as"
    yield (
        laws.names_lead_home,
        role(aliases=(OURS.roles[1].name,)),
        OURS.roles[1].id,
        "name",
        f"finds '{ROLE.id}'",
    )
    yield laws.program_fields, course(country=None), COURSE.id, "country", "is missing"
    yield (
        laws.program_fields,
        with_record("programs", archetype, country="UK"),
        archetype.id,
        "country",
        "does not belong",
    )
    bare = (module(because=None),)
    yield (
        laws.program_fields,
        with_record("programs", archetype, modules=bare),
        archetype.id,
        "modules.because",
        "rests on",
    )
    core = (module(group="g"),)
    yield (
        laws.program_fields,
        course(modules=core),
        COURSE.id,
        "modules.group",
        "stands in a group of electives",
    )
    yield laws.honest_lists, course(modules=()), COURSE.id, "listed", "with 0 modules"
    dated = next(
        c
        for c in OURS.courses
        if c.as_of and "undated" not in OURS.source[c.modules_source].date and c.modules
    )
    whole = with_record("programs", dated, listed=Listed.WHOLE, as_of=None)
    yield laws.honest_lists, whole, dated.id, "listed", "nothing says of which year"
    sold = (fact.model_copy(update={"source": VENDOR}),)
    yield laws.no_vendor_as_fact, course(facts=sold), COURSE.id, "facts.source", "rests on a vendor"
    yield laws.no_vendor_as_fact, pay(source=VENDOR), OURS.pay[0].id, "source", "rests on a vendor"
    yield laws.pay_told_whole, pay(median=None, mean=None), OURS.pay[0].id, "median", "is missing"
    yield laws.pay_told_whole, pay(median=None, mean=9, note=None), OURS.pay[0].id, "mean", "stands alone"
    yield laws.pay_told_whole, pay(low_is=None), OURS.pay[0].id, "low", "belong together"
    yield laws.pay_told_whole, pay(low=None, low_is=None), OURS.pay[0].id, "high", "is a lone maximum"
    yield laws.pay_told_whole, pay(median=1), OURS.pay[0].id, "low", "is not in order"
    yield laws.pay_told_whole, pay(openings=5, projections=None), OURS.pay[0].id, "projections", "is missing"
    late = OURS.sources[0].model_copy(update={"date": "2999"})
    yield (
        laws.plausible_dates,
        base(sources=(late, *OURS.sources[1:])),
        OURS.sources[0].id,
        "date",
        "'2999' cannot be right",
    )
    yield laws.plausible_dates, pay(year="soon"), OURS.pay[0].id, "year", "'soon' cannot be right"
    yield laws.plausible_dates, course(as_of=2099), COURSE.id, "as_of", "'2099' cannot be right"


CASES = list(cases())


@pytest.mark.parametrize(
    ("law", "broken", "record", "field", "said"), CASES, ids=[f"{c[0].__name__}: {c[4]}" for c in CASES]
)
def test_a_law_notices_a_breach(law: Law, broken: Knowledge, record: str, field: str, said: str) -> None:
    """Whoever breaks a law is told which record and field, what is wrong and how to mend it."""
    found = [b for b in law(broken) if (b.id, b.field) == (record, field) and said in b.what]
    assert found, list(law(broken))
    assert all(breach.mend for breach in found)


@pytest.mark.parametrize("law", [*INTEGRITY, *EDITORIAL], ids=lambda law: law.__name__)
def test_our_own_base_keeps_every_law(law: Law) -> None:
    """What is shipped breaks no law; a breach is told with file, line and how to mend it."""
    draft = read_draft()
    assert [str(draft.located(breach)) for breach in law(draft.knowledge)] == []


def test_every_law_is_broken_here() -> None:
    """No law is kept only because nothing ever tried it."""
    assert {case[0] for case in CASES} == {*INTEGRITY, *EDITORIAL}


def test_a_breach_is_told_with_file_and_line() -> None:
    """A person who edits the data is led to the line where the record begins."""
    draft = read_draft()
    (said,) = [draft.located(b) for b in laws.known_ids(role(needs_source=("nope",)))]
    assert said.file.endswith("roles.toml")
    line = draft.texts[said.file].splitlines()[(said.line or 0) - 1]
    assert line == f'id = "{ROLE.id}"'


def test_lint_tries_the_rest_only_on_a_base_that_can_be_used() -> None:
    """Where a record has a wrong shape, only that is told; otherwise every law is tried."""
    draft = read_draft()
    assert lint(draft) == ([], True)
    draft.problems.append(draft.located(next(iter(laws.known_ids(role(needs_source=("nope",)))))))
    problems, tried = lint(draft)
    assert (len(problems), tried) == (1, False)


def test_references_reach_into_every_record() -> None:
    """The walk by types reaches modules, facts, conditions, routes, pay and groups of topics."""
    found = {(reference.table, reference.field) for reference in references(OURS)}
    assert {
        ("programs", "modules.topics"), ("programs", "facts.source"), ("programs", "entry.source"), ("programs", "teaches"),
        ("roles", "routes.source"), ("roles", "pay"), ("roles", "must"), ("roles", "helps"), ("pay", "source"),
        ("roles", "listed_for"), ("questions", "interest"),
    } <= found  # fmt: skip
