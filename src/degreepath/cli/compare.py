"""`degreepath compare A B [C…]`, programs or roles."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli import complete, output
from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.own_result import own_result
from degreepath.cli.today import this_year
from degreepath.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from degreepath.knowledge.knowledge import Knowledge
    from degreepath.knowledge.program import Program
    from degreepath.knowledge.role import Role

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
      degreepath compare production technology --format html -o comparison.html
    """
    kind = "role" if roles else "program"
    if not FEWEST <= len(programs) <= MOST:
        raise UsageError(
            f"compare takes {FEWEST} to {MOST} {kind}s, not {len(programs)}; 'degreepath {kind}s' lists them all."
        )
    write = _roles if roles else _programs
    write(current_knowledge(), programs, form, out, force=force)


def _programs(
    knowledge: "Knowledge", names: list[str], form: output.HandoutFormat, out: Path | None, *, force: bool
) -> None:
    from degreepath.show import compare as show

    programs = tuple(_program(knowledge, name) for name in names)
    _require_each_once("program", programs)

    def page() -> "RenderableType":
        own = own_result(knowledge, out)
        if not own:
            return show.page(knowledge, programs, this_year())
        from degreepath.show.own_result import fit_of_programs

        return show.page(knowledge, programs, this_year(), fit_of_programs(knowledge, own, programs))

    output.deliver(
        form,
        out,
        force=force,
        text=page,
        record=lambda: show.document(knowledge, programs),
        markdown=lambda: show.markdown(knowledge, programs, this_year()),
        html=lambda: show.html(knowledge, programs, this_year()),
        pdf=lambda: show.pdf(knowledge, programs, this_year()),
    )


def _roles(
    knowledge: "Knowledge", names: list[str], form: output.HandoutFormat, out: Path | None, *, force: bool
) -> None:
    from degreepath.knowledge.find import find_role
    from degreepath.show import compare_jobs as show

    roles = tuple(find_role(knowledge, name) for name in names)
    _require_each_once("role", roles)

    def page() -> "RenderableType":
        own = own_result(knowledge, out)
        if not own:
            return show.page(knowledge, roles, this_year())
        from degreepath.show.own_result import fit_of_roles

        return show.page(knowledge, roles, this_year(), fit_of_roles(own, roles))

    output.deliver(
        form,
        out,
        force=force,
        text=page,
        record=lambda: show.document(knowledge, roles),
        markdown=lambda: show.markdown(knowledge, roles, this_year()),
        html=lambda: show.html(knowledge, roles, this_year()),
        pdf=lambda: show.pdf(knowledge, roles, this_year()),
    )


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


def _require_each_once(kind: str, chosen: "Sequence[Program | Role]") -> None:
    twice = next((one for one in chosen if chosen.count(one) > 1), None)
    if twice:
        raise UsageError(f"'{twice.id}' is named twice; name each {kind} once.")
