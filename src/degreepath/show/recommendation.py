"""The recommendation, as a page: verdict, standing, roles, reasons, sums, what would change it, courses, next step."""

from collections.abc import Iterator

from degreepath.advice.band import Band, Unclear
from degreepath.advice.confidence import LOWEST_CONFIDENCE
from degreepath.advice.recommendation import TOP_ROLES, Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show.blocks import Axis, Block, Item, Page, Section
from degreepath.show.course_items import outside, shortlist
from degreepath.show.notes import Notes
from degreepath.show.numbers import in_hundred
from degreepath.show.reason_items import (
    WHAT_POINTS_ARE,
    degree_sums,
    difference,
    reasons,
    what_would_change_it,
)
from degreepath.show.result_roles import checks, top_roles
from degreepath.show.wording import (
    BAND_SENTENCES,
    BAND_WORDS,
    CARELESS,
    DEAD_END,
    DESIGN_OPERATE,
    DISCARDED,
    FEW_ANSWERS,
    GOAL_AGAINST,
    GOAL_TITLE,
    NOT_CLAIMED,
    UNCLEAR_REASONS,
    UNCLEAR_STEPS,
    UNCLEAR_TITLES,
    axis_words,
)

NEXT_STEP = "Your next step"


def page(knowledge: Knowledge, result: Recommendation) -> Page:
    """Return the recommendation as blocks."""
    notes = Notes(knowledge, knowledge.year)
    return Page(title(knowledge, result), tuple(opening(knowledge, result)), tuple(_blocks(notes, result)))


def names(knowledge: Knowledge, result: Recommendation) -> dict[str, str]:
    """Return the names of the two degrees that are compared."""
    verdict = result.verdict
    return {"leader": knowledge.program[verdict.leader].name, "rival": knowledge.program[verdict.rival].name}


def title(knowledge: Knowledge, result: Recommendation) -> str:
    """Return the degree and the band, or that none is named."""
    verdict = result.verdict
    if _goal_against_answers(result):
        return GOAL_TITLE
    if verdict.why_unclear:
        return UNCLEAR_TITLES[verdict.why_unclear]
    return f"{knowledge.program[verdict.leader].name}: {BAND_WORDS[verdict.band]}"


def _goal_against_answers(result: Recommendation) -> bool:
    """Tell whether only the goal keeps the degree behind that the points speak for."""
    return result.verdict.margin < 0 and result.verdict.why_unclear is Unclear.TIE


def sure(result: Recommendation) -> str:
    """Return how sure a named degree is, to stand behind its title; '' where none is named."""
    verdict = result.verdict
    return "" if verdict.why_unclear else f" ({in_hundred(verdict.confidence)} of 100 cases)"


def opening(knowledge: Knowledge, result: Recommendation) -> Iterator[str]:
    """Yield how sure the result is, or why there is none, and what limits it."""
    verdict, both = result.verdict, names(knowledge, result)
    if verdict.careless and not verdict.why_unclear:
        yield CARELESS
    if verdict.discarded and verdict.why_unclear is not Unclear.FLAT:
        yield DISCARDED
    if verdict.dead_end and verdict.why_unclear is Unclear.TIE:
        yield DEAD_END.format(**both, role=result.roles[0].name)
    elif _goal_against_answers(result):
        yield GOAL_AGAINST.format(**both, role=knowledge.role[result.sheet.goal or ""].name)
    elif verdict.why_unclear:
        yield UNCLEAR_REASONS[verdict.why_unclear].format(**both)
    else:
        yield BAND_SENTENCES[verdict.band].format(**both)
        yield (
            f"If your answers say what you like, {both['leader']} fits you better than {both['rival']} "
            f"in about {in_hundred(verdict.confidence)} of 100 cases."
        )
        if (
            verdict.band is Band.LIKELY
            and verdict.confidence >= LOWEST_CONFIDENCE[Band.CLEAR]
            and not verdict.careless
        ):
            yield FEW_ANSWERS
    if result.sheet.goal:
        yield from _goal(knowledge, result, result.sheet.goal)


def _goal(knowledge: Knowledge, result: Recommendation, goal: str) -> Iterator[str]:
    role, closed = knowledge.role[goal].name, result.verdict.closed_to_goal
    if not closed:
        yield f"Your goal, {role}, can be reached from both degrees."
    elif len(closed) == len(knowledge.archetypes):
        yield f"Your goal, {role}, cannot be reached from either degree. Look at the ways outside both below."
    else:
        shut = ", ".join(knowledge.program[program].name for program in closed)
        yield f"Your goal, {role}, cannot be reached from {shut}. So {shut} is not recommended, whatever its points."


def _blocks(notes: Notes, result: Recommendation) -> Iterator[Block]:
    knowledge = notes.knowledge
    if any(result.interests.values()):
        yield from standing(result)
        yield top_roles(knowledge, result)
        yield from reasons(knowledge, result)
        yield Section("The sums", (Item(WHAT_POINTS_ARE, mark=""),))
        yield degree_sums(knowledge, result)
        yield difference(knowledge, result)
        yield what_would_change_it(knowledge, result)
        yield checks(knowledge, result)
        yield from outside(notes, result)
        yield from shortlist(knowledge, result)
    yield next_step(knowledge, result)
    if any(result.interests.values()):
        yield from more_tasks(knowledge, result)
    yield Section("What this does not say", (Item(NOT_CLAIMED, mark=""),))
    if (sources := notes.sources()).items:
        yield sources
    if not result.verdict.why_unclear:
        short = f"{title(knowledge, result)}. Next: {knowledge.role[result.roles[0].id].try_this.do}"
        yield Section("In short", (Item(short, mark=""),))


def standing(result: Recommendation) -> Iterator[Block]:
    """Yield the student's place on both axes, as a line and in words."""
    axes = result.axes
    yield Section("Where you stand", ())
    for value, low, high in (
        (axes.creative_technical, "creative", "technical"),
        (axes.design_operate, "operate", "design"),
    ):
        yield Axis(
            low, high, value, f"You are {axis_words(value, low, high)} ({value:+.2f}).".replace("-", "−")
        )
    yield Section("", (Item(DESIGN_OPERATE, mark=""),))


def next_step(knowledge: Knowledge, result: Recommendation) -> Section:
    """Return the one thing to do next, and the commands that help."""
    verdict = result.verdict
    items = list(first_step(knowledge, result))
    if not verdict.why_unclear:
        items.append(Item(f"degreepath roles {result.roles[0].id}", lead="Read more", mark=""))
    items.append(Item(f"degreepath compare {verdict.leader} {verdict.rival}", lead="Compare", mark=""))
    return Section(NEXT_STEP, tuple(items))


def first_step(knowledge: Knowledge, result: Recommendation) -> tuple[Item, ...]:
    """Return the one thing to do next: the task of the best role, or how to find out more where no degree is named."""
    if result.verdict.why_unclear:
        words = UNCLEAR_STEPS[result.verdict.why_unclear].format(**names(knowledge, result))
        return (Item(words, mark=""),)
    task = knowledge.role[result.roles[0].id].try_this
    return (
        Item(task.do, lead="Try this week", mark=""),
        Item(task.liked, lead="If you liked it", mark=""),
        Item(task.hated, lead="If you did not", mark=""),
    )


def more_tasks(knowledge: Knowledge, result: Recommendation) -> Iterator[Section]:
    """Yield one cheap task for each top role that the next step does not already name (it names none if no degree is named)."""
    first = 0 if result.verdict.why_unclear else 1
    roles = [knowledge.role[role.id] for role in result.roles[first:TOP_ROLES]]
    items = tuple(
        Item(
            role.try_this.do,
            lead=role.name,
            more=(f"If you liked it: {role.try_this.liked}", f"If you did not: {role.try_this.hated}"),
        )
        for role in roles
    )
    yield Section("One task for each other role" if first else "One task for each role", items)
