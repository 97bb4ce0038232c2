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

WIDEST_GAP = 5
GAP, WHOLE, MAYBE = "…", "=", "?"
NOTHING = "no words that name a topic"
_WORD = re.compile(r"[Cc]\+\+|[Cc]#|[^\W_]+(?:['’]s\b)?|[^\w\s]")
_NUMBER = re.compile(r"\d+[a-e]?|i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii")
_BREAKS = frozenset(",/:;()[]+|–—")
_BETWEEN = frozenset({"and", "or", "with"})
_SUBJECT_FOLLOWS = frozenset({"of", "in", "on", "to", "for"})
_CODING = frozenset({"cpp", "creative-coding"})
"""The topics that "programming" alone may mean."""
_ENDINGS = (("isation", "ization"), ("elling", "eling"), ("iser", "izer"), ("our", "or"))


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


class _Phrase(NamedTuple):
    topic: str  # "" for words that must not be taken for a topic
    runs: tuple[tuple[str, ...], ...]
    whole: bool
    sure: bool


class _Match(NamedTuple):
    topic: str
    places: frozenset[int]
    sure: bool


def read_title(knowledge: Knowledge, title: str, code: str | None = None) -> Title:
    """Return what a module called `title` teaches; its code tells whether "Composition" is about essays or music."""
    return _reader(knowledge).read(title, code)


class _Reader:
    """Reads titles with the phrases of the topics and the word lists `title-…`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._order = tuple(topic.id for topic in knowledge.topics)
        lists = {key[6:]: words for key, words in knowledge.words.items() if key.startswith("title-")}
        self._sets = {name: frozenset(words) for name, words in lists.items()}
        self._spelling = dict(pair.split(" = ") for pair in lists["spelling"])
        self._book: dict[str, list[_Phrase]] = defaultdict(list)
        phrases = [(topic.id, phrase) for topic in knowledge.topics for phrase in topic.phrases]
        for topic, text in [*phrases, *(("", phrase) for phrase in lists["not"])]:
            words = text.removeprefix(MAYBE).replace(WHOLE, "")
            runs = tuple(self._texts(run) for run in words.split(GAP))
            self._book[runs[0][0]].append(_Phrase(topic, runs, WHOLE in text, not text.startswith(MAYBE)))
        governing = ("about", "performed", "open")
        self._governing = {name: [self._texts(phrase) for phrase in lists[name]] for name in governing}

    def read(self, title: str, code: str | None) -> Title:
        said = tuple(self._words(title))
        if not said:
            return Title((), (), "the title has no words")
        texts = tuple(word.text for word in said)
        found = [match for match in self._longest(said, texts) if match.topic]
        told = self._told_about(said, texts, found)
        for at, of in told.items():  # a phrase that holds the word itself, as "music analysis", knows better
            left = [match for match in found if at in match.places or not match.places & of]
            if found and not left:
                return Title((), (), f"{_quoted(said, told)} is about it, not doing it")
            found = left
        found = self._without_purpose(said, texts, found)
        return self._reading(said, texts, self._without_shared_words(title, texts, found, code))

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
            if text and (text in {"2d", "3d"} or not _NUMBER.fullmatch(text)):
                yield _Word(text, raw, part + joins, depth > 0)
            part += 2 * joins

    def _texts(self, phrase: str) -> tuple[str, ...]:
        return tuple(word.text for word in self._words(phrase))

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

    def _longest(self, said: tuple[_Word, ...], texts: tuple[str, ...]) -> list[_Match]:
        """Return the phrases in a title of which no other holds all words and more, or says that these words are no topic."""
        title = tuple(word.text for word in said if not word.aside)
        bare = tuple(text for text in title if text not in self._sets["qualifiers"])
        found = {
            _Match(phrase.topic, places, phrase.sure)
            for start, text in enumerate(texts)
            for phrase in self._book.get(text, ())
            if not phrase.whole or phrase.runs[0] in {title, bare}
            if (places := _places(texts, phrase.runs, start))
        }
        none = {match.places for match in found if not match.topic}
        return [
            m for m in found if m.places not in none and not any(m.places < other.places for other in found)
        ]

    def _governs(self, name: str, texts: tuple[str, ...], at: int) -> int:
        """Return how many words of a phrase of the list `title-NAME` stand at `at`."""
        lengths = (len(run) for run in self._governing[name] if texts[at : at + len(run)] == run)
        return max(lengths, default=0)

    def _told_about(
        self, said: tuple[_Word, ...], texts: tuple[str, ...], found: list[_Match]
    ) -> dict[int, set[int]]:
        """Return each "history", "analysis" or "ensemble" with the places it speaks for: it is about them, or plays them."""
        told = {}
        for i, word in enumerate(said):
            about = self._governs("about", texts, i)
            if about and _names_a_subject(texts, i + about, found):
                told[i] = set(range(i, len(said)))
            elif about or self._governs("performed", texts, i):
                told[i] = {j for j, other in enumerate(said) if other.part == word.part}
        return told

    def _without_purpose(
        self, said: tuple[_Word, ...], texts: tuple[str, ...], found: list[_Match]
    ) -> list[_Match]:
        """Leave out what stands behind "for": "Physics for Audio Engineering" teaches physics.

        Behind a tool, as in "Techniques for …", and after an "and" that may join it to either side, it is unclear.
        """
        at = texts.index("for") if "for" in texts else len(texts)
        head = (text for text in texts[:at] if text not in self._sets["qualifiers"])
        tool = all(text in self._sets["tools"] or text in _BETWEEN for text in head)
        purpose: set[int] = set()
        shared: set[int] = set()
        for i in range(at + 1, len(said)):
            joined = said[i].text in _BETWEEN or said[i - 1].text in _BETWEEN
            if said[i].part != said[i - 1].part and not joined:
                break
            (shared if joined or shared else purpose).add(i)
        main = [match for match in found if not match.places <= purpose | shared]
        behind = (match for match in found if match not in main and (tool or match.places & shared))
        return main + [match._replace(sure=False) for match in behind]

    def _without_shared_words(
        self, title: str, texts: tuple[str, ...], found: list[_Match], code: str | None
    ) -> list[_Match]:
        """Take back what another department's words mean: essays called composition, programming in another language."""
        letters = "".join(c if c.isalpha() else " " for c in code or "").split()
        if letters and letters[0] in self._sets["essay-codes"] and len(texts) < 3:
            found = [match for match in found if match.topic != "composition"]
        elif texts == ("composition",) and not code and title.casefold().endswith("composition"):
            found = [match._replace(sure=False) for match in found]
        if self._sets["languages"].intersection(texts):
            found = [match for match in found if match.sure or match.topic not in _CODING]
        return found

    def _reading(self, said: tuple[_Word, ...], texts: tuple[str, ...], found: list[_Match]) -> Title:
        topics = {match.topic for match in found}
        sure = {match.topic for match in found if match.sure}
        if any(self._governs("open", texts, i) for i in range(len(texts))):
            sure = set()
        for i, text in enumerate(
            texts
        ):  # "acoustics or building law": only what each alternative teaches is sure
            if text == "or" and not self._sets["alternatives"].intersection(texts[i + 1 : i + 2]):
                sure &= {match.topic for match in found if min(match.places) < i}
                sure &= {match.topic for match in found if max(match.places) > i}
        may = topics - sure
        resting = (match for match in found if match.topic in (sure or may) and match.sure >= bool(sure))
        places = sorted({tuple(sorted(match.places)) for match in resting})
        spoken = ", ".join(dict.fromkeys(_quoted(said, place) for place in places))
        because = spoken + ("" if sure else " can mean several things") if topics else NOTHING
        return Title(
            tuple(t for t in self._order if t in sure), tuple(t for t in self._order if t in may), because
        )


_reader = lru_cache(maxsize=4)(_Reader)


@lru_cache(maxsize=4096)
def _singular(text: str) -> str:
    if len(text) < 4 or not text.endswith("s") or text.endswith(("ss", "us", "is")):
        return text
    if text.endswith("ics") and not text.endswith(("topics", "basics", "clinics")):
        return text
    if text.endswith("ies"):
        return text[:-3] + "y"
    return text[:-2] if text.endswith(("xes", "sses", "ches", "shes")) else text[:-1]


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


def _names_a_subject(texts: tuple[str, ...], at: int, found: list[_Match]) -> bool:
    """Say whether "of", "in", "on", "to" or "for" follows soon, with no topic between: "History and Theory of …"."""
    for i in range(at, min(at + 3, len(texts))):
        if texts[i] in _SUBJECT_FOLLOWS:
            return True
        if any(i in match.places for match in found):
            break
    return False


def _quoted(said: tuple[_Word, ...], places: Iterable[int]) -> str:
    text = said[min(places)].raw
    for last, i in pairwise(sorted(places)):
        text += (" " if i == last + 1 else " … ") + said[i].raw
    return f"“{text}”"
