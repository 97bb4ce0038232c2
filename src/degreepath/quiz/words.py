"""Every sentence of the quiz, and its lines. Plain English: a reading age of about 14, no idioms."""

from collections.abc import Iterable
from datetime import datetime
from textwrap import wrap as text_wrap

from degreepath.advice.answers import AnswerSheet
from degreepath.advice.next_question import NextQuestion
from degreepath.advice.verdict import FEWEST_ANSWERS
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import Question
from degreepath.text import joined

NO_BREAK = "\N{NO-BREAK SPACE}"
TITLE = "Music Production or Music Technology?"
WELCOME = (
    "Mark what excites you, then answer {questions} short questions about things one can do. It takes about five minutes.",
    "You will see which degree fits you better, up to three jobs that suit you, and why. No answer is right or wrong.",
    "Nothing leaves this computer. Your answers are kept here until the quiz ends, so that you can stop and go on later.",
)
START = "Start"
MOST = "Which of these excite you MOST?"
LEAST = "Now the opposite: which of these excite you LEAST?"
MARK_RULE = "Mark up to three. These marks count for a lot."
FULL = "Three are marked. Take one mark away first."
TAKEN = "marked MOST"
NOTHING_MARKED = "Nothing is marked. Mark one, or press Enter again to skip this step."
SO_FAR = "Marked {number} of {most}: {names}"
GOAL = "Is there one job you have already decided on?"
GOAL_TEXT = "Naming a job can decide the degree: if only one of the two leads to it, that one is named. If you have none yet, choose the first line."
NO_GOAL = "No, not yet"
NO_GOAL_ABOUT = "Your answers alone decide."
COUNTRY = "Where do you want to study?"
COUNTRY_TEXT = "This only decides which courses and which pay you are shown. If your country is missing, no course there is known here: choose Anywhere."
ANYWHERE = "Anywhere"
ASK = "How much would you like to do this?"
QUESTION = "Question {number} of {most}{total}"
GIVEN = "your answer"
CHOOSE_FIRST = "Nothing is chosen yet. Type its number, or choose with the arrow keys."

SETTLED = "Your result is settled"
HARDLY, MAY = "More questions would hardly change", "More questions may still change"
DEGREES, ROLE = "what is said of the degrees", "the role that fits you best"
SETTLED_PARTS = {
    (True, True): f"{HARDLY} {DEGREES}, nor {ROLE}.",
    (True, False): f"{MAY} {ROLE}, but hardly {DEGREES}.",
    (False, True): f"{MAY} {DEGREES}, but hardly {ROLE}.",
    (False, False): f"{MAY} {DEGREES} and {ROLE}.",
}
"""Said of the degrees and of the first role: whether each is settled."""
ENOUGH = "These were the questions"
ALL_ASKED = "That was the last question"
STOP_HERE = "Stop here?"
SEE_RESULT = "See my result"
CHECK = "Check my answers first"
GO_ON = "Answer all {total} questions, if you like ({left} more)"
GO_BACK = "Go on with the questions"
FEW = "You have answered {answers} so far. With fewer than {fewest} the result stays uncertain."
REVIEW = "Your answers"
REVIEW_TEXT = "Choose an answer to change it."
TRIAL = (
    "Choose an answer and try another. You are shown what it would change, and can then take it or leave it."
)
AS_IT_IS = "Leave all as it is"
MARKED = {"most": "Most exciting: {marks}", "least": "Least exciting: {marks}"}
NO_MARKS = "no marks"
YOUR_GOAL = "Your goal: {goal}"
GOAL_NONE = "none yet"
YOUR_COUNTRY = "Where to study: {country}"
SKIPPED, WAS_SKIPPED = "no answer", "(You skipped this.)"
MORE_ABOVE = "  ↑ {number} more above"
MORE_BELOW = "  ↓ {number} more below"

TYPE_NUMBER = "Type a number from 1 to {last}"
TYPE_KEY = "Type a name or its number; ? says them all."
TYPE_ANSWER = "Type a number from 1 ({lowest}) to {last} ({highest})"
TYPE_MARKS = "Type up to {most} numbers, for example 1 2"
ENTER_KEEPS = ", or Enter alone to keep {given}"
READ_MORE = "To read more about one, type ? and its number."
LETTERS = "Letters: {letters}."
NOT_UNDERSTOOD = "That is not one of the answers."
MARKED_BEFORE = "You marked {names} as exciting MOST. Choose others here."
TOO_MANY = "You typed {number} of them. Type {most} or fewer."
ENTER_STARTS = "Press Enter to start."
YOUR_ANSWER = "Your answer: {given}."
YOU_MARKED = "You marked: {names}."
YOU_CHOSE = "You chose: {name}."
PLAIN_CHOSEN = "This terminal shows plain lines only, so the quiz asks in plain lines."

RESUMED = "Welcome back. You stopped on {when}. {kept}"
CHANGED = "The questions have changed since then, so only what still fits is kept."
WAITING = "There is an unfinished quiz here from {when}."
WAITING_WISHES = {"go on": "Go on with it", "new": "Start a new one"}
NOT_KEPT = (
    "Your answers cannot be kept on this computer ({reason}). You can go on, but do not close this window."
)
LEFT = "{kept} To go on: {resume}"
STILL_KEPT = "Your answers are still kept. To go on: {resume}"
LEFT_EMPTY = "You left the quiz before the first answer, so nothing was kept."
EARLIER_KEPT = (
    "You left this quiz before the first answer. The earlier one is still kept. To go on with it: {resume}"
)
UNKEPT = (
    "Your answers could not be kept on this computer ({reason}). "
    "Copy the lines above into a file, and use it with: degreepath quiz --answers FILE"
)
NO_TERMINAL = "the quiz asks in a terminal, and there is none here; give the answers with --answers FILE, or add --plain to answer line by line."
NOTHING_LEFT = "There is no unfinished quiz to go on with; start one with: degreepath quiz"

KEEP, IS_KEPT, REPORT, DONE, MORE_QUESTIONS = "keep", "where it is kept", "report", "done", "more questions"
READ_ON = "↓ {number} more below: Space or arrow keys"
READ_BACK = "The end. Page Up goes back."
LEAVES = "leave"
TO_RESULT, TO_SECTION = "back to the result", "back"
CHANGE_ONE, TAKE = "try another answer", "make it my answer"
KEPT = "Kept as {id}. See it again: degreepath results show {id}{plain}. Erase it: degreepath forget {id}."
REPORTED = (
    "The report is in the folder {folder} and is called {file}. Open it with a double click, in any browser. It carries your "
    "answers: nobody else can open it on this computer, and whoever you give it to can read them."
)
VIEW_KEPT = "Your view is kept with it."
REFUSED = "That did not work ({reason})."
LEAVE = "Leave without keeping your result?"
WOULD_BE_LOST = "What you said ({answers}) and this result would not be kept on this computer."
WISHES = {"keep": "Keep it", "leave": "Leave without keeping", "stay": "Back to the result"}
LIKENESS = "Does this sound like you?"
LIKENESS_TEXT = "Your view is kept beside the result. It changes no score."
DROP = "Which of these would you drop?"
THE_DEGREE = "the degree: {name}"


def wrap(text: str, width: int, first: str = "") -> list[str]:
    """Return `text` in lines of at most `width`; `first` goes before the first line, the others are indented like it."""
    width, indent = max(width, len(first) + 1), " " * len(first)
    lines = text_wrap(text, width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)
    return lines or [first.rstrip()]


def side_by_side(parts: Iterable[str], width: int, gap: str = "  ") -> list[str]:
    """Return hints in as few lines as they need; a key and its meaning stay together."""
    lines = wrap(gap.join(part.replace(" ", NO_BREAK) for part in parts), width)
    return [line.replace(NO_BREAK, " ") for line in lines]


def end_title(advice: NextQuestion, *, over: bool, unasked: int) -> str:
    """Return what the end is called: what is settled, or that it is not, or that the student stopped by hand."""
    if not unasked:
        return ALL_ASKED
    if not over:
        return STOP_HERE
    return SETTLED if advice.program_settled and advice.role_settled else ENOUGH


def still_open(advice: NextQuestion, answers: int) -> str:
    """Return whether the questions without an answer, skipped ones included, could still change the result."""
    if answers < FEWEST_ANSWERS:
        return FEW.format(answers=number(answers, "question"), fewest=FEWEST_ANSWERS)
    return SETTLED_PARTS[advice.program_settled, advice.role_settled]


def number(count: int, what: str) -> str:
    """Return '1 answer', '2 answers'."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def why(knowledge: Knowledge, question: Question) -> str:
    """Return which interest `question` measures and what it decides."""
    interest = knowledge.interest[question.interest]
    turned = " Here it works the other way round: liking this counts against it." if question.reverse else ""
    wanting = [role for role in knowledge.roles if role.wants.get(interest.id, 0) > 1]
    roles = joined(role.name for role in sorted(wanting, key=lambda role: -role.wants[interest.id])[:3])
    decides = f" It helps to decide how well these roles fit you: {roles}." if roles else ""
    return f"This asks about one interest: {interest.name} ({interest.about}).{turned}{decides}"


def kept(sheet: AnswerSheet) -> str:
    """Return what of an unfinished quiz is kept, as a sentence."""
    parts = [number(len(sheet.answers), "answer")] if sheet.answers else []
    parts += ["your marks"] * bool(sheet.opener) + ["your goal"] * bool(sheet.goal)
    return f"Kept: {joined(parts)}." if parts else "Nothing was answered yet."


def when(moment: datetime) -> str:
    """Return a moment as a person would say it, in local time."""
    local = moment.astimezone()
    return f"{local.day} {local:%B %Y}, {local:%H:%M}"
