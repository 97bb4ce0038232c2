"""What lies behind the result: each section, read on its own."""

import re

import pytest
from students import KNOWLEDGE, at_random, liking, personas, result_of, torn

from degreepath.advice.answers import AnswerSheet, Opener
from degreepath.advice.doors import DoorState, open_door
from degreepath.advice.recommend import Recommendation, recommend
from degreepath.advice.verdict import Band, Doubt, Unclear
from degreepath.knowledge.model import EntryKind
from degreepath.pages.blocks import Items, Paragraph, Section, Table
from degreepath.pages.recommendation import page
from degreepath.pages.result_sections import axis_words
from degreepath.pages.wording import ENTRY_WORDS, signed, verdict_words
from degreepath.render.terminal import as_text
from degreepath.text import joined

CODER, MIXER = "plugin-coder", "front-of-house"
MATHS_LEAST = Opener(
    most=("electronics", "acoustics", "recording"), least=("science", "business", "composing")
)


def sections(result: Recommendation) -> dict[str, Section]:
    return {section.id: section for section in page(KNOWLEDGE, result).sections}


def words(result: Recommendation, section: str) -> str:
    return " ".join(as_text(page(KNOWLEDGE, result).only([section]), 400).split())


def lists(section: Section) -> list[Items]:
    return [block for block in section.blocks if isinstance(block, Items)]


@pytest.mark.parametrize("name", personas())
def test_every_printed_sum_adds_up(name: str) -> None:
    """Whoever adds the printed points of a table gets its printed last line."""
    tables = [block for block in sections(result_of(name))["sure"].blocks if isinstance(block, Table)]
    for table in tables[:2]:
        numbers = [[int(cell.text.replace("−", "-")) for cell in row[1:]] for row in table.rows]
        assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]


@pytest.mark.parametrize("name", personas())
def test_the_difference_is_the_same_in_both_sums(name: str) -> None:
    """What the reasons add up to is the difference that the table of the two degrees shows."""
    degrees, parts, *_ = (
        block for block in sections(result_of(name))["sure"].blocks if isinstance(block, Table)
    )
    assert degrees.rows[-1][-1] == parts.rows[-1][-1]


def test_each_reason_quotes_answers_the_student_gave() -> None:
    """Under every reason stands what the student marked or answered, in the words of the statement."""
    why = sections(result_of(CODER))["why"]
    quotes = [line for group in lists(why) for item in group.items for line in item.more]
    texts = {question.text for question in KNOWLEDGE.questions}
    assert quotes
    assert all(quote.startswith("You marked") or quote.split(": ", 1)[1] in texts for quote in quotes)


def test_the_roles_say_what_each_degree_does_for_them() -> None:
    """Each of the three roles says what is liked there, its fit as a number, and what each degree teaches or lacks."""
    said = words(result_of(CODER), "roles")
    assert f"What you like there: {KNOWLEDGE.interest['programming'].doing}" in said
    assert re.search(r"Fit \d\d of 100 \(strong", said)
    assert "Production: no, missing" in said
    door = next(door for door in result_of(CODER).doors if door.program == "technology")
    assert door.electives
    assert f"Technology: choose {joined(door.electives)}." in said


def test_courses_are_those_of_the_country_with_a_way_in() -> None:
    """At most three courses, all in the country asked for, each with a door that is open, and the command that checks it."""
    result = recommend(KNOWLEDGE, personas()[MIXER].studying_in("UK"))
    (found,) = lists(sections(result)["courses"])
    assert 0 < len(found.items) <= 3
    assert all(", UK, " in item.text for item in found.items)
    for choice in result.courses.choices:
        assert any(door.state.leads for door in choice.doors)
        assert f"degreepath check {choice.program}" in words(result, "courses")


def test_where_there_is_no_course_the_page_says_what_to_look_for() -> None:
    """In a country without courses nothing is made up: what to look for, and how to check any course."""
    result = recommend(KNOWLEDGE, personas()[CODER].studying_in("Atlantis"))
    assert not result.courses.choices
    said = words(result, "courses")
    assert "We know no course in Atlantis" in said
    assert "Look for" in said
    assert "degreepath check --modules list.txt" in said


def test_an_entry_condition_that_meets_a_dislike_is_flagged() -> None:
    """Who marked maths least exciting reads beside a course that it asks for maths."""
    sheet = liking({"electronics": 5, "acoustics": 5, "recording": 4}, MATHS_LEAST)
    flagged = 0
    for country in ("UK", "US", None):
        result = recommend(KNOWLEDGE, sheet.studying_in(country))
        kinds = [kind for choice in result.courses.choices for kind in choice.disliked_entry]
        said = words(result, "courses")
        for kind in kinds:
            assert f"Mind: it asks for {ENTRY_WORDS[kind]}, which you would rather skip." in said
        flagged += EntryKind.MATHS in kinds
    assert flagged


def test_what_a_course_teaches_much_of_and_the_student_dislikes_is_flagged() -> None:
    """Who marked maths least exciting reads beside a course that it teaches much of it, whatever it asks for to get in."""
    sheet = liking({"game-audio": 5, "programming": 5, "composing": 4}, MATHS_LEAST)
    result = recommend(KNOWLEDGE, sheet.studying_in("US"))
    said, maths = words(result, "courses"), KNOWLEDGE.interest["science"].doing
    much = [
        choice.program
        for choice in result.courses.choices
        if KNOWLEDGE.program[choice.program].teaches.get("science", 0) >= 2
    ]
    assert much
    assert said.count("Mind: it teaches this") >= len(much)
    assert re.search(rf"it teaches this: [^.]*{maths}[^.]*, which you", said)


def test_courses_of_the_other_kind_are_said_to_be_so() -> None:
    """Where every course to read is nearest to the degree that is not named, the page says why above them."""
    told = 0
    for drawn in at_random(60):
        result = recommend(KNOWLEDGE, drawn)
        degree, choices = result.verdict.program, result.courses.choices
        if result.named and degree and choices:
            kinds = {KNOWLEDGE.program[choice.program].archetype for choice in choices}
            other = degree not in kinds
            assert ("So these are of the other kind." in words(result, "courses")) is other
            told += other
    assert told


def test_old_lists_that_led_there_are_named_where_there_is_no_other_course() -> None:
    """A Briton for whom no present list opens a door reads which courses once did, and to ask them."""
    wanted = KNOWLEDGE.role["acoustic-consultant"]
    sheet = liking({"acoustics": 5, "science": 5}, None, wanted.id).studying_in("UK")
    result = recommend(KNOWLEDGE, sheet)
    assert not result.courses.choices
    said = words(result, "courses")
    for name in result.courses.once:
        course = KNOWLEDGE.program[name]
        assert course.as_of
        assert course.as_of < KNOWLEDGE.year - 5
        assert open_door(course, wanted).state.leads
        assert course.name in said
    assert "years ago these led there in the UK" in said


def test_other_studies_come_with_the_two_likings_that_decide() -> None:
    """Who is sent outside reads what is liked most there and with sound, and is offered a change of the latter to try."""
    result = recommend(
        KNOWLEDGE, liking({"performing": 5, "helping": 4, "live-sound": 3, "science": 1, "recording": 2})
    )
    assert result.verdict.studies
    said = words(result, "sure")
    best = {
        kind: max(
            (one for one in KNOWLEDGE.interests if one.sound is kind),
            key=lambda one: result.interests[one.id],
        )
        for kind in (True, False)
    }
    points = {kind: signed(round(result.interests[one.id] * 100)) for kind, one in best.items()}
    assert best[False].id == "performing"
    assert result.interests[best[False].id] > result.interests[best[True].id]
    assert f"Performing ({points[False]}) and {best[True].name} ({points[True]})" in said
    tried = re.search(r"whatif RESULT (\S+)=5", words(result, "change"))
    assert tried
    assert KNOWLEDGE.question[tried[1]].interest == best[True].id


def test_a_result_that_is_held_below_clear_says_why() -> None:
    """Whoever reads "likely" where the points say clear is told what holds it there, and nobody else is."""
    told = set()
    for drawn in [*at_random(80), *personas().values(), torn()]:
        result = recommend(KNOWLEDGE, drawn)
        verdict, said = result.verdict, words(result, "sure")
        held = "So it is called likely, with 89 at most."
        if verdict.doubt is Doubt.ROLES:
            held = "So it is called leaning, with 74 at most."
            assert verdict.band is Band.LEANING
        elif verdict.doubt is Doubt.FEW:
            held = "so few answers"
        if verdict.doubt is not Doubt.ROLES:
            assert (verdict.doubt is not None) == (verdict.band is Band.LIKELY and verdict.confidence >= 0.9)
        if verdict.doubt and not verdict.studies:
            assert held in said
            told.add(verdict.doubt)
        else:
            assert "89 at most" not in said
    assert len(told) > 1


def test_nothing_is_to_be_asked_about_that_is_least_exciting() -> None:
    """No course is named to ask first whose centre the student marked least exciting."""
    for drawn in at_random(60):
        result = recommend(KNOWLEDGE, drawn)
        least = {name for name, mark in result.sheet.marks.items() if mark < 0}
        for choice in result.courses.ask_first:
            centre = {
                name for name, weight in KNOWLEDGE.program[choice.program].teaches.items() if weight == 3
            }
            assert least.isdisjoint(centre)


def test_a_country_whose_pay_is_not_known_is_told_so() -> None:
    """Who wants to study where we have no figure reads that the figures are of other countries."""
    asked = recommend(KNOWLEDGE, personas()[MIXER].studying_in("Australia"))
    assert "We know of no figure for pay in Australia." in words(asked, "pay")
    assert "no figure for pay" not in words(recommend(KNOWLEDGE, personas()[MIXER].studying_in("UK")), "pay")


def test_a_country_without_a_course_is_no_dead_end() -> None:
    """Where no course of the country leads to the roles, those of other countries that do are named with their country."""
    sheet = personas()["songwriter"]
    asked = recommend(KNOWLEDGE, sheet.studying_in("Ireland"))
    assert not asked.courses.choices
    said = words(asked, "courses")
    for choice in recommend(KNOWLEDGE, sheet).courses.choices:
        course = KNOWLEDGE.program[choice.program]
        assert f"{course.name}" in said
        assert f", {course.country}" in said
    assert recommend(KNOWLEDGE, sheet.studying_in("UK")).elsewhere == ()


def test_the_smallest_change_really_turns_the_result() -> None:
    """The change that the page names puts the other degree ahead, the command it offers makes all of it, and no more is promised."""
    before = result_of(MIXER)
    assert before.flip
    sheet = before.sheet
    for change in before.flip.changes:
        assert sheet.answers[change.question] == change.before
        sheet = sheet.answering(change.question, change.after)
    assert recommend(KNOWLEDGE, sheet).verdict.leader == before.flip.program != before.verdict.leader
    typed = " ".join(f"{one.question}={one.after}" for one in before.flip.changes)
    said = " ".join(words(before, "change").split())
    assert f"degreepath whatif RESULT {typed}" in said
    assert "The smallest change of answers that gives" in said
    assert "With that changed, the result would be: Too close to call." in said
    assert recommend(KNOWLEDGE, sheet).verdict.why_unclear is Unclear.TIE


def test_the_smallest_change_says_what_the_result_would_then_be() -> None:
    """Whoever makes the change that is named is told what was announced, other studies and 'not yet' included."""
    announced = set()
    for drawn in at_random(80):
        before = recommend(KNOWLEDGE, drawn)
        if before.verdict.why_unclear is Unclear.FLAT and not before.verdict.program:
            assert "smallest change" not in words(before, "change")  # it would name no degree either
        elif before.flip and not before.verdict.studies:
            sheet = before.sheet
            for change in before.flip.changes:
                sheet = sheet.answering(change.question, change.after)
            after = recommend(KNOWLEDGE, sheet).verdict
            name = after.program and KNOWLEDGE.program[after.program].name
            then = verdict_words(name, after.band, after.why_unclear)
            assert f"the result would be: {then}." in " ".join(words(before, "change").split())
            announced.add(after.why_unclear or after.band)
    assert len(announced) > 2


def test_a_goal_that_decides_says_that_no_answer_changes_it() -> None:
    """Where the goal names the degree, the page does not offer answers that would turn it."""
    said = words(result_of("songwriter", "acoustic-consultant"), "change")
    assert "Your goal decides the degree, so no answer changes it." in said
    assert "would change the degree" not in said


def test_how_sure_says_what_the_number_does_not_know() -> None:
    """Beside the number of cases stands that it trusts the method, and the little that is known of people."""
    said = words(result_of(CODER), "sure")
    assert re.search(r"Music Technology fits about \d\d better than Music Production", said)
    assert "trusts our method" in said
    assert "does not say that you would be unhappy in the other degree" in " ".join(said.split())
    assert "44 who studied audio engineering" in said
    assert "[1]" in said


def test_the_open_day_asks_what_nobody_knows() -> None:
    """The questions name the topics on which a course's doors are open, the electives to ask for, and what to ask anywhere."""
    result = recommend(KNOWLEDGE, personas()[MIXER].studying_in("UK"))
    groups = {group.title: group for group in lists(sections(result)["ask"])}
    assert list(groups) == [
        "Not known of these courses, and it matters for your roles",
        "About Music Technology",
        "Everywhere",
    ]
    asking = [c for c in (*result.courses.choices, *result.courses.ask_first) if any(d.state is DoorState.ASK for d in c.doors)]  # fmt: skip
    assert asking
    assert all(group.boxes for group in groups.values())
    assert any("May I take" in item.text for item in groups["About Music Technology"].items)


def test_sections_about_roles_are_left_out_where_no_role_is_named() -> None:
    """Who answered nothing is not offered roles, courses or reasons behind the page either."""
    assert set(sections(recommend(KNOWLEDGE, AnswerSheet()))) == {"change", "sure", "sources"}


def test_kinds_of_study_outside_carry_their_sources() -> None:
    """For whom neither degree suits, the section names the same studies as the first page, best first."""
    result = recommend(
        KNOWLEDGE, liking({"performing": 5, "helping": 4, "science": 1, "electronics": 1, "acoustics": 2})
    )
    found = lists(sections(result)["outside"])[0]
    names = {study.id: study.name for study in KNOWLEDGE.studies}
    assert [item.lead for item in found.items] == [names[name] for name in result.verdict.studies]


def test_every_number_of_a_source_is_listed() -> None:
    """A number in brackets anywhere behind the page leads to a source in the list."""
    for sheet in at_random(20, seed=3):
        shown = page(KNOWLEDGE, recommend(KNOWLEDGE, sheet))
        listed = [block for one in shown.sections if one.id == "sources" for block in one.blocks]
        count = sum(len(block.items) for block in listed if isinstance(block, Items))
        cited = {n for one in shown.sections for block in one.blocks for n in _cites(block)}
        assert cited <= set(range(1, count + 1))


def _cites(block: object) -> set[int]:
    if isinstance(block, Items):
        return {number for item in block.items for number in item.cites}
    return set(block.cites) if isinstance(block, Paragraph) else set()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "in the middle"),
        (-0.1, "a little more drawn to creative"),
        (0.3, "more drawn to technical"),
        (1.0, "much more"),
    ],
)
def test_places_on_an_axis_are_told_in_words(value: float, said: str) -> None:
    """Where a student stands between two poles is said, not only drawn."""
    assert said in axis_words(value, "creative", "technical")


def test_who_is_told_that_answers_differ_sees_which() -> None:
    """Beside 'answers to similar statements differ' stand the two that go together least, as they were given; else none do."""
    torn = AnswerSheet(
        answers={"song": 5, "write-for-others": 1, "balance": 4, "skip-the-mix": 5, "repair": 1}
    )
    result = recommend(KNOWLEDGE, torn)
    assert result.verdict.careless
    assert {one.question for one in result.apart} == {"song", "write-for-others"}
    said = " ".join(words(result, "change").split())
    assert "Strongly like (5): Make up a melody" in said
    assert "Strongly dislike (1): Write music for other people" in said
    assert not recommend(KNOWLEDGE, torn.answering("write-for-others", 5).answering("skip-the-mix", 2)).apart


def test_the_number_agrees_with_the_band() -> None:
    """Where careless or few answers lower the band, the number told beside it is lowered too: 'likely' never stands with 99."""
    careless = AnswerSheet(
        answers={"song": 5, "write-for-others": 2, "balance": 5, "session": 5, "repair": 1, "circuit": 1}
    )
    few = recommend(KNOWLEDGE, careless.answering("music-history", 5).answering("no-essays", 1))
    assert few.verdict.confidence > 0.9
    assert few.verdict.band is not Band.CLEAR
    number = re.search(r"fits about (\d+) better", " ".join(words(few, "sure").split()))
    assert number
    assert int(number[1]) < 90
