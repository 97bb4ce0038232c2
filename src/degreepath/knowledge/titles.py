"""From a module's title to the topics it teaches, by the phrases of the vocabulary, with what the reading rests on.

A title that only may mean a topic is unclear: it is shown, it is asked about, and it never counts as taught.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from degreepath.knowledge.title_rules import (
    ABOUT_IT,
    ALTERNATIVE_IS_NO_SUBJECT,
    CODING,
    LEAVES_OPEN,
    NOT_THIS,
    OTHER_LANGUAGES,
    PERFORMED,
    QUALIFIERS,
    WRITING_CODES,
)
from degreepath.knowledge.title_words import Word, words
from degreepath.knowledge.vocabulary import Topic

WIDEST_GAP = 5
GAP, WHOLE, MAYBE = "…", "=", "?"
_IN_A_ROW = re.compile(r"\d|\b[IVX]+\b")
"""A number, as in "Composition II": without one, the word alone may mean essays."""
_OPEN = re.compile(rf"\b(?:{'|'.join(LEAVES_OPEN)})\b")


@dataclass(frozen=True)
class TitleReading:
    """What a title teaches (`topics`), what it may teach (`unclear`), and the words of the title this rests on."""

    topics: tuple[str, ...]
    because: str
    unclear: tuple[str, ...] = ()


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


Book = Mapping[str, tuple[_Phrase, ...]]


class TitleReader:
    """Reads titles with the phrases of `topics`."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        self._order = {topic.id: i for i, topic in enumerate(topics)}
        self._book = _book(topics)

    def read(self, title: str, code: str | None = None) -> TitleReading:
        """Return what a module called `title` teaches; its code decides whether "Composition" means essays or music."""
        said = words(title)
        if not said:
            return TitleReading((), "the title has no words")
        found = _longest(_matches(self._book, said))
        about = _about_it(said)
        left = [
            match
            for match in found
            if match.topic and not any(match.places & spoken for spoken in about.values())
        ]
        if about and not left and any(match.topic for match in found):
            return TitleReading((), f"{_quoted(said, about)} is about it, not doing it")
        found = left
        if _speaks_of_essays(said, code):
            found = [match for match in found if match.topic != "composition"]
        elif [word.text for word in said] == ["composition"] and not code and not _IN_A_ROW.search(title):
            found = [_Match(match.topic, match.places, sure=False) for match in found]
        if any(word.text in OTHER_LANGUAGES or word.text == "c++" for word in said):
            found = [match for match in found if match.sure or match.topic not in CODING]
        return self._reading(said, found)

    def _reading(self, said: tuple[Word, ...], found: list[_Match]) -> TitleReading:
        sure = {match.topic for match in found if match.sure}
        if _leaves_open(said):
            sure = set()
        sure &= _in_every_alternative(said, found)
        unclear = {match.topic for match in found} - sure
        resting = [match for match in found if match.topic in (sure or unclear) and match.sure >= bool(sure)]
        spoken = dict.fromkeys(_quoted(said, match.places) for match in resting)
        if not resting:
            because = "no words that name a topic"
        else:
            because = ", ".join(spoken) + ("" if sure else " can mean several things")
        return TitleReading(self._sorted(sure), because, self._sorted(unclear))

    def _sorted(self, topics: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(topics, key=self._order.__getitem__))


@lru_cache(maxsize=4)
def reader(topics: tuple[Topic, ...]) -> TitleReader:
    """Return the reader of these topics; building one reads every phrase, so it is kept."""
    return TitleReader(topics)


def _book(topics: tuple[Topic, ...]) -> Book:
    book: dict[str, list[_Phrase]] = {}
    phrases = [_phrase(topic.id, phrase) for topic in topics for phrase in topic.phrases]
    phrases += [_phrase("", phrase) for phrase in NOT_THIS]
    for phrase in phrases:
        book.setdefault(phrase.runs[0][0], []).append(phrase)
    return {word: tuple(starting) for word, starting in book.items()}


def _phrase(topic: str, text: str) -> _Phrase:
    sure, whole = not text.startswith(MAYBE), WHOLE in text
    plain = text.removeprefix(MAYBE).replace(WHOLE, "")
    runs = tuple(tuple(word.text for word in words(run)) for run in plain.split(GAP))
    return _Phrase(topic, runs, whole, sure)


def _matches(book: Book, said: tuple[Word, ...]) -> list[_Match]:
    texts = tuple(word.text for word in said)
    found = set()
    for start, text in enumerate(texts):
        for phrase in book.get(text, ()):
            places = _whole_title(said, phrase, start) if phrase.whole else _places(texts, phrase.runs, start)
            if places:
                found.add(_Match(phrase.topic, places, phrase.sure))
    return sorted(found, key=lambda match: (min(match.places), -len(match.places)))


def _places(texts: tuple[str, ...], runs: tuple[tuple[str, ...], ...], start: int) -> frozenset[int]:
    if texts[start : start + len(runs[0])] != runs[0]:
        return frozenset()
    places: list[int] = []
    at = start
    for number, run in enumerate(runs):
        latest = at if number == 0 else at + WIDEST_GAP
        at = next((i for i in range(at, latest + 1) if texts[i : i + len(run)] == run), -1)
        if at < 0:
            return frozenset()
        places += range(at, at + len(run))
        at += len(run)
    return frozenset(places)


def _whole_title(said: tuple[Word, ...], phrase: _Phrase, start: int) -> frozenset[int]:
    title = [word.text for word in said if not word.aside]
    bare = [text for text in title if text not in QUALIFIERS]
    wanted = list(phrase.runs[0])
    if wanted in (title, bare):
        return frozenset(range(start, start + len(wanted)))
    return frozenset()


def _longest(matches: list[_Match]) -> list[_Match]:
    def beaten(match: _Match) -> bool:
        return any(
            match.places < other.places or (match.places == other.places and match.topic and not other.topic)
            for other in matches
        )

    return [match for match in matches if not beaten(match)]


def _about_it(said: tuple[Word, ...]) -> dict[int, set[int]]:
    """Return each history, survey or ensemble with the places it speaks for: it is about the subject, or plays it."""
    texts = [word.text for word in said]
    spoken = {}
    for i, text in enumerate(texts):
        if text in ABOUT_IT and "of" in texts[i + 1 : i + 4]:
            spoken[i] = set(range(i, len(said)))
        elif text in ABOUT_IT | PERFORMED:
            spoken[i] = {j for j, word in enumerate(said) if word.part == said[i].part}
    return spoken


def _leaves_open(said: tuple[Word, ...]) -> bool:
    return bool(_OPEN.search(" ".join(word.text for word in said)))


def _in_every_alternative(said: tuple[Word, ...], found: list[_Match]) -> set[str]:
    topics = {match.topic for match in found}
    for i, word in enumerate(said):
        if word.text != "or" or " ".join(w.text for w in said[i + 1 : i + 2]) in ALTERNATIVE_IS_NO_SUBJECT:
            continue
        before = {match.topic for match in found if min(match.places) < i}
        after = {match.topic for match in found if max(match.places) > i}
        topics &= before & after
    return topics


def _speaks_of_essays(said: tuple[Word, ...], code: str | None) -> bool:
    letters = re.match(r"[A-Z]+", code or "")
    return bool(letters and letters.group() in WRITING_CODES and len(said) < 3)


def _quoted(said: tuple[Word, ...], places: Iterable[int]) -> str:
    text, last = "", None
    for i in sorted(places):
        text += said[i].raw if last is None else (" " if i == last + 1 else " … ") + said[i].raw
        last = i
    return f"“{text}”"
