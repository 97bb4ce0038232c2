"""Coverage and viability: hand-made doors, and a brute-force oracle for any program and role."""

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import program, role

from degreepath.advice.coverage import Viability, open_door, smallest_electives
from degreepath.knowledge.program import Program
from degreepath.knowledge.role import Role

VALUE = {"core": 1.0, "elective": 0.6, "intro": 0.3}
TOPICS = st.sampled_from("stuvw")
MODULES = st.lists(
    st.tuples(st.sampled_from(list(VALUE)), st.lists(TOPICS, max_size=3, unique=True).map(tuple)), max_size=6
).map(tuple)
GROUP = st.lists(TOPICS, min_size=1, max_size=3, unique=True).map(tuple)
PROGRAMS = st.builds(
    lambda modules, complete, slots: program("p", {"a": 1}, modules, complete=complete, slots=slots),
    MODULES, st.booleans(), st.none() | st.integers(0, 3),
)  # fmt: skip
ROLES = st.builds(
    lambda all_of, any_of: role("r", {"a": 1}, all_of, any_of),
    st.lists(TOPICS, max_size=3, unique=True).map(tuple), st.lists(GROUP, max_size=2).map(tuple),
)  # fmt: skip


@pytest.mark.parametrize(
    ("modules", "complete", "expected"),
    [
        ((("core", ("s", "t")),), True, Viability.COVERED),
        ((("core", ("s",)), ("elective", ("t",))), True, Viability.POSSIBLE),
        ((("core", ("s",)), ("intro", ("t",))), True, Viability.NOT_COVERED),
        ((("core", ("s",)),), True, Viability.NOT_COVERED),
        ((("core", ("s",)),), False, Viability.UNKNOWN),
        ((("core", ("s",)), ("intro", ("t",))), False, Viability.UNKNOWN),
        ((("core", ("s",)), ("elective", ("t",))), False, Viability.POSSIBLE),
    ],
)
def test_four_verdicts(
    modules: tuple[tuple[str, tuple[str, ...]], ...], complete: bool, expected: Viability
) -> None:
    """A role that needs s and t is covered, possible, unknown or not covered as its weakest topic is; only a whole list closes a door."""
    assert (
        open_door(
            program("p", {"a": 1}, modules, complete=complete), role("r", {"a": 1}, ("s", "t"))
        ).viability
        is expected
    )


def test_a_door_names_what_is_missing() -> None:
    """The student reads which topics are absent, which only introduced, and which elective is enough to open the role."""
    offered = program("p", {"a": 1}, (("core", ("s",)), ("intro", ("t",)), ("elective", ("u", "v"))))
    door = open_door(offered, role("r", {"a": 1}, ("s", "t", "w"), (("u", "x"),)))
    assert (door.program, door.role) == ("p", "r")
    assert (door.introduced, door.missing, door.unknown) == (("t",), ("w",), ())
    opened = open_door(offered, role("r", {"a": 1}, ("s", "v"), (("u", "x"),)))
    assert opened.electives == ("elective 2",)
    assert opened.value == 0.6


def test_electives_beyond_the_slots_open_nothing() -> None:
    """A student who may take one elective is not told to take two."""
    modules = (("elective", ("s",)), ("elective", ("t",)))
    needed = role("r", {"a": 1}, ("s", "t"))
    assert len(open_door(program("p", {"a": 1}, modules, slots=2), needed).electives) == 2
    assert open_door(program("p", {"a": 1}, modules, slots=1), needed).electives == ()


def reading(p: Program, r: Role, absent: float) -> float:
    """Return V by the definition, module by module."""

    def taught(topic: str) -> float:
        return max([absent, *(VALUE[m.status] for m in p.modules if topic in m.topics)])

    return min([1.0, *(taught(t) for t in r.all_of), *(max(taught(t) for t in group) for group in r.any_of)])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(PROGRAMS, ROLES)
def test_viability_is_the_definition(p: Program, r: Role) -> None:
    """Whatever is taught and needed, both readings are the weakest link of the best modules."""
    door = open_door(p, r)
    assert door.low == reading(p, r, 0.0)
    assert door.high == reading(p, r, 0.0 if p.modules_complete else 0.6)
    assert (door.viability is Viability.NOT_COVERED) == (door.high < 0.5)
    assert (door.viability is Viability.COVERED) == (door.low == 1)
    assert (door.viability is Viability.POSSIBLE) == (0.5 <= door.low < 1)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(PROGRAMS, ROLES)
def test_no_smaller_set_of_electives_would_do(p: Program, r: Role) -> None:
    """The electives a student is told to take open the role as if they were core, and no smaller choice does."""
    groups = [{t} for t in r.all_of] + [set(group) for group in r.any_of]
    core = {t for m in p.modules if m.status == "core" for t in m.topics}
    electives = [m for m in p.modules if m.status == "elective"]
    choices = chain.from_iterable(combinations(electives, size) for size in range(len(electives) + 1))
    opening = [c for c in choices if all(group & core.union(*(m.topics for m in c)) for group in groups)]
    found = smallest_electives(p, r)
    assert len(found) == (len(opening[0]) if opening else 0)
    assert not opening or any({m.title for m in found} == {m.title for m in c} for c in opening)
    if p.elective_slots is not None and len(found) > p.elective_slots:
        assert open_door(p, r).electives == ()
