"""From a pasted file to rows of cells: its text, its columns, and the lines that a page's width has cut in two."""

import csv
import re
from dataclasses import dataclass, field, replace
from html import unescape

from degreepath.errors import ModuleListError
from degreepath.knowledge.fields import clean_text
from degreepath.modules.lines import Words, plain

MAX_BYTES = 2_000_000
LONGEST_LINE = 1_000
LONGEST_TITLE_LINE = 150
_BULLET = re.compile(
    r"(?:[-*+•‣▪◦·○●■□–—➢►✓]{1,9}|\[[xX ]?\]|\(?(?:\d\d?|[a-z])[.)]{1,2})\s+(?=\S)|[•‣▪◦·○●■□➢►✓]\s*"
)
_WRAPPED = frozenset({"of", "and", "for", "the", "in", "to", "with", "&", "a", "an", "or"})
_KINDS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"{\\rtf": "an RTF file, not plain text",
}
_BREAKING = frozenset("li tr p br div h1 h2 h3 h4 h5 h6 dt dd option table".split())  # noqa: SIM905 -- reads better


@dataclass(frozen=True)
class Row:
    """One line: its cells, the bullet before it, whether it is set apart as a heading, and how its columns are told apart."""

    cells: tuple[str, ...]
    bullet: str = ""
    marked: bool = False
    indent: int = 0
    separator: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    page: str = ""

    @property
    def text(self) -> str:
        """The whole line, without its bullet."""
        return " ".join(cell for cell in self.cells if cell)


def decode(raw: bytes, name: str) -> str:
    """Return the text of a pasted file. Raises ModuleListError, in one sentence, if it is too large, empty or no text."""
    if len(raw) > MAX_BYTES:
        size = f"larger than {MAX_BYTES // 1_000_000} MB"
        raise ModuleListError(f"{name} is {size}; put only the module list of one course into it.")
    kind = next((kind for start, kind in _KINDS.items() if raw.startswith(start)), None)
    if kind:
        advice = "copy the module list out of it into a plain text file (.txt)"
        raise ModuleListError(f"{name} is {kind}; {advice}.")
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    half = raw[1::2].count(0) > len(raw) // 3  # UTF-16 without its mark, as some editors write it
    try:
        text = raw.decode("utf-16" if wide else "utf-16-le" if half else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0" if wide or half else raw.decode("cp1252", errors="replace")  # Notepad's "ANSI"
    if any(c < " " and c not in "\t\n\r\f\v" for c in text) or "�" in text:
        advice = "paste the module list into a plain text file (.txt)"
        raise ModuleListError(f"{name} is not a text file; {advice}.")
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
    """Return the rows of a pasted text: no empty ones, cells told apart, cut lines joined."""
    if any(tag in text.casefold() for tag in ("</li>", "</td>", "</p>", "</div>", "</h")):
        text = _shown(text)
    if "\n" in text:
        text = text.replace("\u2028", " ").replace("\v", " ")  # a line broken inside a cell or a title
    found: list[Row] = []
    listed = last = ""  # the separator that a header of names of columns uses
    for line in text.splitlines():
        row = _row(line[:LONGEST_LINE], listed, words)
        rest_of_row = last.startswith("|") and "|" in line and words.is_number(line.split("|", 1)[0])
        last = line.strip() or last
        if row and rest_of_row and found:
            found[-1] = replace(found[-1], cells=(*found[-1].cells, *row.cells))
        elif row:
            listed = row.separator if row.columns and row.separator in {",", ";"} else listed
            cut = found and _goes_on(found[-1], row, words)
            found[-1:] = [_joined(found[-1], row)] if cut else [*found[-1:], row]
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
    cells, separator = _cells(line.strip("\n") if "\t" in line else text, listed, words)
    indent = len(line) - len(line.lstrip())
    return Row(
        cells, bullet[0].strip() if bullet else "", marked, indent, separator, _columns(cells, words), page
    )


def _cells(text: str, listed: str, words: Words) -> tuple[tuple[str, ...], str]:
    """Return the cells of a line and what separates them: tabs, bars, wide gaps, or the commas of a list with a header."""
    if "\t" in text:
        separator, parts = "\t", text.split("\t")
    elif "|" in text:
        separator, parts = "|", text.strip().removeprefix("|").removesuffix("|").split("|")
    elif text.count(" / ") > 2:
        separator, parts = "/", text.strip("/ ").split(" / ")
    elif listed and listed in text:
        separator, parts = listed, _csv(text, listed)
    else:
        separator, parts = "  ", _gaps(text.strip(), words)
        for comma in (c for c in ",;" if len(parts) == 1 and c in text):
            values = _csv(text, comma) or [""]
            before, _, behind = text.rpartition(comma)
            if _columns(tuple(values), words):
                separator, parts = comma, values
            elif words.is_number(values[-1]) and not (before[-1:].isdecimal() and behind[:1].isdecimal()):
                parts = [f"{comma} ".join(values[:-1]), values[-1]]
    cells = [clean_text(part) for part in parts]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return tuple(cells), separator if len(cells) > 1 else ""


def _csv(text: str, separator: str) -> list[str]:
    return next(csv.reader([text], delimiter=separator, skipinitialspace=True), [])


def _gaps(text: str, words: Words) -> list[str]:
    """Return what stands between gaps of three spaces; of two where a line has several, or before a number."""
    first, *parts = text.split("  ")
    several = sum(map(bool, parts)) > 1
    cells, wide = [first], False
    for part in parts:
        if not part:
            wide = True
            continue
        if wide or several or part[0] == " " or words.is_number(part.split(maxsplit=1)[0]):
            cells.append(part)
        else:
            cells[-1] += f" {part}"
        wide = False
    return cells


def _columns(cells: tuple[str, ...], words: Words) -> dict[str, int]:
    """Return which column holds what, if the cells are names of columns and one of them is that of the titles."""
    names = [words.column(cell) for cell in cells]
    titles = [i for i, name in enumerate(names) if name == "title"]
    short = [0 < len(cell) < 4 and cell.isupper() for cell in cells]
    known = sum(name is not None or brief for name, brief in zip(names, short, strict=True))
    if len(cells) < 2 or not titles or 2 * known < len(cells) or known < 2:
        return {}
    columns = {name: i for i, name in reversed(list(enumerate(names))) if name not in {None, "other"}}
    best = min(titles, key=lambda i: words.title_columns.index(" ".join(plain(cells[i]))))
    return {str(name): i for name, i in columns.items()} | {"title": best}


def _joined(row: Row, following: Row) -> Row:
    """Return a row that the width of a page has cut, whole again: "Song-" and "writing", "History of" and "Music"."""
    *front, last = row.cells
    first, *rest = following.cells
    title = last[:-1] + first if last[-1] == "-" and first[0].islower() else f"{last} {first}"
    return replace(row, cells=(*front, title, *rest), page=following.page)


def _goes_on(row: Row, following: Row, words: Words) -> bool:
    """Say whether `following` is the rest of `row`: its last cell breaks off, or only the rest has the numbers of a table."""
    last, first = row.cells[-1], following.cells[0].split(" ", 2)
    apart = following.bullet or following.marked or row.columns or following.columns or not first[0]
    if apart or not 0 < len(last) < LONGEST_TITLE_LINE:
        return False
    if words.is_code(first[0]) or words.is_code(" ".join(first[:2])):
        return False
    broken = (last[-1] == "-" and last[-2:-1].isalpha()) or last.split()[-1] in _WRAPPED
    numbers = [words.is_number(cell) for cell in following.cells]
    cut = len(row.cells) == 2 and words.is_code(row.cells[0]) and following.indent > row.indent + 1
    return broken or (cut and any(numbers[1:]) and not numbers[0])
