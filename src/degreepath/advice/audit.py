"""The door audit: which roles one program keeps open, which it closes, what reopens them, and what to ask the school."""

import re
from dataclasses import dataclass
from enum import StrEnum

from degreepath.advice.coverage import (
    REACHABLE,
    TAUGHT,
    Viability,
    can_be_taken,
    needs,
    open_door,
    smallest_electives,
)
from degreepath.knowledge.program import EntryKind, Module, ModuleStatus, Program
from degreepath.knowledge.role import Role

BEST_FIRST = tuple(Viability)


class General(StrEnum):
    """What every applicant should know about a course, whatever role they want."""

    COST = "cost"
    STUDIO = "studio"
    PORTFOLIO = "portfolio"
    PLACEMENT = "placement"
    ACCREDITATION = "accreditation"


# what a recorded fact must speak of to answer the question; a portfolio is an entry condition of its own
ANSWERS = {
    General.COST: re.compile(r"\b(?:tuition|fees?|scholarships?|costs?)\b", re.IGNORECASE),
    General.STUDIO: re.compile(r"\bhours?\b.*\bstudios?\b|\bstudios?\b.*\bhours?\b", re.IGNORECASE),
    General.PLACEMENT: re.compile(r"\binternships?\b|\bplacement year\b|\bwith a placement\b|\btwo placements\b|\byear at work\b|\bpractical training\b", re.IGNORECASE),
    General.ACCREDITATION: re.compile(r"\baccredit\w*|\brecogni[sz]ed by\b", re.IGNORECASE),
}  # fmt: skip


@dataclass(frozen=True)
class Need:
    """One thing a role needs, of which one topic is enough, and the modules that teach it, the surest first."""

    topics: tuple[str, ...]
    modules: tuple[Module, ...]
    strength: float


@dataclass(frozen=True)
class RoleAudit:
    """One role held against the program; topics in the order in which the role names them.

    `electives` is the smallest set that opens the role and that one student can take; `beyond` the smallest where that
    takes more electives than `slots`; `towards` those needed as well where other topics are still unknown or missing.
    """

    role: str
    viability: Viability
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    introduced: tuple[str, ...]
    electives: tuple[str, ...]
    beyond: tuple[str, ...]
    towards: tuple[str, ...]
    slots: int | None
    needs: tuple[Need, ...]

    @property
    def within_slots(self) -> bool:
        """False if more electives are needed than one student can take."""
        return not self.beyond


@dataclass(frozen=True)
class Question:
    """Topics to ask the school about (one of them is enough), the roles it matters for, titles that may be the answer."""

    topics: tuple[str, ...]
    roles: tuple[str, ...]
    introduced: bool
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Audit:
    """A program held against roles."""

    roles: tuple[RoleAudit, ...]
    questions: tuple[Question, ...]
    general: tuple[General, ...]


Unclear = tuple[tuple[str, tuple[str, ...]], ...]


def audit(program: Program, roles: tuple[Role, ...], unclear: Unclear = (), *, ranked: bool = True) -> Audit:
    """Hold `program` against `roles`, the best viability first if `ranked`.

    `unclear` names titles of the program with the topics they may teach: what one of them may teach is unknown, not missing.
    """
    may_teach = {topic for _, topics in unclear for topic in topics}
    found = [_audit_role(program, role, may_teach) for role in roles]
    if ranked:
        found.sort(key=_rank)
    return Audit(
        tuple(found),
        _questions(found, unclear),
        general_questions(program),
    )


def _rank(found: RoleAudit) -> tuple[int, bool, int]:
    weak = sum(need.strength < REACHABLE for need in found.needs)
    return BEST_FIRST.index(found.viability), not found.within_slots, weak


def _audit_role(program: Program, role: Role, may_teach: set[str]) -> RoleAudit:
    door = open_door(program, role)
    wanted = tuple(_need(program, group) for group in needs(role))
    viability, missing, unknown = door.viability, door.missing, door.unknown
    if viability is Viability.NOT_COVERED and _may_open(wanted, may_teach):
        viability = Viability.UNKNOWN
        unknown = tuple(topic for topic in (*missing, *door.introduced) if topic in may_teach)
        missing = tuple(topic for topic in missing if topic not in may_teach)
    opening = smallest_electives(program, role)
    fits = can_be_taken(program, opening)
    return RoleAudit(
        role=role.id,
        viability=viability,
        missing=missing,
        unknown=unknown,
        introduced=tuple(topic for topic in door.introduced if topic not in unknown),
        electives=_titles(opening) if fits else (),
        beyond=() if fits else _titles(opening),
        towards=() if viability.leads else _titles(_towards(program, role, wanted)),
        slots=program.elective_slots,
        needs=wanted,
    )


def _titles(modules: tuple[Module, ...]) -> tuple[str, ...]:
    return tuple(module.title for module in modules)


def _may_open(wanted: tuple[Need, ...], may_teach: set[str]) -> bool:
    return all(need.strength >= REACHABLE or not may_teach.isdisjoint(need.topics) for need in wanted)


def _need(program: Program, group: tuple[str, ...]) -> Need:
    teaching = [module for module in program.modules if any(topic in group for topic in module.topics)]
    surest_first = sorted(teaching, key=lambda module: -TAUGHT[module.status])
    strength = TAUGHT[surest_first[0].status] if surest_first else 0.0
    return Need(group, tuple(surest_first), strength)


def _towards(program: Program, role: Role, wanted: tuple[Need, ...]) -> tuple[Module, ...]:
    """Return the fewest electives for those needs that the program's own modules can meet."""
    met = tuple(need.topics for need in wanted if need.strength >= REACHABLE)
    return smallest_electives(program, role.model_copy(update={"all_of": (), "any_of": met}))


def _questions(found: list[RoleAudit], unclear: Unclear) -> tuple[Question, ...]:
    """Return one question for each group of topics that decides an unknown role; what decides most roles first."""
    deciding: dict[tuple[str, ...], list[str]] = {}
    introduced: dict[tuple[str, ...], bool] = {}
    for one in found:
        if one.viability is not Viability.UNKNOWN:
            continue
        for need in one.needs:
            asked = tuple(topic for topic in need.topics if topic in one.unknown or topic in one.introduced)
            if asked and need.strength < REACHABLE:
                deciding.setdefault(asked, []).append(one.role)
                introduced[asked] = all(topic in one.introduced for topic in asked)
    questions = [
        Question(
            topics=topics,
            roles=tuple(dict.fromkeys(asking)),
            introduced=introduced[topics],
            titles=tuple(dict.fromkeys(title for title, may in unclear if not set(may).isdisjoint(topics))),
        )
        for topics, asking in deciding.items()
    ]
    return tuple(sorted(questions, key=lambda question: -len(question.roles)))


def general_questions(program: Program) -> tuple[General, ...]:
    """Return the general questions that nothing recorded about `program` answers."""
    said = [fact.text for fact in (*program.facts, *program.study)] + [
        condition.text for condition in program.entry
    ]
    said += [program.about, program.credits or "", *(module.title for module in program.modules)]
    answered = {question for question, pattern in ANSWERS.items() if any(map(pattern.search, said))}
    if any(condition.kind is EntryKind.PORTFOLIO for condition in program.entry):
        answered.add(General.PORTFOLIO)
    return tuple(question for question in General if question not in answered)


def rests_on_introductions(need: Need) -> bool:
    """Say whether every module that teaches a need to working level calls itself an introduction."""
    working = [module for module in need.modules if module.status is not ModuleStatus.INTRO]
    return bool(working) and all(
        re.match(r"(?:an? )?intro(?:duct|\b)", module.title, re.IGNORECASE) for module in working
    )
