"""Down the entries of a list once, with the headings in force: which status, year and choice belong to which module."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import NamedTuple

from degreepath.modules.items import Item
from degreepath.modules.layout import MOSTLY, Entry, Layout
from degreepath.modules.lines import CORE, ELECTIVE, YEAR, Heading, Words, plain

OFTEN, FEW, SEVERAL = 0.6, 0.1, 3
_MANY = frozenset({"courses", "modules", "units", "requirements", "electives", "options"})


class LeftOut(NamedTuple):
    """A line that was not taken for a module, and why."""

    line: str
    why: str


class Walk:
    """Reads the entries: `found` are the modules, `left_out` other lines with why, `choices` the rules of groups of electives."""

    def __init__(self, layout: Layout, words: Words) -> None:
        self.found: list[Entry] = []
        self.left_out: list[LeftOut] = []
        self.choices: dict[str, Heading] = {}
        self.contradictions: list[str] = []
        self.meanings, self._words = layout.meanings, words
        self._status: Heading | None = None
        self._status_rank: int | None = None
        self._rank: int | None = None
        self._above_years = self._announced = self._alternative = False
        self._year = ""
        self._code: Entry | None = None
        self._said: str | None = None
        entries = layout.entries()
        self._look(entries)
        for entry, following in zip_longest(entries, entries[1:]):
            self._step(entry, following)
        self._take_code()
        self._explain_marks()
        self._group()

    def _look(self, entries: Sequence[Entry]) -> None:
        """See what the list as a whole shows: where statuses and codes stand, and what most of its modules have."""
        items = [entry for entry in entries if entry.kind == "item"]
        coded = [entry for entry in items if entry.item.code]
        bulleted = [entry for entry in items if entry.row.bullet]
        pages = [entry.row.page for entry in items if entry.row.page]
        behind_code = sum(a.kind == "code" and b.kind == "item" for a, b in pairwise(entries))
        small = sum(entry.row.text[0].islower() for entry in bulleted)
        self._after = _statuses_follow(entries)
        codes = sum(entry.kind == "code" for entry in entries)
        self._codes_join = codes >= OFTEN * len(items)
        self._codes_first = 2 * behind_code >= codes
        self._vertical = self._codes_first and behind_code >= MOSTLY * len(items)
        self._some_coded = len(coded) > SEVERAL
        self._coded = self._vertical or len(coded) > max(SEVERAL, OFTEN * len(items))
        self._costed = self._some_coded and sum(bool(e.item.credits) for e in coded) >= MOSTLY * len(coded)
        self._bulleted = len(bulleted) > max(SEVERAL, OFTEN * len(items))
        self._contents = small >= OFTEN * len(bulleted) > 0 and len(items) - len(bulleted) > 1
        self._paged = len(set(pages)) >= OFTEN * len(pages) > 1

    def _step(self, entry: Entry, following: Entry | None) -> None:
        match entry.kind:
            case "heading" | "key":
                self._take_heading(entry)
            case "status" | "said":
                self._take_status(entry)
            case "code" if self._codes_first or not self._codes_join:
                self._take_code()
                self._code = entry
                if not self._codes_join:
                    self._take_code()
            case "code" | "number" if self.found:
                self.found[-1].item = self.found[-1].item.plus(entry.item)
            case "or":
                self._alternative = bool(self.found)
                if entry.item.title:
                    self._add(entry)
            case "item":
                self._take_item(entry, following)
            case "out":
                self.left_out.append(LeftOut(entry.row.text, entry.why))
                self._go_on(entry.row.text)

    def _take_heading(self, entry: Entry) -> None:
        """A year or term ends the status of one like it or above; a status above all years stays."""
        heading = entry.heading or Heading(entry.row.text, entry.item.status, lasts=True)
        if entry.kind == "key":
            self._choose_marked(heading)
            return
        ended = self._status is not None and not self._status.lasts and heading.rank is None
        if heading.rank is not None:
            self._rank = heading.rank
            self._year = heading.text if heading.rank == YEAR else self._year
            ended = self._status_rank is not None and heading.rank <= self._status_rank
        if ended:
            self._status = self._status_rank = None
        if heading.status is not None:
            self._above_years |= not (self._status or self.found or self._rank is not None)
            self._status, self._status_rank = heading, None if self._above_years else self._rank
        if heading.contradicts:
            self.contradictions.append(heading.text)
        self._announced = heading.announces

    def _take_status(self, entry: Entry) -> None:
        """A status on a line of its own belongs to the module before it, or to those below, as the list's pattern shows."""
        last = self.found[-1] if self.found else None
        if self._after and last and not last.own and last.said is None:
            last.item = replace(last.item, status=entry.item.status or last.item.status)
            last.own, last.said = entry.kind == "status", entry.said
        elif entry.kind == "said":
            self._said = entry.said
        else:
            self._take_heading(entry)

    def _take_code(self) -> None:
        """A code without a title is a module; but where every title has its code above it, it is a note."""
        entry, self._code = self._code, None
        if entry and not self._vertical:
            entry.item = replace(entry.item, title=entry.item.code or "")
            self._add(entry)

    def _take_item(self, entry: Entry, following: Entry | None) -> None:
        coded = bool(entry.item.code or self._code)
        small = entry.row.bullet and entry.row.text[0].islower()
        note = self._vertical and not (coded or self._announced or entry.item.labelled)
        if note and self.found:
            self.found[-1].item = self.found[-1].item.plus(replace(entry.item, status=None))
        if note or (not coded and self._is_section(entry, following)):
            self._take_section(entry.row.text)
        elif small and self._contents and entry.alone and self.found:
            self.found[-1].contents += (entry.row.text,)
        else:
            over = (self._coded and coded) or (self._bulleted and entry.row.bullet)
            self._announced = self._announced and not over
            marks = entry.row.bullet if entry.row.bullet in self.meanings else ""
            entry.item = entry.item.plus(Item(code=self._code.item.code if self._code else None, marks=marks))
            self._code = None
            self._add(entry)

    def _is_section(self, entry: Entry, following: Entry | None) -> bool:
        """Say whether a title without a code, in a list of codes, or without a bullet or page of its own, heads what follows."""
        text, last = entry.row.text, plain(entry.item.title)[-1:]
        closed = text.endswith(")") or any(map(str.isalpha, text.split()[-1]))
        many = self._some_coded and set(last) <= _MANY and closed and len(entry.row.cells) == 1
        opens = following is not None and (following.kind == "code" or bool(following.item.code))
        if many or not entry.alone or (opens and (self._coded or self._costed)):
            return many or entry.alone
        if self._paged and entry.row.page and not self._announced:
            return following is not None and following.row.page == entry.row.page
        return not self._announced and (self._coded or (self._bulleted and not entry.row.bullet))

    def _take_section(self, text: str) -> None:
        """The name of a section ends the status of a section before it, and may name one: "Audio electives"."""
        status = self._words.status(text)
        if status or (self._status and not self._status.lasts):
            self._status, self._status_rank = Heading(text, status) if status else None, self._rank
        self._announced = False
        self.left_out.append(LeftOut(text, "the name of a section, or a note"))

    def _go_on(self, text: str) -> None:
        """Add to a heading what the next line says: "Select" and "exactly 20 credits"."""
        now = self._status
        if now and now.status is ELECTIVE and self._announced and not (now.choose or now.choose_credits):
            more = self._words.heading(f"{now.text} {text}") if self._words.is_section(text) else None
            self._status = replace(more, status=ELECTIVE) if more else now

    def _add(self, entry: Entry) -> None:
        item = entry.item
        entry.year, entry.said = self._year, entry.said or self._said
        entry.heading = self._status if item.status is None else None
        entry.own = item.status is not None and "elective" not in item.title.casefold()
        if self._alternative:
            last = self.found[-1]
            last.choice = entry.choice = last.choice or f"choice-{len(self.choices) + 1}"
            before = self.choices.get(last.choice, Heading(last.item.title))
            self.choices[last.choice] = Heading(f"{before.text} or {item.title}", ELECTIVE, choose=1)
        self.found.append(entry)
        self._said, self._alternative = None, False

    def _choose_marked(self, key: Heading) -> None:
        """Make a choice of what carries a mark since the last year, as in "* = option, students take two"."""
        rule = replace(key, text=f"{self._year}: {key.text.strip('*= ')}".strip(": "))
        for entry in self.found if key.choose else ():
            if entry.year == self._year and set(entry.item.marks) & set(self.meanings):
                entry.heading = rule

    def _explain_marks(self) -> None:
        """Give marked modules the status that the list explains. Where only electives are marked, the others are compulsory."""
        letters = {c for entry in self.found for c in entry.item.marks if c.isalpha()}
        meanings = self._words.letters_if_all(letters) | self.meanings
        for entry in self.found:
            meaning = next((m for c in entry.item.marks if (m := meanings.get(c))), None)
            if meaning and not entry.own:
                entry.item, entry.own = replace(entry.item, status=meaning), True
        own = Counter(entry.item.status for entry in self.found if entry.own)
        only_core = set(self.meanings.values()) == {CORE} == set(own)
        only_electives = own[CORE] == 0 and own[ELECTIVE] >= FEW * len(self.found)
        rest = CORE if only_electives else ELECTIVE if only_core else None
        for entry in self.found:
            if entry.item.status is None and not (entry.said or (entry.heading and entry.heading.status)):
                entry.item = replace(entry.item, status=rest)

    def _group(self) -> None:
        """Put the electives below a heading that says how many to choose, or how many credits, into one group."""
        names: dict[int, str] = {}
        for entry in self.found:
            heading = entry.heading
            if heading and not entry.choice and (heading.choose or heading.choose_credits):
                entry.choice = names.setdefault(id(heading), f"choice-{len(self.choices) + 1}")
                year = "" if heading.text.startswith(entry.year) else f"{entry.year}: "
                self.choices.setdefault(entry.choice, replace(heading, text=year + heading.text))
        for name, heading in self.choices.items():
            worth = {entry.item.credits or "" for entry in self.found if entry.choice == name}
            each = int(one) if len(worth) == 1 and (one := worth.pop()).isdecimal() else 0
            if heading.choose_credits and each and heading.choose_credits % each == 0:
                self.choices[name] = replace(heading, choose=heading.choose_credits // each)


def _statuses_follow(entries: Sequence[Entry]) -> bool:
    """Say whether statuses on lines of their own belong to the module before: blocks begin with a title, end with a status."""
    votes, block = 0, ""
    kinds = [entry.kind for entry in entries]
    statuses = kinds.count("status") + kinds.count("said")
    for kind in [*kinds, "heading"]:
        if kind in {"item", "status", "said"}:
            block += "T" if kind == "item" else "S"
        elif kind in {"heading", "columns", "key"}:
            votes += len(block) * ((block[:1] == "T") + (block[-1:] == "S") - 1)
            block = ""
    return votes > 0 and statuses >= OFTEN * kinds.count("item")
