"""The words for every closed set of results, and numbers as they are printed, the same on every page.

Pages of facts need no scoring and must not wait for it, so bands and reasons stand here by their values. Scores are told in
points, a hundred to one, so that printed parts can add up exactly.
"""

from collections.abc import Iterator, Sequence
from math import fsum
from typing import TYPE_CHECKING

from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import ANSWER_WORDS
from degreepath.knowledge.load import shipped
from degreepath.knowledge.model import Program, ProgramKind

if TYPE_CHECKING:
    from degreepath.advice.answers import AnswerSheet
    from degreepath.advice.reasons import AnswerShare
    from degreepath.advice.recommend import Recommendation
    from degreepath.advice.verdict import Band, Unclear

TEXTS, PAGES = shipped("texts/results"), shipped("texts/pages")
"""What the pages about results say, and what all others do."""
BAND_WORDS: dict[str, str] = TEXTS["bands"]
BAND_STEPS = {"clear": 4, "likely": 3, "leaning": 2}
UNCLEAR: dict[str, dict[str, str]] = TEXTS["unclear"]
DOOR_MEANINGS: dict[str, str] = TEXTS["door"]["meaning"]
ENTRY_WORDS: dict[str, str] = TEXTS["entry"]
MARK_WORDS = {1: "most exciting", -1: "least exciting", 0: "not marked"}
WITH_THE = {"UK", "US", "Netherlands", "Dominican Republic"}
BAR_STEPS = (52.5, 55.5, 59.5, 62.5)
"""The fits at which a bar grows from 1 to 5; the first three are those of the words fair, good and strong."""


def label(program: Program) -> str:
    """Return the name of a program, with its institution where the name does not end in one: "Music (Stanford)"."""
    if program.institution and not program.name.endswith(")"):
        return f"{program.name}, {program.institution}"
    return program.name


def is_general(program: Program) -> bool:
    """Tell whether a program is one of the general degrees."""
    return program.kind is ProgramKind.ARCHETYPE


def short_name(program: Program) -> str:
    """Return the name of a general degree as a word ("Production"), that of a course whole."""
    return program.name.removeprefix("Music ") if is_general(program) else label(program)


def in_country(country: str | None) -> str:
    """Return where, as it stands behind courses: " in the UK", " in Ireland", or nothing."""
    the = "the " if country in WITH_THE else ""
    return f" in {the}{country}" if country else ""


def sentence(text: str) -> str:
    """Return `text` as a sentence: a capital first, a full stop last."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def inside(name: str) -> str:
    """Return a name as it stands inside a sentence: "Foley" becomes "foley", "MIDI" stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def verdict_words(name: str | None, band: "Band", why: "Unclear | None") -> str:
    """Return a verdict in a line, for lists and differences: the degree and how sure, or that none is named."""
    if name:
        return f"{name}: {BAND_WORDS[band]}" if band != "too-close" else f"{name}, for the goal"
    return UNCLEAR["title"][why] if why else "Outside both degrees first"


def answer_words(knowledge: Knowledge, answer: "AnswerShare") -> str:
    """Return an answer as the student gave it."""
    if answer.question is None:
        return f"You marked {knowledge.interest[answer.interest].name} as {MARK_WORDS[answer.answer]}."
    text = knowledge.question[answer.question].text
    return f"{ANSWER_WORDS[answer.answer].capitalize()} ({answer.answer}): {text}"


def openers(knowledge: Knowledge, sheet: "AnswerSheet") -> Iterator[tuple[str, str]]:
    """Yield what a sheet says beside its answers, each with what it is about: marks, goal, country."""
    for mark in (1, -1):
        names = [knowledge.interest[name].name for name, one in sheet.marks.items() if one == mark]
        if names:
            yield MARK_WORDS[mark].capitalize(), "; ".join(names)
    if sheet.goal:
        yield "Goal", knowledge.role[sheet.goal].name
    if sheet.country:
        yield "Country", sheet.country


def disliked(sheet: "AnswerSheet", names: Sequence[str]) -> str:
    """Return how the student said that these interests are disliked."""
    if all(sheet.marks.get(name, 0) < 0 for name in names):
        return "which you marked least exciting"
    return "which you would rather skip"


def points(value: float) -> int:
    """Return a score in whole points."""
    return round(value * 100)


def program_points(result: "Recommendation", program: str) -> tuple[int, int, int]:
    """Return the points of a degree as they are printed: for what one would study, for where it leads, together."""
    scores = next(one for one in result.programs if one.id == program)
    study, career = (points(fsum(part.value for part in parts)) for parts in (scores.study, scores.career))
    return study, career, study + career


def points_adding_up(values: Sequence[float], total: int) -> list[int]:
    """Return `values` in whole points that add up to `total`, each as near to its own value as that allows.

    The largest-remainder method: all are rounded down, then those that lost most get one point back.
    """
    exact = [value * 100 for value in values]
    printed = [int(value // 1) for value in exact]
    by_loss = sorted(range(len(exact)), key=lambda i: printed[i] - exact[i])
    each, over = divmod(total - sum(printed), len(exact))
    for i in by_loss[:over]:
        printed[i] += 1
    return [number + each for number in printed]


def signed(value: int) -> str:
    """Return +12, 0 or −12 with a real minus sign."""
    return "0" if value == 0 else f"{value:+d}".replace("-", "−")


def in_hundred(confidence: float) -> int:
    """Return a confidence as 'so many times in a hundred', never 0 and never 100: nothing is certain."""
    return max(1, min(99, round(confidence * 100)))


def bar(fit: float) -> int:
    """Return the length of the bar of a role's fit, 1 to 5."""
    return 1 + sum(fit >= step for step in BAR_STEPS)
