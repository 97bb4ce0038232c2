"""Every sentence of the quiz. Plain English: a reading age of about 14, no idioms, nothing a second-language speaker would miss."""

from collections.abc import Iterable
from datetime import datetime

from degreepath.advice.recommendation import FEWEST_CASES, TOP_ROLES
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.vocabulary import Question

TITLE = "Music Production or Music Technology?"
WELCOME = (
    "This quiz asks what you like to do. Then it tells you which of the two degrees fits you better, how sure that is, and why.",
    "It takes about five minutes. First you mark what excites you most and least, then you answer {questions} short questions.{ends}",
    "No answer is right or wrong.",
    "Nothing leaves this computer. Your answers are kept here until the quiz ends, so that you can stop and go on later.",
)
AT_MOST = "at most {questions}"
ENDS = " The quiz tells you when more answers would hardly change your result."
START = "Start"

MOST = "Which three of these excite you most?"
LEAST = "Which three of these excite you least?"
MARK_RULE = "Mark up to three."
FULL = "Three are marked. Take one mark away first."
NOTHING_MARKED = "Nothing is marked yet. Mark one, or skip this step."
MARKS_WHY = (
    "Everybody likes many things. Having to choose shows what matters most to you. "
    "That saves about twelve questions, so these marks count for a lot."
)

GOAL = "Is there one job you have already decided on?"
GOAL_TEXT = "If you have none yet, choose the first line."
GOAL_WHY = (
    "If you name a job, the degrees and courses that cannot lead to it are set apart from the others. "
    "It does not change the points: they come from your answers alone. You can change it before you see your result. "
    "To read about the jobs: degreepath roles"
)
NO_GOAL = "No, not yet"
YOUR_GOAL = "Your goal: {goal}"
GOAL_NONE = "none yet"

ASK = "How much would you like to do this?"
GIVEN = "your answer"

TYPE = "Type"
TYPE_NUMBER = "a number from 1 to {last}"
TYPE_MARKS = "up to three numbers, for example 2 5 9"
ENTER_KEEPS = "Enter to keep {given}"
NOT_UNDERSTOOD = "That is not one of the answers."

SETTLED = "Your result is settled"
SETTLED_REMINDER = "Your result is settled. You can end here or answer more."
SETTLED_CHOICE = "You can see your result now, or answer the other questions too."
SEE_ANSWERS = "Check my answers, then see the result"
GO_ON = "Answer the other questions"

REVIEW = "Your answers"
REVIEW_TEXT = "You can change any answer here. Then see your result."
SEE_RESULT = "See my result"
ASK_MORE = "Answer more questions ({left} left)"
SKIPPED = "skipped"
NO_MARKS = "no marks"

MARKED = {"most": "Most exciting", "least": "Least exciting"}

RESUMED = "Welcome back. You stopped on {when}, at {place}. {kept}"
IN_QUESTION = "question {number}"
PLACES = {
    "welcome": "the start",
    "most": "the first step",
    "least": "the second step",
    "goal": "the question about your goal",
    "settled": "the point where your result was settled",
    "review": "the list of your answers",
}
WAITING = "You also have an unfinished quiz from {when}. To go on with it, leave this one and use: degreepath quiz --resume"
NOT_KEPT = (
    "Your answers cannot be kept on this computer ({reason}). You can go on, but do not close this window."
)
LEFT = "{kept} To go on: degreepath quiz --resume"
STILL_KEPT = "Your answers are still kept. To go on: degreepath quiz --resume"
LEFT_EMPTY = "You left the quiz before the first answer, so nothing was kept."
LEFT_UNKEPT = "Your answers are not kept ({reason}). Copy the lines above into a file, and use it with: degreepath quiz --answers FILE"
UNKEPT = (
    "Your answers could not be kept on this computer ({reason}). "
    "Copy the lines above into a file, and use it with: degreepath quiz --answers FILE"
)
NO_TERMINAL = "the quiz asks in a terminal, and there is none here; give the answers with --answers FILE, or add --plain to answer line by line."
CHANGED = "The questions have changed since you stopped on {when}. {share}"
CARRY = "Go on with the answers that still fit?"
PLAIN_CHOSEN = "This terminal shows plain lines only, so the quiz asks in plain lines."


NUMBERS = ("", "One", "Two", "Three", "Four", "Five")
SAID_UP_TO = len(NUMBERS) - 1


def progress(place: int, total: int, *, exact: bool) -> str:
    """Return where the student is: `place` of `total` questions; not `exact` if the quiz may end earlier."""
    return f"Question {place} of {total}" if exact else f"Question {place} of at most {total}"


def could_change(more: int) -> str:
    """Return how many more answers could still change the result. Large numbers are rough and go up and down: they stay unsaid."""
    if more > SAID_UP_TO:
        return "More answers could still change your result."
    return f"{NUMBERS[more]} more {'answer' if more == 1 else 'answers'} could still change your result."


def settled(left: int, change: float | None) -> str:
    """Return why the quiz may end: how often the `left` other questions would `change` (0..1) the degree."""
    others = "The one question left" if left == 1 else f"The other {left} questions"
    if change is None:
        return f"{others} would hardly change your degree."
    cases = max(round(100 * change), FEWEST_CASES)
    return f"{others} would change your degree in about {cases} of 100 cases."


def why(knowledge: Knowledge, question: Question) -> str:
    """Return which interest `question` measures and what it decides."""
    interest = knowledge.interest[question.interest]
    turned = " Here it works the other way round: liking this counts against it." if question.reverse else ""
    roles = sorted(
        (role for role in knowledge.roles if role.wants.get(interest.id, 0) > 1),
        key=lambda role: -role.wants[interest.id],
    )
    decides = (
        f" It helps to decide how well these roles fit you: {listed(r.name for r in roles[:TOP_ROLES])}."
        if roles
        else ""
    )
    return f"This asks about one interest: {interest.name} ({interest.about}).{turned}{decides}"


def listed(names: Iterable[str]) -> str:
    """Return names as 'A, B and C'."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def counted(answers: int, *, marks: bool, goal: bool) -> str:
    """Return what of an unfinished quiz is kept, as a sentence."""
    parts = [f"{answers} {'answer' if answers == 1 else 'answers'}"] if answers else []
    if marks:
        parts.append("your marks")
    if goal:
        parts.append("your goal")
    return f"Kept: {listed(parts)}." if parts else "Nothing was answered yet."


def share(carried: int, before: int) -> str:
    """Return how many answers still fit, as a sentence."""
    return f"Answers that still fit: {carried} of {before}."


def when(moment: datetime) -> str:
    """Return a moment as a person would say it, in local time."""
    local = moment.astimezone()
    return f"{local.day} {local:%B %Y}, {local:%H:%M}"
