"""A class in numbers: whole for whoever holds the file, hidden for those who do not."""

import random
from collections import Counter
from dataclasses import fields
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from made_classes import as_columns, make_class, write_class

from degreepath.cohort.read import ClassFile, read_class
from degreepath.cohort.score import (
    FEWEST_SHOWN,
    STEP,
    Summary,
    Talk,
    at_least,
    for_sharing,
    score_class,
    summarise,
)
from degreepath.cohort.write import columns
from degreepath.knowledge import Knowledge

TABLES = ("degrees", "bands", "first_roles", "reasons")


def the_class(knowledge: Knowledge, tmp_path: Any, size: int = 120) -> ClassFile:
    return read_class(
        knowledge, write_class(tmp_path / "c.csv", as_columns(knowledge, make_class(knowledge, size)))
    )


def test_the_counts_are_those_of_the_table(knowledge: Knowledge, tmp_path: Any) -> None:
    """Degrees, bands, roles and reasons are counted as the rows of the table say, however small a group is."""
    scores = score_class(the_class(knowledge, tmp_path))
    rows = columns(scores).to_dicts()
    summary = summarise(scores)
    programs = Counter(row["program"] for row in rows)
    assert {name: summary.degrees[name] for name in ("production", "technology")} == {
        name: programs[name] for name in ("production", "technology")
    }
    assert (summary.degrees["outside"] or 0) + (summary.degrees["none"] or 0) == programs[None]
    assert summary.bands == {band: Counter(row["band"] for row in rows)[band] for band in summary.bands}
    roles = Counter(row["role_1"] for row in rows)
    assert summary.first_roles == {role.id: roles[role.id] for role in knowledge.roles}
    talks = Counter(reason for row in rows for reason in (row["talk_first"] or "").split())
    assert summary.reasons == {reason: talks[reason] for reason in Talk}
    assert (summary.students, summary.to_talk) == (len(rows), sum(bool(row["talk_first"]) for row in rows))


counts = st.lists(st.integers(0, 60), min_size=1, max_size=12)
left_out = st.integers(0, 25)


@given(st.integers(0, 10**6), left_out)
def test_what_is_shown_is_a_lower_bound_of_no_small_group(count: int, left: int) -> None:
    """Each number that is shown is a multiple of five, ten or more, and never more than there are."""
    shown = at_least(count, left)
    assert shown is None or (shown % STEP == 0 and FEWEST_SHOWN <= shown <= count)
    assert count >= FEWEST_SHOWN or shown is None


@given(counts, st.data())
def test_any_hidden_group_may_have_any_size(true: list[int], data: st.DataObject) -> None:
    """Whatever a summary shows, another class with any other numbers in the hidden groups, and more in the shown ones, shows the same."""
    shown = [at_least(count, data.draw(left_out)) for count in true]
    other = [data.draw(st.integers(0 if each is None else each, 200)) for each in shown]
    chances = [count if each is None else count - each for count, each in zip(other, shown, strict=True)]
    assert [at_least(count, left) for count, left in zip(other, chances, strict=True)] == shown


@given(counts, st.data())
def test_two_summaries_do_not_tell_which_group_a_student_is_in(true: list[int], data: st.DataObject) -> None:
    """A summary with a student and one without: for every group there is a class in which the student is in it and both come out so."""
    member = data.draw(st.integers(0, len(true) - 1))
    joined = [count + (place == member) for place, count in enumerate(true)]
    without = [at_least(count, data.draw(left_out)) for count in true]
    with_ = [at_least(count, data.draw(left_out)) for count in joined]
    for group in range(len(true)):
        base = [max(one or 0, other or 0) for one, other in zip(without, with_, strict=True)]
        grown = [count + (place == group) for place, count in enumerate(base)]
        for numbers, shown in ((base, without), (grown, with_)):
            chances = [n if each is None else n - each for n, each in zip(numbers, shown, strict=True)]
            assert min(chances) >= 0
            assert [at_least(n, left) for n, left in zip(numbers, chances, strict=True)] == shown


def numbers(summary: Summary) -> list[int]:
    single = [summary.students, summary.to_talk]
    tables = [count for name in TABLES for count in getattr(summary, name).values()]
    return [count for count in (*single, *tables) if count is not None]


def test_a_shared_summary_tells_lower_bounds_only(knowledge: Knowledge, tmp_path: Any) -> None:
    """Nothing exact is left in a shared summary, not even how many rows the file has, and no number is above the true one."""
    scores = score_class(the_class(knowledge, tmp_path))
    whole, shared = summarise(scores), for_sharing(summarise(scores), scores)
    assert {field.name for field in fields(shared)} - {"degree_bands", "for_sharing"} == {
        "students", "to_talk", *TABLES,
    }  # fmt: skip
    assert shared.degree_bands == {}
    assert numbers(shared)
    assert all(count % STEP == 0 and count >= FEWEST_SHOWN for count in numbers(shared))
    for name in TABLES:
        for group, count in getattr(shared, name).items():
            assert count is None or count <= getattr(whole, name)[group]
    assert for_sharing(whole, scores) == shared


def test_the_chance_is_drawn_anew_for_each_class(knowledge: Knowledge, tmp_path: Any) -> None:
    """Summaries with and without one student differ in groups that the student is not in, so that a difference tells nothing."""
    read = the_class(knowledge, tmp_path, 400)
    shared = for_sharing(summarise(score_class(read)), score_class(read))
    elsewhere = 0
    for out in random.Random(1).sample(range(len(read)), 12):
        less = score_class(read.only(np.setdiff1d(np.arange(len(read)), [out])))
        true = summarise(less), summarise(score_class(read))
        other = for_sharing(true[0], less)
        elsewhere += sum(
            getattr(other, name)[group] != count
            and getattr(true[0], name)[group] == getattr(true[1], name)[group]
            for name in TABLES
            for group, count in getattr(shared, name).items()
        )
    assert elsewhere > 12
