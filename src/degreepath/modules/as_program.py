"""A module list as a program that the door audit can read, and as a TOML file to correct and keep."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import tomli
from pydantic import ValidationError

from degreepath.errors import ModuleListError
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import clean_text, short
from degreepath.knowledge.model import ElectiveGroup, Listed, Module, ModuleStatus, Program, ProgramKind
from degreepath.modules.lines import ELECTIVE
from degreepath.modules.titles import read_title

FEWEST_INTERESTS = 2
BY_HAND = "as your file says"
_LISTED = {
    Listed.WHOLE: "you said that every module of the course was pasted",
    Listed.COMPULSORY: "you said that every compulsory module of the course was pasted",
    Listed.PART: "it is not known whether every module of the course was pasted",
}
_HEAD = """\
# A module list as degreepath read it. Correct it and check it again: degreepath check --modules THIS-FILE
# In a folder of its own, with the option --data FOLDER, it is a course like all others; add institution, country and archetype.
# status: "core" (compulsory), "elective" or "intro" (only introduces its subject). topics: what the module teaches.
# may: what its title may mean; move what is right into topics and delete the rest. Without topics the title is read anew.
# listed: "whole" (every module is here), "compulsory" (every compulsory one is) or "part"; only the first two can say no.
# teaches: how much the course is about each interest, from 1 to 3; counted from the modules.
schema = 1
"""


class LeftOut(NamedTuple):
    """A line that was not taken for a module, and why."""

    line: str
    why: str


@dataclass(frozen=True)
class ListedModule:
    """One module of a list.

    `status` None: the list does not say; `said`: the list's word for it, if we do not know that word. `assumes`: topics it
    builds on, which the course may teach or presuppose. `unreadable`: only a code is known, so it may teach anything.
    """

    title: str
    status: ModuleStatus | None = None
    topics: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    because: str = ""
    code: str | None = None
    credits: str | None = None
    group: str | None = None
    said: str | None = None
    assumes: tuple[str, ...] = ()
    unreadable: bool = False


@dataclass(frozen=True)
class ModuleList:
    """What a pasted list says.

    `questions` are for the person who pasted it, `unknown_words` the statuses among them; `presupposes` are topics one must
    know to get in; `teaches` is how much the list is about each interest.
    """

    modules: tuple[ListedModule, ...]
    groups: tuple[ElectiveGroup, ...] = ()
    presupposes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    unknown_words: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    teaches: dict[str, int] = field(default_factory=dict)

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
    modules: ModuleList,
    *,
    name: str,
    listed: Listed,
    unmarked: ModuleStatus,
    words: Mapping[str, ModuleStatus] | None = None,
) -> Program:
    """Return the list as a program that the door audit can read.

    `listed`: how much of the course the person says was pasted; a title that is only a code makes it less. `unmarked`: how
    to read modules of which the list does not say whether they are compulsory. `words`: what the statuses that we do not
    know mean, as the person says; those not named are read as electives, the careful way.
    """
    letters = "".join(c if c.isascii() and c.isalnum() else " " for c in name.casefold())
    program_id = "-".join(letters.split())[:50].strip("-") or "module-list"
    found = []
    unread = set()
    for module in modules.modules:
        status = module.status or ((words or {}).get(module.said, ELECTIVE) if module.said else unmarked)
        fields = {name: getattr(module, name) for name in ("title", "topics", "code", "credits")}
        may = _others((*module.may, *module.assumes), module.topics)
        group = module.group if status is ELECTIVE else None
        found.append(Module(**fields, status=status, may=may, group=group))
        unread |= {status} if module.unreadable else set()
    claim = listed if listed in _LISTED else Listed.PART
    less = Listed.COMPULSORY if claim is Listed.WHOLE and unread == {ELECTIVE} else Listed.PART
    return Program(
        id=program_id,
        name=name,
        kind=ProgramKind.COURSE,
        about="A module list that was pasted.",
        award="not stated",
        teaches=modules.teaches,
        presupposes=modules.presupposes,
        modules=tuple(found),
        groups=modules.groups,
        listed=less if unread else claim,
        listed_because=_LISTED[claim] + (", but of some only the code is known" if unread else ""),
        modules_source=f"{program_id}-list",
    )


def to_toml(program: Program) -> str:
    """Return the program with its source as a file that `read_list` and, as an overlay, `load_knowledge` read back.

    Raises ModuleListError if its titles name fewer than two interests: such a list can be checked, but is no course to keep.
    """
    if len(program.teaches) < FEWEST_INTERESTS:
        few = "The titles name too few subjects we know to make a course of them"
        raise ModuleListError(f"{few}; check the list without writing it to a file.")
    source = {"id": program.modules_source, "title": f"Module list: {program.name}"}
    source |= {
        "publisher": "pasted by you",
        "date": "undated",
        "kind": "institution",
        "benefits": "the school",
    }
    fields = program.model_dump(mode="json", exclude_defaults=True)
    groups, modules = fields.pop("groups", []), fields.pop("modules")
    blocks = [_table("sources", source), _table("programs", fields)]
    blocks += [_table("programs.groups", group) for group in groups]
    blocks += [_table("programs.modules", {"topics": [], **module}) for module in modules]
    return "\n".join([_HEAD, *blocks])


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
        raise ModuleListError(
            "The file must hold exactly one program, below [[programs]]; take the others out."
        )
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
    topics, may, because = ours if same else (topics, may, BY_HAND)
    own = {name: getattr(module, name) for name in ("title", "status", "code", "credits", "group")}
    unreadable = module.title == module.code and not module.topics
    return ListedModule(**own, topics=topics, may=may, because=because, unreadable=unreadable)
