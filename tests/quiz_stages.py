"""A quiz at each of its stages: what the tests of the two ways of asking share."""

from collections.abc import Iterable
from functools import reduce

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.next_question import NextQuestion
from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge
from degreepath.quiz.session import Event, Move, Policy, Say, Session

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
INTERESTS = [interest.id for interest in KNOWLEDGE.interests]


def settled_after(count: int) -> Policy:
    """A policy that calls the result settled once `count` questions are answered, in file order."""

    def ask(_: Knowledge, sheet: AnswerSheet, shown: Iterable[str]) -> NextQuestion:
        left = [question for question in IDS if question not in {*shown, *sheet.answers}]
        more = max(count - len(sheet.answers), 0)
        change = 0.01 if not more else 0.4
        return NextQuestion(left[0] if left else None, not more, change, change, more)

    return ask


def replay(session: Session, events: Iterable[Event]) -> Session:
    """The session after all of `events`, in order."""
    return reduce(Session.after, events, session)


START = Session(KNOWLEDGE, policy=settled_after(8))
MOST = START.after(Move.GO_ON)
LEAST = MOST.after(Say(("composing", "mixing")))
GOAL = LEAST.after(Move.SKIP)
COUNTRY = GOAL.after(Move.SKIP)
FIRST = COUNTRY.after(Move.SKIP)
EARLIER = replay(FIRST, [Say(4), Move.BACK])
END = replay(FIRST, [Say(1 + place % 5) for place in range(8)])
REVIEW = END.after(Move.REVIEW)
