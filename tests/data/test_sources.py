"""Sources and pay figures: one law a test, one record a case."""

import pytest

from degreepath.knowledge import integrity, laws
from degreepath.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
each_source = pytest.mark.parametrize("source", [source.id for source in KNOWLEDGE.sources])
each_figure = pytest.mark.parametrize("figure", [figure.id for figure in KNOWLEDGE.pay])


@each_source
def test_source_is_used(breaches, source: str) -> None:
    """`degreepath sources` lists nothing that nothing rests on."""
    assert not breaches(laws.sources_used, "sources", source)


@each_source
def test_source_has_a_date_that_can_be_true(breaches, source: str) -> None:
    """A reader sees how old a fact is, or that nobody says."""
    assert not breaches(laws.plausible_dates, "sources", source)


@each_figure
def test_pay_ids_exist(breaches, figure: str) -> None:
    """The source of a pay figure can be looked up."""
    assert not breaches(integrity.known_ids, "pay", figure)


@each_figure
def test_pay_is_told_whole(breaches, figure: str) -> None:
    """Never a lone maximum: a median (or a mean and why), with its spread on both sides."""
    assert not breaches(laws.pay_told_whole, "pay", figure)


@each_figure
def test_pay_has_a_year_that_can_be_true(breaches, figure: str) -> None:
    """Pay has a year, or says that it is undated."""
    assert not breaches(laws.plausible_dates, "pay", figure)


@each_figure
def test_pay_is_never_a_vendors(breaches, figure: str) -> None:
    """Nobody who sells a course says what it will earn you."""
    assert not breaches(laws.no_vendor_as_fact, "pay", figure)
