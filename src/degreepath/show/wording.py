"""The sentences a student reads, for every closed set of results."""

from degreepath.advice.band import Band, Unclear
from degreepath.advice.coverage import Viability

BAND_WORDS = {
    Band.CLEAR: "clear",
    Band.LIKELY: "likely",
    Band.LEANING: "leaning",
    Band.TOO_CLOSE: "too close to call",
}

BAND_SENTENCES = {
    Band.CLEAR: "Your answers point clearly to {leader}.",
    Band.LIKELY: "Your answers point to {leader}, but {rival} is not out of the race.",
    Band.LEANING: "Your answers lean a little towards {leader}. Take this as a hint, not as a decision.",
    Band.TOO_CLOSE: "Your answers do not decide between {leader} and {rival}.",
}

UNCLEAR_TITLES = {
    Unclear.TIE: "Too close to call",
    Unclear.FLAT: "Your answers do not point anywhere yet",
    Unclear.CONTRADICTORY: "Your answers disagree with each other",
    Unclear.TOO_FEW: "Too few answers to advise you",
}

UNCLEAR_REASONS = {
    Unclear.TIE: (
        "{leader} and {rival} fit you almost equally well. That is a real result: both would let you do much of what you like."
    ),
    Unclear.FLAT: (
        "You gave nearly the same answer to every statement, so nothing stands out. "
        "A degree cannot be read from that, and naming one would be guessing."
    ),
    Unclear.CONTRADICTORY: (
        "Some statements ask about the same thing in two ways, and your answers to them differ more than usual. "
        "So we cannot tell which answer is you."
    ),
    Unclear.TOO_FEW: (
        "You told us about fewer than four of the interests. That is not enough to compare two degrees fairly."
    ),
}

CARELESS = "Careful: your answers to similar statements differ more than usual. So take what follows with care; it is never called clear."

DISCARDED = "You gave the same answer to every statement, those that say opposite things included. So only your marks count here."

GOAL_TITLE = "Your answers and your goal disagree"

GOAL_AGAINST = (
    "Your points speak for {rival}, but only {leader} leads to {role}, your goal. "
    "So no degree is named: first find out how much that goal means to you."
)

FEW_ANSWERS = "So few answers check each other too little: with fewer than six, nothing is called clear."

DEAD_END = (
    "Your points speak for {leader}, but it does not lead to {role}, the role that fits you best. "
    "So no degree is named: first find out how much that role means to you."
)

UNCLEAR_STEPS = {
    Unclear.TIE: (
        "Do not let points decide. Look at the roles below and ask which work you would miss more. "
        "Then compare two real courses: their modules differ more than these two words do."
    ),
    Unclear.FLAT: (
        "Try two or three of the small tasks on the role pages this week ('degreepath roles'). "
        "Then take the quiz again and use the whole scale, from 1 to 5."
    ),
    Unclear.CONTRADICTORY: (
        "Take the quiz again when you have ten quiet minutes, and read each statement to its end. "
        "If the same statements pull you both ways again, talk them through with someone who knows you."
    ),
    Unclear.TOO_FEW: "Answer some more questions: 'degreepath quiz' takes about five minutes.",
}

FIT_SCALE = "Fit runs from 0 to 100; 50 means neither for nor against."

DESIGN_OPERATE = (
    "Design means building equipment, software or rooms. "
    "Operate means working with them in a studio, on a stage or at a broadcaster."
)

VIABILITY_WORDS = {
    Viability.COVERED: "covered",
    Viability.POSSIBLE: "possible",
    Viability.UNKNOWN: "not known: ask",
    Viability.NOT_COVERED: "not covered",
}

VIABILITY_SYMBOLS = {
    Viability.COVERED: "●",
    Viability.POSSIBLE: "◐",
    Viability.UNKNOWN: "?",
    Viability.NOT_COVERED: "○",
}


def axis_words(value: float, low: str, high: str) -> str:
    """Return where a position in [-1, 1] lies between two poles, in words."""
    side = low if value < 0 else high
    size = abs(value)
    other = high if value < 0 else low
    if size < 0.05:
        return f"in the middle between {low} and {high} work"
    amount = "a little more" if size < 0.15 else "more" if size < 0.35 else "much more"
    return f"{amount} drawn to {side} than to {other} work"


NOT_CLAIMED = (
    "It compares what you like with what degrees teach and roles need. It does not measure talent, cannot promise a job, "
    "and does not know your grades or what you can pay. Liking a field explains only a small part of being happy in a job. "
    "Talk to a person who knows you before you decide."
)

LEFT_OUT_WORDS = {
    "country": "{courses} outside the country you asked for",
    "no modules": "{courses} with modules we could not read",
    "closed": "{courses} at a school that has closed",
    "old": "{courses} with a module list more than five years old",
    "goal": "{courses} that cannot lead to your goal",
}
