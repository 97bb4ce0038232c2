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
_LONGEST_ENDING = 4
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
    cut = next(ends, len(tokens))
    size = words.code_length(tokens, cut) or 2
    behind = [" ".join(tokens[cut : cut + size]), *tokens[cut + size :]]
    for part in behind:
        item = item.plus(read_mere(part, words) or Item())
    tokens, taken = tokens[:cut], 1
    while taken and tokens:
        taken, said = _ending(tokens, words, counted=counted and not item.credits)
        item, tokens = said.plus(item), tokens[: len(tokens) - taken]
    title: str = " ".join(tokens).strip(" ,;:–—-|•·")
    if {"elective", "electives"} & set(plain(title)):
        item = item.plus(Item(status=ELECTIVE))
    if item.code and words.is_number(title):
        item, title = item.plus(Item(credits=title)), ""
    return replace(item, title=title or item.code or "", labelled=labelled)


def _ends_title(tokens: Sequence[str], at: int, words: Words) -> bool:
    """Say whether a title ends before a word: a code, brackets that hold one, or a number of credits that more follows."""
    word = tokens[at]
    if any(words.is_code_word(bare(token), 3) for token in tokens[at : at + 1 + 2 * (word[0] == "(")]):
        return True
    following = tokens[at + 1] if at + 2 < len(tokens) else ""
    number, unit = (bare(following), bare(word)) if word.endswith(":") else (bare(word), bare(following))
    return number.replace(".", "", 1).isdecimal() and unit.casefold() in words["units"] - _LOOSE_UNITS


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
        tokens[-1:] = [head, f"{last[len(head) :]} credits"]
    elif glued and len(last) == 2 and last.isdecimal() and len(tokens) > 1:
        tokens[-1:] = [last[0], f"{last[1]} credits"]  # "Acoustics 13": the first part, three credits
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


def _ending(tokens: Sequence[str], words: Words, *, counted: bool) -> tuple[int, Item]:
    """Return how many words at the end are no part of the title, and what they say."""
    opener = next((i for i in range(len(tokens) - 1, 0, -1) if tokens[i][0] in "(["), 0)
    if opener and tokens[-1][-1] in ")]" and words["prose"] & set(plain(" ".join(tokens[opener:]))):
        return len(tokens) - opener, Item()  # "(may be repeated)"
    for size in range(1, min(_LONGEST_ENDING, len(tokens)) + 1):
        said = read_mere(" ".join(tokens[-size:]), words)
        if said is not None and _stands_apart(tokens, size, said, words, counted=counted):
            return size, said
    return 0, Item()


def _stands_apart(tokens: Sequence[str], size: int, said: Item, words: Words, *, counted: bool) -> bool:
    """Say whether words at the end are no part of the title, though a title may end so: "Mixing 2", "Music Elective"."""
    part, behind = tokens[-size:], tokens[-size - 1] if size < len(tokens) else ""
    enclosed = part[0][0] in "([" and part[-1].rstrip(",;")[-1] in ")]"
    if set("".join(part)) <= MARKS | _DASHES or not behind:
        return set("".join(part)) <= MARKS | _DASHES
    if said.status:
        firm = behind in _DASHES or behind[-1] in ",;:" or enclosed or words.is_number(behind)
        return firm or plain(part[-1])[:1] not in {("elective",), ("option",), ("choice",)}
    if said.credits and not enclosed:
        unit = bool(set(plain(" ".join(part))) & words["units"])
        return unit or (size == 1 and _is_worth(bare(part[0]), behind, words, counted=counted))
    return enclosed or (not said.code and size > 1 and any(map(str.isdecimal, part[-1])))


def _is_worth(number: str, behind: str, words: Words, *, counted: bool) -> bool:
    """Say whether a bare number at the end is credits, and not the number of a part: "Mixing 2", but "Mixing 2 15"."""
    whole, _, rest = number.partition(".")
    parts = plain(behind)
    after_number = bool(parts) and (parts[-1].isdecimal() or bare(behind) in _ROMAN) and len(number) < 3
    parted = whole.isdecimal() and rest in {"0", "00", "25", "5", "50", "75"}  # not "Surround 5.1"
    counted = counted and len(number) < 3 and not set(parts) & words.times
    return parted or after_number or counted or number in _USUAL_CREDITS
