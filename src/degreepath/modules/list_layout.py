"""What each row of a pasted list is, by its own words and by what the list as a whole shows of its columns and statuses."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from degreepath.knowledge.model import ModuleStatus
from degreepath.modules.lines import CORE, ELECTIVE, MARKS, Words, plain
from degreepath.modules.rows import Item, Row, read_item, read_mere

MOSTLY, GLUED = 0.7, 0.4
_LONG_LINE, _LONGEST_STATUS, _LONGEST_HEAD, _MOST_COLUMNS = 60, 3, 8, 12
_YES, _NO = frozenset({"yes", "y", "✓", "✔", "☑", "x", "true"}), frozenset({"no", "n", "false"})
_OTHER = {CORE: ELECTIVE, ELECTIVE: CORE}
_NOTHING = frozenset({"none", "n a", "nil", "na", "tbc", "tba", ""})


class Layout:
    """Says what each row of a list is, by its own words and by what the list as a whole shows."""

    def __init__(self, found: Sequence[Row], words: Words) -> None:
        self._words, self._found, self._columns = words, found, dict[str, int]()
        self._asked = dict[int, dict[str, ModuleStatus]]()
        lines = [row.cells[0] for row in found if len(row.cells) == 1 and not row.page]
        titles = [line for line in lines if not words.no_module(line) and not words.heading(line)]
        coded = [title for title in titles if words.code_length(title.split(), 0)]
        self._counted = _counted(coded if len(coded) > 2 else titles)
        glued = sum(title[-1:].isdecimal() and title[-2:-1].isalpha() for title in titles)
        self._glued = glued > GLUED * len(titles)
        self.meanings = {mark: status for row in found for mark, status in self._key(row).items()}
        cells = {cell.casefold() for row in found for cell in row.cells if len(cell) == 1 and cell.isalpha()}
        known = cells <= words.letters.keys() and len({words.letters[cell] for cell in cells}) > 1
        self._letters = (words.letters if known else {}) | self.meanings
        table = [row.cells for row in found if len(row.cells) > 1 and not row.columns]
        self._status_columns = {
            i
            for i in range(_MOST_COLUMNS)
            if self._holds_statuses([cells[i] for cells in table if len(cells) > i])
        }
        self.rows = [part for row in found for part in self._parts(row)]
        for row in self.rows:
            self._tell(row)
        self._find_unknown_statuses()
        for last, row in pairwise(self.rows):  # a paragraph cut by the width of a page
            unfinished = last.why == "a sentence" and last.text[-1] not in ".!?:"
            if row.alone and unfinished and (row.text[0].islower() or len(last.text) > _LONG_LINE):
                row.kind, row.why = "out", "a sentence"

    def _holds_statuses(self, cells: list[str]) -> bool:
        """Say whether a column holds statuses, unknown ones too: some are known, and its values are few."""
        meres = [self._mere(cell) for cell in cells]
        known = sum(bool(mere and mere.status) for mere in meres)
        return known > 1 and 2 * len(set(cells)) <= len(cells)

    def _mere(self, cell: str) -> Item | None:
        """Return what a cell says that is nothing but a code, credits, a status, marks or a term."""
        letter = self._letters.get(cell.strip("()").casefold())
        return Item(status=letter) if letter else read_mere(cell, self._words)

    def _parts(self, row: Row) -> Iterator[Row]:
        """Yield the parts of a row that holds several modules: terms side by side, "MUS 101 Mixing or MUS 102 Foley", "Core: A, B"."""
        words, tokens = self._words, row.text.split()
        lengths = [(words.code_length(cell.split(), 0), len(cell.split())) for cell in row.cells]
        starts = [i for i, (code, whole) in enumerate(lengths) if 0 < code < whole]
        parts = [row.cells[start:end] for start, end in pairwise([*starts, len(row.cells)])]
        if len(row.cells) == 1:
            titled = 0 < lengths[0][0] < lengths[0][1]
            ors = [
                i for i, token in enumerate(tokens) if token in {"or", "OR"} and titled and i > lengths[0][0]
            ]
            ors = [i for i in ors if words.code_length(tokens, i + 1)]
            parts = [(" ".join(tokens[start:end]),) for start, end in pairwise([0, *ors, len(tokens)])]
            head, _, rest = row.text.partition(": ")
            comma = ";" if ";" in rest else "," if "," in rest else " / "
            listed = [part.strip() for part in rest.split(comma)]
            heading = words.heading(head) if len(listed) > 1 and all(listed) else None
            if heading and heading.lasts:
                parts = [(f"{head}:",), *((part,) for part in listed)]
        yield from (replace(row, cells=part, separator="") for part in parts) if len(parts) > 1 else (row,)

    def _tell(self, row: Row) -> None:
        """Say what `row` is."""
        words, filled = self._words, [cell for cell in row.cells if cell]
        if row.columns or not filled:
            row.kind, self._columns = "columns", row.columns or self._columns
            self._asked = self._asks(row) if filled else self._asked
        elif self._key(row):
            row.kind, row.heading = "key", words.heading(row.text, marked=True)
        elif len(filled) == 1:
            row.cells = tuple(filled)
            self._tell_line(row, filled[0])
        else:
            self._tell_cells(row, filled)

    def _tell_line(self, row: Row, text: str) -> None:
        words, tokens = self._words, text.split()
        row.kind, row.item = "item", self._mere(text) or Item()
        mere = row.item
        shouted = tokens[0] == "OR" and (len(tokens) == 1 or words.code_length(tokens, 1))
        if " ".join(plain(text)).rstrip("# ") in _NOTHING:
            row.kind = "none"
        elif tokens[0] == "or" or shouted:
            row.kind, row.item = "or", self._item(text[3:]) if len(tokens) > 1 else Item()
        elif mere.credits or mere.code or (mere.status and not row.marked):
            row.kind = "number" if mere.credits else "code" if mere.code else "status"
        elif words.code_length(tokens, 0):
            row.item = self._item(text)
            first = set(row.item.title.split()[:1])
            if first & words["verbs"] or (row.item.title[:1].islower() and first & words["prose"]):
                row.why = "a sentence"
        else:
            condition, text = words.is_condition(text), self._without_description(text)
            row.why = "a condition of entry" if condition else words.no_module(text) or ""
            heading = words.heading(text, marked=row.marked)
            if heading and not condition and (heading.announces or not row.why):
                row.kind, row.heading, row.why = "heading", heading, ""
                return
            row.item = self._item(text)
            section = "the name of a section" if words.is_section(text) else ""
            row.why = row.why or (section if row.item.title else "a price")
        row.kind = "out" if row.why else row.kind

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
        return replace(item, status=status or item.status)

    def _tell_cells(self, row: Row, filled: list[str]) -> None:
        """Read a row by the columns of the header above it, or else by the shape of its cells: the first text is the title."""
        words, cells = self._words, row.cells
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
        at = {name: cells[i] for name, i in self._columns.items() if i < len(cells)}
        by_name = row.separator != "  " and sum(map(str.isalpha, at.get("title", ""))) > 2
        title, around, said = at["title"] if by_name else "", Item(), ""
        if by_name:  # a number may be a code
            worth = read_mere(at.get("credit", ""), words) or Item()
            around = Item(code=at.get("code") or None, credits=worth.credits)
        for i, cell in enumerate(cells):
            if not cell or cell == title or cell.casefold() in self._asked.get(i, ()):
                continue
            mere = self._mere(cell)
            doubtful = by_name or not (
                title or around.code or " " in cell
            )  # "30" may count rows, "30 credits" not
            in_status = cell == at.get("status") if by_name else i in self._status_columns
            if in_status and not (mere and mere.status):
                status = words.status(cell) or words.letters.get(cell.casefold())
                around, said = around.plus(Item(status=status)), "" if status else cell
            elif mere is not None and not (mere.credits and doubtful):
                around = around.plus(mere)
            elif mere is None and not title:
                title = cell
        own = read_item(title or around.code or filled[0], words)
        whole = around.plus(own) if by_name else own.plus(around)
        whole = whole.plus(Item(status=None if said else self._answer(cells)))
        row.item = replace(whole, title=own.title, labelled=own.labelled)
        named = " ".join(plain(said)) not in _NOTHING and len(said.split()) <= _LONGEST_STATUS
        row.said = said if named else None
        row.kind, row.why = ("item", "") if any(map(str.isalpha, row.item.title)) else ("out", "no title")

    def _asks(self, header: Row) -> dict[int, dict[str, ModuleStatus]]:
        """Return what each answer means in the columns that ask one: below "Core?" a no is elective, and with ticks no tick is."""
        asked = dict[int, dict[str, ModuleStatus]]()
        for i, cell in enumerate(header.cells):
            status = self._words.own_status(cell.rstrip("?"))
            if status in _OTHER:
                given = {row.cells[i].casefold() for row in self._found if i < len(row.cells)}
                no = _NO if given & _NO or not given & _YES else {*_NO, ""}
                asked[i] = dict.fromkeys(_YES, status) | dict.fromkeys(no, _OTHER[status])
        return asked

    def _answer(self, cells: Sequence[str]) -> ModuleStatus | None:
        """Return the status that the answers in a row give; a yes beats a no."""
        told = [(cells[i].casefold() if i < len(cells) else "", means) for i, means in self._asked.items()]
        told.sort(key=lambda one: one[0] not in _YES)
        return next((means[cell] for cell, means in told if cell in means), None)

    def _key(self, row: Row) -> dict[str, ModuleStatus]:
        """Return what marks a line explains: "* = option", "Modules marked † are compulsory", "C = core, O = option"."""
        text, found = f"{row.bullet} {row.text}".strip(), {}
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

    def _find_unknown_statuses(self) -> None:
        """Call a line "said" that stands where the lines with a status stand, and titles do not: a status we do not know."""
        pairs = list(pairwise(self.rows))
        usual = Counter(a.kind for a, b in pairs if b.kind == "status").most_common(1)
        before = usual[0][0] if usual else ""
        if before not in {"item", "number"}:
            return
        texts = Counter(row.text for row in self.rows)
        for last, row in pairs:
            short = len(row.text.split()) <= _LONGEST_STATUS and not any(map(str.isdecimal, row.text))
            if row.alone and short and last.kind == before and (before != "item" or texts[row.text] > 1):
                row.kind, row.said = "said", row.text


def _counted(titles: Iterable[str]) -> bool:
    """Say whether lines end in a number of credits: nearly all do, and the titles differ without it."""
    parts = [title.rsplit(" ", 1) for title in titles]
    ended = [(part[0], int(part[1][:6])) for part in parts if len(part) > 1 and part[1].isdecimal()]
    distinct = len({head for head, _ in ended}) > 0.8 * len(ended)
    beyond_parts = max((number for _, number in ended), default=0) > 2
    return beyond_parts and distinct and len(ended) > 2 and len(ended) >= MOSTLY * len(parts)
