"""A role's page: viability in words, pay that never stands alone."""

import re

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.load import load_knowledge
from degreepath.knowledge.role import Pay
from degreepath.show import render, roles
from degreepath.show.notes import Notes
from degreepath.show.pay_items import pay
from degreepath.show.program_items import label

TODAY = 2026
KNOWLEDGE = load_knowledge()


def test_viability_is_told_in_words_wherever_it_has_a_symbol() -> None:
    """A reader without colour or Unicode still reads the word beside each mark."""
    symbol = re.compile(r"^\s*([●◐○]) (.+)$", re.MULTILINE)
    for role in KNOWLEDGE.roles[:4]:
        markdown = render.markdown(roles.page(KNOWLEDGE, role, TODAY))
        for mark, text in symbol.findall(markdown.replace("- ", "")):
            assert {"●": "covered", "◐": "possible", "○": "not covered"}[mark] in text


def test_a_pay_figure_never_stands_alone() -> None:
    """Each figure comes with its year, place, spread and who is counted, or says that this is not published."""
    for role in KNOWLEDGE.roles:
        text = render.markdown(roles.page(KNOWLEDGE, role, TODAY))
        section = text.split("## Pay")[1].split("\n## ")[0]
        assert (
            section.count("Spread: ")
            == section.count("Who is counted: ")
            == section.count("How many: ")
            == len(role.pay)
        )
        for name in role.pay:
            assert KNOWLEDGE.pay_figure[name].year in section


def test_an_old_course_is_never_named_silently() -> None:
    """A course whose module list is old is shown with its year wherever it is said to lead to a role."""
    old = [course for course in KNOWLEDGE.courses if course.as_of and course.as_of < TODAY - 5]
    for role in KNOWLEDGE.roles:
        text = (
            render.markdown(roles.page(KNOWLEDGE, role, TODAY))
            .split("## Which programs lead there")[1]
            .split("\n## ")[0]
        )
        for course in old:
            assert text.count(label(course)) == text.count(f"{label(course)}: list of {course.as_of}, old")


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


def told(knowledge: Knowledge, *figures: Pay) -> str:
    items = pay(Notes(knowledge, TODAY), figures)
    return "\n".join("\n".join((item.lead, item.text, *item.more)) for item in items)


def test_a_mean_is_only_shown_with_a_warning() -> None:
    """Where no median is published the mean is called a mean, with what is wrong with it; an old figure is called old."""
    text = told(KNOWLEDGE, FIGURE.model_copy(update={"mean": 155198}))
    assert "mean 155,198 GBP" in text
    assert "pull a mean up" in text
    assert "2012, old" in text
    assert "The median is" not in text


def test_a_range_without_a_middle_says_that_the_middle_is_missing() -> None:
    """A range that somebody names is shown as a range, not turned into a typical wage."""
    text = told(KNOWLEDGE, FIGURE.model_copy(update={"low": 16000, "high": 35000, "sample": "107 people"}))
    assert "no median published" in text
    assert "16,000 GBP to 35,000 GBP" in text
    assert "107 people" in text


def test_a_role_without_any_figure_sends_the_reader_to_people() -> None:
    """No figure is not a bad figure."""
    assert "ask" in told(KNOWLEDGE)
