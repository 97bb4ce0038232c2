"""From a module's title to the topics it teaches, by the phrases of the vocabulary, with what the reading rests on.

A title that only may mean a topic is unclear: it is shown, it is asked about, and it never counts as taught.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from degreepath.knowledge.knowledge import Knowledge

WIDEST_GAP = 5
GAP, WHOLE, MAYBE = "…", "=", "?"
NOTHING = "no words that name a topic"
_WORD = re.compile(r"[Cc]\+\+|[Cc]#|[^\W_]+(?:['’]s\b)?|[^\w\s]")
_NUMBER = re.compile(r"\d+[a-e]?")
_BREAKS = frozenset(",/:;()[]+|–—")
_BETWEEN = frozenset({"and", "or", "with"})
_SUBJECT_FOLLOWS = frozenset({"of", "in", "on", "to", "for"})
_NUMERALS = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"])
_CODING = frozenset({"cpp", "creative-coding"})
"""The topics that "programming" alone may mean."""
_ENDINGS = (("isation", "ization"), ("elling", "eling"), ("iser", "izer"), ("our", "or"))


@dataclass(frozen=True)
class Title:
    """What a title teaches (`topics`), what it may teach (`may`), and the words of the title this rests on."""

    topics: tuple[str, ...]
    may: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class _Word:
    """One word: comparable, as it was written, the part of the title (from 0) it stands in; `aside` in brackets."""

    text: str
    raw: str
    part: int
    aside: bool


@dataclass(frozen=True)
class _Phrase:
    topic: str  # "" for words that must not be taken for a topic
    runs: tuple[tuple[str, ...], ...]
    whole: bool
    sure: bool


@dataclass(frozen=True)
class _Match:
    topic: str
    places: frozenset[int]
    sure: bool


_Said = tuple[_Word, ...]
_Book = Mapping[str, tuple[_Phrase, ...]]


def read_title(knowledge: Knowledge, title: str, code: str | None = None) -> Title:
    """Return what a module called `title` teaches; its code tells whether "Composition" is about essays or music."""
    return _reader(knowledge).read(title, code)


class _Reader:
    """Reads titles with the phrases of the topics and the word lists `title-…`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._topics = tuple(topic.id for topic in knowledge.topics)
        lists = {key[6:]: words for key, words in knowledge.words.items() if key.startswith("title-")}
        self._sets = {name: frozenset(words) for name, words in lists.items()}
        self._spelling = dict(pair.split(" = ") for pair in lists["spelling"])
        phrases = [self._phrase(topic.id, phrase) for topic in knowledge.topics for phrase in topic.phrases]
        self._book = _by_first([*phrases, *(self._phrase("", phrase) for phrase in lists["not"])])
        self._governing = {
            name: _by_first(self._phrase(name, phrase) for phrase in lists[name])
            for name in ("about", "performed", "open")
        }

    def read(self, title: str, code: str | None) -> Title:
        said = tuple(self._words(title))
        if not said:
            return Title((), (), "the title has no words")
        texts = tuple(word.text for word in said)
        found = [match for match in _longest(self._matches(said, texts)) if match.topic]
        told = self._told_about(said, texts, found)
        for at, of in told.items():  # a phrase that holds the word itself, as "music analysis", knows better
            left = [match for match in found if at in match.places or not match.places & of]
            if found and not left:
                return Title((), (), f"{_quoted(said, told)} is about it, not doing it")
            found = left
        found = self._without_purpose(said, texts, found)
        found = self._unsure_where_words_are_shared(title, texts, found, code)
        return self._reading(said, texts, found)

    def _words(self, title: str) -> Iterator[_Word]:
        """Yield the words without numbers. Commas, slashes, brackets, "and", "or" and "with" begin a new part."""
        part = depth = 0
        for raw in _WORD.findall(unicodedata.normalize("NFKC", title)):
            if raw in _BREAKS:
                part += 1
                depth += (raw in "([") - (raw in ")]")
                continue
            text = self._comparable(raw)
            joins = text in _BETWEEN
            if text and not _is_number(text):
                yield _Word(text, raw, part + joins, depth > 0)
            part += 2 * joins

    def _comparable(self, word: str) -> str:
        """Return a word so that case, accents, plurals and spelling no longer matter; "" for a mark."""
        if word == "&":
            return "and"
        if not word[0].isalnum():
            return ""
        decomposed = unicodedata.normalize("NFKD", word.removesuffix("'s").removesuffix("’s"))
        text = _singular("".join(c for c in decomposed if not unicodedata.combining(c)).casefold())
        for ending, other in _ENDINGS:
            if text.endswith(ending) and len(text) > len(ending) + 2:
                text = text.removesuffix(ending) + other
        return self._spelling.get(text, text)

    def _phrase(self, topic: str, text: str) -> _Phrase:
        plain = text.removeprefix(MAYBE).replace(WHOLE, "")
        runs = tuple(tuple(word.text for word in self._words(run)) for run in plain.split(GAP))
        return _Phrase(topic, runs, WHOLE in text, not text.startswith(MAYBE))

    def _matches(self, said: _Said, texts: tuple[str, ...]) -> Iterator[_Match]:
        title = tuple(word.text for word in said if not word.aside)
        bare = tuple(text for text in title if text not in self._sets["qualifiers"])
        for start, text in enumerate(texts):
            for phrase in self._book.get(text, ()):
                places = _places(texts, phrase.runs, start)
                if places and not (phrase.whole and phrase.runs[0] not in {title, bare}):
                    yield _Match(phrase.topic, places, phrase.sure)

    def _told_about(self, said: _Said, texts: tuple[str, ...], found: list[_Match]) -> dict[int, set[int]]:
        """Return each "history", "analysis" or "ensemble" with the places it speaks for: it is about them, or plays them."""
        told = {}
        for i in range(len(said)):
            about = _governs(self._governing["about"], texts, i)
            if about and _names_a_subject(texts, i + about, found):
                told[i] = set(range(i, len(said)))
            elif about or _governs(self._governing["performed"], texts, i):
                told[i] = {j for j, word in enumerate(said) if word.part == said[i].part}
        return told

    def _without_purpose(self, said: _Said, texts: tuple[str, ...], found: list[_Match]) -> list[_Match]:
        """Leave out what stands behind "for": "Physics for Audio Engineering" teaches physics. Behind a tool it is unclear."""
        at = texts.index("for") if "for" in texts else len(texts)
        head = (text for text in texts[:at] if text not in self._sets["qualifiers"])
        tool = all(text in self._sets["tools"] or text in _BETWEEN for text in head)
        purpose, shared = _purpose(said, at)
        main = [match for match in found if not match.places <= purpose | shared]
        behind = (match for match in found if match not in main and (tool or match.places & shared))
        return main + [replace(match, sure=False) for match in behind]

    def _unsure_where_words_are_shared(
        self, title: str, texts: tuple[str, ...], found: list[_Match], code: str | None
    ) -> list[_Match]:
        """Take back what another department's words mean: essays called composition, programming in another language."""
        letters = "".join(c if c.isalpha() else " " for c in code or "").split()
        if letters and letters[0] in self._sets["essay-codes"] and len(texts) < 3:
            found = [match for match in found if match.topic != "composition"]
        elif texts == ("composition",) and not code and title.casefold().endswith("composition"):
            found = [replace(match, sure=False) for match in found]
        if any(text in self._sets["languages"] for text in texts):
            found = [match for match in found if match.sure or match.topic not in _CODING]
        return found

    def _reading(self, said: _Said, texts: tuple[str, ...], found: list[_Match]) -> Title:
        sure = {match.topic for match in found if match.sure}
        if any(_governs(self._governing["open"], texts, i) for i in range(len(texts))):
            sure = set()
        sure &= self._in_every_alternative(texts, found)
        may = {match.topic for match in found} - sure
        resting = (match for match in found if match.topic in (sure or may) and match.sure >= bool(sure))
        places = sorted({tuple(sorted(match.places)) for match in resting})
        spoken = ", ".join(dict.fromkeys(_quoted(said, place) for place in places))
        because = spoken + ("" if sure else " can mean several things") if may or sure else NOTHING
        order = self._topics
        return Title(tuple(t for t in order if t in sure), tuple(t for t in order if t in may), because)

    def _in_every_alternative(self, texts: tuple[str, ...], found: list[_Match]) -> set[str]:
        topics = {match.topic for match in found}
        for i, text in enumerate(texts):
            if text != "or" or (i + 1 < len(texts) and texts[i + 1] in self._sets["alternatives"]):
                continue
            topics &= {match.topic for match in found if min(match.places) < i}
            topics &= {match.topic for match in found if max(match.places) > i}
        return topics


_reader = lru_cache(maxsize=4)(_Reader)


def _is_number(text: str) -> bool:
    return text in _NUMERALS or (_NUMBER.fullmatch(text) is not None and text not in {"2d", "3d"})


@lru_cache(maxsize=4096)
def _singular(text: str) -> str:
    if len(text) < 4 or not text.endswith("s") or text.endswith(("ss", "us", "is")):
        return text
    if text.endswith("ics") and not text.endswith(("topics", "basics", "clinics")):
        return text
    if text.endswith("ies"):
        return text[:-3] + "y"
    return text[:-2] if text.endswith(("xes", "sses", "ches", "shes")) else text[:-1]


def _by_first(phrases: Iterable[_Phrase]) -> _Book:
    book: dict[str, tuple[_Phrase, ...]] = {}
    for phrase in phrases:
        book[phrase.runs[0][0]] = (*book.get(phrase.runs[0][0], ()), phrase)
    return book


def _places(texts: tuple[str, ...], runs: tuple[tuple[str, ...], ...], start: int) -> frozenset[int]:
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


def _longest(matches: Iterable[_Match]) -> list[_Match]:
    """Return the matches of which no other holds all words and more, or says that these words are no topic."""
    found = set(matches)
    none = {match.places for match in found if not match.topic}
    return [m for m in found if m.places not in none and not any(m.places < other.places for other in found)]


def _governs(book: _Book, texts: tuple[str, ...], at: int) -> int:
    """Return how many words of a phrase of `book` stand at `at`."""
    lengths = (len(_places(texts, phrase.runs, at)) for phrase in book.get(texts[at], ()))
    return max(lengths, default=0)


def _names_a_subject(texts: tuple[str, ...], at: int, found: list[_Match]) -> bool:
    """Say whether "of", "in", "on", "to" or "for" follows soon, with no topic between: "History and Theory of …"."""
    for i in range(at, min(at + 3, len(texts))):
        if texts[i] in _SUBJECT_FOLLOWS:
            return True
        if any(i in match.places for match in found):
            break
    return False


def _purpose(said: _Said, at: int) -> tuple[set[int], set[int]]:
    """Return the places of the purpose that "for", at `at`, begins, and of what an "and" joins to it, which may stand alone."""
    purpose: set[int] = set()
    shared: set[int] = set()
    for i in range(at + 1, len(said)):
        joined = said[i].text in _BETWEEN or said[i - 1].text in _BETWEEN
        if said[i].part != said[i - 1].part and not joined:
            break
        (shared if joined or shared else purpose).add(i)
    return purpose, shared


def _quoted(said: _Said, places: Iterable[int]) -> str:
    text = said[min(places)].raw
    for last, i in pairwise(sorted(places)):
        text += (" " if i == last + 1 else " … ") + said[i].raw
    return f"“{text}”"
