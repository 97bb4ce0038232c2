"""`degreepath check PROGRAM` and `degreepath check --modules FILE`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli import complete, output
from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.own_result import own_roles
from degreepath.cli.today import this_year
from degreepath.errors import FileError, ModuleListError, UsageError

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
    complete: Annotated[
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
    With --modules, -o FILE also writes that list as TOML, with what each module teaches: correct it, check it again.

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
    if complete and modules is None:
        raise UsageError("--complete speaks of a module list; add --modules FILE or leave it out.")
    knowledge = current_knowledge()
    wanted = dict.fromkeys(find_role(knowledge, name).id for name in role or ())
    roles = tuple(knowledge.role[name] for name in wanted)
    if program is not None:
        checked = _known(knowledge, program, roles)
        own = own_roles(knowledge, out) if form is output.Format.TEXT and not roles else None
        _show(knowledge, checked, form, out, own=own, force=force)
        return
    keep = out if form is output.Format.TEXT and str(out) != "-" else None
    checked = _pasted(
        knowledge, str(modules), roles, complete=complete, no_input=no_input, keep=keep, force=force
    )
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
    complete: bool,
    no_input: bool,
    keep: Path | None,
    force: bool,
) -> "Checked":
    from degreepath.advice.audit import audit
    from degreepath.knowledge.mapped_modules import as_program, map_modules
    from degreepath.knowledge.module_list import decode, parse_modules
    from degreepath.knowledge.record import clean_text
    from degreepath.show.check import Checked
    from degreepath.show.module_toml import module_toml

    if keep and keep.exists() and not force:
        raise FileError(f"{keep} exists already; choose another name or add --force to overwrite it.")
    name = "stdin" if file == "-" else clean_text(file)
    found = parse_modules(decode(_bytes(file), name), name)
    mapped = map_modules(found, knowledge.topics)
    if not no_input and file != "-" and sys.stdin.isatty() and sys.stdout.isatty():
        mapped = _ask(knowledge, mapped)
    whole = complete or bool(found.complete)
    if keep:
        text = module_toml(knowledge, mapped, complete=whole, elective_slots=found.elective_slots)
        output.write(text, keep, force=force)
    if not any(module.topics or module.unclear for module in mapped):
        raise ModuleListError(
            f"None of the {len(mapped):,} titles in {name} names a subject we know; "
            + (
                f"write the topics into {keep} and check that file."
                if keep
                else "add -o modules.toml to write the topics yourself."
            )
        )
    for note in found.notes:
        typer.echo(f"degreepath: {note}", err=True)
    program = as_program(mapped, complete=whole, elective_slots=found.elective_slots)
    unclear = tuple((module.title, module.unclear) for module in mapped if module.unclear)
    return Checked(
        program,
        audit(program, roles or knowledge.roles, unclear, ranked=not roles),
        mapped,
        name,
        found.notes,
    )


def _bytes(file: str) -> bytes:
    from degreepath.knowledge.module_list import MAX_BYTES

    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
    try:
        with Path(file).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(
            f"The module list {file} cannot be read ({error.strerror}); check the name."
        ) from None


HOW_TO_ANSWER = (
    "Some titles can mean several things. For each, type the numbers of what the module teaches. "
    "Only Enter leaves it unclear; n means none of these; q stops asking."
)


def _ask(knowledge: "Knowledge", mapped: tuple["MappedModule", ...]) -> tuple["MappedModule", ...]:
    """Ask about each unclear title; Enter leaves it as it is, 'q' leaves the rest as they are."""
    from degreepath.knowledge.mapped_modules import decide

    unclear = [module for module in mapped if module.unclear]
    if unclear:
        _say(HOW_TO_ANSWER)
    decided = {}
    for number, module in enumerate(unclear, start=1):
        _say(f"\nUnclear title {number} of {len(unclear)}: {module.title}")
        for i, topic in enumerate(module.unclear, start=1):
            _say(f"  {i} {knowledge.topic[topic].name}")
        typed = _typed(len(module.unclear))
        if typed is None:
            break
        if typed:
            chosen = tuple(module.unclear[i - 1] for i in sorted(typed) if i)
            decided[module] = decide(module, (*module.topics, *chosen))
    if unclear:
        _say("")
    return tuple(decided.get(module, module) for module in mapped)


def _say(text: str) -> None:
    import shutil
    import textwrap

    width = shutil.get_terminal_size().columns - 1
    typer.echo("\n".join(textwrap.fill(line, width) for line in text.split("\n")), err=True)


def _typed(most: int) -> set[int] | None:
    """Return the numbers typed: none for Enter, {0} for 'n', None to stop asking."""
    while True:
        typer.echo("Numbers, n, q or Enter: ", nl=False, err=True)
        line = sys.stdin.readline()
        words = line.replace(",", " ").casefold().split()
        if not line or words == ["q"]:
            return None
        if words in ([], ["n"]):
            return {0} if words else set()
        if all(word.isdecimal() and 1 <= int(word) <= most for word in words):
            return set(map(int, words))
        _say(f"Please type numbers from 1 to {most}, or n, q, or only Enter.")


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
        text=lambda: show.page(knowledge, checked, this_year(), own),
        record=lambda: show.document(knowledge, checked),
        markdown=lambda: show.markdown(knowledge, checked, this_year()),
    )
