"""The whole recommendation: what it holds, its reasons, its roles, its courses."""

import re
from dataclasses import FrozenInstanceError
from itertools import pairwise
from math import fsum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from students import at_random
from test_verdict import CIRCUITS, SONGS, likes
from toy import changed, sheets

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.doors import DoorState, open_door
from degreepath.advice.interests import POINTS, normal_points
from degreepath.advice.reasons import ReasonKind, supporting_answers
from degreepath.advice.recommend import recommend
from degreepath.advice.scoring import LIKED, TOP_ROLES, Fit
from degreepath.errors import AnswersError
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.model import EntryCondition, EntryKind

KNOWLEDGE = load_knowledge()
few = settings(max_examples=25, deadline=None, derandomize=True)


@few
@given(sheets(KNOWLEDGE, goals=True, straight=True))
def test_parts_sum_to_the_whole(sheet: AnswerSheet) -> None:
    """The parts a student reads add up: answers to interests, interests and roles to scores, parts to the difference."""
    result = recommend(KNOWLEDGE, sheet)
    for role in result.role.values():
        ledger = result.role_ledgers[role.id]
        assert fsum(part.value for part in ledger) == pytest.approx(role.score, abs=1e-9)
        for part in ledger:
            assert fsum(answer.value for answer in part.answers) == pytest.approx(part.value, abs=1e-9)
    scores = {program.id: program.score for program in result.programs}
    for program in result.programs:
        parts = fsum(part.value for part in (*program.study, *program.career))
        assert parts == pytest.approx(program.score, abs=1e-9)
    verdict = result.verdict
    assert verdict.margin == pytest.approx(scores[verdict.leader] - scores[verdict.rival], abs=1e-9)
    assert fsum(part.value for part in result.difference) == pytest.approx(verdict.margin, abs=1e-9)
    told = fsum(reason.value for reason in (*result.reasons_for, *result.reasons_against))
    assert told + result.rest == pytest.approx(verdict.margin, abs=1e-9)
    assert fsum(result.first_shares.values()) == pytest.approx(1)


@few
@given(sheets(KNOWLEDGE, goals=True))
def test_reasons_can_be_said(sheet: AnswerSheet) -> None:
    """Nothing negative stands under why; each reason quotes answers that point the way it says, about what the degree or role wants."""
    result = recommend(KNOWLEDGE, sheet)
    verdict = result.verdict
    smallest = 0.05 * fsum(abs(part.value) for part in result.difference)
    for reason in (*result.reasons_for, *result.reasons_against):
        gains = verdict.leader if reason.value > 0 else verdict.rival
        other = verdict.rival if reason.value > 0 else verdict.leader
        teaches = {p: KNOWLEDGE.program[p].teaches for p in (gains, other)}
        assert reason.program == gains
        assert abs(reason.value) > smallest
        assert reason.answers
        signs = {_liking(answer.question, answer.answer) > 0 for answer in reason.answers}
        match reason.kind:
            case ReasonKind.LIKES:
                assert signs == {True}
                assert teaches[gains].get(reason.interest or "", 0) > teaches[other].get(
                    reason.interest or "", 0
                )
            case ReasonKind.AVOIDS:
                assert signs == {False}
                least = sheet.marks.get(reason.interest or "", 0) < 0  # then much of it is enough
                assert teaches[other][reason.interest or ""] >= (2 if least else 3)
            case ReasonKind.ROLE:
                assert signs == {True}
                assert {a.interest for a in reason.answers} <= KNOWLEDGE.role[reason.role or ""].wants.keys()
                door = result.role[reason.role or ""].door
                assert door[gains].leads
                assert not door[other].leads


def _liking(question: str | None, answer: int) -> int:
    if question is None:
        return answer
    return (3 - answer) if KNOWLEDGE.question[question].reverse else (answer - 3)


@few
@given(sheets(KNOWLEDGE, goals=True))
def test_no_role_is_shown_that_the_student_rules_out(sheet: AnswerSheet) -> None:
    """At most three roles, the goal first; none whose central interest is marked least, none of which nothing is liked.

    After the best fit none asks for anything marked least, and no two of them are the same work under two names.
    """
    result = recommend(KNOWLEDGE, sheet)
    assert len(set(result.top)) == len(result.top) <= TOP_ROLES
    if sheet.goal:
        assert result.top[0] == sheet.goal
    for role in (KNOWLEDGE.role[r] for r in result.top if r != sheet.goal):
        assert not any(weight == 3 and sheet.marks.get(d) == -1 for d, weight in role.wants.items())
        assert any(weight > 1 and result.interests[d] > 0 for d, weight in role.wants.items())
        assert result.role[role.id].score > 0
    for name in [role for role in result.top if role != sheet.goal][1:]:
        wants = KNOWLEDGE.role[name].wants
        main = all(sheet.marks.get(d) == 1 for d, weight in wants.items() if weight == max(wants.values()))
        assert sum(weight for d, weight in wants.items() if sheet.marks.get(d) == -1) <= main
        assert result.role[name].fits in {Fit.STRONG, Fit.GOOD} or any(sheet.marks.get(d) == 1 for d in wants)
    assert not {"mix-engineer", "mastering-engineer"} <= set(result.top) - {sheet.goal}
    assert [door.role for door in result.doors] == [role for role in result.top for _ in KNOWLEDGE.archetypes]


@few
@given(sheets(KNOWLEDGE, goals=True))
def test_courses_lead_to_the_roles(sheet: AnswerSheet) -> None:
    """At most three courses, each with an open door to the goal or one of the two best roles; none that is closed, old or unread."""
    sheet = sheet.studying_in("UK") if len(sheet.answers) % 2 else sheet
    result = recommend(KNOWLEDGE, sheet)
    wanted = {sheet.goal} if sheet.goal else set(result.top[:2])
    courses = result.courses
    assert len(courses.choices) <= 3
    assert len(courses.ask_first) <= 3
    for choice in (*courses.choices, *courses.ask_first):
        course = KNOWLEDGE.program[choice.program]
        assert course.modules
        assert not course.closed
        assert course.as_of is None or course.as_of >= KNOWLEDGE.year - 5
        assert sheet.country in {None, course.country}
        assert {door.role for door in choice.doors} <= wanted
    assert all(any(door.state.leads for door in choice.doors) for choice in courses.choices)
    assert all(
        {door.state for door in choice.doors} <= {DoorState.ASK, DoorState.NO}
        and any(d.to_ask for d in choice.doors)
        for choice in courses.ask_first
    )
    for (
        choice
    ) in courses.ask_first:  # a kind of course that leads to none of the roles is not worth the question
        kind = KNOWLEDGE.program[KNOWLEDGE.program[choice.program].archetype or choice.program]
        roles = [KNOWLEDGE.role[door.role] for door in choice.doors if door.state is DoorState.ASK]
        assert any(open_door(kind, role).state is not DoorState.NO for role in roles)
    named = [c for left in courses.left_out.values() for c in left]
    assert len(set(named)) == len(named)


def test_courses_of_a_kind_lead_to_the_first_role_first() -> None:
    """Among courses of one kind, those that surely lead to the first role stand before those that only may."""
    for sheet in at_random(60):
        choices = recommend(KNOWLEDGE, sheet).courses.choices
        kinds = [
            (
                bool(KNOWLEDGE.program[one.program].taught_in),
                KNOWLEDGE.program[one.program].archetype,
                one.doors[0].state.leads,
            )
            for one in choices
        ]
        for (foreign, kind, leads), (foreign_after, kind_after, leads_after) in pairwise(kinds):
            if (foreign, kind) == (foreign_after, kind_after):
                assert leads >= leads_after


def test_what_no_answer_says_is_no_reason() -> None:
    """A student who loves everything and is neutral on writing music is not told that they like it, though they might."""
    sheet = likes(**{i.id.replace("-", "_"): 5 for i in KNOWLEDGE.interests} | {"composing": 3})
    sheet = sheet.answering(
        "balance", None
    )  # so that yes-saying cannot be measured, and the own level is high
    result = recommend(KNOWLEDGE, sheet)
    assert result.interests["composing"] > LIKED
    assert "composing" not in {reason.interest for reason in result.reasons_for + result.reasons_against}


def test_a_disliked_entry_condition_is_flagged() -> None:
    """A student who likes no maths reads that a course asks for it."""
    no_maths = likes(electronics=5, acoustics=5, science=1)
    read, also = (
        {c.program for c in recommend(KNOWLEDGE, one).courses.choices} for one in (CIRCUITS, no_maths)
    )
    course = min(read & also)
    maths = EntryCondition(kind=EntryKind.MATHS, text="Maths", source=KNOWLEDGE.sources[0].id)
    with_maths = changed(
        KNOWLEDGE,
        programs=tuple(
            p.model_copy(update={"entry": (maths,)}) if p.id == course else p for p in KNOWLEDGE.programs
        ),
    )
    for sheet, flagged in (
        (CIRCUITS, ()),
        (no_maths, (EntryKind.MATHS,)),
    ):
        choice = next(c for c in recommend(with_maths, sheet).courses.choices if c.program == course)
        assert choice.disliked_entry == flagged


def test_roles_that_lie_in_different_degrees_are_told() -> None:
    """A student whose best roles lie some here and some there reads which ones."""
    split = recommend(
        KNOWLEDGE, likes(composing=5, live_sound=5, business=4).aiming_at("live-sound-technician")
    ).split
    assert recommend(KNOWLEDGE, SONGS).split is None
    if split:
        assert set(split["leader"]).isdisjoint(split["rival"])


def test_fit_words_follow_the_score() -> None:
    """A role that fits better never has a weaker word, and the best role of a keen student is a strong one."""
    result = recommend(KNOWLEDGE, SONGS)
    order = list(Fit)
    fits = [role.fits for role in result.role.values()]
    ranks = [order.index(fit) for fit in fits]
    assert ranks == sorted(ranks)
    assert (fits[0], fits[-1]) == (Fit.STRONG, Fit.WEAK)


def test_who_fits_neither_is_told_first() -> None:
    """What lies outside both degrees comes first for a student who likes nothing with sound, and for a goal nothing leads to."""
    assert recommend(KNOWLEDGE, likes(business=5)).outside_first
    assert not recommend(KNOWLEDGE, SONGS).outside_first


def test_ways_outside_belong_to_the_roles_shown() -> None:
    """The routes outside are those of every role shown, whatever the degrees lead to."""
    result = recommend(KNOWLEDGE, CIRCUITS.aiming_at("acoustic-consultant"))
    assert [route.role for route in result.outside] == [
        role for role in result.top for _ in KNOWLEDGE.role[role].routes
    ]
    assert result.outside[0].role == "acoustic-consultant"


def test_a_strange_sheet_is_refused() -> None:
    """A sheet for another knowledge base is not half read."""
    with pytest.raises(AnswersError, match="the question zz"):
        recommend(KNOWLEDGE, AnswerSheet(answers={"zz": 1}))


def test_marks_alone_move_the_axes() -> None:
    """Marking making things creative and technical puts a student on that side of both axes."""
    circuits = AnswerSheet(
        opener=Opener(most=("programming", "electronics"), least=("composing", "recording"))
    )
    axes = recommend(KNOWLEDGE, circuits).axes
    assert axes["creative_technical"] > 0.05
    assert axes["design_operate"] > 0.05


def test_every_point_of_uncertainty_has_its_mirror() -> None:
    """No direction is favoured, and about 68 in 100 points lie within one standard deviation."""
    points = normal_points(17)
    assert len(points) == POINTS
    assert set(points) == {tuple(-part for part in point) for point in points}
    for dimension in zip(*points, strict=True):
        assert sum(abs(value) < 1 for value in dimension) / POINTS == pytest.approx(0.683, abs=0.04)


@few
@given(sheets(KNOWLEDGE))
def test_other_courses_change_nothing_but_the_list(sheet: AnswerSheet) -> None:
    """Without half of the courses, degree, roles and reasons stay, and the courses left keep their order."""
    half = tuple(p for place, p in enumerate(KNOWLEDGE.programs) if p.kind == "archetype" or place % 2)
    before, after = recommend(KNOWLEDGE, sheet), recommend(changed(KNOWLEDGE, programs=half), sheet)
    assert (after.verdict, after.top, after.reasons_for) == (before.verdict, before.top, before.reasons_for)
    kept = {p.id for p in half}
    shared = [c.program for c in before.courses.choices if c.program in kept]
    assert [c.program for c in after.courses.choices if c.program in shared] == shared


def test_a_job_only_one_degree_leads_to_is_a_reason() -> None:
    """Who loves circuits is told, before all else, the job that suits and that only Music Technology leads to."""
    first = recommend(KNOWLEDGE, CIRCUITS).reasons_for[0]
    assert (first.kind, first.program) == (ReasonKind.ROLE, "technology")
    assert first.role in recommend(KNOWLEDGE, CIRCUITS).top
    assert not KNOWLEDGE.role[str(first.role)].wants.keys().isdisjoint(a.interest for a in first.answers)


def test_what_speaks_against_names_the_other_degree() -> None:
    """A reason against is told of the degree it speaks for."""
    both = likes(**{name.replace("-", "_"): 5 for name in KNOWLEDGE.program["production"].teaches})
    against = recommend(KNOWLEDGE, both).reasons_against[0]
    assert (against.kind, against.interest, against.program) == (
        ReasonKind.LIKES,
        "sound-design",
        "technology",
    )


def test_a_mark_counts_as_liked_though_the_answers_hardly_say_so() -> None:
    """What is marked most exciting is told as liked, and as a reason, as soon as the answers do not deny it."""
    sheet = SONGS.model_copy(update={"opener": Opener(most=("humanities",))})
    sheet = sheet.model_copy(
        update={
            "answers": {
                q: 3 if KNOWLEDGE.question[q].interest == "humanities" else a
                for q, a in SONGS.answers.items()
            }
        }
    )
    result = recommend(KNOWLEDGE, sheet)
    assert 0 < result.interests["humanities"] < 1
    assert "humanities" in result.likes


def test_a_mark_that_an_answer_does_not_bear_out_is_not_what_is_liked_most() -> None:
    """Who marks writing music, and does not care to make up a song, does not read that they like that most of all."""
    asked = next(q.id for q in KNOWLEDGE.questions if q.interest == "humanities" and not q.reverse)
    marked = SONGS.model_copy(update={"opener": Opener(most=("humanities",))})
    for answer, first in ((3, False), (5, True)):
        likes = recommend(KNOWLEDGE, marked.answering(asked, answer)).likes
        assert (likes[0] == "humanities") is first


def test_the_guides_example_runs() -> None:
    """The Python in docs/guide.md can be copied, and its answers are those that its comments tell."""
    guide = (Path(__file__).parents[2] / "docs/guide.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", guide, re.DOTALL)
    assert code
    names: dict[str, Any] = {}
    exec(code[1], names)
    result = names["result"]
    assert result.verdict.program == "technology"
    assert set(result.role["game-audio-designer"].door.values()) == {DoorState.CHOOSE}
    assert result.flip


def test_a_result_cannot_be_changed() -> None:
    """Whoever holds a result holds what was told."""
    result = recommend(KNOWLEDGE, SONGS)
    with pytest.raises(FrozenInstanceError):
        result.scored = result.scored  # type: ignore[misc] -- that is what must fail
    with pytest.raises(AttributeError):
        result.top = ()  # type: ignore[misc] -- likewise


def asked(interest: str, *, reverse: bool) -> str:
    """Return the id of a statement about an interest."""
    return next(q.id for q in KNOWLEDGE.questions if q.interest == interest and q.reverse is reverse)


def test_a_marked_interest_that_the_answers_bear_out_comes_first() -> None:
    """Of three marked most exciting, the one that the student dislikes when asked outright is told last."""
    marks = Opener(most=("humanities", "mixing", "recording"))
    answers = SONGS.answers | {asked("humanities", reverse=False): 2, asked("humanities", reverse=True): 1}
    found = recommend(KNOWLEDGE, AnswerSheet(opener=marks, answers=answers)).likes
    assert found[-1] == "humanities"
    assert set(found[:2]) == {"mixing", "recording"}


def test_hardly_liked_is_not_liked() -> None:
    """An interest that is neither marked nor liked by more than a trace is no 'you like'."""
    for sheet in (SONGS, CIRCUITS):
        for level in range(1, 6):
            tried = sheet.answering(asked("humanities", reverse=False), level)
            result = recommend(KNOWLEDGE, tried)
            assert ("humanities" in result.likes) == (result.interests["humanities"] > LIKED and level > 3)


def test_liking_the_opposite_is_not_liking() -> None:
    """Who would gladly leave essays to others has said nothing good about essays, and who would not has not said they like them."""
    sheet = SONGS.answering(asked("humanities", reverse=False), None)
    for level in (1, 5):
        result = recommend(KNOWLEDGE, sheet.answering(asked("humanities", reverse=True), level))
        assert "humanities" not in result.likes


def test_what_is_marked_most_is_not_told_as_disliked() -> None:
    """A degree is not said to hold what you dislike where you marked just that as most exciting."""
    opener = Opener(most=("recording",))
    answers = {q.id: 1 if q.interest == "recording" else 4 for q in KNOWLEDGE.questions if not q.reverse}
    result = recommend(KNOWLEDGE, AnswerSheet(opener=opener, answers=answers))
    assert "recording" not in result.degree_dislikes
    unmarked = recommend(KNOWLEDGE, AnswerSheet(answers=answers))
    assert "recording" in unmarked.degree_dislikes


def test_the_answers_that_say_most_for_a_role_come_first() -> None:
    """The answers quoted for a role are sorted by what they add to it."""
    opener = Opener(most=("mixing",))
    scored = recommend(KNOWLEDGE, SONGS.model_copy(update={"opener": opener})).scored
    for role in KNOWLEDGE.roles:
        values = [answer.value for answer in supporting_answers(scored, role.id)]
        assert all(one >= other - 1e-9 for one, other in pairwise(values))
    assert len({round(answer.value, 6) for answer in supporting_answers(scored, "mix-engineer")}) > 1


def test_the_axes_reach_their_ends() -> None:
    """Who likes all that is technical and nothing creative stands near +1, the opposite near -1; nobody beyond."""
    ends = []
    for way in (1, -1):
        liking = {
            i.id: 3 + 2 * (i.creative_technical > 0) * way - 2 * (i.creative_technical < 0) * way
            for i in KNOWLEDGE.interests
        }
        answers = {
            q.id: 6 - liking[q.interest] if q.reverse else liking[q.interest] for q in KNOWLEDGE.questions
        }
        ends.append(recommend(KNOWLEDGE, AnswerSheet(answers=answers)).axes["creative_technical"])
    assert 0.5 < ends[0] <= 1
    assert -1 <= ends[1] < -0.5


def test_who_marked_least_what_a_course_is_about_is_not_told_to_ask_it() -> None:
    """Nor a course of a kind that leads to none of the student's roles."""
    for d in ("electronics", "recording", "composing"):
        sheet = AnswerSheet(opener=Opener(most=("live-sound", "acoustics"), least=(d,)), answers={})
        asking = recommend(KNOWLEDGE, sheet).courses.ask_first
        assert all(KNOWLEDGE.program[one.program].teaches.get(d, 0) < 2 for one in asking)
        for one in asking:
            kind = KNOWLEDGE.program[KNOWLEDGE.program[one.program].archetype or one.program]
            open_there = [
                open_door(kind, KNOWLEDGE.role[d.role]).state for d in one.doors if d.state is DoorState.ASK
            ]
            assert not open_there or set(open_there) != {DoorState.NO}
    unmarked = recommend(KNOWLEDGE, AnswerSheet(opener=Opener(most=("live-sound", "acoustics")), answers={}))
    assert unmarked.courses.ask_first
