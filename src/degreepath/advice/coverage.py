"""Whether a program's modules let a student reach a role. docs/method.md section 3.

A chain is as strong as its weakest link: a role needs all of some topics and one of each of some groups, so viability is a
minimum of maxima, once reading what is unknown as absent and once as an elective.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from degreepath.knowledge.program import Module, ModuleStatus, Program
from degreepath.knowledge.role import Role

TAUGHT = {ModuleStatus.CORE: 1.0, ModuleStatus.ELECTIVE: 0.6, ModuleStatus.INTRO: 0.3}
UNKNOWN_TAUGHT = 0.6
REACHABLE = 0.5


class Viability(StrEnum):
    """Whether a program leads to a role; the best first."""

    COVERED = "covered"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"
    NOT_COVERED = "not-covered"

    @property
    def leads(self) -> bool:
        """Whether the role can be reached by what is known: through core modules, or by choosing electives."""
        return self in {Viability.COVERED, Viability.POSSIBLE}


@dataclass(frozen=True)
class Door:
    """One program held against one role; topics in the order in which the role names them."""

    program: str
    role: str
    viability: Viability
    low: float
    high: float
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    introduced: tuple[str, ...]
    electives: tuple[str, ...]

    @property
    def value(self) -> float:
        """V, the middle of both readings."""
        return (self.low + self.high) / 2


def taught(program: Program) -> dict[str, float]:
    """Return c, how surely each topic is taught: core 1, elective .6, intro .3; topics of no module are left out."""
    best: dict[str, float] = {}
    for module in program.modules:
        for topic in module.topics:
            best[topic] = max(best.get(topic, 0.0), TAUGHT[module.status])
    return best


def needs(role: Role) -> tuple[tuple[str, ...], ...]:
    """Return what a role needs as groups of which one topic each is enough."""
    return tuple((topic,) for topic in role.all_of) + role.any_of


def open_door(program: Program, role: Role, coverage: Mapping[str, float] | None = None) -> Door:
    """Hold `program` against `role`. Whoever asks for many roles passes what `taught` found as `coverage`."""
    coverage = taught(program) if coverage is None else coverage
    groups = needs(role)
    best = [max(coverage.get(topic, 0.0) for topic in group) for group in groups]
    low = min(best, default=1.0)
    # The rest of the list may teach any topic, also one that is only introduced: as an elective, which lifts every group.
    high = low if program.modules_complete else max(low, UNKNOWN_TAUGHT)
    if low == 1:
        viability = Viability.COVERED
    elif low >= REACHABLE:
        viability = Viability.POSSIBLE
    else:
        viability = Viability.UNKNOWN if high >= REACHABLE else Viability.NOT_COVERED
    weak = [topic for group, c in zip(groups, best, strict=True) if c < REACHABLE for topic in group]
    introduced = tuple(dict.fromkeys(t for t in weak if t in coverage))
    absent = tuple(dict.fromkeys(t for t in weak if t not in coverage))
    # Where a door is covered no elective is needed, and where it is not possible none is enough.
    electives = smallest_electives(program, role) if viability is Viability.POSSIBLE else ()
    return Door(
        program=program.id,
        role=role.id,
        viability=viability,
        low=low,
        high=high,
        missing=absent if program.modules_complete else (),
        unknown=() if program.modules_complete else absent,
        introduced=introduced,
        electives=tuple(module.title for module in electives if can_be_taken(program, electives)),
    )


def smallest_electives(program: Program, role: Role) -> tuple[Module, ...]:
    """Return the fewest of the program's own electives that open the role, in file order; empty if none are needed or enough."""
    core = {t for module in program.modules if module.status is ModuleStatus.CORE for t in module.topics}
    closed = {frozenset(group) for group in needs(role) if core.isdisjoint(group)}
    opens: dict[frozenset[frozenset[str]], Module] = {}
    for module in program.modules:
        opened = frozenset(group for group in closed if not group.isdisjoint(module.topics))
        if module.status is ModuleStatus.ELECTIVE and opened:
            opens.setdefault(opened, module)  # a second one that opens the same cannot make a set smaller
    if frozenset().union(*opens) != closed:
        return ()  # before trying every set of them
    sets = (chosen for size in range(len(closed) + 1) for chosen in combinations(opens, size))
    smallest = next(chosen for chosen in sets if frozenset().union(*chosen) == closed)
    return tuple(opens[opened] for opened in smallest)


def can_be_taken(program: Program, electives: tuple[Module, ...]) -> bool:
    """Tell whether one student can take so many electives, where that number is published."""
    return program.elective_slots is None or len(electives) <= program.elective_slots
