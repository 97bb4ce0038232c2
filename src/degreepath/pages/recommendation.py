"""The result page: one framed verdict, three roles, why, what speaks against it, this week's task. Sections lie behind it."""

from collections.abc import Iterator

from degreepath.advice.reasons import MUCH, InterestShare, ReasonKind
from degreepath.advice.recommend import Recommendation
from degreepath.advice.verdict import Doubt, Unclear
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import CENTRAL
from degreepath.pages.blocks import Block, Headline, Page, Paragraph, items
from degreepath.pages.facts import Notes, first_sentence
from degreepath.pages.result_sections import (
    by_weight,
    is_weighty,
    outside_words,
    reason_words,
    role_table,
    sections,
    studies,
)
from degreepath.pages.wording import BAND_STEPS, BAND_WORDS, TEXTS, UNCLEAR, disliked, inside, short_name
from degreepath.text import joined

AT_HOME = 0.5
"""How much a student likes a role's central interests who is given its task for people who already do it."""
TWO_LINES, ONE_LINE = 100, 76
SAYS = TEXTS["summary"]


def page(knowledge: Knowledge, result: Recommendation, kept: str = "") -> Page:
    """Return the result as a page: the summary fits a screen, with room for the keys that open its sections.

    `kept` is the id that the result is kept under.
    """
    notes = Notes(knowledge)
    behind = sections(notes, result, kept=kept)
    sources = notes.sources("n", citing=behind)
    return Page("Your result", tuple(blocks(knowledge, result)), (*behind, *sources), knowledge.version)


def blocks(knowledge: Knowledge, result: Recommendation) -> Iterator[Block]:
    """Yield the summary: the verdict in its frame, roles or other kinds of study, why, what speaks against it, this week's task."""
    verdict, shown = result.verdict, bool(result.named)
    steps = BAND_STEPS.get(verdict.band)
    yield Headline(
        title=title(knowledge, result),
        sentences=tuple(filter(None, reading(knowledge, result))),
        word=BAND_WORDS[verdict.band] if steps else "",
        steps=steps,
        label="Your result",
    )
    if verdict.studies:
        yield items(Paragraph(one.text, lead=one.name) for one in studies(result))
        yield Paragraph(SAYS["outside"], lead="Next")
    elif shown:
        yield from roles(knowledge, result)
    elif verdict.program:
        yield Paragraph(SAYS["no_role"])
    yield from arguments(knowledge, result)
    if shown:
        role = knowledge.role[result.top[0]]
        central = [result.interests[name] for name, weight in role.wants.items() if weight == CENTRAL]
        at_home = min(central, default=0) >= AT_HOME
        yield Paragraph(role.try_this.next if at_home else role.try_this.do, lead="This week")


def title(knowledge: Knowledge, result: Recommendation) -> str:
    """Return the verdict in a few words: with a goal it names the goal, and something is always named."""
    verdict, goal = result.verdict, result.sheet.goal
    aim = knowledge.role[goal].name if goal else ""
    if verdict.program:
        name = knowledge.program[verdict.program].name
        if aim and not verdict.for_goal:
            return f"{name}, on the way to {aim}"
        return f"{name}, for your goal {aim}" if aim else name
    if verdict.studies:
        return "Look outside these two degrees first"
    if aim and verdict.leads_to_goal:
        return f"Both degrees lead to your goal, {aim}"
    words = UNCLEAR["title"][verdict.why_unclear or Unclear.TIE]
    return f"{words}, {aim}" if aim else words


def reading(knowledge: Knowledge, result: Recommendation) -> Iterator[str]:
    """Yield what the answers say: in the student's own words, or why they decide nothing."""
    verdict, why = result.verdict, result.verdict.why_unclear
    if verdict.for_goal:
        only = "Of the two, only this one leads there."
        if why is Unclear.GOAL:
            yield f"{only} {against_goal(knowledge, result)}"
        elif why:
            yield f"{only[:-1]}; your answers alone do not decide."
        else:
            yield own_words(knowledge, result, only)
    elif why is Unclear.GOAL:
        yield "As they are usually taught, neither is enough. Here are ways in that we know."
    else:
        if why:
            yield SAYS["all_the_same"] if verdict.straight_line else UNCLEAR["sentence"][why]
        if not why or (why is Unclear.TIE and not result.sheet.goal):
            both = "Both degrees lead there; your answers decide." if result.sheet.goal else ""
            yield both if result.goal_dislikes else own_words(knowledge, result, both)


def own_words(knowledge: Knowledge, result: Recommendation, before: str = "") -> str:
    """Return, behind `before`, the two strongest likes in a sentence, or the strongest where that would be too long.

    It is '' where the student said of nothing that they like it; without room it is `before` alone.
    """
    likes = [knowledge.interest[name].doing for name in result.likes[:2]]
    said = [f"{before} Most of all you like {', then '.join(likes[:n])}.".strip() for n in (2, 1) if likes]
    room = TWO_LINES if result.verdict.program else ONE_LINE
    return next((words for words in said if len(words) <= room), before)


def against_goal(knowledge: Knowledge, result: Recommendation) -> str:
    """Return that the answers alone lean to the other degree, and the two likes and dislikes that matter most for it."""
    other, above = short_name(knowledge.program[result.verdict.rival]), result.goal_dislikes
    told = [one for one in result.reasons_against if one.interest and one.interest not in above]
    said = []
    for kind, verb in ((ReasonKind.LIKES, "like"), (ReasonKind.AVOIDS, "would rather skip")):
        of_kind = [one.interest or "" for one in told[: 1 if above else 2] if one.kind is kind]
        if of_kind:
            said.append(f"you {verb} {joined(knowledge.interest[name].doing for name in of_kind)}")
    return f"Your answers alone lean to {other}{': ' + joined(said) if said else ''}."


def roles(knowledge: Knowledge, result: Recommendation) -> Iterator[Block]:
    """Yield the roles to look at, with fit in words and the doors of both degrees; then how to read them, and what is open."""
    heading = "Roles that suit you"
    if result.sheet.goal:
        heading = "Your goal, then what suits you" if len(result.top) > 1 else "Your goal"
    yield role_table(knowledge, result, result.top, heading, numbers=False)
    verdict, ahead = result.verdict, result.ahead
    asks = bool(ahead.question and verdict.program)
    degree = asks and not (ahead.program_settled or verdict.for_goal)
    role = asks and not (ahead.role_settled or result.sheet.goal)
    yield Paragraph(SAYS["open"][degree][role], dim=True)


def arguments(knowledge: Knowledge, result: Recommendation) -> Iterator[Paragraph]:
    """Yield why, and what speaks against it; where no degree is named, what speaks for each and what would decide it."""
    verdict, goal = result.verdict, result.sheet.goal
    tie = verdict.why_unclear is Unclear.TIE and not verdict.program
    crowded = result.goal_dislikes and (result.goal_neighbour or verdict.why_unclear is Unclear.GOAL)
    if verdict.program and not crowded:
        why = strongest(knowledge, result)
        if why:
            yield Paragraph(why[0], lead="Why", more=tuple(why[1:]))
    if tie and not result.goal_dislikes:
        for program, found in ((verdict.leader, result.reasons_for), (verdict.rival, result.reasons_against)):
            for reason in found[:1]:
                lead = f"For {short_name(knowledge.program[program])}"
                yield Paragraph(reason_words(knowledge, result, reason), lead=lead)
    but = next(against(knowledge, result), "")
    if but:
        yield Paragraph(but, lead="But")
    if verdict.why_unclear in UNCLEAR["step"] and not verdict.program and not (tie and goal):
        yield Paragraph(_step(knowledge, result, verdict.why_unclear), lead="To decide" if tie else "Next")
    ways = [route for route in result.outside if route.role == goal]
    round_it = [way.text for way in ways if not way.disliked]
    if ways and not verdict.leads_to_goal:
        yield Paragraph(ways[0].text, lead="Ways in", more=tuple(way.text for way in ways[1:2]))
    elif round_it and result.goal_dislikes:
        yield Paragraph(first_sentence(round_it[0]), lead="Way round")


def _step(knowledge: Knowledge, result: Recommendation, why: Unclear) -> str:
    """Return what to do where no degree is named; where nothing stands out, with a role that is about what was marked."""
    marked = [name for name, mark in result.sheet.marks.items() if mark > 0]
    step: str = UNCLEAR["step"][why]
    if why is Unclear.FLAT and not result.sheet.goal:
        for role in map(knowledge.role.__getitem__, result.role):
            if about := next((name for name in marked if role.wants.get(name) == CENTRAL), None):
                interest = inside(knowledge.interest[about].name)
                return str(SAYS["start_with"].format(interest=interest, role=role.name, id=role.id))
    return step


def strongest(knowledge: Knowledge, result: Recommendation) -> list[str]:
    """Return the two strongest reasons, the second of another kind where there is one; with a goal so far as there is room.

    Weighty ones come first.
    """
    found = by_weight(result, result.reasons_for)[: 1 if result.goal_dislikes else None]
    others = sorted(found[1:], key=lambda one: (not is_weighty(result, one), one.kind is found[0].kind))
    said = [reason_words(knowledge, result, reason) for reason in (*found[:1], *others[:1])]
    return said[:1] if result.sheet.goal and sum(map(len, said)) > TWO_LINES else said


def against(knowledge: Knowledge, result: Recommendation) -> Iterator[str]:
    """Yield what speaks against what is named, or against reading too much into it, the weightiest first."""
    verdict = result.verdict
    if about_goal := tuple(against_the_goal(knowledge, result)):
        yield " ".join(about_goal if verdict.program else about_goal[:1])
    if verdict.beside and (not verdict.program or verdict.for_goal):
        yield SAYS["beside"].format(**outside_words(result))
    if not verdict.program:
        return
    hints = {"all_the_same": verdict.straight_line, "careless": verdict.careless}
    yield from (SAYS[hint] for hint, holds in hints.items() if holds)
    top, goal = [result.role[name] for name in result.top], result.sheet.goal
    doors = [(role.name, role.door[verdict.leader], role.door[verdict.rival]) for role in top]
    rival = short_name(knowledge.program[verdict.rival])
    only = [name for name, here, there in doors if there.leads and not here.leads]
    if only and not goal and verdict.doubt is not Doubt.ROLES:
        yield f"Only {rival} leads to {joined(only)}."
    less = SAYS["liked_less"] if result.study_margin > 0 else ""
    surer = [name for name, here, there in doors if there.rank < here.rank]
    better = any(here.rank < there.rank for _, here, there in doors)
    jobs = "these jobs" if len(surer) == len(doors) > 1 else doors[0][0] if doors else ""
    said = [SAYS["surer"].format(other=rival, jobs=jobs, less=less)]
    said = said if surer and surer[0] == doors[0][0] and not goal else []
    yield from said  # the table speaks for the other degree
    likings = sorted(against_likings(knowledge, result), key=lambda told: told[1], reverse=True)
    yield from (words for words, (marked, _) in likings if marked)
    if verdict.beside:
        yield SAYS["beside"].format(**outside_words(result))
    yield from (words for words, _ in likings)
    if not verdict.why_unclear:
        yield SAYS["nothing_against" if better or not doors else "either"].format(less=less)


def against_likings(knowledge: Knowledge, result: Recommendation) -> Iterator[tuple[str, tuple[int, float]]]:
    """Yield sentences on what the other degree has more of that is liked, and on what this one has of what is disliked.

    Of that, all that was marked least exciting, and what only it has so much of. And what neither has. Each with how weighty it is
    (3 liked most of all and in neither, 2 more of it here, and central or much of it and marked least exciting, 1 marked otherwise,
    0 all else), and how much it then counts between the two degrees.
    """
    if untaught := result.verdict.untaught:
        names = joined((knowledge.interest[name].doing for name in untaught), "or")
        words = f"Neither degree offers {names}, which you marked most exciting."
        yield words, (3 if set(result.likes[:1]) & set(untaught) else 1, -1)
    leader, rival = (knowledge.program[one] for one in (result.verdict.leader, result.verdict.rival))
    marks = result.sheet.marks
    if result.verdict.why_unclear is not Unclear.GOAL:  # else the frame has said so
        for reason in by_weight(result, result.reasons_against):
            if reason.kind is not ReasonKind.AVOIDS:  # the next sentences say that
                words = reason_words(knowledge, result, reason)
                yield words, (1, -reason.value) if reason.interest in marks else (0, 0)
    counts = {part.interest: -part.value for part in result.difference if isinstance(part, InterestShare)}
    for name in result.degree_dislikes:
        marked, both = marks.get(name, 0) < 0, rival.teaches.get(name, 0) >= leader.teaches[name]
        marked &= leader.teaches[name] >= MUCH or not both  # a little of it in both is no objection
        means = "Both degrees also mean" if both else f"{short_name(leader)} also means"
        if marked or not both:
            words = f"{means} {knowledge.interest[name].doing}, {disliked(result.sheet, (name,))}."
            weight = leader.teaches[name]
            heavy = weight == CENTRAL or (marked and weight >= MUCH)
            yield words, (2 if heavy else marked, counts[name]) if not both else (0, 0)


def against_the_goal(knowledge: Knowledge, result: Recommendation) -> Iterator[str]:
    """Yield that the goal asks for what the student dislikes, and that another role, like the goal, fits far better."""
    if names := result.goal_dislikes[:2]:
        needed = joined(inside(knowledge.interest[name].name) for name in names)
        yield f"{knowledge.role[result.sheet.goal or ''].name} means a lot of {needed}, {disliked(result.sheet, names)}."
    near, goal = result.goal_neighbour, result.sheet.goal or ""
    if near and result.role[near].fits is not result.role[goal].fits:
        yield f"{knowledge.role[near].name} is close to your goal and fits your answers far better."
