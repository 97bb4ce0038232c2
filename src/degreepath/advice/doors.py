"""Whether a program's modules let a student reach a role. docs/method.md section 3.

A role has musts, without which a program is no way in, and helps, which make it a good way in. A chain is as strong as its
weakest link, so a door is a minimum over the musts: once reading what is not known as absent, once as taught.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import combinations
from math import fsum

from pydantic import Field

from degreepath.knowledge.fields import Record
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.model import EntryKind, Listed, Module, ModuleStatus, Program, Role

TAUGHT = {ModuleStatus.CORE: 1.0, ModuleStatus.ELECTIVE: 0.6, ModuleStatus.INTRO: 0.3}
UNLISTED = {Listed.WHOLE: 0.0, Listed.COMPULSORY: 0.6, Listed.PART: 1.0, Listed.NONE: 1.0}
"""The most that a topic on no list may be taught: a compulsory list leaves out electives only."""
REACHABLE = 0.5
HELPFUL = 0.6
HELPS_WEIGHT = 0.4
GENERAL = ("cost", "studio", "placement", "accreditation", "portfolio")
"""What to ask every school, unless its own facts answer it (`Program.answered`)."""


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


class Reading(Record):
    """How surely a program teaches one topic: 1 core … 0 not at all, once for each reading of what is not known."""

    low: float
    high: float


class Need(Record):
    """One thing a role needs (of `topics` one is enough): the modules that teach it, the surest first."""

    topics: tuple[str, ...]
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


class Door(Record):
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
    electives: tuple[str, ...] = ()
    by_elective_only: bool = False
    out_of_reach: bool = False

    @property
    def value(self) -> float:
        """V, the middle of both readings."""
        return (self.low + self.high) / 2

    @property
    def decided(self) -> bool:
        """Whether it says more than 'ask'."""
        return self.state is not DoorState.ASK or self.by_elective_only

    @property
    def missing(self) -> tuple[tuple[str, ...], ...]:
        """The musts that are known not to be taught."""
        return tuple(need.topics for need in self.needs if need.must and need.high < REACHABLE)

    @property
    def to_ask(self) -> tuple[tuple[str, ...], ...]:
        """The needs of which it is not known whether they are taught, musts first."""
        return tuple(need.topics for need in self.needs if need.open)


def taught(program: Program, may: Iterable[str] = ()) -> Mapping[str, Reading]:
    """Return both readings for each topic of the program's modules, and under "" for any other topic.

    What modules with unclear titles may teach (`Module.may`, and `may` of a list just read) is not known, whatever the list.
    """
    best: dict[str, float] = dict.fromkeys(program.presupposes, 1.0)
    for module in program.modules:
        for topic in module.topics:
            best[topic] = max(best.get(topic, 0.0), TAUGHT[module.status])
    rest = UNLISTED[program.listed]
    readings = {topic: Reading(low=c, high=max(c, rest)) for topic, c in best.items()}
    for topic in {*may, *(topic for module in program.modules for topic in module.may)}:
        readings[topic] = Reading(low=best.get(topic, 0.0), high=1.0)
    return {**readings, "": Reading(low=0.0, high=rest)}


def open_door(program: Program, role: Role, readings: Mapping[str, Reading] | None = None) -> Door:
    """Hold `program` against `role`. Whoever asks for many roles passes what `taught` found."""
    readings = taught(program) if readings is None else readings
    needs = tuple(_need(program, topics, readings, must=True) for topics in role.must)
    needs += tuple(_need(program, (topic,), readings, must=False) for topic in role.helps)
    musts = [need for need in needs if need.must]
    low, high = min(need.low for need in musts), min(need.high for need in musts)
    electives = (
        smallest_electives(program, [n.topics for n in musts if n.low < 1]) if REACHABLE <= low < 1 else ()
    )
    out_of_reach = electives is None
    if low == 1:
        state = DoorState.YES
    elif low >= REACHABLE and not out_of_reach:
        state = DoorState.CHOOSE
    elif high < REACHABLE or (out_of_reach and program.listed is Listed.WHOLE):
        state = DoorState.NO
    else:
        state = DoorState.ASK
    if out_of_reach:  # as good as introduced: taught, but not to this student
        low = min(low, TAUGHT[ModuleStatus.INTRO])
        high = low if state is DoorState.NO else high
    helps = [need for need in needs if not need.must]
    return Door(
        program=program.id,
        role=role.id,
        state=state,
        low=_value(low, helps, "low"),
        high=_value(high, helps, "high"),
        needs=needs,
        electives=tuple(module.title for module in electives or ()),
        by_elective_only=state is DoorState.ASK and high < 1,
        out_of_reach=out_of_reach,
    )


def _value(must: float, helps: list[Need], reading: str) -> float:
    """Return V = M (1 − h + h·H) for one reading; H is the share of helps that are taught."""
    share = fsum(getattr(need, reading) >= HELPFUL for need in helps) / len(helps) if helps else 1.0
    return must * (1 - HELPS_WEIGHT + HELPS_WEIGHT * share)


def _need(program: Program, topics: tuple[str, ...], readings: Mapping[str, Reading], *, must: bool) -> Need:
    found = [readings.get(topic, readings[""]) for topic in topics]
    teaching = [module for module in program.modules if not set(topics).isdisjoint(module.topics)]
    surest = sorted(teaching, key=lambda module: -TAUGHT[module.status])
    return Need(
        topics=topics,
        must=must,
        modules=tuple(dict.fromkeys(module.title for module in surest)),
        low=max(reading.low for reading in found),
        high=max(reading.high for reading in found),
    )


def smallest_electives(program: Program, needs: list[tuple[str, ...]]) -> tuple[Module, ...] | None:
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


class DoorQuestion(Record):
    """What to ask a school: whether it teaches one of `topics`, for which roles that matters, which titles may be the answer.

    `usual`: of `lists` whole or compulsory lists of this kind of course, so many teach it.
    """

    topics: tuple[str, ...]
    roles: tuple[str, ...]
    titles: tuple[str, ...]
    usual: int
    lists: int


class Audit(Record):
    """A program held against roles: the doors, what to ask, and the general questions that its facts do not answer."""

    program: str
    listed: Listed
    doors: tuple[Door, ...]
    questions: tuple[DoorQuestion, ...]
    general: tuple[str, ...] = Field(description="of GENERAL, what is not answered")


Unclear = Mapping[str, tuple[str, ...]]
"""Titles of a program that do not say plainly what they teach, with the topics they may teach."""


def audit(
    knowledge: Knowledge, program: Program, roles: Iterable[Role], unclear: Unclear | None = None
) -> Audit:
    """Hold `program` against `roles`, the best doors first; among equals the role of which more is known to be taught."""
    unclear = unclear or {}
    readings = taught(program, {topic for topics in unclear.values() for topic in topics})
    order = list(DoorState)
    doors = sorted(
        (open_door(program, role, readings) for role in roles),
        key=lambda door: (order.index(door.state), not door.decided, -door.value),
    )
    answered = set(program.answered)
    if any(condition.kind is EntryKind.PORTFOLIO for condition in program.entry):
        answered.add("portfolio")
    return Audit(
        program=program.id,
        listed=program.listed,
        doors=tuple(doors),
        questions=_questions(knowledge, program, doors, unclear),
        general=tuple(question for question in GENERAL if question not in answered),
    )


def _questions(
    knowledge: Knowledge, program: Program, doors: list[Door], unclear: Unclear
) -> tuple[DoorQuestion, ...]:
    """Return one question for each must that leaves a door open, what decides most roles first."""
    deciding: dict[tuple[str, ...], list[str]] = {}
    for door in doors:
        for need in door.needs:
            if door.state is DoorState.ASK and need.must and need.open:
                deciding.setdefault(need.topics, []).append(door.role)
    questions = []
    for topics, roles in deciding.items():
        usual, lists = how_usual(knowledge, program.archetype, topics)
        titles = tuple(title for title, may in unclear.items() if not set(may).isdisjoint(topics))
        questions.append(
            DoorQuestion(topics=topics, roles=tuple(roles), titles=titles, usual=usual, lists=lists)
        )
    return tuple(sorted(questions, key=lambda question: -len(question.roles)))


def how_usual(knowledge: Knowledge, archetype: str | None, topics: tuple[str, ...]) -> tuple[int, int]:
    """Return how many of the whole or compulsory lists of this kind of course teach one of `topics`, and how many there are.

    Without a kind (a pasted list) all courses count.
    """
    known = {Listed.WHOLE, Listed.COMPULSORY}
    lists = [c for c in knowledge.courses if c.listed in known and archetype in {None, c.archetype}]
    teaching = [c for c in lists if any(not set(topics).isdisjoint(module.topics) for module in c.modules)]
    return len(teaching), len(lists)
