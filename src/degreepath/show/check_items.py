"""The door audit in words: verdicts, the modules behind them, how titles were read, what to ask."""

from degreepath.advice.audit import Audit, General, Need, Question, RoleAudit, rests_on_introductions
from degreepath.advice.coverage import REACHABLE, Viability
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.mapped_modules import MappedModule
from degreepath.knowledge.program import ModuleStatus, Program
from degreepath.show.blocks import Item, Section
from degreepath.show.door_items import as_sentences, either, listed, open_points
from degreepath.show.open_day import GENERAL
from degreepath.show.program_items import topic_name

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


def verdict(knowledge: Knowledge, found: RoleAudit) -> str:
    """Return in words what a role hangs on; '' if on nothing."""
    match found.viability:
        case Viability.COVERED:
            return ""
        case Viability.POSSIBLE:
            return _possible(found)
        case _:
            points = open_points(knowledge, knowledge.role[found.role], found)
            if found.towards:
                points.append(f"you would also have to choose {listed(found.towards)}")
            return f"{as_sentences(points)}."


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


def reading(knowledge: Knowledge, modules: tuple[MappedModule, ...], file: str) -> list[Section]:
    """Return how the titles of a pasted list were read: what they teach, what is unclear, what says nothing to us.

    `file` is its name as one types it in a command.
    """
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
        full = f"degreepath check --modules {file} --format json"
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
