"""The words of a module's title, made comparable: case, accents, plurals, numbers and spelling no longer matter."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SPLIT = re.compile(r"(?i:c\+\+|c#)|[^\W_]+(?:['’]s\b)?|[,/:;()\[\]&+|–—]")
_NUMBER = re.compile(r"\d+[a-e]?|i{1,3}|iv|vi{0,3}|ix|xi{0,2}")
_SEPARATORS = set(",/:;()[]&+|–—")
_BETWEEN = {"and", "or", "with"}
_NOT_NUMBERS = {"2d", "3d"}
_SPELLING = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"(?<=[a-z]{3})iser$"), "izer"),
    (re.compile(r"elling$"), "eling"),
    (re.compile(r"^theatre$"), "theater"),
    (re.compile(r"^programme$"), "program"),
    (re.compile(r"^analogue$"), "analog"),
    (re.compile(r"^dialog$"), "dialogue"),
    (re.compile(r"^colour"), "color"),
    (re.compile(r"^maths?$"), "mathematics"),
    (re.compile(r"^intro$"), "introduction"),
    (re.compile(r"^synths?$"), "synthesizer"),
    (re.compile(r"^ambisonics$"), "ambisonic"),
)
_NO_PLURAL = re.compile(r"(?:ss|us|is|(?<!top)(?<!bas)(?<!clin)ics)$")


@dataclass(frozen=True)
class Word:
    """One word of a title: comparable, as it was written, the part of the title (from 0) it stands in; `aside` in brackets."""

    text: str
    raw: str
    part: int
    aside: bool = False


def words(title: str) -> tuple[Word, ...]:
    """Return the words of `title` without numbers and Roman numerals.

    Commas, slashes, colons, brackets, "and", "or" and "with" begin a new part.
    """
    found, part, depth = [], 0, 0
    for raw in _SPLIT.findall(unicodedata.normalize("NFKC", title)):
        if raw in _SEPARATORS:
            part += 1
            depth += (raw in "([") - (raw in ")]")
            if raw == "&":
                found.append(Word("and", raw, part))
                part += 1
            continue
        text = _comparable(raw)
        if text in _BETWEEN:
            found.append(Word(text, raw, part + 1))
            part += 2
        elif not _NUMBER.fullmatch(text) or text in _NOT_NUMBERS:
            found.append(Word(text, raw, part, aside=depth > 0))
    return tuple(found)


@lru_cache(maxsize=4096)
def _comparable(word: str) -> str:
    """Return one word in the form in which titles and phrases are compared."""
    text = _plain(word).removesuffix("'s").removesuffix("’s")
    text = _singular(text)
    for pattern, replacement in _SPELLING:
        text = pattern.sub(replacement, text)
    return text


def _singular(text: str) -> str:
    if len(text) < 4 or not text.endswith("s") or _NO_PLURAL.search(text):
        return text
    if text.endswith("ies"):
        return text[:-3] + "y"
    return text[:-2] if re.search(r"(?:x|ss|ch|sh)es$", text) else text[:-1]


def _plain(title: str) -> str:
    decomposed = unicodedata.normalize("NFKD", title)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
