"""What each step of the quiz says and offers, for either way of asking. Pure: from a session to a screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from degreepath.advice.answers import MARKS_EACH_WAY, Opener
from degreepath.knowledge.vocabulary import ANSWER_WORDS
from degreepath.quiz import words
from degreepath.quiz.session import Session
from degreepath.quiz.steps import Answer, Back, Change, Event, Finish, Goal, GoOn, Skip, Stage, Step, Stop


class Key(StrEnum):
    """What can be done on a screen besides choosing."""

    BACK = "back"
    SKIP = "skip"
    WHY = "why"
    END = "end"
    RESULT = "result"


EVENTS: dict[Key, Event] = {Key.BACK: Back(), Key.SKIP: Skip(), Key.END: Stop(), Key.RESULT: Finish()}
"""The keys that are events; WHY is not: it changes nothing but the screen."""


@dataclass(frozen=True)
class Choice:
    """One line to choose: the event it stands for, or, on a marking screen, the id of an interest.

    `about` says more about it; it is shown below the list where there is room.
    """

    value: Event | str
    label: str
    given: bool = False
    about: str = ""


@dataclass(frozen=True)
class Screen:
    """One screen.

    `start` is where the pointer stands; `digits`: a digit answers at once; `marks`: how many choices may be marked, 0 if one
    is chosen; `done`: how much of the quiz is done (0..1), where that is worth showing.
    """

    title: str
    text: tuple[str, ...]
    choices: tuple[Choice, ...]
    keys: frozenset[Key] = frozenset()
    why: str = ""
    done: float | None = None
    start: int = 0
    marks: int = 0
    digits: bool = False


def screen(session: Session) -> Screen:
    """Return what the session's step shows."""
    match session.step:
        case Step(Stage.WELCOME):
            return _welcome(session)
        case Step(Stage.MOST | Stage.LEAST as stage):
            return _marking(session, stage)
        case Step(Stage.GOAL):
            return _goal(session)
        case Step(Stage.QUESTION, question) if question:
            return _question(session, question)
        case Step(Stage.SETTLED):
            return _settled(session)
        case _:
            return _review(session)


def place(session: Session) -> str:
    """Return where a session stands, in words."""
    if session.step.stage is Stage.QUESTION:
        return words.IN_QUESTION.format(number=session.questions.index(session.step.question or "") + 1)
    return words.PLACES[session.step.stage]


def yes_or_no(title: str, text: str) -> Screen:
    """Return a screen that asks `title`; the values of its choices are 'yes' and 'no'."""
    return Screen(title, (text,), (Choice("yes", "Yes"), Choice("no", "No")))


def _welcome(session: Session) -> Screen:
    count, adaptive = len(session.knowledge.questions), session.advice.more is not None
    questions = words.AT_MOST.format(questions=count) if adaptive else count
    ends = words.ENDS if adaptive else ""
    text = tuple(line.format(questions=questions, ends=ends) for line in words.WELCOME)
    return Screen(words.TITLE, text, (Choice(GoOn(), words.START),))


def _marking(session: Session, stage: Stage) -> Screen:
    opener = session.sheet.opener or Opener()
    mine, other = (opener.most, opener.least) if stage is Stage.MOST else (opener.least, opener.most)
    taken = other if stage is Stage.LEAST else ()
    choices = tuple(
        Choice(interest.id, f"{interest.name}: {interest.about}", given=interest.id in mine)
        for interest in session.knowledge.interests
        if interest.id not in taken
    )
    title = words.MOST if stage is Stage.MOST else words.LEAST
    return Screen(
        title,
        (words.MARK_RULE,),
        choices,
        frozenset({Key.BACK, Key.SKIP, Key.WHY}),
        why=words.MARKS_WHY,
        marks=MARKS_EACH_WAY,
    )


def _goal(session: Session) -> Screen:
    goal = session.sheet.goal
    answered = bool(session.changing) or session.at + 1 < len(session.trail)
    roles = session.knowledge.roles
    choices = (
        Choice(Goal(None), words.NO_GOAL, given=answered and goal is None),
        *(Choice(Goal(role.id), role.name, given=role.id == goal, about=role.work) for role in roles),
    )
    return Screen(
        words.GOAL,
        (words.GOAL_TEXT,),
        choices,
        frozenset({Key.BACK, Key.SKIP, Key.WHY}),
        why=words.GOAL_WHY,
        start=next((place for place, choice in enumerate(choices) if choice.value == Goal(goal)), 0),
    )


def _question(session: Session, question_id: str) -> Screen:
    knowledge = session.knowledge
    question = knowledge.question[question_id]
    earlier = session.sheet.answers.get(question_id)
    advice = session.advice
    text = [words.ASK, question.text]
    if advice.more is not None and not session.changing and session.at == len(session.trail) - 1:
        text.append(words.could_change(advice.more) if advice.more else words.SETTLED_REMINDER)
    keys = {Key.BACK, Key.SKIP, Key.WHY} | (set() if session.changing else {Key.END})
    return Screen(
        words.progress(
            session.questions.index(question_id) + 1, len(knowledge.questions), exact=advice.more is None
        ),
        tuple(text),
        tuple(Choice(Answer(question_id, n), label, given=n == earlier) for n, label in ANSWER_WORDS.items()),
        frozenset(keys),
        why=words.why(knowledge, question),
        done=session.reached,
        start=(earlier or 3) - 1,
        digits=True,
    )


def _settled(session: Session) -> Screen:
    return Screen(
        words.SETTLED,
        (words.settled(_left(session), session.advice.change), words.SETTLED_CHOICE),
        (Choice(Stop(), words.SEE_ANSWERS), Choice(GoOn(), words.GO_ON)),
        frozenset({Key.BACK}),
    )


def _left(session: Session) -> int:
    return len(session.knowledge.questions) - len(session.questions)


def _still_open(session: Session) -> str:
    """Return what the questions that were not asked could still do; '' if nobody can say or none is left."""
    advice = session.advice
    if advice.more is None or not advice.question:
        return ""
    return words.could_change(advice.more) if advice.more else words.settled(_left(session), advice.change)


def _review(session: Session) -> Screen:
    left = _left(session)
    more = [Choice(GoOn(), words.ASK_MORE.format(left=left))] if left else []
    return Screen(
        words.REVIEW,
        tuple(filter(None, (words.REVIEW_TEXT, _still_open(session)))),
        (Choice(Finish(), words.SEE_RESULT), *more, *_rows(session)),
        frozenset({Key.BACK, Key.RESULT}),
    )


def _rows(session: Session) -> Iterator[Choice]:
    knowledge = session.knowledge
    opener = session.sheet.opener or Opener()
    marks = {Stage.MOST: opener.most, Stage.LEAST: opener.least}
    for stage, marked in marks.items():
        names = words.listed(knowledge.interest[mark].name for mark in marked) if marked else words.NO_MARKS
        yield Choice(Change(Step(stage)), f"{words.MARKED[stage]}: {names}")
    goal = knowledge.role[session.sheet.goal].name if session.sheet.goal else words.GOAL_NONE
    yield Choice(Change(Step(Stage.GOAL)), words.YOUR_GOAL.format(goal=goal))
    for step in session.trail:
        if step.question:
            answer = session.sheet.answers.get(step.question)
            given = f"{answer} {ANSWER_WORDS[answer]}" if answer else words.SKIPPED
            yield Choice(Change(step), f"{knowledge.question[step.question].text} [{given}]")
