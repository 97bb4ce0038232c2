"""Pay figures as statements: always the spread, the year, the place and who is counted, never a lone figure."""

from degreepath.knowledge.role import Pay
from degreepath.knowledge.source import is_old
from degreepath.show.blocks import Item
from degreepath.show.notes import Notes, year_of

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
    old = ", old" if is_old(year_of(figure.year), notes.today) else ""
    more = [
        _spread(figure),
        f"Who is counted: {figure.counted}",
        _how_many(figure),
        f"Note: {figure.note}" if figure.note else "",
    ]
    return Item(
        _middle(figure),
        lead=f"{figure.group}, {figure.country} ({figure.place}), {figure.year}{old}",
        cites=notes.cite(figure.source),
        more=tuple(line for line in more if line),
    )


def _how_many(figure: Pay) -> str:
    if figure.employment is None and figure.sample is None:
        return "How many: not published: ask"
    jobs = f"{figure.employment:,} jobs" if figure.employment is not None else ""
    return f"How many: {', '.join(part for part in (jobs, figure.sample) if part)}"


def _money(figure: Pay, amount: int) -> str:
    return f"{amount:,} {figure.currency}"


def _middle(figure: Pay) -> str:
    if figure.median is not None:
        return f"median {_money(figure, figure.median)}, {figure.basis}"
    if figure.mean is not None:
        mean = _money(figure, figure.mean)
        return f"mean {mean}, {figure.basis} (no median published; a few high earners pull a mean up)"
    return f"no median published, {figure.basis}"


def _spread(figure: Pay) -> str:
    ends = ((figure.low, figure.low_is), (figure.high, figure.high_is))
    known = [
        _money(figure, amount) + (f" ({what})" if what else "") for amount, what in ends if amount is not None
    ]
    return f"Spread: {' to '.join(known)}" if known else "Spread: not published: ask"
