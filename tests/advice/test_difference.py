"""Two sheets: what differs, what is answer noise, and what is worth a talk."""

import random
from math import sqrt

import pytest

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.difference import Apart, compare_sheets
from degreepath.advice.interests import variance
from degreepath.advice.scoring import score_sheet
from degreepath.advice.verdict import judge
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
INTERESTS = [interest.id for interest in KNOWLEDGE.interests]
PAIRS = 60


def student(rng: random.Random) -> dict[str, float]:
    """The interests of somebody who resembles a role, as in docs/method.md."""
    wants = rng.choice(KNOWLEDGE.roles).wants
    return {i: -0.35 + 0.4 * wants.get(i, 0) + rng.gauss(0, 0.35) for i in INTERESTS}


def sitting(interests: dict[str, float], rng: random.Random) -> AnswerSheet:
    """One sitting: every answer with noise, some questions skipped, marks by what feels strongest that day."""
    answers = {}
    for question in KNOWLEDGE.questions:
        if rng.random() > 0.08:
            liking = interests[question.interest] + rng.gauss(0, 0.35)
            step = round(2 * (-liking if question.reverse else liking)) + 3
            answers[question.id] = min(5, max(1, step))
    order = sorted(INTERESTS, key=lambda i: -interests[i] - rng.gauss(0, 0.25))
    return AnswerSheet(opener=Opener(most=tuple(order[:3]), least=tuple(order[-3:])), answers=answers)


def all_answered(number: int = 3, **changed: int) -> AnswerSheet:
    return AnswerSheet(answers=dict.fromkeys(IDS, number) | changed)


def test_the_same_student_on_two_days_is_hardly_ever_told_of_a_change() -> None:
    """Who answers twice with nothing but chance in between is told of a real change in at most five of a hundred cases."""
    rng = random.Random(1)
    alarms = {"degree": 0, "interests": 0, "roles": 0}
    for _ in range(PAIRS):
        person = student(rng)
        found = compare_sheets(KNOWLEDGE, sitting(person, rng), sitting(person, rng))
        alarms["degree"] += found.margin.more_than_noise
        alarms["interests"] += any(change.more_than_noise for change in found.interests.values())
        alarms["roles"] += any(change.more_than_noise for change in found.roles.values())
    assert max(alarms.values()) <= 0.05 * PAIRS, alarms


def test_two_different_students_are_mostly_told_apart() -> None:
    """Two sheets of different people nearly always show an interest that moved more than noise."""
    rng = random.Random(2)
    seen = 0
    for _ in range(PAIRS):
        found = compare_sheets(KNOWLEDGE, sitting(student(rng), rng), sitting(student(rng), rng))
        seen += any(change.more_than_noise for change in found.interests.values())
    assert seen >= 0.75 * PAIRS


def test_the_standard_error_is_that_of_two_independent_sheets() -> None:
    """Comparing a sheet with itself, the error is √2 times that of one sheet, and nothing has changed."""
    sheet = sitting(student(random.Random(3)), random.Random(3))
    found = compare_sheets(KNOWLEDGE, sheet, sheet)
    assert found.nothing
    scored = score_sheet(KNOWLEDGE, sheet)
    unit = tuple(float(i == 0) for i in range(len(INTERESTS)))
    assert found.interests[INTERESTS[0]].error == pytest.approx(
        sqrt(2 * variance(scored.estimate, unit, scored.noise))
    )
    assert found.margin.limit == pytest.approx(1.959964 * found.margin.error)
    assert found.interests[INTERESTS[0]].limit > 2.5 * found.interests[INTERESTS[0]].error
    assert not any(
        change.more_than_noise for change in (found.margin, *found.interests.values(), *found.roles.values())
    )


def test_the_lead_is_that_of_the_first_sheets_degrees() -> None:
    """How far the first sheet's leader is ahead is read off both sheets; on another person's sheet it may be behind."""
    rng = random.Random(6)
    for first, second in [(sitting(student(rng), rng), sitting(student(rng), rng)) for _ in range(8)]:
        found = compare_sheets(KNOWLEDGE, first, second)
        verdicts = judge(score_sheet(KNOWLEDGE, first)), judge(score_sheet(KNOWLEDGE, second))
        assert found.verdicts == verdicts
        same = verdicts[0].leader == verdicts[1].leader
        assert found.margin.before == pytest.approx(verdicts[0].margin)
        assert found.margin.after == pytest.approx(verdicts[1].margin if same else -verdicts[1].margin)
        assert found.both_answered == len(first.answers.keys() & second.answers.keys())
        assert found.degree_changed == (verdicts[0].program != verdicts[1].program)


def test_one_answer_moved_one_step_is_noise() -> None:
    """A single answer one step higher is listed, but never called a change of the person."""
    found = compare_sheets(KNOWLEDGE, all_answered(), all_answered(**{IDS[0]: 4}))
    assert found.answers == {IDS[0]: (3, 4)}
    assert not found.margin.more_than_noise
    assert not any(change.more_than_noise for change in found.interests.values())


def test_swapping_the_sheets_only_turns_the_signs() -> None:
    """Which sheet is named first does not decide what counts as noise."""
    rng = random.Random(4)
    a, b = sitting(student(rng), rng), sitting(student(rng), rng)
    there, back = compare_sheets(KNOWLEDGE, a, b), compare_sheets(KNOWLEDGE, b, a)
    for name, change in there.interests.items():
        assert (back.interests[name].before, back.interests[name].after) == (change.after, change.before)
        assert back.interests[name].more_than_noise is change.more_than_noise
    assert there.margin.more_than_noise is back.margin.more_than_noise


def test_a_question_that_only_one_sheet_answers_is_not_a_change() -> None:
    """What was skipped on one day is listed apart from what was answered differently."""
    short = AnswerSheet(answers={IDS[0]: 5})
    found = compare_sheets(KNOWLEDGE, short, all_answered(**{IDS[0]: 5}))
    assert found.answers == {}
    assert found.only_before == ()
    assert found.only_after == tuple(IDS[1:])
    assert compare_sheets(KNOWLEDGE, all_answered(), short).only_before == tuple(IDS[1:])


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        (2, 4, Apart.OPPOSITE),
        (1, 5, Apart.OPPOSITE),
        (1, 3, Apart.STRONGER),
        (5, 3, Apart.STRONGER),
        (4, 5, None),
        (3, 4, None),
        (2, 1, None),
    ],
)
def test_only_wide_differences_are_points_for_a_talk(first: int, second: int, apart: Apart | None) -> None:
    """Two steps or opposite directions make a point; one step never does."""
    found = compare_sheets(KNOWLEDGE, all_answered(**{IDS[0]: first}), all_answered(**{IDS[0]: second}))
    assert [point.apart for point in found.agenda] == ([apart] if apart else [])


def test_opposite_marks_are_a_point_and_other_marks_are_not() -> None:
    """Most against least is worth a talk; that the other one marked something else is not."""
    a = AnswerSheet(opener=Opener(most=INTERESTS[:2]))
    b = AnswerSheet(opener=Opener(most=INTERESTS[2:3], least=INTERESTS[:1]))
    (point,) = compare_sheets(KNOWLEDGE, a, b).agenda
    assert (point.apart, point.interest, point.first, point.second) == (Apart.OPPOSITE, INTERESTS[0], 1, -1)


def test_the_points_come_in_a_fixed_order() -> None:
    """Goals first, then opposite directions, then the rest, the widest first; each with what both said."""
    goals = KNOWLEDGE.roles[0].id, KNOWLEDGE.roles[1].id
    narrow, wide = sorted(IDS[1:3])  # the alphabet would put the narrow one first
    a = all_answered(**{IDS[0]: 3, narrow: 2, wide: 1}).aiming_at(goals[0])
    b = all_answered(**{IDS[0]: 5, narrow: 4, wide: 5}).aiming_at(goals[1])
    points = compare_sheets(KNOWLEDGE, a, b).agenda
    assert [(point.apart, point.question, point.first, point.second) for point in points] == [
        (Apart.GOAL, None, *goals),
        (Apart.OPPOSITE, wide, 1, 5),
        (Apart.OPPOSITE, narrow, 2, 4),
        (Apart.STRONGER, IDS[0], 3, 5),
    ]


def test_one_goal_alone_is_no_disagreement() -> None:
    """That only one of two people named a job is no point, nor is the same job twice."""
    goal = all_answered().model_copy(update={"goal": KNOWLEDGE.roles[0].id})
    assert compare_sheets(KNOWLEDGE, all_answered(), goal).agenda == ()
    assert compare_sheets(KNOWLEDGE, goal, goal).agenda == ()
