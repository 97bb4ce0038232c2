"""What the top roles pay: every figure with its spread, year, place and who is counted, never a lone figure."""

from degreepath.advice.recommendation import Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.role import Pay, Role
from degreepath.knowledge.source import is_old
from degreepath.show.blocks import Item
from degreepath.show.notes import NOT_PUBLISHED, Notes, year_of
from degreepath.show.pay_items import MEDIAN
from degreepath.show.report_blocks import Table
from degreepath.show.result_roles import TOP_ROLES

FOR = "Groups of jobs, not single jobs: the nearest that are counted, one for each country."
MOST_FOR_A_ROLE = 2
Counted = tuple[tuple[Pay, tuple[Role, ...]], ...]


def pay_figures(knowledge: Knowledge, result: Recommendation) -> Counted:
    """Return the nearest pay figures of the top roles, each once, with the roles it is shown for."""
    roles = [knowledge.role[role.id] for role in result.roles[:TOP_ROLES]]
    near = {role.id: _nearest(knowledge, role) for role in roles}
    found = dict.fromkeys(figure.id for figures in near.values() for figure in figures)
    return tuple(
        (knowledge.pay_figure[name], tuple(role for role in roles if name in {f.id for f in near[role.id]}))
        for name in found
    )


def _nearest(knowledge: Knowledge, role: Role) -> list[Pay]:
    """Return the nearest figure of each country, one with a spread if there is one; no more than two countries."""
    figures = [knowledge.pay_figure[name] for name in role.pay if name in knowledge.pay_figure]
    figures.sort(key=lambda figure: figure.low is None or figure.high is None)
    by_country: dict[str, Pay] = {}
    for figure in figures:
        by_country.setdefault(figure.country, figure)
    return list(by_country.values())[:MOST_FOR_A_ROLE]


def pay_table(notes: Notes, result: Recommendation) -> Table:
    """Return the pay figures of the top roles as a table; a role without a figure has a row that says so."""
    figures = pay_figures(notes.knowledge, result)
    without = [
        notes.knowledge.role[role.id].name
        for role in result.roles[:TOP_ROLES]
        if not any(role.id in {one.id for one in roles} for _, roles in figures)
    ]
    return Table(
        title="",
        caption=f"{FOR} {MEDIAN}",
        head="who is counted",
        columns=("middle", "spread", "nearest to"),
        rows=(
            *(_row(notes, figure, roles) for figure, roles in figures),
            *((Item("no published figure", lead=name, mark=""), _unknown()) for name in without),
        ),
    )


def _row(notes: Notes, figure: Pay, roles: tuple[Role, ...]) -> tuple[Item, tuple[Item, ...]]:
    old = ", old" if is_old(year_of(figure.year), notes.today) else ""
    where = figure.country if figure.country == figure.place else f"{figure.country} ({figure.place})"
    many = [f"{figure.employment:,} jobs"] if figure.employment is not None else []
    many += [figure.sample] if figure.sample else []
    head = Item(
        f"{where}, {figure.year}{old}. {figure.counted[0].upper()}{figure.counted[1:]}; "
        f"{', '.join(many) or f'how many: {NOT_PUBLISHED}'}",
        lead=figure.group,
        mark="",
        cites=notes.cite(figure.source),
    )
    return head, (
        Item(_middle(figure), mark="", more=(figure.basis,)),
        _spread(figure),
        Item(", ".join(role.name for role in roles), mark=""),
    )


def _unknown() -> tuple[Item, ...]:
    return Item(NOT_PUBLISHED, mark=""), Item(NOT_PUBLISHED, mark=""), Item("", mark="")


def _money(figure: Pay, amount: int) -> str:
    return f"{amount:,} {figure.currency}"


def _middle(figure: Pay) -> str:
    if figure.median is not None:
        return f"median {_money(figure, figure.median)}"
    return (
        f"mean {_money(figure, figure.mean)} (no median published)"
        if figure.mean is not None
        else NOT_PUBLISHED
    )


def _spread(figure: Pay) -> Item:
    ends = [
        (_money(figure, amount), what)
        for amount, what in ((figure.low, figure.low_is), (figure.high, figure.high_is))
        if amount is not None
    ]
    if not ends:
        return Item(NOT_PUBLISHED, mark="")
    named = " to ".join(what for _, what in ends if what)
    return Item(" to ".join(amount for amount, _ in ends), mark="", more=(named,) if named else ())
