"""`degreepath cohort FILE`: a whole class."""

from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Annotated

import typer

from degreepath.cli.inputs import argument, current_knowledge, option
from degreepath.cli.output import PAGE, SCREEN, Output, form_of, gives, require_free, write_file
from degreepath.cli.stderr import say
from degreepath.errors import FileError, UsageError

if TYPE_CHECKING:
    from degreepath.cohort.score import Scores
    from degreepath.pages.blocks import Page

TABLE = ("csv", "xlsx", "json", "parquet")
INDEX = "index.html"
NEXT = {"-o results.xlsx": "every student, in a table", "--reports reports": "a page for each student"}


@gives(*PAGE, "xlsx", to=("--summary",))
def cohort(
    out: Output,
    source: Annotated[
        Path, argument("FILE", "The answers: .csv, .xlsx or .parquet, as a form exports them.")
    ],
    table: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="TABLE",
            help="Write every student's result to TABLE: .xlsx, .csv, .json or .parquet.",
        ),
    ] = None,
    reports: Annotated[
        Path | None,
        option(
            "--reports", "DIR", "Write a page for each student into DIR; --only 0012,0044 for these alone."
        ),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Write these pages as PDF instead of HTML.")] = False,
    share: Annotated[
        bool, typer.Option("--share", help="Make a summary that may leave the room: small groups are hidden.")
    ] = False,
    names: Annotated[
        bool, typer.Option("--names", help="Show the students' names beside their numbers.")
    ] = False,
) -> None:
    """Read a whole class: who needs a talk first, which degrees and roles come out, a table, a page for each student.

    The file has a row for each student; 'degreepath questions --format csv' (or xlsx, lists, script) makes a form.

    \b
    Examples:
      degreepath cohort class.csv
      degreepath cohort class.csv -o results.xlsx
      degreepath cohort class.csv --reports reports
      degreepath cohort class.csv --share --summary summary.pdf
    """
    form = _form(table)
    _require_apart({"FILE": source, "-o": table, "--summary": out.file, "--reports": reports})
    if table:
        require_free(table, force=out.force)
    from degreepath.cohort.read import read_class
    from degreepath.render.terminal import progress

    with progress() as working:
        working("Reading …")
        read = read_class(current_knowledge(), source)
        from degreepath.cohort.score import for_sharing, nameless, score_class, summarise

        only, out = _students(out, read.ids.to_list(), reports)
        working(f"Scoring {len(read):,} students …")
        scores = score_class(read if names else nameless(read))
        if table and form:
            working(f"Writing {table} …")
            write_file(table, _table(scores, form), force=out.force, private=True)
            say(f"Written to {table}: it holds results, so only you can read it")
        if reports:
            _write_pages(scores, reports, only, ".pdf" if pdf else ".html", force=out.force, working=working)
    from degreepath.cohort.workbooks import Sheet, to_xlsx
    from degreepath.pages import cohort as pages
    from degreepath.render.documents import to_rows

    summary = for_sharing(summarise(scores), scores) if share else summarise(scores)
    file = f'"{source}"' if " " in str(source) else str(source)
    left = [words for words, done in zip(NEXT, (table, reports), strict=True) if not done]
    page = pages.page(scores, summary, [(f"degreepath cohort {file} {words}", NEXT[words]) for words in left])
    workbook = {"xlsx": lambda: to_xlsx([Sheet("Summary", to_rows(page))])}
    out.deliver(lambda: page, lambda: pages.document(scores, summary), workbook, private=not share)


def _form(table: Path | None) -> str | None:
    """Return the form of the table, which the ending of its name says."""
    form = form_of(table, TABLE, None)
    if table and not form:
        file = "results.xlsx" if str(table) == SCREEN else f"{table}.xlsx"
        raise UsageError(f"The ending of its name says the form of the table; type -o {file}.")
    return form


def _require_apart(files: dict[str, Path | None]) -> None:
    """Raise UsageError if a file would be read and overwritten, or written twice: what is there first would be lost."""
    seen: dict[Path, str] = {}
    for name, path in files.items():
        if path and (other := seen.setdefault(path.resolve(), name)) != name:
            raise UsageError(f"{other} and {name} are one file, {path}; give each a name of its own.")


def _students(out: Output, ids: list[str], reports: Path | None) -> tuple[list[int], Output]:
    """Return the places of the students that --only names (all, if none), and `out` with what is left of it: sections."""
    known = {name: place for place, name in enumerate(ids)}
    for name in out.only:
        if not reports and name in known:
            raise UsageError(f"{name} is a student; add --reports DIR to write that page.")
        if reports and name not in known:
            near = " or ".join(get_close_matches(name, ids))
            hint = f"did you mean {near}?" if near else "--only takes the numbers as the file has them."
            raise UsageError(f"No student is called '{name[:60]}'; {hint}")
    if not reports:
        return [], out
    return [known[name] for name in out.only] or list(range(len(ids))), replace(out, only=())


def _table(scores: "Scores", form: str) -> bytes:
    """Return the table of results in a form: for machines by ids, for people by names, CSV for both."""
    from degreepath.cohort import write
    from degreepath.cohort.score import summarise
    from degreepath.cohort.workbooks import Sheet, to_xlsx
    from degreepath.pages import cohort as pages
    from degreepath.pages.facts import head
    from degreepath.render.documents import to_json, to_rows

    by_id = write.columns(scores)
    if form == "parquet":
        return write.to_parquet(by_id)
    if form == "json":
        return (to_json({**head(scores.knowledge), "students": write.students(by_id)}) + "\n").encode()
    read = pages.table(scores.knowledge, by_id)
    if form == "csv":
        return write.to_csv(by_id.hstack(read.select(list(pages.FOR_CSV)).rename(pages.FOR_CSV)))
    summary = Sheet("Summary", to_rows(pages.page(scores, summarise(scores))))
    sheets = {"Students": read, "Talk first": read[scores.talk_first]}
    return to_xlsx(
        [*(Sheet(title, each.iter_rows(), each.columns) for title, each in sheets.items()), summary]
    )


def _write_pages(
    scores: "Scores",
    folder: Path,
    chosen: list[int],
    ending: str,
    *,
    force: bool,
    working: Callable[[str], None],
) -> None:
    """Write a page for each of the `chosen` students and the index. Whatever stops it, a new folder holds all of them or is not there."""
    from degreepath.advice.recommend import recommend
    from degreepath.cohort.write import file_names
    from degreepath.pages import cohort as pages
    from degreepath.render.documents import to_html, to_pdf

    files = file_names(scores.read, chosen, ending)
    for path in (folder / name for name in (INDEX, *files.values())):
        if (path.exists() or path.is_symlink()) and not force:
            raise FileError(f"{path} exists already; choose another folder or add --force to overwrite it.")

    def content(page: "Page", name: str) -> bytes:
        return to_pdf(page) if name.endswith(".pdf") else to_html(page).encode()

    draft = (folder if folder.is_dir() else folder.parent) / ".degreepath-pages.tmp"
    rmtree(draft, ignore_errors=True)  # of a run that was killed
    try:
        draft.mkdir(mode=0o700)
        for number, (at, name) in enumerate(files.items(), 1):
            working(f"Page {number:,} of {len(files):,} …")
            result = recommend(scores.knowledge, scores.read.students[at].sheet)
            page = pages.student_page(scores, at, result)
            write_file(draft / name, content(page, name), private=True)
        write_file(draft / INDEX, content(pages.index(scores, files), INDEX), private=True)
        if folder.is_dir():
            for name in (*files.values(), INDEX):
                (draft / name).replace(folder / name)
        else:  # in one step: a signal finds all pages or none
            draft.replace(folder)
    except OSError as error:
        raise FileError(f"{folder} cannot be made ({error.strerror}); choose another folder.") from None
    finally:
        rmtree(draft, ignore_errors=True)
    say(
        f"Written to {folder}: {len(files):,} page{'s'[: len(files) > 1]}, and {folder / INDEX}, which leads to them. Only you can read them"
    )
