"""A program that asks every question, for tests in a real terminal: the quiz without the command around it."""

import sys

from degreepath.advice.answers import AnswerSheet
from degreepath.knowledge.load import load_knowledge
from degreepath.quiz.asking import Left, ask

try:
    asked = ask(load_knowledge(), AnswerSheet(), full=True, resume="--resume" in sys.argv)
    asked.end()
    sys.stdout.write("The result comes here.\n")
except Left as left:
    sys.stderr.write(f"{left.answers}{left.message}\n")
    sys.exit(left.exit_code)
