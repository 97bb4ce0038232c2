"""Two sheets of one student: what changed, and whether it is more than answer noise."""

from collections.abc import Iterable, Iterator
from typing import Any

from degreepath.advice.compare_sheets import Change, Marked, SheetDifference
from degreepath.advice.recommendation import TOP_ROLES
from degreepath.knowledge.knowledge import Knowledge
from degreepath.show.blocks import Block, Item, Page, Section
from degreepath.show.documents import SCHEMA
from degreepath.show.numbers import points, signed
from degreepath.show.reason_items import ledger_points
from degreepath.show.recommendation import sure, title

MARK_WORDS = {1: "most exciting", -1: "least exciting", 0: "not marked"}
NOISE = (
    "Answer noise: the same person answers a little differently on another day. A change counts as more only if noise alone "
    "would reach it in fewer than 5 of 100 cases."
)
HEADLINES = {
    (False, False): "Both say the same about the degree. What moved is no more than answer noise.",
    (
        False,
        True,
    ): "Both say the same about the degree, but its lead moved, and that is more than answer noise.",
    (
        True,
        False,
    ): "The two say different things about the degree, but the change is no more than answer noise. "
    "Do not read much into it.",
    (True, True): "The two say different things about the degree, and the change is more than answer noise.",
}


def page(knowledge: Knowledge, names: tuple[str, str], found: SheetDifference, notes: Iterable[str]) -> Page:
    """Return the differences; `names` are those of the sheets, `notes` what is to be known of them."""
    heading = f"What changed: {names[0]} and {names[1]}"
    if found.nothing:
        return Page(heading, ("Both sheets say exactly the same.", *notes), ())
    lines = (HEADLINES[degree_changed(found), found.margin.real], *notes)
    return Page(heading, lines, tuple(_blocks(knowledge, found)))


def document(names: tuple[str, str], found: SheetDifference, notes: Iterable[str]) -> dict[str, Any]:
    """Return the differences as JSON."""
    return {
        "schema": SCHEMA,
        "sheets": list(names),
        "notes": list(notes),
        "degree": {
            side: {
                "program": result.verdict.program,
                "band": result.verdict.band.value,
                "confidence": result.verdict.confidence,
            }
            for side, result in (("before", found.before), ("after", found.after))
        },
        "degree_changed": degree_changed(found),
        "lead": {"of": found.leader, "over": found.rival, **_change_record(found.margin)},
        "interests": {name: _change_record(change) for name, change in found.interests.items()},
        "roles": {name: _change_record(change) for name, change in found.roles.items()},
        "answers": [
            {"question": q, "before": before, "after": after} for q, (before, after) in found.answers.items()
        ],
        "only_before": list(found.only_before),
        "only_after": list(found.only_after),
        "marks": [{"interest": m.interest, "before": m.before, "after": m.after} for m in found.marks],
        "goal": {"before": found.goals[0], "after": found.goals[1]},
    }


def degree_changed(found: SheetDifference) -> bool:
    """Say whether the two sheets lead to different degrees, or one of them to none."""
    return found.before.verdict.program != found.after.verdict.program


def _change_record(change: Change) -> dict[str, Any]:
    return {
        "before": change.before,
        "after": change.after,
        "standard_error": change.error,
        "noise_limit": change.limit,
        "more_than_noise": change.real,
    }


def _blocks(knowledge: Knowledge, found: SheetDifference) -> Iterator[Block]:
    yield Section("Degree", tuple(_degree(knowledge, found)))
    yield Section("Interests, in points from −100 to +100", tuple(_interests(knowledge, found)))
    yield Section("Top roles", tuple(_roles(knowledge, found)))
    if found.answers or found.marks or found.goals[0] != found.goals[1]:
        yield Section("Changed answers", tuple(_answers(knowledge, found)))
    if found.only_before or found.only_after:
        once = ((len(found.only_before), "first"), (len(found.only_after), "second"))
        items = (
            Item(f"{'1 question' if count == 1 else f'{count} questions'} only on the {side} sheet.")
            for count, side in once
            if count
        )
        yield Section("Answered once", tuple(items))
    yield Section("How this is judged", (Item(NOISE, mark=""),))


def _degree(knowledge: Knowledge, found: SheetDifference) -> Iterator[Item]:
    for lead, result in (("First", found.before), ("Second", found.after)):
        yield Item(f"{title(knowledge, result)}{sure(result)}", lead=lead)
    leader, rival = knowledge.program[found.leader].name, knowledge.program[found.rival].name
    yield Item(f"{_lead_moved(found)} points. {_judged(found.margin)}", lead=f"Lead of {leader} over {rival}")
    closed = found.before.verdict.closed_to_goal, found.after.verdict.closed_to_goal
    if closed[0] != closed[1]:
        yield Item("The declared goals differ, and a goal can rule out a degree whatever the points say.")


def _lead_moved(found: SheetDifference) -> str:
    """Return the lead on both sheets as each one's own page prints it: a difference of sums of rounded parts."""
    before, after = (
        sum(ledger_points(result, found.leader)) - sum(ledger_points(result, found.rival))
        for result in (found.before, found.after)
    )
    return _moved(before, after)


def _moved(before: int, after: int) -> str:
    return f"{signed(before)} → {signed(after)}, a change of {signed(after - before)}"


def _judged(change: Change) -> str:
    verdict = "More than answer noise" if change.real else "No more than answer noise"
    return f"{verdict}, which explains up to {points(change.limit)}."


def _interests(knowledge: Knowledge, found: SheetDifference) -> Iterator[Item]:
    real = {name: change for name, change in found.interests.items() if change.real}
    for name, change in sorted(real.items(), key=lambda item: -abs(item[1].size)):
        moved = _moved(points(change.before), points(change.after))
        yield Item(f"{moved}. {_judged(change)}", lead=knowledge.interest[name].name)
    rest = len(found.interests) - len(real)
    if rest:
        whose = "The others" if real else "None"
        yield Item(f"{whose} moved {'no more than' if real else 'more than'} answer noise explains.", mark="")


def _roles(knowledge: Knowledge, found: SheetDifference) -> Iterator[Item]:
    orders = [[role.id for role in result.roles] for result in (found.before, found.after)]
    fits = [{role.id: role.fit for role in result.roles} for result in (found.before, found.after)]
    for role in dict.fromkeys(orders[0][:TOP_ROLES] + orders[1][:TOP_ROLES]):
        places = f"place {orders[0].index(role) + 1} → {orders[1].index(role) + 1}"
        noise = "more than" if found.roles[role].real else "within"
        yield Item(
            f"{places}, fit {fits[0][role]:.0f} → {fits[1][role]:.0f}, {noise} answer noise.",
            lead=knowledge.role[role].name,
        )


def _answers(knowledge: Knowledge, found: SheetDifference) -> Iterator[Item]:
    for question, (before, after) in sorted(
        found.answers.items(), key=lambda item: -abs(item[1][0] - item[1][1])
    ):
        yield Item(f"{before} → {after}: {knowledge.question[question].text}")
    for marked in found.marks:
        yield Item(mark_words(marked), lead=knowledge.interest[marked.interest].name)
    if found.goals[0] != found.goals[1]:
        names = (knowledge.role[goal].name if goal else "none" for goal in found.goals)
        yield Item(" → ".join(names), lead="Goal")


def mark_words(marked: Marked) -> str:
    """Return how an interest was marked on both sheets."""
    return f"{MARK_WORDS[marked.before]} → {MARK_WORDS[marked.after]}"
