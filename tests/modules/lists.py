"""Reading a list in tests: each module as "status title", with what else the test asks about."""

from degreepath.knowledge.load import load_knowledge
from degreepath.modules.as_program import ModuleList
from degreepath.modules.read import read_list

KNOWLEDGE = load_knowledge()


def read(text: str) -> ModuleList:
    return read_list(KNOWLEDGE, text)


def said(text: str) -> list[str]:
    """Return "core Mixing", "elective Foley", "- Acoustics" (the list does not say), "Designated Piano" (a word we do not know)."""
    return [f"{m.status or m.said or '-'} {m.title}" for m in read(text).modules]


def titles(text: str) -> list[str]:
    return [module.title for module in read(text).modules]


def chosen(text: str) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return each group's rule with how many to choose and its titles."""
    found = read(text)
    return {
        g.rule: (g.choose, tuple(m.title for m in found.modules if m.group == g.id)) for g in found.groups
    }
