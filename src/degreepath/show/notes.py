"""The numbered sources of one page, and the age of what they say."""

import re

from degreepath.knowledge.knowledge import Knowledge
from degreepath.knowledge.record import Fact
from degreepath.knowledge.source import Finding, Source, is_old
from degreepath.show.blocks import BULLET, Item, Section

NOT_PUBLISHED = "not published: ask"


def year_of(date: str) -> int | None:
    """Return the year in a date as it is printed ("1 June 2024", "2019-20"), the latest if there are several."""
    years = re.findall(r"\b(?:19|20)\d\d\b", date)
    return max(map(int, years)) if years else None


def dated(date: str, today: int) -> str:
    """Return a date as it is printed, and that it is old if it is."""
    return f"{date}, old" if is_old(year_of(date), today) else date


class Notes:
    """Gives each source a number when it is first cited, and lists them at the end of the page."""

    def __init__(self, knowledge: Knowledge, today: int) -> None:
        self.knowledge = knowledge
        self.today = today
        self._numbers: dict[str, int] = {}

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of the sources cited so far, in the order of their numbers."""
        return tuple(self._numbers)

    def cite(self, *sources: str | None) -> tuple[int, ...]:
        """Return the numbers of `sources`."""
        return tuple(self._numbers.setdefault(name, len(self._numbers) + 1) for name in sources if name)

    def aged(self, text: str, source: str) -> str:
        """Return `text`, with its year if what `source` says is old."""
        year = year_of(self.knowledge.source[source].date)
        return f"{text} ({year}, old)" if is_old(year, self.today) else text

    def fact(self, fact: Fact | Finding, *, lead: str = "", mark: str = BULLET) -> Item:
        """Return a fact as a statement with its source and, if it is old, its year."""
        return Item(self.aged(fact.text, fact.source), lead=lead, mark=mark, cites=self.cite(fact.source))

    def facts(self, facts: tuple[Fact, ...]) -> tuple[Item, ...]:
        """Return facts as statements; where there are none, that nothing is published."""
        return tuple(map(self.fact, facts)) or unpublished()

    def claim(self, fact: Fact) -> Item:
        """Return what an interested party says, marked as its claim."""
        return self.fact(fact, lead=f"{self.knowledge.source[fact.source].publisher} claims")

    def sources(self) -> Section:
        """Return every source cited so far, by number."""
        items = (self._source(number, name) for name, number in self._numbers.items())
        return Section("Sources", tuple(items))

    def _source(self, number: int, name: str) -> Item:
        source = self.knowledge.source[name]
        more = tuple(part for part in (source.url, source.note) if part)
        return Item(described(source, self.today), mark=f"[{number}]", more=more)


def described(source: Source, today: int) -> str:
    """Return a source in one line: publisher, title, date, kind, who benefits."""
    about = f"{source.publisher}: {source.title} ({dated(source.date, today)}; {source.kind})"
    return f"{about}. Who benefits: {source.benefits}."


def unpublished(of: str = "") -> tuple[Item, ...]:
    """Return the cell for what is not known. Unknown is not no."""
    return (Item(f"{NOT_PUBLISHED}{of}", mark="?"),)
