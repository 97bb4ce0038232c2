"""What is asked next and when the quiz stops. docs/method.md section 5."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import sheets

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.next_question import CENTRAL, NextQuestion, next_question
from degreepath.advice.scoring import score_sheet
from degreepath.advice.verdict import FEWEST_ANSWERS, judge, studies_outside
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
QUESTIONS = {q.id: q for q in KNOWLEDGE.questions}


def student(seed: int) -> AnswerSheet:
    """Return all the answers of somebody who resembles a role, with marks."""
    dice = Random(seed)
    wants = dice.choice(KNOWLEDGE.roles).wants
    likes = {i.id: -0.35 + 0.4 * wants.get(i.id, 0) + dice.gauss(0, 0.35) for i in KNOWLEDGE.interests}
    answers = {}
    for q in KNOWLEDGE.questions:
        liking = likes[q.interest] + dice.gauss(0, 0.35)
        answers[q.id] = min(5, max(1, round(3 + 2 * (-liking if q.reverse else liking))))
    order = sorted(likes, key=lambda d: -likes[d])
    return AnswerSheet(opener=Opener(most=tuple(order[:3]), least=tuple(order[-3:])), answers=answers)


def quiz(full: AnswerSheet, skipped: frozenset[str] = frozenset()) -> tuple[list[str], AnswerSheet]:
    """Ask until settled; return what was asked and the sheet. Questions in `skipped` are left out."""
    sheet, shown = full.model_copy(update={"answers": {}}), list[str]()
    while not (ahead := next_question(KNOWLEDGE, sheet, shown)).settled:
        if ahead.question is None:
            break
        shown.append(ahead.question)
        if ahead.question not in skipped:
            sheet = sheet.answering(ahead.question, full.answers[ahead.question])
    return shown, sheet


@pytest.mark.parametrize("seed", range(6))
def test_the_short_quiz_asks_what_it_has_to(seed: int) -> None:
    """At least eight answers, no question twice, one on each interest marked most and on what is central to the first role."""
    full = student(seed)
    shown, sheet = quiz(full)
    assert len(sheet.answers) >= FEWEST_ANSWERS
    assert len(set(shown)) == len(shown)
    asked = {QUESTIONS[q].interest for q in shown}
    assert full.opener is not None
    assert set(full.opener.most) <= asked
    assert {QUESTIONS[q].interest for q in shown[:3]} == set(full.opener.most)
    scored = score_sheet(KNOWLEDGE, sheet)
    best = KNOWLEDGE.roles[max(range(len(scored.scores)), key=lambda r: scored.scores[r])]
    assert {d for d, weight in best.wants.items() if weight == CENTRAL} <= asked


@pytest.mark.parametrize("seed", range(6))
def test_the_short_quiz_says_what_the_long_one_says(seed: int) -> None:
    """A student who stops when told so is not told the other degree by answering the rest."""
    full = student(seed)
    short, whole = (judge(score_sheet(KNOWLEDGE, sheet)).program for sheet in (quiz(full)[1], full))
    assert short == whole or None in (short, whole)


def test_a_skipped_question_stays_open() -> None:
    """Skipping what matters does not make the result look more certain: the chance of a change counts it."""
    full = student(1)
    shown, sheet = quiz(full)
    first = shown[0]
    without = sheet.answering(first, None)
    asked = next_question(KNOWLEDGE, without, [q for q in shown if q != first])
    skipped = next_question(KNOWLEDGE, without, shown)
    assert asked.question == first
    assert skipped.question != first
    assert (skipped.program_change, skipped.role_change) == (asked.program_change, asked.role_change)


def test_what_is_called_settled_is_no_likelier_to_change_than_what_is_not() -> None:
    """Nobody reads that the degree may change (3 of 100) and hardly the role (7 of 100)."""
    assert not NextQuestion(None, settled=False, program_change=0.03, role_change=0.07, more=1).role_settled
    assert NextQuestion(None, settled=True, program_change=0.01, role_change=0.07, more=0).role_settled
    assert NextQuestion(None, settled=False, program_change=0.3, role_change=0.07, more=1).role_settled


def test_looking_outside_is_not_settled_while_an_answer_could_bring_sound_back() -> None:
    """A student who is sent outside is asked on until what is liked with sound would hardly reach the rest."""
    sheet = AnswerSheet(answers={"wave-maths": 5, "sound-code": 4, "song": 3, "beats": 3, "microphones": 3, "echo": 3, "stage": 2, "creature": 3})  # fmt: skip
    near = score_sheet(KNOWLEDGE, sheet)
    assert studies_outside(near)
    assert not next_question(KNOWLEDGE, sheet).program_settled


def test_who_skips_everything_comes_to_an_end() -> None:
    """A quiz of skips asks every question once, calls nothing settled and then has nothing left."""
    full = student(2)
    shown, sheet = quiz(full, frozenset(QUESTIONS))
    assert set(shown) == set(QUESTIONS)
    assert not sheet.answers
    assert (
        not next_question(KNOWLEDGE, sheet, shown).settled
        or next_question(KNOWLEDGE, sheet, shown).question is None
    )


def test_a_goal_that_names_the_degree_leaves_only_the_roles_open() -> None:
    """Where one degree leads to the goal, no answer can change the degree, and the quiz knows it."""
    sheet = AnswerSheet(goal="acoustic-consultant")
    assert next_question(KNOWLEDGE, sheet).program_change == 0
    assert next_question(KNOWLEDGE, AnswerSheet()).program_change > 0


@settings(max_examples=25, deadline=None, derandomize=True)
@given(sheets(KNOWLEDGE), st.integers(0, 32))
def test_the_number_of_questions_left_can_be_kept(sheet: AnswerSheet, kept: int) -> None:
    """Whatever was answered so far, settled means none left, and more are never left than there are."""
    some = sheet.model_copy(update={"answers": dict(list(sheet.answers.items())[:kept])})
    ahead = next_question(KNOWLEDGE, some)
    assert 0 <= ahead.more <= len(KNOWLEDGE.questions) - len(some.answers)
    assert not ahead.settled or ahead.more == 0
    assert 0 <= ahead.program_change <= 1
    assert ahead.question not in some.answers


def test_what_is_open_shrinks_to_nothing() -> None:
    """At the start either result is open; once all is answered nothing is, and it is settled."""
    full = student(3)
    start, end = (
        next_question(KNOWLEDGE, full.model_copy(update={"answers": {}})),
        next_question(KNOWLEDGE, full),
    )
    assert not start.settled
    assert start.program_change > 0.05
    assert start.role_change > start.program_change
    assert (end.question, end.settled, end.program_change, end.role_change) == (None, True, 0, 0)


def test_the_leader_is_who_is_ahead() -> None:
    """It is as unlikely that a sure result turns when Technology is ahead as when Production is."""
    for degree in KNOWLEDGE.archetypes:
        liked = {q.id: 5 if q.interest in degree.teaches else 2 for q in KNOWLEDGE.questions if not q.reverse}
        only = {name for other in KNOWLEDGE.archetypes if other is not degree for name in other.teaches}
        liked = {q: 2 if QUESTIONS[q].interest in only else answer for q, answer in liked.items()}
        assert next_question(KNOWLEDGE, AnswerSheet(answers=liked)).program_change < 0.1


def test_what_was_asked_much_is_not_asked_before_what_was_never_asked() -> None:
    """Among three roles that differ in one interest each, the interest that nobody asked about is asked next."""
    everything = {q.id: 3 for q in KNOWLEDGE.questions if q.interest != "composing"}
    asked = next_question(KNOWLEDGE, AnswerSheet(answers=everything)).question
    assert asked is not None
    assert QUESTIONS[asked].interest == "composing"
