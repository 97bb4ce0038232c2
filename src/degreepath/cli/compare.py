"""`degreepath compare A B [C…]`, programs or roles."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from degreepath.cli import complete, output
from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.own_result import own_result
from degreepath.cli.today import this_year
from degreepath.errors import UsageError

if TYPE_CHECKING:
    from degreepath.knowledge.knowledge import Knowledge
    from degreepath.knowledge.program import Program
    from degreepath.knowledge.role import Role

Compared = TypeVar("Compared", "Program", "Role")
FEWEST, MOST = 2, 7


def compare(
    programs: Annotated[
        list[str],
        typer.Argument(
            metavar="PROGRAM",
            help="2 to 7 programs (or roles), by id, name or alias.",
            show_default=False,
            autocompletion=complete.compared,
        ),
    ],
    roles: Annotated[bool, typer.Option("--roles", help="Compare roles instead of programs.")] = False,
    form: output.HandoutOption = output.HandoutFormat.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """Compare 2 to 7 programs: subjects, award, roles, entry, and what to check before applying.

    With --roles, 2 to 7 jobs: the work, what it needs, the way in, pay, outlook. On a terminal, how well they fit you by
    your newest kept result stands beside the facts; files never carry it.

    \b
    Examples:
      degreepath compare production technology
      degreepath compare --roles composer mix-engineer
      degreepath compare production technology --format markdown -o comparison.md
      degreepath compare production technology -o comparison.html
    """
    kind = "role" if roles else "program"
    if not FEWEST <= len(programs) <= MOST:
        raise UsageError(
            f"compare takes {FEWEST} to {MOST} {kind}s, not {len(programs)}; 'degreepath {kind}s' lists them all."
        )
    knowledge = current_knowledge()
    if roles:
        from degreepath.knowledge.find import find_role
        from degreepath.show import compare_roles as of_roles

        jobs = _each_once("role", tuple(find_role(knowledge, name) for name in programs))
        own = own_result(knowledge, form, out)
        fit = own.fit_of_roles(jobs) if own else None
        page = partial(of_roles.page, knowledge, jobs, this_year(), fit)
        record = partial(of_roles.document, knowledge, jobs)
    else:
        from degreepath.show import compare_programs as of_programs

        chosen = _each_once("program", tuple(_program(knowledge, name) for name in programs))
        own = own_result(knowledge, form, out)
        fit = own.fit_of_programs(chosen) if own else None
        page = partial(of_programs.page, knowledge, chosen, this_year(), fit)
        record = partial(of_programs.document, knowledge, chosen)
    output.deliver(form, out, force=force, page=page, record=record)


def _program(knowledge: "Knowledge", name: str) -> "Program":
    """Return the program called `name`; whoever names a role instead is told of --roles."""
    from degreepath.knowledge.find import find_program, find_role

    try:
        return find_program(knowledge, name)
    except UsageError:
        try:
            role = find_role(knowledge, name)
        except UsageError:
            role = None
        if not role:
            raise
        raise UsageError(f"'{role.id}' is a role, not a program; to compare roles, add --roles.") from None


def _each_once(kind: str, chosen: tuple[Compared, ...]) -> tuple[Compared, ...]:
    """Return `chosen`. Raises UsageError if one is named twice."""
    twice = next((one for one in chosen if chosen.count(one) > 1), None)
    if twice:
        raise UsageError(f"'{twice.id}' is named twice; name each {kind} once.")
    return chosen
