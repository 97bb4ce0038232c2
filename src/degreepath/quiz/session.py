"""The quiz as a pure fold: a session and an event give the next session, so any run can be replayed. No input, no output."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from degreepath.advice.answers import AnswerSheet, Opener, require_known
from degreepath.advice.next_question import NextQuestion, next_question
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import ANSWER_WORDS

MOST_QUESTIONS = 26
"""How many questions are asked at most before the student is shown where the result stands; each one skipped adds one."""


class Stage(StrEnum):
    """What kind of screen a step is, in the order of a quiz."""

    WELCOME = "welcome"
    MOST = "most"
    LEAST = "least"
    GOAL = "goal"
    COUNTRY = "country"
    QUESTION = "question"
    END = "end"
    REVIEW = "review"
    DONE = "done"


ORDER = tuple(Stage)
OPENING = ORDER[: ORDER.index(Stage.QUESTION)]
AFTER = {Stage.END, Stage.REVIEW}


@dataclass(frozen=True)
class Step:
    """One screen of the quiz. `str(step)` is its name in a saved quiz."""

    stage: Stage
    question: str | None = None

    def __str__(self) -> str:
        return f"{self.stage}:{self.question}" if self.question else self.stage.value

    @staticmethod
    def named(name: str) -> "Step":
        """Return the step of that name. Raises ValueError if there is no such stage."""
        stage, _, question = name.partition(":")
        return Step(Stage(stage), question or None)


class Move(StrEnum):
    """What a student does besides answering."""

    GO_ON = "go on"  # leave the welcome; at the end, answer the other questions too
    BACK = "back"  # one step back; from a step reopened in the list of answers, back to that list
    SKIP = "skip"  # say nothing at this step; an earlier answer is taken back
    END = "end"  # ask no more
    REVIEW = "review"  # from the end to the list of answers
    FINISH = "finish"  # to the result


@dataclass(frozen=True)
class Say:
    """What a student says at the step on the screen: 1..5 to a question, interests marked, a role, a country; None is nothing."""

    value: int | str | tuple[str, ...] | None


@dataclass(frozen=True)
class Change:
    """Reopen a step from the list of answers."""

    step: Step


Event = Say | Change | Move
Policy = Callable[[Knowledge, AnswerSheet, Iterable[str]], NextQuestion]
"""Says what to ask after a sheet when some questions have been shown, and how settled the result is."""
NOTHING_KNOWN = NextQuestion(question=None, settled=False, program_change=1.0, role_change=1.0, more=0)


@dataclass(frozen=True)
class Session:
    """One student's quiz so far.

    `trail` holds every step shown, in order, and `at` where the student is on it: going back moves `at` and forgets nothing.
    `changing` is a step reopened from the list of answers, `changed` the one that was last. `full`: every question is asked, in file order; `beyond`: the
    student was at the end and asked for the other questions too. `advice` is as fresh as the last new step.
    """

    knowledge: Knowledge = field(repr=False)
    sheet: AnswerSheet = field(default_factory=AnswerSheet)
    full: bool = False
    beyond: bool = False
    trail: tuple[Step, ...] = (Step(Stage.WELCOME),)
    at: int = 0
    changing: Step | None = None
    changed: Step | None = field(default=None, compare=False)
    advice: NextQuestion = NOTHING_KNOWN
    policy: Policy = field(default=next_question, repr=False, compare=False)

    @property
    def step(self) -> Step:
        """The step on the screen."""
        return self.changing or self.trail[self.at]

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions shown so far, in the order of asking."""
        return tuple(step.question for step in self.trail if step.question)

    @property
    def unasked(self) -> tuple[str, ...]:
        """The questions that were not shown, in file order."""
        return tuple(q.id for q in self.knowledge.questions if q.id not in self.questions)

    @property
    def limit(self) -> int:
        """How many questions are asked at most: a promise that only a skipped question moves, by one."""
        total = len(self.knowledge.questions)
        if self.full or self.beyond:
            return total
        dealt_with = self.questions[:-1] if self.trail[-1].question else self.questions
        promised = MOST_QUESTIONS + sum(question not in self.sheet.answers for question in dealt_with)
        return min(total, max(promised, len(self.questions)))  # one that was skipped may be answered later

    @property
    def is_over(self) -> bool:
        """Whether the result was settled at the last new step, or all that was promised is asked."""
        return self.beyond or self.advice.settled or len(self.questions) >= self.limit

    @property
    def changeable(self) -> tuple[Step, ...]:
        """The steps that can be reopened from the list of answers."""
        return (*map(Step, OPENING[1:]), *(step for step in self.trail if step.question))

    def after(self, event: Event) -> "Session":
        """Return the session after `event`. Raises ValueError if the step on the screen does not know such an event."""
        said = Say(None) if event is Move.SKIP else event
        sheet = self._saying(said.value) if isinstance(said, Say) else None
        session = _forward(replace(self, sheet=sheet)) if sheet else self._moved(event)
        if session is None:
            raise ValueError(f"{event} means nothing at the step '{self.step}'")
        return session

    def _saying(self, value: int | str | tuple[str, ...] | None) -> AnswerSheet | None:
        """Return the sheet with `value` said at the step on the screen, None if it means nothing there."""
        sheet, knowledge, step = None, self.knowledge, self.step
        match value:
            case None | int() if step.question and value in {None, *ANSWER_WORDS}:
                sheet = self.sheet.answering(step.question, value)
            case None | tuple() if step.stage in {Stage.MOST, Stage.LEAST}:
                known = knowledge.interest.keys() >= set(value or ())
                sheet = _marked(self.sheet, step.stage, value or ()) if known else None
            case None | str() if step.stage is Stage.GOAL and value in {None, *knowledge.role}:
                sheet = self.sheet.aiming_at(value)
            case None | str() if step.stage is Stage.COUNTRY and value in {None, *knowledge.countries}:
                sheet = self.sheet.studying_in(value)
        return sheet

    def _moved(self, event: Event) -> "Session | None":
        session, stage = None, self.step.stage
        before = replace(self, trail=self.trail[:-1], at=self.at - 1)
        match event:
            case Move.BACK if self.changing:
                session = replace(self, changing=None)
            case Move.BACK if stage in AFTER:
                session = _before_the_end(self, before)
            case Move.BACK if self.at:
                session = replace(self, at=self.at - 1)
            case Move.GO_ON if stage is Stage.WELCOME:
                session = _forward(self)
            case Move.GO_ON if stage is Stage.END and self.unasked:
                session = _extended(replace(before, beyond=self.is_over))
            case Move.END if stage is Stage.QUESTION and not self.changing:
                session = _stopped(self)
            case Move.REVIEW if stage is Stage.END:
                session = _at_new(self, Step(Stage.REVIEW))
            case Change(step) if stage is Stage.REVIEW and step in self.changeable:
                session = replace(self, changing=step, changed=step)
            case Move.FINISH if stage in AFTER:
                session = _at_new(self, Step(Stage.DONE))
        return session


def _forward(session: Session) -> Session:
    if session.changing:
        return replace(session, changing=None)
    if session.at + 1 < len(session.trail):
        return replace(session, at=session.at + 1)
    return _extended(session)


def _extended(session: Session) -> Session:
    """One step further than ever before: the rest of the opener, then what the policy says, then the end.

    Nobody is asked for a goal or country that was named beforehand, nor for a country if no course has one.
    """
    sheet, reached = session.sheet, ORDER.index(session.trail[-1].stage)
    named = {Stage.GOAL: sheet.goal, Stage.COUNTRY: sheet.country or not session.knowledge.countries}
    for stage in OPENING[reached + 1 :]:
        if not named.get(stage):
            return _at_new(session, Step(stage))
    session = _advised(session)
    question = next(iter(session.unasked), None) if session.full else session.advice.question
    over = session.is_over and not (session.full or session.beyond)
    return _at_new(session, Step(Stage.END) if over or not question else Step(Stage.QUESTION, question))


def _advised(session: Session) -> Session:
    """Return the session with fresh advice. A skipped question is not asked again, but it stays open."""
    return replace(session, advice=session.policy(session.knowledge, session.sheet, session.questions))


def _at_new(session: Session, step: Step) -> Session:
    return replace(session, trail=(*session.trail, step), at=len(session.trail))


def _stopped(session: Session) -> Session:
    """At the end. A last question that was shown but never dealt with leaves the trail, so that it can be asked again."""
    pending = session.trail[-1].question not in session.sheet.answers
    trail = session.trail[:-1] if pending else session.trail
    return _at_new(_advised(replace(session, trail=trail)), Step(Stage.END))


def _before_the_end(session: Session, before: Session) -> Session:
    """Back from the end: to the question at which the student stopped by hand, else to the last one."""
    stopped = session.step.stage is Stage.END and session.unasked and not session.is_over
    return _extended(before) if stopped else _advised(before)


def _marked(sheet: AnswerSheet, stage: Stage, interests: tuple[str, ...]) -> AnswerSheet:
    """Return the sheet with these marks; an interest marked again moves from the other list."""
    opener = sheet.opener or Opener()
    other = opener.least if stage is Stage.MOST else opener.most
    kept = tuple(mark for mark in other if mark not in interests)
    most, least = (interests, kept) if stage is Stage.MOST else (kept, interests)
    return sheet.model_copy(update={"opener": Opener(most=most, least=least) if most or least else None})


def restore(start: Session, trail: Sequence[str], at: int) -> Session:
    """Return `start`, which holds a saved sheet, on its saved `trail`. Where the last steps are gone, it goes on with a new one.

    Raises ValueError if that is no trail a quiz can leave, AnswersError if the sheet does not fit the knowledge base.
    """
    require_known(start.sheet, start.knowledge)
    steps = tuple(map(Step.named, trail))
    places = [ORDER.index(step.stage) for step in steps]
    in_order = places[:1] == [0] and places == sorted(places) and len(set(steps)) == len(steps)
    questions = start.knowledge.question
    known = all((step.question in questions) == (step.stage is Stage.QUESTION) for step in steps)
    if not (in_order and known) or Step(Stage.DONE) in steps:
        raise ValueError("a saved quiz names steps that no quiz has")
    while steps[-1].stage in AFTER and at < len(steps) - 1:
        steps = steps[:-1]
    session = replace(start, trail=steps, at=min(at, len(steps) - 1))
    lost = at > session.at and session.step.stage not in AFTER
    return _extended(session) if lost else _advised(session)


def reopened(knowledge: Knowledge, sheet: AnswerSheet, more: str | None = None) -> Session:
    """Return a session at the list of all that `sheet` says and of one question `more`, where each step can be reopened."""
    shown = {more, *sheet.answers}
    questions = [Step(Stage.QUESTION, q.id) for q in knowledge.questions if q.id in shown]
    trail = (*map(Step, OPENING), *questions, Step(Stage.END), Step(Stage.REVIEW))
    return _advised(Session(knowledge, sheet, trail=trail, at=len(trail) - 1))
