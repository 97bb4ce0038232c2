"""A kept result beside facts: on the student's own screen, and never in anything that can be handed over."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from terminal import Terminal, environment
from typer.testing import CliRunner

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.kept import KeptResult
from degreepath.advice.recommend import recommend
from degreepath.advice.recommendation import Recommendation
from degreepath.cli.app import app
from degreepath.cli.sheets import newest_kept
from degreepath.knowledge.load import load_knowledge
from degreepath.records.results import keep, path_of
from degreepath.records.sheet_file import read_sheet
from degreepath.show.numbers import points, signed

KNOWLEDGE = load_knowledge()
SHEET = read_sheet(Path(__file__).parents[1] / "personas" / "film-composer.toml")
RESULT = recommend(KNOWLEDGE, SHEET)
FIT = "How well it fits you"
OWN = "The roles of your result of"
COMMANDS = (
    ("compare", "production", "technology"),
    ("compare", "--roles", "composer", "mix-engineer"),
    ("check", "technology"),
)
Seen = Callable[..., str]


@pytest.fixture
def seen(home: Path) -> Seen:
    """Run a command in a real terminal and return all that it printed."""

    def run(*words: str, columns: int = 80) -> str:
        with Terminal(words, environment(home), columns=columns, rows=50) as terminal:
            assert terminal.end() == 0, terminal.text
            return terminal.printed

    return run


def kept(result: Recommendation = RESULT, day: int = 22) -> KeptResult:
    return keep(KNOWLEDGE, result, datetime(2026, 11, day, 12, tzinfo=UTC))


@pytest.mark.parametrize("columns", [80, 40])
def test_programs_are_compared_with_the_students_points_beside_them(seen: Seen, columns: int) -> None:
    """With a kept result the page has a row of points, study and career and their printed sum, and the result's date."""
    name = kept().id
    page = seen("compare", "production", "technology", columns=columns)
    assert f"“{FIT}” is from your result of 22 November 2026" in page
    assert f"degreepath results show {name}" in page
    for program in RESULT.programs:
        if program.id in {"production", "technology"}:
            study = points(sum(part.value for part in program.study))
            career = points(sum(part.value for part in program.career))
            for words in (f"study: {signed(study)}", f"leads: {signed(career)}"):
                assert f"{words} points" in page
            assert f"Together: {signed(study + career)} points" in page


def test_a_course_that_is_only_partly_known_says_that_its_points_are_too(seen: Seen) -> None:
    """Unknown is not no: points of a course with an incomplete module list come with a warning, those of a degree do not."""
    kept()
    partly = next(course for course in KNOWLEDGE.courses if not course.modules_complete)
    warning = "Not all of its modules are known"
    assert warning not in seen("compare", "production", "technology")
    assert warning in seen("compare", "production", partly.id, columns=40)


def test_a_declared_goal_that_a_program_cannot_reach_is_named(seen: Seen) -> None:
    """Points never hide that a degree does not lead to the student's goal."""
    kept(recommend(KNOWLEDGE, SHEET.model_copy(update={"goal": "composer"})))
    page = seen("compare", "production", "technology", columns=40)
    assert page.count("It cannot lead to your goal, Composer, whatever its points.") == 1


def test_roles_are_compared_with_their_fit_and_place(seen: Seen) -> None:
    """A role's fit and its place among all roles, as the result itself shows them."""
    kept()
    best = RESULT.roles[0]
    page = seen("compare", "--roles", best.id, RESULT.roles[-1].id)
    assert f"Fit: {best.fit:.0f}, place 1 of {len(RESULT.roles)}" in page
    assert f"place {len(RESULT.roles)} of {len(RESULT.roles)}" in page


def test_a_course_is_checked_for_the_students_own_roles_first(seen: Seen) -> None:
    """The three best roles come first in order of fit, each with its verdict in words; every role stands there once."""
    kept()
    page = seen("check", "technology")
    own, _, others = page.partition(f"{OWN} 22 November 2026, best fit first")[2].partition(" Covered: ")
    names = [role.name for role in RESULT.roles[:3]]
    places = [own.index(f"{name} (") for name in names]
    assert places == sorted(places)
    assert "Composer (not covered)" in own
    verdicts = others.split("Ask at the open day")[0]
    for role in RESULT.roles[3:]:
        assert f"● {role.name}" in verdicts or f"◐ {role.name}" in verdicts or f"○ {role.name}" in verdicts
    assert not any(f"{mark} {name}" in verdicts for name in names for mark in "●◐○")
    assert f"degreepath check technology --role {RESULT.roles[0].id}" in page


def test_whoever_names_roles_gets_only_those(seen: Seen) -> None:
    """--role is not mixed with the roles of a kept result."""
    kept()
    assert OWN not in seen("check", "technology", "--role", "mix-engineer")


@pytest.mark.parametrize("words", COMMANDS)
def test_without_a_kept_result_a_terminal_shows_facts_only(
    words: tuple[str, ...], home: Path, seen: Seen
) -> None:
    """Nothing kept, nothing shown; looking makes no folder."""
    page = seen(*words)
    assert FIT not in page
    assert OWN not in page
    assert not (home / "data").exists()


@pytest.mark.parametrize(
    ("words", "form"),
    [
        (words, form)
        for words in COMMANDS
        for form in ("text", "json", "markdown", "html", "pdf")
        if words[0] == "compare" or form not in {"html", "pdf"}
    ],
)
def test_nothing_that_can_be_handed_over_carries_a_students_fit(
    words: tuple[str, ...], form: str, home: Path
) -> None:
    """A file and a pipe hold the same bytes, in every form, whether a result is kept or not."""

    def made(file: str) -> tuple[bytes, bytes]:
        piped = CliRunner().invoke(app, [*words, "--format", form])
        assert CliRunner().invoke(app, [*words, "--format", form, "-o", str(home / file)]).exit_code == 0
        assert piped.exit_code == 0
        return piped.stdout_bytes, (home / file).read_bytes()

    before = made("before")
    kept()
    assert made("after") == before


@pytest.mark.parametrize("form", ["json", "markdown", "text"])
def test_on_a_terminal_too_only_the_text_page_shows_it(form: str, home: Path, seen: Seen) -> None:
    """JSON and Markdown on the screen, and a file written from a terminal, are free of it."""
    kept()
    file = home / "page.txt"
    words = ("compare", "production", "technology", "--format", form)
    assert (FIT in seen(*words)) == (form == "text")
    assert FIT not in seen(*words, "-o", str(file))
    assert FIT not in file.read_text(encoding="utf-8")


def test_the_newest_result_that_can_be_read_counts(seen: Seen) -> None:
    """A broken newest file does not hide the one before it, and the date says which one is shown."""
    assert newest_kept() is None
    older, newer = kept(day=20), kept(day=21)
    assert newest_kept() == newer
    path_of(newer.id).write_text("{")
    assert newest_kept() == older
    assert "your result of 20 November 2026" in seen("compare", "production", "technology")


def test_a_result_without_answers_is_not_shown(seen: Seen) -> None:
    """Where nothing was answered there is no fit to show."""
    kept(recommend(KNOWLEDGE, AnswerSheet()))
    assert FIT not in seen("compare", "production", "technology")


def test_results_that_cannot_be_read_do_not_take_the_facts_away(home: Path, seen: Seen) -> None:
    """A file where the folder should be: one line says so, and the comparison is shown all the same."""
    (home / "data" / "degreepath").mkdir(parents=True)
    path_of("x").parent.write_text("not a folder")
    page = seen("compare", "production", "technology")
    assert "cannot be read" in page
    assert "Music Production or Music Technology?" in page
