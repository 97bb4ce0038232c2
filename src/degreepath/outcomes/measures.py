"""The measures in words: a figure can only be said whole, with whom it counts, how many and when."""

from degreepath.knowledge.load import format_of
from degreepath.knowledge.model import Measure, Outcome, OutcomeLevel

WORDS: dict[str, dict[str, str]] = format_of("official_files")["measures"]
_SIGNS = {"GBP": "£", "USD": "$"}


def label(measure: Measure) -> str:
    """Return the few words that name the measure, such as 'Pay after 15 months'."""
    return WORDS[measure]["label"]


def meaning(measure: Measure) -> str:
    """Return where figures of this measure come from and what they count."""
    return WORDS[measure]["meaning"]


def line(outcome: Outcome) -> str:
    """Return the figure on one line with whom it counts, how many and when; there is no way to leave these out."""
    n = f"n {outcome.n_missing}" if outcome.n is None else f"n = {outcome.n:,}"
    text = f"{_who(outcome)}, {n}, {outcome.years}: {_amount(outcome, outcome.value)}"
    name = label(outcome.measure)
    if outcome.measure.startswith("pay-"):  # told with its spread, so its name stands before the number
        text = f"{name}: {text}"
    else:
        text += f" {name[0].lower()}{name[1:]}"
    if outcome.lower is not None and outcome.upper is not None:
        text += f"; half earned {_amount(outcome, outcome.lower)} to {_amount(outcome, outcome.upper)}"
    if outcome.benchmark is not None:
        text += f"; {outcome.benchmark_is}: {_amount(outcome, outcome.benchmark)}"
    return text


def _who(outcome: Outcome) -> str:
    others = WORDS[outcome.measure].get("people")
    people = others or "graduates"
    if outcome.level is OutcomeLevel.COURSE:
        return f"{people} of this course"
    if outcome.level is OutcomeLevel.SCHOOL:
        return f"all {people} of this school"
    if outcome.measure.startswith("us-"):  # the subject is 'all music programs'
        return f"{people} of {outcome.subject} at this school"
    if others:
        return f"{people} in {outcome.subject} at this university"
    return f"{outcome.subject} {people} of this university"


def _amount(outcome: Outcome, value: float) -> str:
    if not outcome.currency:
        return f"{value:g} %"
    return f"{_SIGNS.get(outcome.currency, outcome.currency + ' ')}{value:,.0f}"
