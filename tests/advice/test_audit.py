"""The door audit, held against a brute-force reading of the rules."""

from dataclasses import astuple
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from degreepath.advice.audit import BEST_FIRST, General, audit, general_questions, rests_on_introductions
from degreepath.advice.coverage import Viability
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.program import Module, ModuleStatus, Program, ProgramKind
from degreepath.knowledge.record import Fact
from degreepath.knowledge.role import Role

KNOWLEDGE = load_knowledge()
TOPICS = tuple("abcdefg")


def role(*needs: tuple[str, ...], name: str = "r") -> Role:
    return KNOWLEDGE.roles[0].model_copy(update={"id": name, "all_of": (), "any_of": needs})


def program(*modules: Module, complete: bool = True, slots: int | None = None, **more: object) -> Program:
    fields = {
        "id": "p", "name": "P", "kind": ProgramKind.COURSE, "about": "x", "award": "x", "teaches": {}, "modules": modules,
        "modules_complete": complete, "elective_slots": slots, "modules_source": "x", **more,
    }  # fmt: skip
    return Program.model_validate(fields)


def module(title: str, status: str, *topics: str) -> Module:
    return Module(title=title, status=ModuleStatus(status), topics=topics)


def one(of: Program, wanted: Role, unclear: tuple[tuple[str, tuple[str, ...]], ...] = ()):
    return audit(of, (wanted,), unclear).roles[0]


some_topics = st.lists(st.sampled_from(TOPICS), min_size=1, max_size=3, unique=True)
some_modules = st.lists(st.tuples(st.sampled_from(["core", "elective", "intro"]), some_topics), max_size=7)
some_needs = st.lists(some_topics.map(tuple), min_size=1, max_size=4)


def smallest_size(of: Program, needs: list[tuple[str, ...]]) -> int | None:
    """Try every set of electives: the size of the smallest that, with the core, meets every need."""
    core = set(chain.from_iterable(m.topics for m in of.modules if m.status is ModuleStatus.CORE))
    electives = [m for m in of.modules if m.status is ModuleStatus.ELECTIVE]
    for size in range(len(electives) + 1):
        for chosen in combinations(electives, size):
            known = core.union(*(m.topics for m in chosen))
            if all(known.intersection(need) for need in needs):
                return size
    return None


@given(some_modules, some_needs, st.none() | st.integers(0, 3))
def test_the_smallest_set_of_electives_is_smallest(
    rows: list[tuple[str, list[str]]], needs: list[tuple[str, ...]], slots: int | None
) -> None:
    """The electives named really open the role, no smaller set does, and what needs more than the slots is said to."""
    of = program(*(module(f"m{i}", status, *topics) for i, (status, topics) in enumerate(rows)), slots=slots)
    found, best = one(of, role(*needs)), smallest_size(of, needs)
    named = found.electives or found.beyond
    assert len(named) == (best or 0)
    known = {t for m in of.modules if m.status is ModuleStatus.CORE or m.title in named for t in m.topics}
    assert best is None or all(known.intersection(need) for need in needs)
    assert found.within_slots is (best is None or slots is None or best <= slots)
    assert not (found.electives and found.beyond)


@given(some_modules, some_needs, st.booleans())
def test_every_verdict_follows_from_the_modules(
    rows: list[tuple[str, list[str]]], needs: list[tuple[str, ...]], complete: bool
) -> None:
    """Covered means core modules for every need; possible, electives; not covered only ever comes from a complete list."""
    of = program(
        *(module(f"m{i}", status, *topics) for i, (status, topics) in enumerate(rows)), complete=complete
    )
    found, best = one(of, role(*needs)), smallest_size(of, needs)
    if best is not None:
        assert found.viability is (Viability.COVERED if best == 0 else Viability.POSSIBLE)
    else:
        assert found.viability is (Viability.NOT_COVERED if complete else Viability.UNKNOWN)
    assert complete or not found.missing
    assert not complete or not found.unknown
    for need in found.needs:
        assert all(set(need.topics) & set(m.topics) for m in need.modules)


def test_the_modules_behind_a_verdict_are_named_surest_first() -> None:
    """For each need the audit names the modules that teach it, compulsory ones before electives and introductions."""
    of = program(
        module("I", "intro", "a"),
        module("E", "elective", "a"),
        module("C", "core", "a"),
        module("X", "core", "b"),
    )
    need = one(of, role(("a",))).needs[0]
    assert ([m.title for m in need.modules], need.strength) == (["C", "E", "I"], 1.0)


def test_more_electives_than_slots_is_said_plainly() -> None:
    """Two electives are needed and one may be taken: no set is offered as if it could be taken."""
    of = program(module("A", "elective", "a"), module("B", "elective", "b"), slots=1)
    found = one(of, role(("a",), ("b",)))
    assert (found.electives, found.beyond, found.within_slots, found.slots) == ((), ("A", "B"), False, 1)


def test_the_nearer_door_comes_first() -> None:
    """Of roles equally viable, one that the student's electives can open comes first, then the one that lacks least."""
    of = program(
        module("A", "elective", "a"), module("B", "elective", "b"), module("C", "intro", "c"), slots=1
    )
    both, single = role(("a",), ("b",), name="both"), role(("b",), name="single")
    far, near = role(("c",), ("d",), name="far"), role(("a",), ("d",), name="near")
    ranked = [entry.role for entry in audit(of, (far, near, both, single)).roles]
    assert ranked == ["single", "both", "near", "far"]


def test_what_else_one_must_choose_is_named_for_unknown_roles() -> None:
    """Where one topic is unknown, the electives needed for the others are named all the same."""
    of = program(module("A", "elective", "a"), complete=False)
    found = one(of, role(("a",), ("b",)))
    assert (found.viability, found.unknown, found.towards) == (Viability.UNKNOWN, ("b",), ("A",))
    opened = one(of, role(("a",)))
    assert (opened.viability, opened.electives, opened.towards) == (Viability.POSSIBLE, ("A",), ())
    both = role(("a",)).model_copy(update={"all_of": ("b",)})
    assert one(of, both).towards == ("A",)


def test_an_unclear_title_keeps_a_door_from_being_closed() -> None:
    """In a complete list, a title that may teach the missing topic makes it unknown; for another topic it stays closed."""
    of = program(module("Programming", "core"))
    unclear = (("Programming", ("a",)),)
    assert one(of, role(("a",)), unclear).viability is Viability.UNKNOWN
    assert one(of, role(("a",)), unclear).unknown == ("a",)
    assert one(of, role(("a",), ("b",)), unclear).viability is Viability.NOT_COVERED
    assert one(of, role(("a",), ("b",)), unclear).missing == ("a", "b")
    either = one(of, role(("a", "b")), unclear)
    assert (either.viability, either.unknown, either.missing) == (Viability.UNKNOWN, ("a",), ("b",))
    beside = one(program(module("C", "core", "c"), *of.modules), role(("c",), ("a",)), unclear)
    assert beside.viability is Viability.UNKNOWN
    question = audit(of, (role(("a",)),), unclear).questions[0]
    assert (question.topics, question.titles) == (("a",), ("Programming",))


def test_an_introduction_is_asked_about_not_lost() -> None:
    """A topic that is only introduced in an incomplete list becomes a question whether it goes further."""
    found = audit(program(module("I", "intro", "a"), complete=False), (role(("a",)),))
    assert found.roles[0].introduced == ("a",)
    assert found.questions[0].introduced


def test_only_what_decides_is_asked() -> None:
    """Nobody is sent to ask for a topic that the course teaches anyway, nor about roles that are open already."""
    of = program(module("C", "core", "a"), complete=False)
    opened, unknown = role(("a",), name="opened"), role(("a", "b"), ("c",), name="unknown")
    questions = audit(of, (opened, unknown)).questions
    assert [(q.topics, q.roles, q.introduced) for q in questions] == [(("c",), ("unknown",), False)]


def test_questions_that_decide_most_roles_come_first() -> None:
    """One question covers all the roles that hang on it, and the weightiest comes first."""
    wanted = (role(("a",), name="x"), role(("b",), name="y"), role(("b",), name="z"))
    questions = audit(program(complete=False), wanted).questions
    assert [(q.topics, q.roles) for q in questions] == [(("b",), ("y", "z")), (("a",), ("x",))]


@pytest.mark.parametrize("of", KNOWLEDGE.programs, ids=lambda of: of.id)
def test_real_programs_are_ranked_and_never_closed_by_an_incomplete_list(of: Program) -> None:
    """For every program the best roles stand first, and only a complete list says not covered."""
    found = audit(of, KNOWLEDGE.roles).roles
    order = [BEST_FIRST.index(entry.viability) for entry in found]
    assert order == sorted(order)
    assert len(found) == len(KNOWLEDGE.roles)
    assert of.modules_complete or Viability.NOT_COVERED not in {entry.viability for entry in found}


def test_roles_keep_the_order_in_which_they_were_asked_for() -> None:
    """Whoever names roles gets them in that order."""
    of, wanted = KNOWLEDGE.program["production"], tuple(reversed(KNOWLEDGE.roles))
    assert [entry.role for entry in audit(of, wanted, ranked=False).roles] == [entry.id for entry in wanted]


def test_general_questions_are_those_nothing_recorded_answers() -> None:
    """A course whose facts name fees is not asked about cost; one of which nothing is known is asked everything."""
    assert general_questions(program()) == tuple(General)
    told = program(
        facts=(
            Fact(text="The fees are 100 a year.", source="x"),
            Fact(text="Accredited by JAMES.", source="x"),
        ),
        entry=({"kind": "portfolio", "text": "Two songs.", "source": "x"},),
    )
    assert general_questions(told) == (General.STUDIO, General.PLACEMENT)
    assert audit(told, ()).general == general_questions(told)


def test_an_introductory_title_alone_is_noticed() -> None:
    """'Introduction to Acoustics' counts as listed, but the audit can say that it is only an introduction by name."""
    needs = one(program(module("Introduction to A", "core", "a")), role(("a",))).needs
    more = one(
        program(module("Introduction to A", "core", "a"), module("A II", "core", "a")), role(("a",))
    ).needs
    assert (rests_on_introductions(needs[0]), rests_on_introductions(more[0])) == (True, False)


def test_an_audit_cannot_be_changed() -> None:
    """What was found stays as it was found."""
    found = one(program(), role(("a",)))
    with pytest.raises(AttributeError):
        found.viability = Viability.COVERED  # type: ignore[misc]
    assert astuple(found)[0] == "r"
