"""A module list as a program that the door audit can read, and as a TOML file to correct and keep."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import tomli
from pydantic import ValidationError

from degreepath.errors import ModuleListError
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import clean_text, short
from degreepath.knowledge.load import shipped
from degreepath.knowledge.model import ElectiveGroup, Listed, Module, ModuleStatus, Program
from degreepath.modules.lines import ELECTIVE
from degreepath.modules.rows import Item
from degreepath.modules.titles import Title, read_title

FEWEST_INTERESTS = 2
BY_HAND = "as your file says"
SAY = shipped("texts/module_lists")


class LeftOut(NamedTuple):
    """A line that was not taken for a module, and why."""

    line: str
    why: str


@dataclass(frozen=True)
class ListedModule(Item):
    """One module of a list: its line, and what its title teaches. `status` None: the list does not say.

    `assumes`: topics it builds on, which the course may teach or presuppose. `unreadable`: only a code is known, so it may
    teach anything.
    """

    topics: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    because: str = ""
    group: str | None = None
    assumes: tuple[str, ...] = ()
    unreadable: bool = False


@dataclass(frozen=True)
class ModuleList:
    """What a pasted list says.

    `questions` are for the person who pasted it; `presupposes` are topics one must know to get in; `teaches` is how much the
    list is about each interest.
    """

    modules: tuple[ListedModule, ...]
    groups: tuple[ElectiveGroup, ...] = ()
    presupposes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    teaches: dict[str, int] = field(default_factory=dict)

    @property
    def unknown_words(self) -> tuple[str, ...]:
        """The list's own words for a status that we do not know."""
        return tuple(dict.fromkeys(module.said for module in self.modules if module.said))

    @property
    def unmarked(self) -> tuple[str, ...]:
        """The titles of the modules that the list marks neither compulsory nor elective."""
        return tuple(one.title for one in self.modules if one.status is None and one.said is None)


def _others(may: Iterable[str], topics: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(topic for topic in dict.fromkeys(may) if topic not in topics)


def decide(module: ListedModule, topics: tuple[str, ...]) -> ListedModule:
    """Return `module` with the topics that a person gave it: nothing about it is unclear any more."""
    return replace(module, topics=topics, may=(), because="you decided", unreadable=False)


def as_program(
    modules: ModuleList, *, name: str, listed: Listed, said: Mapping[str, ModuleStatus]
) -> Program:
    """Return the list as a program that the door audit can read.

    `listed`: how much of the course the person says was pasted; a title that is only a code makes it less. `said`: the status
    that the person says a word of the list means, and under "" that of modules without one; otherwise elective, the careful way.
    """
    program_id = re.sub("[^a-z0-9]+", "-", name.casefold()).strip("-")[:50].strip("-") or "module-list"
    found, unread = [], set()
    for module in modules.modules:
        status = module.status or said.get(module.said or "", ELECTIVE)
        fields = {name: getattr(module, name) for name in ("title", "topics", "code", "credits")}
        may = _others((*module.may, *module.assumes), module.topics)
        group = module.group if status is ELECTIVE else None
        found.append(Module(**fields, status=status, may=may, group=group))
        unread |= {status} if module.unreadable else set()
    claim = Listed.PART if listed is Listed.NONE else listed
    less = Listed.COMPULSORY if claim is Listed.WHOLE and unread == {ELECTIVE} else Listed.PART
    return Program(
        id=program_id,
        name=name,
        **SAY["program"],
        teaches=modules.teaches,
        presupposes=modules.presupposes,
        modules=tuple(found),
        groups=modules.groups,
        listed=less if unread else claim,
        listed_because=SAY["listed_because"][claim]
        + (", but of some only the code is known" if unread else ""),
        modules_source=f"{program_id}-list",
    )


def to_toml(program: Program) -> str:
    """Return the program with its source as a file that `read_list` and, as an overlay, `load_knowledge` read back.

    Raises ModuleListError if its titles name fewer than two interests: such a list can be checked, but is no course to keep.
    """
    if len(program.teaches) < FEWEST_INTERESTS:
        raise ModuleListError(SAY["few_interests"])
    source = {"id": program.modules_source, "title": f"Module list: {program.name}", **SAY["file"]["source"]}
    fields = program.model_dump(mode="json", exclude_defaults=True)
    groups, modules = fields.pop("groups", []), fields.pop("modules")
    blocks = [_table("sources", source), _table("programs", fields)]
    blocks += [_table("programs.groups", group) for group in groups]
    blocks += [_table("programs.modules", {"topics": [], **module}) for module in modules]
    return "\n".join([SAY["file"]["head"], *blocks])


def _table(head: str, fields: Mapping[str, Any]) -> str:
    return f"[[{head}]]\n" + "".join(f"{name} = {_value(value)}\n" for name, value in fields.items())


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_value(part)}" for name, part in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def from_toml(knowledge: Knowledge, text: str) -> ModuleList:
    """Return the module list of the one program in a TOML file; the topics it names win over our reading of the titles.

    Raises ModuleListError if it is no TOML, holds no program or several, or names a topic that does not exist.
    """
    try:
        found = tomli.loads(text).get("programs")
    except (ValueError, RecursionError) as error:
        raise ModuleListError(f"The list is not readable as TOML: {clean_text(str(error))}.") from None
    if not isinstance(found, list) or len(found) != 1:
        raise ModuleListError(SAY["one_program"])
    try:
        program = Program.model_validate(found[0])
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = short(".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"]))
        raise ModuleListError(f"The program cannot be read: {place}: {first['msg'].lower()}.") from None
    named = {topic for module in program.modules for topic in (*module.topics, *module.may)}
    unknown = sorted((named | {*program.presupposes}) - knowledge.topic.keys())
    if unknown:
        known = ", ".join(knowledge.topic)
        raise ModuleListError(f"There is no topic '{unknown[0]}'; the topics are {known}.")
    if not program.modules:
        raise ModuleListError("The program has no modules.")
    modules = tuple(_as_listed(knowledge, module) for module in program.modules)
    return ModuleList(modules, program.groups, program.presupposes, teaches=program.teaches)


def _as_listed(knowledge: Knowledge, module: Module) -> ListedModule:
    ours, topics = read_title(knowledge, module.title, module.code), module.topics
    may = _others(module.may, topics)
    same = "topics" not in module.model_fields_set or ({*topics}, {*may}) == ({*ours.topics}, {*ours.may})
    reading = ours if same else Title(topics, may, BY_HAND)
    own = {name: getattr(module, name) for name in ("title", "status", "code", "credits", "group")}
    unreadable = module.title == module.code and not module.topics
    return ListedModule(**own, **reading._asdict(), unreadable=unreadable)
