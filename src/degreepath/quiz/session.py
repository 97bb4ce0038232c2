"""The quiz as a pure state machine: a session is a fold over events, so any run can be replayed. No input, no output."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Protocol

from degreepath.advice.answers import AnswerSheet, Opener, require_known
from degreepath.knowledge.knowledge import Knowledge
from degreepath.quiz.policy import Next, Policy
from degreepath.quiz.steps import (
    Answer,
    Back,
    Change,
    Event,
    Finish,
    Goal,
    GoOn,
    Mark,
    Skip,
    Stage,
    Step,
    Stop,
)

OPENING = (Step(Stage.WELCOME), Step(Stage.MOST), Step(Stage.LEAST), Step(Stage.GOAL))
MARKING = {Stage.MOST, Stage.LEAST}


@dataclass(frozen=True)
class Session:
    """One student's quiz so far.

    `trail` holds every step shown, in order, and `at` where the student is on it: going back moves `at` and forgets nothing.
    `changing` is a step reopened from the review page. `reached` is how much is done (0..1); it never falls.
    """

    knowledge: Knowledge = field(repr=False)
    policy: Policy = field(repr=False, compare=False)
    sheet: AnswerSheet = field(default_factory=AnswerSheet)
    trail: tuple[Step, ...] = OPENING[:1]
    at: int = 0
    changing: Step | None = None
    reached: float = 0.0

    @property
    def step(self) -> Step:
        """The step on the screen."""
        return self.changing or self.trail[self.at]

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions shown so far, in the order of asking."""
        return tuple(step.question for step in self.trail if step.question)

    @property
    def advice(self) -> Next:
        """What the policy says now. A last question that the student is still looking at counts as not asked yet."""
        pending = {self.trail[-1].question} if self.at == len(self.trail) - 1 else set()
        return self.policy(self.sheet, frozenset(self.questions) - pending)

    def after(self, event: Event) -> "Session":
        """Return the session after `event`. Raises ValueError if the step on the screen does not know such an event."""
        session = self._said(event) if isinstance(event, Answer | Mark | Goal | Skip) else self._moved(event)
        if session is None:
            raise ValueError(f"{type(event).__name__} means nothing at the step '{self.step}'")
        return session

    def _said(self, event: Answer | Mark | Goal | Skip) -> "Session | None":
        stage = self.step.stage
        match event:
            case Answer(question, answer) if question == self.step.question and 1 <= answer <= 5:
                sheet = self.sheet.answering(question, answer)
            case Mark(interests) if stage in MARKING:
                sheet = _marked(self.sheet, stage, interests)
            case Goal(role) if stage is Stage.GOAL and (role is None or role in self.knowledge.role):
                sheet = self.sheet.aiming_at(role)
            case Skip() if stage is Stage.GOAL:
                sheet = self.sheet.aiming_at(None)
            case Skip() if self.step.question:
                sheet = self.sheet.skipping(self.step.question)
            case Skip() if stage in MARKING:
                sheet = _marked(self.sheet, stage, ())
            case _:
                return None
        return _forward(replace(self, sheet=sheet))

    def _moved(self, event: GoOn | Back | Change | Stop | Finish) -> "Session | None":
        session: Session | None = None
        match event, self.step.stage:
            case Back(), _ if self.changing:
                session = replace(self, changing=None)
            case Back(), _ if self.at:
                session = _back(self)
            case Change(step), Stage.REVIEW if step in {*self.trail, Step(Stage.GOAL)}:
                session = replace(self, changing=step)
            case Stop(), Stage.QUESTION | Stage.SETTLED if not self.changing:
                session = _stopped(self)
            case Finish(), Stage.REVIEW:
                session = replace(self, trail=(*self.trail, Step(Stage.DONE)), at=len(self.trail))
            case GoOn(), Stage.WELCOME | Stage.SETTLED:
                session = _forward(self)
            case GoOn(), Stage.REVIEW:
                session = _extended(replace(self, trail=_unreviewed(self.trail)))
        return session


def _forward(session: Session) -> Session:
    if session.changing:
        return replace(session, changing=None)
    if session.at + 1 == len(session.trail):
        return _extended(session)
    ahead = replace(session, at=session.at + 1)
    if ahead.step.stage is not Stage.SETTLED:
        return ahead
    return _still_settled(ahead) if ahead.at + 1 == len(ahead.trail) else replace(ahead, at=ahead.at + 1)


def _back(session: Session) -> Session:
    """One step back. The page 'settled' was news when it came; on the way back it is passed over."""
    before = session.trail[session.at - 1]
    return replace(session, at=session.at - (2 if before.stage is Stage.SETTLED else 1))


def _still_settled(session: Session) -> Session:
    """At the page 'settled', or, if a changed answer has made it untrue, one question further without it."""
    advice = session.advice
    if advice.settled and advice.question:
        return session
    return _extended(replace(session, trail=session.trail[:-1], at=session.at - 1))


def _extended(session: Session) -> Session:
    """One step further than ever before: the rest of the opener, then whatever the policy says."""
    trail = session.trail
    opening = _opening(session)
    if opening:
        step, reached = opening, 0.0
    else:
        advice = session.policy(session.sheet, frozenset(session.questions))
        step = _advised(advice, trail)
        done = len(session.questions)
        left = len(session.knowledge.questions) - done
        more = left if advice.more is None else min(max(advice.more, 1), left)
        reached = done / (done + more) if more else 1.0
    return replace(session, trail=(*trail, step), at=len(trail), reached=max(session.reached, reached))


def _opening(session: Session) -> Step | None:
    """Return the next step of the opener, None after it. Who named a goal beforehand is not asked for one."""
    if session.questions:
        return None
    left = (step for step in OPENING if step not in session.trail)
    return next((step for step in left if step.stage is not Stage.GOAL or not session.sheet.goal), None)


def _advised(advice: Next, trail: tuple[Step, ...]) -> Step:
    if advice.question is None:
        return Step(Stage.REVIEW)
    if advice.settled and Step(Stage.SETTLED) not in trail:
        return Step(Stage.SETTLED)
    return Step(Stage.QUESTION, advice.question)


def _unreviewed(trail: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(step for step in trail if step.stage is not Stage.REVIEW)


def _stopped(session: Session) -> Session:
    """At the review page. A last question shown but never dealt with leaves the trail, so that it can be asked again."""
    trail = _unreviewed(session.trail)
    pending = session.trail[-1].question
    if pending and pending not in session.sheet.answers:
        trail = trail[:-1]
    return replace(session, trail=(*trail, Step(Stage.REVIEW)), at=len(trail))


def _marked(sheet: AnswerSheet, stage: Stage, interests: tuple[str, ...]) -> AnswerSheet:
    """Return the sheet with these marks; an interest marked again moves from the other list."""
    opener = sheet.opener or Opener()
    other = opener.least if stage is Stage.MOST else opener.most
    kept = tuple(mark for mark in other if mark not in interests)
    marked = Opener(most=interests, least=kept) if stage is Stage.MOST else Opener(most=kept, least=interests)
    return sheet.model_copy(update={"opener": marked if marked.most or marked.least else None})


def replay(session: Session, events: Iterable[Event]) -> Session:
    """Return the session after all of `events`, in order."""
    return reduce(Session.after, events, session)


def _exists(step: Step, knowledge: Knowledge) -> bool:
    """Tell whether a student can have left a quiz with `step` on its trail; a quiz that has ended is not saved."""
    if step.stage is Stage.QUESTION:
        return step.question in knowledge.question
    return not step.question and step.stage is not Stage.DONE


class Saved(Protocol):
    """What a saved quiz holds of its session."""

    @property
    def sheet(self) -> AnswerSheet: ...
    @property
    def trail(self) -> Sequence[str]: ...
    @property
    def at(self) -> int: ...
    @property
    def reached(self) -> float: ...


def restore(knowledge: Knowledge, policy: Policy, saved: Saved) -> Session:
    """Return the session of a saved quiz. Where the last steps of its trail are gone, it goes on with a new one.

    Raises ValueError if its trail names a step that does not exist, AnswersError if its sheet does not fit `knowledge`.
    """
    require_known(saved.sheet, knowledge)
    trail = tuple(map(Step.named, saved.trail)) or OPENING[:1]
    if not all(_exists(step, knowledge) for step in trail):
        raise ValueError("a saved quiz names a step that does not exist")
    at = min(saved.at, len(trail) - 1)
    session = Session(knowledge, policy, saved.sheet, trail, at=at, reached=saved.reached)
    if saved.at != at:
        return _extended(session)
    return _still_settled(session) if session.step == trail[-1] == Step(Stage.SETTLED) else session
