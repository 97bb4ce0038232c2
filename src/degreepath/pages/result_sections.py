"""What lies behind the result page: why, roles, courses, what would change it, how sure, what to ask, other routes, sources."""

from collections.abc import Callable, Iterable, Iterator

from degreepath.advice.doors import Door, DoorState
from degreepath.advice.reasons import Reason, ReasonKind
from degreepath.advice.recommend import Recommendation
from degreepath.advice.verdict import NO_ROLES
from degreepath.knowledge.knowledge import Knowledge
from degreepath.pages.blocks import Block, Cell, Item, Items, Links, Paragraph, Scale, Section, Table
from degreepath.pages.check import open_day
from degreepath.pages.course_list import courses
from degreepath.pages.facts import why as door_because
from degreepath.pages.notes import Notes
from degreepath.pages.sums import sure
from degreepath.pages.wording import (
    answer_words,
    bar,
    in_hundred,
    joined,
    short,
)

KEYS = {
    "why": "w", "roles": "r", "courses": "c", "change": "x", "sure": "s", "ask": "a", "outside": "o", "sources": "n"
}  # fmt: skip
"""The letter that opens a section after a quiz; `n` is for notes."""
CENTRAL = 3
OF_ROLES = {"why", "roles", "courses", "ask"}
OTHER_ANSWERS = "Try other answers, with the id of a kept result or a file of answers in place of RESULT"
DESIGN_OPERATE = (
    "Design: building equipment, software or rooms. Operate: working with them in a studio or on a stage."
)


def sections(notes: Notes, result: Recommendation, *, answers: bool = True) -> tuple[Section, ...]:
    """Return every section of a result; without `answers` none is quoted. Sources are the caller's to add, last."""
    knowledge, verdict = notes.knowledge, result.verdict
    said = any(result.interests.values())
    beyond = bool(verdict.studies) or (shows_roles(result) and bool(result.outside or _beside(notes, result)))
    parts: list[tuple[str, str, bool, Callable[[], Iterable[Block]]]] = [
        ("why", "Why", said, lambda: why(knowledge, result, answers=answers)),
        ("roles", "Roles, closer", bool(result.top), lambda: roles(notes, result)),
        ("courses", "Courses to read", True, lambda: courses(knowledge, result)),
        ("change", "What would change it", True, lambda: change(knowledge, result, answers=answers)),
        ("sure", "How sure this is, with all sums", True, lambda: sure(notes, result)),
        ("ask", "Questions for the open day", True, lambda: open_day(knowledge, result)),
        ("outside", "Ways outside these two degrees", beyond, lambda: outside(notes, result)),
    ]
    shown = shows_roles(result)
    return tuple(
        Section(name, title, made, KEYS[name])
        for name, title, holds, made in parts
        if holds and (shown or name not in OF_ROLES)
    )


def shows_roles(result: Recommendation) -> bool:
    """Tell whether the answers, or a goal, say enough to name roles."""
    if result.verdict.studies:
        return False
    return bool(result.sheet.goal) or (bool(result.top) and result.verdict.why_unclear not in NO_ROLES)


def reason_words(knowledge: Knowledge, result: Recommendation, reason: Reason) -> str:
    """Return a reason in words: what the student said, and what that means for the degrees."""
    pair = (result.verdict.leader, result.verdict.rival)
    here, there = (
        short(knowledge.program[one]) for one in (pair if reason.program == pair[0] else pair[::-1])
    )
    match reason.kind:
        case ReasonKind.LIKES:
            return f"You like {knowledge.interest[reason.interest or ''].doing}. {here} teaches more of it."
        case ReasonKind.AVOIDS:
            doing = knowledge.interest[reason.interest or ""].doing
            return f"You would rather skip {doing}. {there} has more of that."
        case ReasonKind.ROLE:
            role = result.role[reason.role or ""]
            choose = ", with the right modules" if role.door[reason.program] is DoorState.CHOOSE else ""
            return f"{role.name} suits you. Only {here} leads there{choose}."


def disliked(result: Recommendation, names: tuple[str, ...]) -> str:
    """Return how the student said that these interests are disliked."""
    if all(result.sheet.marks.get(name, 0) < 0 for name in names):
        return "which you marked least exciting"
    return "which you would rather skip"


def why(knowledge: Knowledge, result: Recommendation, *, answers: bool) -> Iterator[Block]:
    """Yield the reasons for both degrees with the answers behind them, then the place on the two axes."""
    verdict = result.verdict
    for program, found in ((verdict.leader, result.reasons_for), (verdict.rival, result.reasons_against)):
        items = tuple(
            Item(
                reason_words(knowledge, result, one),
                more=tuple(answer_words(knowledge, a) for a in one.answers if answers),
            )
            for one in found
        )
        if items:
            yield Items(items, title=f"What speaks for {knowledge.program[program].name}")
    if any(result.interests.values()):
        axes = result.axes
        yield Scale(
            "creative",
            "technical",
            axes["creative_technical"],
            axis_words(axes["creative_technical"], "creative", "technical"),
        )
        yield Scale(
            "operate",
            "design",
            axes["design_operate"],
            axis_words(axes["design_operate"], "operate", "design"),
        )
        yield Paragraph(DESIGN_OPERATE, dim=True)


def axis_words(value: float, low: str, high: str) -> str:
    """Return where a position in [-1, 1] lies between two poles, in words."""
    side, other = (low, high) if value < 0 else (high, low)
    size = abs(value)
    if size < 0.05:
        return f"You stand in the middle between {low} and {high} work."
    amount = "a little more" if size < 0.15 else "more" if size < 0.35 else "much more"
    return f"You are {amount} drawn to {side} than to {other} work."


def roles(notes: Notes, result: Recommendation) -> Iterator[Block]:
    """Yield the top roles with the work, the fit in numbers, what each degree does for them; then the next ones."""
    knowledge = notes.knowledge
    doors: dict[str, list[Door]] = {}
    for door in result.doors:
        doors.setdefault(door.role, []).append(door)
    items = []
    for name in result.top:
        role, score = knowledge.role[name], result.role[name]
        wanted = sorted((one for one in result.likes if one in role.wants), key=lambda one: -role.wants[one])
        likes = [knowledge.interest[one].doing for one in wanted]
        said = (f"What you like there: {joined(likes)}.",) if likes else ()
        ways = (
            f"{short(knowledge.program[door.program])}: {door_words(knowledge, door)}" for door in doors[name]
        )
        fit = f"Fit {score.fit:.0f} of 100 ({score.fits.value}; 50 is neither for nor against)."
        items.append(Item(role.work, lead=role.name, more=(*said, fit, *ways)))
    if items:
        yield Items(tuple(items), numbered=True)
    if result.next_roles:
        yield role_table(knowledge, result, result.next_roles, "Next in line")
    if result.top:
        yield Links(((f"degreepath roles {result.top[0]}", "the role in full"),))


def role_table(
    knowledge: Knowledge, result: Recommendation, names: tuple[str, ...], title: str, *, numbers: bool = True
) -> Table:
    """Return roles with their fit in words, in numbers if asked, and the doors of both degrees."""
    rows = []
    for name in names:
        role = result.role[name]
        shown = (Cell(role.fits.value, bar=bar(role.fit)), *((Cell(f"{role.fit:.0f}"),) if numbers else ()))
        rows.append(
            (Cell(role.name), *shown, *(Cell(door=role.door[one.id]) for one in knowledge.archetypes))
        )
    columns = (title, "Fit", *(("of 100",) if numbers else ()), *(short(one) for one in knowledge.archetypes))
    return Table(columns, tuple(rows), numbered=not numbers)


def door_words(knowledge: Knowledge, door: Door) -> str:
    """Return a door as a word, with what it rests on."""
    because = door_because(knowledge, door)
    words = {
        DoorState.YES: "yes, through",
        DoorState.CHOOSE: "choose",
        DoorState.ASK: "ask:",
        DoorState.NO: "no,",
    }
    return f"{words[door.state]} {because}." if because else f"{door.state.value}."


def change(knowledge: Knowledge, result: Recommendation, *, answers: bool) -> Iterator[Block]:
    """Yield the smallest change of answers that turns the result, and what the questions left out could do."""
    flip, ahead, verdict = result.flip, result.ahead, result.verdict
    if flip and not answers:
        yield Paragraph(
            f"Other answers to {len(flip.changes)} questions would put {knowledge.program[flip.program].name} first."
        )
    elif flip:
        items = tuple(
            Item(f"{knowledge.question[one.question].text}", lead=f"from {one.before} to {one.after}")
            for one in flip.changes
        )
        name = knowledge.program[flip.program].name
        yield Items(items, title=f"The smallest change of answers that puts {name} first")
    elif verdict.for_goal:
        yield Paragraph("Your goal decides the degree, so no answer changes it. Another goal, or none, may.")
    elif verdict.program:
        yield Paragraph("No change of your answers that we could find puts the other degree first.")
    if ahead.question:
        degree, role = (in_hundred(chance) for chance in (ahead.program_change, ahead.role_change))
        yield Paragraph(
            f"The questions you left out would change the degree in about {degree} of 100 cases, and the first role in {role}. "
            f"The one that matters most: {knowledge.question[ahead.question].text}"
        )
    tried = [f"{one.question}={one.after}" for one in flip.changes[:2]] if flip and answers else ["song=5"]
    yield Links(((f"degreepath whatif RESULT {' '.join(tried)}", OTHER_ANSWERS),))


def outside(notes: Notes, result: Recommendation) -> Iterator[Block]:
    """Yield kinds of study outside both degrees, where those come first, and the ways into the top roles without either."""
    knowledge = notes.knowledge
    if result.verdict.studies:
        yield Items(
            studies(knowledge, result, notes), title="What suits what you like better than either degree"
        )
    if not shows_roles(result):
        return
    beside = _beside(notes, result)
    if beside:
        yield Items(beside, title="Where what you marked most, and neither degree teaches, is the subject")
    routes = tuple(
        Item(
            notes.aged(route.text, route.source),
            lead=knowledge.role[route.role].name,
            cites=notes.cite(route.source),
            more=(f"degreepath programs {route.program}",) if route.program else (),
        )
        for route in result.outside
    )
    if routes:
        yield Items(routes, title="Other ways into your roles")


def _beside(notes: Notes, result: Recommendation) -> tuple[Item, ...]:
    """Return the kinds of study whose subject is marked most exciting and taught by neither degree."""
    return tuple(
        Item(study.text, lead=study.name, cites=notes.cite(study.source))
        for study in notes.knowledge.studies
        if any(study.wants.get(name) == CENTRAL for name in result.verdict.untaught)
    )


def studies(knowledge: Knowledge, result: Recommendation, notes: Notes | None = None) -> tuple[Item, ...]:
    """Return the kinds of study outside both degrees that suit the student, the best first."""
    found = {one.id: one for one in knowledge.studies}
    chosen = [found[name] for name in result.verdict.studies]
    return tuple(
        Item(one.text, lead=one.name, cites=notes.cite(one.source) if notes else ()) for one in chosen
    )
