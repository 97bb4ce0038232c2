"""The pages of facts as their commands make them, with every door they need."""

from typing import Any

from degreepath.advice.doors import audit, doors_between
from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.model import Outcome, Program, Role
from degreepath.pages import compare, program, role
from degreepath.pages.blocks import Page
from degreepath.pages.check import Checked

TODAY = 2026
KNOWLEDGE = load_knowledge()
DOORS = doors_between(KNOWLEDGE.programs, KNOWLEDGE.roles)


def compare_page(programs: tuple[Program, ...], own: tuple[str, ...] = ()) -> Page:
    """Return the comparison of `programs`, also of some that are not in the knowledge base."""
    shipped = {name: getattr(KNOWLEDGE, name) for name in type(KNOWLEDGE).model_fields}
    added = tuple(one for one in programs if one.id not in KNOWLEDGE.program)
    knowledge = Knowledge.model_construct(**shipped | {"programs": (*KNOWLEDGE.programs, *added)})
    figures = {one.id: knowledge.outcomes_of(one) for one in programs}
    return compare.page(knowledge, doors_between(programs, knowledge.roles), figures, TODAY, own)


def roles_page(roles: tuple[Role, ...]) -> Page:
    return compare.roles_page(KNOWLEDGE, {one.id: DOORS[one.id] for one in roles}, TODAY)


def role_page(one: Role) -> Page:
    return role.page(KNOWLEDGE, one, DOORS[one.id], TODAY)


def role_list() -> Page:
    return role.listing(KNOWLEDGE, doors_between(KNOWLEDGE.archetypes, KNOWLEDGE.roles))


def program_page(
    one: Program, knowledge: Knowledge = KNOWLEDGE, figures: tuple[Outcome, ...] | None = None
) -> Page:
    shown = knowledge.outcomes_of(one) if figures is None else figures
    return program.page(knowledge, one, doors_between([one], knowledge.roles), shown, TODAY)


def checked(one: Program, roles: tuple[Role, ...] = (), name: str = "", found: Any = None) -> Checked:
    """Hold a program against `roles`, or against all; `found` is how a pasted list was read, `name` its file."""
    return Checked(one, audit(KNOWLEDGE, one, roles or KNOWLEDGE.roles), name, found)


def program_list(country: str | None, wanted: Role | None = None) -> Page:
    doors = doors_between(KNOWLEDGE.courses, [wanted] if wanted else [])
    return program.listing(KNOWLEDGE, country, doors, (), TODAY)
