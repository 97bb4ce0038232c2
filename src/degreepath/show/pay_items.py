"""Pay figures as statements: always the spread, the year, the place and who is counted, never a lone figure."""

from degreepath.knowledge.role import Pay
from degreepath.show.blocks import Item
from degreepath.show.notes import NOT_PUBLISHED, Notes, dated

MEDIAN = "The median is the middle: half of those counted get less, half get more. At the 10th percentile one in ten gets less."
NONE = "no published figure for this job: ask people who do it."


def pay(notes: Notes, figures: tuple[Pay, ...]) -> tuple[Item, ...]:
    """Return the figures, one statement each, with how to read them."""
    if not figures:
        return (Item(NONE, mark="?"),)
    head = (Item(MEDIAN, mark=""),) if any(figure.median is not None for figure in figures) else ()
    return (*head, *pay_figures(notes, figures))


def pay_figures(notes: Notes, figures: tuple[Pay, ...]) -> tuple[Item, ...]:
    """Return the figures, one statement each, for a page that says elsewhere how to read them."""
    return tuple(_figure(notes, figure) for figure in figures) or (Item(NONE, mark="?"),)


def _figure(notes: Notes, figure: Pay) -> Item:
    return Item(
        f"{middle(figure)}, {figure.basis}",
        lead=f"{figure.group}, {figure.country} ({figure.place}), {dated(figure.year, notes.today)}",
        cites=notes.cite(figure.source),
        more=(
            f"Spread: {spread(figure)}",
            f"Who is counted: {figure.counted}",
            f"How many: {how_many(figure)}",
            *((f"Note: {figure.note}",) if figure.note else ()),
        ),
    )


def middle(figure: Pay) -> str:
    """Return the median; a mean only where there is none, and with what is wrong with it."""
    if figure.median is not None:
        return f"median {_money(figure, figure.median)}"
    if figure.mean is not None:
        return f"mean {_money(figure, figure.mean)} (no median published; a few high earners pull a mean up)"
    return "no median published"


def spread(figure: Pay) -> str:
    """Return the lower and the higher end, each with what it is, as far as they are published."""
    ends = ((figure.low, figure.low_is), (figure.high, figure.high_is))
    known = (
        _money(figure, amount) + (f" ({what})" if what else "") for amount, what in ends if amount is not None
    )
    return " to ".join(known) or NOT_PUBLISHED


def how_many(figure: Pay) -> str:
    """Return how many jobs or people are counted, as far as that is published."""
    jobs = f"{figure.employment:,} jobs" if figure.employment is not None else ""
    return ", ".join(part for part in (jobs, figure.sample) if part) or NOT_PUBLISHED


def _money(figure: Pay, amount: int) -> str:
    return f"{amount:,} {figure.currency}"
