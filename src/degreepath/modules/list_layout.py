"""What each row of a pasted list is, by its own words and by what the list as a whole shows of its columns and statuses."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from degreepath.knowledge.model import ModuleStatus
from degreepath.modules.lines import CORE, ELECTIVE, MARKS, Words, plain
from degreepath.modules.rows import Item, Row, read_item, read_mere

MOSTLY, GLUED = 0.7, 0.4
_LONG_LINE, _LONGEST_STATUS, _LONGEST_HEAD, _MOST_COLUMNS = 60, 3, 8, 12
_OTHER = {CORE: ELECTIVE, ELECTIVE: CORE}


class Layout:
    """Says what each row of a list is, by its own words and by what the list as a whole shows."""

    def __init__(self, found: Sequence[Row], words: Words) -> None:
        self._words, self._found, self._columns = words, found, dict[str, int]()
        self._asked = dict[tuple[int, str], ModuleStatus]()
        lines = [row.text for row in found if len(row.cells) == 1 and not row.page]
        titles = [line for line in lines if not words.no_module(line) and not words.heading(line)]
        coded = [title for title in titles if words.code_length(title.split(), 0)]
        self._counted = _counted(coded if len(coded) > 2 else titles)
        glued = sum(title[-1:].isdecimal() and title[-2:-1].isalpha() for title in titles)
        self._glued = glued > GLUED * len(titles)
        self.meanings = {mark: status for row in found for mark, status in self._key(row).items()}
        cells = {cell.casefold() for row in found for cell in row.cells if len(cell) == 1 and cell.isalpha()}
        known = cells <= words.letters.keys() and len({words.letters[cell] for cell in cells}) > 1
        self._letters = (words.letters if known else {}) | self.meanings
        table = (row.cells[:_MOST_COLUMNS] for row in found if len(row.cells) > 1 and not row.columns)
        columns = enumerate(zip_longest(*table))
        self._status_columns = {i for i, column in columns if self._holds_statuses(column)}
        self.rows = [part for row in found for part in self._parts(row)]
        for row in self.rows:
            self._tell(row)
        self._find_unknown_statuses()
        for last, row in pairwise(self.rows):  # a paragraph cut by the width of a page
            unfinished = last.why == "a sentence" and last.text[-1] not in ".!?:"
            if row.alone and unfinished and (row.text[0].islower() or len(last.text) > _LONG_LINE):
                row.kind, row.why = "out", "a sentence"

    def _holds_statuses(self, column: Iterable[str | None]) -> bool:
        """Say whether a column holds statuses, unknown ones too: some are known, and its values are few."""
        cells = [cell for cell in column if cell is not None]
        known = sum(bool(mere and mere.status) for mere in map(self._mere, cells))
        return known > 1 and 2 * len(set(cells)) <= len(cells)

    def _mere(self, cell: str) -> Item | None:
        """Return what a cell says that is nothing but a code, credits, a status, marks or a term."""
        letter = self._letters.get(cell.strip("()").casefold())
        return Item(status=letter) if letter else read_mere(cell, self._words)

    def _parts(self, row: Row) -> Iterator[Row]:
        """Yield the parts of a row that holds several modules: terms side by side, "MUS 101 Mixing or MUS 102 Foley", "Core: A, B"."""
        words, tokens = self._words, row.text.split()
        if len(row.cells) > 1:
            split = (cell.split() for cell in row.cells)
            starts = [i for i, cell in enumerate(split) if 0 < words.code_length(cell, 0) < len(cell)]
            parts = [row.cells[start:end] for start, end in pairwise([*starts, len(row.cells)])]
        else:
            code = words.code_length(tokens, 0)
            ors = [i for i in range(code + 1, len(tokens)) if code and tokens[i] in {"or", "OR"}]
            ors = [i for i in ors if words.code_length(tokens, i + 1)]
            parts = [(" ".join(tokens[start:end]),) for start, end in pairwise([0, *ors, len(tokens)])]
            head, _, rest = row.text.partition(": ")
            comma = next((comma for comma in ";," if comma in rest), " / ")
            listed = [part.strip() for part in rest.split(comma)]
            heading = words.heading(head) if len(listed) > 1 and all(listed) else None
            if heading and heading.lasts:
                parts = [(f"{head}:",), *((part,) for part in listed)]
        yield from (replace(row, cells=part, separator="") for part in parts) if len(parts) > 1 else (row,)

    def _tell(self, row: Row) -> None:
        """Say what `row` is."""
        filled = tuple(cell for cell in row.cells if cell)
        if row.columns:
            self._columns, self._asked = row.columns, self._asks(row)
        elif self._key(row):
            row.kind, row.heading = "key", self._words.heading(row.text.strip("*= "), marked=True)
        elif len(filled) == 1:
            row.cells = filled
            self._tell_line(row, filled[0])
        else:
            self._tell_cells(row, filled)

    def _tell_line(self, row: Row, text: str) -> None:
        words, tokens = self._words, text.split()
        row.item = mere = self._mere(text) or Item()
        shouted = tokens[0] == "OR" and (len(tokens) == 1 or words.code_length(tokens, 1))
        if " ".join(plain(text)).rstrip("# ") in words["nothing"]:
            return
        if tokens[0] == "or" or shouted:
            row.kind, row.item = "or", self._item(text[3:])
        elif mere.credits or mere.code or (mere.status and not row.marked):
            row.kind = "number" if mere.credits else "code" if mere.code else "status"
        elif words.code_length(tokens, 0):
            row.kind, row.item = "item", self._item(text)
            first = set(row.item.title.split()[:1])
            if first & words["verbs"] or (row.item.title[:1].islower() and first & words["prose"]):
                row.kind, row.why = "out", "a sentence"
        else:
            self._tell_words(row, text)

    def _tell_words(self, row: Row, text: str) -> None:
        """Say what a line is that begins with no code: a heading, a title, or what stands around a list."""
        words, condition = self._words, self._words.is_condition(text)
        text = self._without_description(text)
        why = "a condition of entry" if condition else words.no_module(text)
        heading = None if condition else words.heading(text, marked=row.marked)
        if heading and (heading.announces or not why):
            row.kind, row.heading = "heading", heading
            return
        row.item = self._item(text)
        section = "the name of a section" if words.is_section(text) else ""
        row.why = why or (section if row.item.title else "a price")
        row.kind = "out" if row.why else "item"

    def _without_description(self, text: str) -> str:
        """Return a title without the sentence about it that follows a dash or a colon."""
        for dash in (" – ", " — ", " - ", ": "):
            head, _, rest = text.partition(dash)
            sentence = len(plain(rest)) > 4 and self._words["prose"] & set(rest.split())
            if sentence and text[-1] != ":" and len(head.split()) <= _LONGEST_HEAD:
                return head
        return text

    def _item(self, text: str) -> Item:
        """Return the module in a line; letters that the list explains are its status: "M MUS 101 Mixing", "Mixing (O)"."""
        tokens, status = text.split(), None
        for at, rest in ((0, tokens[1:]), (-1, tokens[:-1])):
            if rest and not status and tokens[at].strip(MARKS):
                status = self.meanings.get(tokens[at].strip("():.").casefold())
                text = " ".join(rest) if status else text
        item = read_item(text, self._words, counted=self._counted, glued=self._glued)
        return replace(item, status=status or item.status)

    def _tell_cells(self, row: Row, filled: Sequence[str]) -> None:
        """Say what a row of several cells is."""
        words = self._words
        texts = [cell for cell in filled if not words.is_number(cell)] or filled
        why, heading = words.no_module(texts[0]), words.heading(" ".join(filled))
        if len(texts) > 1 or words.code_length(texts[0].split(), 0):
            heading = words.heading(texts[0]) if texts[0].endswith(":") else None
            why = why if why in {"part of the page", "an address", "the name of an award"} else None
        if all(words.column(cell) or words.rank(plain(cell)) is not None for cell in filled):
            heading, why = None, "names of columns"
        if heading or why:
            row.kind, row.heading, row.why = "heading" if heading else "out", heading, why or ""
            return
        row.item = self._item_in(row)
        row.kind, row.why = ("item", "") if any(map(str.isalpha, row.item.title)) else ("out", "no title")

    def _item_in(self, row: Row) -> Item:
        """Return the module in cells, by the header above them or else by their shape: the first text is the title."""
        words, cells = self._words, row.cells
        at = {name: cells[i] for name, i in self._columns.items() if i < len(cells)}
        by_name = row.separator != "  " and sum(map(str.isalpha, at.get("title", ""))) > 2
        at = at if by_name else {}
        title, said = at.get("title", ""), ""
        statuses = {self._columns.get("status")} if by_name else self._status_columns
        worth = read_mere(at.get("credit", ""), words) or Item()
        around = Item(code=at.get("code") or None, credits=worth.credits)  # by name, a number may be a code
        for i, cell in enumerate(cells):
            if not cell or cell == title or (i, cell.casefold()) in self._asked:
                continue
            mere = self._mere(cell)
            row_number = not (title or around.code or " " in cell)
            if i in statuses and not (mere and mere.status):
                status = words.status(cell) or words.letters.get(cell.casefold())
                around, said = around.plus(Item(status=status)), "" if status else cell
            elif mere is None:
                title = title or cell
            elif not mere.credits or not (by_name or row_number):
                around = around.plus(mere)
        own = read_item(title or around.code or next(filter(None, cells)), words)
        whole = around.plus(own) if by_name else own.plus(around)
        answer = None if said else self._answer(cells)
        named = " ".join(plain(said)) not in words["nothing"] and len(said.split()) <= _LONGEST_STATUS
        whole = whole.plus(Item(status=answer, said=said if named else None))
        return replace(whole, title=own.title, labelled=own.labelled)

    def _asks(self, header: Row) -> dict[tuple[int, str], ModuleStatus]:
        """Return what each answer means, the yeses first: below "Core?" a no is elective, and with ticks no tick is."""
        asked = {i: self._words.own_status(cell) for i, cell in enumerate(header.cells)}
        yes, no = self._words["yes"], self._words["no"]
        means = {(i, answer): status for i, status in asked.items() if status for answer in yes}
        for i, status in asked.items():
            given = {row.cells[i].casefold() for row in self._found if i < len(row.cells)}
            silent = {""} if given & yes and not given & no else set()
            means |= {(i, answer): _OTHER[status] for answer in no | silent if status}
        return means

    def _answer(self, cells: Sequence[str]) -> ModuleStatus | None:
        """Return the status that the answers in a row give; a yes beats a no."""
        given = dict(enumerate(map(str.casefold, cells)))
        answers = (means for (i, answer), means in self._asked.items() if given.get(i, "") == answer)
        return next(answers, None)

    def _key(self, row: Row) -> dict[str, ModuleStatus]:
        """Return what marks a line explains: "* = option", "Modules marked † are compulsory", "C = core, O = option"."""
        text, found = f"{row.bullet} {row.text}", {}
        for part in text.replace(";", ",").split(","):
            mark, _, meaning = part.partition("=")
            mark, status = mark.strip(" ()[]\"'"), self._words.status(meaning)
            if status and mark and (not mark.strip(MARKS) or (len(mark) < 3 and mark.isupper())):
                found[mark.casefold()] = status
        named = self._words["explaining"] & set(plain(text))
        if named and not found and (status := self._words.status(text)):
            marks = [token.strip("()[]\"'.,“”‘’") for token in text.split()]
            found = {mark: status for mark in marks if mark and not mark.strip(MARKS)} or {"*": status}
        return found

    def _find_unknown_statuses(self) -> None:
        """Call a line "said" that stands where the lines with a status stand, and titles do not: a status we do not know."""
        pairs = list(pairwise(self.rows))
        usual = Counter(a.kind for a, b in pairs if b.kind == "status").most_common(1)
        before = usual[0][0] if usual else ""
        texts = Counter(row.text for row in self.rows)
        for last, row in pairs:
            short = len(row.text.split()) <= _LONGEST_STATUS and not any(map(str.isdecimal, row.text))
            there = before == "number" or (before == "item" and texts[row.text] > 1)
            if there and last.kind == before and row.alone and short:
                row.kind, row.item = "said", Item(said=row.text)


def _counted(titles: Iterable[str]) -> bool:
    """Say whether lines end in a number of credits: nearly all do, and the titles differ without it."""
    parts = [title.rsplit(" ", 1) for title in titles]
    ended = [(part[0], int(part[1][:6])) for part in parts if len(part) > 1 and part[1].isdecimal()]
    distinct = len({head for head, _ in ended}) > 0.8 * len(ended)
    beyond_parts = max((number for _, number in ended), default=0) > 2
    return beyond_parts and distinct and len(ended) > 2 and len(ended) >= MOSTLY * len(parts)
