"""`degreepath roles`, `programs`, `sources`, `questions`, `method`: what the knowledge base holds, what is asked, how it is scored."""

from typing import TYPE_CHECKING, Annotated

from degreepath.cli.inputs import (
    COUNTRIES,
    PROGRAMS,
    ROLES,
    SOURCES,
    argument,
    current_knowledge,
    imported,
    option,
    today,
)
from degreepath.cli.output import PAGE, Output, gives
from degreepath.errors import UsageError

if TYPE_CHECKING:
    from degreepath.pages.blocks import Page

HOW = ", by id, name or alias, or a part of it. Without one: the list."


@gives(*PAGE)
def roles(
    out: Output,
    role: Annotated[list[str] | None, argument("[ROLE]", f"A role{HOW}", ROLES)] = None,
    country: Annotated[
        str | None, option("--country", "COUNTRY", "Whose pay comes first.", COUNTRIES)
    ] = None,
) -> None:
    """List the roles, or read one: the work, whom it suits, what it needs, what it pays, what leads there.

    \b
    Examples:
      degreepath roles
      degreepath roles composer --country UK
      degreepath roles --format json
    """
    from degreepath.advice.doors import doors_between
    from degreepath.knowledge.find import find_country, find_role
    from degreepath.pages import role as pages

    knowledge = current_knowledge()
    chosen = find_role(knowledge, " ".join(role)) if role else None
    where = find_country(knowledge, country) if country is not None else None
    some = (chosen,) if chosen else knowledge.roles

    def page() -> "Page":
        if chosen:
            doors = doors_between(knowledge.programs, some)
            return pages.page(knowledge, chosen, doors[chosen.id], today().year, where)
        return pages.listing(knowledge, doors_between(knowledge.archetypes, some))

    out.deliver(page, lambda: pages.document(knowledge, doors_between(knowledge.programs, some)))


@gives(*PAGE)
def programs(
    out: Output,
    program: Annotated[list[str] | None, argument("[PROGRAM]", f"A program{HOW}", PROGRAMS)] = None,
    country: Annotated[
        str | None, option("--country", "COUNTRY", "List the courses of this country.", COUNTRIES)
    ] = None,
    role: Annotated[
        str | None, option("--role", "ROLE", "List the courses that lead to this role.", ROLES)
    ] = None,
) -> None:
    """List the programs, or read one: its modules, how to get in, where it leads, what became of graduates.

    \b
    Examples:
      degreepath programs
      degreepath programs technology
      degreepath programs --country UK --role composer
      degreepath programs --format json
    """
    from degreepath.advice.doors import doors_between
    from degreepath.knowledge.find import find_country, find_program, find_role
    from degreepath.outcomes.imported import courses_known_by_figures, outcomes_of
    from degreepath.pages import program as pages

    if program and (country or role):
        raise UsageError("--country and --role choose among all programs, so leave the program out.")
    knowledge = current_knowledge()
    chosen = find_program(knowledge, " ".join(program)) if program else None
    where = find_country(knowledge, country) if country is not None else None
    wanted = find_role(knowledge, role) if role is not None else None

    def page() -> "Page":
        if chosen:
            row = doors_between([chosen], knowledge.roles)
            figures = outcomes_of(knowledge, chosen, imported())
            return pages.page(knowledge, chosen, row, figures, today().year)
        if not (where or wanted):
            return pages.overview(knowledge)
        more = courses_known_by_figures(knowledge, imported(), where) if where and not wanted else ()
        doors = doors_between(knowledge.courses, [wanted] if wanted else [])
        return pages.listing(knowledge, where, doors, more, today().year)

    some = (chosen,) if chosen else knowledge.programs
    out.deliver(page, lambda: pages.document(knowledge, some, doors_between(some, knowledge.roles)))


@gives(*PAGE)
def sources(
    out: Output,
    source: Annotated[
        list[str] | None, argument("[SOURCE]", "A source, by id or title. Without one: the list.", SOURCES)
    ] = None,
) -> None:
    """List where every fact comes from, or see what rests on one source.

    \b
    Examples:
      degreepath sources
      degreepath sources kan-samples
      degreepath sources --format json
    """
    from degreepath.knowledge.find import find_source
    from degreepath.pages import about as pages

    knowledge, year = current_knowledge(), today().year
    chosen = find_source(knowledge, " ".join(source)) if source else None
    out.deliver(
        lambda: pages.source_page(knowledge, chosen, year) if chosen else pages.sources_page(knowledge, year),
        lambda: pages.sources_document(knowledge, chosen),
    )


@gives(*PAGE, "toml", "csv", "xlsx", "lists", "script")
def questions(out: Output) -> None:
    """Show what the quiz asks, or write a form to answer it on.

    For one student: toml, an answer sheet. For a class: html or pdf, a sheet of two sides to print; xlsx or csv, a file to
    fill in; lists, to paste into Google Forms or Microsoft Forms; script, which makes the form in Google Forms.

    \b
    Examples:
      degreepath questions
      degreepath questions -o answers.toml
      degreepath questions -o sheet.html
      degreepath questions -o class.xlsx
      degreepath questions --format lists -o form.txt
      degreepath questions -o form.gs
    """
    from degreepath.cohort import forms
    from degreepath.pages import about as pages

    knowledge = current_knowledge()
    out.deliver(
        lambda: (
            pages.questions_to_print(knowledge)
            if out.form in {"html", "pdf"}
            else pages.questions_page(knowledge)
        ),
        lambda: pages.questions_document(knowledge),
        {
            "toml": lambda: pages.answer_sheet(knowledge),
            "csv": lambda: forms.class_csv(knowledge),
            "xlsx": lambda: forms.class_xlsx(knowledge),
            "lists": lambda: forms.lists(knowledge),
            "script": lambda: forms.google_script(knowledge),
        },
    )


@gives(*PAGE)
def method(out: Output) -> None:
    """Show what is not known, how well the advice worked when tried, and how it is made.

    \b
    Examples:
      degreepath method
      degreepath method --only words
      degreepath method --all -o method.md
    """
    from degreepath.knowledge.load import load_figures
    from degreepath.pages import about as pages

    knowledge, figures = current_knowledge(), load_figures()
    out.deliver(
        lambda: pages.method_page(knowledge, figures), lambda: pages.method_document(knowledge, figures)
    )
