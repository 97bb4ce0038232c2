"""A pasted module list: down its rows with the headings in force, to its modules and to what is left to ask.

A status is taken as the list's own pattern shows: from a column, from a heading above, or from a line of its own before or
after. What a list does not say stays open (None) and is asked about; a status word that we do not know is never guessed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import pairwise

from degreepath.errors import ModuleListError
from degreepath.knowledge import Knowledge
from degreepath.knowledge.model import ElectiveGroup, ModuleStatus
from degreepath.modules.as_program import SAY, LeftOut, ListedModule, ModuleList, from_toml
from degreepath.modules.lines import CORE, ELECTIVE, MARKS, YEAR, Heading, Words, plain, words_of
from degreepath.modules.list_layout import Layout
from degreepath.modules.rows import Item, Row, rows
from degreepath.modules.titles import read_title
from degreepath.text import some

MAX_BYTES, MAX_TEXT, MOST_LINES, LONGEST_TITLE = 2_000_000, 128_000, 4_000, 300
OFTEN, FEW, SEVERAL = 0.6, 0.1, 3
_KINDS = {b"%PDF": "a PDF", b"PK\x03\x04": "a Word, Excel or zip file", b"{\\rtf": "an RTF file"}
_BREAKING = frozenset({"li", "tr", "p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"})


def decode(raw: bytes, name: str) -> str:
    """Return the text of a pasted file. Raises ModuleListError, in one sentence, if it is too large, empty or no text."""
    kind = next((kind for start, kind in _KINDS.items() if raw.startswith(start)), None)
    if len(raw) > MAX_BYTES:
        kind = f"larger than {MAX_BYTES // 1_000_000} MB"
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    half = raw[1::2].count(0) > len(raw) // 3  # UTF-16 without its mark, as some editors write it
    try:
        text = raw.decode("utf-16" if wide else "utf-16-le" if half else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0" if wide or half else raw.decode("cp1252", errors="replace")  # Notepad's "ANSI"
    if any(c < " " and c not in "\t\n\r\f\v" for c in text) or "�" in text:
        kind = kind or "not a text file"
    if kind:
        raise ModuleListError(SAY["no_text"].format(name=name, kind=kind))
    return text


def _shown(text: str) -> str:
    """Return HTML as the lines and cells that a browser would show."""
    first, *tags = text.replace("\n", " ").split("<")
    parts = [first]
    for tag in tags:
        name, _, rest = tag.partition(">")
        name = name.strip("/ ").split(" ", maxsplit=1)[0].casefold()
        parts.append(("\n" if name in _BREAKING else "\t" if name in {"td", "th"} else "") + rest)
    return unescape("".join(parts))


def read_list(knowledge: Knowledge, text: str) -> ModuleList:
    """Return the module list in `text`: plain text, a table, HTML, or TOML as `to_toml` writes it.

    Raises ModuleListError, a sentence, if it is no such list, if no module is found, or if it is far too long.
    """
    if text.lstrip().startswith(("{", "[{", '["')):
        raise ModuleListError("This is JSON, not a module list; paste the titles, one module a line.")
    if "[[programs]]" in text:  # ten times as long as the list that it was made of
        return from_toml(knowledge, text)
    if len(text) > MAX_TEXT or text.count("\n") > MOST_LINES:
        raise ModuleListError("The list is far longer than that of any course; leave only one course in it.")
    if any(tag in text.casefold() for tag in ("</li>", "</td>", "</p>", "</div>", "</h")):
        text = _shown(text)
    words = words_of(knowledge)
    walk = _Walk(Layout(rows(text, words), words), words)
    if not walk.found:
        raise ModuleListError("There are no module titles in the list; write one a line, below 'Core:'.")
    modules = [_module(knowledge, walk, row, words) for row in walk.found]
    left_out = tuple(LeftOut(row.text, row.why) for row in walk.rows if row.kind == "out")
    presupposed = tuple(dict.fromkeys(_presupposed(knowledge, left_out, words)))
    taught = {topic for module in modules for topic in module.topics}
    maths = tuple(sorted({*words.exact["maths"]} - taught - {*presupposed}))
    needing = {*words.exact["needs-maths"]}
    interest = {topic.id: topic.interest for topic in knowledge.topics}
    fed = [name for module in modules for name in dict.fromkeys(map(interest.get, module.topics)) if name]
    rules = ((name, heading.choose, heading.text[:LONGEST_TITLE]) for name, heading in walk.choices.items())
    listed = ModuleList(
        modules=tuple(replace(m, assumes=maths) if needing & {*m.topics} else m for m in modules),
        groups=tuple(ElectiveGroup(id=name, choose=n, rule=rule) for name, n, rule in rules if n),
        presupposes=presupposed,
        left_out=left_out,
        teaches={name: 1 + (n > 1) + (n > 3) for name, n in Counter(fed).most_common(10)},
    )
    return replace(listed, questions=tuple(_questions(listed, walk)))


def _module(knowledge: Knowledge, walk: "_Walk", row: Row, words: Words) -> ListedModule:
    item = row.item
    group = row.choice if row.choice and walk.choices[row.choice].choose else None
    status = ELECTIVE if group else item.status
    title = item.title if len(item.title) <= LONGEST_TITLE else item.title[: LONGEST_TITLE - 1].rstrip() + "…"
    reading = read_title(knowledge, title, item.code)
    unreadable = not reading.topics and (words.is_code(title) or words.says("untitled", plain(title)))
    item = replace(item, title=title, status=status, said=None if status else item.said)
    return ListedModule(**vars(item), **reading._asdict(), group=group, unreadable=unreadable)


def _presupposed(knowledge: Knowledge, left_out: tuple[LeftOut, ...], words: Words) -> Iterator[str]:
    """Yield the topics that conditions of entry name: "A-level maths required", "Prerequisite: calculus"."""
    for line, _ in left_out:
        if words.is_condition(line) and not words.says("entry-not", plain(line)):
            reading = read_title(knowledge, line)
            yield from (t for t in (*reading.topics, *reading.may) if t in words.exact["presupposed"])


def _questions(listed: ModuleList, walk: "_Walk") -> Iterator[str]:
    """Yield what to ask the person who pasted the list, a sentence each."""
    for word in listed.unknown_words:
        yield f"The list says “{word}” of some modules: does that mean compulsory, or to be chosen?"
    if len(listed.unmarked) == len(listed.modules):
        yield "The list does not say which modules are compulsory: is every one compulsory, or are they to be chosen?"
    elif listed.unmarked:
        named = some([f"“{title}”" for title in listed.unmarked], 3)
        yield f"The list does not say whether {named} must be taken: please ask."
    marks = {c for row in walk.found for c in row.item.marks if c in MARKS} - set(walk.meanings)
    if marks and listed.unmarked:
        yield f"Some modules carry the mark {' '.join(sorted(marks))}, which the list does not explain: what does it mean?"


class _Walk:
    """Goes down the rows: `found` are the modules, `choices` the rules of groups of electives."""

    def __init__(self, layout: Layout, words: Words) -> None:
        self.found: list[Row] = []
        self.choices: dict[str, Heading] = {}
        self.rows, self.meanings, self._words = _folded(layout.rows), layout.meanings, words
        self._status: Heading | None = None
        self._status_rank: int | None = None
        self._rank: int | None = None
        self._above_years = self._announced = self._alternative = False
        self._year = ""
        items = [row for row in self.rows if row.kind == "item"]
        most = max(SEVERAL, OFTEN * len(items))
        coded = sum(bool(row.item.code) for row in items)
        self._some_coded, self._coded = coded > SEVERAL, coded > most
        self._bulleted = sum(bool(row.bullet) for row in items) > most
        pages = [row.page for row in items if row.page]
        self._paged = len(set(pages)) >= OFTEN * len(pages) > 1
        for row, following in pairwise([*self.rows, Row(("",))]):
            self._step(row, following)
        self._settle_statuses()
        self._group()

    def _step(self, row: Row, following: Row) -> None:
        match row.kind:
            case "key" if row.heading and row.heading.choose:
                for one in self.found:  # "* = option, take two" speaks of what has a mark since the last year
                    if one.year == self._year and self.meanings.keys() & set(one.item.marks):
                        one.heading = row.heading
            case "heading" | "status":
                self._take_heading(row.heading or Heading(row.text, row.item.status, lasts=True))
            case "or":
                self._alternative = bool(self.found)
                if row.item.title:
                    self._add(row)
            case "item" if self._is_section(row, following):
                self._take_heading(Heading(row.text, self._words.status(row.text)))
                row.kind, row.why = "out", "the name of a section, or a note"
            case "item":
                usual = (self._coded and row.item.code) or (self._bulleted and row.bullet)
                self._announced = self._announced and not usual
                self._add(row)

    def _take_heading(self, heading: Heading) -> None:
        """A year or term ends the status of one like it or above; a status above all years stays."""
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
        self._announced = heading.announces

    def _is_section(self, row: Row, following: Row) -> bool:
        """Say whether a title without the code, bullet or page that the list's modules have heads what follows."""
        content = row.bullet and row.text[0].islower() and self.found and not self.found[-1].bullet
        heads = self._some_coded and (following.item.code or following.kind == "heading")
        same_page = self._paged and row.page and following.page == row.page
        unlike = same_page or self._coded or (self._bulleted and not row.bullet)
        return row.alone and bool(content or heads or (unlike and not self._announced))

    def _add(self, row: Row) -> None:
        item, row.year = row.item, self._year
        row.heading = self._status if item.status is None else None
        if row.bullet in self.meanings:
            row.item = replace(item, marks=item.marks + row.bullet)
        if self._alternative:
            last = self.found[-1]
            last.choice = row.choice = last.choice or f"choice-{len(self.choices) + 1}"
            before = self.choices.get(last.choice, Heading(last.item.title))
            self.choices[last.choice] = Heading(f"{before.text} or {item.title}", ELECTIVE, choose=1)
        self.found.append(row)
        self._alternative = False

    def _settle_statuses(self) -> None:
        """Give modules the status of their marks, or of the heading above. Where only electives are marked, the rest is compulsory."""
        own = Counter[ModuleStatus]()
        for row in self.found:
            stated = None if "elective" in row.item.title.casefold() else row.item.status
            meanings = (self.meanings[c] for c in row.item.marks if c in self.meanings)
            if status := stated or next(meanings, None):
                row.item = replace(row.item, status=status)
                own[status] += 1
        only_core = set(self.meanings.values()) == {CORE} == set(own)
        only_electives = own[CORE] == 0 and own[ELECTIVE] >= FEW * len(self.found)
        rest = CORE if only_electives else ELECTIVE if only_core else None
        for row in self.found:
            if not (row.item.status or row.item.said):
                row.item = replace(row.item, status=(row.heading and row.heading.status) or rest)

    def _group(self) -> None:
        """Put the electives below a heading that says how many to choose, or how many credits, into one group."""
        names: dict[int, str] = {}
        for row in self.found:
            heading = row.heading
            if heading and not row.choice and (heading.choose or heading.choose_credits):
                row.choice = names.setdefault(id(heading), f"choice-{len(self.choices) + 1}")
                year = "" if heading.text.startswith(row.year) else f"{row.year}: "
                self.choices.setdefault(row.choice, replace(heading, text=year + heading.text))
        for name, heading in self.choices.items():
            worth = {row.item.credits or "" for row in self.found if row.choice == name}
            each = int(one) if len(worth) == 1 and (one := worth.pop()).isdecimal() else 0
            if heading.choose_credits and each and heading.choose_credits % each == 0:
                self.choices[name] = replace(heading, choose=heading.choose_credits // each)


def _folded(found: Sequence[Row]) -> list[Row]:
    """Return the rows with codes, credits and statuses that stand on lines of their own put into their modules."""
    kinds = Counter(row.kind for row in found)  # in the order in which each comes first
    many = kinds["code"] >= OFTEN * kinds["item"]
    before = many and next((kind for kind in kinds if kind in {"code", "item"}), "") == "code"
    titled = next((kind for kind in kinds if kind in {"item", "status", "said"}), "") == "item"
    after = titled and kinds["status"] + kinds["said"] >= OFTEN * kinds["item"]
    folded: list[Row] = []
    ahead = Item()
    for row in found:
        last = folded[-1].item if folded and folded[-1].kind == "item" else None
        match row.kind:
            case "code" if before:
                ahead = replace(row.item, said=ahead.said)
            case "code" if not many:
                folded.append(replace(row, kind="item", item=replace(row.item, title=row.item.code or "")))
            case "code" | "number" if last:
                folded[-1].item = last.plus(row.item)
            case "status" | "said" if after and last and not (last.status or last.said):
                folded[-1].item = last.plus(row.item)
            case "said":
                ahead = replace(ahead, said=row.item.said)
            case "item":
                folded.append(replace(row, item=row.item.plus(ahead)))
                ahead = Item()
            case "heading" | "key" | "status" | "or" | "out":
                folded.append(row)
    return folded
