"""What each row of a pasted list is, by its own words and by what the list as a whole shows of its columns and statuses."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from degreepath.knowledge.model import ModuleStatus
from degreepath.modules.items import Item, read_credits, read_item, read_mere
from degreepath.modules.lines import CORE, ELECTIVE, MARKS, Heading, Words, plain
from degreepath.modules.rows import Row

MOSTLY = 0.7
GLUED = 0.4
_NOTHING = frozenset({"none", "n a", "nil", "na", "tbc", "tba"})
_MANY = frozenset({"modules", "courses", "units", "options", "electives"})
_YES, _NO = frozenset({"yes", "y", "✓", "✔", "☑", "x", "true"}), frozenset({"no", "n", "false"})
_LONGEST_STATUS, _LONGEST_HEAD, _LONG_LINE, _MOST_COLUMNS = 3, 8, 60, 12


@dataclass
class Entry:
    """A row and what it is: item, heading, columns, key (explains a mark), out, or; or, alone on its line, status, said, code, number, none.

    `said` is a word where statuses stand that is none we know. Of an item, the walk down the list adds the heading in
    force, the `year`, whether the status is its `own`, its `choice` and its `contents`.
    """

    kind: str
    row: Row
    item: Item = field(default_factory=Item)
    heading: Heading | None = None
    why: str = ""
    said: str | None = None
    year: str = ""
    own: bool = False
    choice: str | None = None
    contents: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether it is a title with nothing else on its line."""
        item = self.item
        marked = item.status and not item.title.endswith(("lectives", "ptions"))
        more = item.code or item.credits or item.labelled or marked or len(self.row.cells) > 1
        return self.kind == "item" and not more


class Layout:
    """Reads the rows of one list."""

    def __init__(self, found: Sequence[Row], words: Words) -> None:
        self._words, self._rows = words, found
        self._columns: dict[str, int] = {}
        self._width = 0
        self._asked: dict[int, ModuleStatus] = {}  # columns of yes and no, with the status they ask about
        lines = [row.cells[0] for row in found if len(row.cells) == 1 and not row.page]
        titles = [line for line in lines if not words.no_module(line) and not words.heading(line)]
        coded = [title for title in titles if words.code_length(title.split(), 0)]
        self._counted = _counted(coded if len(coded) > 2 else titles)
        glued = sum(title[-1:].isdecimal() and title[-2:-1].isalpha() for title in titles)
        self._glued = glued > GLUED * len(titles)
        self.meanings = {mark: status for row in found for mark, status in self._key(row).items()}
        cells = {cell.casefold() for row in found for cell in row.cells if len(cell) == 1 and cell.isalpha()}
        self._letters = words.letters_if_all(cells) | self.meanings
        self._status_columns = {i for i in range(_MOST_COLUMNS) if self._holds_statuses(i)}

    def entries(self) -> list[Entry]:
        """Return what each row is; a row that holds several modules is several."""
        wholes = (whole for row in self._rows for whole in self._parts(row))
        found = [self._entry(part) for whole in wholes for part in self._side_by_side(whole)]
        self._find_unknown_statuses(found)
        for last, entry in pairwise(found):  # a paragraph cut by the width of a page
            unfinished = last.why == "a sentence" and last.row.text[-1] not in ".!?:"
            cut = entry.row.text[0].islower() or len(last.row.text) > _LONG_LINE
            if entry.alone and unfinished and cut:
                entry.kind, entry.why = "out", "a sentence"
        return found

    def status(self, cell: str) -> ModuleStatus | None:
        """Return the status that a cell says and nothing else."""
        return self._letters.get(cell.strip("()").casefold()) or self._words.own_status(cell)

    def _holds_statuses(self, i: int) -> bool:
        """Say whether a column holds statuses, unknown ones too: some are known, and its values are few."""
        cells = [row.cells[i] for row in self._rows if 1 < len(row.cells) > i and not row.columns]
        return sum(self.status(cell) is not None for cell in cells) > 1 and 2 * len(set(cells)) <= len(cells)

    def _parts(self, row: Row) -> Iterator[Row]:
        """Yield the parts of a line that holds several: "MUS 101 Mixing or MUS 102 Foley", "Core modules: Mixing, Foley"."""
        words, tokens = self._words, row.text.split()
        parts: list[str] = []
        if len(row.cells) == 1:
            ors = {i for i, token in enumerate(tokens) if token in {"or", "OR"}}
            begins = (i for i in range(1, len(tokens)) if i in ors or tokens[i - 1][-1] == ";")
            starts = [i for i in begins if words.code_length(tokens, i + (i in ors))]
            head, _, rest = row.text.partition(": ")
            listed = [part.strip().removeprefix("and ") for part in rest.replace(";", ",").split(",")]
            heading = words.heading(head) if len(listed) > 1 and all(listed) else None
            if starts and 0 < words.code_length(tokens, 0) < starts[0]:
                bounds = pairwise([0, *starts, len(tokens)])
                parts = [" ".join(tokens[start:end]) for start, end in bounds]
            elif len(tokens) > 1 and tokens[-1] in {"or", "OR"}:
                parts = [" ".join(tokens[:-1]), "or"]
            elif heading and heading.lasts and (" and " not in rest or plain(head)[-1] in _MANY):
                parts = [f"{head}:", *listed]
        yield from (replace(row, cells=(part,), bullet="") for part in parts) if parts else (row,)

    def _side_by_side(self, row: Row) -> Iterator[Row]:
        """Yield one row for each module of a row that holds several, as in a plan with two terms side by side."""
        lengths = [(self._words.code_length(cell.split(), 0), len(cell.split())) for cell in row.cells]
        starts = [i for i, (code, whole) in enumerate(lengths) if 0 < code < whole]
        if len(starts) < 2:
            yield row
            return
        for start, end in pairwise([*starts, len(row.cells)]):
            yield replace(row, cells=row.cells[start:end], separator="")

    def _entry(self, row: Row) -> Entry:
        words, filled = self._words, [cell for cell in row.cells if cell]
        if row.columns or not filled:
            self._columns = row.columns or self._columns
            if row.columns:
                asked = ((i, words.asked(cell)) for i, cell in enumerate(row.cells))
                self._width, self._asked = len(row.cells), {i: status for i, status in asked if status}
            return Entry("columns", row)
        if self._key(row):
            return Entry("key", row, heading=words.heading(row.text, marked=True))
        if len(filled) == 1:
            return self._line(replace(row, cells=tuple(filled)), filled[0])
        texts = [cell for cell in filled if not words.is_number(cell)]
        first = texts[0] if texts else filled[0]
        why, heading = words.no_module(first), words.heading(" ".join(filled))
        if len(texts) > 1 or words.code_length(first.split(), 0):
            heading = words.heading(first) if first.endswith(":") else None
            why = why if why in {"part of the page", "an address", "the name of an award"} else None
        if all(words.column(cell) or words.rank(plain(cell)) is not None for cell in filled):
            heading, why = None, "names of columns"
        if heading or why:
            return Entry("heading" if heading else "out", row, heading=heading, why=why or "")
        return self._table_row(row)

    def _line(self, row: Row, text: str) -> Entry:
        words, tokens = self._words, text.split()
        kind, item = self._alone(row, text, tokens)
        if kind:
            return Entry(kind, row, item)
        if words.code_length(tokens, 0):
            item = self._item(text)
            first = set(item.title.split()[:1])
            prose = first & words["verbs"] or (item.title[:1].islower() and first & words["prose"])
            return Entry("out" if prose else "item", row, item, why="a sentence" if prose else "")
        entry_condition = words.is_condition(text)
        text = self._without_description(text)
        why = "a condition of entry" if entry_condition else words.no_module(text)
        heading = words.heading(text, marked=row.marked)
        if heading and not entry_condition and (heading.announces or why is None):
            return Entry("heading", row, heading=heading)
        item = self._item(text)
        section = "the name of a section" if words.is_section(text) else ""
        why = why or (section if item.title else "a price")
        return Entry("out" if why else "item", row, item, why=why)

    def _alone(self, row: Row, text: str, tokens: Sequence[str]) -> tuple[str, Item]:
        """Return what a line is that holds only one thing around a title: a code, a number, a status, "or"; else ""."""
        folded = " ".join(plain(text)).rstrip("# ")
        shouted = tokens[0] == "OR" and self._words.code_length(tokens, 1)
        if text.casefold() == "or" or tokens[0] == "or" or shouted:
            return "or", self._item(text[3:]) if len(tokens) > 1 else Item()
        said = self._mere(text) or Item()
        kinds = {"none": folded in _NOTHING, "number": said.credits, "code": said.code}
        kinds["status"] = said.status and not row.marked
        return next((kind for kind, fits in kinds.items() if fits), ""), said

    def _without_description(self, text: str) -> str:
        """Return a title without the sentence about it that follows a dash or a colon."""
        for dash in (" – ", " — ", " - ", ": "):
            head, found, rest = text.partition(dash)
            sentence = found and len(plain(rest)) > 4 and self._words["prose"] & set(rest.split())
            if sentence and text[-1] != ":" and len(head.split()) <= _LONGEST_HEAD:
                return head
        return text

    def _item(self, text: str) -> Item:
        """Return the module in a line; letters that the list explains are its status: "M MUS 101 Mixing", "Mixing (O)"."""
        tokens, status = text.split(), None
        for at, rest in ((0, tokens[1:]), (-1, tokens[:-1])):
            if rest and not status and not set(tokens[at]) <= MARKS:
                status = self.meanings.get(tokens[at].strip("():.").casefold())
                text = " ".join(rest) if status else text
        item = read_item(text, self._words, counted=self._counted, glued=self._glued)
        return replace(item, status=status) if status else item

    def _mere(self, cell: str) -> Item | None:
        """Return what a cell says that is nothing but a code, credits, a status, marks or a term."""
        letter = self._letters.get(cell.strip("()").casefold())
        return Item(status=letter) if letter else read_mere(cell, self._words)

    def _table_row(self, row: Row) -> Entry:
        """Read a row by the columns of the header above it, or else by the shape of its cells: the first text is the title."""
        words, cells, said = self._words, row.cells, ""
        at = {name: cells[i] for name, i in self._columns.items() if i < len(cells)}
        whole = row.separator != "  " or len(cells) == self._width  # between gaps an empty cell has no place
        answer = self._answer(cells) if whole else None
        cells = tuple("" if answer and i in self._asked else cell for i, cell in enumerate(cells))
        told = row.separator in {"\t", "|", "/", ",", ";"}
        title, around = "", Item()
        if told and sum(map(str.isalpha, at.get("title", ""))) > 2:
            first = self._mere(cells[0]) or Item()
            title, said = at["title"], "" if answer else at.get("status", "")
            status = words.status(said) or self.status(said) or words.letters.get(said.casefold())
            around = read_credits(at.get("credit", "")).plus(
                Item(code=at.get("code") or first.code, status=status)
            )
            said = "" if status or " ".join(plain(said)) in _NOTHING else said
            item = around.plus(read_item(title, words))
        else:
            for i, cell in enumerate(cells):
                mere = self._mere(cell) if cell else Item()
                if mere is not None and (title or around.code or not mere.credits):
                    around = around.plus(mere)
                elif mere is None and i in self._status_columns and len(cell.split()) <= _LONGEST_STATUS:
                    said = cell
                elif mere is None and not title:
                    title = cell
            title = title or around.code or next(filter(None, cells), "")
            item = read_item(title, words).plus(around)
        item = replace(item, title=read_item(title, words).title, status=answer or item.status)
        kind = "item" if any(map(str.isalpha, item.title)) else "out"
        return Entry(kind, row, item, said=said or None, why="" if kind == "item" else "no title")

    def _answer(self, cells: Sequence[str]) -> ModuleStatus | None:
        """Return what the yes or no below a column's question says: "Core? No" is elective. A yes beats a no."""
        said = [(cells[i].casefold(), status) for i, status in self._asked.items() if i < len(cells)]
        no = next((CORE if status is ELECTIVE else ELECTIVE for cell, status in said if cell in _NO), None)
        return next((status for cell, status in said if cell in _YES), no)

    def _key(self, row: Row) -> dict[str, ModuleStatus]:
        """Return what marks a line explains: "* = option", "Modules marked † are compulsory", "C = core, O = option"."""
        text = f"{row.bullet} {row.text}".strip()
        found = {}
        for part in text.replace(";", ",").split(",") if "=" in text else ():
            mark, _, meaning = part.partition("=")
            mark, status = mark.strip(" ()[]\"'"), self._words.status(meaning)
            if status and mark and (set(mark) <= MARKS or (len(mark) < 3 and mark.isupper())):
                found[mark.casefold()] = status
        named = {"marked", "denotes", "indicates", "asterisk", "asterisked"} & set(plain(text))
        if named and not found and (status := self._words.status(text)):
            marks = [token.strip("()[]\"'.,“”‘’") for token in text.split()]
            found = {mark: status for mark in marks if mark and set(mark) <= MARKS} or {"*": status}
        return found

    def _find_unknown_statuses(self, found: Sequence[Entry]) -> None:
        """Call a line "said" that stands where the lines with a status stand, and titles do not: a status we do not know."""
        before = Counter(a.kind for a, b in pairwise(found) if b.kind == "status")
        usual = before.most_common(1)[0][0] if before else ""
        titled = any(a.kind == "code" and b.alone for a, b in pairwise(found))
        texts = Counter(entry.row.text for entry in found)
        if usual in {"", "heading", "columns"} or (usual == "code" and titled):
            return
        for last, entry in pairwise(found):
            text = entry.row.text
            short = len(text.split()) <= _LONGEST_STATUS and not any(map(str.isdecimal, text))
            if entry.alone and short and last.kind == usual and (usual != "item" or texts[text] > 1):
                entry.kind, entry.said = "said", text


def _counted(titles: Iterable[str]) -> bool:
    """Say whether lines end in a number of credits: nearly all do, and the titles differ without it."""
    parts = [title.rsplit(" ", 1) for title in titles]
    ended = [(part[0], int(part[1][:6])) for part in parts if len(part) > 1 and part[1].isdecimal()]
    distinct = len({head for head, _ in ended}) > 0.8 * len(ended)
    beyond_parts = max((number for _, number in ended), default=0) > 2
    return beyond_parts and distinct and len(ended) > 2 and len(ended) >= MOSTLY * len(parts)
