"""Whether a program's modules let a student reach a role: docs/method.md section 3.

A door is a minimum over the role's musts, once reading what is not known as absent, once as taught.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from degreepath.knowledge import Breach, Knowledge
from degreepath.knowledge.model import EntryKind, Listed, Module, ModuleStatus, Program, Role

TAUGHT = {ModuleStatus.CORE: 1.0, ModuleStatus.ELECTIVE: 0.6, ModuleStatus.INTRO: 0.3}
UNLISTED = {Listed.WHOLE: 0.0, Listed.COMPULSORY: 0.6, Listed.PART: 1.0, Listed.NONE: 1.0}
"""The most that a topic on no list may be taught: a compulsory list leaves out electives only."""
REACHABLE = 0.5
HELPFUL = 0.6
HELPS_WEIGHT = 0.4
GENERAL = ("cost", "studio", "placement", "accreditation", "portfolio")
"""What to ask every school, unless its own facts answer it (`Program.answered`)."""

Topics = tuple[str, ...]
"""Topics of which one is enough."""


class DoorState(StrEnum):
    """Whether a program leads to a role; the best first."""

    YES = "yes"
    CHOOSE = "choose"
    ASK = "ask"
    NO = "no"

    @property
    def leads(self) -> bool:
        """Whether the role can be reached by what is known: through core modules, or by choosing electives."""
        return self in {DoorState.YES, DoorState.CHOOSE}

    @property
    def rank(self) -> int:
        """Its place among the states: 0 is the best."""
        return list(DoorState).index(self)


@dataclass(frozen=True)
class Need:
    """One thing a role needs (of `topics` one is enough): the modules that teach it, the surest first."""

    topics: Topics
    must: bool
    modules: tuple[str, ...]
    low: float
    high: float

    @property
    def met(self) -> bool:
        """Whether it can be reached by what is known."""
        return self.low >= REACHABLE

    @property
    def open(self) -> bool:
        """Whether it is not known."""
        return not self.met and self.high >= REACHABLE


@dataclass(frozen=True)
class Door:
    """One program held against one role.

    `electives` is the smallest choice that opens it; `by_elective_only` says of a door to ask about that only an elective
    could open it, all compulsory modules being known; `out_of_reach` that the electives there are cannot all be taken.
    """

    program: str
    role: str
    state: DoorState
    low: float
    high: float
    needs: tuple[Need, ...]
    electives: tuple[str, ...]
    by_elective_only: bool
    out_of_reach: bool

    @property
    def value(self) -> float:
        """V, the middle of both readings."""
        return (self.low + self.high) / 2

    @property
    def missing(self) -> tuple[Topics, ...]:
        """The musts that are known not to be taught."""
        return tuple(need.topics for need in self.needs if need.must and need.high < REACHABLE)

    @property
    def to_ask(self) -> tuple[Topics, ...]:
        """The musts of which it is not known whether they are taught; none where that is not what decides."""
        asked = self.state is DoorState.ASK
        return tuple(need.topics for need in self.needs if asked and need.must and need.open)


def open_door(program: Program, role: Role) -> Door:
    """Hold `program` against `role`."""
    musts = [_need(program, topics, must=True) for topics in role.must]
    helps = [_need(program, (topic,), must=False) for topic in role.helps]
    low, high = min(need.low for need in musts), min(need.high for need in musts)
    electives: tuple[Module, ...] | None = ()
    if REACHABLE <= low < 1:
        electives = smallest_electives(program, [need.topics for need in musts if need.low < 1])
    if electives is None:  # as good as introduced: taught, but not to this student
        low = TAUGHT[ModuleStatus.INTRO]
        high = low if program.listed is Listed.WHOLE else high
    state = _state(low, high)
    return Door(
        program=program.id,
        role=role.id,
        state=state,
        low=low * _helped([need.low for need in helps]),
        high=high * _helped([need.high for need in helps]),
        needs=(*musts, *helps),
        electives=tuple(module.title for module in electives or ()),
        by_elective_only=state is DoorState.ASK and high < 1,
        out_of_reach=electives is None,
    )


Doors = Mapping[str, Mapping[str, Door]]
"""The doors between programs and roles: by the role's id, then by the program's."""


def doors_between(programs: Iterable[Program], roles: Iterable[Role]) -> Doors:
    """Hold each of `programs` against each of `roles`."""
    held = tuple(programs)
    return {role.id: {program.id: open_door(program, role) for program in held} for role in roles}


def _state(low: float, high: float) -> DoorState:
    if low == 1:
        return DoorState.YES
    if low >= REACHABLE:
        return DoorState.CHOOSE
    return DoorState.NO if high < REACHABLE else DoorState.ASK


def _helped(readings: list[float]) -> float:
    """Return 1 − h + h·H for one reading; H is the share of helps that are taught."""
    share = sum(reading >= HELPFUL for reading in readings) / len(readings) if readings else 1.0
    return 1 - HELPS_WEIGHT + HELPS_WEIGHT * share


def _need(program: Program, topics: Topics, *, must: bool) -> Need:
    """Return how surely one of `topics` is taught: what is not known read as absent (low), and as taught (high).

    What modules with unclear titles may teach (`Module.may`) is not known, whatever the list.
    """
    wanted = set(topics)
    teaching = [module for module in program.modules if not wanted.isdisjoint(module.topics)]
    surest = sorted(
        teaching,
        key=lambda module: (-TAUGHT[module.status], min(map(topics.index, wanted & {*module.topics}))),
    )
    low = TAUGHT[surest[0].status] if surest else 0.0
    low = low if wanted.isdisjoint(program.presupposes) else 1.0
    unclear = any(not wanted.isdisjoint(module.may) for module in program.modules)
    high = 1.0 if unclear else max(low, UNLISTED[program.listed])
    return Need(topics, must, tuple(dict.fromkeys(module.title for module in surest)), low, high)


def smallest_electives(program: Program, needs: list[Topics]) -> tuple[Module, ...] | None:
    """Return the fewest electives that one student can take and that teach one topic of each of `needs`, in file order.

    None if the program's rules (so many of a group, so many in all) allow no such choice.
    """
    choices: dict[tuple[str | None, frozenset[int]], Module] = {}
    for module in program.modules:
        served = frozenset(i for i, topics in enumerate(needs) if not set(topics).isdisjoint(module.topics))
        if module.status is ModuleStatus.ELECTIVE and served:
            choices.setdefault((module.group, served), module)  # a second one that does the same cannot help
    for size in range(len(needs) + 1):
        for chosen in combinations(choices, size):
            served = frozenset().union(*(serves for _, serves in chosen))
            if len(served) == len(needs) and _can_take(program, [group for group, _ in chosen]):
                return tuple(choices[key] for key in chosen)
    return None


def _can_take(program: Program, groups: list[str | None]) -> bool:
    if program.elective_slots is not None and len(groups) > program.elective_slots:
        return False
    return all(groups.count(group.id) <= group.choose for group in program.groups)


@dataclass(frozen=True)
class DoorQuestion:
    """What to ask a school: whether it teaches one of `topics`, for which roles that matters, which titles may be the answer.

    `usual`: of `lists` whole or compulsory lists of this kind of course, so many teach it.
    """

    topics: Topics
    roles: tuple[str, ...]
    titles: tuple[str, ...]
    usual: int
    lists: int


@dataclass(frozen=True)
class Audit:
    """A program held against roles: the doors, what to ask, and what of GENERAL its facts do not answer."""

    doors: tuple[Door, ...]
    questions: tuple[DoorQuestion, ...]
    general: tuple[str, ...]


def audit(knowledge: Knowledge, program: Program, roles: Iterable[Role]) -> Audit:
    """Hold `program` against `roles`, the best doors first; among equals the role of which more is known to be taught."""
    doors = sorted(
        (open_door(program, role) for role in roles),
        key=lambda door: (door.state.rank, not door.by_elective_only, -door.value),
    )
    portfolio = {"portfolio" for condition in program.entry if condition.kind is EntryKind.PORTFOLIO}
    answered = portfolio.union(program.answered)
    return Audit(
        doors=tuple(doors),
        questions=_questions(knowledge, program, doors),
        general=tuple(question for question in GENERAL if question not in answered),
    )


def _questions(knowledge: Knowledge, program: Program, doors: list[Door]) -> tuple[DoorQuestion, ...]:
    """Return one question for each must that leaves a door open, what decides most roles first."""
    deciding: dict[Topics, list[str]] = {}
    for door in doors:
        for topics in door.to_ask:
            deciding.setdefault(topics, []).append(door.role)
    alike = [c for c in knowledge.courses if program.archetype in {None, c.archetype}]  # None: a pasted list
    known = [c for c in alike if c.listed in {Listed.WHOLE, Listed.COMPULSORY}]
    lists = [{topic for module in course.modules for topic in module.topics} for course in known]
    questions = []
    for topics, roles in sorted(deciding.items(), key=lambda item: -len(item[1])):
        titles = dict.fromkeys(m.title for m in program.modules if not set(m.may).isdisjoint(topics))
        usual = sum(not taught.isdisjoint(topics) for taught in lists)
        questions.append(DoorQuestion(topics, tuple(roles), tuple(titles), usual, len(lists)))
    return tuple(questions)


# The laws of the knowledge base that need doors; like those of `knowledge/laws.py`, which must hold first.


def roles_lead_somewhere(knowledge: Knowledge) -> Iterator[Breach]:
    """At least one program leads to every role."""
    mend = "Ask for fewer topics in must, or add a course that teaches them"
    for role in knowledge.roles:
        if not any(open_door(program, role).state.leads for program in knowledge.programs):
            yield Breach("roles", role.id, "must", "has an open door in no program", mend)


def article_kept(knowledge: Knowledge) -> Iterator[Breach]:
    """A role the founding article lists for a general degree is within reach there."""
    mend = "Correct its must, or the degree's modules"
    for role in knowledge.roles:
        for archetype in role.listed_for:
            if not open_door(knowledge.program[archetype], role).state.leads:
                what = f"is listed for '{archetype}' but not within reach there"
                yield Breach("roles", role.id, "listed_for", what, mend)


DOOR_LAWS = (roles_lead_somewhere, article_kept)
