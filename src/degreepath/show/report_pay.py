"""What the top roles pay: every figure with its spread, year, place and who is counted, never a lone figure."""

from degreepath.advice.recommendation import TOP_ROLES, Recommendation
from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.role import Pay, Role
from degreepath.show.blocks import Item
from degreepath.show.notes import NOT_PUBLISHED, Notes, dated
from degreepath.show.pay_items import MEDIAN, how_many, middle, spread
from degreepath.show.report_blocks import Table

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
    by_country: dict[str, Pay] = {}
    for figure in sorted(
        knowledge.pay_of(role), key=lambda figure: figure.low is None or figure.high is None
    ):
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
    where = figure.country if figure.country == figure.place else f"{figure.country} ({figure.place})"
    head = Item(
        f"{where}, {dated(figure.year, notes.today)}. {figure.counted[0].upper()}{figure.counted[1:]}; "
        f"how many: {how_many(figure)}",
        lead=figure.group,
        mark="",
        cites=notes.cite(figure.source),
    )
    return head, (
        Item(middle(figure), mark="", more=(figure.basis,)),
        Item(spread(figure), mark=""),
        Item(", ".join(role.name for role in roles), mark=""),
    )


def _unknown() -> tuple[Item, ...]:
    return Item(NOT_PUBLISHED, mark=""), Item(NOT_PUBLISHED, mark=""), Item("", mark="")
