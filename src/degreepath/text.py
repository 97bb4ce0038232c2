"""Names in a row, and what becomes of a text where there is no Unicode."""

import unicodedata
from collections.abc import Iterable

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
    between = "; " if any("," in part for part in (*most, last)) else ", "
    return f"{between.join(most)} {word} {last}" if most else last
