"""The result page: what a student reads first, and often only."""

import os
import re
from itertools import product

import pytest
from students import GOALS, KNOWLEDGE, at_random, changed, liking, personas, result_of, torn

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.doors import DoorState
from degreepath.advice.reasons import ReasonKind
from degreepath.advice.recommend import Recommendation, recommend
from degreepath.advice.verdict import Band, Unclear
from degreepath.knowledge import Knowledge
from degreepath.pages.blocks import Headline, Items, Page, Paragraph, Table
from degreepath.pages.recommendation import SAYS, against, is_weighty, page, title
from degreepath.pages.result_sections import reason_words
from degreepath.pages.wording import BAND_WORDS, bar
from degreepath.render.terminal import as_text

RANDOM_SHEETS = int(os.environ.get("SHEETS", "120"))
"""How many sheets are drawn by dice: SHEETS=2000 for a long look."""
KEYED = ["why", "roles", "pay", "courses", "change", "sure", "ask", "outside", "sources"]
KEY_LINES = {80: 3, 40: 4}
"""Below the summary stand the keys, after a blank line."""
FORBIDDEN = re.compile(
    r"hangs on|covered|whatever its points|your degree|\bmend\b|award letters|\d ?%|points", re.IGNORECASE
)
BANDS = re.compile(rf"\b({'|'.join(BAND_WORDS.values())}|settled)\b")
EVERY_SAME = AnswerSheet(answers={question.id: 4 for question in KNOWLEDGE.questions})
CASES = {
    **personas(),
    "nothing": AnswerSheet(),
    "one answer": AnswerSheet(answers={"song": 5}),
    "the same everywhere": EVERY_SAME,
    "torn apart": torn(),
    "likes nothing": liking(dict.fromkeys((one.id for one in KNOWLEDGE.interests), 2)),
    "marks only": AnswerSheet(opener=Opener(most=("composing", "recording", "mixing"), least=("science", "acoustics"))),
    "plays for people": liking({"performing": 5, "helping": 4, "science": 1, "electronics": 1, "acoustics": 2}),
    "acoustics without maths": liking(
        {"acoustics": 5, "recording": 4, "programming": 1}, Opener(most=("acoustics",), least=("science",)), "acoustic-consultant"
    ),
}  # fmt: skip


def summary(sheet: AnswerSheet, knowledge: Knowledge = KNOWLEDGE) -> tuple[Page, Recommendation]:
    result = recommend(knowledge, sheet)
    return page(knowledge, result).brief, result


def text(sheet: AnswerSheet, width: int = 80) -> str:
    return as_text(summary(sheet)[0], width)


def in_a_line(sheet: AnswerSheet) -> str:
    """Return the page as one line of words, without the frame."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", text(sheet)).split())


def paragraphs(shown: Page) -> dict[str, Paragraph]:
    return {block.lead: block for block in shown.summary if isinstance(block, Paragraph)}


def headline(shown: Page) -> Headline:
    return next(block for block in shown.summary if isinstance(block, Headline))


# ── Budgets ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("width", "lines"), [(80, 22), (40, 34)])
@pytest.mark.parametrize("name", CASES)
def test_the_result_fits_one_screen(name: str, width: int, lines: int) -> None:
    """Nothing of the result is scrolled away: with its keys it has at most 22 lines of 80 columns, or 34 of 40."""
    shown = text(CASES[name], width).splitlines()
    assert len(shown) + KEY_LINES[width] <= lines
    assert max(map(len, shown)) <= width


@pytest.mark.parametrize("name", ["film-composer", "room-acoustics", "songwriter"])
def test_a_result_with_a_goal_fits_one_screen_too(name: str) -> None:
    """Whatever job somebody aims at, the page stays as short."""
    for goal, width in product(GOALS, (80, 40)):
        shown = as_text(page(KNOWLEDGE, result_of(name, goal)).brief, width).splitlines()
        assert len(shown) + KEY_LINES[width] <= {80: 22, 40: 34}[width], goal


def test_long_names_make_the_page_longer_by_a_few_lines_only() -> None:
    """With role and degree names of sixty letters no line is wider than the screen and no word is lost."""
    more = "and everything else that such a job is"
    long = changed(roles=tuple(r.model_copy(update={"name": f"{r.name} {more}"}) for r in KNOWLEDGE.roles))
    for width in (80, 60, 40, 20):
        shown = as_text(page(long, recommend(long, personas()["plugin-coder"])).brief, width)
        assert max(map(len, shown.splitlines())) <= width
        assert "everything" in shown


def test_the_keys_of_the_sections_fit_their_lines() -> None:
    """The keys below the page take two lines of 80 columns and three of 40, as the budget has it."""
    sections = page(KNOWLEDGE, result_of("front-of-house")).sections
    assert [section.id for section in sections] == KEYED
    labels = [f"[{one.key}] {one.id}" for one in sections] + ["[k] keep", "[p] report", "[q] done"]
    for width, lines, gap in ((80, 2, 2), (40, 3, 1)):
        used, left = 1, width
        for label in labels:
            if len(label) > left:
                used, left = used + 1, width
            left -= len(label) + gap
        assert used <= lines
    assert len({one.key for one in sections} | set("kpq")) == len(sections) + 3


# ── One voice: laws over sheets drawn by dice ─────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def drawn() -> list[tuple[Page, Recommendation]]:
    return [summary(sheet) for sheet in at_random(RANDOM_SHEETS)]


def test_any_result_fits_one_screen(drawn: list[tuple[Page, Recommendation]]) -> None:
    """However the quiz was filled in, the page is no longer than a screen."""
    for shown, _ in drawn:
        for width, lines in ((80, 22), (40, 34)):
            assert len(as_text(shown, width).splitlines()) + KEY_LINES[width] <= lines, as_text(shown, width)


def test_one_sentence_gives_the_verdict(drawn: list[tuple[Page, Recommendation]]) -> None:
    """There is one frame, it comes first, and no other line of the page says how sure anything is."""
    for shown, _ in drawn:
        assert isinstance(shown.summary[0], Headline)
        assert sum(isinstance(block, Headline) for block in shown.summary) == 1
        rest = as_text(Page("", shown.summary[1:]), 80)
        assert not BANDS.search(rest), rest


def test_no_number_and_no_inner_word_is_on_the_page(drawn: list[tuple[Page, Recommendation]]) -> None:
    """No percentage, no points, no source, none of the words that told students nothing."""
    for shown, _ in drawn:
        words = as_text(shown, 80)
        assert not FORBIDDEN.search(words), FORBIDDEN.search(words)
        assert not re.search(r"\[\d+\]", words)


def test_a_band_stands_only_where_the_answers_name_the_degree(
    drawn: list[tuple[Page, Recommendation]],
) -> None:
    """Steps and a word say how sure the answers are; where a goal or nothing decides there are none."""
    for shown, result in drawn:
        frame = headline(shown)
        named = result.verdict.program is not None and result.verdict.band is not Band.TOO_CLOSE
        assert (frame.steps is not None) == named == bool(frame.word)


def test_no_role_on_the_page_is_ruled_out(drawn: list[tuple[Page, Recommendation]]) -> None:
    """No role is shown whose main interests were marked least exciting, unless it is the student's own goal."""
    for shown, result in drawn:
        marks, goal = result.sheet.marks, result.sheet.goal
        names = {row[0].text for block in shown.summary if isinstance(block, Table) for row in block.rows}
        for role in KNOWLEDGE.roles:
            if role.name in names and role.id != goal:
                main = [name for name, want in role.wants.items() if want == max(role.wants.values())]
                assert any(marks.get(name, 0) >= 0 for name in main)
                assert result.role[role.id].score > 0
        assert (goal is None) or KNOWLEDGE.role[goal].name in names


def test_no_reason_contradicts_a_mark(drawn: list[tuple[Page, Recommendation]]) -> None:
    """Nobody is told to like what they marked least exciting, or to skip what they marked most; nor offered a role so."""
    for _, result in drawn:
        marks, suiting = (
            result.sheet.marks,
            {*result.top, *result.next_roles, *(role.id for role in result.role.values())},
        )
        for reason in result.reasons_for + result.reasons_against:
            mark = marks.get(reason.interest or "", 0)
            assert not (reason.kind is ReasonKind.LIKES and mark < 0)
            assert not (reason.kind is ReasonKind.AVOIDS and mark > 0)
            assert reason.role is None or reason.role in suiting
        assert not any(marks.get(name, 0) < 0 for name in result.likes)


def test_nothing_negative_stands_under_why(drawn: list[tuple[Page, Recommendation]]) -> None:
    """Every reason under 'Why' speaks for the degree that is named."""
    for shown, result in drawn:
        why = paragraphs(shown).get("Why")
        if why:
            assert result.verdict.program == result.verdict.leader
            assert all(
                reason.value > 0 and reason.program == result.verdict.program for reason in result.reasons_for
            )


def test_one_mild_answer_is_no_reason(drawn: list[tuple[Page, Recommendation]]) -> None:
    """Nobody reads that they would rather skip something because of a single 2: a mark, a 1 or a second answer must say so."""
    told = [
        (reason, result)
        for _, result in drawn
        for reason in result.reasons_for + result.reasons_against
        if reason.kind is ReasonKind.AVOIDS
    ]
    assert told
    for reason, result in told:
        said = [
            (answer - 3) * (-1 if KNOWLEDGE.question[question].reverse else 1)
            for question, answer in result.sheet.answers.items()
            if KNOWLEDGE.question[question].interest == reason.interest
        ]
        marked = result.sheet.marks.get(reason.interest or "", 0) < 0
        assert marked or said != [-1], f"{reason.interest}: {said}"


def test_nobody_would_rather_skip_what_they_marked_most(drawn: list[tuple[Page, Recommendation]]) -> None:
    """Whatever the answers say: what was marked most exciting is nowhere told as disliked."""
    for _, result in drawn:
        most = {name for name, mark in result.sheet.marks.items() if mark > 0}
        assert most.isdisjoint(result.goal_dislikes)
        assert most.isdisjoint(result.degree_dislikes)
        assert all(most.isdisjoint(choice.disliked) for choice in result.courses.choices)


def test_where_all_jobs_point_to_the_other_degree_the_page_says_so(
    drawn: list[tuple[Page, Recommendation]],
) -> None:
    """A table whose doors are better in the degree that is not named does not stand without a word about it."""
    seen = 0
    studio = {
        "electronic-music": 5,
        "sound-design": 5,
        "mixing": 5,
        "humanities": 5,
        "business": 4,
        "picture": 4,
    }
    stage = {"performing": 5, "live-sound": 5, "game-audio": 5, "recording": 4, "electronics": 4}
    low = {"science": 2, "helping": 2, "composing": 3}
    for shown, result in [*drawn, summary(liking(studio | stage | low))]:
        verdict = result.verdict
        doors = [result.role[name].door for name in result.named]
        ranks = [(door[verdict.leader].rank, door[verdict.rival].rank) for door in doors]
        hinted = verdict.careless or verdict.straight_line or result.sheet.goal or verdict.untaught
        if verdict.program and ranks and not hinted and all(there < here for here, there in ranks):
            said = paragraphs(shown)["But"].text
            assert "is the surer way to" in said or said.startswith("Only ")
            seen += 1
    assert seen


def test_what_the_student_marked_comes_first(drawn: list[tuple[Page, Recommendation]]) -> None:
    """A second reason about something unmarked stands under 'Why' only where no other rests on a mark or the first role."""
    seen = 0
    for shown, result in drawn:
        why = paragraphs(shown).get("Why")
        weighty = [reason for reason in result.reasons_for if is_weighty(result, reason)]
        if why and len(weighty) > 1 and not result.sheet.goal:
            told = {why.text, *why.more}
            assert told <= {reason_words(KNOWLEDGE, result, reason) for reason in weighty}
            seen += 1
    assert seen


def test_what_is_settled_is_not_taken_back(drawn: list[tuple[Page, Recommendation]]) -> None:
    """Where more answers would change nothing, nothing on the page says that they may; where they may, it does."""
    for shown, result in drawn:
        ahead, text = result.ahead, " ".join(as_text(shown, 80).split())
        may = "answers may change" in text
        if ahead.settled:
            assert not may
        if result.verdict.program and result.top and not ahead.program_settled and ahead.question:
            assert may is not result.verdict.for_goal or not ahead.role_settled


def test_a_degree_is_named_or_the_page_says_that_none_is(drawn: list[tuple[Page, Recommendation]]) -> None:
    """The frame names the degree of the result, and no degree where the result has none."""
    for shown, result in drawn:
        named = {
            degree.id for degree in KNOWLEDGE.archetypes if headline(shown).title.startswith(degree.name)
        }
        assert named == ({result.verdict.program} if result.verdict.program else set())


def test_a_goal_is_always_in_the_first_line(drawn: list[tuple[Page, Recommendation]]) -> None:
    """Whoever declared a goal reads it in the frame's first line, with something named for it."""
    for _, result in drawn:
        if result.sheet.goal:
            said = title(KNOWLEDGE, result)
            assert KNOWLEDGE.role[result.sheet.goal].name in said
            assert said.startswith(("Music", "Both degrees", "Neither degree"))


# ── Cases ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_result_reads_as_sketched() -> None:
    """The degree, how sure in four steps and a word, two likes, three roles with both doors, why, but, this week."""
    shown, result = summary(personas()["plugin-coder"])
    frame = headline(shown)
    assert (frame.title, frame.steps, frame.label) == ("Music Technology", 3, "Your result")
    first, second = (KNOWLEDGE.interest[name].doing for name in ("programming", "science"))
    assert frame.sentences == (f"Most of all you like {first}, then {second}.",)
    table = next(block for block in shown.summary if isinstance(block, Table))
    assert table.columns == ("Roles that suit you", "Fit", "Production", "Technology")
    assert table.rows[0][0].text == "Audio Plugin Designer"
    assert table.rows[0][2].door is DoorState.NO
    told = paragraphs(shown)
    assert {"Why", "But", "This week"} <= told.keys()
    assert told["Why"].more
    assert told["This week"].text == KNOWLEDGE.role[result.top[0]].try_this.next
    assert "live sound at shows, which you marked least exciting" in told["But"].text


def test_clear_takes_all_four_steps_and_no_mark_speaks_against_it() -> None:
    """Who marked least exciting what the named degree has more of than the other reads 'likely', and why under But."""
    clear = personas()["room-acoustics"]
    assert headline(summary(clear)[0]).steps == 4
    against = clear.model_copy(update={"opener": Opener(most=clear.opener.most, least=("live-sound",))})
    assert headline(summary(against)[0]).steps == 3


def test_the_task_is_for_beginners_until_the_role_is_at_home() -> None:
    """Who only rather likes a role's central interests gets its first task, not the one for people who do it already."""
    sheet = liking({"picture": 4, "sound-design": 4, "science": 2, "programming": 2})
    shown, result = summary(sheet)
    role = KNOWLEDGE.role[result.top[0]]
    assert paragraphs(shown)["This week"].text == role.try_this.do


@pytest.mark.parametrize(
    ("name", "unclear", "said"),
    [
        ("nothing", Unclear.TOO_FEW, "Not yet: too few answers"),
        ("one answer", Unclear.TOO_FEW, "Not yet: too few answers"),
        ("the same everywhere", Unclear.FLAT, "Not yet: nothing stands out"),
        ("torn apart", Unclear.CONTRADICTORY, "Not yet: your answers pull both ways"),
    ],
)
def test_who_said_too_little_gets_not_yet(name: str, unclear: Unclear, said: str) -> None:
    """Where the answers decide nothing there is no degree and no role, but a next step."""
    shown, result = summary(CASES[name])
    assert result.verdict.why_unclear is unclear
    assert headline(shown).title == said
    assert not any(isinstance(block, Table) for block in shown.summary)
    assert "Next" in paragraphs(shown)
    assert (SAYS["all_the_same"] in headline(shown).sentences) == (name == "the same everywhere")


def test_too_close_shows_both_and_what_decides() -> None:
    """A tie names no degree: what speaks for each stands under its own name, and what would decide it."""
    shown, result = summary(liking({"composing": 5, "electronics": 5}))
    assert result.verdict.why_unclear is Unclear.TIE
    assert headline(shown).title == "Too close to call"
    assert {"For Production", "For Technology", "To decide"} <= paragraphs(shown).keys()
    assert "Why" not in paragraphs(shown)


def test_who_says_almost_nothing_gets_not_yet() -> None:
    """A beginner who likes one thing a little, and dislikes one, is told what to try and not what to study."""
    shown, result = summary(liking({"electronic-music": 4, "science": 2}, Opener(most=("electronic-music",))))
    assert (result.verdict.program, result.verdict.why_unclear) == (None, Unclear.FLAT)
    assert headline(shown).title == "Not yet: nothing stands out"
    assert "Next" in paragraphs(shown)


def test_not_yet_begins_with_what_was_marked() -> None:
    """A beginner who marked one thing is sent to the task of a job about it, not to the list of all."""
    shown, _ = summary(liking({"electronic-music": 4, "science": 2}, Opener(most=("electronic-music",))))
    assert "the task of Electronic Music Producer" in paragraphs(shown)["Next"].text
    assert "two or three jobs" in paragraphs(summary(CASES["likes nothing"])[0])["Next"].text


def test_neither_degree_is_said_first() -> None:
    """Who wants to play for people is sent to a study for that first, and no degree is named above it."""
    shown, result = summary(CASES["plays for people"])
    assert result.outside_first
    assert headline(shown).title == "Look outside these two degrees first"
    studies = next(block for block in shown.summary if isinstance(block, Items))
    names = {study.id: study.name for study in KNOWLEDGE.studies}
    assert [item.lead for item in studies.items] == [names[study] for study in result.verdict.studies]
    assert not headline(shown).word


def test_a_goal_that_one_degree_leads_to_names_it() -> None:
    """A songwriter who wants to be an acoustic consultant reads the degree for that, and that the answers lean elsewhere."""
    shown, result = summary(personas()["songwriter"].aiming_at("acoustic-consultant"))
    frame = headline(shown)
    assert frame.title == "Music Technology, for your goal Acoustic Consultant"
    assert result.verdict.why_unclear is Unclear.GOAL
    liked = KNOWLEDGE.interest["composing"].doing
    assert f"Your answers alone lean to Production: you like {liked}" in " ".join(frame.sentences)
    table = next(block for block in shown.summary if isinstance(block, Table))
    assert table.rows[0][0].text == "Acoustic Consultant"


def test_a_goal_that_a_dislike_blocks_says_so_and_the_way_round() -> None:
    """Acoustics but no maths: that is the sentence, with the way round that the role knows."""
    said = in_a_line(CASES["acoustics without maths"])
    assert (
        f"Acoustic Consultant means a lot of {KNOWLEDGE.interest['science'].doing}, which you marked least exciting."
        in said
    )
    assert "Way round Any degree with enough numbers, then the Diploma" in said


def test_no_way_round_leads_into_what_is_disliked() -> None:
    """A plug-in maker who dislikes maths is not sent round it into calculus: that way is named, with a warning, further back."""
    sheet = liking(
        {"programming": 5, "electronic-music": 5}, Opener(least=("science",)), "audio-plugin-designer"
    )
    shown, result = summary(sheet)
    assert "science" in result.goal_dislikes
    assert "Computer science" not in paragraphs(shown)["Way round"].text
    warned = [way for way in result.outside if way.role == sheet.goal and way.disliked]
    told = as_text(page(KNOWLEDGE, result).only(["outside"]), 400)
    assert warned
    assert told.count("Mind: it teaches this: maths and physics") >= len(warned)


def test_a_goal_hides_no_study_that_suits_better() -> None:
    """Who names a job with code, and likes code clearly more than any sound, reads of computer science all the same."""
    said = in_a_line(liking({"programming": 5, "science": 4}, None, "audio-plugin-designer"))
    assert (
        "You like writing code clearly more than anything with sound: look at computer science, too." in said
    )


def test_a_goal_that_both_lead_to_is_decided_by_the_answers() -> None:
    """With a goal that both degrees open, the answers' degree is named for it, and that both lead there."""
    shown, _ = summary(personas()["film-composer"].aiming_at("film-tv-audio-designer"))
    assert headline(shown).title == "Music Production, on the way to Film and TV Audio Designer"
    assert headline(shown).sentences[0].startswith("Both degrees lead there; your answers decide.")


def test_a_goal_that_neither_leads_to_shows_ways_in() -> None:
    """Where both degrees are closed to a goal, that is said first, with the other ways in."""
    role = KNOWLEDGE.role["mastering-engineer"]
    closed = role.model_copy(update={"must": (("cad",), ("rigging-safety",))})
    knowledge = changed(roles=tuple(closed if one.id == role.id else one for one in KNOWLEDGE.roles))
    sheet = personas()["room-acoustics"].aiming_at(role.id)
    result = recommend(knowledge, sheet)
    assert result.verdict.leads_to_goal == ()
    shown = page(knowledge, result).brief
    assert headline(shown).title == "Neither degree leads to your goal, Mastering Engineer"
    assert paragraphs(shown)["Ways in"].text == role.routes[0].text


def test_a_neighbour_of_the_goal_that_fits_far_better_is_named() -> None:
    """Who types 'music producer' but loves beats and no recording is asked about the electronic kind."""
    beats = liking(
        {"electronic-music": 5, "sound-design": 5, "business": 1, "recording": 2}, goal="music-producer"
    )
    assert "Electronic Music Producer is close to your goal and fits your answers far better." in in_a_line(
        beats
    )


def test_a_role_that_only_the_other_degree_opens_is_what_speaks_against(
    drawn: list[tuple[Page, Recommendation]],
) -> None:
    """Where one of the three roles needs the other degree, that is the first thing said against the one named."""
    rooms = {"acoustics": 5, "composing": 5, "recording": 4, "mixing": 4, "electronics": 1, "sound-design": 1}
    drawn = [*drawn, summary(liking(rooms | {"programming": 1}))]
    found = 0
    for shown, result in drawn:
        verdict = result.verdict
        lost = [
            result.role[role].name
            for role in result.top
            if result.role[role].door[verdict.rival].leads
            and not result.role[role].door[verdict.leader].leads
        ]
        if lost and verdict.program and not (result.sheet.goal or verdict.careless or verdict.straight_line):
            found += 1
            assert all(name in paragraphs(shown)["But"].text for name in lost)
    assert found


def test_careless_answers_are_said_to_be_a_hint(drawn: list[tuple[Page, Recommendation]]) -> None:
    """Whose similar answers differ is told to read the result as a hint, and nothing is called clear."""
    for shown, result in drawn:
        if (
            result.verdict.program
            and result.verdict.careless
            and not (result.sheet.goal or result.verdict.straight_line)
        ):
            assert "read this as a hint" in paragraphs(shown)["But"].text
            assert headline(shown).steps != 4
            return
    pytest.fail("no careless sheet was drawn")


def test_there_is_always_something_against() -> None:
    """A named degree is never praised without a 'but', even if it is that there is none."""
    for name in personas():
        result = result_of(name)
        if result.verdict.program:
            assert next(against(KNOWLEDGE, result))


def test_bars_and_words_of_fit_agree() -> None:
    """A longer bar never stands beside a weaker word, and the same printed number has the same word everywhere."""
    words: dict[str, set[str]] = {}
    for name in personas():
        for role in result_of(name).role.values():
            words.setdefault(f"{role.fit:.0f}", set()).add(role.fits.value)
    assert all(len(said) == 1 for said in words.values())
    result = result_of("front-of-house")
    order = ["strong", "good", "fair", "weak"]
    ranked = [(bar(role.fit), order.index(role.fits.value)) for role in result.role.values()]
    assert ranked == sorted(ranked, key=lambda one: (-one[0], one[1]))
    assert {bar(fit) for fit in (50, 54, 57, 61, 64)} == {1, 2, 3, 4, 5}


def test_what_both_degrees_teach_is_not_held_against_one() -> None:
    """A dislike that is as much a part of the other degree is told of both; that of one degree alone is told of that one."""
    likes = {"electronics": 5, "acoustics": 5, "programming": 5, "recording": 2, "mixing": 2, "composing": 2}
    for disliked, means in (
        ("electronic-music", "Both degrees also mean"),
        ("live-sound", "Technology also means"),
    ):
        sheet = liking({**likes, disliked: 1}, Opener(least=(disliked,)))
        said = list(against(KNOWLEDGE, recommend(KNOWLEDGE, sheet)))
        doing = KNOWLEDGE.interest[disliked].doing
        assert f"{means} {doing}, which you marked least exciting." in said
    games = liking(
        {**likes, "game-audio": 1}, Opener(least=("game-audio",))
    )  # a little of it in both: it can be avoided
    assert not any("games" in one for one in against(KNOWLEDGE, recommend(KNOWLEDGE, games)))


@pytest.mark.parametrize("name", personas())
def test_a_reason_rests_on_what_was_said_of_the_thing_itself(name: str) -> None:
    """Nobody reads that they skip mixing because they like new songs: behind each reason stands a mark or a plain answer."""
    result = result_of(name)
    for reason in (*result.reasons_for, *result.reasons_against):
        plain = [
            one for one in reason.answers if not one.question or not KNOWLEDGE.question[one.question].reverse
        ]
        assert plain


def test_what_is_marked_least_and_taught_more_stands_under_but() -> None:
    """Who marked maths least and is named Technology reads that it means maths."""
    likes = {"electronics": 5, "acoustics": 5, "sound-design": 5, "science": 2, "composing": 1}
    opener = Opener(most=("electronics", "acoustics", "sound-design"), least=("science", "composing"))
    shown, result = summary(liking(likes, opener))
    assert result.verdict.program == "technology"
    assert "also means maths" in paragraphs(shown)["But"].text
    assert "marked least exciting" in paragraphs(shown)["But"].text
