"""A class is told what each student alone is told: degree, band, reasons, roles, warnings, stamp."""

from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from cohort.exported_classes import german_csv, google_csv, make_class, microsoft_xlsx
from made_classes import as_columns, write_class
from made_classes import make_class as make_sheets

from degreepath.advice.answers import AnswerSheet, Opener, stamp
from degreepath.advice.doors import DoorState, open_door
from degreepath.advice.reasons import disliked_interests
from degreepath.advice.recommend import MUCH, recommend
from degreepath.advice.scoring import LOWEST_FIT, Fit, score_sheet, top_roles
from degreepath.advice.verdict import NO_ROLES, Unclear, judge
from degreepath.cohort.read import ClassFile, read_class
from degreepath.cohort.score import Flag, Talk, score_class
from degreepath.cohort.write import columns, score_frame
from degreepath.knowledge import Knowledge
from degreepath.pages import cohort as pages
from degreepath.pages import recommendation as single
from degreepath.render.terminal import as_text


def results(read: ClassFile) -> list[dict[str, Any]]:
    return columns(score_class(read)).to_dicts()


def alone(knowledge: Knowledge, sheet: AnswerSheet) -> dict[str, Any]:
    """Return the labels that the core gives one sheet, under the names of the columns."""
    scored = score_sheet(knowledge, sheet)
    verdict, top = judge(scored), top_roles(scored)
    if not sheet.goal and (verdict.studies or verdict.why_unclear in NO_ROLES):
        top = ()
    score = dict(zip(scored.model.roles, scored.scores, strict=True))
    fits = [
        next((fit for fit, low in LOWEST_FIT.items() if scored.model.shown_fit(score[name]) >= low), Fit.WEAK)
        for name in top
    ]
    doors = {
        degree.id: open_door(degree, knowledge.role[sheet.goal]).state if sheet.goal else None
        for degree in knowledge.archetypes
    }
    return {
        "program": verdict.program,
        "band": verdict.band,
        "why_unclear": verdict.why_unclear,
        "outside_first": bool(verdict.studies) or bool(sheet.goal and not verdict.leads_to_goal),
        "for_goal": verdict.for_goal,
        "goal": sheet.goal,
        "stamp": stamp(knowledge, sheet),
        **{f"goal_{name}": state for name, state in doors.items()},
        **{f"role_{n}": top[n - 1] if n <= len(top) else None for n in (1, 2, 3)},
        **{f"fit_word_{n}": fits[n - 1] if n <= len(top) else None for n in (1, 2, 3)},
        **{
            f"fit_{n}": round(scored.model.shown_fit(score[top[n - 1]]), 1) if n <= len(top) else None
            for n in (1, 2, 3)
        },
    }


@pytest.fixture(scope="module")
def sheets(knowledge: Knowledge) -> list[AnswerSheet]:
    """Like a role, at random, straight lines, few answers, ties; with and without marks and goals."""
    marks = Opener(
        most=("programming", "electronics", "acoustics"), least=("composing", "humanities", "business")
    )
    threes = dict.fromkeys((question.id for question in knowledge.questions), 3)
    made = [sheet for sheet in make_sheets(knowledge, 400, seed=4) if sheet.answers or sheet.marks]
    return [AnswerSheet(answers=threes, opener=marks, goal="acoustic-consultant"), *made]


@pytest.fixture(scope="module")
def class_file(knowledge: Knowledge, sheets: list[AnswerSheet], tmp_path_factory: Any) -> ClassFile:
    path = write_class(tmp_path_factory.mktemp("class") / "class.csv", as_columns(knowledge, sheets))
    return read_class(knowledge, path)


def test_students_of_every_kind_get_the_same_alone_and_in_class(
    knowledge: Knowledge, sheets: list[AnswerSheet], class_file: ClassFile
) -> None:
    """No label of the class table differs from the student's own result; roles that the quiz hides are hidden."""
    rows = results(class_file)
    for row, sheet in zip(rows, sheets, strict=True):
        expected = alone(knowledge, sheet)
        assert {name: row[name] for name in expected} == expected
    assert {row["band"] for row in rows} == {"clear", "likely", "leaning", "too-close"}
    assert {row["why_unclear"] for row in rows} == {None, "too-few", "flat", "contradictory", "tie", "goal"}
    assert any(not row["role_1"] for row in rows)


def test_400_students_in_three_forms_agree_with_the_quiz(knowledge: Knowledge, tmp_path: Path) -> None:
    """From Google's CSV, Microsoft's XLSX and a German spreadsheet with a twentieth of odd cells, every label is the quiz's."""
    made = make_class(knowledge, 400)
    files = (google_csv, "g.csv"), (microsoft_xlsx, "m.xlsx"), (german_csv, "d.csv")
    tables = [results(read_class(knowledge, write(made, tmp_path / name))) for write, name in files]
    reads = read_class(knowledge, tmp_path / "g.csv").students
    for student, *rows in zip(reads, *tables, strict=True):
        expected = alone(knowledge, student.sheet)
        for row in rows:
            assert {name: row[name] for name in expected} == expected


def test_the_whole_recommendation_says_the_same(
    knowledge: Knowledge, sheets: list[AnswerSheet], class_file: ClassFile
) -> None:
    """The page of a student, not only the core's inner parts, shows the roles and warnings of the class table."""
    for row, sheet in list(zip(results(class_file), sheets, strict=True))[:25]:
        result = recommend(knowledge, sheet)
        shown = result.named
        assert [row[f"role_{n}"] for n in (1, 2, 3) if row[f"role_{n}"]] == list(shown)
        flags, against = (row["flags"] or "").split(), list(single.against(knowledge, result))
        assert (Flag.STRAIGHT_LINE in flags) == (single.SAYS["all_the_same"] in against)
        assert (Flag.CARELESS in flags) == (single.SAYS["careless"] in against)
        assert (Flag.GOAL_DISLIKED in flags) == bool(result.goal_dislikes)


def test_a_class_warns_of_what_the_quiz_warns_of(
    knowledge: Knowledge, sheets: list[AnswerSheet], class_file: ClassFile
) -> None:
    """A straight line with a goal, few answers, answers that differ, a goal that is disliked: each told exactly where it holds."""
    told = Counter[str]()
    for row, sheet in zip(results(class_file), sheets, strict=True):
        scored = score_sheet(knowledge, sheet)
        verdict, goal = judge(scored), knowledge.role[sheet.goal] if sheet.goal else None
        expected = {
            Flag.STRAIGHT_LINE: verdict.straight_line and bool(verdict.program),
            Flag.CARELESS: verdict.careless and bool(verdict.program),
            Flag.FEW_ANSWERS: len(sheet.answers) < 8,
            Flag.GOAL_DISLIKED: bool(goal and disliked_interests(scored, goal.wants, MUCH)),
        }
        assert (row["flags"] or "").split() == [flag for flag in Flag if expected[flag]]
        told.update(flag for flag in Flag if expected[flag])
    assert set(told) == set(Flag)


def test_confidence_and_band_agree(class_file: ClassFile) -> None:
    """No row says 95 of 100 beside "likely", and none 3e-43: the number lies where the band does."""
    least = {"clear": 0.9, "likely": 0.75, "leaning": 0.6, "too-close": 0.5}
    most = {"clear": 0.99, "likely": 0.89, "leaning": 0.74, "too-close": 0.59}
    for row in results(class_file):
        assert least[row["band"]] <= row["confidence"] <= most[row["band"]], row
        assert row["confidence"] == round(row["confidence"], 2)


def csv_of(knowledge: Knowledge, rows: dict[str, dict[str, Any]]) -> str:
    """Return a class file in which every statement has one answer (`all`), or each its own."""
    fields = ("most", "least", "goal", "plan")
    names = [question.id for question in knowledge.questions]
    lines = [",".join(["student_id", *names, *fields])]
    for id_, row in rows.items():
        cells = [row.get(name, row.get("all", "")) for name in names]
        lines.append(",".join([id_, *map(str, cells), *(row.get(field, "") for field in fields)]))
    return "\n".join(lines)


def technical(knowledge: Knowledge) -> dict[str, int]:
    """Return the answers of one who likes programming, electronics, acoustics and physics."""
    likes = {"programming", "electronics", "acoustics", "science"}
    return {q.id: 5 if (q.interest in likes) != q.reverse else 1 for q in knowledge.questions}


def test_who_said_nothing_is_shown_no_role(knowledge: Knowledge, read: Any) -> None:
    """The same answer everywhere and two answers alone name no role; marks alone, which say much, and a goal do."""
    few = {"song": 5, "beats": 5}
    found = read(csv_of(knowledge, {"flat": {"all": 3}, "few": few, "aims": {**few, "goal": "composer"}}))
    flat, lone, aims = results(found)
    assert (flat["role_1"], flat["why_unclear"]) == (None, "flat")
    assert (lone["role_1"], lone["why_unclear"], lone["fit_1"], lone["fit_word_1"]) == (
        None,
        "too-few",
        None,
        None,
    )
    assert aims["role_1"] == "composer"


def test_marks_alone_make_a_class(read: Any) -> None:
    """A form with nothing but the two marks is scored, with a warning that there are few answers."""
    [row] = results(
        read("student_id,most,least\n1,programming electronics acoustics,composing humanities business\n")
    )
    assert row["program"] == "technology"
    assert "few-answers" in row["flags"]


def test_the_plan_has_its_door(knowledge: Knowledge, read: Any) -> None:
    """The plan is held against the goal, and without a goal against the first role; a course as well as a general degree."""
    course = knowledge.courses[0]
    likes = technical(knowledge)
    found = read(
        csv_of(
            knowledge,
            {
                "goal": {**likes, "goal": "audio-plugin-designer", "plan": course.id},
                "role": {**likes, "plan": "Music Production"},
                "free": likes,
            },
        )
    )
    goal, role, free = results(found)
    assert goal["plan_door"] == open_door(course, knowledge.role["audio-plugin-designer"]).state
    assert (role["plan"], free["plan_door"]) == ("production", None)
    assert (
        role["plan_door"] == open_door(knowledge.program["production"], knowledge.role[role["role_1"]]).state
    )


def test_who_needs_a_talk_first(knowledge: Knowledge, read: Any) -> None:
    """A plan that shuts the door to the goal comes first, then advice against the plan, then a sheet that says little."""
    likes = technical(knowledge)
    shut = next(
        role.id
        for role in knowledge.roles
        if open_door(knowledge.program["production"], role).state is DoorState.NO
    )
    scores = score_class(
        read(
            csv_of(
                knowledge,
                {
                    "a": {"all": 3},
                    "b": {**likes, "plan": "production"},
                    "c": {**likes, "plan": "production", "goal": shut},
                    "d": {**likes, "plan": "technology"},
                },
            )
        )
    )
    assert [scores.read.ids[at] for at in scores.talk_first.tolist()] == ["c", "b", "a"]
    first = columns(scores)["talk_first"].to_list()
    assert first[0] == Talk.FLAT
    assert first[1] == Talk.UNEXPECTED
    assert first[2].split()[0] == Talk.GOAL_CLOSED
    assert first[3] is None


def test_every_code_has_words(knowledge: Knowledge) -> None:
    """No reason, flag or verdict reaches people as a code."""
    assert set(pages.TALK_WORDS) == set(Talk)
    assert set(pages.FLAG_WORDS) == set(Flag)
    assert set(pages.WHY_WORDS) == set(Unclear)


def test_a_page_of_a_class_is_the_students_result(
    knowledge: Knowledge, sheets: list[AnswerSheet], class_file: ClassFile
) -> None:
    """The page for each student holds the very verdict, roles and reasons of the single quiz, and says whose it is."""
    scores = score_class(class_file)
    for at in (0, 7, 20):
        result = recommend(knowledge, sheets[at])
        page = pages.student_page(scores, at, result)
        own = list(single.blocks(knowledge, result))
        assert [block for block in page.summary if block in own] == own
        assert class_file.ids[at] in as_text(page, 80)


def test_a_frame_is_scored_as_a_file_is(
    knowledge: Knowledge, sheets: list[AnswerSheet], class_file: ClassFile
) -> None:
    """A part of a table, as other engines hand it over, gives the same rows."""
    frame = score_frame(knowledge, pl.DataFrame(as_columns(knowledge, sheets)))
    assert frame.drop("row").equals(columns(score_class(class_file)).drop("row"))


def test_a_part_of_a_table_in_which_nobody_answered_is_empty(knowledge: Knowledge) -> None:
    """Another engine may hand over a part without any answer: no rows come back, with the same columns."""
    frame = score_frame(knowledge, pl.DataFrame({"student_id": ["1", "2"], "song": [None, None]}))
    whole = score_frame(knowledge, pl.DataFrame({"student_id": ["1"], "song": [4]}))
    assert (frame.height, whole.height) == (0, 1)
    assert frame.schema == whole.schema
