"""A pasted module list with its titles read: what each module teaches, what that rests on, and what is unclear."""

import re
from dataclasses import dataclass, replace

from degreepath.errors import ModuleListError
from degreepath.knowledge.module_lines import may_be_code
from degreepath.knowledge.module_list import ListedModule, ModuleList
from degreepath.knowledge.program import Module, ModuleStatus, Program, ProgramKind
from degreepath.knowledge.record import clean_text
from degreepath.knowledge.titles import TitleReader, reader
from degreepath.knowledge.vocabulary import Topic

BY_HAND = "you decided"
_TITLE_UNKNOWN = re.compile(r"\W*title not (?:read|known)\W*.*")


@dataclass(frozen=True)
class MappedModule:
    """One module: the topics it teaches, what this rests on, and the topics that its title may mean."""

    title: str
    status: ModuleStatus
    topics: tuple[str, ...]
    because: str
    unclear: tuple[str, ...] = ()
    code: str | None = None
    credits: str | None = None
    by_hand: bool = False

    @property
    def unreadable(self) -> bool:
        """Whether the title is only a code, or not known, so that the module may teach anything."""
        return not self.topics and bool(may_be_code(self.title) or _TITLE_UNKNOWN.fullmatch(self.title))


def map_modules(found: ModuleList, topics: tuple[Topic, ...]) -> tuple[MappedModule, ...]:
    """Return the modules of a list with their topics. Topics that the list itself gives win over our reading.

    Raises ModuleListError if the list names a topic that does not exist.
    """
    titles, known = reader(topics), {topic.id for topic in topics}
    return tuple(_map(module, titles, known) for module in found.modules)


def decide(module: MappedModule, topics: tuple[str, ...]) -> MappedModule:
    """Return `module` with the topics that a person gave it."""
    return replace(module, topics=topics, because=BY_HAND, unclear=(), by_hand=True)


def _map(module: ListedModule, titles: TitleReader, known: set[str]) -> MappedModule:
    reading = titles.read(module.title, module.code)
    ours = MappedModule(
        title=module.title,
        status=module.status,
        topics=reading.topics,
        because=reading.because,
        unclear=reading.unclear,
        code=module.code,
        credits=module.credits,
    )
    if module.topics is None:
        return ours
    wrong = next((topic for topic in (*module.topics, *module.unclear) if topic not in known), None)
    if wrong:
        every = ", ".join(sorted(known))
        raise ModuleListError(
            f"“{module.title}” names the topic '{clean_text(wrong)}', which does not exist; the topics are {every}."
        )
    unclear = tuple(topic for topic in module.unclear if topic not in module.topics)
    if set(module.topics) == set(reading.topics) and set(unclear) == set(reading.unclear):
        return ours
    return replace(ours, topics=module.topics, because=BY_HAND, unclear=unclear, by_hand=True)


def as_program(modules: tuple[MappedModule, ...], *, complete: bool, elective_slots: int | None) -> Program:
    """Return the modules as a program that the audit can read. A list with unreadable titles is never complete."""
    return Program(
        id="module-list",
        name="Your module list",
        kind=ProgramKind.COURSE,
        about="A module list from a file.",
        award="not stated",
        teaches={},
        modules=tuple(
            Module(title=module.title, status=module.status, topics=module.topics) for module in modules
        ),
        modules_complete=complete and not any(module.unreadable for module in modules),
        elective_slots=elective_slots,
        modules_source="your-list",
    )
