"""The page of a class: what it says, how long it is, and what of it may leave the room."""

import re
from pathlib import Path

import pytest
from made_classes import as_columns, make_class, write_class

from degreepath.cohort.read import read_class
from degreepath.cohort.score import Scores, for_sharing, nameless, score_class, summarise
from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge
from degreepath.pages import cohort as pages
from degreepath.render.documents import to_html, to_rows
from degreepath.render.terminal import as_text

COMMANDS = (
    ("degreepath cohort class.csv -o results.xlsx", "every student"),
    ("degreepath cohort class.csv --reports reports", "pages"),
)
BUDGET = 40


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def scored(knowledge: Knowledge, folder: Path, columns: dict[str, list[object]]) -> Scores:
    return score_class(read_class(knowledge, write_class(folder / "class.csv", columns)))


@pytest.fixture(scope="module")
def messy(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Scores:
    """A class of 160 with long ids, names, plans, resubmissions, rows without answers, and cells of every odd kind."""
    columns = as_columns(knowledge, make_class(knowledge, 160))
    columns["student_id"] = [f"candidate.{number:04}@school.example" for number in range(160)]
    columns["student_id"][9] = columns["student_id"][8]
    columns["name"] = [f"Ann Other-{number}" for number in range(160)]
    columns["plan"] = ["production", "astronomy", "technology", None] * 40
    columns["song"][:6] = ["banana", "idk", "7", "?", "n/a", "4.5"]
    columns["goal"][:3] = ["pilot", "composer", "composer"]
    columns["most"][:2] = ["football", "composing recording mixing acoustics"]
    return scored(knowledge, tmp_path_factory.mktemp("class"), columns)


def test_the_summary_fits_a_screen_and_a_half(messy: Scores) -> None:
    """Whatever a class is like, 40 lines at 80 columns tell how many, degrees, roles, whom to talk with, what was odd, what next."""
    text = as_text(pages.page(messy, summarise(messy), COMMANDS), 80)
    assert len(text.splitlines()) <= BUDGET
    for words in (
        "A class of ",
        "Music Production",
        "First role: the goal, or the best fit",
        "Talk first: ",
        "What was read",
        "-o results.xlsx",
        "▰",
    ):
        assert words in text
    assert "1 handed in again" in text
    talked = int(re.search(r"Talk first: (\d+) of", text)[1])  # type: ignore[index]
    assert f"Nothing presses for the other {len(messy) - talked}." in text
    assert re.search(r"\d+ rows: \d+ students", text)


def test_counts_are_shown_however_small(messy: Scores) -> None:
    """The counsellor sees every group, a single student too; the rows of the first table add up to the class."""
    table = pages.page(messy, summarise(messy)).summary[1]
    told = [int(row[1].text.replace(",", "")) for row in table.rows]  # type: ignore[union-attr]
    assert sum(told) == len(messy)
    roles = next(section for section in pages.page(messy, summarise(messy)).sections if section.id == "roles")
    assert "1" in {row[1].text for row in roles.blocks[0].rows}  # type: ignore[union-attr]


def test_nothing_about_one_student_leaves_the_room(messy: Scores) -> None:
    """A summary for sharing names no student, quotes no cell, and has no section; all its numbers are told as lower bounds."""
    summary = for_sharing(summarise(messy), messy)
    page = pages.page(messy, summary, COMMANDS)
    text = (
        as_text(page, 80, all_sections=True)
        + to_html(page)
        + str(to_rows(page))
        + str(pages.document(messy, summary))
    )
    assert not re.search(r"candidate|Ann|banana|astronomy|row \d", text)
    assert page.sections == ()
    assert "A class of at least" in text
    assert "lower bound" in text
    assert len(as_text(page, 80).splitlines()) <= BUDGET


def test_the_sections_hold_the_rest(messy: Scores) -> None:
    """Everybody who needs a talk with all reasons, all roles, and every remark about the file stand in the sections."""
    text = as_text(pages.page(messy, summarise(messy)), 200, all_sections=True)
    assert all(messy.read.ids[at] in text for at in messy.talk_first.tolist())
    assert all(warning[:60] in text for warning in messy.read.warnings)
    for row, why in messy.read.set_aside:
        assert f"row {row} {why}" in text


def test_names_are_shown_only_when_asked_for(messy: Scores) -> None:
    """A class whose names were taken out shows none; otherwise they stand beside the ids."""
    without = score_class(nameless(messy.read))
    assert "Ann Other" not in as_text(pages.page(without, summarise(without)), 80, all_sections=True)
    assert "Ann Other" in as_text(pages.page(messy, summarise(messy)), 200, all_sections=True)


def test_the_rows_of_the_sheet_are_those_of_the_page(messy: Scores) -> None:
    """In a workbook the summary has the same tables, its counts as numbers."""
    rows = to_rows(pages.page(messy, summarise(messy)))
    production = next(row for row in rows if row and row[0] == "Music Production")
    assert production[1] == summarise(messy).degrees["production"]


def test_the_index_leads_to_each_page_the_most_pressing_first(messy: Scores) -> None:
    """The index links a file for each student, first who needs a talk, and says what each was told."""
    files = {at: f"{at}.html" for at in range(len(messy))}
    html = to_html(pages.index(messy, files))
    linked = [int(number) for number in re.findall(r'href="(\d+)\.html"', html)]
    first = messy.talk_first.tolist()
    assert linked[: len(first)] == first
    assert sorted(linked) == list(range(len(messy)))
    assert "the goal cannot be reached this way" in html


def test_a_file_with_nothing_odd_says_so(knowledge: Knowledge, tmp_path: Path) -> None:
    """Where every cell was understood there is nothing to list, and no empty heading."""
    likes = {question.id: [4, 2] for question in knowledge.questions}
    text = as_text(
        pages.page(
            clean := scored(knowledge, tmp_path, {"student_id": ["1", "2"], **likes}), summarise(clean)
        ),
        80,
        all_sections=True,
    )
    assert "What was read" not in text
    assert "Every cell was understood." in text
