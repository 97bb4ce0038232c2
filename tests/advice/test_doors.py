"""Doors: hand-made ones, an oracle that tries every choice of electives, and what there is to ask."""

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import Modules, changed, knowledge_of, program, role

from degreepath.advice.doors import DoorState, audit, open_door
from degreepath.knowledge.model import Module, ModuleStatus, Program, Role

VALUE = {"core": 1.0, "elective": 0.6, "intro": 0.3}
REST = {"whole": 0.0, "compulsory": 0.6, "part": 1.0}
TOPICS = st.sampled_from("stuvw")
KINDS = st.sampled_from(["core", "elective", "elective:g", "elective:h", "intro"])
MODULES = st.lists(st.tuples(KINDS, st.lists(TOPICS, max_size=3, unique=True).map(tuple)), max_size=6).map(
    tuple
)
GROUP = st.lists(TOPICS, min_size=1, max_size=3, unique=True).map(tuple)
PROGRAMS = st.builds(
    lambda modules, listed, slots, choose: program(
        "p", {"a": 1}, modules, listed=listed, slots=slots, groups={"g": choose, "h": 1}
    ),
    MODULES, st.sampled_from(list(REST)), st.none() | st.integers(0, 3), st.integers(0, 2),
)  # fmt: skip
ROLES = st.builds(
    lambda must, helps: role("r", {"a": 1}, must, helps),
    st.lists(GROUP, min_size=1, max_size=3).map(tuple), st.lists(TOPICS, max_size=3, unique=True).map(tuple),
)  # fmt: skip
always = settings(max_examples=300, deadline=None, derandomize=True)
S_AND_T = role("r", {"a": 1}, (("s",), ("t",)))


@pytest.mark.parametrize(
    ("modules", "listed", "expected"),
    [
        ((("core", ("s", "t")),), "whole", DoorState.YES),
        ((("core", ("s",)), ("elective", ("t",))), "whole", DoorState.CHOOSE),
        ((("core", ("s",)), ("intro", ("t",))), "whole", DoorState.NO),
        ((("core", ("s",)),), "whole", DoorState.NO),
        ((("core", ("s",)),), "compulsory", DoorState.ASK),
        ((("core", ("s",)),), "part", DoorState.ASK),
        ((("core", ("s",)), ("elective", ("t",))), "part", DoorState.CHOOSE),
    ],
)
def test_four_answers(modules: Modules, listed: str, expected: DoorState) -> None:
    """A role that needs s and t is open, open by choosing, to be asked about, or closed; only a whole list closes a door."""
    door = open_door(program("p", {"a": 1}, modules, listed=listed), S_AND_T)
    assert door.state is expected
    assert door.by_elective_only is (listed == "compulsory" and expected is DoorState.ASK)


def test_a_door_shows_its_evidence() -> None:
    """The student reads which modules are on the list, what is missing, and which elective opens the door."""
    offered = program("p", {"a": 1}, (("core", ("s",)), ("elective", ("u", "v")), ("intro", ("t",))))
    door = open_door(offered, role("r", {"a": 1}, (("s",), ("u", "x")), ("t", "w")))
    assert (door.program, door.role, door.state, door.electives) == (
        "p",
        "r",
        DoorState.CHOOSE,
        ("elective 1",),
    )
    assert [(need.topics, need.must, need.modules, need.met) for need in door.needs] == [
        (("s",), True, ("core 0",), True),
        (("u", "x"), True, ("elective 1",), True),
        (("t",), False, ("intro 2",), False),
        (("w",), False, (), False),
    ]
    closed = open_door(offered, role("r", {"a": 1}, (("s",), ("t",), ("w", "x"))))
    assert (closed.state, closed.missing, closed.to_ask) == (DoorState.NO, (("t",), ("w", "x")), ())


def test_two_electives_of_a_choose_one_group_do_not_open_a_door_together() -> None:
    """A student who may choose one of two is not told to take both."""
    modules = (("elective:g", ("s",)), ("elective:g", ("t",)))
    assert open_door(program("p", {"a": 1}, modules, groups={"g": 2}), S_AND_T).state is DoorState.CHOOSE
    for limit in ({"groups": {"g": 1}}, {"groups": {"g": 2}, "slots": 1}):
        door = open_door(program("p", {"a": 1}, modules, **limit), S_AND_T)  # type: ignore[arg-type]
        assert (door.state, door.out_of_reach, door.electives) == (DoorState.NO, True, ())


def test_what_an_unclear_title_may_teach_is_asked_about() -> None:
    """A topic that a module may teach is never called missing, even on a whole list."""
    of = program("p", {"a": 1}, (("core", ("s",)),))
    assert open_door(of, S_AND_T).missing == (("t",),)
    unclear = of.model_copy(update={"modules": (of.modules[0].model_copy(update={"may": ("t",)}),)})
    door = open_door(unclear, S_AND_T)
    assert (door.state, door.missing, door.to_ask) == (DoorState.ASK, (), (("t",),))


def test_what_a_course_presupposes_counts_as_core() -> None:
    """A master's that asks for maths at the door is not closed for lack of a maths module."""
    of = program("p", {"a": 1}, (("core", ("s",)),)).model_copy(update={"presupposes": ("t",)})
    assert open_door(of, S_AND_T).state is DoorState.YES


def reading(p: Program, r: Role, absent: float) -> float:
    """Return M by the definition, module by module."""

    def best(topic: str) -> float:
        return max([absent, *(VALUE[m.status] for m in p.modules if topic in m.topics)])

    return min(max(best(t) for t in group) for group in r.must)


def choices(p: Program) -> list[tuple[Module, ...]]:
    """Return every set of electives that one student can take, the smallest first."""
    electives = [m for m in p.modules if m.status is ModuleStatus.ELECTIVE]
    sets = chain.from_iterable(combinations(electives, size) for size in range(len(electives) + 1))
    return [
        chosen
        for chosen in sets
        if (p.elective_slots is None or len(chosen) <= p.elective_slots)
        and all(sum(m.group == g.id for m in chosen) <= g.choose for g in p.groups)
    ]


@always
@given(PROGRAMS, ROLES)
def test_a_door_is_its_definition(p: Program, r: Role) -> None:
    """Whatever is taught and needed, the door is the weakest link of the best modules, within the rules for electives."""
    door, core = open_door(p, r), {t for m in p.modules if m.status is ModuleStatus.CORE for t in m.topics}
    low, high = reading(p, r, 0.0), reading(p, r, REST[p.listed])
    opening = [c for c in choices(p) if all(set(g) & core.union(*(m.topics for m in c)) for g in r.must)]
    assert (door.state is DoorState.YES) == (low == 1)
    assert (door.state is DoorState.CHOOSE) == (low < 1 and bool(opening))
    assert door.state is not DoorState.NO or high < 0.5 or (p.listed == "whole" and not opening)
    if door.state is DoorState.CHOOSE:
        assert len(door.electives) == len(opening[0])
        assert any({m.title for m in c} == set(door.electives) for c in opening)
    assert 0 <= door.low <= door.value <= door.high <= 1


@always
@given(PROGRAMS, ROLES, st.lists(TOPICS, min_size=1, max_size=2, unique=True).map(tuple), st.data())
def test_more_teaching_never_lowers_a_door(
    p: Program, r: Role, topics: tuple[str, ...], data: st.DataObject
) -> None:
    """Adding a module to a program, or making an elective compulsory, never makes a door worse."""
    before = open_door(p, r)
    added = Module(title="new", status=data.draw(st.sampled_from(list(ModuleStatus))), topics=topics)
    changes = [p.model_copy(update={"modules": (*p.modules, added)})]
    electives = [m for m in p.modules if m.status is ModuleStatus.ELECTIVE]
    if electives:
        chosen = data.draw(st.sampled_from(electives))
        core = chosen.model_copy(update={"status": ModuleStatus.CORE, "group": None})
        changes.append(p.model_copy(update={"modules": tuple(core if m is chosen else m for m in p.modules)}))
    order = list(DoorState)
    for more in changes:
        after = open_door(more, r)
        assert after.low >= before.low - 1e-12
        assert order.index(after.state) <= order.index(before.state)


def test_what_decides_most_roles_is_asked_first() -> None:
    """A school is asked once about each topic, first about the one that most roles wait for, with how usual it is."""
    roles = (
        role("one", {"a": 1}, (("s",),)),
        role("two", {"a": 1}, (("t", "u"),)),
        role("three", {"a": 1}, (("t", "u"),)),
    )
    lists = tuple(program(f"c{i}", {"a": 1}, (("core", ("t",)),), kind="course") for i in range(2))
    other = program("other", {"a": 1}, (("core", ("v",)),), kind="course", listed="compulsory")
    knowledge = changed(knowledge_of("a b", {"a1": "a"}), programs=(*lists, other))
    asked = program("p", {"a": 1}, (("core", ("v",)),), listed="part", kind="course")
    unclear = asked.modules[0].model_copy(update={"title": "Studio", "topics": (), "may": ("s",)})
    asked = asked.model_copy(update={"modules": (*asked.modules, unclear)})
    found = audit(knowledge, asked, roles)
    assert [(q.topics, q.roles, q.titles, q.usual, q.lists) for q in found.questions] == [
        (("t", "u"), ("two", "three"), (), 2, 3),
        (("s",), ("one",), ("Studio",), 0, 3),
    ]
    assert found.general == ("cost", "studio", "placement", "accreditation", "portfolio")
    alike = changed(knowledge, programs=(*lists, other.model_copy(update={"archetype": "kind"})))
    of_a_kind = audit(alike, asked.model_copy(update={"archetype": "kind"}), roles)
    assert {(q.usual, q.lists) for q in of_a_kind.questions} == {(0, 1)}


def test_the_best_doors_come_first() -> None:
    """In an audit open doors stand before those to choose, to ask about and closed ones."""
    of = program("p", {"a": 1}, (("core", ("s",)), ("elective", ("t",))))
    roles = tuple(
        role(name, {"a": 1}, ((topic,),)) for name, topic in (("no", "x"), ("choose", "t"), ("yes", "s"))
    )
    found = audit(knowledge_of("a b", {"a1": "a"}), of, roles)
    assert [(door.role, door.state.value) for door in found.doors] == [
        ("yes", "yes"),
        ("choose", "choose"),
        ("no", "no"),
    ]
