"""The result page: what a student and a counsellor read."""

import io
import json
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.band import Band
from degreepath.advice.confidence import LOWEST_CONFIDENCE
from degreepath.advice.judge import judge
from degreepath.advice.recommend import recommend
from degreepath.advice.scored import score_sheet
from degreepath.knowledge.load import load_knowledge
from degreepath.show import recommendation
from degreepath.show.blocks import Ledger
from degreepath.show.recommendation_json import document
from degreepath.show.screen import Screen

KNOWLEDGE = load_knowledge()
QUESTIONS = [question.id for question in KNOWLEDGE.questions]
SHEETS = st.dictionaries(st.sampled_from(QUESTIONS), st.integers(1, 5)).map(
    lambda answers: AnswerSheet(answers=answers)
)
OPENER = Opener(
    most=("game-audio", "sound-design", "programming"), least=("humanities", "live-sound", "business")
)


def liking(likes: dict[str, int], opener: Opener | None = None) -> AnswerSheet:
    """A student who gives each interest its number, and 3 to all others."""
    answers = {}
    for question in KNOWLEDGE.questions:
        liked = likes.get(question.interest, 3)
        answers[question.id] = 6 - liked if question.reverse else liked
    return AnswerSheet(answers=answers, opener=opener)


CODER = liking({"programming": 5, "science": 5, "electronics": 4, "humanities": 1, "live-sound": 2}, OPENER)
EVERYTHING_THE_SAME = AnswerSheet(answers=dict.fromkeys(QUESTIONS, 4))
NOTHING = AnswerSheet()


def torn() -> AnswerSheet:
    """A student who loves and hates each interest, from one question to the next."""
    liked: dict[str, int] = {}
    answers = {}
    for question in KNOWLEDGE.questions:
        liked[question.interest] = 6 - liked.get(question.interest, 1)
        answers[question.id] = 6 - liked[question.interest] if question.reverse else liked[question.interest]
    return AnswerSheet(answers=answers)


SELF_CONTRADICTING = torn()


def at_random(seed: int) -> AnswerSheet:
    """A student who answers eight questions anyhow."""
    dice = random.Random(seed)
    return AnswerSheet(answers={question: dice.randint(1, 5) for question in dice.sample(QUESTIONS, 8)})


def text(sheet: AnswerSheet, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False, no_color=True)
    with console.capture() as capture:
        console.print(Screen(recommendation.page(KNOWLEDGE, recommend(KNOWLEDGE, sheet))))
    return capture.get()


@settings(max_examples=40, deadline=None)
@given(SHEETS)
def test_every_printed_sum_adds_up(sheet: AnswerSheet):
    """The last line of every sum is what the lines above it add up to."""
    page = recommendation.page(KNOWLEDGE, recommend(KNOWLEDGE, sheet))
    for ledger in (block for block in page.blocks if isinstance(block, Ledger)):
        *parts, (_, totals) = ledger.lines
        assert tuple(map(sum, zip(*(values for _, values in parts), strict=True))) == totals


@settings(max_examples=40, deadline=None)
@given(SHEETS)
def test_the_difference_is_the_same_in_both_sums(sheet: AnswerSheet):
    """What the reasons add up to is the difference that the table of the two degrees shows."""
    page = recommendation.page(KNOWLEDGE, recommend(KNOWLEDGE, sheet))
    ledgers = [block for block in page.blocks if isinstance(block, Ledger)]
    if ledgers:
        degrees, reasons = ledgers
        assert degrees.lines[-1][1][-1] == reasons.lines[-1][1][0]


def test_a_clear_result_names_the_degree_and_how_sure():
    """The first line says which degree and how sure; the next say it in a sentence with cases of a hundred."""
    lines = text(CODER).splitlines()
    assert lines[0] == "Music Technology: clear"
    assert re.search(r"in about \d\d of 100", " ".join(lines[1:5]))


def test_each_reason_names_answers_the_student_gave():
    """Every reason quotes a mark or an answer of the student."""
    result = recommend(KNOWLEDGE, CODER)
    reasons = result.reasons_for + result.reasons_against
    assert reasons
    assert all(
        answer.question is None or answer.question in CODER.answers for r in reasons for answer in r.answers
    )
    assert all(reason.answers for reason in reasons)


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        (EVERYTHING_THE_SAME, "Your answers do not point anywhere yet"),
        (NOTHING, "Too few answers to advise you"),
        (SELF_CONTRADICTING, "Your answers disagree with each other"),
    ],
    ids=["flat", "too-few", "contradictory"],
)
def test_an_unclear_sheet_gets_its_own_honest_page(sheet: AnswerSheet, title: str):
    """Where the answers decide nothing, the page says why, names no degree in its title, and says what to do."""
    page = text(sheet)
    assert page.splitlines()[0] == title
    assert "Your next step" in page
    assert "Try this week" not in page


def test_a_tie_shows_both_degrees_alike():
    """Too close to call: both degrees get their reasons under their own name, none is called the winner."""
    tie = liking({"game-audio": 2, "picture": 2, "business": 4, "sound-design": 4})
    assert recommend(KNOWLEDGE, tie).verdict.why_unclear == "tie"
    page = text(tie)
    assert page.splitlines()[0] == "Too close to call"
    assert "What speaks for Music Production" in page
    assert "What speaks for Music Technology" in page
    assert "Why Music" not in page


def test_a_goal_that_one_degree_cannot_reach_shuts_that_degree_out():
    """A songwriter who declares Acoustic Consultant as a goal is never sent to Music Production, and is told why."""
    songwriter = liking({"composing": 5, "recording": 4, "humanities": 5, "science": 1, "acoustics": 1})
    assert recommend(KNOWLEDGE, songwriter).verdict.program == "production"
    page = text(songwriter.model_copy(update={"goal": "acoustic-consultant"}))
    assert "Acoustic Consultant, cannot be reached from Music Production" in " ".join(page.split())
    assert not page.startswith("Music Production")


@pytest.mark.parametrize("width", [40, 20])
def test_a_narrow_terminal_loses_no_word(width: int):
    """At 40 and 20 columns every word of the wide page is still there."""
    words = set(re.findall(r"[A-Za-z]+", text(CODER, 300)))
    letters = re.sub(r"[^A-Za-z]", "", text(CODER, width))
    assert {word for word in words if word not in letters} == set()


def test_json_parts_sum_to_the_scores():
    """Whoever adds the JSON's parts gets its scores to nine digits, for programs and for roles."""
    found = json.loads(json.dumps(document(recommend(KNOWLEDGE, CODER)), allow_nan=False))
    for program in found["programs"]:
        parts = [part["value"] for ledger in ("study", "career") for part in program[ledger]]
        assert sum(parts) == pytest.approx(program["score"], abs=1e-9)
    for role in found["roles"]:
        assert sum(part["value"] for part in role["interests"]) == pytest.approx(role["score"], abs=1e-9)
        for part in role["interests"]:
            assert sum(answer["value"] for answer in part["answers"]) == pytest.approx(
                part["value"], abs=1e-9
            )


def test_json_holds_what_the_design_promises():
    """A program that reads the JSON finds the promised keys, and only the words of closed lists."""
    found = document(recommend(KNOWLEDGE, CODER))
    assert found["schema"] == 1
    assert found["asked"] == len(QUESTIONS)
    assert found["recommendation"] == {
        "program": "technology",
        "band": "clear",
        "confidence": found["recommendation"]["confidence"],
        "why_unclear": None,
    }
    assert {"reasons_for", "reasons_against", "flip", "courses", "to_check"} <= found.keys()
    assert {word for role in found["roles"] for word in role["viability"].values()} <= {
        "covered",
        "possible",
        "not-covered",
        "unknown",
    }


def test_the_smallest_change_really_turns_the_result():
    """Changing the answers that the page names puts the other degree first."""
    before = recommend(KNOWLEDGE, CODER)
    assert before.flip
    sheet = CODER
    for change in before.flip.changes:
        assert sheet.answers[change.question] == change.before
        sheet = sheet.answering(change.question, change.after)
    assert recommend(KNOWLEDGE, sheet).verdict.leader == before.flip.program != before.verdict.leader


def test_marks_alone_are_never_called_clear():
    """A student who marked six interests and answered nothing is not told that the result is clear."""
    marks = Opener(most=("composing", "recording", "mixing"), least=("science", "acoustics", "programming"))
    verdict = recommend(KNOWLEDGE, AnswerSheet(opener=marks)).verdict
    assert (verdict.program, verdict.band) == ("production", "likely")


def test_answers_that_were_thrown_away_are_named():
    """Who marks six interests and then answers 5 to everything is told that only the marks count."""
    marks = Opener(most=("composing", "recording", "mixing"), least=("science", "acoustics", "programming"))
    page = " ".join(text(AnswerSheet(opener=marks, answers=dict.fromkeys(QUESTIONS, 5))).split())
    assert "only your marks count" in page


def test_a_dead_end_is_told_apart_from_a_tie():
    """Points that speak for a degree that cannot lead to the best role are said to; points that hardly differ are a tie."""
    ends = []
    for sheet in map(at_random, range(300)):
        verdict = judge(score_sheet(KNOWLEDGE, sheet))
        if verdict.why_unclear == "tie":
            ends.append(verdict.dead_end)
            said = " ".join(recommendation.opening(KNOWLEDGE, recommend(KNOWLEDGE, sheet)))
            assert ("does not lead to" in said) == verdict.dead_end
            assert ("almost equally well" in said) == (not verdict.dead_end)
            assert (verdict.confidence >= LOWEST_CONFIDENCE[Band.LEANING]) == verdict.dead_end
    assert set(ends) == {True, False}


def test_answers_that_speak_against_the_goal_are_no_tie():
    """Whose points speak for the one degree and whose goal for the other is told so, and not that both fit equally well."""
    against = AnswerSheet(
        answers={q.id: 5 if (q.interest in {"programming", "electronics", "science"}) != q.reverse else 1 for q in KNOWLEDGE.questions},
        goal="music-producer",
    )  # fmt: skip
    page = " ".join(text(against).split())
    assert page.startswith("Your answers and your goal disagree")
    assert "only Music Production leads to Music Producer" in page
    assert "almost equally well" not in page
    assert "No answers put Music Technology first" in page
    assert text(against.aiming_at(None)).startswith("Music Technology")


def test_few_answers_say_why_they_are_never_clear():
    """Who stops after five answers that all say the same reads why 99 of 100 cases are still not called clear."""
    liked = [
        q for q in KNOWLEDGE.questions if q.interest in {"programming", "electronics", "science", "acoustics"}
    ][:5]
    few = AnswerSheet(
        opener=Opener(most=("programming", "science", "electronics"), least=("humanities", "composing", "business")),
        answers={q.id: 1 if q.reverse else 5 for q in liked},
    )  # fmt: skip
    verdict = judge(score_sheet(KNOWLEDGE, few))
    assert (verdict.band, verdict.confidence >= 0.9) == ("likely", True)
    page = " ".join(text(few).split())
    assert "with fewer than six, nothing is called clear" in page
    assert "nothing is called clear" not in " ".join(text(CODER).split())


@pytest.mark.parametrize("goal", ["composer", "acoustic-consultant", "post-producer"])
def test_a_declared_goal_is_answered_in_the_opening(goal: str):
    """Whoever declares a goal reads at once whether both degrees, one or none of them leads there."""
    result = recommend(KNOWLEDGE, CODER.model_copy(update={"goal": goal}))
    doors = next(role for role in result.roles if role.id == goal).viability
    closed = [degree.name for degree in KNOWLEDGE.archetypes if doors[degree.id] == "not-covered"]
    said = list(recommendation.opening(KNOWLEDGE, result))[-1]
    assert said.startswith(f"Your goal, {KNOWLEDGE.role[goal].name}, ")
    assert ("can be reached from both" in said) == (not closed)
    assert all(name in said for name in closed)
