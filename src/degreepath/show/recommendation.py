"""The recommendation, as a page: verdict, standing, roles, reasons, sums, what would change it, courses, next step."""

from collections.abc import Iterator

from rich.console import RenderableType

from degreepath.advice.band import Band, Unclear
from degreepath.advice.confidence import LOWEST_CONFIDENCE
from degreepath.advice.coverage import Viability
from degreepath.advice.recommendation import Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show.after import more_tasks
from degreepath.show.blocks import Axis, Block, Item, Page, Section
from degreepath.show.course_items import outside, shortlist
from degreepath.show.markdown import to_markdown
from degreepath.show.notes import Notes
from degreepath.show.numbers import in_hundred
from degreepath.show.reason_items import reasons, sums, what_would_change_it
from degreepath.show.result_roles import checks, top_roles
from degreepath.show.screen import Screen
from degreepath.show.wording import (
    BAND_SENTENCES,
    BAND_WORDS,
    CARELESS,
    DEAD_END,
    DISCARDED,
    NOT_CLAIMED,
    UNCLEAR_REASONS,
    UNCLEAR_STEPS,
    UNCLEAR_TITLES,
    axis_words,
)


def page(knowledge: Knowledge, result: Recommendation) -> RenderableType:
    """Return the recommendation for the screen."""
    return Screen(build(knowledge, result))


def markdown(knowledge: Knowledge, result: Recommendation) -> str:
    """Return the recommendation as Markdown."""
    return to_markdown(build(knowledge, result))


def build(knowledge: Knowledge, result: Recommendation) -> Page:
    """Return the recommendation as blocks."""
    notes = Notes(knowledge, int(knowledge.version.split(".")[0]))
    return Page(title(knowledge, result), tuple(opening(knowledge, result)), tuple(_blocks(notes, result)))


def names(knowledge: Knowledge, result: Recommendation) -> dict[str, str]:
    """Return the names of the two degrees that are compared."""
    verdict = result.verdict
    return {"leader": knowledge.program[verdict.leader].name, "rival": knowledge.program[verdict.rival].name}


def title(knowledge: Knowledge, result: Recommendation) -> str:
    """Return the degree and the band, or that none is named."""
    verdict = result.verdict
    if verdict.why_unclear:
        return UNCLEAR_TITLES[verdict.why_unclear]
    return f"{knowledge.program[verdict.leader].name}: {BAND_WORDS[verdict.band]}"


def opening(knowledge: Knowledge, result: Recommendation) -> Iterator[str]:
    """Yield how sure the result is, or why there is none, and what limits it."""
    verdict, both = result.verdict, names(knowledge, result)
    if verdict.careless and not verdict.why_unclear:
        yield CARELESS
    if verdict.discarded and verdict.why_unclear is not Unclear.FLAT:
        yield DISCARDED
    if verdict.why_unclear and ends_dead(result):
        yield DEAD_END.format(**both, role=result.roles[0].name)
    elif verdict.why_unclear:
        yield UNCLEAR_REASONS[verdict.why_unclear].format(**both)
    else:
        yield BAND_SENTENCES[verdict.band].format(**both)
        yield (
            f"If your answers say what you like, {both['leader']} fits you better than {both['rival']} "
            f"in about {in_hundred(verdict.confidence)} of 100 cases."
        )
    if result.sheet.goal:
        yield from _goal(knowledge, result, result.sheet.goal)


def ends_dead(result: Recommendation) -> bool:
    """Tell whether the points would name a degree, had it a way to the role that fits best."""
    verdict, best = result.verdict, result.roles[0]
    would_name = verdict.why_unclear is Unclear.TIE and verdict.confidence >= LOWEST_CONFIDENCE[Band.LEANING]
    return would_name and best.viability[verdict.leader] is Viability.NOT_COVERED


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
        yield from sums(knowledge, result)
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
    meaning = (
        "Design means building equipment, software or rooms. "
        "Operate means working with them in a studio, on a stage or at a broadcaster."
    )
    yield Section("", (Item(meaning, mark=""),))


def next_step(knowledge: Knowledge, result: Recommendation) -> Section:
    """Return the one thing to do next, and the commands that help."""
    verdict, role = result.verdict, knowledge.role[result.roles[0].id]
    if verdict.why_unclear:
        items = [Item(UNCLEAR_STEPS[verdict.why_unclear].format(**names(knowledge, result)), mark="")]
    else:
        task = role.try_this
        items = [
            Item(task.do, lead="Try this week", mark=""),
            Item(task.liked, lead="If you liked it", mark=""),
            Item(task.hated, lead="If you hated it", mark=""),
            Item(f"degreepath roles {role.id}", lead="Read more", mark=""),
        ]
    items.append(Item(f"degreepath compare {verdict.leader} {verdict.rival}", lead="Compare", mark=""))
    return Section("Your next step", tuple(items))
