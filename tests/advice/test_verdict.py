"""The verdict: how sure, why none is named, what a goal does, and when neither degree suits."""

import pytest
from hypothesis import given, settings
from toy import changed, sheets

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.flip import smallest_flip
from degreepath.advice.scoring import score_sheet, scoring_model, top_roles
from degreepath.advice.verdict import (
    FEWEST_ANSWERS,
    Band,
    Doubt,
    Unclear,
    Verdict,
    chance_first,
    judge,
)
from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
often = settings(max_examples=120, deadline=None, derandomize=True)


def likes(**likings: int) -> AnswerSheet:
    """Return a full sheet: the interests named (with _ for -) are liked 1..5, all others 2."""
    wanted = {name.replace("_", "-"): liking for name, liking in likings.items()}
    answers = {q.id: wanted.get(q.interest, 2) for q in KNOWLEDGE.questions}
    return AnswerSheet(
        answers={q.id: 6 - answers[q.id] if q.reverse else answers[q.id] for q in KNOWLEDGE.questions}
    )


def verdict(sheet: AnswerSheet, knowledge: Knowledge = KNOWLEDGE) -> Verdict:
    return judge(score_sheet(knowledge, sheet))


SONGS = likes(composing=5, recording=5, mixing=5)
CIRCUITS = likes(electronics=5, acoustics=5, science=5)


def test_songs_lead_to_production_and_circuits_to_technology() -> None:
    """A student who loves what one degree is about is told that degree, and clearly."""
    for sheet, degree in ((SONGS, "production"), (CIRCUITS, "technology")):
        found = verdict(sheet)
        assert (found.program, found.band, found.why_unclear) == (degree, Band.CLEAR, None)
        assert found.leader == degree != found.rival
        assert found.margin > 0


def test_the_chance_to_be_first() -> None:
    """One standard deviation ahead is 84 of 100; nothing known at all is one of two."""
    assert chance_first(1, 1) == pytest.approx(0.8413, abs=1e-4)
    assert chance_first(1, 0) == 0.5


def test_few_answers_are_never_clear() -> None:
    """Marks and seven answers may point somewhere, but nothing checks them enough to be called clear."""
    kept = dict(list(SONGS.answers.items())[: FEWEST_ANSWERS - 1])
    few = AnswerSheet(
        answers=kept,
        opener=Opener(most=("composing", "recording", "mixing"), least=("science", "electronics")),
    )
    assert verdict(few).band is Band.LIKELY


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        (AnswerSheet(), Unclear.TOO_FEW),
        (AnswerSheet(answers={"song": 5, "balance": 4}), Unclear.TOO_FEW),
        (AnswerSheet(answers={q.id: 4 for q in KNOWLEDGE.questions}), Unclear.FLAT),
        (AnswerSheet(answers={q.id: 3 for q in KNOWLEDGE.questions}), Unclear.FLAT),
        (likes(composing=4, electronics=4), Unclear.TIE),
    ],
    ids=["nothing", "too few", "straight line", "all neutral", "tie"],
)
def test_why_no_degree_is_named(sheet: AnswerSheet, why: Unclear) -> None:
    """A student with too few, equal or balanced answers is told which of these it is, and no degree."""
    found = verdict(sheet)
    assert (found.program, found.band) == (None, Band.TOO_CLOSE)
    assert found.why_unclear is why


def test_answers_that_contradict_each_other_are_not_clear() -> None:
    """A student who likes both a thing and its opposite is flagged, and never called clear."""
    answers = {q.id: 5 if q.reverse else SONGS.answers[q.id] for q in KNOWLEDGE.questions}
    torn = answers | {
        q.id: 1 + 4 * (place % 2) for place, q in enumerate(KNOWLEDGE.questions) if q.interest == "composing"
    }
    found = verdict(AnswerSheet(answers=torn))
    assert found.careless
    assert found.band is not Band.CLEAR


def test_a_goal_to_which_one_degree_leads_names_that_degree() -> None:
    """Against the answers too: then the goal is the reason why the answers do not decide, and no tiny chance is printed."""
    found = verdict(SONGS.aiming_at("live-sound-technician"))
    assert (found.program, found.for_goal, found.leads_to_goal) == ("technology", True, ("technology",))
    assert (found.band, found.why_unclear, found.confidence) == (Band.TOO_CLOSE, Unclear.GOAL, 0.5)
    agreed = verdict(CIRCUITS.aiming_at("acoustic-consultant"))
    assert (agreed.program, agreed.for_goal, agreed.band) == ("technology", True, Band.CLEAR)
    unanswered = verdict(AnswerSheet(goal="acoustic-consultant"))
    assert (unanswered.program, unanswered.why_unclear) == ("technology", Unclear.TOO_FEW)


def test_a_goal_to_which_both_lead_leaves_the_answers_to_decide() -> None:
    """A goal that both degrees lead to changes nothing about the degree."""
    found = verdict(SONGS.aiming_at("film-tv-audio-designer"))
    assert (found.program, found.for_goal, found.band) == ("production", False, Band.CLEAR)
    assert found.leads_to_goal == ("production", "technology")


def test_a_goal_to_which_neither_leads_names_no_degree() -> None:
    """Where no degree leads to the goal, none is named, however sure the answers are."""
    closed = tuple(
        p.model_copy(update={"modules": tuple(m for m in p.modules if "live-sound" not in m.topics)})
        for p in KNOWLEDGE.programs
    )
    found = verdict(SONGS.aiming_at("live-sound-technician"), changed(KNOWLEDGE, programs=closed))
    assert (found.program, found.band, found.why_unclear) == (None, Band.TOO_CLOSE, Unclear.GOAL)
    assert found.leads_to_goal == ()


@pytest.mark.parametrize(
    ("sheet", "first"),
    [
        (likes(business=5, humanities=4), "music-business"),
        (likes(programming=5, science=5), "computer-science"),
        (likes(helping=5, performing=4), "music-teaching-therapy"),
        (likes(performing=5), "music-performance"),
    ],
)
def test_who_likes_other_things_is_told_so(sheet: AnswerSheet, first: str) -> None:
    """A student who likes organising, code without sound, people or the stage and nothing with sound is shown another kind of study."""
    found = verdict(sheet)
    assert (found.program, found.why_unclear) == (None, None)
    assert found.studies[0] == first
    assert verdict(sheet.aiming_at("composer")).studies == ()


def test_who_likes_sound_too_is_not_sent_away() -> None:
    """Loving code or the stage sends nobody away who loves sound as well."""
    for sheet in (likes(programming=5, electronic_music=5), likes(performing=5, composing=5, recording=4)):
        assert verdict(sheet).studies == ()
        assert verdict(sheet).program is not None


def test_either_degree_leads_to_the_best_role_is_not_clear() -> None:
    """Where the best role can be reached as well from the other degree, nothing is called clear."""
    sheet = likes(picture=5, sound_design=4, recording=3)
    scored = score_sheet(KNOWLEDGE, sheet)
    best = max(zip(scored.scores, KNOWLEDGE.roles, strict=True), key=lambda pair: pair[0])[1].id
    doors = {
        scoring_model(KNOWLEDGE).archetype_doors[p][scored.model.roles.index(best)].state
        for p in scored.model.archetypes
    }
    assert len(doors) == 1
    assert verdict(sheet).band is not Band.CLEAR


@often
@given(sheets(KNOWLEDGE, goals=True, straight=True))
def test_band_and_confidence_agree(sheet: AnswerSheet) -> None:
    """Whatever is answered, the word never promises more than the number, and a named degree leads to the goal."""
    found = verdict(sheet)
    lowest = {Band.CLEAR: 0.9, Band.LIKELY: 0.75, Band.LEANING: 0.6, Band.TOO_CLOSE: 0.5}
    assert lowest[found.band] <= found.confidence <= 1
    assert (found.why_unclear is None) == (found.band is not Band.TOO_CLOSE or bool(found.studies))
    if found.leads_to_goal and found.program:
        assert found.program in found.leads_to_goal
    if sheet.goal and found.leads_to_goal != tuple(p.id for p in KNOWLEDGE.archetypes):
        assert (found.program is not None) == bool(found.leads_to_goal)


@often
@given(sheets(KNOWLEDGE))
def test_clear_is_not_turned_by_two_small_changes(sheet: AnswerSheet) -> None:
    """Where the degree is called clear, no two answers moved by three steps in all put the other one first."""
    found = verdict(sheet)
    if found.band is Band.CLEAR:
        flip = smallest_flip(score_sheet(KNOWLEDGE, sheet), found.leader, found.rival)
        assert flip is None or len(flip.changes) > 2 or flip.steps > 3


def test_a_mark_that_speaks_for_the_other_degree_is_not_clear() -> None:
    """A student who marks as most exciting what the other degree teaches more of is told that as likely, not as clear."""
    sheet = likes(electronics=5, acoustics=5, science=5)
    marked = sheet.model_copy(update={"opener": Opener(most=("electronics", "composing"))})
    agreed = sheet.model_copy(update={"opener": Opener(most=("electronics", "acoustics"))})
    assert (verdict(agreed).program, verdict(agreed).band) == ("technology", Band.CLEAR)
    assert (verdict(marked).program, verdict(marked).band) == ("technology", Band.LIKELY)


def test_a_mark_both_degrees_serve_alike_does_not_cost_clear() -> None:
    """Loving electronic music as well, which both teach as much of, does not make a clear result less clear."""
    marked = Opener(most=("composing", "mixing", "electronic-music"))
    assert verdict(SONGS.model_copy(update={"opener": marked})).band is Band.CLEAR


def test_a_straight_line_of_few_answers_names_nothing() -> None:
    """Eight times the same answer beside marks that point one way: too little was told apart to name a degree."""
    marked = Opener(
        most=("composing", "electronic-music", "mixing"), least=("science", "electronics", "programming")
    )
    found = verdict(AnswerSheet(answers={q.id: 4 for q in KNOWLEDGE.questions[:8]}, opener=marked))
    assert (found.program, found.band, found.why_unclear) == (None, Band.TOO_CLOSE, Unclear.FLAT)


def test_what_is_liked_more_than_sound_is_never_lost() -> None:
    """A step of one answer never turns "look outside first" into "clear", nor does a goal: the other study is still told."""
    code = likes(programming=5, science=5, sound_design=4)
    outside = likes(programming=5, science=5)
    assert verdict(outside).studies[0] == "computer-science"
    assert verdict(outside.aiming_at("audio-plugin-designer")).beside == verdict(outside).studies
    for sheet in (code, outside.aiming_at("audio-plugin-designer")):
        found = verdict(sheet)
        assert found.program == "technology"
        assert found.band is not Band.CLEAR


def test_the_first_study_outside_is_about_what_is_liked_most() -> None:
    """Who reads "most of all you like maths and physics" is not sent to a conservatoire first."""
    found = verdict(likes(science=5, performing=5, composing=3))
    studies = {study.id: study for study in KNOWLEDGE.studies}
    assert studies[found.studies[0]].wants["science"] == 3


def test_roles_that_all_speak_for_the_other_degree_leave_it_leaning() -> None:
    """Where the table calls the other degree the surer way to every role shown, no more than a leaning is told."""
    opener = Opener(
        most=("sound-design", "live-sound", "humanities"), least=("electronics", "science", "programming")
    )
    liked = {"creature": 5, "hall-setup": 5, "music-history": 4, "song": 4, "found-sounds": 4, "session": 4}
    answers = {**liked, "balance": 3, "repair": 1, "echo": 2, "noise": 2, "wave-maths": 2, "sound-code": 2}
    sheet = AnswerSheet(opener=opener, answers={**answers, "no-live-stress": 1, "no-essays": 2})
    scored = score_sheet(KNOWLEDGE, sheet)
    doors = scored.model.archetype_doors
    found, places = judge(scored), [scored.model.roles.index(role) for role in top_roles(scored)]
    other = KNOWLEDGE.programs.index(KNOWLEDGE.program[found.rival])
    here = KNOWLEDGE.programs.index(KNOWLEDGE.program[found.leader])
    assert places
    assert all(doors[other][r].state.rank < doors[here][r].state.rank for r in places)
    assert (found.band, found.doubt) == (Band.LEANING, Doubt.ROLES)
    assert found.told_confidence < 0.75 <= found.confidence


def test_no_second_study_fills_the_list() -> None:
    """Who likes code, and not circuits, is not sent to electrical engineering beside it."""
    assert verdict(likes(programming=5, science=4)).studies == ("computer-science", "physics")
    assert verdict(likes(business=5)).studies == ("music-business",)


@often
@given(sheets(KNOWLEDGE))
def test_at_most_two_studies_outside(sheet: AnswerSheet) -> None:
    """Whoever is sent outside reads one or two kinds of study, whatever they like."""
    found = verdict(sheet)
    assert len(found.studies) <= 2
    assert len(found.beside) <= 2
    much = verdict(likes(programming=5, science=5, performing=5, helping=5, business=5))
    assert 1 <= len(much.studies) <= 2
