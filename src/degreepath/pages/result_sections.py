"""What lies behind the result page: why, roles, courses, what would change it, how sure, what to ask, other routes."""

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import fsum

from degreepath.advice.doors import DoorState
from degreepath.advice.reasons import InterestShare, Reason, ReasonKind
from degreepath.advice.recommend import Recommendation
from degreepath.advice.verdict import Unclear
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import CENTRAL
from degreepath.knowledge.model import Study
from degreepath.pages import facts, wording
from degreepath.pages.blocks import (
    Block,
    Cell,
    Links,
    Made,
    Paragraph,
    Row,
    Scale,
    Section,
    Table,
    cells,
    items,
)
from degreepath.pages.check import open_day
from degreepath.pages.facts import Notes
from degreepath.pages.program import courses_to_read
from degreepath.pages.role import lead_counts, pay_figures
from degreepath.text import joined

POLES = ("creative work", "technical work"), ("operating", "designing")
"""Of the axes of a result, in their order."""
MOST_PARTS = 10
REAL_PEOPLE = "open-psychometrics-riasec"
SAYS: dict[str, str] = wording.TEXTS["sections"]


def sections(
    notes: Notes, result: Recommendation, *, answers: bool = True, kept: str = ""
) -> tuple[Section, ...]:
    """Return every section of a result, which may be `kept` under an id; without `answers` none is quoted. Sources are the caller's to add, last."""
    knowledge, shown = notes.knowledge, bool(result.named)
    said = shown and any(result.interests.values())
    beyond = result.verdict.studies or (shown and (result.outside or studies(result)))
    parts: tuple[tuple[str, str, str, object, Made], ...] = (
        ("why", "w", "Why", said, lambda: why(knowledge, result, answers=answers)),
        ("roles", "r", "Roles, closer", shown, lambda: roles(notes, result)),
        ("pay", "m", "What these jobs pay", shown, lambda: pay(notes, result)),
        ("courses", "c", "Courses to read", shown, lambda: courses_to_read(knowledge, result)),
        (
            "change",
            "x",
            "What would change it",
            True,
            lambda: change(knowledge, result, answers=answers, kept=kept),
        ),
        ("sure", "s", "How sure this is, with all sums", True, lambda: sure(notes, result)),
        ("ask", "a", "Questions for the open day", shown, lambda: open_day(knowledge, result)),
        ("outside", "o", "Ways outside these two degrees", beyond, lambda: outside(notes, result)),
    )
    return tuple(Section(name, title, made, key) for name, key, title, holds, made in parts if holds)


def studies(result: Recommendation) -> list[Study]:
    """Return the kinds of study outside both degrees: those that suit better, or about what only they teach of what is liked most."""
    found, verdict = {study.id: study for study in result.knowledge.studies}, result.verdict
    if outside := verdict.studies or verdict.beside:
        return [found[name] for name in outside]
    least = {name for name, mark in result.sheet.marks.items() if mark < 0}
    about = (s for s in found.values() if any(s.wants.get(name) == CENTRAL for name in verdict.untaught))
    return [study for study in about if least.isdisjoint(study.wants)]


def outside_words(result: Recommendation) -> dict[str, str]:
    """Return what is liked most of all that is studied without sound, and the kind of study that is about it."""
    other = result.knowledge.interest[_strongest(result, sound=False)].doing
    return {"other": other, "study": wording.inside(studies(result)[0].name)}


def reason_words(knowledge: Knowledge, result: Recommendation, reason: Reason) -> str:
    """Return a reason in words: what the student said, and what that means for the degrees."""
    here = wording.short_name(knowledge.program[reason.program])
    if reason.role:
        role = result.role[reason.role]
        choose = ", with the right modules" if role.door[reason.program] is DoorState.CHOOSE else ""
        return f"{role.name} suits you. Of the two, only {here} leads there{choose}."
    doing = knowledge.interest[reason.interest or ""].doing
    if reason.kind is ReasonKind.LIKES:
        only_marked = all(answer.question is None for answer in reason.answers)
        said = f"You marked {doing} most exciting" if only_marked else f"You like {doing}"
        return f"{said}. {here} teaches more of it."
    (other,) = {result.verdict.leader, result.verdict.rival} - {reason.program}
    return f"You would rather skip {doing}. {wording.short_name(knowledge.program[other])} has more of that."


def by_weight(result: Recommendation, reasons: Iterable[Reason]) -> list[Reason]:
    """Return reasons with the weighty ones first, of these what is liked and what suits before what is disliked."""
    return sorted(reasons, key=lambda one: (not is_weighty(result, one), one.kind is ReasonKind.AVOIDS))


def is_weighty(result: Recommendation, reason: Reason) -> bool:
    """Tell whether a reason rests on a mark, or is about the first role where no goal has said it."""
    first = () if result.verdict.for_goal else result.top[:1]
    return (reason.interest or reason.role) in {*result.sheet.marks, *first}


def why(knowledge: Knowledge, result: Recommendation, *, answers: bool) -> Iterator[Block]:
    """Yield the reasons for both degrees with the answers behind them, then the place on the two axes."""
    verdict = result.verdict
    for program, found in ((verdict.leader, result.reasons_for), (verdict.rival, result.reasons_against)):
        told = []
        for reason in by_weight(result, found):
            quoted = tuple(wording.answer_words(knowledge, one) for one in reason.answers if answers)
            told.append(Paragraph(reason_words(knowledge, result, reason), more=quoted))
        yield items(told, f"What speaks for {knowledge.program[program].name}")
    for value, (low, high) in zip(result.axes.values(), POLES, strict=True):
        yield Scale(low, high, value, axis_words(value, low, high))
    yield Paragraph(SAYS["axes"], dim=True)


def axis_words(value: float, low: str, high: str) -> str:
    """Return where a position in [-1, 1] lies between two poles, in words."""
    side, other = (low, high) if value < 0 else (high, low)
    size = abs(value)
    if size < 0.05:
        return f"You stand in the middle between {low} and {high}."
    amount = "a little more" if size < 0.15 else "more" if size < 0.35 else "much more"
    return f"You are {amount} drawn to {side} than to {other}."


def roles(notes: Notes, result: Recommendation) -> Iterator[Block]:
    """Yield the top roles with the work, the fit in numbers, what degrees and courses do for them; then the next ones."""
    knowledge, told = notes.knowledge, []
    for name in result.top:
        role, score = knowledge.role[name], result.role[name]
        wanted = sorted((one for one in result.likes if one in role.wants), key=lambda one: -role.wants[one])
        likes = "; ".join(knowledge.interest[one].doing for one in wanted)
        said = (f"What you like there: {likes}.",) if likes else ()
        fit = f"Fit {score.fit:.0f} of 100 ({score.fits.value}; 50 is neither for nor against)."
        ways = (facts.door_words(knowledge, door) for door in result.doors if door.role == name)
        real = SAYS["real_courses"].format(count=lead_counts(notes, result.course_doors[name]))
        told.append(Paragraph(role.work, lead=role.name, more=(*said, fit, *ways, real)))
    yield items(told, numbered=True)
    if result.next_roles:
        yield role_table(knowledge, result, result.next_roles, "More that suit you")
    where = f" --country {shlex.quote(result.sheet.country)}" if result.sheet.country else ""
    yield Links(((f"degreepath roles {result.top[0]}{where}", "the role in full"),))


def pay(notes: Notes, result: Recommendation) -> Iterator[Block]:
    """Yield what the jobs pay that a result names, a figure each, and of which it is not known."""
    roles = [notes.knowledge.role[name] for name in result.named]
    figures = pay_figures(notes.knowledge, roles, result.sheet.country)
    where = result.sheet.country
    if where and not any(figure.country == where for figure in figures):
        yield Paragraph(SAYS["no_pay_there"].format(place=wording.in_country(where)))
    told = []
    for figure, paid in figures.items():
        more = (figure.note,) if figure.note else ()
        told.append(replace(notes.pay(figure, joined(role.name for role in paid)), more=more))
    known = {role.id for paid in figures.values() for role in paid}
    if unknown := [role.name for role in roles if role.id not in known]:
        told.append(Paragraph("not known: ask people who do it.", lead=joined(unknown)))
    yield items(told)


def role_table(
    knowledge: Knowledge, result: Recommendation, names: tuple[str, ...], title: str, *, numbers: bool = True
) -> Table:
    """Return roles with their fit in words, in numbers if asked, and the doors of both degrees."""
    rows = list[Row]()
    for role in (result.role[name] for name in names):
        fit = f"{role.fits.value}, {role.fit:.0f} of 100" if numbers else role.fits.value
        rows.append((role.name, Cell(fit, bar=wording.bar(role.fit)), *role.door.values()))
    columns = (title, "Fit", *map(wording.short_name, knowledge.archetypes))
    return Table(columns, cells(rows), numbered=not numbers)


def change(knowledge: Knowledge, result: Recommendation, *, answers: bool, kept: str = "") -> Iterator[Block]:
    """Yield the smallest change of answers that turns the result, what the questions left out could do, answers to look at again."""
    flip, ahead, verdict = result.flip, result.ahead, result.verdict
    tried = "song=5"
    if verdict.why_unclear is Unclear.FLAT and not verdict.program:
        yield Paragraph(SAYS["stand_out"])
    elif flip and (turned := result.turned) and not verdict.studies:
        name, moves = knowledge.program[flip.program].name, flip.changes
        if answers:
            asked = (knowledge.question[one.question].text for one in moves)
            turns = (f"from {one.before} to {one.after}" for one in moves)
            yield items(map(Paragraph, asked, turns), SAYS["smallest"].format(name=name))
            tried = " ".join(f"{one.question}={one.after}" for one in moves)
        else:
            yield Paragraph(SAYS["other_answers_to"].format(count=len(moves), name=name))
        now = turned.program and knowledge.program[turned.program].name
        told = wording.verdict_words(now, turned.band, turned.why_unclear)
        yield Paragraph(SAYS["then"].format(result=told), dim=True)
    elif verdict.studies:
        yield Paragraph(SAYS["like_sound"])
        about = _strongest(result, sound=True)
        tried = next(f"{q.id}=5" for q in knowledge.questions if q.interest == about and not q.reverse)
    elif verdict.for_goal:
        yield Paragraph(SAYS["goal_decides"])
    elif verdict.program:
        yield Paragraph(SAYS["no_change"])
    if ahead.question and not (verdict.studies or verdict.for_goal):
        degree, role = (wording.in_hundred(chance) for chance in (ahead.program_change, ahead.role_change))
        left = SAYS["left_for_degree" if result.sheet.goal else "left" if verdict.program else "left_open"]
        question = knowledge.question[ahead.question].text
        yield Paragraph(left.format(degree=degree, role=role, question=question))
    if answers and result.apart:
        name = wording.inside(knowledge.interest[result.apart[0].interest].name)
        said = (Paragraph(wording.answer_words(knowledge, one)) for one in result.apart)
        yield items(said, SAYS["least_together"].format(name=name))
    if not verdict.for_goal:
        try_others = SAYS["other_answers"] + ("" if kept else SAYS["in_place_of"])
        yield Links(((f"degreepath whatif {kept or 'RESULT'} {tried}", try_others),))


def _strongest(result: Recommendation, *, sound: bool) -> str:
    """Return the interest that is liked most of those with sound, or of those that are studied without it too."""
    some = [one.id for one in result.knowledge.interests if one.sound is sound]
    return max(some, key=result.interests.__getitem__)


def sure(notes: Notes, result: Recommendation) -> Iterator[Block]:
    """Yield how sure the result is, what that number does not know, and all sums, in parts that add up as printed."""
    knowledge, verdict = notes.knowledge, result.verdict
    leader, rival = (knowledge.program[one] for one in (verdict.leader, verdict.rival))
    cases = f"{leader.name} fits about {wording.in_hundred(verdict.told_confidence)} better than {rival.name}"
    if verdict.studies:
        sides = {"other": _strongest(result, sound=False), "sound": _strongest(result, sound=True)}
        likings = {
            side: f"{knowledge.interest[name].name} ({wording.signed(wording.points(result.interests[name]))})"
            for side, name in sides.items()
        }
        yield Paragraph(SAYS["why_outside"].format(**likings))
    else:
        yield Paragraph(f"Of 100 students who could have given your answers, {cases}. {SAYS['misfit']}")
        if verdict.doubt:
            marks = (knowledge.interest[name].name for name in verdict.marks_against)
            yield Paragraph(wording.TEXTS["doubt"][verdict.doubt].format(marks=joined(marks)))
    yield Paragraph(SAYS["special"])
    people = (notes.fact(one) for one in knowledge.findings if one.source == REAL_PEOPLE)
    yield items(people, "What is known of real people")
    yield Paragraph(SAYS["points"])
    yield from sums(knowledge, result)
    yield Paragraph(SAYS["not_claimed"])


def sums(knowledge: Knowledge, result: Recommendation) -> Iterator[Table]:
    """Yield the points of both degrees part by part, what their difference is made of, and the points of all interests."""
    pair = result.verdict.leader, result.verdict.rival
    study, career, together = zip(*(wording.program_points(result, one) for one in pair), strict=True)
    total = together[0] - together[1]
    ledgers = (("what you would study", study), ("where it leads", career), ("together", together))
    heads = ("Points", *(wording.short_name(knowledge.program[one]) for one in pair), "difference")
    yield facts.points_table(heads, ((what, [*both, both[0] - both[1]]) for what, both in ledgers))
    interest, told = knowledge.interest, result.difference[:MOST_PARTS]
    names = [
        interest[part.interest].name
        if isinstance(part, InterestShare)
        else f"The way to {knowledge.role[part.role].name}"
        for part in told
    ]
    rest = fsum(part.value for part in result.difference[MOST_PARTS:])
    values = wording.points_adding_up([*(part.value for part in told), rest], total)
    parts = zip([*names, "all others, less each", "difference"], [*values, total], strict=True)
    yield facts.points_table(("What the difference is made of", "points"), ((name, [n]) for name, n in parts))
    liked = sorted(result.interests.items(), key=lambda one: -one[1])
    known = {reading.interest for reading in result.scored.estimate.readings}
    interests = (
        (interest[name].name + ("" if name in known else SAYS["not_asked"]), [wording.points(value)])
        for name, value in liked
    )
    yield facts.points_table(("Your interests, from −100 to +100", "points"), interests)


def outside(notes: Notes, result: Recommendation) -> Iterator[Block]:
    """Yield the kinds of study outside both degrees, and the ways into the top roles without either."""
    better, beside = bool(result.verdict.studies), bool(result.verdict.beside)
    found = (Paragraph(one.text, one.name, notes.cite(one.source)) for one in studies(result))
    yield items(found, SAYS["suits_better" if better else "beside" if beside else "only_there"])
    ways = () if better else result.outside
    told = []
    for way in ways:
        said = notes.way(way, result.role[way.role].name)
        names = joined(notes.knowledge.interest[name].doing for name in way.disliked)
        how = wording.disliked(result.sheet, way.disliked) if names else ""
        minds = (SAYS["mind_much"].format(what=names, how=how),) if names else ()
        told.append(replace(said, more=(*minds, *said.more)))
    yield items(told, "Other ways into your roles")
