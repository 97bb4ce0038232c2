"""From a module's title to the topics it teaches, by the phrases of the vocabulary, with what the reading rests on.

A title that only may mean a topic is unclear: it is shown, it is asked about, and it never counts as taught.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from degreepath.knowledge import Knowledge
from degreepath.knowledge.load import shipped

WIDEST_GAP = 5
GAP, WHOLE, MAYBE = "…", "=", "?"
NOT, ABOUT, PERFORMED, OPEN = "not", "about", "performed", "open"
NOTHING = "no words that name a topic"
_WORD = re.compile(r"[Cc]\+\+|[Cc]#|[^\W_]+(?:['’]s\b)?|[^\w\s]")
_NUMBER = re.compile(r"\d+[a-e]?|i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii")
_BREAKS = frozenset(",/:;()[]+|–—")


class Title(NamedTuple):
    """What a title teaches (`topics`), what it may teach (`may`), and the words of the title this rests on."""

    topics: tuple[str, ...]
    may: tuple[str, ...]
    because: str


class _Word(NamedTuple):
    """One word: comparable, as it was written, the part of the title (from 0) it stands in; `aside` in brackets."""

    text: str
    raw: str
    part: int
    aside: bool


_Said = tuple[_Word, ...]
_Texts = tuple[str, ...]


class _Phrase(NamedTuple):
    """Words to look for. They mean a topic, or what the word list `title-NAME` they stand in is about ("about", "open" …)."""

    means: str
    runs: tuple[_Texts, ...]
    whole: bool
    sure: bool


class _Match(NamedTuple):
    means: str
    places: frozenset[int]
    sure: bool


def read_title(knowledge: Knowledge, title: str, code: str | None = None) -> Title:
    """Return what a module called `title` teaches; its code tells whether "Composition" is about essays or music."""
    return _reader(knowledge).read(title, code)


class _Reader:
    """Reads titles with the phrases of the topics and the word lists `title-…`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._topics = tuple(topic.id for topic in knowledge.topics)
        lists = {key[6:]: words for key, words in knowledge.words.items() if key.startswith("title-")}
        forms = shipped("formats/module_titles")
        self._sets = {name: frozenset(words) for name, words in (lists | forms["words"]).items()}
        self._endings = [(kind["letters"], kind["becomes"]) for kind in forms["endings"]]
        self._spelling = dict(pair.split(" = ") for pair in lists["spelling"])
        self._book: dict[str, list[_Phrase]] = defaultdict(list)
        phrases = [(topic.id, phrase) for topic in knowledge.topics for phrase in topic.phrases]
        phrases += [(name, phrase) for name in (NOT, ABOUT, PERFORMED, OPEN) for phrase in lists[name]]
        for means, text in phrases:
            words = text.removeprefix(MAYBE).replace(WHOLE, "")
            runs = tuple(_texts(self._words(run)) for run in words.split(GAP))
            self._book[runs[0][0]].append(_Phrase(means, runs, WHOLE in text, not text.startswith(MAYBE)))

    def read(self, title: str, code: str | None) -> Title:
        said = tuple(self._words(title))
        if not said:
            return Title((), (), "the title has no words")
        matches = self._matches(said)
        found = self._longest(matches)
        told = self._told_about(said, matches, found)
        for at, of in told.items():  # a phrase that holds the word itself, as "music analysis", knows better
            left = [match for match in found if at in match.places or not match.places & of]
            if found and not left:
                return Title((), (), f"{_quoted(said, told)} is about it, not doing it")
            found = left
        found = self._without_shared(title, said, self._without_purpose(said, found), code)
        return self._reading(said, found, any(match.means == OPEN for match in matches))

    def _words(self, title: str) -> Iterator[_Word]:
        """Yield the words without numbers. Commas, slashes, brackets, "and", "or" and "with" begin a new part."""
        part = depth = 0
        for raw in _WORD.findall(unicodedata.normalize("NFKC", title)):
            if raw in _BREAKS:
                part += 1
                depth += (raw in "([") - (raw in ")]")
                continue
            text = self._comparable(raw)
            joins = text in self._sets["joining"]
            if text and (text in {"2d", "3d"} or not _NUMBER.fullmatch(text)):
                yield _Word(text, raw, part + joins, depth > 0)
            part += 2 * joins

    def _comparable(self, word: str) -> str:
        """Return a word so that case, accents, plurals and spelling no longer matter; "" for a mark."""
        if word == "&":
            return "and"
        if not word[0].isalnum():
            return ""
        decomposed = unicodedata.normalize("NFKD", word.removesuffix("'s").removesuffix("’s"))
        text = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
        for letters, becomes in self._endings:
            ending = next(filter(text.endswith, becomes), "")
            if ending and len(text) >= letters:
                text = text.removesuffix(ending) + becomes[ending]
        return self._spelling.get(text, text)

    def _matches(self, said: _Said) -> list[_Match]:
        """Return every phrase of the book that stands in a title, in the order of its words."""
        texts, title = _texts(said), _texts(word for word in said if not word.aside)
        bare = tuple(text for text in title if text not in self._sets["qualifiers"])
        return [
            _Match(phrase.means, places, phrase.sure)
            for start, text in enumerate(texts)
            for phrase in self._book.get(text, ())
            if not phrase.whole or phrase.runs[0] in {title, bare}
            if (places := _places(texts, phrase.runs, start))
        ]

    def _longest(self, matches: list[_Match]) -> list[_Match]:
        """Return the topics of which no other holds all words and more, nor says that these words are no topic."""
        topics = [match for match in matches if match.means in self._topics]
        none = [match.places for match in matches if match.means == NOT]
        held = [*none, *(match.places for match in topics)]
        return [m for m in topics if m.places not in none and not any(m.places < places for places in held)]

    def _told_about(self, said: _Said, matches: list[_Match], found: list[_Match]) -> dict[int, set[int]]:
        """Return each "history", "analysis" or "ensemble" with the places it speaks for: it is about them, or plays them."""
        told = {}
        topics = {place for match in found for place in match.places}
        follows = [i for i, word in enumerate(said) if word.text in self._sets["subject-follows"]]
        for match in matches:
            at, end = min(match.places), max(match.places) + 1
            near = (i for i in follows if end <= i < end + 3)  # "History and Theory of …", no topic between
            if match.means == ABOUT and any(topics.isdisjoint(range(end, i)) for i in near):
                told[at] = set(range(at, len(said)))
            elif match.means in {ABOUT, PERFORMED}:
                told[at] = {i for i, word in enumerate(said) if word.part == said[at].part}
        return told

    def _without_purpose(self, said: _Said, found: list[_Match]) -> list[_Match]:
        """Leave out what stands behind "for": "Physics for Audio Engineering" teaches physics.

        Behind a tool, as in "Techniques for …", and after an "and" that may join it to either side, it is unclear.
        """
        texts = _texts(said)
        at = texts.index("for") if "for" in texts else len(texts)
        tool = set(texts[:at]) <= self._sets["qualifiers"] | self._sets["tools"] | self._sets["joining"]
        behind = range(at + 1, len(said))
        joined = {i for i in behind if not self._sets["joining"].isdisjoint(texts[i - 1 : i + 1])}
        ends = (i for i in behind if i not in joined and said[i].part != said[i - 1].part)
        purpose = set(range(at + 1, next(ends, len(said))))
        shared = min(joined, default=len(said))
        main = [match for match in found if not match.places <= purpose]
        others = (
            match for match in found if match.places <= purpose and (tool or max(match.places) >= shared)
        )
        return main + [match._replace(sure=False) for match in others]

    def _without_shared(self, title: str, said: _Said, found: list[_Match], code: str | None) -> list[_Match]:
        """Take back what another department's words mean: essays called composition, programming in another language."""
        letters = "".join(c if c.isalpha() else " " for c in code or "").split()
        if letters and letters[0] in self._sets["essay-codes"] and len(said) < 3:
            found = [match for match in found if match.means != "composition"]
        elif _texts(said) == ("composition",) and not code and title.casefold().endswith("composition"):
            found = [match._replace(sure=False) for match in found]
        if self._sets["languages"].intersection(_texts(said)):
            found = [match for match in found if match.sure or match.means not in self._sets["coding"]]
        return found

    def _reading(self, said: _Said, found: list[_Match], is_open: bool) -> Title:
        """Return what is left of a title; in one that `is_open` nothing is sure."""
        sure = {match.means for match in found if match.sure and not is_open}
        texts = _texts(said)
        for i, text in enumerate(texts):  # "acoustics or building law": only what each teaches is sure
            if text == "or" and self._sets["alternatives"].isdisjoint(texts[i + 1 : i + 2]):
                sure &= {match.means for match in found if min(match.places) < i}
                sure &= {match.means for match in found if max(match.places) > i}
        may = {match.means for match in found} - sure
        resting = (match for match in found if match.means in (sure or may) and match.sure >= bool(sure))
        places = sorted({tuple(sorted(match.places)) for match in resting})
        because = ", ".join(dict.fromkeys(_quoted(said, place) for place in places)) or NOTHING
        because += " can mean several things" if may and not sure else ""
        topics, others = (tuple(sorted(some, key=self._topics.index)) for some in (sure, may))
        return Title(topics, others, because)


_reader = lru_cache(maxsize=4)(_Reader)


def _texts(words: Iterable[_Word]) -> _Texts:
    return tuple(word.text for word in words)


def _places(texts: _Texts, runs: tuple[_Texts, ...], start: int) -> frozenset[int]:
    """Return where the runs of a phrase stand, the first at `start`, the next within `WIDEST_GAP` words; none if they do not."""
    places: set[int] = set()
    at, gap = start, 0
    for run in runs:
        at = next((i for i in range(at, at + gap + 1) if texts[i : i + len(run)] == run), -1)
        if at < 0:
            return frozenset()
        places.update(range(at, at + len(run)))
        at, gap = at + len(run), WIDEST_GAP
    return frozenset(places)


def _quoted(said: _Said, places: Iterable[int]) -> str:
    text = said[min(places)].raw
    for last, i in pairwise(sorted(places)):
        text += (" " if i == last + 1 else " … ") + said[i].raw
    return f"“{text}”"
