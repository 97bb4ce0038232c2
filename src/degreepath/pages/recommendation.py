"""The result page: one framed verdict, three roles, why, what speaks against it, this week's task. Sections lie behind it."""

from collections.abc import Iterator

from degreepath.advice.doors import DoorState
from degreepath.advice.reasons import Reason, ReasonKind
from degreepath.advice.recommend import Recommendation
from degreepath.advice.verdict import Unclear
from degreepath.knowledge.knowledge import Knowledge
from degreepath.pages.blocks import Block, Headline, Items, Page, Paragraph
from degreepath.pages.facts import first_sentence
from degreepath.pages.notes import Notes
from degreepath.pages.result_sections import (
    KEYS,
    disliked,
    reason_words,
    role_table,
    sections,
    shows_roles,
    studies,
)
from degreepath.pages.wording import (
    BAND_STEPS,
    BAND_WORDS,
    UNCLEAR_SENTENCES,
    UNCLEAR_STEPS,
    UNCLEAR_TITLES,
    inside,
    joined,
    short,
)

KEY_WORDS = {
    "why": "why", "roles": "roles", "courses": "courses", "change": "change", "sure": "how sure",
    "ask": "to ask", "outside": "outside", "sources": "sources",
}  # fmt: skip
LABEL = "Your result"
CENTRAL = 3
AT_HOME = 0.5
"""How much a student likes a role's central interests who is given its task for people who already do it."""
TWO_LINES, ONE_LINE = 100, 76
DOOR_NOTE = "Does the degree lead to the job? choose: yes, with the right modules."
OPEN_NOTES = {
    (True, False): "choose: with the right modules. The degree may change with more answers.",
    (False, True): "choose: with the right modules. The first role may change with more answers.",
    (True, True): "The degree and the first role may still change with more answers.",
}
"""Below the roles, by what is not settled: the degree, the first role."""
NO_ROLE = "No role here suits your answers well yet. 'degreepath roles' shows what each is like."
NOTHING_AGAINST = "Nothing you said speaks much against it."
SURER = "{other} is the surer way to these jobs. What you would study decides here."
EITHER = "The other degree can lead to these jobs too. What you would study decides here."
OUTSIDE_NEXT = (
    "Look these up in your country's official course finder, and ask an open day what the first year holds."
)
CARELESS = "Your answers to similar statements differ, so read this as a hint."
ALL_THE_SAME = "You gave the same answer to every statement, so no degree can be read from that."


def page(knowledge: Knowledge, result: Recommendation) -> Page:
    """Return the result as a page: the summary fits a screen, with room for the keys that open its sections."""
    notes = Notes(knowledge)
    behind = sections(notes, result)
    sources = notes.sources(KEYS["sources"], citing=behind)
    return Page("Your result", tuple(blocks(knowledge, result)), (*behind, *sources), knowledge.version)


def blocks(knowledge: Knowledge, result: Recommendation) -> Iterator[Block]:
    """Yield the summary."""
    verdict = result.verdict
    yield headline(knowledge, result)
    if verdict.studies:
        yield Items(studies(knowledge, result))
        yield Paragraph(OUTSIDE_NEXT, lead="Next")
    if shows_roles(result):
        yield from roles(knowledge, result)
    elif verdict.program:
        yield Paragraph(NO_ROLE)
    yield from arguments(knowledge, result)
    yield from week(knowledge, result)


def headline(knowledge: Knowledge, result: Recommendation) -> Headline:
    """Return the verdict in its frame: the degree, how sure, and one or two sentences in the student's own words."""
    verdict = result.verdict
    answers_name = bool(verdict.program) and verdict.band in BAND_STEPS
    return Headline(
        title=title(knowledge, result),
        sentences=tuple(filter(None, reading(knowledge, result))),
        word=BAND_WORDS[verdict.band] if answers_name else "",
        steps=BAND_STEPS[verdict.band] if answers_name else None,
        label=LABEL,
    )


def title(knowledge: Knowledge, result: Recommendation) -> str:
    """Return the verdict in a few words: with a goal it names the goal, and something is always named."""
    verdict, goal = result.verdict, result.sheet.goal
    aim = knowledge.role[goal].name if goal else ""
    if verdict.program:
        name = knowledge.program[verdict.program].name
        if aim and not verdict.for_goal:
            return f"{name} (both lead to {aim})"
        return f"{name}, for your goal {aim}" if aim else name
    if verdict.studies:
        return "Look outside these two degrees first"
    if aim and verdict.leads_to_goal:
        return f"Both degrees lead to your goal, {aim}"
    if aim:
        return f"{UNCLEAR_TITLES[Unclear.GOAL]}, {aim}"
    return UNCLEAR_TITLES[verdict.why_unclear or Unclear.TIE]


def reading(knowledge: Knowledge, result: Recommendation) -> Iterator[str]:
    """Yield what the answers say: in the student's own words, or why they decide nothing."""
    verdict, goal = result.verdict, result.sheet.goal
    if verdict.for_goal and verdict.why_unclear is Unclear.GOAL:
        yield f"Only this degree leads there. {against_goal(knowledge, result)}"
    elif goal and verdict.for_goal and verdict.why_unclear:
        yield "Only this degree leads there; your answers alone do not decide."
    elif goal and verdict.for_goal:
        yield own_words(knowledge, result, "Only this degree leads there.")
    elif goal and verdict.program:
        yield own_words(knowledge, result)
    elif goal and not verdict.leads_to_goal:
        yield "As they are usually taught, neither is enough. Here are ways in that we know."
    elif verdict.why_unclear:
        yield ALL_THE_SAME if verdict.straight_line else UNCLEAR_SENTENCES[verdict.why_unclear]
        if verdict.why_unclear is Unclear.TIE and not goal:
            yield own_words(knowledge, result)
    else:
        yield own_words(knowledge, result)


def own_words(knowledge: Knowledge, result: Recommendation, before: str = "") -> str:
    """Return, behind `before`, the two strongest likes in a sentence, or the strongest where that would be too long.

    It is '' where the student said of nothing that they like it; without room it is `before` alone.
    """
    likes = [knowledge.interest[name].doing for name in result.likes[:2]]
    said = [f"{before} Most of all you like {', then '.join(likes[:n])}.".strip() for n in (2, 1) if likes]
    room = TWO_LINES if result.verdict.program and not before else ONE_LINE
    return next((words for words in said if len(words) <= room), before)


def against_goal(knowledge: Knowledge, result: Recommendation) -> str:
    """Return that the answers alone lean to the other degree, and the two likes and dislikes that matter most for it."""
    other = short(knowledge.program[result.verdict.rival])
    told = [
        one for one in result.reasons_against if one.interest and one.interest not in result.goal_dislikes
    ]
    likes, dislikes = (
        joined(
            [
                knowledge.interest[one.interest or ""].doing
                for one in told[: 1 if result.goal_dislikes else 2]
                if one.kind is kind
            ]
        )
        for kind in (ReasonKind.LIKES, ReasonKind.AVOIDS)
    )
    said = joined(
        filter(None, (likes and f"you like {likes}", dislikes and f"you would rather skip {dislikes}"))
    )
    return f"Your answers alone lean to {other}{': ' + said if said else ''}."


def still_open(result: Recommendation) -> tuple[bool, bool]:
    """Return whether more answers may still change the degree, and the first role; neither where all is asked."""
    verdict, ahead = result.verdict, result.ahead
    if ahead.question is None or not verdict.program:
        return False, False
    return not (ahead.program_settled or verdict.for_goal), not (ahead.role_settled or result.sheet.goal)


def roles(knowledge: Knowledge, result: Recommendation) -> Iterator[Block]:
    """Yield the roles to look at, with fit in words and the doors of both degrees; then how to read them, and what is open."""
    title = "Roles that suit you"
    if result.sheet.goal:
        title = "Your goal, then what suits you" if len(result.top) > 1 else "Your goal"
    yield role_table(knowledge, result, result.top, title, numbers=False)
    yield Paragraph(OPEN_NOTES.get(still_open(result), DOOR_NOTE), dim=True)


def arguments(knowledge: Knowledge, result: Recommendation) -> Iterator[Paragraph]:
    """Yield why, and what speaks against it; where no degree is named, what speaks for each and what would decide it."""
    verdict = result.verdict
    crowded = result.goal_dislikes and (result.goal_neighbour or verdict.why_unclear is Unclear.GOAL)
    if verdict.program and not crowded:
        why = [reason_words(knowledge, result, reason) for reason in two_reasons(result)]
        if result.sheet.goal and sum(map(len, why)) > TWO_LINES:
            why = why[:1]  # a goal takes lines of its own
        if why:
            yield Paragraph(why[0], lead="Why", more=tuple(why[1:]))
    tie = verdict.why_unclear is Unclear.TIE and not verdict.program
    if tie and not result.goal_dislikes:
        yield from for_each(knowledge, result)
    but = next(against(knowledge, result), "")
    if but:
        yield Paragraph(but, lead="But")
    if verdict.why_unclear in UNCLEAR_STEPS and not verdict.program and not (tie and result.sheet.goal):
        lead = "To decide" if tie else "Next"
        yield Paragraph(UNCLEAR_STEPS[verdict.why_unclear], lead=lead)
    ways = [route.text for route in result.outside if route.role == result.sheet.goal]
    if ways and not verdict.leads_to_goal:
        yield Paragraph(ways[0], lead="Ways in", more=tuple(ways[1:2]))
    elif ways and result.goal_dislikes:
        yield Paragraph(first_sentence(ways[0]), lead="Way round")


def for_each(knowledge: Knowledge, result: Recommendation) -> Iterator[Paragraph]:
    """Yield the strongest reason for each of the two degrees."""
    verdict = result.verdict
    for program, found in ((verdict.leader, result.reasons_for), (verdict.rival, result.reasons_against)):
        if found:
            lead = f"For {short(knowledge.program[program])}"
            yield Paragraph(reason_words(knowledge, result, found[0]), lead=lead)


def two_reasons(result: Recommendation) -> tuple[Reason, ...]:
    """Return the strongest reason and the strongest of another kind, or where all are of one kind the second."""
    found = result.reasons_for[:1] if result.goal_dislikes else result.reasons_for
    others = [reason for reason in found[1:] if reason.kind is not found[0].kind]
    return (*found[:1], *(others or found[1:])[:1])


def against(knowledge: Knowledge, result: Recommendation) -> Iterator[str]:
    """Yield what speaks against what is named, or against reading too much into it, the weightiest first."""
    verdict = result.verdict
    if result.goal_dislikes:
        yield goal_dislikes(knowledge, result)
    if result.goal_neighbour:
        yield closer(knowledge, result)
    if not verdict.program:
        return
    yield from filter(None, (verdict.straight_line and ALL_THE_SAME, verdict.careless and CARELESS))
    named, other = (short(knowledge.program[program]) for program in (verdict.leader, verdict.rival))
    yield from doors_against(result, other)
    if verdict.why_unclear is not Unclear.GOAL:  # else the frame has said so
        yield from (reason_words(knowledge, result, reason) for reason in result.reasons_against)
    if verdict.untaught:
        names = joined(knowledge.interest[name].doing for name in verdict.untaught)
        yield f"Neither degree teaches {names}, which you marked most exciting."
    leads, follows = (knowledge.program[one].teaches for one in (verdict.leader, verdict.rival))
    for name in result.degree_dislikes:
        means = "Both degrees also mean" if follows.get(name, 0) >= leads[name] else f"{named} also means"
        yield f"{means} {knowledge.interest[name].doing}, {disliked(result, (name,))}."
    if not verdict.why_unclear:
        better = any(_better(verdict.leader, result.role[name].door) for name in result.top)
        yield NOTHING_AGAINST if better or not result.top else EITHER


def doors_against(result: Recommendation, other: str) -> Iterator[str]:
    """Yield which of the roles shown only the other degree leads to, or that it is the surer way to all of them."""
    shown = [] if result.sheet.goal else [result.role[name] for name in result.top]
    rival = result.verdict.rival
    if lost := [role.name for role in shown if _only(rival, role.door)]:
        yield f"Only {other} leads to {joined(lost)}."
    if shown and all(_better(rival, role.door) for role in shown):
        yield SURER.format(other=other)


def _only(program: str, doors: dict[str, DoorState]) -> bool:
    """Tell whether a role can be reached from `program` and from no other degree."""
    return doors[program].leads and not any(state.leads for name, state in doors.items() if name != program)


def _better(program: str, doors: dict[str, DoorState]) -> bool:
    """Tell whether the door in `program` is better than in the other degree."""
    order = list(DoorState)
    return all(
        order.index(doors[program]) < order.index(state) for name, state in doors.items() if name != program
    )


def closer(knowledge: Knowledge, result: Recommendation) -> str:
    """Return that another role, like the goal, fits the answers far better."""
    return f"{knowledge.role[result.goal_neighbour or ''].name} is close to your goal and fits your answers far better."


def goal_dislikes(knowledge: Knowledge, result: Recommendation) -> str:
    """Return that the goal asks for what the student dislikes."""
    names = result.goal_dislikes[:2]
    needed = joined(inside(knowledge.interest[name].name) for name in names)
    words = f"{knowledge.role[result.sheet.goal or ''].name} needs {needed}, {disliked(result, names)}."
    return (
        f"{words} {closer(knowledge, result)}" if result.goal_neighbour and result.verdict.program else words
    )


def week(knowledge: Knowledge, result: Recommendation) -> Iterator[Block]:
    """Yield this week's task of the goal or of the first role: for who has never done it, or who most probably does it already."""
    if shows_roles(result) and result.top:
        role = knowledge.role[result.top[0]]
        central = [name for name, weight in role.wants.items() if weight == CENTRAL]
        at_home = bool(central) and all(result.interests[name] >= AT_HOME for name in central)
        yield Paragraph(role.try_this.next if at_home else role.try_this.do, lead="This week")
