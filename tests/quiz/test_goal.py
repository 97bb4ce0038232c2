"""The goal: one job a student has already decided on, or none."""

import pytest

from degreepath.advice.answers import AnswerSheet
from degreepath.knowledge.load import load_knowledge
from degreepath.quiz.lines import View, page
from degreepath.quiz.look import UNICODE
from degreepath.quiz.policy import everything
from degreepath.quiz.screens import screen
from degreepath.quiz.session import Session, replay
from degreepath.quiz.steps import Answer, Back, Change, Finish, Goal, GoOn, Skip, Stage, Step, Stop

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
START = Session(KNOWLEDGE, everything(KNOWLEDGE))
ASKED = replay(START, [GoOn(), Skip(), Skip()])
NAMED = Session(KNOWLEDGE, everything(KNOWLEDGE), AnswerSheet(goal="composer"))


def test_goal_is_asked_after_the_marks_and_none_is_the_first_choice() -> None:
    """After the marks the student is asked for a job: 'No, not yet' is chosen already, then every role by its name."""
    shown = screen(ASKED)
    assert shown.title == "Is there one job you have already decided on?"
    assert [choice.label for choice in shown.choices] == [
        "No, not yet",
        *(role.name for role in KNOWLEDGE.roles),
    ]
    assert shown.start == 0


@pytest.mark.parametrize(
    ("event", "goal"), [(Goal("composer"), "composer"), (Goal(None), None), (Skip(), None)]
)
def test_goal_is_kept_or_left_out(event: Goal | Skip, goal: str | None) -> None:
    """A chosen role is the goal on the sheet; 'No, not yet' and skipping leave it empty; either way the questions begin."""
    session = ASKED.after(event)
    assert session.sheet.goal == goal
    assert session.step.question == IDS[0]


def test_goal_is_preselected_on_the_way_back_and_can_be_taken_back() -> None:
    """Who goes back finds the goal under the pointer, and may choose none after all."""
    back = replay(ASKED, [Goal("composer"), Back()])
    shown = screen(back)
    assert shown.choices[shown.start].label == "Composer"
    assert shown.choices[shown.start].given
    assert back.after(Goal(None)).sheet.goal is None


def test_unknown_role_is_a_bug() -> None:
    """A role that is not on the screen is refused loudly."""
    with pytest.raises(ValueError, match="means nothing"):
        ASKED.after(Goal("astronaut"))


def test_named_goal_is_not_asked_for() -> None:
    """A goal named beforehand is kept, and the questions follow the marks at once."""
    session = replay(NAMED, [GoOn(), Skip(), Skip()])
    assert session.sheet.goal == "composer"
    assert session.step.question == IDS[0]


@pytest.mark.parametrize("start", [START, NAMED])
def test_goal_stands_on_the_review_page_and_can_be_changed_there(start: Session) -> None:
    """Before the result the goal can be read and changed, also one that was named beforehand."""
    review = replay(start, [GoOn(), Skip(), Skip()])
    review = review.after(Skip()) if review.step.stage is Stage.GOAL else review
    review = replay(review, [Answer(IDS[0], 4), Stop()])
    (row,) = (choice for choice in screen(review).choices if choice.label.startswith("Your goal: "))
    assert row.value == Change(Step(Stage.GOAL))
    assert row.label.endswith("Composer" if start is NAMED else "none yet")
    assert review.after(row.value).after(Back()) == review
    changed = replay(review, [row.value, Goal("mix-engineer")])
    assert changed.step.stage is Stage.REVIEW
    assert "Your goal: Mix Engineer" in {choice.label for choice in screen(changed).choices}
    assert changed.after(Finish()).sheet.goal == "mix-engineer"


def test_goal_explains_what_it_does() -> None:
    """Under '?' the student reads that a goal sets degrees apart and changes no points."""
    why = screen(ASKED).why
    assert "set apart" in why
    assert "does not change the points" in why


def test_job_under_the_pointer_is_described_where_there_is_room() -> None:
    """At 80x24 the job under the pointer is described below the list, whole, without moving a line; at 40x20 it is left out."""
    shown = screen(ASKED)
    heights = set()
    for place, role in enumerate(KNOWLEDGE.roles, start=1):
        laid = page(View(shown, UNICODE, pointed=place), 80, 24)
        assert role.work in " ".join(laid.below)
        heights.add((len(laid.above), laid.height, len(laid.below)))
    assert len(heights) == 1
    assert sum(*heights) <= 24
    narrow = page(View(shown, UNICODE, pointed=1), 40, 20)
    assert KNOWLEDGE.roles[0].work[:20] not in " ".join(narrow.below)
