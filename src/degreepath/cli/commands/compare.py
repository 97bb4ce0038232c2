"""`degreepath compare A B [C…]`, programs or roles."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from degreepath.cli.inputs import (
    COMPARED,
    AnswersOption,
    ResultOption,
    advice_for,
    argument,
    current_knowledge,
    imported,
    today,
)
from degreepath.cli.output import PAGE, Output, gives
from degreepath.errors import UsageError

if TYPE_CHECKING:
    from degreepath.knowledge import Knowledge
    from degreepath.knowledge.model import Program, Role

Compared = TypeVar("Compared", "Program", "Role")
FEWEST, MOST = 2, 7


@gives(*PAGE)
def compare(
    out: Output,
    names: Annotated[
        list[str] | None,
        argument("PROGRAM", "2 to 7 programs (or roles), by id, name or alias.", COMPARED),
    ] = None,
    roles: Annotated[bool, typer.Option("--roles", help="Compare roles instead of programs.")] = False,
    result: ResultOption = None,
    answers: AnswersOption = None,
) -> None:
    """Compare 2 to 7 programs, or roles with --roles: what decides in one table, the rest in sections.

    With --result or --answers it shows how they fit that student.

    \b
    Examples:
      degreepath compare production technology
      degreepath compare --roles composer mix-engineer
      degreepath compare production technology --only entry
      degreepath compare production technology -o comparison.html
    """
    from degreepath.advice.doors import doors_between
    from degreepath.knowledge.find import find_program, find_role
    from degreepath.outcomes.imported import outcomes_of
    from degreepath.pages import compare as pages

    names = names or []
    if not FEWEST <= len(names) <= MOST:
        kind = "role" if roles else "program"
        raise UsageError(
            f"compare takes {FEWEST} to {MOST} {kind}s, not {len(names)}; 'degreepath {kind}s' lists them all."
        )
    knowledge, year = current_knowledge(), today().year
    _not_the_other_kind(knowledge, names, roles=roles)
    advice = advice_for(knowledge, result, answers)
    if roles:
        jobs = _each_once("role", tuple(find_role(knowledge, name) for name in names))
        doors = doors_between(knowledge.programs, jobs)
        page = partial(pages.roles_page, knowledge, doors, year, advice)
        record = partial(pages.roles_document, knowledge, doors)
    else:
        programs = _each_once("program", tuple(find_program(knowledge, name) for name in names))
        top = advice.named if advice else ()
        doors, releases = doors_between(programs, knowledge.roles), imported()
        figures = {program.id: outcomes_of(knowledge, program, releases) for program in programs}
        page = partial(pages.page, knowledge, doors, figures, year, top)
        record = partial(pages.document, knowledge, programs, doors)
    out.deliver(page, record, private=advice is not None)


def _not_the_other_kind(knowledge: "Knowledge", names: list[str], *, roles: bool) -> None:
    """Raise UsageError if a program is named among roles, or a role among programs, and say what to type."""
    from degreepath.knowledge.find import by_names, name_key

    kinds = by_names(knowledge.programs).keys(), by_names(knowledge.roles).keys()
    wanted, others = kinds[::-1] if roles else kinds
    for name in names:
        if name_key(name) in others - wanted:
            here, what = ("program", "leave --roles out") if roles else ("role", "add --roles")
            raise UsageError(f"'{name}' is a {here}; to compare {here}s, {what}.")


def _each_once(kind: str, chosen: tuple[Compared, ...]) -> tuple[Compared, ...]:
    """Return `chosen`. Raises UsageError if one is named twice."""
    twice = next((one for one in chosen if chosen.count(one) > 1), None)
    if twice:
        raise UsageError(f"'{twice.id}' is named twice; name each {kind} once.")
    return chosen
