"""Roles: the jobs, what they need, what they pay and how one gets in."""

from pydantic import Field

from degreepath.knowledge.record import Fact, Id, Record, Text
from degreepath.knowledge.vocabulary import InterestWeight


class Pay(Record):
    """One published pay figure for a group of jobs. Never a lone maximum; `counted` says who is in it."""

    id: Id
    group: Text = Field(description="the group of jobs that was counted, with its code")
    country: Text
    place: Text
    year: Text
    currency: Text
    basis: Text = Field(description="what the figure is, e.g. gross pay a year")
    median: int | None = None
    mean: int | None = Field(None, description="only where no median is published")
    low: int | None = Field(None, description="the figure named in `low_is`")
    low_is: Text | None = Field(None, description="e.g. '10th percentile'")
    high: int | None = None
    high_is: Text | None = None
    employment: int | None = Field(None, description="jobs counted")
    sample: Text | None = None
    counted: Text
    note: Text | None = None
    source: Id


class Occupation(Record):
    """The nearest occupation in O*NET and how good the match is."""

    code: Text
    title: Text
    match: Text
    source: Id


class Task(Record):
    """One cheap thing to try this week, and what liking or hating it would mean."""

    do: Text
    liked: Text
    hated: Text


class Route(Record):
    """A way into the role outside both degrees."""

    text: Text
    source: Id
    program: Id | None = None


class Role(Record):
    """A job."""

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()
    work: Text = Field(description="what one does there")
    suits: Text = Field(description="who it suits")
    wants: dict[Id, InterestWeight] = Field(description="interest = 1 some, 2 much, 3 central")
    all_of: tuple[Id, ...] = Field((), description="topics the role cannot do without")
    any_of: tuple[tuple[Id, ...], ...] = Field(
        (), description="groups of topics; one of each group is enough"
    )
    needs_source: tuple[Id, ...] = Field(description="where the needed topics come from")
    listed_for: tuple[Id, ...] = Field(
        description="the archetypes for which the founding article lists this role"
    )
    way_in: Fact
    portfolio: Fact
    bodies: Fact
    occupation: Occupation | None = None
    pay: tuple[Id, ...] = ()
    outlook: tuple[Fact, ...] = ()
    conflicts: tuple[Fact, ...] = Field((), description="where sources disagree")
    routes: tuple[Route, ...] = ()
    try_this: Task
