"""The door audit in words: verdicts, the modules behind them, how titles were read, what to ask."""

from typing import Any

from degreepath.advice.audit import Audit, General, Need, Question, RoleAudit, rests_on_introductions
from degreepath.advice.coverage import REACHABLE, Viability
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.mapped_modules import MappedModule
from degreepath.knowledge.program import Module, ModuleStatus, Program
from degreepath.show.blocks import Item, Section
from degreepath.show.open_day import GENERAL
from degreepath.show.program_items import topic_name
from degreepath.show.wording import VIABILITY_SYMBOLS

MOST_NAMED = 3
MOST_LISTED = 300
STATUS = {
    ModuleStatus.CORE: "compulsory",
    ModuleStatus.ELECTIVE: "elective",
    ModuleStatus.INTRO: "only an introduction",
}
GENERAL_TITLES = {
    General.COST: "True cost",
    General.STUDIO: "Studio hours",
    General.PORTFOLIO: "Portfolio",
    General.PLACEMENT: "Placement",
    General.ACCREDITATION: "Accreditation",
}


def mark(viability: Viability) -> str:
    """Return the mark of a viability."""
    return VIABILITY_SYMBOLS[viability]


def verdict(knowledge: Knowledge, found: RoleAudit) -> str:
    """Return in words what a role hangs on; '' if on nothing."""
    match found.viability:
        case Viability.COVERED:
            return ""
        case Viability.POSSIBLE:
            return _possible(found)
        case _:
            return ". ".join(_open_points(knowledge, found)) + "."


def _possible(found: RoleAudit) -> str:
    if found.within_slots:
        of_slots = (
            f" ({len(found.electives)} of the {found.slots} electives you can take)" if found.slots else ""
        )
        return f"choose {listed(found.electives)}{of_slots}."
    return (
        f"only on paper. It needs {len(found.beyond)} electives ({listed(found.beyond)}), but you can take only {found.slots}. "
        "Ask whether you may take more."
    )


def _open_points(knowledge: Knowledge, found: RoleAudit) -> list[str]:
    points = []
    for words, topics in (
        ("missing:", found.missing),
        ("ask about", found.unknown),
        ("only introduced:", found.introduced),
    ):
        named = _by_need(knowledge, found, topics)
        if named:
            points.append(f"{words} {named}")
    if found.towards:
        points.append(f"you would also have to choose {listed(found.towards)}")
    return [point[0].upper() + point[1:] if i else point for i, point in enumerate(points)]


def _by_need(knowledge: Knowledge, found: RoleAudit, topics: tuple[str, ...]) -> str:
    groups = [[topic for topic in need.topics if topic in topics] for need in found.needs]
    return "; ".join(dict.fromkeys(either(knowledge, tuple(group)) for group in groups if group))


def either(knowledge: Knowledge, topics: tuple[str, ...]) -> str:
    """Return topics by name, joined by 'or'."""
    return " or ".join(topic_name(knowledge, topic) for topic in topics)


def listed(titles: tuple[str, ...]) -> str:
    """Return titles in quotation marks, joined as in a sentence."""
    quoted = [f"“{title}”" for title in titles]
    return " and ".join(quoted) if len(quoted) < 3 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def needs_in_full(knowledge: Knowledge, found: RoleAudit) -> tuple[str, ...]:
    """Return one line for each thing a role needs: the modules that teach it, or what to do about it."""
    return tuple(f"{either(knowledge, need.topics)}: {_taught(found, need)}" for need in found.needs)


def _taught(found: RoleAudit, need: Need) -> str:
    if not need.modules:
        return (
            "no module of the list" if set(need.topics) <= set(found.missing) else "no module named yet: ask"
        )
    named = ", ".join(f"“{module.title}” ({STATUS[module.status]})" for module in need.modules[:MOST_NAMED])
    rest = len(need.modules) - MOST_NAMED
    words = f"{named} and {rest} more" if rest > 0 else named
    return f"{words}. Ask how far the introduction goes" if rests_on_introductions(need) else words


def needs_in_short(found: RoleAudit) -> tuple[str, ...]:
    """Return one line that names the surest module for each thing a role needs, electives to be chosen left out."""
    modules = [need.modules[0] for need in found.needs if need.modules and need.strength >= REACHABLE]
    chosen = {*found.electives, *found.beyond, *found.towards}
    titles = tuple(dict.fromkeys(module.title for module in modules if module.title not in chosen))
    if not titles:
        return ()
    return (
        f"{'taught in' if found.viability is Viability.COVERED else 'already taught in'} {listed(titles)}",
    )


def reading(knowledge: Knowledge, modules: tuple[MappedModule, ...], name: str) -> list[Section]:
    """Return how the titles of a pasted list were read: what they teach, what is unclear, what says nothing to us."""
    shown = modules if len(modules) <= MOST_LISTED else ()
    taught = tuple(_read(knowledge, module) for module in shown if module.topics)
    unclear = tuple(_unclear(knowledge, module) for module in modules[:MOST_LISTED] if module.unclear)
    nothing = [module.title for module in shown if not module.topics and not module.unclear]
    sections = [
        Section("How we read the titles", taught),
        Section("Unclear titles: they may teach this, but we do not count it", unclear),
        Section("Titles that name none of our subjects", (Item("; ".join(nothing)),) if nothing else ()),
    ]
    if not shown:
        full = f"degreepath check --modules {name} --format json"
        sections.append(
            Section(
                "How we read the titles", (Item(f"The list is too long for the screen; all of it: {full}"),)
            )
        )
    return [section for section in sections if section.items]


def _read(knowledge: Knowledge, module: MappedModule) -> Item:
    topics = ", ".join(topic_name(knowledge, topic) for topic in module.topics)
    why = module.because if module.by_hand else f"from {module.because}"
    return Item(f"{topics} ({STATUS[module.status]}; {why})", lead=module.title)


def _unclear(knowledge: Knowledge, module: MappedModule) -> Item:
    return Item(f"{either(knowledge, module.unclear)}?", lead=module.title, mark="?")


def questions(knowledge: Knowledge, audit: Audit, program: Program) -> list[Section]:
    """Return what to ask the school: what decides roles, what this course leaves open, what anybody should know."""
    texts = dict(GENERAL)
    general = tuple(Item(texts[GENERAL_TITLES[one]], lead=GENERAL_TITLES[one]) for one in audit.general)
    sections = [
        Section(
            "Ask the school: is this taught, in which module, and are you sure of a place in it?",
            tuple(_question(knowledge, question) for question in audit.questions),
        ),
        Section("Ask about this course", tuple(map(Item, program.checks))),
        Section("Ask at the open day, because nothing we have read says it", general),
    ]
    return [section for section in sections if section.items]


def _question(knowledge: Knowledge, question: Question) -> Item:
    roles = ", ".join(knowledge.role[role].name for role in question.roles)
    words = f"needed for {roles}."
    if question.introduced:
        words += " The list only shows an introduction: does it go further?"
    if question.titles:
        words += f" Perhaps it is in {listed(question.titles[:MOST_NAMED])}."
    return Item(words, lead=either(knowledge, question.topics), mark="?")


def role_record(found: RoleAudit) -> dict[str, Any]:
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


def question_record(question: Question) -> dict[str, Any]:
    """Return one question as JSON."""
    return {
        "any_of": list(question.topics),
        "roles": list(question.roles),
        "introduced": question.introduced,
        "titles": list(question.titles),
    }


def module_records(program: Program, mapped: tuple[MappedModule, ...]) -> list[dict[str, Any]]:
    """Return the modules as JSON: as read from a list, or as the knowledge base has them, with their source."""
    if mapped:
        return [_record(module.title, module.status, module.topics, module.because) for module in mapped]
    return [
        _record(module.title, module.status, module.topics, _source(program, module))
        for module in program.modules
    ]


def _record(title: str, status: ModuleStatus, topics: tuple[str, ...], because: str) -> dict[str, Any]:
    return {"title": title, "status": status.value, "topics": list(topics), "because": because}


def _source(program: Program, module: Module) -> str:
    return f"read by hand, source {module.source or program.modules_source}"
