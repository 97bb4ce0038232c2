"""The door audit: which roles a program or a pasted module list keeps open, and what to ask the school."""

import shlex
from dataclasses import dataclass, replace
from typing import Any

from degreepath.advice.audit import BEST_FIRST, Audit, Question, RoleAudit
from degreepath.advice.coverage import Viability
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.mapped_modules import MappedModule
from degreepath.knowledge.program import Module, ModuleStatus, Program
from degreepath.show import check_items as of
from degreepath.show.blocks import Block, Item, Page, Section
from degreepath.show.documents import head
from degreepath.show.door_items import word
from degreepath.show.program_items import label, list_words
from degreepath.show.wording import VIABILITY_SYMBOLS

DETAILED = 3
STDIN = "stdin"
HEADINGS = {
    Viability.COVERED: "Covered: compulsory modules teach all that the role needs",
    Viability.POSSIBLE: "Possible: it depends on the electives you choose",
    Viability.UNKNOWN: "Not known: ask, it may still be taught",
    Viability.NOT_COVERED: "Not covered: something that the role needs is missing",
}


@dataclass(frozen=True)
class Checked:
    """All that a door audit shows. `modules` and `name` only for a pasted list: its modules as read, and its file."""

    program: Program
    audit: Audit
    modules: tuple[MappedModule, ...] = ()
    name: str = ""
    notes: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name as one types it in a command; a list that came through a pipe has to be put into some file first."""
        return "FILE" if self.name == STDIN else shlex.quote(self.name)


@dataclass(frozen=True)
class OwnRoles:
    """The roles that a student's kept result names, best first, and the heading they stand under."""

    title: str
    roles: tuple[str, ...]


def page(knowledge: Knowledge, checked: Checked, today: int, own: OwnRoles | None = None) -> Page:
    """Return the audit, a student's `own` roles first; `today` is the present year.

    Give `own` for the screen alone: no document to hand over carries it.
    """
    found = {one.role: one for one in checked.audit.roles}
    first = [found.pop(role) for role in own.roles] if own else []
    rest, detailed = tuple(found.values()), len(found) <= DETAILED
    blocks: list[Block] = []
    if own:
        blocks.append(Section(own.title, tuple(_own_verdict(knowledge, one) for one in first)))
    blocks += [
        section
        for viability in BEST_FIRST
        if (section := _verdicts(knowledge, rest, viability, detailed=detailed)).items
    ]
    if checked.name:
        blocks += of.reading(knowledge, checked.modules, checked.file)
    blocks += of.questions(knowledge, checked.audit, checked.program)
    blocks.append(_next(checked, (*first, *rest)))
    return Page(_title(checked), tuple(_lines(checked, today)), tuple(blocks))


def document(knowledge: Knowledge, checked: Checked) -> dict[str, Any]:
    """Return the audit as JSON."""
    program = checked.program
    return {
        **head(knowledge),
        "program": None if checked.name else program.id,
        "complete": program.modules_complete,
        "elective_slots": program.elective_slots,
        "modules": _module_records(program, checked.modules),
        "roles": [_role_record(found) for found in checked.audit.roles],
        "unclear": [{"title": m.title, "may_teach": list(m.unclear)} for m in checked.modules if m.unclear],
        "unmapped": [m.title for m in checked.modules if not m.topics and not m.unclear],
        "questions": [_question_record(question) for question in checked.audit.questions],
        "general_questions": list(checked.audit.general),
        "notes": list(checked.notes),
    }


def _role_record(found: RoleAudit) -> dict[str, Any]:
    """Return one role as JSON."""
    return {
        "role": found.role,
        "viability": found.viability.value,
        "missing": list(found.missing),
        "unknown": list(found.unknown),
        "introduced": list(found.introduced),
        "electives": list(found.electives),
        "within_slots": found.within_slots,
        "electives_beyond_slots": list(found.beyond),
        "electives_besides": list(found.towards),
        "needs": [
            {
                "any_of": list(need.topics),
                "modules": [
                    {"title": module.title, "status": module.status.value} for module in need.modules
                ],
            }
            for need in found.needs
        ],
    }


def _question_record(question: Question) -> dict[str, Any]:
    """Return one question as JSON."""
    return {
        "any_of": list(question.topics),
        "roles": list(question.roles),
        "introduced": question.introduced,
        "titles": list(question.titles),
    }


def _module_records(program: Program, mapped: tuple[MappedModule, ...]) -> list[dict[str, Any]]:
    """Return the modules as JSON: as read from a list, or as the knowledge base has them, with their source."""
    if mapped:
        return [
            _module_record(module.title, module.status, module.topics, module.because) for module in mapped
        ]
    return [
        _module_record(module.title, module.status, module.topics, _source(program, module))
        for module in program.modules
    ]


def _module_record(title: str, status: ModuleStatus, topics: tuple[str, ...], because: str) -> dict[str, Any]:
    return {"title": title, "status": status.value, "topics": list(topics), "because": because}


def _source(program: Program, module: Module) -> str:
    return f"read by hand, source {module.source or program.modules_source}"


def _title(checked: Checked) -> str:
    if checked.name:
        return f"Which roles do the modules in {checked.name} lead to?"
    return f"Which roles does {label(checked.program)} lead to?"


def _lines(checked: Checked, today: int) -> list[str]:
    if checked.name:
        whole = (
            "complete"
            if checked.program.modules_complete
            else "not known to be complete, so nothing is ruled out"
        )
        words = f"{len(checked.modules):,} modules; the list is {whole}."
        if any(module.unreadable for module in checked.modules):
            words += " Titles that are only codes can hide anything."
        lines = [words, *checked.notes]
    else:
        words = list_words(checked.program, today)
        lines = [f"{words[0].upper()}{words[1:]}."]
    found = checked.audit.roles
    counts = {viability: sum(one.viability is viability for one in found) for viability in BEST_FIRST}
    counted = ", ".join(f"{count} {word(viability)}" for viability, count in counts.items() if count)
    return [*lines, f"Of {len(found)} {'role' if len(found) == 1 else 'roles'}: {counted}."]


def _verdicts(
    knowledge: Knowledge, roles: tuple[RoleAudit, ...], viability: Viability, *, detailed: bool
) -> Section:
    found = [one for one in roles if one.viability is viability]
    return Section(HEADINGS[viability], tuple(_verdict(knowledge, one, detailed=detailed) for one in found))


def _own_verdict(knowledge: Knowledge, found: RoleAudit) -> Item:
    """Return a verdict in full, with its word: these do not stand under a heading that says it."""
    item = _verdict(knowledge, found, detailed=True)
    return replace(item, lead=f"{item.lead} ({word(found.viability)})")


def _verdict(knowledge: Knowledge, found: RoleAudit, *, detailed: bool) -> Item:
    more = of.needs_in_full(knowledge, found) if detailed else of.needs_in_short(found)
    return Item(
        of.verdict(knowledge, found),
        lead=knowledge.role[found.role].name,
        mark=VIABILITY_SYMBOLS[found.viability],
        more=more,
    )


def _next(checked: Checked, roles: tuple[RoleAudit, ...]) -> Section:
    role = roles[0].role
    if checked.name:
        commands = [
            f"degreepath check --modules {checked.file} -o my-modules.toml   (writes the list, to correct and check again)",
            f"degreepath check --modules {checked.file} --complete   (if the list is whole: then it can also say no)",
        ]
    else:
        commands = [
            f"degreepath check {checked.program.id} --role {role}",
            f"degreepath programs {checked.program.id}",
        ]
        if not checked.program.modules_complete:
            commands.append(
                "degreepath check --modules FILE   (with this year's module list, pasted from the school's page)"
            )
    return Section("Read on", tuple(map(Item, (*commands, f"degreepath roles {role}"))))
