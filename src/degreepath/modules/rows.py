"""From a pasted file to rows of cells: its text, its columns, and the lines that a page's width has cut in two."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from degreepath.errors import ModuleListError
from degreepath.knowledge.fields import clean_text
from degreepath.modules.items import Item
from degreepath.modules.lines import Heading, Words, plain

MAX_BYTES, LONGEST_LINE, LONGEST_TITLE = 2_000_000, 1_000, 150
_BULLET = re.compile(
    r"(?:[-*+•‣▪◦·○●■□–—➢►✓]{1,9}|\[[xX ]?\]|\(?(?:\d\d?|[a-z])[.)]{1,2})\s+(?=\S)|[•‣▪◦·○●■□➢►✓]\s*"
)
_WRAPPED = frozenset({"of", "and", "for", "the", "in", "to", "with", "&", "a", "an", "or"})
_KINDS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"{\\rtf": "an RTF file, not plain text",
}
_BREAKING = frozenset(
    {"li", "tr", "p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "option", "table"}
)


@dataclass
class Row:
    """One line and what it is: item, heading, columns, key (explains a mark), or, out; alone on its line: status, said, code, number.

    `said` is a word where statuses stand that is none we know. The walk down the list adds the heading in force, the
    `year`, whether the status is the row's `own`, and its `choice`.
    """

    cells: tuple[str, ...]
    bullet: str = ""
    marked: bool = False
    separator: str = ""
    page: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    kind: str = ""
    item: Item = field(default_factory=Item)
    heading: Heading | None = None
    why: str = ""
    said: str | None = None
    year: str = ""
    own: bool = False
    choice: str | None = None

    @property
    def text(self) -> str:
        """The whole line, without its bullet."""
        return " ".join(cell for cell in self.cells if cell)

    @property
    def alone(self) -> bool:
        """Whether it is a title with nothing else on its line."""
        item = self.item
        marked = item.status and not item.title.endswith(("lectives", "ptions"))
        more = item.code or item.credits or item.labelled or marked or self.cells[1:]
        return self.kind == "item" and not more


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
        raise ModuleListError(
            f"{name} is {kind}; copy the module list of one course into a plain text file (.txt)."
        )
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


def rows(text: str, words: Words) -> list[Row]:
    """Return the rows of a text: no empty ones, cells told apart, lines that the width of a page has cut joined."""
    if any(tag in text.casefold() for tag in ("</li>", "</td>", "</p>", "</div>", "</h")):
        text = _shown(text)
    if "\n" in text:
        text = text.replace("\u2028", " ").replace("\v", " ")  # a line broken inside a cell or a title
    found: list[Row] = []
    listed = last = ""  # the separator that a header of names of columns uses; the line before
    for line in text.splitlines():
        row = _row(line[:LONGEST_LINE], listed, words)
        if last.startswith("|") and row and row.separator == "|" and words.is_number(row.cells[0]):
            row.cells = row.cells[:1]  # the rest of a table's row, broken after its title
        last = line.strip() or last
        if row and found and _goes_on(found[-1], row, words):
            *front, end = found[-1].cells
            first, *rest = row.cells
            title = end[:-1] + first if end[-1] == "-" and first[0].islower() else f"{end} {first}"
            found[-1].cells, found[-1].page = (*front, title, *rest), row.page
        elif row:
            listed = row.separator if row.columns and row.separator in {",", ";"} else listed
            found.append(row)
    return found


def _row(line: str, listed: str, words: Words) -> Row | None:
    text = line.strip()
    bullet = _BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    marked = text.startswith("#")
    text = text.lstrip("#").replace("**", "").replace("__", "")
    if not any(c.isalnum() for c in text):  # a bullet alone is no row
        return None
    head = text.rstrip("0123456789 ")
    page = text[len(head) :].strip() if head.endswith("...") else ""
    parts, separator = _cells(line.strip("\n") if "\t" in line else text, listed, words)
    cells = [clean_text(part) for part in parts]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    separator = separator if len(cells) > 1 else ""
    return Row(
        tuple(cells), bullet[0].strip() if bullet else "", marked, separator, page, _columns(cells, words)
    )


def _cells(text: str, listed: str, words: Words) -> tuple[list[str], str]:
    """Return the cells of a line and what separates them: tabs, bars, wide gaps, or the commas of a list with a header."""
    if "\t" in text:
        return text.split("\t"), "\t"
    if "|" in text:
        return text.strip().removeprefix("|").removesuffix("|").split("|"), "|"
    if listed and listed in text:
        return _csv(text, listed), listed
    gaps = [part for part in text.strip().replace("  ", "\t").split("\t") if part]
    wide = "   " in text or len(gaps) > 2 or (len(gaps) == 2 and words.is_number(gaps[1].split()[0]))
    if len(gaps) > 1 and wide:
        return gaps, "  "
    return _commas(text, words)


def _commas(text: str, words: Words) -> tuple[list[str], str]:
    """Return the cells of a line that may be names of columns between commas, and no more."""
    for comma in (c for c in ",;" if c in text):
        values = _csv(text, comma)
        if _columns(values, words):
            return values, comma
        before, _, behind = text.rpartition(comma)
        if (
            values
            and words.is_number(values[-1])
            and not (before[-1:].isdecimal() and behind[:1].isdecimal())
        ):
            return [f"{comma} ".join(values[:-1]), values[-1]], "  "
    return [text], ""


def _csv(text: str, separator: str) -> list[str]:
    return next(csv.reader([text], delimiter=separator, skipinitialspace=True), [])


def _columns(cells: Sequence[str], words: Words) -> dict[str, int]:
    """Return which column holds what, if the cells are names of columns and one of them is that of the titles."""
    names = [words.column(cell) for cell in cells]
    titles = {" ".join(plain(cell)): i for i, cell in enumerate(cells) if names[i] == "title"}
    known = sum(
        name is not None or (0 < len(cell) < 4 and cell.isupper())
        for name, cell in zip(names, cells, strict=True)
    )
    if known < 2 or not titles or 2 * known < len(cells):
        return {}
    columns = {name: i for i, name in reversed(list(enumerate(names))) if name and name != "other"}
    surest = (" ".join(plain(title)) for title in words.exact["title-columns"])
    return columns | {"title": next(titles[title] for title in surest if title in titles)}


def _goes_on(row: Row, following: Row, words: Words) -> bool:
    """Say whether `following` is the rest of `row`: its last cell breaks off, or only the rest has the numbers of a table."""
    last, first = row.cells[-1], following.cells[0].split(" ", 2)
    if following.bullet or following.marked or row.columns or following.columns or not first[0] or not last:
        return False
    if words.is_code(first[0]) or words.is_code(" ".join(first[:2])):
        return False
    broken = (last[-1] == "-" and last[-2:-1].isalpha()) or last.split()[-1] in _WRAPPED
    cut = len(row.cells) == 2 and row.separator == following.separator == "  " and words.is_code(row.cells[0])
    numbers = [words.is_number(cell) for cell in following.cells]
    return len(last) < LONGEST_TITLE and (broken or (cut and any(numbers[1:]) and not numbers[0]))
