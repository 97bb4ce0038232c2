"""A quiz at each of its stages: what the tests of the two ways of asking share."""

from degreepath.knowledge.load import load_knowledge
from degreepath.quiz.policy import everything
from degreepath.quiz.session import Session, replay
from degreepath.quiz.steps import Answer, Back, GoOn, Mark, Skip, Stop

KNOWLEDGE = load_knowledge()
IDS = [question.id for question in KNOWLEDGE.questions]
START = Session(KNOWLEDGE, everything(KNOWLEDGE))
MOST = START.after(GoOn())
GOAL = replay(MOST, [Mark(("composing", "mixing")), Skip()])
FIRST = GOAL.after(Skip())
EARLIER = replay(FIRST, [Answer(IDS[0], 4), Back()])
REVIEW = replay(EARLIER, [Stop()])
