"""The column expressions and the core are one model: the same labels, the same scores."""

import importlib.util
import math
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_classes import as_columns, core_result, differences, make_class

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.model import scoring_model
from degreepath.advice.recommend import recommend
from degreepath.advice.stamp import stamp
from degreepath.cohort.arithmetic import upper_tail
from degreepath.cohort.score import result_columns, score_frame
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
QUESTIONS = [question.id for question in KNOWLEDGE.questions]
INTERESTS = [interest.id for interest in KNOWLEDGE.interests]
EXACT = 1e-9


def table(sheets: list[AnswerSheet]) -> pl.DataFrame:
    return pl.DataFrame(
        as_columns(KNOWLEDGE, sheets),
        schema_overrides={
            **dict.fromkeys(QUESTIONS, pl.Int8),
            "most": pl.String,
            "least": pl.String,
            "goal": pl.String,
        },
    )


@st.composite
def answer_sheets(draw: st.DrawFn) -> AnswerSheet:
    answer = st.one_of(st.none(), st.integers(1, 5)) if draw(st.booleans()) else st.sampled_from([2, 4])
    answers = {question: value for question in QUESTIONS if (value := draw(answer)) is not None}
    marks = draw(st.lists(st.sampled_from(INTERESTS), unique=True, max_size=6))
    cut = draw(st.integers(max(0, len(marks) - 3), min(3, len(marks))))
    goal = draw(st.one_of(st.none(), st.sampled_from([role.id for role in KNOWLEDGE.roles])))
    return AnswerSheet(
        opener=Opener(most=tuple(marks[:cut]), least=tuple(marks[cut:])), answers=answers, goal=goal
    )


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.lists(answer_sheets(), min_size=1, max_size=25))
def test_any_class_gets_what_each_student_alone_gets(sheets: list[AnswerSheet]) -> None:
    """Whatever students answer, skip or mark, the class list says the same as each one's own result."""
    rows = score_frame(table(sheets), KNOWLEDGE, details=True).to_dicts()
    wrong, largest = differences(KNOWLEDGE, sheets, rows)
    assert (wrong, largest < EXACT) == ([], True)


def test_1500_students_get_the_same_alone_and_in_class() -> None:
    """Profiles, random answers, straight lines, ties, openers and goals: no label differs, no number by more than 1e-9."""
    sheets = make_class(KNOWLEDGE, 1500)
    rows = score_frame(table(sheets).lazy(), KNOWLEDGE, details=True).collect(engine="streaming").to_dicts()
    wrong, largest = differences(KNOWLEDGE, sheets, rows)
    assert (wrong, largest < EXACT) == ([], True)


def test_a_report_and_a_class_list_carry_the_same_stamp() -> None:
    """The stamp depends on answers, marks, goal and knowledge base, and on nothing else, such as the order of answers."""
    sheet = AnswerSheet(
        answers={"song": 4, "repair": 2}, opener=Opener(most=("composing", "science")), goal="composer"
    )
    turned = AnswerSheet(
        answers={"repair": 2, "song": 4}, opener=Opener(most=("science", "composing")), goal="composer"
    )
    others = [
        sheet.answering("song", 5),
        sheet.skipping("song"),
        sheet.model_copy(update={"goal": None}),
        AnswerSheet(),
    ]
    assert stamp(KNOWLEDGE, sheet) == stamp(KNOWLEDGE, turned)
    assert len({stamp(KNOWLEDGE, other) for other in [sheet, *others]}) == 5
    newer = KNOWLEDGE.model_copy(update={"hash": "0" * 12})
    assert stamp(newer, sheet) != stamp(KNOWLEDGE, sheet)
    assert score_frame(table([sheet]), KNOWLEDGE)["stamp"].to_list() == [stamp(KNOWLEDGE, sheet)]


def test_the_whole_recommendation_says_the_same() -> None:
    """The full result of a student, not only its inner parts, names the degree, band and roles of the class list."""
    sheets = make_class(KNOWLEDGE, 12, seed=5)
    rows = score_frame(table(sheets), KNOWLEDGE).to_dicts()
    for sheet, row in zip(sheets, rows, strict=True):
        labels, _ = core_result(KNOWLEDGE, sheet)
        result = recommend(KNOWLEDGE, sheet)
        assert row["band"] == labels["band"]
        best = max(role.score for role in result.roles)
        found = next(role for role in result.roles if role.id == row["role_1"])
        assert found.score == pytest.approx(best, abs=EXACT)
        assert row["fit_1"] == pytest.approx(found.fit, abs=EXACT)


def test_a_form_that_asks_less_is_scored_too() -> None:
    """A form with six of the questions and no marks gives each student the result of those six answers."""
    sheets = [
        AnswerSheet(answers={q: a for q, a in sheet.answers.items() if q in QUESTIONS[:6]})
        for sheet in make_class(KNOWLEDGE, 50)
    ]
    rows = score_frame(table(sheets).select("student_id", *QUESTIONS[:6]), KNOWLEDGE, details=True).to_dicts()
    assert differences(KNOWLEDGE, sheets, rows)[0] == []


def test_results_begin_with_the_promised_columns() -> None:
    """Whoever reads results by position finds the nine columns that the design promises, then fits and the goal."""
    columns = score_frame(table(make_class(KNOWLEDGE, 3)), KNOWLEDGE).columns
    assert columns == result_columns(scoring_model(KNOWLEDGE))
    assert columns[:9] == [
        "student_id",
        "program",
        "band",
        "confidence",
        "role_1",
        "role_2",
        "role_3",
        "flags",
        "stamp",
    ]


def test_the_normal_distribution_is_exact_enough() -> None:
    """A chance of 90 % is not 89.9999999 %: the tail is right to 5e-12 everywhere."""
    tail: Any = upper_tail  # polars' own columns have the same operators
    points = [step / 1000 for step in range(40_000)]
    tails = pl.DataFrame({"z": points}).select(tail=tail(pl.col("z"))).get_column("tail").to_list()
    assert (
        max(abs(value - 0.5 * math.erfc(z / math.sqrt(2))) for z, value in zip(points, tails, strict=True))
        < 5e-12
    )


def test_duckdb_says_the_same(tmp_path: Path) -> None:
    """Scored by duckdb, every label is the core's and every score within 1e-9."""
    sheets = make_class(KNOWLEDGE, 300, seed=2)
    given_table = table(sheets)
    given_table.write_parquet(tmp_path / "class.parquet")
    with duckdb.connect() as connection:
        scored = score_frame(
            connection.read_parquet(str(tmp_path / "class.parquet")), KNOWLEDGE, details=True
        )
        scored.write_parquet(str(tmp_path / "results.parquet"))
    rows = pl.read_parquet(tmp_path / "results.parquet").sort("student_id").to_dicts()
    wrong, largest = differences(KNOWLEDGE, sheets, rows)
    assert (wrong, largest < EXACT) == ([], True)


@pytest.fixture
def spark() -> Iterator[Any]:
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed: pip install 'degreepath[spark]' and run this test again")
    if shutil.which("java") is None:
        pytest.skip("pyspark needs Java, which is not on the PATH")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.timeout(600)
@pytest.mark.filterwarnings("default")
def test_spark_says_the_same(spark: Any) -> None:
    """Scored by Spark, 1,000 students get the core's labels and its scores to 1e-9."""
    sheets = make_class(KNOWLEDGE, 1000, seed=3)
    columns = as_columns(KNOWLEDGE, sheets)
    schema = ", ".join(f"`{name}` {'tinyint' if name in QUESTIONS else 'string'}" for name in columns)
    frame = spark.createDataFrame(list(zip(*columns.values(), strict=True)), schema)
    rows = [row.asDict() for row in score_frame(frame, KNOWLEDGE, details=True).collect()]
    wrong, largest = differences(KNOWLEDGE, sheets, sorted(rows, key=lambda row: row["student_id"]))
    assert (wrong, largest < EXACT) == ([], True)
