"""The rows of a pasted list, their cells, and the module that a line or a cell is: its title, code, credits and status."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal

from degreepath.knowledge.fields import clean_text
from degreepath.knowledge.model import ModuleStatus
from degreepath.modules.lines import ELECTIVE, MARKS, Heading, Words, bare, plain, tokens_of

LONGEST_LINE, LONGEST_TITLE = 1_000, 150
_BULLET = re.compile(
    r"(?:[-*+•‣▪◦·○●■□–—➢►✓]{1,9}|\[[xX ]?\]|\(?(?:\d\d?|[a-z])[.)]{1,2})\s+(?=\S)|[•‣▪◦·○●■□➢►✓]\s*"
)


@dataclass(frozen=True)
class Item:
    """A line that is a module: its title, and what the line itself says of it.

    `said` is a word where statuses stand that is none we know; `labelled`: "Module 3:" stood before the title.
    """

    title: str = ""
    code: str | None = None
    credits: str | None = None
    status: ModuleStatus | None = None
    said: str | None = None
    marks: str = ""
    labelled: bool = False

    def plus(self, other: "Item") -> "Item":
        """Return this with what only `other` says."""
        names = ("code", "credits", "status", "said")
        filled = {name: getattr(self, name) or getattr(other, name) for name in names}
        return replace(self, **filled, marks=self.marks + other.marks)


Kind = Literal["", "item", "heading", "key", "or", "out", "status", "said", "code", "number"]


@dataclass
class Row:
    """One line and what it is: item, heading, key (explains a mark), or, out; alone on its line: status, said, code, number.

    The walk down the list adds the heading in force, the `year` and the module's `choice`.
    """

    cells: tuple[str, ...]
    bullet: str = ""
    marked: bool = False
    separator: str = ""
    page: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    kind: Kind = ""
    item: Item = field(default_factory=Item)
    heading: Heading | None = None
    why: str = ""
    year: str = ""
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


def rows(text: str, words: Words) -> list[Row]:
    """Return the rows of a text: no empty ones, cells told apart, lines that the width of a page has cut joined."""
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
    match = _BULLET.match(text)
    bullet = match[0] if match else ""
    text = text.removeprefix(bullet)
    marked = text.startswith("#")
    text = text.lstrip("#").replace("**", "").replace("__", "").strip()
    if not any(c.isalnum() for c in text):  # a bullet alone is no row
        return None
    head = text.rstrip("0123456789 ")
    page = text[len(head) :].strip() if head.endswith("...") else ""
    parts, separator = _cells(line.strip("\n") if "\t" in line else text, listed, words)
    cells = [clean_text(part) for part in parts]
    while not cells[-1]:
        cells.pop()
    return Row(tuple(cells), bullet.strip(), marked, separator, page, _columns(cells, words))


def _cells(text: str, listed: str, words: Words) -> tuple[list[str], str]:
    """Return the cells of a line and what separates them: tabs, bars, wide gaps, or the commas of a list with a header."""
    if "\t" in text:
        return text.split("\t"), "\t"
    if "|" in text:
        return text.removeprefix("|").removesuffix("|").split("|"), "|"
    gaps = [part for part in text.replace("  ", "\t").split("\t") if part]
    wide = "   " in text or len(gaps) > 2 or (len(gaps) == 2 and words.is_number(gaps[1].split()[0]))
    if wide and not (listed and listed in text):
        return gaps, "  "
    for comma in (c for c in f"{listed},;" if c in text):
        values = next(csv.reader([text], delimiter=comma, skipinitialspace=True))
        if comma == listed or _columns(values, words):
            return values, comma
        before, _, behind = text.rpartition(comma)
        decimal = before[-1:].isdecimal() and behind[:1].isdecimal()
        if words.is_number(values[-1]) and not decimal:
            return [f"{comma} ".join(values[:-1]), values[-1]], "  "
    return [text], ""


def _columns(cells: Sequence[str], words: Words) -> dict[str, int]:
    """Return which column holds what, if the cells are names of columns and one of them is that of the titles."""
    names = [words.column(cell) for cell in cells]
    titles = {" ".join(plain(cell)): i for i, cell in enumerate(cells) if names[i] == "title"}
    known = sum(
        name is not None or (len(cell) < 4 and cell.isupper())
        for cell, name in zip(cells, names, strict=True)
    )
    if known < 2 or not titles or 2 * known < len(cells):
        return {}
    columns = {name: i for i, name in reversed(list(enumerate(names))) if name and name != "other"}
    surest = (" ".join(plain(title)) for title in words.exact["title-columns"])
    return columns | {"title": next(titles[title] for title in surest if title in titles)}


def _goes_on(row: Row, following: Row, words: Words) -> bool:
    """Say whether `following` is the rest of `row`: its last cell breaks off, or only the rest has the numbers of a table."""
    last, first = row.cells[-1], following.cells[0].split(" ", 2)
    if following.bullet or following.marked or row.columns or following.columns or not first[0]:
        return False
    if words.is_code(first[0]) or words.is_code(" ".join(first[:2])):
        return False
    broken = (last[-1] == "-" and last[-2:-1].isalpha()) or last.split()[-1] in words["wrapped"]
    cut = len(row.cells) == 2 and row.separator == following.separator == "  " and words.is_code(row.cells[0])
    numbers = [words.is_number(cell) for cell in following.cells]
    return len(last) < LONGEST_TITLE and (broken or (cut and any(numbers[1:]) and not numbers[0]))


def read_item(text: str, words: Words, *, counted: bool = False, glued: bool = False) -> Item:
    """Return the module that a line is; the lines of its list end in a number of credits (`counted`), or in one glued on."""
    tokens = tokens_of(text, words, glued=glued)
    number = tokens[1].rstrip(":.") if len(tokens) > 2 else ""
    label = number.isdecimal() and (tokens[1] != number or tokens[2] in words["dashes"])
    labelled = label and tokens[0].casefold() in words["numbered"]
    item, tokens = _front(tokens[2:] if labelled else tokens, words)
    depth = list(accumulate(token.count("(") - token.count(")") for token in tokens))
    ends = (i for i in range(1, len(tokens)) if depth[i - 1] < 1 and _ends_title(tokens, i, words))
    end = at = next(ends, len(tokens))
    while at < len(tokens):  # "(Core, 20 credits)", "MUSI30064 20 Optional B TB-1", "(Semester 2)"
        numbered = bare(" ".join(tokens[at + 1 : at + 2])).isdecimal()
        term = numbered and bare(tokens[at]).casefold() in words.times
        size = words.code_length(tokens, at) or 1 + term
        item = item.plus(read_mere(" ".join(tokens[at : at + size]), words) or Item())
        at += size
    while end > 1 and (mere := read_mere(tokens[end - 1], words)):
        worth = _is_worth(tokens[end - 1], tokens[end - 2], words, counted=counted and not item.credits)
        if not (set(tokens[end - 1]) <= {*MARKS} | words["dashes"] or (mere.credits and worth)):
            break
        item, end = mere.plus(item), end - 1
    title = " ".join(tokens[:end]).strip(" ,;:–—-|•·")
    if {"elective", "electives"} & set(plain(title)):
        item = item.plus(Item(status=ELECTIVE))
    if item.code and words.is_number(title):
        item, title = item.plus(Item(credits=title)), ""
    return replace(item, title=title or item.code or "", labelled=labelled)


def _ends_title(tokens: Sequence[str], at: int, words: Words) -> bool:
    """Say whether a title ends before a word: a code, credits, a term, a status set apart, brackets that hold only such."""
    word, following, before = bare(tokens[at]), bare(" ".join(tokens[at + 1 : at + 2])), tokens[at - 1]
    if words.is_code_word(word, 3):
        return True
    if tokens[at][0] in "([":
        ends = (i for i in range(at, len(tokens)) if tokens[i].rstrip(",;").endswith((")", "]")))
        inside = " ".join(tokens[at : next(ends, len(tokens)) + 1])
        mere = all(read_mere(part, words) for part in inside.split(","))
        return mere or bool(words["prose"] & set(plain(inside)))
    units = words["units"] if at + 2 == len(tokens) else words.firm_units
    number, unit = (following, word) if tokens[at].endswith(":") else (word, following)
    if number.replace(".", "", 1).isdecimal() and unit.casefold() in units:
        return True
    if at + 2 == len(tokens) and word.casefold() in words.times and following.isdecimal():
        return True
    if not words.own_status(word) or words.is_number(before):
        return words.own_status(word) is not None
    firm = before in words["dashes"] or before[-1] in ",;:"
    alone = at + 2 >= len(tokens) and words.own_status(" ".join(tokens[at:])) is not None
    return alone and (firm or word.casefold() not in {"elective", "option", "choice"})


def _front(tokens: list[str], words: Words) -> tuple[Item, list[str]]:
    """Take a code, credits, a mark and a status off the front: "Core: Mixing", "* MUS 101 - Mixing", "20 credits Mixing"."""
    item, at = Item(), 0
    while at < len(tokens):
        word, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
        size = 0 if item.code else words.code_length(tokens, at)
        apart = word[-1] == ":" or (word[0] in "([" and word[-1] in ")]") or following in words["dashes"]
        apart = bool(following) and (apart or words.code_length(tokens, at + 1) > 0)
        status = words.own_status(bare(word)) if apart and not item.status else None
        if size:
            item = item.plus(Item(code=" ".join(map(bare, tokens[at : at + size]))))
        elif status or not word.strip(MARKS):
            item = item.plus(Item(status=status, marks="" if status else word))
        elif word.isdecimal() and bare(following).casefold() in words.firm_units and tokens[at + 2 :]:
            item, at = item.plus(Item(credits=word)), at + 1
        elif not (word in words["dashes"] if at else word.isdecimal() and words.code_length(tokens, 1)):
            break
        at += size or 1
    return item, tokens[at:]


def read_mere(text: str, words: Words) -> Item | None:
    """Return what a text says that is nothing but a code, credits, a status, marks or a term; None if it is more."""
    text = text.strip(",; ")
    if not text.strip(MARKS) or text in words["dashes"]:
        return Item(marks="" if text in words["dashes"] else text)
    inner = " ".join(map(bare, text.split())).strip()
    if words.is_number(inner):
        return Item(credits=next(part for part in inner.split() if any(map(str.isdecimal, part))))
    if words.is_code(inner):
        return Item(code=inner, marks=text[len(text.rstrip(MARKS)) :])
    parts = plain(inner)
    if parts[:1] == ("l",) and inner[1:].isdecimal():  # the level of a British module: "L4"
        return Item()
    if words.times & set(parts):
        return Item() if all(part in words.times or part.isdecimal() for part in parts) else None
    return Item(status=status) if (status := words.own_status(inner)) else None


def _is_worth(number: str, behind: str, words: Words, *, counted: bool) -> bool:
    """Say whether a bare number at the end is credits, and not the number of a part: "Mixing 2", but "Mixing 2 15"."""
    whole, _, rest = number.partition(".")
    if number in words["usual-credits"] or (whole.isdecimal() and rest in words["parts-of-credits"]):
        return True
    parts = plain(behind)
    after_number = parts[-1:] and (parts[-1].isdecimal() or bare(behind) in words["roman"])
    return len(number) < 3 and (bool(after_number) or (counted and words.times.isdisjoint(parts)))
