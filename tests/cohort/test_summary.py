"""What a summary shows of a class, and what it keeps to itself."""

from collections import Counter
from pathlib import Path

from cohort_classes import KNOWLEDGE, QUESTIONS, Columns, score
from hypothesis import given
from hypothesis import strategies as st
from made_classes import write_class

from degreepath.cohort.summary import degrees_and_bands, suppressed


def test_small_groups_are_hidden() -> None:
    """Nine composers are not shown, nor a second group from which their number could be worked out."""
    counts = Counter({"a": 200, "b": 9, "c": 30, "d": 0})
    assert suppressed(counts, ["a", "b", "c", "d"]) == (("a", 200), ("b", None), ("c", None), ("d", 0))
    assert suppressed(Counter({"a": 20, "b": 6, "c": 5}), ["a", "b", "c"]) == (
        ("a", 20),
        ("b", None),
        ("c", None),
    )


DEGREES = ["production", "technology"]


def test_students_without_a_degree_are_not_given_away() -> None:
    """43 scored and twice 20 named would say that three are too close to call, which "How sure" hides."""
    programs = Counter({"production": 20, "technology": 20})
    sure = Counter({"clear": 30, "likely": 10, "too-close": 3})
    assert degrees_and_bands(programs, sure, DEGREES) == (
        (("production", None), ("technology", 20)),
        (("clear", 30), ("likely", None), ("leaning", 0), ("too-close", None)),
    )


def test_the_two_tables_do_not_give_each_other_away() -> None:
    """Ten too close to call, hidden to hide five who are sure, cannot be worked out from the degrees; nor five from a ten shown."""
    sure = Counter({"clear": 5, "likely": 30, "leaning": 40, "too-close": 10})
    programs, bands = degrees_and_bands(Counter({"production": 40, "technology": 35}), sure, DEGREES)
    assert programs == (("production", 40), ("technology", None))
    assert dict(bands) == {"clear": None, "likely": 30, "leaning": 40, "too-close": None}
    sure = Counter({"clear": 11, "likely": 22, "too-close": 10})
    programs, bands = degrees_and_bands(Counter({"production": 5, "technology": 28}), sure, DEGREES)
    assert programs == (("production", None), ("technology", None))
    assert dict(bands)["too-close"] == 10


@given(st.lists(st.integers(0, 40), min_size=7, max_size=7))
def test_nothing_hidden_can_be_worked_out(counts: list[int]) -> None:
    """Whatever a class is like, what is hidden is never one group alone and never fewer than ten, if anybody else is there."""
    named, too_close = [sum(counts[:3]), sum(counts[3:6])], counts[6]
    programs = Counter(dict(zip(DEGREES, named, strict=True)))
    sure = Counter({band: counts[i] + counts[3 + i] for i, band in enumerate(("clear", "likely", "leaning"))})
    sure["too-close"] = too_close
    degrees, bands = degrees_and_bands(programs, sure, DEGREES)
    unnamed = dict(bands)["too-close"]
    for table, true in (
        (bands, sure),
        ((*degrees, ("too-close", unnamed)), programs | Counter({"too-close": too_close})),
    ):
        hidden = [true[name] for name, count in table if count is None]
        shown = [count for _, count in table if count]
        assert all(count >= 10 for count in shown)
        assert not hidden or not shown or (len(hidden) > 1 and sum(hidden) >= 10)


def test_who_needs_a_talk_first(tmp_path: Path) -> None:
    """A plan that shuts the door to the student's goal comes first, then advice against the plan, then a flat sheet."""
    technical = {"programming", "electronics", "acoustics", "science"}
    likes = {q.id: 5 if (q.interest in technical) != q.reverse else 1 for q in KNOWLEDGE.questions}
    sheets: Columns = {
        "student_id": ["a", "b", "c", "d"],
        **{q: [3, likes[q], likes[q], likes[q]] for q in QUESTIONS},
    }
    sheets["plan"] = ["", "Music Production", "Music Production", "astronomy"]
    sheets["goal"] = ["", "", "Audio Plugin Designer", ""]
    source = write_class(tmp_path / "class.csv", sheets)
    summary, _, _ = score(source, names=True)
    assert [(talk.student, talk.reasons[0]) for talk in summary.talks] == [
        ("c", "goal-closed"),
        ("b", "unexpected"),
        ("a", "flat"),
    ]
    assert summary.other_plans == 1
    assert all(talk.student == "" for talk in score(source)[0].talks)
