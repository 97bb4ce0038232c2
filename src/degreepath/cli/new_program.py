"""`degreepath data new-program`: starting a course file by asking."""

import sys
from typing import TYPE_CHECKING

import typer

from degreepath.cli import output
from degreepath.cli.knowledge import current_knowledge
from degreepath.cli.say import say
from degreepath.cli.terminal import is_terminal
from degreepath.cli.today import this_year
from degreepath.errors import STOPPED, ModuleListError, UsageError

if TYPE_CHECKING:
    from degreepath.knowledge.knowledge import Knowledge
    from degreepath.knowledge.module_list import ListedModule
    from degreepath.knowledge.program import Program

INTRO = "Seven questions, the list of modules last. Ctrl-C leaves; nothing is written before the last one is answered."
LONGEST = 200
FIRST_YEAR = 1990


def new_program(out: output.OutOption = None, force: output.ForceOption = False) -> None:
    """Start a course file by answering a few questions and pasting the list of modules.

    \b
    Examples:
      degreepath data new-program -o my-courses/my-school.toml
    """
    if not can_ask():
        raise UsageError(
            "new-program asks questions and needs a terminal; without one, start from the template in CONTRIBUTING.md."
        )
    output.require_free(out, force=force)
    from degreepath.knowledge.new_program import Course, course_file

    knowledge = current_knowledge()
    say(INTRO)
    try:
        course = Course(
            name=_ask("What is the course called, without its award"),
            institution=_ask("Which school offers it"),
            country=_ask("In which country (such as UK or US)"),
            award=_ask("Which award does it end in, as the school prints it (such as BA (Hons))"),
            archetype=_ask_archetype(knowledge),
            year=_ask_year(),
            modules=_ask_modules(),
        )
    except (KeyboardInterrupt, typer.Abort):  # Typer says Abort at its prompts
        say("", "Nothing was written.")
        raise typer.Exit(STOPPED) from None
    output.write(course_file(course, knowledge), out, force=force)
    if out and not output.to_stdout(out):
        say(f"Next: fill in what its comments ask for, then run: degreepath data lint {out.parent}")


def can_ask() -> bool:
    """Tell whether a person can see the questions and answer them. The file itself may go elsewhere."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def _ask(question: str) -> str:
    from degreepath.knowledge.record import clean_text

    while True:
        answer = clean_text(typer.prompt(question, err=True))
        if 0 < len(answer) <= LONGEST:
            return answer
        say(f"Write up to {LONGEST} characters.")


def _ask_archetype(knowledge: "Knowledge") -> "Program":
    names = " or ".join(program.id for program in knowledge.archetypes)
    while True:
        answer = _ask(f"Which general degree is it nearest to ({names})").casefold()
        for program in knowledge.archetypes:
            if answer in (
                program.id,
                program.name.casefold(),
                *(alias.casefold() for alias in program.aliases),
            ):
                return program
        say(f"Write {names}.")


def _ask_year() -> int | None:
    question = "Which year does its list of modules describe (empty if it does not say)"
    while True:
        answer = typer.prompt(question, default="", show_default=False, err=True).strip()
        if not answer:
            return None
        if answer.isdecimal() and FIRST_YEAR <= int(answer[:5]) <= this_year() + 1:
            return int(answer)
        say(f"Write a year from {FIRST_YEAR} to {this_year() + 1}, or nothing.")


def _ask_modules() -> "tuple[ListedModule, ...]":
    from degreepath.knowledge.module_list import parse_modules

    say("Paste its modules, one a line, and end with a line that holds only a full stop (.), or with Ctrl-D:")
    lines = []
    while (line := sys.stdin.readline()) and line.strip() != ".":
        lines.append(line.strip()[:LONGEST])  # an empty line ends nothing: pages have them between the years
    if not any(lines):
        return ()
    try:
        found = parse_modules("\n".join(lines), "What you pasted")
    except ModuleListError as error:
        say(str(error))
        return ()
    for note in found.notes:
        say(note)
    return found.modules
