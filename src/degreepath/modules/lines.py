"""One line or cell of a pasted list: what its words say, and the heading it is.

The words that decide stand in the vocabulary (`list-…`) and in `data/formats/module_lists.toml`. Every line is gone over word
by word: no pattern may look twice at what a person pasted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import shipped
from degreepath.knowledge.model import ModuleStatus

YEAR, TERM = 0, 1
CORE, ELECTIVE, INTRO = ModuleStatus.CORE, ModuleStatus.ELECTIVE, ModuleStatus.INTRO
MARKS = "*†‡§^~°"
_AROUND = "()[]{}:,;.·" + MARKS
_MOST_CHOSEN, _LONGEST_TITLE, _LONGEST_PHRASE = 12, 18, 4
_OF_HEADINGS = ("year", "term", "neutral", "other-columns", "section", "units", "numbers", "core", "elective")
_WORD = re.compile(r"\d+|[^\W\d_]+|#")
_GLUED = re.compile(r".{0,15}?\d(?=[A-Z][a-z])")
_CODE = re.compile(r"\d\d\d?-\d{3,4}|\d{5,16}|[a-z]{1,5}\d{3,5}|(?=.{0,15}[A-Z])[A-Z\d./_:-]{4,16}")
_SHORT_CODE = re.compile(r"[A-Z]{2,6}\d|[A-Z]\d\d")
_CODE_NUMBER = re.compile(
    r"(?=\d|(?:\D{0,9}\d){3})([A-Z\d]{1,5}|\d{1,4}[a-z])([/.-]+([A-Z\d]{1,5}|\d{1,4}[a-z])){0,3}"
)


@dataclass(frozen=True)
class Heading:
    """A line that says something of the modules below it: their status, how many to choose, a year or term (`rank`).

    `announces`: what follows is what it speaks of; `lasts`: it names no subject, so it holds for the sections below it too.
    """

    text: str
    status: ModuleStatus | None = None
    rank: int | None = None
    choose: int | None = None
    choose_credits: int | None = None
    announces: bool = False
    lasts: bool = False


@lru_cache(maxsize=4096)
def plain(text: str) -> tuple[str, ...]:
    """Return the words of `text` in small letters, those glued together told apart: "Course nameCredits3" has four."""
    apart = (f" {c}" if last.islower() and c.isupper() else c for last, c in pairwise(f" {text}"))
    return tuple(word.casefold() for word in _WORD.findall("".join(apart)))


def bare(word: str) -> str:
    """Return a word without brackets, stops and marks around it."""
    return word.strip(_AROUND)


def tokens_of(text: str, words: "Words", *, glued: bool) -> list[str]:
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
    number = last[len(head) :]
    if number[:1].isdecimal() and (head in words["roman"] or head[-1:].islower() or head[-1:] in {")", "]"}):
        tokens[-1:] = [head, number, "credits"]
    elif glued and len(last) == 2 and last.isdecimal() and len(tokens) > 1:
        tokens[-1:] = [last[0], last[1], "credits"]  # "Acoustics 13": the first part, three credits
    apart = ((token.rstrip(MARKS), token) for token in tokens)
    return [part for word, token in apart for part in (word, token[len(word) :]) if part]


class Words:
    """Says what a line is, by the word lists."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.exact = {key[5:]: words for key, words in knowledge.words.items() if key.startswith("list-")}
        self._lists = {name: {" ".join(plain(word)) for word in words} for name, words in self.exact.items()}
        self._lists |= {name: set(words) for name, words in shipped("formats/module_lists").items()}
        self._numbers = {word: i for i, word in enumerate(self.exact["numbers"], start=1)}
        pairs = (pair.split(" = ") for pair in self.exact["letters"])
        self.letters = {letter: ModuleStatus(status) for letter, status in pairs}
        self.times = self["year"] | self["term"]
        self.firm_units = self["units"] - self["loose-units"]
        self._statuses = self["core"] | self["elective"]
        self._not_codes = self["not-codes"] | self["units"] | self._statuses | self.times
        self._heading_words = {word for name in _OF_HEADINGS for said in self[name] for word in said.split()}
        kinds = ("title", "code", "status", "credit")
        self._columns = {phrase: name for name in kinds for phrase in self[f"{name}-columns"]}
        self._awards = {word for word in self.exact["award"] if " " not in word and word != word.lower()}

    def __getitem__(self, name: str) -> set[str]:
        """Return the phrases of the list `list-NAME`, in small letters, or those of the list NAME of the formats."""
        return self._lists[name]

    def says(self, name: str, tokens: Sequence[str]) -> bool:
        """Say whether a phrase of a list stands somewhere in `tokens`."""
        return any(self.starts(name, tokens[at : at + _LONGEST_PHRASE]) for at in range(len(tokens)))

    def starts(self, name: str, tokens: Sequence[str]) -> int:
        """Return how many of `tokens`, from the first, are a phrase of a list; 0 if none."""
        sizes = range(min(_LONGEST_PHRASE, len(tokens)), 0, -1)
        return next((size for size in sizes if " ".join(tokens[:size]) in self[name]), 0)

    def status(self, text: str) -> ModuleStatus | None:
        """Return the status that words name. Where they contradict each other, elective: the careful reading."""
        tokens = plain(text)
        if self.says("intro", tokens):
            return INTRO
        core = [i for i, token in enumerate(tokens) if token in self["core"]]
        denied = core and (self["denials"] & {tokens[i - 1] for i in core if i} or tokens[-1] == "no")
        if denied or self["elective"] & set(tokens):
            return ELECTIVE
        return CORE if core else None

    def own_status(self, text: str) -> ModuleStatus | None:
        """Return the status if the words say nothing but this, of one module: "Compulsory", "(optional)", "Core module"."""
        tokens = plain(text)
        nothing_but = len(tokens) < 4 and set(tokens) <= self._statuses | self["beside-status"]
        many = any(token.endswith("s") and token[:-1] in self["elective"] for token in tokens)
        return self.status(text) if nothing_but and not many and not text.endswith(":") else None

    def column(self, cell: str) -> str | None:
        """Return what a column of that name holds: title, code, status, credit or other; None if it names no column."""
        tokens = plain(cell)
        other = "other" if tokens and set(tokens) <= self["other-columns"] else None
        return self._columns.get(" ".join(tokens), other)

    def no_module(self, text: str) -> str | None:
        """Return why a line is no module: part of the page, names of columns, a sentence; None if it may be one."""
        tokens, said = plain(text), set(text.split("(", maxsplit=1)[0].replace(",", " ").split())
        words = [token for token in tokens if not token.isdecimal()]
        label = " ".join(plain(text.partition(":")[0])) if ":" in text else ""
        page = label in self["labels"] or {" ".join(words), label} & self["furniture"]
        columns = self["other-columns"] | {"course"}
        long = len(words) > 6 and (self["prose"] & set(words) or text.endswith("."))
        raw = text.split()
        counts = tokens[:1] and tokens[0].isdecimal() and raw[1:2] == words[:1]  # "120 credits in total"
        titled = words[:1] and words[0] in self["units"] and raw[2:3] != words[1:2]  # "30 credits Mixing"
        told = text.endswith("?") or (len(words) > 2 and self["verbs"] & said)
        reasons = (
            ("no title", not words or (counts and not titled)),
            ("part of the page", page or self.starts("furniture-starts", tokens)),
            ("the name of an award", self._awards & said),
            ("an address", "@" in text or "://" in text or "www." in text),
            ("the name of a column", self.column(text) or (len(words) > 2 and set(words) <= columns)),
            ("a sentence", long or told or len(words) > _LONGEST_TITLE),
        )
        return next((why for why, fits in reasons if fits), None)

    def is_condition(self, text: str) -> bool:
        """Say whether a line is a condition of entry: "Prerequisite: calculus", "A-level maths required"."""
        tokens = plain(text)
        starts = self.starts("entry-starts", tokens) > 0
        ends = any(" ".join(tokens[-size:]) in self["entry-ends"] for size in (1, 2))
        return (starts and ":" in text) or (ends and (starts or self.says("entry-school", tokens)))

    def heading(self, text: str, *, marked: bool = False) -> Heading | None:
        """Return the heading that a line is; `marked`: set apart as one, as in Markdown."""
        stem = text.rstrip("0123456789 ")
        text = stem if stem.endswith((":", ".")) else text  # credits glued to it: "Choose two of these:6"
        tokens, announces, status = plain(text), text.endswith(":"), self.status(text)
        outside = tokens if announces else plain(text.partition("(")[0])
        known = bool(outside) and self._of_headings(outside)
        rank = self.rank(tokens) if known or announces or marked else None
        points = announces or len(tokens) < 9 or self.says("pointing", tokens)
        chooses = points and (self.says("may", tokens) or self._counts(tokens))
        spoken = chooses or (points and not text.endswith(".") and self.says("must", tokens))
        behind = tokens[tokens.index("elective") :] if "elective" in tokens else ()
        place = any(map(str.isdecimal, behind))  # one slot of a study plan: "Free elective (3 credits)"
        plainly = known and (status or rank is not None) and not place
        named = self.starts("section", tokens)  # "Pathway A"
        section = named and any(len(token) == 1 for token in tokens[named : named + 1])
        if not (announces or marked or spoken or plainly or section):
            return Heading(text) if self.starts("award", tokens) else None
        status = ELECTIVE if chooses else status or (CORE if spoken else None)
        choose, worth = self._choice(tokens) if status is ELECTIVE else (None, None)
        title, lasts = text.rstrip(": "), known and not spoken
        return Heading(title, status, rank, choose, worth, announces or spoken, lasts)

    def is_section(self, text: str) -> bool:
        """Say whether a line is made of the words of headings and says nothing: "Major area", "Supporting courses"."""
        tokens = plain(text)
        return self._of_headings(tokens) and self._statuses.isdisjoint(tokens)

    def _of_headings(self, tokens: Sequence[str]) -> bool:
        return all(token in self._heading_words or token.isdecimal() for token in tokens)

    def rank(self, tokens: Sequence[str]) -> int | None:
        """Return YEAR or TERM for words that begin as the heading of a year or a term."""
        first = set(tokens[:3])
        return YEAR if first & self["year"] else TERM if first & self["term"] else None

    def _counts(self, tokens: Sequence[str]) -> bool:
        """Say whether a line counts out of what follows: "Two from", "1 of", "Any two", "Students take 60 credits from"."""
        for i, token in enumerate(tokens):
            if self._number(token) and not set(tokens[i - 1 : i + 2]) & self.times:
                return tokens[0] == "any" or tokens[i + 1 : i + 2] == ("of",) or "from" in tokens[i:]
        return False

    def _number(self, token: str) -> int | None:
        return self._numbers.get(token) or (int(token) if token.isdecimal() and len(token) < 4 else None)

    def _choice(self, tokens: Sequence[str]) -> tuple[int | None, int | None]:
        """Return how many modules, or how many credits, are to be chosen; "at least" sets no limit."""
        choose = worth = None
        for before, token, behind in zip(("", *tokens), tokens, (*tokens[1:], ""), strict=False):
            count = self._number(token)
            if not count or before in self.times | self["section"] or behind in self.times:
                continue
            if behind in self["units"] - {"unit", "units"}:
                worth = worth or count
            elif count <= _MOST_CHOSEN and (choose is None or before == "or"):
                choose = count
        limited = self["no-limit"].isdisjoint(tokens)
        return (choose, None if choose else worth) if limited else (None, None)

    def is_number(self, text: str) -> bool:
        """Say whether `text` is nothing but numbers and their units: "20", "7.5 ECTS", "3-0-3", "(15 credits)"."""
        parts = plain(text)
        known = all(part.isdecimal() or part in self["units"] for part in parts)
        return known and any(part.isdecimal() for part in parts) and parts[0] not in self.times

    def is_code(self, text: str) -> bool:
        """Say whether `text` is a module's code, or several, and nothing else."""
        tokens = [token for token in text.split() if any(map(str.isalnum, token)) or token in self["joints"]]
        return bool(tokens) and self.code_length(tokens, 0) == len(tokens)

    def code_length(self, tokens: Sequence[str], at: int) -> int:
        """Return how many of `tokens` from `at` are one code or several: "MUS 101/102", "RIM 1230 / MUTH 1110", "18-090"."""
        size = self._one_code(tokens, at) if at < len(tokens) else 0
        end = at + size
        while size and end < len(tokens):
            joint = tokens[end] if tokens[end] in self["joints"] else ""
            start = end + bool(joint)
            if start == len(tokens) or not (joint or tokens[end - 1].endswith((",", "/"))):
                break
            number = joint not in {"and", "&", "-"} and _CODE_NUMBER.fullmatch(bare(tokens[start]))
            size = self._one_code(tokens, start) or bool(number)
            end = start + size if size else end
        return end - at

    def _one_code(self, tokens: Sequence[str], at: int) -> int:
        """Return 1 for "MUS101", 2 for "MUS 101", 0 for what is no code."""
        first = bare(tokens[at])
        parts, letters = plain(first), first.replace(".", "").replace("-", "")
        if self.is_code_word(first, 3):
            return 1
        if not parts or {parts[0], letters.casefold()} & self._not_codes:
            return 0
        if _SHORT_CODE.fullmatch(first) or self.is_code_word(first, 2):
            return 1  # "MUS1": a code where codes stand
        number = bare(tokens[at + 1]) if at + 1 < len(tokens) and tokens[at][-1] not in ":,;" else ""
        digits = sum(map(str.isdecimal, number))
        if not letters.isalpha() or not _CODE_NUMBER.fullmatch(number):
            return 0
        if letters.isupper():
            return 2 * (len(letters) < 9 and digits > (letters == first) + (len(letters) == 1))
        following = tokens[at + 2] if at + 2 < len(tokens) else "X"
        return 2 * (2 < len(letters) < 5 and digits > 2 and not following[0].islower())

    def is_code_word(self, word: str, digits: int) -> bool:
        """Say whether one word has the form of a code; with three `digits` it is one wherever it stands."""
        if not _CODE.fullmatch(word) or sum(map(str.isdecimal, word)) < digits:
            return len(word) > 5 and word.isupper() and word.endswith("XXX")  # a slot: "OPELXXXXX"
        number, *rest = plain(word)
        counted = self["units"] | self["endings"]  # "20cr", "1980s"
        return not (number.isdecimal() and len(rest) == 1 and rest[0] in counted)


words_of = lru_cache(maxsize=4)(Words)
"""The reader of lines of a knowledge base; it is kept, as building it reads every word list."""
