"""What the cells of a class file say: a header, an answer, marks, a role or program. Functions of text alone; no file is opened."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache, partial

from degreepath.advice.answers import MARKS_EACH_WAY
from degreepath.knowledge import Knowledge
from degreepath.knowledge.fields import ANSWER_WORDS, short
from degreepath.knowledge.load import shipped
from degreepath.knowledge.model import Program, Role
from degreepath.text import some

FORM = shipped("formats/class_files")
told = partial(short, most=40)
"""What a sentence can hold of a cell or a header."""
MARKS = ("most", "least")
JOINED = ("name", *MARKS)
"""What several columns may hold together: first and last name, one mark each."""
SKIPPED, ANSWER, MARK, MANY = "skipped", "answer", "mark", "many"
Said = tuple[int, str, str]
"""What one cell says: a number (0 or -1 if it says nothing), what is wrong ("" for nothing), and the words that are."""
Reader = Callable[[str], Said]
Columns = dict[str, tuple[int, ...]]
"""Where each column that we know stands: our name for it, and the positions."""
NO_ANSWER = {*FORM["not_yet"], *FORM["no_answer"]}
_WORDED = {word: answer for answer, word in ANSWER_WORDS.items()} | FORM["answers"]
_WHOLE = re.compile(r"\+?(\d{1,9})(?:[.,]0*)?")


def plain(text: str) -> str:
    """Return the words of `text` in small letters with single spaces: how two texts are compared."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


def said_answer(text: str) -> Said:
    """Read an answer: 4, "4,0", "4 - like", "like (4)", "4/5", "Strongly like". Nothing at all is nothing wrong."""
    bare = unicodedata.normalize("NFKC", text).strip(" \t\r\n'\"")
    tokens = plain(text).split()
    digits = [int(token) for token in tokens if token.isdecimal()]
    words = " ".join(token for token in tokens if not token.isdecimal())
    if whole := _WHOLE.fullmatch(bare):
        answer = int(whole.group(1))
    elif not digits and words in NO_ANSWER:
        return 0, SKIPPED if text.strip() else "", text
    elif digits[1:] == [5] and (words in {"of", "out of"} or (not words and "/" in bare)):
        answer = digits[0]
    else:
        answer = _WORDED.get(words, 0)
        answer = answer if digits in ([], [answer]) else 0
    return (answer, "", "") if answer in ANSWER_WORDS else (0, ANSWER, text)


def marks_reader(knowledge: Knowledge) -> Reader:
    """Return the function that reads marks: bit i is set for interest i in file order.

    Marks are ids, names, or names with what they are about, as our own sheet prints them, with anything between them.
    """
    phrases: dict[str, int] = {}
    for place, interest in enumerate(knowledge.interests):
        for text in (interest.id, interest.name, f"{interest.name} {interest.about}", interest.about):
            phrases.setdefault(plain(text), place)
    longest_first = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    mark = re.compile(rf"(?<!\S)(?:{longest_first})(?!\S)")

    def read(text: str) -> Said:
        words = plain(text)
        if words in NO_ANSWER:
            return _nothing(text, 0)
        found = {phrases[phrase] for phrase in mark.findall(words)}
        left = [word for word in mark.sub("", words).split() if not word.isdecimal()]
        unknown = " ".join(word for word in left if word not in {"and", "or"})
        if len(found) > MARKS_EACH_WAY:
            return 0, MANY, text
        return sum(1 << place for place in found), MARK if unknown else "", unknown

    return read


def name_reader(records: Sequence[Role | Program | str], kind: str) -> Reader:
    """Return the function that reads names of `records`: their place there. What stands after a colon or bracket may be anything."""
    places: dict[str, int] = {}
    for place, record in enumerate(records):
        for name in (record,) if isinstance(record, str) else (record.id, record.name, *record.aliases):
            places.setdefault(plain(name), place)

    def read(text: str) -> Said:
        key = plain(text)
        if key in NO_ANSWER:
            return _nothing(text, -1)
        place = places.get(key, places.get(plain(re.split(r"[:(\[–—]| - ", text, maxsplit=1)[0]), -1))
        return place, "" if place >= 0 else kind, text

    return read


@lru_cache(maxsize=4)
def readers(knowledge: Knowledge) -> dict[str, Reader]:
    """Return how each column that says something is read."""
    return {
        **dict.fromkeys(knowledge.question, said_answer),
        **dict.fromkeys(MARKS, marks_reader(knowledge)),
        "goal": name_reader(knowledge.roles, "goal"),
        "plan": name_reader(knowledge.programs, "plan"),
        "country": name_reader(knowledge.countries, "country"),
    }


def _nothing(text: str, value: int) -> Said:
    is_told = text.strip() and plain(text) not in FORM["not_yet"]
    return value, SKIPPED if is_told else "", text


def moment(text: str, *, day_first: bool) -> datetime | None:
    """Read a date with or without a time, as form services and spreadsheets write it in numbers; None if it is none."""
    numbers = [int(number) for number in re.findall(r"\d+", text)[:6]]
    if len(numbers) < 3:
        return None
    (a, b, c), (hour, minute, second) = numbers[:3], (*numbers[3:], 0, 0, 0)[:3]
    year, month, day = (a, b, c) if a > 31 else (c, b, a) if day_first else (c, a, b)
    if noon := re.search(r"\d\s*([ap])\.?m\b", text, re.IGNORECASE):
        hour = hour % 12 + 12 * (noon[1] in "pP")
    try:
        return datetime(year + 2000 * (year < 100), month, day, hour, minute, second)  # noqa: DTZ001 -- forms name no zone
    except (ValueError, OverflowError):
        return None


# ── Headers ──────────────────────────────────────────────────────────────────────────────────────
_IDS = ("student", "id", "person", "email", "count", "name")
"""What may name a student, best first. `count`: a form service's own count of rows, which no student typed."""


@lru_cache(maxsize=4)
def _statements(knowledge: Knowledge) -> dict[str, str]:
    """Return the question for each header that means it: its id, its text, the texts it had before."""
    known = {
        plain(text): question.id
        for question in knowledge.questions
        for text in (*question.earlier, question.text)
    }
    return known | {plain(question.id): question.id for question in knowledge.questions}


@lru_cache(maxsize=10_000)
def meaning(header: str, knowledge: Knowledge) -> str | None:
    """Return what a header stands for: a question's id, "most", "goal" …, or None."""
    known, key = _statements(knowledge), plain(header)
    if key.startswith(tuple(FORM["not_asked"])):
        return known.get(key)
    for text in (key, plain(header.rpartition("[")[2])):  # the row of a grid: "How much … [text]"
        for reading in (text, re.sub(r"^[a-z]?\d{1,3} ", "", text)):  # "Q3. text"
            if reading in known:
                return known[reading]
    return _field(key)


def _field(key: str) -> str | None:
    if key in FORM["stamps"]:
        return "stamp"
    words = set(key.split()) - _words("filler")
    for rule in FORM["headers"]:
        only = _words(" ".join(rule.get("only", ()))) or words
        if words <= only and all(words & _words(names) for names in rule["has"]):
            return str(rule["means"])
    return None


def _words(lists: str) -> set[str]:
    return {word for name in lists.split() for word in FORM["words"][name].split()}


def find_columns(
    headers: Sequence[str], sample: Sequence[Sequence[str]], knowledge: Knowledge
) -> tuple[Columns, list[str]]:
    """Return where what we know stands, and what to say of it.

    `sample` is some rows below the `headers`, to see which column really names students.
    """
    places: dict[str, list[int]] = {}
    for place, header in enumerate(headers):
        places.setdefault(meaning(header, knowledge) or "", []).append(place)
    unused = [told(headers[place]) for place in places.pop("", []) if plain(headers[place])]
    keys = [plain(header) for header in headers]
    if "start time" in keys:
        places["count"] = places.pop("id", [])
    if "stamp" in places:
        places["stamp"] = [min(places["stamp"], key=lambda place: FORM["stamps"].index(keys[place]))]
    naming = [(way, place) for way in _IDS for place in places.get(way, [])]
    best = next((each for each in naming if _names_students(each[1], sample)), naming[0] if naming else None)
    kept = {name: tuple(where) for name, where in places.items() if where and name not in _IDS}
    found = []
    if best:
        kept["id"] = (best[1],)
        if keys[best[1]] != "student id":
            found.append(f"the column '{told(headers[best[1]])}' names the students")
        names = [place for way in ("name", "person") for place in places.get(way, ()) if place != best[1]]
        kept |= {"name": tuple(names)} if names and best[0] != "name" else {}
    for name, where in kept.items():
        if len(where) > 1 and name not in JOINED:
            numbers = [str(place + 1) for place in where]
            used = f"{numbers[0]} is used, and the next where it is empty"
            found.append(f"the columns {' and '.join(numbers)} both mean '{name}': {used}")
    if unused:
        found.append(f"not used: {some(unused, 5)}")
    return kept, found


def _names_students(place: int, sample: Sequence[Sequence[str]]) -> bool:
    cells = {plain(row[place]) for row in sample if place < len(row)}
    return not cells or bool(cells - {"", "anonymous"})
