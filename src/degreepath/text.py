"""Texts in a row, some of many, and what becomes of them where there is no Unicode."""

import unicodedata
from collections.abc import Iterable, Sequence

NEAREST = str.maketrans(
    {
        "●": "*", "◐": "~", "○": "o", "▰": "#", "▱": "-", "■": "#", "□": "-", "☐": "[ ]", "•": "-", "·": "-",
        "─": "-", "┼": "+", "│": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "❯": ">", "█": "#", "░": "-",
        "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...",
        "→": "->", "↑": "Up", "↓": "Down", "←": "Left", "×": "x", "±": "+/-", "≥": ">=", "≤": "<=", "½": "1/2",
        "²": "^2", "£": "GBP ", "€": "EUR ",
    }
)  # fmt: skip


def in_ascii(text: str) -> str:
    """Return `text` in ASCII as near as it goes: letters lose their accents, what has no such form becomes a question mark."""
    letters = unicodedata.normalize("NFKD", text.translate(NEAREST))
    return "".join(c for c in letters if not unicodedata.combining(c)).encode("ascii", "replace").decode()


def joined(parts: Iterable[str], word: str = "and") -> str:
    """Return 'a', 'a and b' or 'a, b and c'; with semicolons where a part holds a comma itself."""
    *most, last = list(parts) or [""]
    if any("," in part for part in (*most, last)):
        return "; ".join([*most, f"{word} {last}" if most else last])
    return f"{', '.join(most)} {word} {last}" if most else last


def some(texts: Sequence[str], most: int, of: int | None = None) -> str:
    """Return the first `most` texts, and how many more there are; `of`: of so many, where not all are given."""
    more = (len(texts) if of is None else of) - most
    return ", ".join(texts[:most]) + (f" and {more} more" if more > 0 else "")
