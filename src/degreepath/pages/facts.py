"""What several pages share: the numbered sources of a page, what is known about programs and roles in words, and in JSON."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from pydantic_core import to_jsonable_python

from degreepath.advice.doors import Door, DoorState
from degreepath.knowledge import Knowledge, references
from degreepath.knowledge.fields import Fact, is_old
from degreepath.knowledge.model import ModuleStatus, Pay, Program, Route
from degreepath.pages import blocks
from degreepath.pages.blocks import Block, Cell, Links, Made, Page, Paragraph, Section, Table, cells, items
from degreepath.pages.wording import PAGES, TEXTS, inside, is_general, short_name, signed
from degreepath.text import joined, some

if TYPE_CHECKING:
    from degreepath.advice.recommend import OutsideRoute

SCHEMA = 1
NOT_KNOWN = "not known: ask"
STATUS_WORDS: dict[str, str] = PAGES["modules"]["status"]
OUT_OF_REACH: dict[str, str] = PAGES["modules"]["out_of_reach"]
NO_LIST: str = PAGES["modules"]["no_list"]


def dated(date: str | int | None, today: int) -> str:
    """Return a date as it is printed ("1 June 2024", "2019-20"), and that it is old if the latest year in it is."""
    return f"{date or 'undated'}, old" if is_old(year_of(date), today) else f"{date or 'undated'}"


def year_of(date: str | int | None) -> int | None:
    """Return the year in a date as it is printed ("1 June 2024", "2019-20"), the latest if there are several."""
    return max(map(int, re.findall(r"\b(?:19|20)\d\d\b", f"{date}")), default=None)


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

    def fact(self, fact: "Fact | OutsideRoute", lead: str = "") -> Paragraph:
        """Return a fact with its source and, if it is old, its year."""
        return Paragraph(self.aged(fact.text, fact.source), lead, self.cite(fact.source))

    def way(self, way: "Route | OutsideRoute", lead: str = "") -> Paragraph:
        """Return a way into a role outside both degrees, with the command that tells of its program."""
        more = (f"degreepath programs {way.program}",) if way.program else ()
        return replace(self.fact(way, lead), more=more)

    def pay(self, figure: Pay, lead: str = "") -> Paragraph:
        """Return a pay figure told whole, with its source."""
        return Paragraph(pay_words(figure, self.today), lead, self.cite(figure.source))

    def sources(self, key: str = "", citing: Iterable[Section] = ()) -> tuple[Section, ...]:
        """Return the section of every source cited so far and in the sections `citing`, by number; none if nothing is cited."""

        def made() -> Iterator[Block]:
            yield items(map(self._source, self.cited(citing)), numbered=True)

        return (Section("sources", "Sources", made, key),) if self._numbers or citing else ()

    def _source(self, name: str) -> Paragraph:
        source = self.knowledge.source[name]
        about = f"{source.publisher}: {source.title} ({dated(source.date, self.today)}; {source.kind})"
        more = tuple(part for part in (source.note, source.licence) if part)
        return Paragraph(f"{about}. Who benefits: {source.benefits}.", more=more, url=source.url or "")


def page_of(notes: Notes, title: str, summary: Iterable[Block], *parts: tuple[str, str, Made]) -> Page:
    """Return a page of a summary, sections (each its id, title and blocks) and the sources cited in them.

    Blocks and sections with nothing in them are left out.
    """
    first = blocks.telling(summary)
    sections = [Section(name, heading, blocks.telling(made)) for name, heading, made in parts]
    shown = (section for section in sections if section.blocks)
    return Page(title, first, (*shown, *notes.sources()), notes.knowledge.version)


def links(page: str, **names: str) -> Links:
    """Return the commands that lead on from a kind of page; `names` stand in their places."""
    return Links(tuple((command.format(**names), shows) for command, shows in PAGES["links"][page]))


def counted(number: int, one: str) -> str:
    """Return '1 course', '2 courses', '1,200 courses'."""
    return f"{number:,} {one if number == 1 else one + 's'}"


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, with its full stop."""
    return text.split(". ", maxsplit=1)[0].rstrip(".") + "."


def topic_names(knowledge: Knowledge, topics: Iterable[str], word: str = "and") -> str:
    """Return the names of topics as they stand inside a sentence: "mixing, mastering and physics"."""
    return joined((inside(knowledge.topic[topic].name) for topic in topics), word)


def needs_in_words(knowledge: Knowledge, groups: Iterable[tuple[str, ...]]) -> str:
    """Return topics of which each is needed; of a group one is enough: "mixing or mastering; physics"."""
    return "; ".join(topic_names(knowledge, group, "or") for group in groups)


def topics_taught(program: Program) -> dict[str, ModuleStatus]:
    """Return the topics a program teaches, by id, each with the surest status it is taught with, the surest first."""
    order, found = list(ModuleStatus), dict[str, ModuleStatus]()
    for module in sorted(program.modules, key=lambda module: order.index(module.status)):
        found |= {topic: module.status for topic in module.topics if topic not in found}
    return found


def is_example(program: Program, today: int) -> bool:
    """Tell whether a course only shows what such a course can hold: it is closed, or its module list is old."""
    return bool(program.closed) or is_old(program.as_of, today)


def list_year(program: Program, today: int) -> str:
    """Return the year of a course's module list and whether it is old, or that the course takes no students any more."""
    return "closed" if program.closed else dated(program.as_of, today)


def listed_words(program: Program, today: int) -> str:
    """Return in a word or two how much of a course's module list was read, and its year."""
    if is_general(program):
        return ""
    return f"{program.listed} {list_year(program, today)}" if program.modules else f"{program.listed}"


def list_words(program: Program, today: int) -> str:
    """Return how many modules were read, how much of the list that is, and how old it is."""
    modules = f"{counted(len(program.modules), 'module')}, " if program.modules else ""
    if is_general(program):
        return f"{modules}a general picture, not the list of one school."
    year = f"{dated(program.as_of, today)}; " if program.modules else ""
    return f"{modules}{year}{PAGES['modules']['listed'][program.listed]}."


def why(knowledge: Knowledge, door: Door) -> str:
    """Return in a few words why a door stands as it does: the modules, what to choose, what to ask, what is missing."""
    if door.out_of_reach:
        return OUT_OF_REACH[door.state]
    match door.state:
        case DoorState.YES:
            titles = dict.fromkeys(need.modules[0] for need in door.needs if need.must and need.modules)
            return some(tuple(titles), 2)
        case DoorState.CHOOSE:
            return joined(door.electives)
        case DoorState.ASK:
            asked = needs_in_words(knowledge, door.to_ask)
            return f"only if an elective teaches {asked}" if door.by_elective_only else asked
        case DoorState.NO:
            return f"missing {needs_in_words(knowledge, door.missing)}"


def door_words(knowledge: Knowledge, door: Door) -> str:
    """Return a degree and its door as a word, with what it rests on."""
    because = why(knowledge, door)
    told = f"{TEXTS['door']['before'][door.state]} {because}" if because else door.state.value
    return f"{short_name(knowledge.program[door.program])}: {told}."


def door_cell(knowledge: Knowledge, door: Door, room: int = 1000) -> Cell:
    """Return a door and in a few words, of at most `room` letters, why it stands as it does."""
    cut = shorten(why(knowledge, door), room, placeholder=" …")
    return Cell(re.sub(r"([,;]| and| or) …$", " …", cut), door.state)


def taught_count(door: Door) -> str:
    """Return how much of what a role needs, or what helps there, is known to be taught: "3 of 4 areas"."""
    return f"{sum(need.met for need in door.needs)} of {counted(len(door.needs), 'area')}"


def door_table(knowledge: Knowledge, doors: Iterable[Door], room: int = 1000) -> Table:
    """Return a row for each role: how much of what it needs is taught, the door, and why, in at most `room` letters."""
    rows = (
        (knowledge.role[door.role].name, taught_count(door), door_cell(knowledge, door, room))
        for door in doors
    )
    return Table(("Role", "Teaches", "Door"), cells(rows))


def points_table(columns: tuple[str, ...], rows: Iterable[tuple[str, Iterable[int]]]) -> Table:
    """Return a table of names, each with its points."""
    return Table(columns, cells((name, *map(signed, numbers)) for name, numbers in rows))


def by_door(knowledge: Knowledge, doors: Sequence[Door], title: str = "") -> Table:
    """Return a row for each door with the names of the roles behind it."""
    names = {state: [knowledge.role[d.role].name for d in doors if d.state is state] for state in DoorState}
    rows = cells((state, ", ".join(found)) for state, found in names.items() if found)
    return Table(("", ""), rows, title)


def pay_words(figure: Pay, today: int) -> str:
    """Return a pay figure whole: whom, where, when, the middle, the spread, how many, who is counted."""
    place = figure.country if figure.place == "whole country" else f"{figure.country} ({figure.place})"
    ends = ((figure.low, figure.low_is), (figure.high, figure.high_is))
    spread = ", ".join(f"{what or ''} {amount:,}".strip() for amount, what in ends if amount is not None)
    jobs = f"{figure.employment:,} jobs" if figure.employment is not None else ""
    number = ", ".join(filter(None, (jobs, figure.sample)))
    told = "spread and number not published"
    if spread or number:
        told = f"{spread or 'spread not published'}; {number or 'number of people not published'}"
    about = f"{figure.group}, {place}, {dated(figure.year, today)}"
    return f"{about}: {_middle(figure)}; {told}; {figure.counted}."


def _middle(figure: Pay) -> str:
    """Return the median; a mean only where there is none, and with what is wrong with it."""
    if figure.median is not None:
        return f"{figure.median:,} {figure.currency} in the middle (median, {figure.basis})"
    if figure.mean is None:
        return f"no median published ({figure.basis})"
    mean = f"mean {figure.mean:,} {figure.currency} ({figure.basis})"
    return f"{mean}, no median published: a few high earners pull a mean up"


def head(knowledge: Knowledge) -> dict[str, Any]:
    """Return how a JSON document begins: the version of its form, and which knowledge base it rests on."""
    return {"schema": SCHEMA, "knowledge": {"version": knowledge.version, "hash": knowledge.hash}}


def door_record(door: Door, *, needs: bool = True) -> dict[str, Any]:
    """Return a door as JSON, with the topics behind it as flat lists; `needs`: each with the modules that teach it, too."""
    musts = [need for need in door.needs if need.must]
    groups = {
        "missing": door.missing,
        "unknown": [need.topics for need in musts if need.open],
        "introduced": [need.topics for need in musts if need.low > 0 and not need.met],
    }
    flat = {key: list(dict.fromkeys(chain.from_iterable(topics))) for key, topics in groups.items()}
    return {
        **to_jsonable_python(door, exclude={"state"} if needs else {"state", "needs"}),
        "door": door.state,
        **flat,
    }


def uses(knowledge: Knowledge) -> dict[str, Counter[str]]:
    """Return source id → record ("roles composer") → how many facts of the record cite the source."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for reference in references(knowledge):
        if reference.kind == "sources":
            found[reference.target][f"{reference.table} {reference.record}"] += 1
    return found


def without_repeats(texts: list[str]) -> list[str]:
    """Return texts without those whose words all stand in one before: "A-level maths" after "A-levels in maths and physics"."""
    kept: dict[str, set[str]] = {}
    for text in texts:
        words = set(text.lower().replace("a-levels", "a-level").replace(",", " ").split())
        if not any(words <= others for others in kept.values()):
            kept[text] = words
    return list(kept)
