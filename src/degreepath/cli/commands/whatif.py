"""`degreepath whatif`: change answers of a sheet and see what moves."""

from typing import TYPE_CHECKING, Annotated

from degreepath.cli.inputs import NoInputOption, argument, changes, current_knowledge, opened, sheet_argument
from degreepath.cli.output import PAGE, Output, gives
from degreepath.cli.stderr import ask_line, say
from degreepath.errors import UsageError

if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet
    from degreepath.advice.recommend import Recommendation
    from degreepath.knowledge.knowledge import Knowledge

TRY = "Answers to change, for example song=4 beats= (beats= skips it; Enter alone ends this): "


@gives(*PAGE)
def whatif(
    out: Output,
    sheet: Annotated[str, sheet_argument("SHEET")],
    moves: Annotated[
        list[str] | None,
        argument("[QUESTION=N]", "Change one answer to 1..5; QUESTION= skips it. As many as you like."),
    ] = None,
    no_input: NoInputOption = False,
) -> None:
    """Change answers of a sheet and see what moves.

    Without a change it shows the smallest one that turns the result; in a terminal you can then try changes.

    \b
    Examples:
      degreepath whatif 2026-11-22-a
      degreepath whatif sheet.toml song=5 repair=1
    """
    from degreepath.advice.recommend import recommend
    from degreepath.pages import difference as pages

    knowledge = current_knowledge()
    found = opened(sheet, knowledge)
    before = recommend(knowledge, found.sheet)
    say(*changes(knowledge, found))
    after = recommend(knowledge, _changed(knowledge, found.sheet, moves or []))
    out.deliver(
        lambda: pages.whatif_page(knowledge, before, after),
        lambda: pages.whatif_document(before, after),
        private=True,
    )
    if out.on_screen and not moves and not no_input:
        _explore(out, knowledge, before)


def _explore(out: Output, knowledge: "Knowledge", before: "Recommendation") -> None:
    """Let the student try changes, each from the sheet as it is, and see what each does."""
    from degreepath.advice.recommend import recommend
    from degreepath.pages import difference as pages

    while line := ask_line(TRY):
        try:
            after = recommend(knowledge, _changed(knowledge, before.sheet, line.split()))
        except UsageError as error:
            say(str(error))
        else:
            out.show(pages.whatif_page(knowledge, before, after))


def _changed(knowledge: "Knowledge", sheet: "AnswerSheet", moves: list[str]) -> "AnswerSheet":
    """Return `sheet` with the changes made. Raises UsageError for one that makes no sense."""
    for move in moves:
        question, equals, answer = move.partition("=")
        if not equals or answer not in {"", "1", "2", "3", "4", "5"}:
            raise UsageError(f"'{move[:60]}' is not QUESTION=N with N from 1 to 5; for example song=4.")
        if question not in knowledge.question:
            from difflib import get_close_matches

            near = get_close_matches(question, knowledge.question, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            lists = "'degreepath questions --all' lists them all."
            raise UsageError(f"There is no question called '{question[:60]}'; {hint}{lists}")
        sheet = sheet.answering(question, int(answer) if answer else None)
    return sheet
