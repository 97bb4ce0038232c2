"""One line of a pasted module list: its title without bullet, code and credits, or the heading that it is."""

import re
from dataclasses import dataclass

from degreepath.knowledge.program import ModuleStatus
from degreepath.knowledge.record import clean_text

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NO_CODES = {"MIDI", "DAW", "DSP", "CAD", "ADR", "FMOD", "MAX", "PRO", "LIVE", "AUDIO", "MUSIC", "SOUND"}
_DIGITS = r"\d{2,5}[A-Z]{0,2}"
_CODE = re.compile(
    rf"(?:[A-Z]{{1,6}}(?:-[A-Z]{{1,4}})?[ -]?[A-Z]?{_DIGITS}|\d{{2}}-\d{{4}})"
    rf"(?:\s*(?:/|,|-|–|\bor\b|&)\s*(?:[A-Z]{{1,6}}[ -]?[A-Z]?)?{_DIGITS})*(?![\w+])"
)
_BULLET = re.compile(r"^(?:[-*+•‣▪◦·○●■□–—]|\[[ xX]?\]|\(?\d{1,2}[.)](?!\d)|\(?[a-z][.)])\s+")
_UNITS = r"(?:credit(?:\s+hour|\s+point)?s?|cr(?:edit)?s?\.?|ects|cats|units?|hours?|hrs?\.?|points?|pts\.?|cp|sh|uoc|semester hours?)"
_CREDITS = re.compile(
    rf"[\s,;:–—-]*[(\[]?\s*\b(\d+(?:\.\d+)?(?:\s*[-–]\s*\d+(?:\.\d+)?)?)\s*{_UNITS}\s*[)\]]?$", re.IGNORECASE
)
_CREDITS_FIRST = re.compile(rf"[\s,;:–—-]*\(?\b{_UNITS}\s*[:=]?\s*(\d+(?:\.\d+)?)\)?$", re.IGNORECASE)
_BARE_CREDITS = re.compile(
    r"\s+\(?(\d+\.\d+|(?:1[05]|[2346]0))\)?$|\s*\((\d{1,2})\)$|(?<=[IVX\d])\s+(\d{1,2})$"
)
_AWARD = re.compile(
    r"(?:B\.?(?:A|Sc|S|Mus|M|Eng|FA|Tech)|M(?:Eng|Sc|Mus)|HN[CD]|FdA|FdSc)\b[. ]|(?:Bachelor|Master|Diploma)\s+(?:of|in)\b"
)
_NUMBER = re.compile(rf"\d+(?:\.\d+)?(?:\s*[-–/]\s*\d+(?:\.\d+)?)?(?:\s*{_UNITS})?", re.IGNORECASE)
_CORE = r"core|compulsory|required|mandatory|obligatory"
_ELECTIVE = r"electives?|optional|options?|choice"
_TRAILING = re.compile(
    rf"[\s,;:–—-]*[(\[]?\b({_CORE}|{_ELECTIVE})(?:\s+(?:module|course|unit))?\b[)\]]?$", re.IGNORECASE
)
_LEADING = re.compile(
    rf"^[(\[]?({_CORE}|{_ELECTIVE})(?:\s+(?:module|course|unit))?[)\]]?\s*(?::|\s[-–—]|(?<=[)\]]))\s*(?=\S)",
    re.IGNORECASE,
)
_TERM = re.compile(r"^(?:year|semester|term|level|stage|trimester)\s*\d\s*[:–—-]\s*(?=\S)", re.IGNORECASE)
_HEADING_WORDS = re.compile(
    rf"(?:{_CORE}|{_ELECTIVE}|modules?|courses?|units?|subjects?|class(?:es)?|requirements?|list|year|semester|term|level|stage|"
    r"trimester|part|block|first|second|third|fourth|final|fall|autumn|spring|summer|winter|freshman|sophomore|junior|senior|"
    r"major|minor|free|general|education|studies|gen|ed|liberal|arts|breadth|choose|select|take|pick|any|plus|at|least|up|to|"
    r"one|two|three|four|five|six|all|of|from|the|and|or|in|for|your|following|these|below|with|students?|must|credits?|cr|"
    r"ects|cats|hours?|points?|both|either|i{1,3}|iv|v|vi|\d+|[a-d])",
    re.IGNORECASE,
)
_ELECTIVE_WORD = re.compile(rf"\b(?:{_ELECTIVE})\b", re.IGNORECASE)
_CORE_WORD = re.compile(rf"\b(?:{_CORE})\b", re.IGNORECASE)
_INTRO_WORD = re.compile(r"\bintro(?:duct(?:ory|ion))?\b", re.IGNORECASE)
_CHOICE = re.compile(
    r"\b(?:choose|select|take|pick)\b.*\b(\d{1,2}|"
    + "|".join(NUMBERS)
    + r")\b(?!\s*(?:credits?|cr|ects|hours?|points?))",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\b(?:choose|select|pick)\b|\b(?:one|two|three|four|\d)\s+(?:of|from)\b", re.IGNORECASE)
_GENERAL = re.compile(
    r"\bgen(?:eral)?\.?\s+ed(?:ucation)?\b|\bliberal\s+(?:arts|studies)\b|\bgeneral\s+studies\b|\bbreadth\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:year|semester|term|level|stage|trimester|fall|autumn|spring|summer|winter|freshman|sophomore|junior|senior)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heading:
    """A line that is no module: what it says of those below it. `time` is a year or semester, which says no status."""

    text: str
    status: ModuleStatus | None
    time: bool = False
    contradictory: bool = False
    choose: int | None = None


@dataclass(frozen=True)
class Line:
    """A line that is a module; `status` only if the line itself says it."""

    title: str
    status: ModuleStatus | None = None
    code: str | None = None
    credits: str | None = None


def tidy(text: str) -> str:
    """Return what `clean_text` returns; most lines are plain ASCII and need no look at each character."""
    return " ".join(text.split()) if text.isascii() and text.isprintable() else clean_text(text)


def read_line(line: str) -> Heading | Line | None:
    """Return what a line is; None if it is empty or only a rule, a number, a total or an address."""
    marked = line.strip().startswith("#")
    text = tidy(
        _BULLET.sub("", line.strip().lstrip("#").strip().replace("**", "").replace("__", ""), count=1)
    )
    if not any(c.isalpha() for c in text) or re.match(
        r"(?:sub)?total\b|https?://|page \d+$", text, re.IGNORECASE
    ):
        return None
    heading = _heading(text, marked=marked)
    return heading or _module(text)


def status_of(text: str) -> ModuleStatus | None:
    """Return the status that words name. Where they contradict each other, elective: the careful reading."""
    if _GENERAL.search(text):
        return ModuleStatus.INTRO
    if _ELECTIVE_WORD.search(text) or _ONE_OF.search(text):
        return ModuleStatus.ELECTIVE
    if _INTRO_WORD.search(text):
        return ModuleStatus.INTRO
    return ModuleStatus.CORE if _CORE_WORD.search(text) else None


def may_be_code(text: str) -> bool:
    """Say whether `text` has the form of a module's code and nothing else, be its letters a word as in "MUSIC 101"."""
    return bool(_CODE.fullmatch(text))


def is_code(text: str) -> bool:
    """Say whether `text` is a module's code and nothing else."""
    return may_be_code(text) and not _begins_as_title(text)


def _begins_as_title(text: str) -> bool:
    return text.split(" ", maxsplit=1)[0].upper() in _NO_CODES


def is_number(text: str) -> bool:
    """Say whether `text` is a number of credits and nothing else."""
    return bool(_NUMBER.fullmatch(text))


def is_status(text: str) -> bool:
    """Say whether `text` only says core, elective or the like."""
    tokens = re.sub(r"[^\w\s]", " ", text).split()
    return status_of(text) is not None and all(_HEADING_WORDS.fullmatch(token) for token in tokens)


def _heading(text: str, *, marked: bool) -> Heading | None:
    plain = re.sub(r"[^\w\s]", " ", text)
    tokens = plain.split()
    if _AWARD.match(text):
        return Heading(text, None)
    known = all(_HEADING_WORDS.fullmatch(token) for token in tokens)
    if not (marked or text.endswith(":") or (known and _says_something(text, len(tokens)))):
        return None
    status = status_of(text)
    if not known and status is ModuleStatus.INTRO and not _GENERAL.search(text):
        status = None
    both = bool(
        _CORE_WORD.search(text) and re.search(r"\b(?:electives?|optional|options?)\b", text, re.IGNORECASE)
    )
    choice = _CHOICE.search(text)
    count = choice.group(1).casefold() if choice else ""
    return Heading(
        text=text.rstrip(": "),
        status=status,
        time=bool(_TIME.search(text)) and status is None,
        contradictory=both,
        choose=NUMBERS.get(count) or (int(count) if count.isdigit() else None),
    )


def _says_something(text: str, words: int) -> bool:
    """Say whether a line of heading words is a heading. "Free elective (3 credits)" is none, but a place to fill in a study plan."""
    if words <= 4 and _CREDITS.search(text) and re.search(r"elective\b", text, re.IGNORECASE):
        return False
    return status_of(text) is not None or bool(_TIME.search(text))


def _module(text: str) -> Line:
    text = _TERM.sub("", text)
    status = worth = code = None
    for _ in range(3):  # "(elective) 3 credits" and "3 credits (elective)" both stand in catalogues
        before = text
        rest, found = _taken(text, _TRAILING)
        if found:
            status = status or status_of(found)
            text = text if " " not in rest and text[len(rest) :].startswith(" " + found[0]) else rest
        for pattern in (_CREDITS, _CREDITS_FIRST, _BARE_CREDITS):
            text, found = _taken(text, pattern)
            worth = worth or found
        if text == before:
            break
    leading = _LEADING.match(text)
    if leading:
        status, text = status or status_of(leading.group(1)), text[leading.end() :]
    match = _CODE.match(text)
    if match and not _begins_as_title(text):
        code = match.group()
        text = text[match.end() :].lstrip(" :;,.–—-\t") or code
    return Line(text.rstrip(" *†‡;,"), status, code, worth)


def _taken(text: str, pattern: re.Pattern[str]) -> tuple[str, str | None]:
    match = pattern.search(text)
    if not match or not any(c.isalpha() for c in text[: match.start()]):
        return text, None
    return text[: match.start()].rstrip(), next(group for group in match.groups() if group)
