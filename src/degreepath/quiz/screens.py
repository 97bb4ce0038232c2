"""What each step of the quiz says and offers, for either way of asking. Pure: from a session to a screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from degreepath.advice.answers import MARKS_EACH_WAY, Opener
from degreepath.quiz import words
from degreepath.quiz.session import Session
from degreepath.quiz.steps import Answer, Back, Change, Event, Finish, GoOn, Skip, Stage, Step, Stop


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
    """One line to choose: the event it stands for, or, on a marking screen, the id of an interest."""

    value: Event | str
    label: str
    given: bool = False


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
            text = tuple(line.format(questions=len(session.knowledge.questions)) for line in words.WELCOME)
            return Screen(words.TITLE, text, (Choice(GoOn(), words.START),))
        case Step(Stage.MOST | Stage.LEAST as stage):
            return _marking(session, stage)
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


def _question(session: Session, question_id: str) -> Screen:
    knowledge = session.knowledge
    question = knowledge.question[question_id]
    earlier = session.sheet.answers.get(question_id)
    advice = session.advice
    text = [words.ASK, question.text]
    if advice.more and not session.changing and session.at == len(session.trail) - 1:
        text.append(words.could_change(advice.more))
    keys = {Key.BACK, Key.SKIP, Key.WHY} | (set() if session.changing else {Key.END})
    return Screen(
        words.progress(
            session.questions.index(question_id) + 1, len(knowledge.questions), exact=advice.more is None
        ),
        tuple(text),
        tuple(Choice(Answer(question_id, n), label, given=n == earlier) for n, label in words.SCALE.items()),
        frozenset(keys),
        why=words.why(knowledge, question),
        done=session.reached,
        start=(earlier or 3) - 1,
        digits=True,
    )


def _settled(session: Session) -> Screen:
    left = len(session.knowledge.questions) - len(session.questions)
    change = session.advice.change
    sentence = words.SETTLED_TEXT if change is not None else words.SETTLED_TEXT_UNKNOWN
    chance = max(1, round(100 * change)) if change is not None else 0
    return Screen(
        words.SETTLED,
        (sentence.format(left=left, chance=chance), words.SETTLED_CHOICE),
        (Choice(Stop(), words.SEE_ANSWERS), Choice(GoOn(), words.GO_ON)),
        frozenset({Key.BACK}),
    )


def _review(session: Session) -> Screen:
    left = len(session.knowledge.questions) - len(session.questions)
    more = [Choice(GoOn(), words.ASK_MORE.format(left=left))] if left else []
    return Screen(
        words.REVIEW,
        (words.REVIEW_TEXT,),
        (Choice(Finish(), words.SEE_RESULT), *more, *_rows(session)),
        frozenset({Key.BACK, Key.RESULT}),
    )


def _rows(session: Session) -> Iterator[Choice]:
    knowledge = session.knowledge
    opener = session.sheet.opener or Opener()
    for step in session.trail:
        if step.question:
            answer = session.sheet.answers.get(step.question)
            given = f"{answer} {words.SCALE[answer]}" if answer else words.SKIPPED
            yield Choice(Change(step), f"{knowledge.question[step.question].text} [{given}]")
        elif step.stage in {Stage.MOST, Stage.LEAST}:
            marks = opener.most if step.stage is Stage.MOST else opener.least
            names = words.listed(knowledge.interest[mark].name for mark in marks) if marks else words.NO_MARKS
            yield Choice(Change(step), f"{words.MARKED[step.stage]}: {names}")
