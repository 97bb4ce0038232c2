"""The numbered sources of one page, and the age of what they say."""

import re
from collections.abc import Iterable, Iterator

from degreepath.knowledge.fields import Fact, Finding, is_old
from degreepath.knowledge.knowledge import Knowledge
from degreepath.pages.blocks import Item, Items, Paragraph, Section

NOT_KNOWN = "not known: ask"


def year_of(date: str) -> int | None:
    """Return the year in a date as it is printed ("1 June 2024", "2019-20"), the latest if there are several."""
    years = re.findall(r"\b(?:19|20)\d\d\b", date)
    return max(map(int, years)) if years else None


def dated(date: str, today: int) -> str:
    """Return a date as it is printed, and that it is old if it is."""
    return f"{date}, old" if is_old(year_of(date), today) else date


class Notes:
    """Gives each source a number when it is first cited, and lists them in a section of the page.

    `today` is the year from which facts are old or not; without it that of the knowledge base.
    """

    def __init__(self, knowledge: Knowledge, today: int | None = None) -> None:
        self.knowledge = knowledge
        self.today = today or knowledge.year
        self._numbers: dict[str, int] = {}

    def cited(self, citing: Iterable[Section] = ()) -> tuple[str, ...]:
        """Return the ids of the sources cited so far and in the sections `citing`, in the order of their numbers."""
        for section in citing:
            _ = section.blocks  # that they are made gives their sources numbers
        return tuple(self._numbers)

    def cite(self, *sources: str | None) -> tuple[int, ...]:
        """Return the numbers of `sources`, each once."""
        named = dict.fromkeys(name for name in sources if name)
        return tuple(self._numbers.setdefault(name, len(self._numbers) + 1) for name in named)

    def aged(self, text: str, source: str) -> str:
        """Return `text`, with its year if what `source` says is old."""
        year = year_of(self.knowledge.source[source].date)
        return f"{text} ({year}, old)" if is_old(year, self.today) else text

    def fact(self, fact: Fact | Finding, lead: str = "") -> Item:
        """Return a fact as a line of a list with its source and, if it is old, its year."""
        return Item(self.aged(fact.text, fact.source), lead=lead, cites=self.cite(fact.source))

    def said(self, fact: Fact | Finding, lead: str = "") -> Paragraph:
        """Return a fact as a paragraph with its source and, if it is old, its year."""
        return Paragraph(self.aged(fact.text, fact.source), lead=lead, cites=self.cite(fact.source))

    def claim(self, fact: Fact) -> Item:
        """Return what an interested party says, marked as its claim."""
        return self.fact(fact, lead=f"{self.knowledge.source[fact.source].publisher} claims")

    def sources(self, key: str = "", citing: Iterable[Section] = ()) -> tuple[Section, ...]:
        """Return the section of every source cited so far and in the sections `citing`, by number; none if nothing is cited."""

        def made() -> Iterator[Items]:
            yield Items(tuple(map(self._source, self.cited(citing))), numbered=True)

        return (Section("sources", "Sources", made, key),) if self._numbers or citing else ()

    def _source(self, name: str) -> Item:
        source = self.knowledge.source[name]
        about = f"{source.publisher}: {source.title} ({dated(source.date, self.today)}; {source.kind})"
        more = tuple(part for part in (source.note, source.licence) if part)
        return Item(f"{about}. Who benefits: {source.benefits}.", more=more, url=source.url or "")
