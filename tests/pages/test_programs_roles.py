"""The pages of programs and roles: how old facts are, whose claims, pay and outcomes that never stand alone."""

import re
from collections import Counter

import pytest
from fact_pages import KNOWLEDGE, TODAY, program_list, program_page, role_page

from degreepath.advice.doors import DoorState, doors_between, open_door
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import Fact
from degreepath.knowledge.model import Listed, Measure, Outcome, OutcomeLevel, Pay, Program
from degreepath.pages import program, role
from degreepath.pages.facts import Notes, pay_words
from degreepath.render.terminal import as_text

FIGURE = Pay(
    id="made-up",
    group="People who were asked",
    country="UK",
    place="whole country",
    year="2012",
    currency="GBP",
    basis="income a year",
    counted="everyone who answered",
    source="kan-samples",
)


def whole(course: Program, knowledge: Knowledge = KNOWLEDGE) -> str:
    return as_text(program_page(course, knowledge), 400, all_sections=True)


@pytest.mark.parametrize(
    ("date", "shown"), [("June 2020", "A dated fact. (2020, old)"), ("2021", "A dated fact. [")]
)
def test_a_fact_older_than_five_years_shows_its_year(date: str, shown: str) -> None:
    """In 2026 what is from before 2021 is marked old, and nothing else is."""
    source = KNOWLEDGE.sources[0].model_copy(update={"id": "made-up", "date": date})
    course = KNOWLEDGE.courses[0].model_copy(
        update={"facts": (Fact(text="A dated fact.", source="made-up"),)}
    )
    fields = {name: getattr(KNOWLEDGE, name) for name in Knowledge.model_fields}
    made = Knowledge.model_construct(**{**fields, "sources": (*KNOWLEDGE.sources, source), "hash": date})
    assert shown in whole(course, made)


def test_an_old_or_closed_course_is_an_example_and_says_so_on_its_first_screen() -> None:
    """Who reads about an old list or a closed school learns that before the jobs."""
    old = KNOWLEDGE.courses[0].model_copy(update={"as_of": 2014, "closed": None})
    assert "not an offer" in as_text(program_page(old), 80)
    closed = next(course for course in KNOWLEDGE.courses if course.closed)
    assert closed.closed
    assert closed.closed.text in as_text(program_page(closed).brief, 400)


def test_a_claim_is_marked_as_the_claim_of_who_makes_it() -> None:
    """What a school says about itself is introduced by its name and 'claims'."""
    course = next(course for course in KNOWLEDGE.courses if course.claims)
    assert f"{KNOWLEDGE.source[course.claims[0].source].publisher} claims:" in whole(course)


def test_a_course_without_a_module_list_names_no_jobs_and_says_what_to_do() -> None:
    """A missing list is something to ask for: nobody is shown nineteen jobs with a question mark."""
    course = KNOWLEDGE.courses[0].model_copy(update={"modules": (), "listed": Listed.NONE})
    text = as_text(program_page(course), 400)
    assert "degreepath check --modules list.txt" in text
    assert not any(one.name in text for one in KNOWLEDGE.roles)


def test_the_page_says_how_much_of_the_list_was_read_and_why_we_think_so() -> None:
    """The module section carries the reason from the data."""
    for course in KNOWLEDGE.courses[:8]:
        assert " ".join(course.listed_because.split()) in whole(course)


def test_an_outcome_never_stands_without_whom_it_counts_and_when() -> None:
    """A figure about graduates is printed with level, n and years on its line, on the first screen and in its section."""
    figure = Outcome(
        id="made-up",
        measure=Measure.PAY_15_MONTHS,
        value=19000,
        lower=17000,
        upper=24000,
        n=45,
        level=OutcomeLevel.SUBJECT,
        subject="music",
        currency="GBP",
        years="2020-22",
        release="2025-07",
        source="kan-samples",
    )
    page = program_page(KNOWLEDGE.courses[0], figures=(figure,))
    for text in (as_text(page, 400), as_text(page.only(["outcomes"]), 400)):
        line = next(line for line in text.splitlines() if "19,000" in line)
        assert all(
            part in line for part in ("usic graduates of this university", "n = 45", "2020-22", "17,000")
        )


def test_the_page_suggests_the_other_degree_to_compare_with() -> None:
    """A reader of one program is sent on to the degree it is not, never to itself or its own kind."""
    for one in KNOWLEDGE.programs:
        text = as_text(program_page(one).brief, 400)
        other = re.search(rf"degreepath compare {one.id} (\S+)", text)
        assert other
        assert KNOWLEDGE.program[other[1]] in KNOWLEDGE.archetypes
        assert other[1] not in {one.id, one.archetype}


def test_courses_of_a_country_that_lead_to_a_role_are_those_with_that_door() -> None:
    """`programs --country UK --role composer` lists exactly the open doors, old ones last, and names those to ask."""
    wanted, country = KNOWLEDGE.role["composer"], KNOWLEDGE.countries[-1]
    page = program_list(country, wanted)
    table, to_ask, _ = page.summary
    courses = [course for course in KNOWLEDGE.courses if course.country == country]
    states = {course.id: open_door(course, wanted).state for course in courses}
    assert {row[0].text for row in table.rows} == {name for name, state in states.items() if state.leads}
    can_tell = {course.id for course in courses if not course.closed}
    assert {row[0].text for row in to_ask.rows} == {
        name for name, state in states.items() if state is DoorState.ASK and name in can_tell
    }
    ages = ["old" in row[3].text or row[3].text == "closed" for row in table.rows]
    assert ages == sorted(ages)


def test_every_course_is_in_the_list_and_counted_in_its_country() -> None:
    """`programs` counts the courses of each country, and its section holds each course once."""
    page = program.overview(KNOWLEDGE)
    rows = [row[0].text for section in page.sections for table in section.blocks for row in table.rows]
    assert sorted(rows) == sorted(course.id for course in KNOWLEDGE.courses)
    counts = {row[0].text: int(row[1].text) for row in page.summary[1].rows}
    assert counts == Counter(course.country for course in KNOWLEDGE.courses)


def test_the_article_and_the_count_stand_beside_each_module_of_a_general_degree() -> None:
    """For each module of a general degree one reads what the article says and what real courses teach."""
    for degree in KNOWLEDGE.archetypes:
        text = " ".join(whole(degree).split())
        assert all(" ".join((module.because or "").split()) in text for module in degree.modules)


def test_a_way_in_that_is_cut_on_the_screen_is_whole_in_its_section() -> None:
    """Only the first sentence of a long way in stands on the summary; the section `more` has all of it."""
    for one in KNOWLEDGE.roles:
        assert one.way_in.text in as_text(role_page(one).only(["more"]), 2000)


def test_a_role_page_has_the_pay_of_the_country_asked_for_or_else_the_first() -> None:
    """A reader in the UK sees the UK figure first; where there is none, the first of all, with its country."""
    for one in KNOWLEDGE.roles:
        figures = KNOWLEDGE.pay_of(one)
        for country in ("UK", "US", "Ireland"):
            line = role.pay_line(Notes(KNOWLEDGE, TODAY), one, country).text
            expected = next((f for f in figures if f.country == country), figures[0])
            assert line == pay_words(expected, TODAY)


def test_a_pay_figure_never_stands_alone() -> None:
    """Each figure comes with its group, year, spread or that there is none, and who is counted."""
    for one in KNOWLEDGE.roles:
        text = as_text(role_page(one).only(["pay"]), 2000)
        for figure in KNOWLEDGE.pay_of(one):
            line = next(line for line in text.splitlines() if figure.group in line and figure.year in line)
            assert figure.counted in line
            assert "not published" in line or f"{figure.low or figure.high:,}" in line


def test_a_mean_is_only_shown_with_a_warning_and_an_old_figure_is_called_old() -> None:
    """Where no median is published the mean is called a mean, with what is wrong with it."""
    text = pay_words(FIGURE.model_copy(update={"mean": 155198}), TODAY)
    assert "mean 155,198 GBP" in text
    assert "pull a mean up" in text
    assert "2012, old" in text
    assert "no median published" in pay_words(FIGURE.model_copy(update={"low": 16000, "high": 35000}), TODAY)


def test_a_role_without_any_figure_sends_the_reader_to_people() -> None:
    """No figure is not a bad figure."""
    unpaid = KNOWLEDGE.roles[0].model_copy(update={"pay": ()})
    assert "ask" in role.pay_line(Notes(KNOWLEDGE, TODAY), unpaid, None).text


def test_a_role_page_has_a_task_for_beginners_and_one_for_those_who_do_it_already() -> None:
    """Both tasks of the week stand on the first screen."""
    for one in KNOWLEDGE.roles:
        text = as_text(role_page(one), 2000)
        assert one.try_this.do in text
        assert one.try_this.next in text


def test_json_tells_doors_by_word_and_flat_lists_of_topics() -> None:
    """Programs that read the documents find `door` for every role and program, and topics as lists of ids."""
    for record in program.document(
        KNOWLEDGE, KNOWLEDGE.courses[:1], doors_between(KNOWLEDGE.courses[:1], KNOWLEDGE.roles)
    )["programs"]:
        assert {one["role"] for one in record["roles"]} == {one.id for one in KNOWLEDGE.roles}
        assert all(one["door"] in set(DoorState) for one in record["roles"])
        assert all(set(one["missing"]) <= set(KNOWLEDGE.topic) for one in record["roles"])
    doors = role.document(KNOWLEDGE, doors_between(KNOWLEDGE.programs, KNOWLEDGE.roles[:1]))["roles"][0][
        "door"
    ]
    assert set(doors) == set(KNOWLEDGE.program)
