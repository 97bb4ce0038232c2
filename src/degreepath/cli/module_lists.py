"""The module list that `degreepath check --modules FILE` reads, and asking a person in a terminal about its unclear titles."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from degreepath.cli.say import say
from degreepath.cli.sheets import STDIN, from_stdin
from degreepath.cli.terminal import is_terminal
from degreepath.errors import FileError

if TYPE_CHECKING:
    from degreepath.knowledge.knowledge import Knowledge
    from degreepath.knowledge.mapped_modules import MappedModule
    from degreepath.knowledge.module_list import ModuleList

HOW_TO_ANSWER = (
    "Some titles can mean several things. For each, type the numbers of what the module teaches. "
    "Only Enter leaves it unclear; n means none of these; q stops asking."
)


def read_list(
    knowledge: "Knowledge", file: str, name: str, *, no_input: bool
) -> tuple["ModuleList", tuple["MappedModule", ...]]:
    """Return the list in `file`, and what its titles teach: as they say, and as a person in a terminal says of unclear ones."""
    from degreepath.knowledge.mapped_modules import map_modules
    from degreepath.knowledge.module_list import decode, parse_modules

    found = parse_modules(decode(_bytes(file), name), name)
    mapped = map_modules(found, knowledge.topics)
    if not no_input and file != STDIN and is_terminal(sys.stdin) and is_terminal(sys.stdout):
        mapped = _ask(knowledge, mapped)
    return found, mapped


def _bytes(file: str) -> bytes:
    from degreepath.knowledge.module_list import MAX_BYTES

    if file == STDIN:
        return from_stdin(MAX_BYTES)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(
            f"The module list {file} cannot be read ({error.strerror}); check the name."
        ) from None


def _ask(knowledge: "Knowledge", mapped: tuple["MappedModule", ...]) -> tuple["MappedModule", ...]:
    """Ask about each unclear title; Enter leaves it as it is, 'q' leaves the rest as they are."""
    from degreepath.knowledge.mapped_modules import decide

    unclear = [module for module in mapped if module.unclear]
    if unclear:
        say(HOW_TO_ANSWER)
    decided = {}
    for number, module in enumerate(unclear, start=1):
        topics = (f"  {i} {knowledge.topic[topic].name}" for i, topic in enumerate(module.unclear, start=1))
        say("", f"Unclear title {number} of {len(unclear)}: {module.title}", *topics)
        typed = _typed(len(module.unclear))
        if typed is None:
            break
        if typed:
            chosen = tuple(module.unclear[i - 1] for i in sorted(typed) if i)
            decided[module] = decide(module, (*module.topics, *chosen))
    if unclear:
        say("")
    return tuple(decided.get(module, module) for module in mapped)


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
        say(f"Please type numbers from 1 to {most}, or n, q, or only Enter.")
