"""`degreepath check PROGRAM` and `degreepath check --modules FILE`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli import complete, output
from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.module_lists import read_list
from degreepath.cli.own_result import own_result
from degreepath.cli.say import say
from degreepath.cli.sheets import STDIN
from degreepath.cli.today import this_year
from degreepath.errors import ModuleListError, UsageError

if TYPE_CHECKING:
    from degreepath.knowledge.knowledge import Knowledge
    from degreepath.knowledge.mapped_modules import MappedModule
    from degreepath.knowledge.role import Role
    from degreepath.show.check import Checked, OwnRoles


def check(
    program: Annotated[
        str | None,
        typer.Argument(
            metavar="[PROGRAM]",
            show_default=False,
            help="A program, by id, name or alias.",
            autocompletion=complete.programs,
        ),
    ] = None,
    modules: Annotated[
        str | None,
        typer.Option(
            "--modules", metavar="FILE", help="A module list pasted into a file, one a line ('-': stdin)."
        ),
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role",
            metavar="ROLE",
            help="Only this role; may be given several times.",
            autocompletion=complete.roles,
        ),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--complete", help="FILE names every module of the course, so it can also say no.")
    ] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask about unclear titles.")] = False,
    form: output.FormatOption = output.Format.TEXT,
    out: output.OutOption = None,
    force: output.ForceOption = False,
) -> None:
    """Check which roles a course keeps open, which it closes, and which electives reopen them.

    Without --role, all roles; on a terminal, those of your newest kept result come first.

    For a course we do not know, paste its module titles into a file, one a line, below 'Core:' and 'Elective:'.
    With --modules, -o FILE.toml also writes that list, with what each module teaches: correct it, check it again.

    \b
    Examples:
      degreepath check technology
      degreepath check production --role composer --role mix-engineer
      degreepath check --modules modules.txt -o modules.toml
    """
    from degreepath.knowledge.find import find_role

    if (program is None) == (modules is None):
        raise UsageError(
            "check takes either a program or --modules FILE; 'degreepath programs' lists the programs."
        )
    if whole and modules is None:
        raise UsageError("--complete speaks of a module list; add --modules FILE or leave it out.")
    knowledge = current_knowledge()
    wanted = dict.fromkeys(find_role(knowledge, name).id for name in role or ())
    roles = tuple(knowledge.role[name] for name in wanted)
    if program is not None:
        checked = _known(knowledge, program, roles)
        own = None if roles else own_result(knowledge, form, out)
        _show(knowledge, checked, form, out, own=own.best_roles() if own else None, force=force)
        return
    keep = out if form is output.Format.TEXT and str(out) != "-" else None
    output.require_free(keep, force=force)
    checked = _pasted(knowledge, str(modules), roles, whole=whole, no_input=no_input, keep=keep, force=force)
    _show(knowledge, checked, form, None if keep else out, force=force)


def _known(knowledge: "Knowledge", name: str, roles: tuple["Role", ...]) -> "Checked":
    from degreepath.advice.audit import audit
    from degreepath.knowledge.find import find_program
    from degreepath.show.check import Checked

    program = find_program(knowledge, name)
    return Checked(program, audit(program, roles or knowledge.roles, ranked=not roles))


def _pasted(
    knowledge: "Knowledge",
    file: str,
    roles: tuple["Role", ...],
    *,
    whole: bool,
    no_input: bool,
    keep: Path | None,
    force: bool,
) -> "Checked":
    """Check a list of modules in a file; what each was taken for is written to `keep`, also if nothing was understood."""
    from degreepath.advice.audit import audit
    from degreepath.knowledge.mapped_modules import as_program
    from degreepath.knowledge.record import clean_text
    from degreepath.show.check import Checked
    from degreepath.show.module_toml import module_toml

    name = "stdin" if file == STDIN else clean_text(file)
    found, mapped = read_list(knowledge, file, name, no_input=no_input)
    whole = whole or bool(found.complete)
    if keep:
        text = module_toml(knowledge, mapped, complete=whole, elective_slots=found.elective_slots)
        output.write(text, keep, force=force)
    _require_topics(mapped, name, keep)
    for note in found.notes:
        say(f"degreepath: {note}")
    program = as_program(mapped, complete=whole, elective_slots=found.elective_slots)
    unclear = tuple((module.title, module.unclear) for module in mapped if module.unclear)
    return Checked(
        program,
        audit(program, roles or knowledge.roles, unclear, ranked=not roles),
        mapped,
        name,
        found.notes,
    )


def _require_topics(mapped: tuple["MappedModule", ...], name: str, keep: Path | None) -> None:
    if not any(module.topics or module.unclear for module in mapped):
        way_out = (
            f"write the topics into {keep} and check that file."
            if keep
            else "add -o modules.toml to write the topics yourself."
        )
        raise ModuleListError(
            f"None of the {len(mapped):,} titles in {name} names a subject we know; {way_out}"
        )


def _show(
    knowledge: "Knowledge",
    checked: "Checked",
    form: output.Format,
    out: Path | None,
    *,
    own: "OwnRoles | None" = None,
    force: bool,
) -> None:
    from degreepath.show import check as show

    output.deliver(
        form,
        out,
        force=force,
        page=lambda: show.page(knowledge, checked, this_year(), own),
        record=lambda: show.document(knowledge, checked),
    )
