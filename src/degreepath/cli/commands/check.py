"""`degreepath check PROGRAM` and `degreepath check --modules FILE`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli.inputs import (
    PROGRAMS,
    ROLES,
    STDIN,
    AnswersOption,
    NoInputOption,
    ResultOption,
    advice_for,
    argument,
    bytes_of,
    current_knowledge,
    option,
    today,
)
from degreepath.cli.output import PAGE, Output, gives
from degreepath.cli.stderr import ask_line, can_ask, say
from degreepath.errors import ModuleListError, UsageError

if TYPE_CHECKING:
    from degreepath.knowledge import Knowledge
    from degreepath.knowledge.model import ModuleStatus, Role
    from degreepath.modules.as_program import ModuleList
    from degreepath.pages.check import Checked

STATUS = "c for compulsory, e for elective, or only Enter if you do not know: "
STATUSES = {
    **dict.fromkeys(("c", "compulsory"), "core"),
    **dict.fromkeys(("e", "elective"), "elective"),
    "": "",
}
HOW = "Some titles can mean several things. Type the numbers of what is taught, n for none, q to stop, or only Enter."


@gives(*PAGE, "toml")
def check(
    out: Output,
    program: Annotated[
        list[str] | None,
        argument("[PROGRAM]", "A program, by id, name or alias, or a part of it.", PROGRAMS),
    ] = None,
    modules: Annotated[
        str | None,
        option("--modules", "FILE", "A module list pasted into a file, one a line ('-': stdin)."),
    ] = None,
    role: Annotated[
        list[str] | None, option("--role", "ROLE", "Only this role; may be repeated.", ROLES)
    ] = None,
    whole: Annotated[
        bool, typer.Option("--complete", help="FILE names every module of the course, so it can also say no.")
    ] = False,
    result: ResultOption = None,
    answers: AnswersOption = None,
    no_input: NoInputOption = False,
) -> None:
    """Check which roles a course keeps open, which it closes, and which electives reopen them.

    With --result or --answers, the roles that fit that student come first. For a course we do not know, paste its module
    titles into a file, one a line, below 'Core:' and 'Elective:'. Then -o FILE.toml also writes that list with what each
    module teaches: correct it, check it again, or keep it as a program of your own.

    \b
    Examples:
      degreepath check technology
      degreepath check production --role composer --role mix-engineer
      degreepath check --modules modules.txt -o my-course.toml
    """
    from degreepath.advice.doors import audit
    from degreepath.knowledge.find import find_program, find_role
    from degreepath.pages import check as pages

    name = " ".join(program or ())
    if name and Path(name).is_file():
        raise UsageError(f"{name} is a file; to check the module list in it, type --modules before it.")
    if bool(program) == bool(modules):
        raise UsageError(
            "check takes either a program or --modules FILE; 'degreepath programs' lists the programs."
        )
    if modules is None and (whole or out.form == "toml"):
        raise UsageError("--complete and the form toml are for a module list; add --modules FILE.")
    knowledge = current_knowledge()
    ids = dict.fromkeys(find_role(knowledge, name).id for name in role or ())
    roles = tuple(knowledge.role[name] for name in ids) or knowledge.roles
    advice = advice_for(knowledge, result, answers)
    if modules is not None:
        checked = _pasted(knowledge, modules, roles, out, whole=whole, asks=not no_input)
    else:
        known = find_program(knowledge, name)
        checked = pages.Checked(known, audit(knowledge, known, roles))
    if out.form == "toml":
        from degreepath.modules.as_program import to_toml

        out.deliver(texts={"toml": lambda: to_toml(checked.program)})
        if not out.file:
            return
        out = replace(out, form="text", file=None)
    out.deliver(
        lambda: pages.page(knowledge, checked, today().year, advice.named if advice else ()),
        lambda: pages.document(knowledge, checked),
        private=advice is not None,
    )


def _pasted(
    knowledge: "Knowledge",
    file: str,
    roles: "tuple[Role, ...]",
    out: Output,
    *,
    whole: bool,
    asks: bool,
) -> "Checked":
    """Check the module list in `file`, having asked about what it leaves open where a person can be asked."""
    from degreepath.advice.doors import audit
    from degreepath.knowledge.fields import clean_text
    from degreepath.knowledge.model import Listed, ModuleStatus
    from degreepath.modules.as_program import as_program
    from degreepath.modules.read import MAX_BYTES, decode, read_list
    from degreepath.pages.check import Checked

    name = "stdin" if file == STDIN else clean_text(file)
    listed = read_list(knowledge, decode(bytes_of(file, MAX_BYTES, "The module list"), name))
    if not any(module.topics or module.may for module in listed.modules):
        raise ModuleListError(
            f"None of the {len(listed.modules):,} titles in {name} names a subject we know."
        )
    said: dict[str, ModuleStatus] = {}
    if asks and file != STDIN and can_ask():
        listed = _ask_topics(knowledge, _ask_statuses(listed, said))
    program = as_program(
        listed,
        name=(out.file if out.file and out.form == "toml" else Path(name)).stem,
        listed=Listed.WHOLE if whole else Listed.PART,
        said=said,
    )
    return Checked(program, audit(knowledge, program, roles), name, listed)


def _ask_statuses(listed: "ModuleList", said: "dict[str, ModuleStatus]") -> "ModuleList":
    """Ask what the list's own words for a status mean, and what modules without one are (""), into `said`.

    Return the list with the questions that are still open.
    """
    from degreepath.knowledge.model import ModuleStatus

    about = [*listed.unknown_words, *([""] if listed.unmarked else [])]
    left = list(listed.questions[len(about) :])
    for word, question in zip(about, listed.questions, strict=False):
        say("", question)
        while (typed := ask_line(STATUS).casefold()) not in STATUSES:
            say("Please type c or e, or only Enter.")
        if typed:
            said[word] = ModuleStatus(STATUSES[typed])
        else:
            left.append(question)
    return replace(listed, questions=tuple(left))


def _ask_topics(knowledge: "Knowledge", listed: "ModuleList") -> "ModuleList":
    """Ask about each unclear title; Enter leaves it as it is, 'q' leaves the rest as they are."""
    from degreepath.modules.as_program import decide

    found = list(listed.modules)
    unclear = [place for place, module in enumerate(found) if module.may]
    say(*([HOW] if unclear else []))
    for number, place in enumerate(unclear, start=1):
        module = found[place]
        topics = (f"  {i} {knowledge.topic[topic].name}" for i, topic in enumerate(module.may, start=1))
        say("", f"Unclear title {number} of {len(unclear)}: {module.title}", *topics)
        typed = _numbers(len(module.may))
        if typed is None:
            break
        if typed:
            found[place] = decide(module, (*module.topics, *(module.may[i - 1] for i in sorted(typed) if i)))
    return replace(listed, modules=tuple(found))


def _numbers(most: int) -> set[int] | None:
    """Return the numbers typed: none for Enter, {0} for 'n', None to stop asking."""
    while True:
        words = ask_line("Numbers, n, q or Enter: ").replace(",", " ").casefold().split()
        if words == ["q"]:
            return None
        if words in ([], ["n"]):
            return {0} if words else set()
        if all(word.isdecimal() and 1 <= int(word) <= most for word in words):
            return set(map(int, words))
        say(f"Please type numbers from 1 to {most}, or n, q, or only Enter.")
