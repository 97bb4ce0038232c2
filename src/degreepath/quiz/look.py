"""What the terminal can show: which marks, and whether it can do more than plain lines. Pure, from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

NARROWEST, LOWEST = 20, 12
NEAREST = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "…": "...",
        "×": "x",
        "·": "-",
        "→": "->",
        "£": "GBP ",
        "€": "EUR ",
    }
)


@dataclass(frozen=True)
class Look:
    """The marks of one kind of terminal."""

    pointer: str
    full: str
    empty: str
    up_down: str
    left: str
    ascii: bool

    def text(self, text: str) -> str:
        """Return `text` with nothing that this terminal cannot show."""
        return text.translate(NEAREST).encode("ascii", "replace").decode() if self.ascii else text


UNICODE = Look(pointer="❯", full="█", empty="░", up_down="↑↓", left="←", ascii=False)
ASCII = Look(pointer=">", full="#", empty="-", up_down="Up/Down", left="Left", ascii=True)


def look_of(encoding: str | None, environ: Mapping[str, str]) -> Look:
    """Return the look for a stream's encoding. Python takes LC_ALL=C for UTF-8, but the terminal may not: it gets ascii."""
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "C")
    bare = os.name == "posix" and locale in {"C", "POSIX"}
    return UNICODE if (encoding or "").lower().replace("-", "") == "utf8" and not bare else ASCII


def only_plain(environ: Mapping[str, str], columns: int, rows: int) -> bool:
    """Tell whether the terminal can only show one line after the other, or is too small for a screen."""
    dumb = os.name == "posix" and environ.get("TERM", "").lower() in {"", "dumb", "unknown"}
    return dumb or columns < NARROWEST or rows < LOWEST
