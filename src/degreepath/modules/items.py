"""A module's title in a line, without the code, credits, status, marks and term that stand around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from degreepath.knowledge.model import ModuleStatus
from degreepath.modules.lines import ELECTIVE, MARKS, Words, bare, plain

_DASHES = frozenset({"-", "–", "—", "|", "/", "•", "·", ":", ",", "‐"})
_ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI"})
_USUAL_CREDITS = frozenset({"10", "15", "20", "30", "40", "60"})
_LOOSE_UNITS = frozenset({"hour", "hours", "unit", "units", "us", "contact", "semester", "sp", "uk"})
_GLUED = re.compile(r".{0,15}?\d(?=[A-Z][a-z])")


@dataclass(frozen=True)
class Item:
    """A line that is a module: its title, and what the line itself says of it; `labelled`: "Module 3:" stood before it."""

    title: str = ""
    code: str | None = None
    credits: str | None = None
    status: ModuleStatus | None = None
    marks: str = ""
    labelled: bool = False

    def plus(self, other: "Item") -> "Item":
        """Return this with what only `other` says."""
        filled = {name: getattr(self, name) or getattr(other, name) for name in ("code", "credits", "status")}
        return replace(self, **filled, marks=self.marks + other.marks)


def read_item(text: str, words: Words, *, counted: bool = False, glued: bool = False) -> Item:
    """Return the module that a line is; the lines of its list end in a number of credits (`counted`), or in one glued on."""
    tokens = _tokens(text, words, glued=glued)
    number = tokens[1].rstrip(":.") if len(tokens) > 2 else ""
    label = number.isdecimal() and (tokens[1] != number or tokens[2] in _DASHES)
    labelled = label and tokens[0].casefold() in words["numbered"]
    item, tokens = _front(tokens[2:] if labelled else tokens, words)
    if item.code and sum(any(map(str.isdecimal, part)) for part in item.code.split()) > 2:
        return replace(item, title=item.code)  # "MUS101, MUS102, MUS103 or more": codes without titles
    depth = list(accumulate(token.count("(") - token.count(")") for token in tokens))
    ends = (i for i in range(1, len(tokens)) if depth[i - 1] < 1 and _ends_title(tokens, i, words))
    end = at = next(ends, len(tokens))
    while at < len(tokens):  # "(Core, 20 credits)", "MUSI30064 20 Optional B TB-1", "(Semester 2)"
        size = words.code_length(tokens, at) or 1 + (bare(tokens[at]).casefold() in words.times)
        item = item.plus(read_mere(" ".join(tokens[at : at + size]), words) or Item())
        at += size
    while end > 1 and (mere := read_mere(tokens[end - 1], words)) and not (mere.code or mere.status):
        worth = counted and not item.credits
        if mere.credits and not _is_worth(tokens[end - 1], tokens[end - 2], words, counted=worth):
            break
        item, end = mere.plus(item), end - 1
    title: str = " ".join(tokens[:end]).strip(" ,;:–—-|•·")
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
        closing = next(
            (i for i in range(at, len(tokens)) if tokens[i].rstrip(",;")[-1] in ")]"), len(tokens) - 1
        )
        inside = " ".join(tokens[at : closing + 1])
        mere = all(read_mere(part, words) for part in inside.split(","))
        return mere or bool(words["prose"] & set(plain(inside)))
    units = words["units"] if at + 2 == len(tokens) else words["units"] - _LOOSE_UNITS
    number, unit = (following, word) if tokens[at].endswith(":") else (word, following)
    if number.replace(".", "", 1).isdecimal() and unit.casefold() in units:
        return True
    if word.casefold() in words.times and following.isdecimal():
        return True
    behind_number = words.is_number(before)
    firm = behind_number or before in _DASHES or before[-1] in ",;:"
    last = behind_number or at + 3 > len(tokens)
    status = last and words.own_status(tokens[at] if behind_number else " ".join(tokens[at:]))
    return bool(status) and (firm or word.casefold() not in {"elective", "option", "choice"})


def _tokens(text: str, words: Words, *, glued: bool) -> list[str]:
    """Return the words of a line; dots up to a page and sums of money are cut off, glued codes, credits and marks set apart."""
    for dots in ("....", ". . .", "……"):
        head, _, page = text.partition(dots)
        text = text if any(map(str.isalpha, page)) else head
    sums = (i for i, c in enumerate(text) if c in "$£€¥₹" and any(map(str.isdecimal, text[i : i + 3])))
    tokens = text[: next(sums, len(text))].split()
    for at, word in enumerate(tokens[:2]):  # "PY.550.515Musical Acoustics", "MUS 105Aural Skills"
        glue = _GLUED.match(word)
        if glue and words.code_length([*tokens[:at], glue[0]], 0) == at + 1:
            tokens[at : at + 1] = [glue[0], word[glue.end() :]]
            break
    last = tokens[-1] if tokens else ""
    head = last.rstrip("0123456789.-") if last[-1:].isdecimal() else last
    if last[len(head) :][:1].isdecimal() and (
        head in _ROMAN or head[-1:].islower() or head[-1:] in {")", "]"}
    ):
        tokens[-1:] = [head, last[len(head) :], "credits"]
    elif glued and len(last) == 2 and last.isdecimal() and len(tokens) > 1:
        tokens[-1:] = [last[0], last[1], "credits"]  # "Acoustics 13": the first part, three credits
    apart = ((token.rstrip("".join(MARKS)), token) for token in tokens)
    return [part for word, token in apart for part in (word, token[len(word) :]) if part]


def _front(tokens: list[str], words: Words) -> tuple[Item, list[str]]:
    """Take a code, a mark and a status off the front: "Core: Mixing", "* MUS 101 - Mixing", "4 MUS4001 Mixing"."""
    item, at = Item(), 0
    while at < len(tokens):
        word, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
        size = 0 if item.code else words.code_length(tokens, at)
        apart = word[-1] == ":" or (word[0] in "([" and word[-1] in ")]") or following in _DASHES
        apart = bool(following) and (apart or words.code_length(tokens, at + 1) > 0)
        status = words.own_status(bare(word)) if apart and not item.status else None
        if size:
            item = item.plus(Item(code=" ".join(map(bare, tokens[at : at + size]))))
        elif status or set(word) <= MARKS:
            item = item.plus(Item(status=status, marks="" if status else word))
        elif not (word in _DASHES if at else word.isdecimal() and words.code_length(tokens, 1)):
            break
        at += size or 1
    return item, tokens[at:]


def read_mere(text: str, words: Words) -> Item | None:
    """Return what a text says that is nothing but a code, credits, a status, marks or a term; None if it is more."""
    text = text.strip(",; ")
    if set(text) <= MARKS or text in _DASHES:
        return Item(marks="" if text in _DASHES else text)
    inner = " ".join(map(bare, text.split())).strip()
    if words.is_number(inner):
        return Item(credits=next(part for part in inner.split() if any(map(str.isdecimal, part))))
    if words.is_code(inner):
        return Item(code=inner, marks=text[len(text.rstrip("".join(MARKS))) :])
    parts = plain(inner)
    if words.times & set(parts):
        return Item() if all(part in words.times or part.isdecimal() for part in parts) else None
    return Item(status=status) if (status := words.own_status(inner)) else None


def _is_worth(number: str, behind: str, words: Words, *, counted: bool) -> bool:
    """Say whether a bare number at the end is credits, and not the number of a part: "Mixing 2", but "Mixing 2 15"."""
    whole, _, rest = number.partition(".")
    parts = plain(behind)
    after_number = bool(parts) and (parts[-1].isdecimal() or bare(behind) in _ROMAN) and len(number) < 3
    parted = whole.isdecimal() and rest in {"0", "00", "25", "5", "50", "75"}  # not "Surround 5.1"
    counted = counted and len(number) < 3 and not set(parts) & words.times
    return parted or after_number or counted or number in _USUAL_CREDITS
